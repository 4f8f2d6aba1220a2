"""The contract document, the models' YAML and the published file say the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pytest
from dbt_runs import Warehouse
from promised import PROMISED

from pipelines.publish.serving import reading
from pipelines.settings import DBT_PROJECT_DIR

sys.path.insert(0, str(DBT_PROJECT_DIR))
import contract_document

FLAT = {"VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"}
ENGINE_NAMES = {"string": "VARCHAR"}
"""Types that the models write as every engine knows them, as DuckDB calls them."""

Columns = dict[tuple[str, str, str], tuple[str, str]]
"""(schema, table, column) to (type, description)."""


@pytest.fixture(scope="module")
def published(sample_warehouse: Path) -> Columns:
    with reading(sample_warehouse / "published" / "dateline.duckdb") as connection:
        return {
            (schema, table, column): (data_type, comment)
            for schema, table, column, data_type, comment in connection.execute(
                "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal"
            ).fetchall()
        }


@pytest.fixture(scope="module")
def documented() -> Columns:
    """The columns of docs/data_contract.md."""
    found: Columns = {}
    table = ("", "")
    for line in contract_document.DOCUMENT.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"### (\w+)\.(\w+)$", line):
            table = (heading[1], heading[2])
        elif row := re.match(r"\| `(\w+)` \| (\w+)(?: not null)? \| (.+) \|$", line):
            found[(*table, row[1])] = (row[2], row[3])
    return found


def test_the_document_is_what_the_published_file_says(sample_warehouse: Path) -> None:
    document = contract_document.DOCUMENT.read_text(encoding="utf-8")
    file = sample_warehouse / "published" / "dateline.duckdb"
    assert document == contract_document.written(document, file), (
        "docs/data_contract.md differs from the published file: build a warehouse and run "
        "`python dbt_project/contract_document.py <data folder>/published/dateline.duckdb`"
    )


def test_the_document_has_every_column_and_no_other(published: Columns, documented: Columns) -> None:
    assert documented == published


def test_the_models_yaml_has_every_column_and_no_other(warehouse: Warehouse, published: Columns) -> None:
    written = {
        (node["schema"], node["name"], name): (
            ENGINE_NAMES.get(column["data_type"], column["data_type"].upper()),
            column["description"],
        )
        for node in warehouse.manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] in ("marts", "meta")
        for name, column in node["columns"].items()
    }
    assert written == published


def test_every_published_model_has_an_enforced_contract_and_a_description(warehouse: Warehouse) -> None:
    loose = [
        node["name"]
        for node in warehouse.manifest["nodes"].values()
        if node["resource_type"] == "model"
        and node["schema"] in ("marts", "meta")
        and not (node["contract"]["enforced"] and node["description"].strip())
    ]
    assert not loose


def test_every_column_has_a_description_that_says_something(published: Columns) -> None:
    silent = [name for name, (_, comment) in published.items() if not comment or len(comment.split()) < 2]
    # one word says it where the word is the meaning
    assert not [name for name in silent if published[name][1] is None or len(published[name][1]) < 4]


def test_a_column_of_one_name_is_described_alike_wherever_it_means_the_same(published: Columns) -> None:
    """Keys mean the same everywhere they stand as a key of their dimension."""
    for key, home in (("outlet_id", "dim_outlet"), ("story_id", "fct_story"), ("region_id", "dim_region")):
        meanings = {table: comment for (_, table, column), (_, comment) in published.items() if column == key}
        assert meanings[home], key
        shared = [table for table, comment in meanings.items() if comment == meanings[home]]
        assert len(shared) > 1, f"{key} is described anew in every table"


def test_types_are_flat(published: Columns) -> None:
    assert {data_type for data_type, _ in published.values()} <= FLAT


@pytest.mark.parametrize("table", sorted(PROMISED))
def test_what_was_promised_is_there(table: str, published: Columns) -> None:
    schema, name = table.split(".")
    there = {column for of_schema, of_table, column in published if (of_schema, of_table) == (schema, name)}
    assert set(PROMISED[table].split()) <= there


def test_parquet_files_have_the_same_columns(sample_warehouse: Path, published: Columns) -> None:
    folder = sample_warehouse / "published" / "parquet"
    tables = {table for schema, table, _ in published if schema == "marts"}
    assert {path.stem for path in folder.glob("*.parquet")} == tables
    with duckdb.connect() as connection:
        for table in tables:
            found = connection.execute(f"describe select * from '{folder}/{table}.parquet'").fetchall()
            expected = [(column, kind) for (_, of, column), (kind, _) in published.items() if of == table]
            assert [(row[0], row[1]) for row in found] == expected, table


def test_the_comment_of_an_export_says_what_is_lost(sample_warehouse: Path) -> None:
    with reading(sample_warehouse / "published" / "dateline.duckdb") as connection:
        views = connection.execute("select view_name, comment from duckdb_views() where not internal").fetchall()
    assert {name for name, _ in views} == {
        "export_acled", "export_airwars", "export_gkg_counts", "export_ucdp_ged",
    }  # fmt: skip
    assert [name for name, comment in views if "Lost: " not in (comment or "")] == []
