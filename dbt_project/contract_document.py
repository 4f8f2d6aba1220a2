"""The tables of docs/data_contract.md, written from a published file.

What belongs here: turning the comments, types and keys of the DuckDB file into the document's tables. What does not:
the words themselves (models/docs and the models' YAML) and the document's hand-written head.

    python dbt_project/contract_document.py <data folder>/published/dateline.duckdb

writes the part below the marker again; tests/dbt fails when it differs from the file that the tests build.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "data_contract.md"
MARKER = "<!-- From here on written by dbt_project/contract_document.py; change the models' YAML, not this. -->"
FLOORS = (
    ("Dimensions", "marts", "dim_"),
    ("Facts", "marts", "fct_"),
    ("Aggregates", "marts", "agg_"),
    ("Exports", "marts", "export_"),
    ("Meta", "meta", ""),
)


def tables_of(published_file: Path) -> str:
    """All relations with their columns, types, keys and descriptions, as Markdown."""
    with duckdb.connect(str(published_file), read_only=True) as connection:
        relations = connection.execute(
            "select schema_name, table_name, comment, 'table' from duckdb_tables() union all "
            "select schema_name, view_name, comment, 'view' from duckdb_views() where not internal order by 1, 2"
        ).fetchall()
        columns = connection.execute(
            "select schema_name, table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall()
        keys = {
            (schema, table): list(names)
            for schema, table, names in connection.execute(
                "select schema_name, table_name, constraint_column_names from duckdb_constraints() "
                "where constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        }
    parts = [MARKER]
    for title, schema, prefix in FLOORS:
        parts.append(f"## {title}")
        for of_schema, table, comment, kind in relations:
            if of_schema != schema or not table.startswith(prefix):
                continue
            key = keys.get((schema, table))
            lines = [
                f"### {schema}.{table}",
                "",
                f"{comment}" + ("" if comment.endswith(".") else "."),
                "",
                f"Key: {', '.join(f'`{name}`' for name in key)}." if key else "A view.",
                "",
                "| column | type | meaning |",
                "|---|---|---|",
            ]
            assert key or kind == "view", f"{schema}.{table} has no key"
            for column_schema, column_table, name, data_type, is_nullable, meaning in columns:
                if (column_schema, column_table) == (schema, table):
                    required = "" if is_nullable or kind == "view" else " not null"
                    lines.append(f"| `{name}` | {data_type}{required} | {meaning} |")
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def written(head: str, published_file: Path) -> str:
    """The whole document: its hand-written head, and the tables of the file."""
    return head.split(MARKER)[0].rstrip() + "\n\n" + tables_of(published_file)


def main() -> None:
    """Write the document's tables again."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8"), Path(sys.argv[1])), encoding="utf-8")


if __name__ == "__main__":
    main()
