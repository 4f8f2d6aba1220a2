"""Building warehouses in tests, and comparing what was published.

What belongs here: running the production code path over a folder, and reading a published file as plain rows.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from coverage import Coverage

SAMPLE_DAY = dt.date(2026, 11, 20)
"""Landing day of the sample corpus in tests: what a text does not date is dated by it."""

OF_THE_RUN = {
    "meta.release": ("published_at", "run_id"),
    "meta.validation": ("run_id",),
}
"""Columns that name the run and not what was read: they differ between two builds of the same files."""


def corpora() -> list[Path]:
    """Folders of raw files that DATELINE_CORPORA names, as PATH does; without it the test is left out, and said to be."""
    if not (named := [Path(name) for name in os.environ.get("DATELINE_CORPORA", "").split(os.pathsep) if name]):
        pytest.skip("no corpora: name folders of raw files in DATELINE_CORPORA, as in PATH")
    return named


def build(
    data_dir: Path, paths: list[Path], *, landed_on: dt.date = SAMPLE_DAY, draws: bool = False, **knobs: Any
) -> Any:
    """Run the job; returns its RunReport.

    Only the sample's build `draws` the report's page, which takes 2 seconds, and is seen by coverage, which takes half
    as long again.
    """
    from pipelines.runner import run
    from pipelines.settings import Settings

    lend_measurement(data_dir)
    drawn = nullcontext() if draws else mock.patch("pipelines.report.page.page", return_value="<!doctype html>")
    with drawn, nullcontext() if draws else uncovered():
        report = run(Settings(data_dir=data_dir, **knobs), paths, landed_on)
    _MEASURED.append(data_dir)
    return report


@contextmanager
def uncovered() -> Iterator[None]:
    """Without coverage."""
    if (running := Coverage.current()) is None:
        yield
        return
    running.stop()
    try:
        yield
    finally:
        running.start()


_MEASURED: list[Path] = []
"""Data folders built by this process: the gold corpus is read once, for all of them."""


def lend_measurement(data_dir: Path) -> None:
    """Give a new data folder what another was measured by: it belongs to the code, not to the folder."""
    for part in ("lake/extraction_quality", "state/measure"):
        for lender in _MEASURED:
            if (lender / part).exists() and not (data_dir / part).exists():
                shutil.copytree(lender / part, data_dir / part)


def rows_of(data_dir: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every relation of the published file with its rows in order, without the columns that name the run."""
    from pipelines.publish.serving import reading

    found = {}
    with reading(data_dir / "published" / "dateline.duckdb") as connection:
        for schema, table in connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall():
            name = f"{schema}.{table}"
            left_out = ", ".join(OF_THE_RUN.get(name, ()))
            columns = f"* exclude ({left_out})" if left_out else "*"
            rows = connection.execute(f'select {columns} from {schema}."{table}"').fetchall()
            found[name] = sorted(rows, key=repr)
    return found


def query(data_dir: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query over the published file."""
    from pipelines.publish.serving import reading

    with reading(data_dir / "published" / "dateline.duckdb") as connection:
        return connection.execute(sql).fetchall()


def differing(left: dict[str, list[Any]], right: dict[str, list[Any]]) -> dict[str, tuple[int, int]]:
    """Relations whose rows differ, with the number of rows that only one side has: {} where both are the same."""
    return {
        name: (
            len(_minus(left.get(name, []), right.get(name, []))),
            len(_minus(right.get(name, []), left.get(name, []))),
        )
        for name in left.keys() | right.keys()
        if left.get(name) != right.get(name)
    }


def _minus(rows: list[Any], others: list[Any]) -> list[Any]:
    known = {repr(row) for row in others}
    return [row for row in rows if repr(row) not in known]
