"""A lake of a few invented rows, written as the extract floor writes it.

What belongs here: making lake rows and partitions for tests of the warehouse. What does not: what they should become.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.evaluate.quality import write_quality
from pipelines.lake import partition_file
from pipelines.schemas import EXTRACTION_QUALITY, TABLES, VALIDATION, Table

SOURCES: dict[str, Table] = TABLES | {VALIDATION.name: VALIDATION}

BLANKS: dict[Any, Any] = {pl.String: "", pl.Int32: 0, pl.Int64: 0, pl.Boolean: False}


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


class TinyLake:
    """Rows by table and landing day; `write` makes the partitions, an empty typed file where there are no rows."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, dt.date], list[dict[str, Any]]] = defaultdict(list)
        self.days: set[dt.date] = set()

    def add(self, table: str, landed_on: dt.date, **values: Any) -> dict[str, Any]:
        """Add a row; a column that is not given is NULL where it may be, else blank."""
        columns = {column.name: column for column in SOURCES[table].columns}
        unknown = values.keys() - columns.keys()
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        row = {
            name: values.get(name, None if column.nullable else _blank(column.dtype, landed_on))
            for name, column in columns.items()
        }
        self.days.add(landed_on)
        self.rows[table, landed_on].append(row)
        return row

    def article(
        self,
        name: str,
        landed_on: dt.date,
        *,
        words: str,
        outlet_id: str = "example.example",
        headline: str = "Shells hit the harbour",
        is_conflict: bool = True,
        is_copied_within_day: bool = False,
        **values: Any,
    ) -> str:
        """A document that landed, its article, topic and sketch; returns the version_id.

        `words` is the body: each run of three words is a shingle, and the sketch holds all of them.
        """
        article_id = _hash(name, 16)
        content_hash = _hash(f"{headline}\n{words}", 64)
        version_id = f"{article_id}-{content_hash[:8]}"
        source_uri = values.pop("source_uri", f"{landed_on}/{name}.txt")
        landed_at = dt.datetime.combine(landed_on, dt.time())
        self.add(
            "document",
            landed_on,
            source_uri=source_uri,
            file_uri=source_uri.split("#")[0],
            outcome="duplicate" if is_copied_within_day else "article",
            version_id=version_id,
            article_id=article_id,
            landed_at=landed_at,
        )
        if is_copied_within_day:
            return version_id
        values = {"published_on": landed_on, "published_on_source": "metadata", "language": "en"} | values
        self.add(
            "article",
            landed_on,
            version_id=version_id,
            article_id=article_id,
            article_version=1,
            source_uri=source_uri,
            outlet_id=outlet_id,
            outlet_name=outlet_id.split(".")[0].title(),
            outlet_domain=outlet_id,
            headline=headline,
            body=words,
            word_count=len(words.split()),
            format="text",
            content_hash=content_hash,
            landed_at=landed_at,
            **values,
        )
        self.add(
            "article_topic", landed_on, version_id=version_id, article_id=article_id, is_conflict=is_conflict,
            n_conflict_terms=1,
        )  # fmt: skip
        runs = words.split()
        shingles = sorted({int(_hash(" ".join(runs[i : i + 3]), 15), 16) for i in range(len(runs) - 2)})
        for position, shingle in enumerate(shingles):
            self.add(
                "fingerprint",
                landed_on,
                version_id=version_id,
                article_id=article_id,
                position=position,
                shingle_hash=shingle,
                n_shingles=len(shingles),
            )
        return version_id

    def fact(self, table: str, landed_on: dt.date, version_id: str, **values: Any) -> dict[str, Any]:
        """A row of a fact table, with evidence and offsets that hold together."""
        values = {"evidence": "six people", "char_start": 0, "char_end": 10} | values
        return self.add(table, landed_on, version_id=version_id, article_id=version_id[:16], **values)

    def write(self, lake_dir: Path) -> None:
        """Write every table's partition of every landing day."""
        for table in SOURCES.values():
            for day in self.days:
                target = partition_file(lake_dir, table, day)
                target.parent.mkdir(parents=True, exist_ok=True)
                rows = pl.DataFrame(self.rows[table.name, day], schema=table.schema)
                table.conform(rows).write_parquet(target)
        write_quality(lake_dir, EXTRACTION_QUALITY.empty())


def _blank(dtype: Any, landed_on: dt.date) -> Any:
    if dtype == pl.Date:
        return landed_on
    if dtype == pl.Datetime("us"):
        return dt.datetime.combine(landed_on, dt.time())
    return BLANKS[dtype]
