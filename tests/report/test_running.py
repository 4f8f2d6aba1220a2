"""When the report is drawn: with each release, alone when only it is out of date, and by its own command."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import runner, stamps
from pipelines.automation.jobs import REPORT
from pipelines.cli import app
from pipelines.settings import Settings


@pytest.fixture
def published(sample_warehouse: Path, tmp_path: Path) -> Settings:
    """A data folder that is current, without its build file."""
    for part in ("raw", "candidate", "lake", "state", "published"):
        shutil.copytree(sample_warehouse / part, tmp_path / part)
    return Settings(data_dir=tmp_path)


def test_a_report_that_is_gone_or_of_older_code_is_drawn_alone(published, monkeypatch):
    jobs: list[str] = []
    monkeypatch.setattr("pipelines.definitions.build_defs", lambda *_: None)
    monkeypatch.setattr(runner, "_execute", lambda _, job, *__: jobs.append(job))
    assert not runner.run(published, [], dt.date(2026, 11, 20)).published
    assert jobs == []
    published.report_file.unlink()
    assert not runner.run(published, [], dt.date(2026, 11, 20)).published
    assert jobs == [REPORT]


def test_the_command_draws_the_published_file_and_says_where(published, monkeypatch):
    monkeypatch.setattr("pipelines.report.page.page", lambda *_: "drawn")
    monkeypatch.setattr("pipelines.versions.report_version", lambda: "newer")
    assert not stamps.is_reported(published)
    done = CliRunner().invoke(app, ["report", "--data-dir", str(published.data_dir)])
    assert done.exit_code == 0, done.output
    assert done.output.strip() == str(published.report_file)
    assert published.report_file.read_text() == "drawn"
    assert stamps.is_reported(published)


def test_without_a_published_file_the_command_says_what_makes_it(tmp_path):
    done = CliRunner().invoke(app, ["report", "--data-dir", str(tmp_path)])
    assert done.exit_code == 3
    assert not (tmp_path / "published").exists()


def test_while_a_run_is_at_work_the_command_says_so(published):
    with runner.alone(published):
        done = CliRunner().invoke(app, ["report", "--data-dir", str(published.data_dir)])
    assert done.exit_code == 4
