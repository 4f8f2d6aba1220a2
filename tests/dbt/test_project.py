"""The dbt project: derived files, unit tests, docs, and what a model may read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pytest
from dbt_runs import Warehouse, copy_of

from pipelines.publish.contracts import primary_key, promised_tables
from pipelines.settings import DBT_PROJECT_DIR

MODELS = DBT_PROJECT_DIR / "models"
PUBLISHED = ("marts", "exports", "meta")


def _models(warehouse: Warehouse, *floors: str) -> dict[str, dict]:
    return {
        node["name"]: node
        for node in warehouse.manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] in floors
    }


def test_staging_is_as_the_lake_s_shape_derives_it() -> None:
    sys.path.insert(0, str(DBT_PROJECT_DIR))
    import lake_models

    stale = [
        path.name
        for path, text in lake_models.files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run `python dbt_project/lake_models.py`: {stale} differ from pipelines/schemas.py"


def test_every_unit_test_of_the_models_passes(warehouse: Warehouse) -> None:
    said = warehouse.dbt("test", "--select", "test_type:unit")
    failed = {name for name, status in said.results.items() if status != "pass"}
    assert said.code == 0, "\n".join(said.lines)
    assert not failed
    assert not said.complaints, "\n".join(said.complaints)
    defined = {node["unique_id"] for node in warehouse.manifest["unit_tests"].values()}
    assert set(said.results) == defined


def test_every_model_with_a_branch_has_a_unit_test(warehouse: Warehouse) -> None:
    """A branch is a case, a choice by row number, or a filter of a group."""
    tested = {test["model"] for test in warehouse.manifest["unit_tests"].values()}
    branching = {
        name
        for name, node in _models(warehouse, "intermediate", "marts", "exports", "meta").items()
        if re.search(r"\bcase\b|row_number\(|\bhaving\b", node["raw_code"])
    }
    assert branching - tested == set()


def test_what_a_growing_build_leaves_alone_is_made_of_the_codebook(warehouse: Warehouse) -> None:
    """Tables that no landing day changes are those of which nothing comes from the lake, and no other."""
    nodes = warehouse.manifest["nodes"]

    def comes_from_the_lake(unique_id: str) -> bool:
        parents = [parent for parent in nodes[unique_id]["depends_on"].get("nodes", []) if parent != unique_id]
        return any(parent not in nodes or comes_from_the_lake(parent) for parent in parents)

    models = _models(warehouse, "marts", "meta")
    tables = {name: node for name, node in models.items() if node["config"]["materialized"] != "view"}
    left_alone = {name for name, node in tables.items() if "of_the_codebook" in node["tags"]}
    assert left_alone == {name for name, node in tables.items() if not comes_from_the_lake(node["unique_id"])}


def test_every_promised_key_is_tested(warehouse: Warehouse) -> None:
    """The build file itself holds no keys (macros/keys.sql)."""
    tested: dict[str, list[list[str]]] = {}
    for node in warehouse.manifest["nodes"].values():
        if node["resource_type"] == "test" and node.get("attached_node"):
            kind, asked = node["test_metadata"]["name"], node["test_metadata"]["kwargs"]
            if kind in ("unique", "is_key"):
                columns = asked.get("columns") or [asked["column_name"]]
                tested.setdefault(node["attached_node"], []).append([column.strip('"') for column in columns])
    tables = promised_tables(warehouse.target_dir / "manifest.json")
    keys = {table["unique_id"]: primary_key(table) for table in tables if primary_key(table)}
    assert len(keys) > 30
    assert {name for name, key in keys.items() if key not in tested.get(name, [])} == set()


def test_what_was_restated_is_asked_of_every_table_that_a_growing_build_makes(warehouse: Warehouse) -> None:
    nodes = warehouse.manifest["nodes"]
    tested = {node.get("attached_node") for node in nodes.values() if node["resource_type"] == "test"}
    made = {
        node["unique_id"]
        for node in _models(warehouse, "marts", "meta").values()
        if "of_the_codebook" not in node["tags"]
    }
    text = (DBT_PROJECT_DIR / "tests" / "what_was_restated_holds.sql").read_text()
    (listed,) = re.findall(r"set tested = \[(.*?)\]", text, re.DOTALL)
    assert {name.split(".")[-1] for name in made & tested} == set(re.findall(r"'(\w+)'", listed))


def test_rows_that_break_a_promise_are_found_where_only_what_was_restated_is_looked_at(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    broken = copy_of(sample_warehouse, tmp_path / "data")
    with duckdb.connect(str(broken.build_file)) as connection:
        connection.execute(
            "update marts.fct_region_mention set role = 'struck', region_id = 'XX-1' where region_id = 'UA-30'"
        )
        connection.execute("delete from marts.dim_outlet where outlet_kind = 'agency'")
    said = broken.dbt("test", "--select", "what_was_restated_holds")
    assert said.code == 1
    compiled = broken.target_dir / "compiled" / "dateline" / "tests" / "what_was_restated_holds.sql"
    with duckdb.connect(str(broken.build_file), read_only=True) as connection:
        found = {(model, rule) for model, rule, _ in connection.execute(compiled.read_text()).fetchall()}
    assert found >= {
        ("fct_region_mention", "accepted_values role"),
        ("fct_region_mention", "relationships region_id"),
        ("fct_article", "relationships outlet_id"),
        ("agg_coverage_day", "relationships outlet_id"),
    }
    assert not [rule for model, rule in found if model in ("fct_story", "dim_actor") or rule.startswith("unique")]


def test_pairs_counted_in_parts_are_those_counted_at_once(sample_warehouse: Path, tmp_path: Path) -> None:
    def pairs(build_file: Path) -> list[tuple[int, int]]:
        with duckdb.connect(str(build_file), read_only=True) as connection:
            return connection.execute("select * from intermediate.int_story_candidates order by all").fetchall()

    parted = copy_of(sample_warehouse, tmp_path / "data")
    at_once = pairs(parted.build_file)
    said = parted.dbt("run", "--select", "int_story_candidates", "--vars", "{story_pairs_at_once: 5}")
    assert said.code == 0, "\n".join(said.lines)
    ran = parted.target_dir / "run" / "dateline" / "models" / "intermediate" / "int_story_candidates.sql"
    assert re.search(r"where later\.node % \d+ = 0", ran.read_text())
    assert at_once
    assert pairs(parted.build_file) == at_once


def test_docs_are_generated_without_a_complaint(warehouse: Warehouse) -> None:
    said = warehouse.dbt("docs", "generate", "--static")
    assert said.code == 0, "\n".join(said.lines)
    assert not said.complaints, "\n".join(said.complaints)
    assert (warehouse.target_dir / "static_index.html").stat().st_size > 100_000


def test_marts_read_no_staging_model_and_exports_read_only_marts(warehouse: Warehouse) -> None:
    nodes = warehouse.manifest["nodes"]
    wrong = []
    for name, node in _models(warehouse, *PUBLISHED).items():
        for parent in node["depends_on"]["nodes"]:
            floor = nodes[parent]["fqn"][1] if parent in nodes else "source"
            resource = nodes[parent]["resource_type"] if parent in nodes else "source"
            reads_lake = floor == "source" or (resource == "model" and floor == "staging")
            if node["fqn"][1] == "marts" and reads_lake:
                wrong.append(f"{name} reads {parent}")
            if node["fqn"][1] == "exports" and floor != "marts":
                wrong.append(f"{name} reads {parent}: it is not in the published file")
    assert not wrong


DUCKDB_ONLY = re.compile(
    r"\b(?:unnest|generate_series|list_\w+|list|struct_pack|string_agg|strftime|date_trunc|datediff|date_diff|epoch"
    r"|regexp_matches|regexp_replace|regexp_extract|arg_min|arg_max|any_value|first|last|mode|median|qualify|exclude"
    r"|using key|ilike|hash|md5_number|read_parquet|isoyear|isodow|group by all|order by all)\b\s*(?:\(|$)"
    r"|::|\bqualify\b|\bilike\b|\bpivot\b|\bexclude\s*\(|\bgroup by all\b|\border by all\b",
    re.IGNORECASE | re.MULTILINE,
)


@pytest.mark.parametrize("path", sorted(MODELS.rglob("*.sql")), ids=lambda path: path.stem)
def test_sql_is_portable_what_engines_spell_differently_is_in_macros(path: Path) -> None:
    code = re.sub(r"--[^\n]*", " ", path.read_text())
    code = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|'[^']*'", " ", code, flags=re.DOTALL)
    found = DUCKDB_ONLY.search(code)
    assert found is None, f"{found.group()!r} is DuckDB's own: put it into a dispatched macro (macros/engine.sql)"


def test_the_lint_of_portable_sql_finds_what_is_not_portable() -> None:
    for sql in (
        "select unnest(x)",
        "select a::int",
        "select string_agg(x, ';')",
        "select * exclude (a)",
        "qualify n = 1",
    ):
        assert DUCKDB_ONLY.search(sql), sql
    for sql in ("select first_day, last_day", "count(distinct hash_value)", "min(published_at)"):
        assert not DUCKDB_ONLY.search(sql), sql
