"""What Apache Spark built, as the build file that publishing reads: marts and meta from its Parquet into DuckDB.

What belongs here: making tables as the models' contracts say (columns, types, keys, comments) and filling them. What
does not: what a mart holds (dbt_project/models), the exports, which dbt makes as views over these tables
(assets/warehouse.py), and publishing itself (serving.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from pipelines.files import written_whole
from pipelines.publish.serving import SCHEMAS, PublishError

Node = dict[str, Any]
"""A model as dbt's manifest tells it."""


def load_marts(manifest: Path, spark_dir: Path, build_file: Path) -> None:
    """Write a fresh build file of the tables below `spark_dir` (`<schema>.db/<table>/*.parquet`).

    Raises PublishError where a table's folder is missing; then the build file stays as it was.
    """
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    models = sorted((node for node in nodes if _is_table(node)), key=lambda node: (node["schema"], node["name"]))
    with written_whole(build_file) as beside:
        with duckdb.connect(str(beside)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            for schema in SCHEMAS:
                connection.execute(f"CREATE SCHEMA {schema}")
            for model in models:
                folder = spark_dir / f"{model['schema']}.db" / model["name"]
                if not folder.is_dir():
                    raise PublishError(f"expected what Spark built of {model['name']} in {folder}: run `dateline run`")
                _load(connection, model, sorted(folder.glob("*.parquet")))
        # a log of the file before would be taken for this one's
        build_file.with_name(f"{build_file.name}.wal").unlink(missing_ok=True)


def _is_table(node: Node) -> bool:
    return node["resource_type"] == "model" and node["schema"] in SCHEMAS and node["fqn"][1] != "exports"


def _load(connection: duckdb.DuckDBPyConnection, model: Node, files: list[Path]) -> None:
    """Make one table, fill it in the order of its key, and describe it."""
    relation = f'{model["schema"]}."{model["name"]}"'
    columns = model["columns"].values()
    # a key's column that is a word of SQL's own stands in the contract with its quotes
    key = [column.strip('"') for constraint in _of_kind(model, "primary_key") for column in constraint["columns"]]
    parts = [
        f'"{column["name"]}" {column["data_type"]}{" NOT NULL" if _of_kind(column, "not_null") else ""}'
        for column in columns
    ]
    if key:
        parts.append(f"PRIMARY KEY ({_listed(key)})")
    connection.execute(f"CREATE TABLE {relation} ({', '.join(parts)})")
    if files:
        connection.execute(
            f"INSERT INTO {relation} SELECT {_listed(column['name'] for column in columns)} FROM read_parquet(?) "
            f"ORDER BY {_listed(key) if key else 'ALL'}",
            [[str(file) for file in files]],
        )
    connection.execute(f"COMMENT ON TABLE {relation} IS {_literal(model['description'])}")
    for column in columns:
        connection.execute(f'COMMENT ON COLUMN {relation}."{column["name"]}" IS {_literal(column["description"])}')


def _of_kind(described: Node, kind: str) -> list[Node]:
    """The constraints of a model or column that are of a kind."""
    return [constraint for constraint in described["constraints"] if constraint["type"] == kind]


def _listed(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
