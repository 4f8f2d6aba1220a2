"""Sentences as rows of chunks: spans that an extractor knows, and the tokens between them.

What belongs here: laying spans over tokens, and reading a chunk's context as strings of one-character tags. What does
not: which span or token has which tag.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from pipelines.extract.matching import longest, place_of


def lay(spans: pl.DataFrame, tokens: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Resolve overlaps of spans, and find the tokens that no span covers.

    `spans`: sentence_id, start, end, rank (of equal spans the lowest rank wins, and of equal ranks the first) and
    others. `tokens`: see tokens.tokenize, in text order. Out: the spans kept (without rank) and the uncovered tokens,
    both in text order.
    """
    kept = (
        longest(
            spans.lazy()
            .with_columns(_place=place_of("start").fill_null(place_of("end")), _length=pl.col("start") - pl.col("end"))
            .sort("_place", "_length", "rank", maintain_order=True)
            .drop("_place", "_length", "rank"),
            is_ordered=True,
        )
        .filter(_is_first_of_its_span())
        .collect(engine="in-memory")
    )
    edges = kept.select(place=place_of("start"), reach=place_of("end"))
    uncovered = (
        tokens.with_columns(place=place_of("start").set_sorted())
        .join_asof(edges.set_sorted("place"), on="place", strategy="backward")
        .filter(pl.col("reach").is_null() | (pl.col("reach") <= pl.col("place")))
        .drop("place", "reach")
    )
    return kept, uncovered


def _is_first_of_its_span() -> pl.Expr:
    """Spans that are equal stand side by side: is it the first of them?"""
    return ~pl.all_horizontal(
        pl.col(name) == pl.col(name).shift(1) for name in ("sentence_id", "start", "end")
    ).fill_null(False)


def list_runs(joins: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Number the runs of spans that stand in one list.

    For frames of spans in text order with sentence_id, start, end and text (the sentence's). `joins` tells of the
    characters between a span and the one before it in the sentence whether they go on with a list.
    """
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    gap = pl.col("text").str.slice(pl.col("end").shift(1), (pl.col("start") - pl.col("end").shift(1)).clip(0))
    return (~(same & joins(gap)).fill_null(False)).cum_sum()


def number(chunks: pl.DataFrame) -> pl.DataFrame:
    """Put chunks in text order and number them in their sentence: adds chunk_no (Int32)."""
    row = pl.int_range(pl.len(), dtype=pl.Int32)
    opens = pl.col("sentence_id").ne_missing(pl.col("sentence_id").shift(1))
    return (
        chunks.lazy()
        .with_columns(_place=place_of("start"))
        .sort("_place")
        .with_columns(chunk_no=row - pl.when(opens).then(row).forward_fill())
        .drop("_place")
        .collect(engine="in-memory")
    )


def with_context(chunks: pl.DataFrame) -> pl.LazyFrame:
    """Add to each chunk the tags of its sentence to its left and to its right, as strings.

    Also adds tags and n_chunks (of the whole sentence) and chunk_row (row of the chunk in `chunks`), by which `row_of`
    finds other chunks.
    """
    lines = (
        chunks.select(pl.col("sentence_id").set_sorted(), pl.col("tag").cast(pl.String))
        .group_by("sentence_id", maintain_order=True)
        .agg(tags=pl.col("tag").str.join(""))
    )
    return (
        chunks.lazy()
        .with_row_index("chunk_row")
        .join(lines.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            left=pl.col("tags").str.slice(0, pl.col("chunk_no")),
            right=pl.col("tags").str.slice(pl.col("chunk_no") + 1),
            n_chunks=pl.col("tags").str.len_chars().cast(pl.Int64),
        )
    )


def row_of(no: pl.Expr | str) -> pl.Expr:
    """The row, in the frame given to `with_context`, of chunk `no` of the same sentence; NULL where there is none.

    For frames with chunk_no, chunk_row and n_chunks, to be gathered by. A join on sentence and number of chunk hashes
    half a million rows for each word that is looked up.
    """
    no = pl.col(no) if isinstance(no, str) else no
    there = (no >= 0) & (no < pl.col("n_chunks"))
    return pl.when(there).then(pl.col("chunk_row").cast(pl.Int64) + no - pl.col("chunk_no")).cast(pl.UInt32)


def rewritten(frame: pl.DataFrame, column: str, where: pl.Expr, to: pl.Expr) -> pl.DataFrame:
    """Set `column` to `to` in the rows that `where` selects: `to` is read in those alone, and sees no other row."""
    marked = frame.with_columns(where.alias("_where"))
    rows = marked["_where"].arg_true()
    values = marked.filter("_where").select(to.alias(column))[column]
    return frame.with_columns(frame[column].clone().scatter(rows, values))
