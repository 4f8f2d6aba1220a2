"""What Apache Spark built, as the build file that publishing reads: marts and meta from its Parquet into DuckDB.

What belongs here: making tables as the models' contracts say (columns, types, comments) and filling them. What
does not: what a mart holds (dbt_project/models), the exports, which dbt makes as views over these tables
(assets/warehouse.py), and publishing itself (serving.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.files import written_whole
from pipelines.publish.contracts import SCHEMAS, Node, constraints, listed, primary_key, promised_tables
from pipelines.publish.serving import PublishError


def load_marts(manifest: Path, spark_dir: Path, build_file: Path) -> None:
    """Write a fresh build file of the tables below `spark_dir` (`<schema>.db/<table>/*.parquet`).

    Raises PublishError where a table's folder is missing; then the build file stays as it was.
    """
    models = promised_tables(manifest)
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


def _load(connection: duckdb.DuckDBPyConnection, model: Node, files: list[Path]) -> None:
    """Make one table, fill it in the order of its key, and describe it."""
    relation = f'{model["schema"]}."{model["name"]}"'
    columns = model["columns"].values()
    key = primary_key(model)
    parts = [
        f'"{column["name"]}" {column["data_type"]}{" NOT NULL" if constraints(column, "not_null") else ""}'
        for column in columns
    ]
    connection.execute(f"CREATE TABLE {relation} ({', '.join(parts)})")
    if files:
        connection.execute(
            f"INSERT INTO {relation} SELECT {listed(column['name'] for column in columns)} FROM read_parquet(?) "
            f"ORDER BY {listed(key) if key else 'ALL'}",
            [[str(file) for file in files]],
        )
    connection.execute(f"COMMENT ON TABLE {relation} IS {_literal(model['description'])}")
    for column in columns:
        connection.execute(f'COMMENT ON COLUMN {relation}."{column["name"]}" IS {_literal(column["description"])}')


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
