"""Staging from the lake's shape: writes sources, staging models and the doc blocks of lake columns.

What belongs here: the one place where dbt files are derived from pipelines/schemas.py, so that a lake column is named,
typed and described once. What does not: any rule; staging selects and casts, nothing else. The files are committed;
`python dbt_project/lake_models.py` writes them again, and tests/dbt fails when they differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

PROJECT_DIR = Path(__file__).resolve().parent
sys.path.insert(0, str(PROJECT_DIR.parent))

from pipelines.schemas import TABLES, VALIDATION, Column, Table  # noqa: E402

MADE = "made by dbt_project/lake_models.py from pipelines/schemas.py; change it there"
SQL_TYPES = {
    pl.String: "string",
    pl.Int32: "integer",
    pl.Int64: "bigint",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Datetime("us"): "timestamp",
}
SOURCES = (*TABLES.values(), VALIDATION)
LANDED_ON = Column("landed_on", pl.Date, "Landing day")
"""Tables of the extract floor carry their landing day in the folder name only."""


def staged_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a staging model: the table's own, and its landing day."""
    return table.columns if "landed_on" in table.schema else (*table.columns, LANDED_ON)


def described(column: Column) -> str:
    """A column's description with its value set, as one line."""
    return f"{column.description} (one of: {', '.join(column.values)})" if column.values else column.description


def doc_name(table: Table, column: Column) -> str:
    """Name of the doc block of a lake column: its own name where most tables mean the same by it."""
    meanings = [described(other) for each in SOURCES for other in staged_columns(each) if other.name == column.name]
    is_common = 2 * meanings.count(described(column)) > len(meanings)
    return column.name if is_common else f"{table.name}__{column.name}"


def staging_sql(table: Table) -> str:
    """The staging model of a lake table: its columns, cast to their types."""
    selected = ",\n".join(
        f"    cast({column.name} as {SQL_TYPES[column.dtype]}) as {column.name}" for column in staged_columns(table)
    )
    return f"-- {MADE}\nselect\n{selected}\nfrom {{{{ lake_table('lake', '{table.name}') }}}}\n"


def docs_markdown() -> str:
    """Doc blocks of all lake columns."""
    blocks = {doc_name(table, column): described(column) for table in SOURCES for column in staged_columns(table)}
    parts = [f"{{% docs {name} %}}{text}{{% enddocs %}}" for name, text in sorted(blocks.items())]
    return f"<!-- {MADE} -->\n\n" + "\n\n".join(parts) + "\n"


def sources_yaml() -> str:
    """The lake as a dbt source: one Parquet folder per table."""
    lines = [
        f"# {MADE}",
        "version: 2",
        "",
        "sources:",
        "  - name: lake",
        "    description: Parquet tables that Python writes, one folder per table, one file per landing day",
        "    config:",
        "      meta:",
        "        formatter: oldstyle",
        "        external_location: >-",
        "          read_parquet('{{ env_var('DATELINE_DATA_DIR') | replace(\"'\", \"''\") | replace('%', '%%') }}"
        "/lake/%(name)s/*/part-0.parquet',",
        "          union_by_name = true, hive_partitioning = true, hive_types = {'landed_on': date})",
        "    tables:",
    ]
    for table in SOURCES:
        lines += [f"      - name: {table.name}", f"        description: {table.description!r}"]
    return "\n".join(lines) + "\n"


def models_yaml() -> str:
    """Staging models with the description and type of every column."""
    lines = [f"# {MADE}", "version: 2", "", "models:"]
    for table in SOURCES:
        lines += [f"  - name: stg_{table.name}", f"    description: {table.description!r}", "    columns:"]
        for column in staged_columns(table):
            lines += [
                f"      - name: {column.name}",
                f"        data_type: {SQL_TYPES[column.dtype]}",
                f"        description: \"{{{{ doc('{doc_name(table, column)}') }}}}\"",
            ]
    return "\n".join(lines) + "\n"


def files() -> dict[Path, str]:
    """Every derived file and its text."""
    staging = PROJECT_DIR / "models" / "staging"
    texts = {staging / f"stg_{table.name}.sql": staging_sql(table) for table in SOURCES}
    return texts | {
        staging / "_lake.yml": sources_yaml(),
        staging / "_staging.yml": models_yaml(),
        PROJECT_DIR / "models" / "docs" / "lake_columns.md": docs_markdown(),
    }


def main() -> None:
    """Write the derived files."""
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
