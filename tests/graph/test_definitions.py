"""The Dagster graph: its keys, its groups, its lineage from raw files to the published file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import build_defs
from pipelines.schemas import EXTRACT_TABLES, EXTRACTION_QUALITY, INGEST_TABLES, TABLES, VALIDATION
from pipelines.settings import PROJECT_DIR, Settings


@pytest.fixture(scope="module")
def graph(sample_warehouse: Path) -> dg.RemoteAssetGraph | dg.AssetGraph:
    """The graph over the sample's data folder, whose dbt manifest is there already."""
    return build_defs(Settings(data_dir=sample_warehouse)).resolve_asset_graph()


def keys_of(graph, floor: str) -> set[str]:
    return {key.path[1] for key in graph.get_all_asset_keys() if key.path[0] == floor}


def test_lake_assets_are_named_as_their_tables(graph):
    assert keys_of(graph, "raw") == {"files"}
    assert keys_of(graph, "ingest") == {table.name for table in INGEST_TABLES}
    assert keys_of(graph, "extract") == {table.name for table in EXTRACT_TABLES}
    assert keys_of(graph, "lake") == {*TABLES, VALIDATION.name}
    assert keys_of(graph, "measured") == {EXTRACTION_QUALITY.name}


def test_every_model_on_disk_is_an_asset(graph):
    models = PROJECT_DIR / "dbt_project" / "models"
    for floor in ("staging", "intermediate", "marts", "meta"):
        assert keys_of(graph, floor) == {path.stem for path in (models / floor).glob("*.sql")}, floor


def test_every_asset_of_ours_has_group_owner_and_description(graph):
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.group_name == key.path[0], key
        assert node.owners == ["team:dateline"], key
        if key.path[0] not in ("staging", "intermediate", "codebook"):
            assert node.description, key


def test_lineage_runs_from_raw_files_to_the_published_file(graph):
    published = dg.AssetKey(["published", "dateline"])
    above = dg.AssetSelection.assets(published).upstream().resolve(graph)
    assert dg.AssetKey(["raw", "files"]) in above
    assert {key.path[0] for key in above} >= {"raw", "ingest", "extract", "lake", "staging", "marts", "meta"}


def test_the_two_halves_of_the_whole_way_are_all_of_it(sample_warehouse, graph):
    definitions = build_defs(Settings(data_dir=sample_warehouse))
    jobs = {
        name: set(definitions.resolve_job_def(name).asset_layer.executable_asset_keys)
        for name in ("dateline", "lake", "warehouse")
    }
    assert jobs["lake"] | jobs["warehouse"] == jobs["dateline"]
    assert not jobs["lake"] & jobs["warehouse"]
    assert {key.path[0] for key in jobs["warehouse"]} >= {"measured", "exports", "published"}


def test_each_lake_table_has_a_blocking_check(graph):
    blocking = {key.asset_key.path[1] for key in graph.asset_check_keys if key.name == "expectations"}
    assert blocking == set(TABLES)


def test_dagster_validates_the_workspace(sample_warehouse):
    done = subprocess.run(
        [Path(sys.executable).with_name("dagster"), "definitions", "validate", "-w", "workspace.yaml"],
        cwd=PROJECT_DIR,
        env=os.environ | {"DATELINE_DATA_DIR": str(sample_warehouse)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "All code locations passed validation" in done.stdout + done.stderr
