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
    words = (
        batch.articles.lazy()
        .select("version_id", "article_id", word=pl.col("body").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+"))
        .filter(pl.col("word").list.len() > 0)
        .explode("word")
        .collect(engine="in-memory")
    )
    if words.is_empty():
        return FINGERPRINT.empty()
    numbered = words.join(_word_hashes(words["word"].unique()), on="word", how="left", maintain_order="left")
    terms = [
        (pl.col("word_hash").shift(-i) * pl.lit(multiplier, pl.UInt64)) % pl.lit(_PRIME, pl.UInt64)
        for i, multiplier in enumerate(_MULTIPLIERS)
    ]
    is_whole = pl.col("version_id") == pl.col("version_id").shift(1 - RUN_WORDS)
    runs = (
        numbered.lazy()
        .with_columns(
            shingle_hash=(pl.sum_horizontal(terms) % pl.lit(_PRIME, pl.UInt64)).cast(pl.Int64), is_whole=is_whole
        )
        .filter(pl.col("is_whole").fill_null(False))
        .select("version_id", "article_id", "shingle_hash")
        .unique()
        .sort("version_id", "shingle_hash")
        .with_columns(
            position=pl.int_range(pl.len(), dtype=pl.Int32).over("version_id"),
            n_shingles=pl.len().over("version_id"),
        )
        .filter(pl.col("position") < SKETCH_SIZE)
    )
    return FINGERPRINT.conform(runs)


def _word_hashes(words: pl.Series) -> pl.DataFrame:
    """31 bits of each word's MD5: word, word_hash (UInt64). MD5 because it is the same everywhere, not for secrecy."""
    vocabulary = words.sort().to_frame("word").to_arrow()
    with duckdb.connect() as connection:
        connection.register("vocabulary", vocabulary)
        hashed = connection.sql(
            "select word, cast(md5_number_lower(word) & 2147483647 as ubigint) as word_hash from vocabulary"
        ).to_arrow_table()
    return pl.DataFrame(hashed)
