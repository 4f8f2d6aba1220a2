"""Results of a query in the forms that people ask for: a table to look at, CSV, JSON, Parquet.

What belongs here: writing rows. What does not: opening the published file (pipelines.publish.serving), arguments and
exit codes (pipelines.cli).
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sys
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import duckdb


class Form(StrEnum):
    """Form of a query's result."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def write(
    connection: duckdb.DuckDBPyConnection, query: str, form: Form, file: Path | None = None, *, exact: bool = False
) -> None:
    """Write what a query gives to `file`, or to standard output.

    JSON is one array of objects, days and times in ISO 8601. Parquet has the query's own types; a terminal is refused
    (ValueError). `exact`: CSV without the guard against formulas.
    """
    if form is Form.parquet:
        _write_parquet(connection, query, file)
        return
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall() if columns else []
    if file is None:
        _write_text(sys.stdout, form, columns, rows, exact=exact)
        return
    with file.open("w", encoding="utf-8", newline="") as stream:
        _write_text(stream, form, columns, rows, exact=exact)


def _write_text(stream: TextIO, form: Form, columns: list[str], rows: list[tuple[Any, ...]], *, exact: bool) -> None:
    if form is Form.csv:
        write_csv(stream, columns, rows, exact=exact)
    elif form is Form.json:
        told = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        stream.write(json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        from rich.console import Console

        from pipelines.console import table_of

        width = None if stream.isatty() else 200
        Console(file=stream, width=width).print(table_of(rows, columns))


def write_csv(stream: TextIO, columns: list[str], rows: Iterable[tuple[Any, ...]], *, exact: bool = False) -> None:
    """Write rows as CSV; texts that a spreadsheet would take for a formula begin with a '."""
    import csv

    from pipelines.console import no_formula

    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows if exact else (tuple(map(no_formula, row)) for row in rows))


def _write_parquet(connection: duckdb.DuckDBPyConnection, query: str, file: Path | None) -> None:
    import pyarrow.parquet as pq

    if file is None and sys.stdout.isatty():
        raise ValueError("found a terminal, expected a file for Parquet: name one with --output, or send it with >")
    result = connection.sql(query)
    if result is None:
        raise ValueError("found a statement without a result, expected a query for Parquet")
    pq.write_table(result.to_arrow_table(), file if file is not None else sys.stdout.buffer, compression="zstd")


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is no number in JSON is null."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value
