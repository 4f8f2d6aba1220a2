"""Terms found by an automaton over letters: what terms.find_all finds over tokens, by another way."""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import WORD, lean, longest


def find_terms(texts: pl.DataFrame, terms: pl.DataFrame, *, keep_nested: bool = False) -> pl.DataFrame:
    """Find literal terms as whole words; leftmost, and the longest of those that start or nest together.

    `texts`: sentence_id, text. `terms`: term (String, unique together with is_case_sensitive),
    is_case_sensitive (Boolean; false folds ASCII case only), and any further columns, which come back on each match.

    Returns sentence_id, start, end (Int32 code points), matched (as written) and the columns of `terms`,
    in order of sentence_id and start. With `keep_nested`, matches within longer ones are kept too.
    """
    spans = pl.Schema(
        {"sentence_id": texts.schema["sentence_id"], "start": pl.Int32(), "end": pl.Int32(), "matched": pl.String()}
    )
    if texts.is_empty() or terms.is_empty():
        return pl.Schema({**spans, **terms.schema}).to_frame()
    patterns = terms["term"].unique().sort().to_list()
    # Two passes over the same automaton: where, and what. Both list overlapping matches in the same order.
    found = (
        texts.lazy()
        .select("sentence_id", "text")
        .filter(pl.col("text").str.contains_any(patterns, ascii_case_insensitive=True))
        .with_columns(
            start_byte=pl.col("text").str.find_many(patterns, ascii_case_insensitive=True, overlapping=True),
            matched=pl.col("text").str.extract_many(patterns, ascii_case_insensitive=True, overlapping=True),
        )
        .explode("start_byte", "matched")
        .with_columns(n_bytes=pl.col("matched").str.len_bytes())
        # Neighbours by byte: an ASCII word character beside the match rules it out at once.
        .filter(
            ~_ascii_word_byte(pl.col("start_byte").cast(pl.Int64) - 1),
            ~_ascii_word_byte(pl.col("start_byte").cast(pl.Int64) + pl.col("n_bytes")),
        )
        .with_columns(
            start=pl.col("text")
            .cast(pl.Binary)
            .bin.slice(0, pl.col("start_byte"))
            .cast(pl.String)
            .str.len_chars()
            .cast(pl.Int32)
        )
        .with_columns(end=pl.col("start") + pl.col("matched").str.len_chars().cast(pl.Int32))
        # What is left may have an accented letter beside it.
        .filter(
            ~(
                (pl.col("text").str.len_bytes() != pl.col("text").str.len_chars())
                & (_word_char(pl.col("start") - 1) | _word_char(pl.col("end")))
            )
        )
        .select("sentence_id", "start", "end", "matched", folded=pl.col("matched").str.to_lowercase())
        .join(
            terms.lazy().with_columns(folded=pl.col("term").str.to_lowercase()),
            on="folded",
            how="inner",
        )
        .filter(~pl.col("is_case_sensitive") | (pl.col("matched") == pl.col("term")))
        .drop("folded")
        .sort("sentence_id", "start", "end", "term", descending=[False, False, True, False])
    )
    if not keep_nested:
        found = longest(found)
    return found.select(*spans, *terms.columns).collect(engine="in-memory")


def _ascii_word_byte(at: pl.Expr) -> pl.Expr:
    """Is the byte of `text` at this offset an ASCII letter, digit or underscore? Outside the text: false."""
    byte = pl.col("text").cast(pl.Binary).bin.slice(at.clip(lower_bound=0), 1).bin.encode("hex")
    return (at >= 0) & byte.str.contains("^(3[0-9]|[46][1-9a-f]|[57][0-9a]|5f)$")


def _word_char(at: pl.Expr) -> pl.Expr:
    """Is the code point of `text` at this offset a letter, digit or underscore? Outside the text: false."""
    return (at >= 0) & pl.col("text").str.slice(at.clip(lower_bound=0), 1).str.contains(lean(WORD))
