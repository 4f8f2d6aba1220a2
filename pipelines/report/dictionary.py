"""The data dictionary of a release: each published column with its type, key and meaning, for people and as CSV.

What belongs here: reading comments, types and keys of the published file. What does not: the words themselves (the
models' YAML), the page around them (page.py). docs/data_contract.md has the same tables beside the contract.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from pipelines.publish.serving import reading
from pipelines.results import write_csv

HEADER = ["schema", "relation", "column", "type", "is_required", "is_key", "meaning", "meaning_of_relation"]


@dataclass(frozen=True)
class Column:
    """One published column."""

    name: str
    type: str
    is_required: bool
    is_key: bool
    meaning: str


@dataclass(frozen=True)
class Relation:
    """One published table or view; `key` names its key's columns, none for a view."""

    schema: str
    name: str
    meaning: str
    n_rows: int
    columns: list[Column]

    @property
    def key(self) -> list[str]:
        """Columns of its key."""
        return [column.name for column in self.columns if column.is_key]


def relations(published_file: Path) -> list[Relation]:
    """Every relation of the published file, by schema and name. Raises FileNotFoundError."""
    with reading(published_file) as connection:
        told = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() union all "
            "select schema_name, view_name, comment from duckdb_views() where not internal order by all"
        ).fetchall()
        keys = {
            (schema, table, column)
            for schema, table, columns in connection.execute(
                "select schema_name, table_name, constraint_column_names from duckdb_constraints() "
                "where constraint_type = 'PRIMARY KEY'"
            ).fetchall()
            for column in columns
        }
        counts = {
            (schema, name): connection.execute(f'select count(*) from {schema}."{name}"').fetchall()[0][0]
            for schema, name, _ in told
        }
        columns: dict[tuple[str, str], list[Column]] = {}
        for schema, table, name, kind, is_nullable, meaning in connection.execute(
            "select schema_name, table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall():
            column = Column(name, kind, not is_nullable, (schema, table, name) in keys, meaning or "")
            columns.setdefault((schema, table), []).append(column)
        return [
            Relation(schema, name, meaning or "", counts[schema, name], columns[schema, name])
            for schema, name, meaning in told
        ]


def csv_of(found: list[Relation]) -> str:
    """One line per column, under HEADER."""
    text = io.StringIO()
    rows = (
        (
            each.schema,
            each.name,
            column.name,
            column.type,
            column.is_required,
            column.is_key,
            column.meaning,
            each.meaning,
        )
        for each in found
        for column in each.columns
    )
    write_csv(text, HEADER, rows)
    return text.getvalue()
