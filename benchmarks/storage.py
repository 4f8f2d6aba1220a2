"""How a lake's Parquet files are best laid out: `python -m benchmarks.storage DATA_DIR`

The largest tables of the largest landing day are written again by compression, by rows of a row group and by order, and
read as they are read: all of it by DuckDB (dbt's staging), a tenth of its texts by Polars (a slice of validation), the
rows of one text by DuckDB (the explorer). Then one table is written as many small days have it. A lake of 10,000
records is left in F/10000/data by `python -m benchmarks.whole_way 10000 --folder F --keep`.

What belongs here: measuring. What does not: a threshold. Seconds are processor seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from benchmarks.measured import keep
from pipelines.lake import ROW_GROUP, partition_file, write_partition
from pipelines.schemas import ARTICLE, CASUALTY_CLAIM, FINGERPRINT, STATEMENT, TABLES, Table
from pipelines.settings import Settings
from pipelines.stamps import known_days

LARGE = (FINGERPRINT, ARTICLE, STATEMENT, CASUALTY_CLAIM)
N_LOOKUPS = 50
FIRST_DAY = dt.date(2016, 8, 1)
SMALL_DAYS = (1, 365, 3_650)


@dataclass(frozen=True)
class Layout:
    """How a file is written. Order: the table's key, or what is sorted by before it."""

    compression: Literal["uncompressed", "snappy", "lz4", "zstd"] = "zstd"
    level: int | None = None
    row_group: int = ROW_GROUP
    order: tuple[str, ...] = ()

    def __str__(self) -> str:
        level = "" if self.level is None else f" {self.level}"
        order = f", by {' and '.join(self.order)}" if self.order else ""
        return f"{self.compression}{level}, {self.row_group:,} rows{order}"


LAYOUTS = (
    Layout("uncompressed"),
    Layout("snappy"),
    Layout("lz4"),
    *(Layout("zstd", level) for level in (1, 3, 6, 9, 15)),
    Layout(),
    *(Layout(row_group=rows) for rows in (1_000, 5_000, 122_880, 1_000_000)),
)
BY_OTHER_ORDER = {
    ARTICLE.name: Layout(order=("published_on",)),
    CASUALTY_CLAIM.name: Layout(order=("region_id", "event_date")),
    STATEMENT.name: Layout(order=("speaker_actor_id",)),
    FINGERPRINT.name: Layout(order=("shingle_hash",)),
}


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(table: Table, rows: pl.DataFrame, layout: Layout, folder: Path) -> list[float]:
    """MB, and seconds of writing, reading all, reading a tenth, reading one text."""
    path = folder / "part-0.parquet"
    ordered = rows.sort(*layout.order, maintain_order=True) if layout.order else rows
    write = _seconds(
        lambda: ordered.lazy().sink_parquet(
            path, compression=layout.compression, compression_level=layout.level, row_group_size=layout.row_group
        )
    )
    versions = rows["version_id"].unique().sort()
    first, last = versions[len(versions) * 4 // 10], versions[len(versions) * 5 // 10]
    tenth = pl.scan_parquet(path).filter(pl.col("version_id") >= first, pl.col("version_id") < last)
    connection = duckdb.connect(config={"threads": 2})
    columns = ", ".join(f'max("{name}")' for name in table.schema)

    def look_up() -> None:
        for version in versions.gather_every(max(1, len(versions) // N_LOOKUPS)):
            connection.execute(f"from read_parquet('{path}') where version_id = ?", [version]).fetchall()

    return [
        path.stat().st_size / 1e6,
        write,
        _seconds(lambda: connection.execute(f"select {columns} from read_parquet('{path}')").fetchall()),
        _seconds(tenth.collect),
        _seconds(look_up) / N_LOOKUPS,
    ]


def small_days(rows: pl.DataFrame, n_files: int, folder: Path) -> tuple[float, float]:
    """MB, and seconds of reading all, where the rows are those of so many landing days."""
    size = -(-rows.height // n_files)
    for number, start in enumerate(range(0, rows.height, size)):
        day = folder / f"landed_on={FIRST_DAY + dt.timedelta(days=number)}"
        day.mkdir()
        rows.slice(start, size).write_parquet(day / "part-0.parquet", compression="zstd")
    files = f"{folder}/*/part-0.parquet"
    connection = duckdb.connect(config={"threads": 2})
    columns = ", ".join(f'max("{name}")' for name in rows.columns)
    query = f"select {columns} from read_parquet('{files}', union_by_name = true, hive_partitioning = true)"
    seconds = _seconds(lambda: connection.execute(query).fetchall())
    return sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 1e6, seconds


def main() -> None:
    """Measure the large tables of one day, and print a table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir", type=Path, help="a data folder with a lake")
    parser.add_argument("--save", action="store_true", help="keep what writing a day takes in measured.json")
    options = parser.parse_args()
    settings = Settings(data_dir=options.data_dir)
    sizes = {day: partition_file(settings.lake_dir, ARTICLE, day) for day in known_days(settings)}
    day = max(sizes, key=lambda one: sizes[one].stat().st_size if sizes[one].exists() else 0)
    files = {name: partition_file(settings.lake_dir, table, day) for name, table in TABLES.items()}
    day_rows = {name: pl.read_parquet(path, hive_partitioning=False) for name, path in files.items() if path.exists()}
    with tempfile.TemporaryDirectory() as folder:
        seconds = _seconds(
            lambda: [write_partition(Path(folder), TABLES[name], day, rows) for name, rows in day_rows.items()]
        )
    n_articles = day_rows[ARTICLE.name].height
    print(f"All tables of {n_articles:,} articles written as they are: {seconds:.2f} s.")
    if options.save:
        keep("storage", {"articles": n_articles, "seconds": seconds})
    for table in LARGE:
        rows = day_rows[table.name]
        print(f"\n{table.name}, {rows.height:,} rows of {day}\n")
        print("| layout | MB | write s | read all s | read a tenth s | one text ms |\n|---|--:|--:|--:|--:|--:|")
        for layout in (*LAYOUTS, BY_OTHER_ORDER[table.name]):
            with tempfile.TemporaryDirectory() as folder:
                megabytes, write, whole, tenth, one = measure(table, rows, layout, Path(folder))
            print(
                f"| {layout} | {megabytes:.1f} | {write:.2f} | {whole:.3f} | {tenth:.3f} | {one * 1e3:.1f} |",
                flush=True,
            )
    print(f"\n{CASUALTY_CLAIM.name} as many small landing days\n\n| files | MB | read all s |\n|--:|--:|--:|")
    for n_files in SMALL_DAYS:
        with tempfile.TemporaryDirectory() as folder:
            megabytes, seconds = small_days(day_rows[CASUALTY_CLAIM.name], n_files, Path(folder))
        print(f"| {n_files:,} | {megabytes:.1f} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
