"""The warehouse that Apache Spark builds against DuckDB's: the same lake to the same release, by the graph of production.

`make test-spark`: it takes minutes, too long for every change.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt_runs import Warehouse
from warehouses import SAMPLE_DAY, build, corpora, differing, rows_of

from pipelines.engines.spark_session import SHORT_LIVED
from pipelines.settings import DBT_PROJECT_DIR, PROJECT_DIR, SAMPLE_DIR, Settings

sys.path.insert(0, str(DBT_PROJECT_DIR))
import contract_document

pytestmark = pytest.mark.usefixtures("spark_is_there")

ON_SPARK = {
    "DATELINE_WAREHOUSE": "spark",
    "DATELINE_SPARK_MASTER": "local[2]",
    "DATELINE_SPARK_CONF": json.dumps({"spark.driver.defaultJavaOptions": SHORT_LIVED}),
}


@pytest.fixture(scope="module", params=["sample", "corpora"])
def folders(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two data folders with the same lake: one published by way of DuckDB, one by way of Spark."""
    paths = [SAMPLE_DIR] if request.param == "sample" else corpora()
    by_duckdb = tmp_path_factory.mktemp(request.param) / "duckdb"
    by_spark = by_duckdb.with_name("spark")
    build(by_duckdb, paths, landed_on=SAMPLE_DAY)
    shutil.copytree(by_duckdb, by_spark, ignore=shutil.ignore_patterns("warehouse", "published", ".dagster"))
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "run", "--data-dir", by_spark],
        env=os.environ | ON_SPARK | {"PYTHONPATH": str(PROJECT_DIR)},
        cwd=tmp_path_factory.mktemp("elsewhere"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return by_duckdb, by_spark


def test_both_publish_the_same_release_row_for_row(folders: tuple[Path, Path]) -> None:
    by_duckdb, by_spark = map(rows_of, folders)
    assert by_duckdb["marts.fct_article"]
    assert differing(by_duckdb, by_spark) == {}


def test_both_publish_the_same_columns_types_keys_and_descriptions(folders: tuple[Path, Path]) -> None:
    by_duckdb, by_spark = (contract_document.tables_of(folder / "published" / "dateline.duckdb") for folder in folders)
    assert by_duckdb == by_spark


def test_what_spark_s_own_tables_hold_is_what_is_published(folders: tuple[Path, Path]) -> None:
    """Exports too, which the published file has as views of its own."""
    _, by_spark = folders
    published = rows_of(by_spark)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        own = {
            f"marts.{table.name}": sorted(_rows(connection, table), key=repr)
            for table in (Settings(data_dir=by_spark).spark_warehouse_dir / "marts.db").iterdir()
        }
    assert any(name.startswith("marts.export_") for name in own)
    assert differing({name: rows for name, rows in published.items() if name.startswith("marts.")}, own) == {}


def _rows(connection: duckdb.DuckDBPyConnection, table: Path) -> list[tuple[Any, ...]]:
    files = [str(file) for file in table.glob("*.parquet")]
    return connection.execute("select * from read_parquet(?)", [files]).fetchall() if files else []


@pytest.mark.parametrize("folders", ["sample"], indirect=True)
def test_dbt_has_no_complaint_and_every_unit_test_passes_on_spark(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ON_SPARK.items():
        monkeypatch.setenv(name, value)
    built = Warehouse(folders[1], folders[1] / "dbt")
    said = built.dbt("--warn-error", "parse")
    assert said.code == 0, "\n".join(said.lines)
    said = built.dbt("test", "--select", "test_type:unit")
    assert said.code == 0, "\n".join(said.lines)
    assert set(said.results) == {test["unique_id"] for test in built.manifest["unit_tests"].values()}
