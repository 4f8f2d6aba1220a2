"""Finding text in many texts at once, with offsets in Unicode code points.

What belongs here: regular expressions over a whole column of texts, and which of overlapping spans counts. What does
not: literal terms (terms.py), and what a match means.
"""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

# Private-use characters mark the edges of a match while it is being located. sentences.py keeps them out of texts.
_OPEN, _CLOSE = "\ue000", "\ue001"

WORD = r"[\p{L}\p{N}_]"
"""A character that is part of a word."""


_SPAN = ["sentence_id", "start", "end"]
_SENTENCE_ROOM = 1 << 24
"""Code points of the longest sentence that can be told from the next."""

_LETTERS = (
    r"A-Za-z\u{AA}\u{B5}\u{BA}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{D7FF}"
    r"\u{F900}-\u{FDFF}\u{FE70}-\u{FEFC}"
)
"""Blocks of letters, few enough for a small automaton; with their marks, and a few signs (ordinals, Arabic stops)."""
_LEAN_CLASSES = {
    r"\w": rf"0-9_{_LETTERS}",
    r"\d": "0-9",
    r"\p{L}": _LETTERS,
    r"\p{N}": r"0-9\u{B2}\u{B3}\u{B9}\u{BC}-\u{BE}",
    r"\p{Lu}": r"A-Z\u{C0}-\u{D6}\u{D8}-\u{DE}ĀĂĄĆĈČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽƏȘȚ\u{391}-\u{3A9}\u{400}-\u{42F}",  # noqa: E501
    r"\p{Ll}": r"a-z\u{DF}-\u{F6}\u{F8}-\u{FF}āăąćĉčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžəșț\u{3B1}-\u{3C9}\u{430}-\u{45F}",  # noqa: E501
    r"\p{M}": r"\u{300}-\u{36F}\u{64B}-\u{65F}",
}
_CASELESS = (r"\w", r"\d", r"\p{L}", r"\p{N}", r"\p{M}")
_IN_CLASS = r"(?:[^\]\[A-Za-z\\]|\\[dw]|\\p\{[LNM]\})*"
_CASELESS_CLASS = re.compile(rf"(?<!\\)\[\^?{_IN_CLASS}\\(?:w|p\{{[LNM]\}}){_IN_CLASS}\]")
r"""Classes with no letter of their own: `[\w’'-]`. They hold both cases, and under `(?i)` the compiler need not fold
some 50,000 letters one by one, which took a quarter of what a batch pays whatever its size."""
_ESCAPE = re.compile(r"\\(?:[pP]\{\w+\}|.)|\[\^?\]?|\]", re.DOTALL)


@lru_cache(maxsize=4096)
def lean(pattern: str) -> str:
    r"""A pattern with classes that make a small automaton: the one to use for every pattern that reads many texts.

    `\b` tells ASCII's letters, digits and underscore only; `\w`, `\d` and the `\p{...}` of letters and numbers become
    ranges. Unicode's boundaries can't be told by the regex crate's automaton at all, and its classes have hundreds of
    ranges, which repetitions multiply until the automaton no longer fits its cache; then each text is walked state by
    state. Over 4.7 MB of wire stories number phrases take 0.7 s as written and 0.04 s lean; 3,700 clauses of
    `\b(?:supply|...)(?: [\w’'-]+){0,6}$` take 1.0 s and 0.007 s. What is given up: an edge that meets an accented
    letter, digits of other scripts.
    """
    in_class = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal in_class
        part = match.group()
        if part[0] == "[":
            if in_class:
                return part
            in_class = True
        elif part == "]":
            in_class = False
        elif part == r"\b" and not in_class:
            return r"(?-u:\b)"
        elif part in _LEAN_CLASSES:
            if in_class:
                return _LEAN_CLASSES[part]
            return f"(?-i:[{_LEAN_CLASSES[part]}])" if part in _CASELESS else f"[{_LEAN_CLASSES[part]}]"
        return part

    return _ESCAPE.sub(replaced, _CASELESS_CLASS.sub(r"(?-i:\g<0>)", pattern))


def place_of(offset: str) -> pl.Expr:
    """An offset in a sentence on one number line for all sentences (Int64), so that nothing has to be taken by groups."""  # noqa: E501
    return pl.col("sentence_id").cast(pl.Int64) * _SENTENCE_ROOM + pl.col(offset)


def text_before(text: pl.Expr | str, at: pl.Expr | str, n: int) -> pl.Expr:
    """The `n` characters of a text, at most, that end at offset `at`: not all before it, cut twice."""
    text, at = (pl.col(part) if isinstance(part, str) else part for part in (text, at))
    at = at.cast(pl.Int64)
    return text.str.slice((at - n).clip(0), pl.min_horizontal(at, n))


def longest(spans: pl.LazyFrame, *, is_ordered: bool = False, casts_shadows: bool = True) -> pl.LazyFrame:
    """Drop spans that start inside an earlier, or equally early and longer, span of their sentence.

    Columns in and out: sentence_id, start, end and others; comes back in order of sentence_id and start. Terms of
    the same span (one word, several entries) are all kept. `is_ordered`: they come in that order, longer ones first.
    `casts_shadows`: a span that is dropped drops others too. Without, `the total number of dead` where `the total` is
    a term and `number of dead` is another has `dead`.
    """
    descending = [False, False, True]
    ordered = spans if is_ordered else spans.sort(_SPAN, descending=descending, maintain_order=True)
    to = pl.col("_to")
    judged = (
        ordered.with_columns(_from=place_of("start"), _to=place_of("end"))
        .with_columns(_same=((pl.col("_from") == pl.col("_from").shift(1)) & (to == to.shift(1))).fill_null(False))
        .with_columns(_kept=_of_equals(pl.col("_from") >= to.cum_max().shift(1).fill_null(0)))
    )
    if not casts_shadows:
        free = pl.col("_from") >= pl.when("_kept").then(to).forward_fill().shift(1).fill_null(0)
        of_free = pl.when(~pl.col("_kept") & free).then(to).cum_max().forward_fill().shift(1).fill_null(0)
        judged = judged.with_columns(_kept=_of_equals(pl.col("_kept") | (free & (pl.col("_from") >= of_free))))
    return judged.filter("_kept").drop("_from", "_to", "_same", "_kept")


def _of_equals(first: pl.Expr) -> pl.Expr:
    """What holds of the first of several equal spans holds of all."""
    return pl.when(~pl.col("_same")).then(first).forward_fill()


def find_pattern(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find all matches of a Rust regular expression (leftmost-first, not overlapping, never empty).

    `texts`: sentence_id, text. Returns sentence_id, start, end (Int32 code points), matched, in text order.
    """
    marked = pl.col("text").str.replace_all(lean(pattern), f"{_OPEN}$0{_CLOSE}")
    pieces = (
        texts.lazy()
        .select("sentence_id", marked=marked)
        .filter(pl.col("marked").str.contains(_OPEN, literal=True))
        .with_row_index("text_no")
        .with_columns(piece=pl.col("marked").str.split(_OPEN))
        .drop("marked")
        .explode("piece")
        .with_columns(matched=pl.col("piece").str.extract(f"(?s)^(.*?){_CLOSE}", 1))
        .with_columns(
            n_chars=pl.col("piece").str.len_chars().cast(pl.Int32) - pl.col("matched").is_not_null().cast(pl.Int32)
        )
        .with_columns(before=pl.col("n_chars").cum_sum() - pl.col("n_chars"))
        .with_columns(
            opened=pl.when(pl.col("text_no").ne_missing(pl.col("text_no").shift(1))).then("before").forward_fill()
        )
        .with_columns(start=pl.col("before") - pl.col("opened"))
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
