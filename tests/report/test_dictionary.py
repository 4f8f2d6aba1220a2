"""The data dictionary of a release, and what stands beside it."""

from __future__ import annotations

import csv
import shutil
import subprocess

import lxml.html
import pytest
from typer.testing import CliRunner
from warehouses import query

from pipelines.assets.warehouse import DbtError
from pipelines.cli import app
from pipelines.publish import documents
from pipelines.settings import PROJECT_DIR, Settings


@pytest.fixture(scope="module")
def report_dir(sample_warehouse):
    return Settings(data_dir=sample_warehouse).report_file.parent


def test_the_csv_has_every_published_column_and_its_meaning(sample_warehouse, report_dir):
    with (report_dir / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = query(
        sample_warehouse,
        "select table_schema, table_name, column_name from information_schema.columns order by all",
    )
    assert sorted((row["schema"], row["relation"], row["column"]) for row in rows) == expected
    assert all(row["meaning"] and row["type"] and row["meaning_of_relation"] for row in rows)
    keys = {row["column"] for row in rows if row["relation"] == "fct_story" and row["is_key"] == "True"}
    assert keys == {"story_id"}


def test_the_page_has_a_table_for_each_relation_and_runs_nothing(sample_warehouse, report_dir):
    page = lxml.html.parse(str(report_dir / "dictionary.html"))
    names = [
        f"{schema}.{name}"
        for schema, name in query(
            sample_warehouse, "select table_schema, table_name from information_schema.tables order by all"
        )
    ]
    assert [heading.text for heading in page.findall(".//article/h2")] == names
    assert not page.findall(".//script")
    assert {link.get("href") for link in page.findall(".//nav//a")} == {f"#{name.split('.')[1]}" for name in names}
    (policy,) = (meta.get("content") for meta in page.findall(".//meta") if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


@pytest.fixture
def folder(sample_warehouse, tmp_path):
    """A data folder with the published files and a build file that nobody reads here."""
    shutil.copytree(Settings(data_dir=sample_warehouse).published_dir, tmp_path / "published")
    settings = Settings(data_dir=tmp_path)
    settings.build_file.parent.mkdir()
    settings.build_file.touch()
    return settings


def dbt_writes(monkeypatch, settings, text, code=0):
    """Have dbt's place taken: what it does in truth `dateline docs` was tried for by hand (4 seconds)."""

    def run(command, **_):
        assert command[1:4] == ["docs", "generate", "--static"]
        target = settings.warehouse_dir / "dbt"
        target.mkdir(exist_ok=True)
        (target / "static_index.html").write_text(text)
        return subprocess.CompletedProcess(command, code, "said on the screen", "")

    monkeypatch.setattr(documents.subprocess, "run", run)


def test_the_models_page_names_no_path_and_asks_nobody(folder, monkeypatch):
    told = f"<html><head><title>dbt</title></head><body>{folder.data_dir.resolve()}/warehouse {PROJECT_DIR}/dbt_project"
    dbt_writes(monkeypatch, folder, told)
    done = CliRunner().invoke(app, ["docs", "--data-dir", str(folder.data_dir)])
    assert done.exit_code == 0, done.output
    models = (folder.published_dir / "models.html").read_text()
    assert "data/warehouse dateline/dbt_project" in models
    assert "connect-src &#39;none&#39;" in models
    page = lxml.html.parse(str(folder.published_dir / "index.html"))
    links = [link.get("href") for link in page.findall(".//a")]
    assert {"report/index.html", "report/dictionary.html", "models.html"} < set(links)
    assert any(link.startswith("validation/") for link in links)
    assert all((folder.published_dir / link).exists() for link in links)


def test_what_dbt_says_is_told(folder, monkeypatch):
    dbt_writes(monkeypatch, folder, "", code=1)
    with pytest.raises(DbtError, match="said on the screen"):
        documents.write_documents(folder)
    assert CliRunner().invoke(app, ["docs", "--data-dir", str(folder.data_dir)]).exit_code == 1


def test_before_the_first_release_there_are_no_documents(tmp_path):
    done = CliRunner().invoke(app, ["docs", "--data-dir", str(tmp_path)])
    assert done.exit_code == 3
    assert "dateline run" in done.output
