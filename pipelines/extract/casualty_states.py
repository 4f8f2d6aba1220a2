"""Words for a state beside a verb that says more: `two displaced women were killed`, `two of the hostages died`.

What belongs here: words of harm (`wounded`, `displaced`, `of the hostages`) that only say who the people are, because
a verb behind them tells what became of them. What does not: which figure a verb counts (casualties.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.casualty_rules import TAG

_REACH = 5
"""How many chunks behind the word the verb may stand."""


def with_states(chunks: pl.DataFrame) -> pl.DataFrame:
    """Words for a state get the tag e (an adjective) or m (of them) where a verb behind them tells what followed.

    In and out: chunks with sentence_id, tag, measure, in text order. Few rows are such words: their neighbours are
    gathered for those alone.
    """
    tag, behind = pl.col("tag"), pl.col("tag").shift(-1)
    is_near = ((tag == "P") & behind.is_in(["v", "V"])) | (tag == "M") | _is_beaten_and()
    rows = chunks.select(is_near.fill_null(False).arg_true()).to_series().cast(pl.Int64)
    measure = chunks["measure"].gather(rows)
    rows = rows.filter(measure.is_in([*_OF_PARTICIPLES, *_OF_HELD]))
    words = chunks[rows].select("sentence_id", "tag", "measure")
    around = {n: _at(chunks, rows + n, words["sentence_id"]) for n in (-1, *range(1, _REACH + 1))}
    read = words.with_columns(
        *(around[n]["tag"].alias(f"tag_{n}") for n in around),
        *(around[n]["measure"].alias(f"measure_{n}") for n in around),
    )
    told = read.select(
        tag=pl.when(_dies_of_wounds() | _is_displaced_and_harmed() | _is_beaten_first())
        .then(pl.lit("e", TAG))
        .when(_were_held_before())
        .then(pl.lit("m", TAG))
        .otherwise("tag")
    )
    return chunks.with_columns(chunks["tag"].clone().scatter(rows, told["tag"]))


_OF_PARTICIPLES = ["wounded", "displaced"]
_OF_HELD = ["abducted", "missing", "detained", "captured"]


def _at(chunks: pl.DataFrame, rows: pl.Series, sentences: pl.Series) -> pl.DataFrame:
    """Tag and measure of the rows; NULL where they are of another sentence."""
    there = chunks[rows.clip(0, max(chunks.height - 1, 0))].select("sentence_id", "tag", "measure")
    same = pl.lit((there["sentence_id"] == sentences) & (rows >= 0) & (rows < chunks.height))
    return there.select(pl.when(same).then(name).alias(name) for name in ("tag", "measure"))


def _is(n: int, *tags: str) -> pl.Expr:
    """The chunk n behind the word has one of these tags."""
    return pl.col(f"tag_{n}").is_in(list(tags)).fill_null(False)


def _is_verb_part(n: int) -> pl.Expr:
    return _is(n, "b", "h", "w")


def _dies_of_wounds() -> pl.Expr:
    """`two injured constables succumb`, `three of the wounded guards died`: who dies of wounds is counted as dead."""

    def dies(n: int) -> pl.Expr:
        return _is(n, "I") & (pl.col(f"measure_{n}") == "killed")

    is_hurt = (pl.col("tag") == "P") & pl.col("measure").is_in(["wounded", "missing", "abducted"])
    return (is_hurt & _is(1, "v", "V") & (dies(2) | (_is(2, "h", "w") & dies(3)))).fill_null(False)


def _is_beaten_and() -> pl.Expr:
    """In chunks: `were badly beaten and arrested`."""
    return pl.col("text").str.to_lowercase().str.ends_with("beaten") & pl.col("tag").shift(-1).is_in(["&", ","])


def _is_beaten_first() -> pl.Expr:
    """`Ten demonstrators were badly beaten and then arrested`: the second verb tells what became of them."""
    is_next = _is(1, "&", ",") & (_is(2, "P") | (_is(2, "&", "w", "b") & (_is(3, "P") | (_is(3, "w") & _is(4, "P")))))
    return ((pl.col("tag") == "P") & (pl.col("measure") == "wounded") & is_next).fill_null(False)


def _is_displaced_and_harmed() -> pl.Expr:
    """`a displaced woman`, `two displaced men were killed`: the word only says who they are."""

    def is_harmed(n: int) -> pl.Expr:
        return _is(n, "P", "I", "A") & (pl.col(f"measure_{n}") != "displaced")

    is_displaced = (pl.col("tag") == "P") & (pl.col("measure") == "displaced") & _is(1, "v", "V")
    between = _is_verb_part(2) & (
        is_harmed(3) | (_is_verb_part(3) & (is_harmed(4) | (_is_verb_part(4) & is_harmed(5))))
    )
    return (is_displaced & (_is(-1, "d", "D") | is_harmed(2) | between)).fill_null(False)


def _were_held_before() -> pl.Expr:
    """`Two of the hostages were killed`, `one of the missing was found dead`: the verb says what became of them."""

    def is_told(n: int) -> pl.Expr:
        return _is(n, "P") & pl.col(f"measure_{n}").is_in(["killed", "rescued"])

    comes_soon = is_told(2) | (_is_verb_part(2) & (is_told(3) | (_is_verb_part(3) & is_told(4))))
    comes_late = _is_verb_part(2) & _is_verb_part(3) & _is_verb_part(4) & is_told(5)
    return (
        (pl.col("tag") == "M")
        & pl.col("measure").is_in(_OF_HELD)
        & (_is_verb_part(1) | _is(1, "v", "V"))
        & (comes_soon | comes_late)
    ).fill_null(False)
