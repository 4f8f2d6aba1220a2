"""The `dateline` command: what it prints, what it refuses, and with which exit code."""

from __future__ import annotations

import datetime as dt
import fcntl
import re

import pytest
from typer.testing import CliRunner

from pipelines.cli import BUSY, FAILED, NOTHING, app
from pipelines.console import show_summary
from pipelines.ingest.landing import LandingReport
from pipelines.runner import RunReport
from pipelines.settings import SAMPLE_DIR, Settings


def invoke(*arguments: str):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "160", "NO_COLOR": "1"})


@pytest.mark.parametrize("command", ["run", "status", "ingest", "report"])
def test_a_setting_that_can_not_be_is_refused_by_name(tmp_path, command):
    done = CliRunner().invoke(app, [command, "--data-dir", str(tmp_path)], env={"DATELINE_ALERT_AFTER_HOURS": "soon"})
    assert done.exit_code == 2
    told = " ".join(re.sub(r"[│╭╰─╮╯]", " ", done.output).split())
    assert "found DATELINE_ALERT_AFTER_HOURS=soon: Input should be a valid number" in told
    assert "correct it in the environment" in told


def test_help_names_every_command_and_the_exit_codes():
    shown = invoke("--help").output
    for word in ("run", "sql", "status", "dev", "Exit codes"):
        assert word in shown


def test_sql_prints_a_table(sample_warehouse):
    done = invoke("sql", "select count(*) as n_articles from marts.fct_article", "--data-dir", sample_warehouse)
    assert done.exit_code == 0
    assert re.search(r"n_articles\W+41\b", done.output)


def test_sql_prints_csv(sample_warehouse):
    done = invoke("sql", "select 1 as a, 'x,y' as b", "--format", "csv", "--data-dir", sample_warehouse)
    assert done.output == 'a,b\n1,"x,y"\n'


@pytest.mark.parametrize("query", ["select * from no_such_table", "create table t as select 1", "select ("])
def test_sql_refuses_what_can_not_be_read(sample_warehouse, query):
    assert invoke("sql", query, "--data-dir", sample_warehouse).exit_code == 2


def test_sql_before_the_first_release_says_what_to_do(tmp_path):
    done = invoke("sql", "select 1", "--data-dir", tmp_path)
    assert done.exit_code == NOTHING
    assert "dateline run" in done.output


def test_status_tells_release_accounting_and_quarantine(sample_warehouse):
    shown = invoke("status", "--data-dir", sample_warehouse).output
    for word in ("inbox", "current", "release_id", "is_balanced", "corrupt_archive"):
        assert word in shown


def test_ingest_lands_and_says_what_became_of_each_file(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in {"a.txt": "one", "b.txt": "one", "c.txt.part": "two"}.items():
        (tmp_path / "in" / name).write_text(text)
    done = invoke("ingest", tmp_path / "in", "--data-dir", tmp_path / "data", "--landed-on", "2024-05-06")
    assert done.exit_code == 0
    assert "1 landed, 1 had landed before, 1 left alone" in done.output
    assert "c.txt.part: still being written" in done.output
    assert [path.name for path in (tmp_path / "data" / "raw" / "2024-05-06").glob("*/*")] == ["a.txt"]


def test_ingest_of_what_is_not_there_is_wrong_use(tmp_path):
    assert invoke("ingest", tmp_path / "nowhere", "--data-dir", tmp_path).exit_code == 2
    assert invoke("ingest", "nosuchthing://x", "--data-dir", tmp_path).exit_code == FAILED


def test_a_backfill_needs_days_that_landed(tmp_path):
    done = invoke("backfill", "2024-01-01", "2024-02-01", "--data-dir", tmp_path)
    assert done.exit_code == NOTHING
    assert "no landing days from 2024-01-01 to 2024-02-01" in done.output


def test_a_backfill_of_what_is_current_does_nothing(sample_warehouse):
    done = invoke("backfill", "2026-11-01", "2026-11-30", "--data-dir", sample_warehouse)
    assert (done.exit_code, "0 landing days brought up to date" in done.output) == (0, True)


def test_status_before_the_first_release(tmp_path):
    done = invoke("status", "--data-dir", tmp_path)
    assert done.exit_code == NOTHING
    assert "nothing yet" in done.output


def test_run_refuses_a_path_that_is_not_there(tmp_path):
    done = invoke("run", tmp_path / "absent", "--data-dir", tmp_path / "data")
    assert done.exit_code == 2
    assert "no such file or folder" in done.output.replace("\n", " ")


def test_run_with_nothing_to_work_on(tmp_path):
    done = invoke("run", "--data-dir", tmp_path)
    assert done.exit_code == NOTHING
    assert "data/sample" in done.output


def test_run_refuses_a_day_that_is_none(tmp_path):
    done = invoke("run", SAMPLE_DIR, "--landed-on", "yesterday", "--data-dir", tmp_path)
    assert done.exit_code == 2
    assert "YYYY-MM-DD" in done.output


def test_run_waits_for_nobody(tmp_path):
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = invoke("run", SAMPLE_DIR, "--data-dir", tmp_path)
    assert done.exit_code == BUSY
    assert "another run" in done.output


def test_run_over_a_current_warehouse_says_so_and_shows_the_summary(sample_warehouse):
    done = invoke("run", SAMPLE_DIR, "--data-dir", sample_warehouse)
    assert done.exit_code == 0
    assert "Nothing new" in done.output
    for word in ("documents", "Regions hit", "not_text", "dateline sql"):
        assert word in done.output


def test_the_summary_s_first_query_runs(sample_warehouse):
    from rich.console import Console

    console = Console(record=True, width=200)
    show_summary(
        console, Settings(data_dir=sample_warehouse), RunReport(LandingReport(), [dt.date(2026, 11, 20)], True)
    )
    query = re.search(r'dateline sql .*"(select .*)"', console.export_text())
    assert query
    assert invoke("sql", query[1], "--data-dir", sample_warehouse).exit_code == 0


def test_files_waiting_in_the_inbox_land_and_leave_it(tmp_path, monkeypatch):
    from pipelines import runner

    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("A headline\n\nA body.")
    (inbox / "b.txt.part").write_text("half")
    monkeypatch.setattr(runner, "_run_jobs", lambda *_: None)
    report = runner.run(Settings(data_dir=tmp_path), [], dt.date(2026, 11, 20))
    assert [path.name for path in report.landing.landed] == ["a.txt"]
    assert [path.name for path in inbox.iterdir()] == ["b.txt.part"]
    assert report.days == [dt.date(2026, 11, 20)]


def test_dagster_listens_on_this_machine_only(tmp_path, monkeypatch):
    called = []
    monkeypatch.setattr("os.execv", lambda program, arguments: called.append(arguments))
    invoke("dev", "--data-dir", tmp_path, "--port", "3999")
    (arguments,) = called
    assert arguments[arguments.index("-h") + 1] == "127.0.0.1"
    assert arguments[arguments.index("-p") + 1] == "3999"
