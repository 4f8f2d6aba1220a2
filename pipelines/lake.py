"""Reading and writing lake partitions: `<lake>/<table>/landed_on=<day>/part-0.parquet`.

What belongs here: file layout and atomic replacement. What does not: what a row means.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import polars as pl

from pipelines.schemas import Table

PART = "part-0.parquet"


def partition_file(lake_dir: Path, table: Table, landed_on: dt.date) -> Path:
    """Path of the one Parquet file of a table's landing day."""
    return lake_dir / table.name / f"landed_on={landed_on.isoformat()}" / PART


def write_partition(lake_dir: Path, table: Table, landed_on: dt.date, frame: pl.DataFrame) -> Path:
    """Replace a table's landing day by `frame`, whole or not at all (write beside, fsync, rename).

    Rows are put in the order of the table's key, so that the same rows give the same bytes.
    """
    target = partition_file(lake_dir, table, landed_on)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{PART}.{os.getpid()}.tmp")
    try:
        table.conform(frame).write_parquet(beside, compression="zstd", statistics=True)
        with beside.open("rb+") as handle:
            os.fsync(handle.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def read_partition(lake_dir: Path, table: Table, landed_on: dt.date) -> pl.DataFrame:
    """Read one landing day of a table; an absent partition is an empty frame."""
    path = partition_file(lake_dir, table, landed_on)
    if not path.exists():
        return table.empty()
    return pl.read_parquet(path, hive_partitioning=False).select(table.schema.names())


def landing_days(raw_dir: Path) -> list[dt.date]:
    """Landing days that have a folder in the raw archive, in order."""
    if not raw_dir.exists():
        return []
    days = []
    for folder in raw_dir.iterdir():
        if folder.is_dir():
            try:
                days.append(dt.date.fromisoformat(folder.name))
            except ValueError:
                continue
    return sorted(days)
