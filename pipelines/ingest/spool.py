"""Articles as they were read, kept until all of a day are: in memory, or in sorted runs on disk where they are many.

What belongs here: keeping them, and giving them back in the order of version_id. What does not: which of them are kept
(day.py), and what a column means (schemas.py).

Which text is the first of its kind is known when the last file was read, and asks for names and times only. These stay
in memory (a tenth of a kilobyte a text), the texts do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

ROWS_A_RUN = 20_000
"""Texts that are sorted and written at once, and given back at once: 50 MB of wire stories."""

_ROWS_A_GROUP = 500
"""Rows of a run that a reader takes at once: a slice of the day reads a few groups of every run."""

_NAMES = ("source_uri", "file_uri", "version_id", "article_id", "modified_at", "published_at", "published_on")


class Spool:
    """Frames of articles, numbered in the order in which they come (column `row`).

    `folder`: an empty one for the runs; without it everything stays in memory.
    """

    def __init__(self, schema: pl.Schema, folder: Path | None = None, rows_a_run: int | None = None) -> None:
        self.schema, self.folder, self.rows_a_run = schema, folder, rows_a_run or ROWS_A_RUN
        self.n_rows = 0
        self._held: list[pl.DataFrame] = []
        self._n_held = 0
        self._names: list[pl.DataFrame] = []
        self._runs: list[Path] = []

    def add(self, read: pl.DataFrame) -> None:
        """Take a frame in the spool's schema."""
        numbered = read.with_row_index("row", offset=self.n_rows)
        self.n_rows += read.height
        self._names.append(numbered.select("row", *_NAMES))
        self._held.append(numbered)
        self._n_held += read.height
        if self.folder and self._n_held >= self.rows_a_run:
            self._write_run(self.folder)

    def _write_run(self, folder: Path) -> None:
        path = folder / f"run-{len(self._runs):06d}.parquet"
        pl.concat(self._held).sort("version_id", "row").write_parquet(
            path, compression="lz4", row_group_size=_ROWS_A_GROUP, statistics=True
        )
        self._runs.append(path)
        self._held, self._n_held = [], 0

    def names(self) -> pl.DataFrame:
        """What every text is called and when it was published: row and the columns of _NAMES, sorted by source_uri."""
        return pl.concat([self._no_rows().select("row", *_NAMES), *self._names]).sort("source_uri", maintain_order=True)

    def give(self, kept: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The texts of `kept` (row, version_id and columns to add) in the order of version_id, run by run.

        A version_id stands once in `kept`. At least one frame comes, empty where there is no text.
        """
        kept = kept.sort("version_id")
        added = kept.drop("version_id")
        if self._runs and self.folder:
            if self._held:
                self._write_run(self.folder)
            runs = pl.scan_parquet(self._runs, hive_partitioning=False)
        else:
            runs = pl.concat([self._no_rows(), *self._held]).lazy()
        for start in range(0, max(kept.height, 1), self.rows_a_run):
            part = kept.slice(start, self.rows_a_run)
            first, last = part["version_id"].min(), part["version_id"].max()
            inside = pl.col("version_id").is_between(pl.lit(first, pl.String), pl.lit(last, pl.String))
            wanted = added.slice(start, self.rows_a_run).lazy()
            yield runs.filter(inside).join(wanted, on="row").drop("row").sort("version_id").collect()

    def _no_rows(self) -> pl.DataFrame:
        return self.schema.to_frame().with_row_index("row")
