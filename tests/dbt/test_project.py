"""The dbt project: derived files, unit tests, docs, and what a model may read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from dbt_runs import Warehouse

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
