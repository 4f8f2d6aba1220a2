"""Fingerprints: a small fair sample of each text's runs of words, by which the warehouse finds copies.

What belongs here: cutting runs, hashing and choosing. What does not: which articles are one story
(dbt_project/models/intermediate/int_story_*).

The sample is a bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997): the SKETCH_SIZE
smallest hashes of the text's distinct runs of RUN_WORDS words. Up to the smaller of two sketches' largest values both
are complete, so that containment can be estimated for texts of different lengths.
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.tokens import numbered
from pipelines.schemas import FINGERPRINT

RUN_WORDS = 5
SKETCH_SIZE = 128
_PRIME = (1 << 61) - 1
_MULTIPLIERS = (1_947_395_213, 1_282_168_931, 2_106_513_241, 1_511_302_327, 1_731_894_053)
"""One odd number below 2^31 a position: a run's hash is the sum of word hash times multiplier, modulo a prime."""


def fingerprint_table(batch: Batch) -> pl.DataFrame:
    """One row per text and value of its sketch, in the columns of schemas.FINGERPRINT.

    Words are runs of letters and digits in lower case; headline and punctuation play no part. Hashes are the same on
    every machine and in every version of the libraries.
    """
    texts = batch.articles.select("version_id", "article_id").with_row_index("text_no")
    words = (
        batch.articles.lazy()
        .select(word=pl.col("body").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+"))
        .with_row_index("text_no")
        .filter(pl.col("word").list.len() > 0)
        .explode("word")
        .collect(engine="in-memory")
    )
    if words.is_empty():
        return FINGERPRINT.empty()
    number, vocabulary = numbered(words["word"])
    hashes = vocabulary.to_frame("word").join(_word_hashes(vocabulary), on="word", how="left", maintain_order="left")
    terms = [pl.col("word_hash").shift(-i) * pl.lit(multiplier, pl.UInt64) for i, multiplier in enumerate(_MULTIPLIERS)]
    prime = pl.lit(_PRIME, pl.UInt64)
    # Products are below 2^62: three of them fit into 64 bits.
    total = (pl.sum_horizontal(terms[:3]) % prime + pl.sum_horizontal(terms[3:]) % prime) % prime
    is_whole = pl.col("text_no") == pl.col("text_no").shift(1 - RUN_WORDS)
    sketches = (
        words.lazy()
        .select("text_no", word_hash=hashes["word_hash"].gather(number))
        .select("text_no", shingle_hash=total.cast(pl.Int64), is_whole=is_whole)
        .filter(pl.col("is_whole").fill_null(False))
        .group_by("text_no", maintain_order=True)
        .agg(pl.col("shingle_hash").unique().sort())
        .with_columns(
            n_shingles=pl.col("shingle_hash").list.len(), shingle_hash=pl.col("shingle_hash").list.head(SKETCH_SIZE)
        )
        .with_columns(position=pl.int_ranges(0, pl.col("shingle_hash").list.len(), dtype=pl.Int32))
        .join(texts.lazy(), on="text_no", how="left", maintain_order="left")
        # In the order of the key while a text is one row, not a hundred.
        .sort("version_id")
        .explode("shingle_hash", "position")
    )
    return FINGERPRINT.conform(sketches, is_ordered=True)


def _word_hashes(words: pl.Series) -> pl.DataFrame:
    """31 bits of each word's MD5: word, word_hash (UInt64). MD5 because it is the same everywhere, not for secrecy."""
    vocabulary = words.sort().to_frame("word").to_arrow()
    with duckdb.connect() as connection:
        connection.register("vocabulary", vocabulary)
        hashed = connection.sql(
            "select word, cast(md5_number_lower(word) & 2147483647 as ubigint) as word_hash from vocabulary"
        ).to_arrow_table()
    return pl.DataFrame(hashed)
