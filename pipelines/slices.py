"""A landing day's tables in slices of its texts, so that a step holds some of them in memory and not the day.

What belongs here: which rows stand in which slice. What does not: what is done with them (expectations/validate.py),
and the batches of extraction, which need the articles only (batches.py).

A slice is a range of version_id, by which the files are ordered: its rows are read from the row groups that hold them.
What has no text (an account of what was refused) is in the first slice, and with it all texts and documents whose
source_uri stands twice, so that what is repeated is seen in one slice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from pipelines.lake import scan_partition
from pipelines.schemas import ACTOR_MENTION, ARTICLE, DOCUMENT, TABLES, Table

ARTICLES_AT_ONCE = 10_000
"""Texts of a slice: up to 2.2 GiB with all that was read from them, where every story is dense with claims."""


class DayInSlices:
    """Tables of one landing day below a folder (the candidate tables or the lake), slice by slice, as often as asked.

    Yields frames by table name, in the columns of pipelines.schemas. A day without articles is one slice. `on_progress`
    is called with the number of slices that are done and that of all of them, each time the day is gone through.
    """

    def __init__(
        self,
        folder: Path,
        landed_on: dt.date,
        articles_at_once: int = ARTICLES_AT_ONCE,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.folder, self.landed_on, self.on_progress = folder, landed_on, on_progress
        versions = self._scan(ARTICLE).select("version_id").drop_nulls().unique().sort("version_id").collect()
        self.starts: list[str] = versions["version_id"].gather_every(articles_at_once).to_list()[1:]
        """First version_id of each slice but the first."""

    def actor_ids(self) -> pl.Series:
        """Actors that any text of the day mentions, distinct and in order."""
        return self._scan(ACTOR_MENTION).select("actor_id").drop_nulls().unique().sort("actor_id").collect()["actor_id"]

    def __iter__(self) -> Iterator[dict[str, pl.DataFrame]]:
        odd = self._versions_of_the_repeated() if self.starts else pl.Series(dtype=pl.String)
        bounds = [None, *self.starts, None]
        for number in range(len(bounds) - 1):
            yield {
                table.name: self._rows(table, number, bounds[number], bounds[number + 1], odd)
                for table in TABLES.values()
            }
            if self.on_progress:
                self.on_progress(number + 1, len(bounds) - 1)

    def _rows(self, table: Table, number: int, start: str | None, end: str | None, odd: pl.Series) -> pl.DataFrame:
        rows = self._scan(table)
        if "version_id" not in table.schema:
            return (rows if number == 0 else rows.clear()).collect()
        version = pl.col("version_id")
        inside = pl.lit(True)
        if start is not None:
            inside &= version >= start
        if end is not None:
            inside &= version < end
        is_odd = version.is_null() | version.is_in(odd.implode())
        return rows.filter((inside | is_odd) if number == 0 else (inside & ~is_odd)).collect()

    def _versions_of_the_repeated(self) -> pl.Series:
        """Texts of documents and articles whose source_uri stands twice: of a sound day none."""
        named = [self._scan(table).select("source_uri", "version_id").collect() for table in (ARTICLE, DOCUMENT)]
        twice = [rows.filter(pl.col("source_uri").is_duplicated()).select("source_uri") for rows in named]
        odd = [rows.join(pl.concat(twice).unique(), on="source_uri", how="semi") for rows in named]
        return pl.concat(odd)["version_id"].drop_nulls().unique()

    def _scan(self, table: Table) -> pl.LazyFrame:
        return scan_partition(self.folder, table, self.landed_on)
