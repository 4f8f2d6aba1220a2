"""Reading and writing lake partitions: `<lake>/<table>/landed_on=<day>/part-0.parquet`.

What belongs here: file layout and atomic replacement. What does not: what a row means.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines.files import written_whole
from pipelines.schemas import Table

PART = "part-0.parquet"
ROW_GROUP = 20_000
"""Rows that a reader has to take at once: articles of 50 MB of text."""


def partition_file(lake_dir: Path, table: Table, landed_on: dt.date) -> Path:
    """Path of the one Parquet file of a table's landing day."""
    return lake_dir / table.name / f"landed_on={landed_on.isoformat()}" / PART


def write_partition(lake_dir: Path, table: Table, landed_on: dt.date, frame: pl.DataFrame) -> Path:
    """Replace a table's landing day by `frame`, whole or not at all (write beside, fsync, rename).

    Rows are put in the order of the table's key, so that the same rows give the same bytes.
    """
    return replace_parquet(partition_file(lake_dir, table, landed_on), table.conform(frame).lazy())


def write_parts(
    lake_dir: Path, table: Table, landed_on: dt.date, parts: list[Path], *, row_group: int = ROW_GROUP
) -> Path:
    """The same from Arrow IPC files that are in the order of the table's key from end to end; memory stays flat."""
    if not parts:
        return write_partition(lake_dir, table, landed_on, table.empty())
    rows = pl.scan_ipc(parts, hive_partitioning=False)
    return replace_parquet(partition_file(lake_dir, table, landed_on), rows, row_group)


def write_tables(folder: Path, tables: dict[str, pl.DataFrame]) -> dict[str, Path]:
    """Write frames into a new folder for write_parts (Arrow IPC files); returns their paths by table."""
    folder.mkdir(parents=True)
    written = {name: folder / f"{name}.arrow" for name in tables}
    for name, path in written.items():
        tables[name].write_ipc(path, compression="lz4")
    return written


def copy_partition(source_dir: Path, lake_dir: Path, table: Table, landed_on: dt.date) -> Path:
    """Replace a table's landing day by the same file below another folder, byte for byte."""
    target = partition_file(lake_dir, table, landed_on)
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(target) as beside:
        shutil.copyfile(partition_file(source_dir, table, landed_on), beside)
        with beside.open("rb+") as handle:
            os.fsync(handle.fileno())
    return target


def replace_parquet(target: Path, rows: pl.LazyFrame, row_group: int = ROW_GROUP) -> Path:
    """Write rows beside a Parquet file, and put them in its place: whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        rows.sink_parquet(beside, compression="zstd", statistics=True, row_group_size=row_group, maintain_order=True)
        with beside.open("rb+") as handle:
            os.fsync(handle.fileno())
        beside.replace(target)
    except pl.exceptions.PolarsError as error:
        _raise_what_the_disk_says(beside, error)
        raise
    finally:
        beside.unlink(missing_ok=True)
    return target


def _raise_what_the_disk_says(beside: Path, error: Exception) -> None:
    """Raise OSError where the disk takes no more: Polars calls a full one `File out of specification: thrift`."""
    probe = beside.with_name(f"{beside.name}.probe")
    try:
        probe.write_bytes(bytes(1 << 16))
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(beside)) from error
    finally:
        probe.unlink(missing_ok=True)


def read_partition(lake_dir: Path, table: Table, landed_on: dt.date) -> pl.DataFrame:
    """Read one landing day of a table; an absent partition is an empty frame."""
    return scan_partition(lake_dir, table, landed_on).select(table.schema.names()).collect()


def scan_partition(lake_dir: Path, table: Table, landed_on: dt.date) -> pl.LazyFrame:
    """The same, of which only what is asked for is read."""
    path = partition_file(lake_dir, table, landed_on)
    return pl.scan_parquet(path, hive_partitioning=False) if path.exists() else table.empty().lazy()


def n_rows(path: Path) -> int:
    """Rows of a Parquet file, from its footer."""
    return int(pl.scan_parquet(path, hive_partitioning=False).select(pl.len()).collect().item())


def rows_of_a_group(path: Path) -> int:
    """Rows of a Parquet file's first row group, from its footer; 1 where it has no rows."""
    metadata = pq.read_metadata(path)
    return int(metadata.row_group(0).num_rows) if metadata.num_row_groups else 1


def is_readable(path: Path) -> bool:
    """Is it a Parquet file with a whole footer? Its rows are not read."""
    try:
        pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError):
        return False
    return True


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
