"""Finding text in many texts at once, with offsets in Unicode code points.

What belongs here: literal terms (Aho-Corasick) and regular expressions over a whole column of texts. What does
not: what a match means. Every function takes `texts`, a frame with the columns sentence_id and text.
"""

from __future__ import annotations

import re

import polars as pl

# Private-use characters mark the edges of a match while it is being located. sentences.py keeps them out of texts.
_OPEN, _CLOSE = "\ue000", "\ue001"

_WORD = r"[\p{L}\p{N}_]"


def ascii_edges(pattern: str) -> str:
    r"""A pattern whose word boundaries (`\b`) know ASCII's letters, digits and underscore only.

    Every pattern with `\b` that reads many texts goes through here. Unicode's boundaries can't be told by the regex
    crate's automaton, which then walks the text several times as slowly: over 4.7 MB of wire stories number phrases
    take 0.7 s with them and 0.04 s without. The two differ only where the pattern's edge meets an accented letter.
    """
    return re.sub(r"(?<!\\)((?:\\\\)*)\\b", r"\1(?-u:\\b)", pattern)


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


def longest(spans: pl.LazyFrame) -> pl.LazyFrame:
    """Drop spans that start inside an earlier, or equally early and longer, span of their sentence.

    Columns in and out: sentence_id, start, end and others; comes back in order of sentence_id and start. Terms of
    the same span (one word, several entries) are all kept.
    """
    reach = pl.col("end").cum_max().shift(1).over("sentence_id").fill_null(0)
    same = (pl.col("start") == pl.col("start").shift(1)) & (pl.col("end") == pl.col("end").shift(1))
    ordered = spans.sort("sentence_id", "start", "end", descending=[False, False, True], maintain_order=True)
    return (
        ordered.with_columns(
            _fresh=pl.col("start") >= reach,
            _same=same.over("sentence_id").fill_null(False),
        )
        .with_columns(_kept=pl.when(~pl.col("_same")).then(pl.col("_fresh")).forward_fill().over("sentence_id"))
        .filter("_kept")
        .drop("_fresh", "_same", "_kept")
    )


def find_pattern(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find all matches of a Rust regular expression (leftmost-first, not overlapping, never empty).

    `texts`: sentence_id, text. Returns sentence_id, start, end (Int32 code points), matched, in text order.
    """
    pattern = ascii_edges(pattern)
    pieces = (
        texts.lazy()
        .select("sentence_id", "text")
        .filter(pl.col("text").str.contains(ascii_edges(pattern)))
        .select(
            "sentence_id",
            piece=pl.col("text").str.replace_all(ascii_edges(f"({pattern})"), f"{_OPEN}$0{_CLOSE}").str.split(_OPEN),
        )
        .explode("piece")
        .with_columns(matched=pl.col("piece").str.extract(f"(?s)^(.*?){_CLOSE}", 1))
        .with_columns(
            n_chars=pl.col("piece").str.len_chars().cast(pl.Int32) - pl.col("matched").is_not_null().cast(pl.Int32)
        )
        .with_columns(start=pl.col("n_chars").cum_sum().over("sentence_id") - pl.col("n_chars"))
        .filter(pl.col("matched").is_not_null() & (pl.col("matched") != ""))
    )
    return (
        pieces.select(
            "sentence_id",
            "start",
            (pl.col("start") + pl.col("matched").str.len_chars().cast(pl.Int32)).alias("end"),
            "matched",
        )
        .sort("sentence_id", "start")
        .collect(engine="in-memory")
    )


def _ascii_word_byte(at: pl.Expr) -> pl.Expr:
    """Is the byte of `text` at this offset an ASCII letter, digit or underscore? Outside the text: false."""
    byte = pl.col("text").cast(pl.Binary).bin.slice(at.clip(lower_bound=0), 1).bin.encode("hex")
    return (at >= 0) & byte.str.contains("^(3[0-9]|[46][1-9a-f]|[57][0-9a]|5f)$")


def _word_char(at: pl.Expr) -> pl.Expr:
    """Is the code point of `text` at this offset a letter, digit or underscore? Outside the text: false."""
    return (at >= 0) & pl.col("text").str.slice(at.clip(lower_bound=0), 1).str.contains(_WORD)
