"""The semantic layer: its measures and dimensions can be asked of the published file, and exposures cover it."""

from __future__ import annotations

from pathlib import Path

import pytest
from dbt_runs import Warehouse

from pipelines.publish.serving import reading

AGGREGATES = {
    "count": "count({})",
    "count_distinct": "count(distinct {})",
    "sum": "sum({})",
    "min": "min({})",
    "max": "max({})",
}

ASKED_FOR = {
    "articles", "stories", "independent_share", "killed_range", "unverified_share", "dispute_spread",
}  # fmt: skip


@pytest.fixture(scope="module")
def measured(warehouse: Warehouse, sample_warehouse: Path) -> dict[str, float | None]:
    """Every measure's value on the sample."""
    values = {}
    with reading(sample_warehouse / "published" / "dateline.duckdb") as connection:
        for model in warehouse.manifest["semantic_models"].values():
            table = f"{model['node_relation']['schema_name']}.{model['node_relation']['alias']}"
            for dimension in model["dimensions"]:
                connection.execute(f"select {dimension['expr'] or dimension['name']} from {table} limit 1")
            for entity in model["entities"]:
                connection.execute(f"select {entity['expr'] or entity['name']} from {table} limit 1")
            for measure in model["measures"]:
                value = AGGREGATES[measure["agg"]].format(measure["expr"] or measure["name"])
                row = connection.execute(f"select {value} from {table}").fetchone()
                values[measure["name"]] = row[0]
    return values


def test_the_measures_that_people_ask_for_are_metrics(warehouse: Warehouse) -> None:
    assert {metric["name"] for metric in warehouse.manifest["metrics"].values()} >= ASKED_FOR


def test_every_measure_has_a_value_on_the_sample(measured: dict[str, float | None]) -> None:
    assert {name for name, value in measured.items() if value is None} == set()
    assert measured["n_stories"] + measured["n_reprints"] <= measured["n_articles"]
    assert measured["killed_lowest"] <= measured["killed_highest"]


def test_every_published_table_has_a_reader(warehouse: Warehouse) -> None:
    """A mart that no exposure names would be one that nobody reads."""
    read = {node for exposure in warehouse.manifest["exposures"].values() for node in exposure["depends_on"]["nodes"]}
    published = {
        key
        for key, node in warehouse.manifest["nodes"].items()
        if node["resource_type"] == "model" and node["schema"] in ("marts", "meta")
    }
    assert published - read == set()
