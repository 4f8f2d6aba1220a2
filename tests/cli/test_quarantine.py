"""`dateline quarantine`, `dateline withdraw` and `dateline status --json`."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import duckdb
import pytest
from test_cli import invoke
from warehouses import SAMPLE_DAY

from pipelines import console, journal, runner, stamps
from pipelines.ingest.withdrawal import withdrawals
from pipelines.progress import Silent
from pipelines.publish.serving import reading
from pipelines.quarantine import rejects
from pipelines.runner import RunError
from pipelines.settings import SAMPLE_DIR, Settings


@pytest.fixture
def built(sample_warehouse, tmp_path) -> Settings:
    shutil.copytree(sample_warehouse, tmp_path / "data", ignore=shutil.ignore_patterns("warehouse", ".dagster"))
    return Settings(data_dir=tmp_path / "data")


def uri_of(settings: Settings, name: str) -> str:
    return next(uri for uri in rejects(settings)["source_uri"] if name in uri)


def told(text: str) -> str:
    return " ".join(text.split())


def test_rejects_are_listed_with_reason_and_what_to_do(sample_warehouse):
    shown = invoke("quarantine", "list", "--data-dir", sample_warehouse).output
    for word in ("broken-empty.txt", "corrupt_archive", "not_text", "in quarantine"):
        assert word in shown
    few = invoke("quarantine", "list", "--reason", "malformed_json", "--data-dir", sample_warehouse).output
    assert "broken-empty" not in few
    assert "1 in quarantine" in few
    none = invoke("quarantine", "list", "--landed-on", "2024-01-01", "--data-dir", sample_warehouse).output
    assert "0 in quarantine" in none


def test_a_list_for_other_programs_is_csv(sample_warehouse):
    lines = invoke("quarantine", "list", "--format", "csv", "--limit", "2", "--data-dir", sample_warehouse).output
    assert lines.splitlines()[0] == "landed_on,source_uri,stage,reason,detail"
    assert len(lines.splitlines()) == 3


def test_a_record_is_shown_with_its_reason_its_file_and_its_raw_text(sample_warehouse):
    uri = uri_of(Settings(data_dir=sample_warehouse), "feed-with-a-broken-line")
    shown = told(invoke("quarantine", "show", uri, "--data-dir", sample_warehouse).output)
    for word in (
        "malformed_json: found no JSON in line 2",
        "feed-with-a-broken-line.jsonl, landed on 2026-11-20",
        '{"',
    ):
        assert word in shown


def test_what_is_no_text_is_shown_as_bytes(sample_warehouse):
    uri = uri_of(Settings(data_dir=sample_warehouse), "photo")
    shown = invoke("quarantine", "show", uri, "--data-dir", sample_warehouse).output
    assert "00000000  " in shown
    assert "\x1b" not in shown


def test_what_is_not_in_quarantine_says_where_to_look(sample_warehouse):
    done = invoke("quarantine", "show", "0/no.txt", "--data-dir", sample_warehouse)
    assert done.exit_code == 2
    assert "quarantine list" in told(done.output)


def test_a_mended_copy_takes_the_file_s_place_on_its_landing_day(built, tmp_path, monkeypatch):
    days = []
    monkeypatch.setattr(runner, "_run_jobs", lambda settings, stale, reporter: days.extend(stale))
    uri = uri_of(built, "broken-empty")
    mended = tmp_path / "broken-empty.txt"
    shutil.copy(SAMPLE_DIR / "kyiv-grid-strike-wire.txt", mended)
    done = invoke("quarantine", "retry", uri, "--with", mended, "--data-dir", built.data_dir)
    assert done.exit_code == 0
    assert days == [SAMPLE_DAY]
    (entry,) = withdrawals(built.raw_dir)
    folder = built.raw_dir / SAMPLE_DAY.isoformat()
    assert (entry.reason, entry.file_uri) == ("mended", uri)
    assert not (folder / uri).exists()
    assert (folder / uri).with_name(".broken-empty.txt").exists()  # nothing is lost
    assert (folder / entry.replaced_by).read_bytes() == mended.read_bytes()


def test_a_retry_without_a_copy_reads_the_landing_day_anew(built, monkeypatch):
    days = []
    monkeypatch.setattr(runner, "_run_jobs", lambda settings, stale, reporter: days.extend(stale))
    uri = uri_of(built, "broken-empty")
    done = invoke("quarantine", "retry", uri, "--data-dir", built.data_dir)
    assert days == [SAMPLE_DAY]
    assert "0 of 1 are out of quarantine" in told(done.output)  # the same reader says the same


def test_one_copy_mends_one_file(built):
    uris = [*rejects(built).filter(reason="empty")["source_uri"].to_list(), uri_of(built, "photo")]
    done = invoke("quarantine", "retry", *uris, "--with", SAMPLE_DIR / "README.md", "--data-dir", built.data_dir)
    assert done.exit_code == 2
    done = invoke("quarantine", "retry", uris[0], "--with", SAMPLE_DIR / "README.md", "--data-dir", built.data_dir)
    assert done.exit_code == 2
    assert "was not taken: README" in told(done.output)


def test_a_takedown_leaves_the_archive_at_once_and_makes_its_day_stale(built):
    (path,) = built.raw_dir.glob("*/*/verrettes-gang-raid.txt")
    built.warehouse_dir.mkdir()
    built.build_file.write_text("free blocks with the text in them")
    done = invoke("withdraw", path, "--reason", "asked by the outlet", "--data-dir", built.data_dir)
    assert done.exit_code == 0
    assert "1 files withdrawn; `dateline run` publishes" in told(done.output)
    assert not path.exists()
    assert not built.build_file.exists()
    assert stamps.stale_days(built) == [SAMPLE_DAY]
    assert invoke("withdraw", "x/y.txt", "--reason", "-", "--data-dir", built.data_dir).exit_code == 2


def test_status_for_a_monitor_is_one_object(sample_warehouse):
    status = json.loads(invoke("status", "--json", "--data-dir", sample_warehouse).output)
    assert status["backlog"] == {"inbox_files": 0, "inbox_bytes": 0, "oldest_hours": None, "stale_days": []}
    assert status["published"]["is_current"]
    assert status["published"]["last_landed_on"] == "2026-11-20"
    assert status["published"]["age_hours"] >= 0
    assert status["runs"][-1]["outcome"] == "ended"
    assert status["runs"][-1]["landed"] > 30
    assert status["quarantine"]["malformed_json"] == 1
    assert min(status["bytes"][name] for name in ("raw", "lake", "published")) > 10_000
    assert status["versions"]["duckdb"] == duckdb.__version__


def test_status_tells_how_long_the_oldest_file_waits(tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("A" * 2048)
    shown = invoke("status", "--data-dir", tmp_path).output
    assert "1 files wait, 2.0 KiB, the oldest for 0.0 hours" in shown


def test_a_run_that_fails_and_one_that_is_cut_off_are_in_the_journal(tmp_path, monkeypatch):
    settings = Settings(data_dir=tmp_path)
    journal.Journal(settings, Silent()).write("run started")
    with journal.journal_file(settings).open("a") as handle:
        handle.write('{"at": "cut')  # a kill came here
        handle.write("\n[]\n")

    def broken(*_):
        raise RunError("no luck")

    monkeypatch.setattr(runner, "_run_jobs", broken)
    (tmp_path / "a.txt").write_text("A headline\n\nA body.")
    with pytest.raises(RunError):
        runner.run(settings, [tmp_path / "a.txt"], SAMPLE_DAY)
    failed, cut_off = journal.last_runs(settings)
    assert (failed["outcome"], failed["error"], cut_off["outcome"]) == ("failed", "no luck", "cut off")


def test_a_journal_tells_steps_is_put_aside_when_long_and_stops_no_run(tmp_path, monkeypatch):
    settings = Settings(data_dir=tmp_path)
    monkeypatch.setattr(journal, "LARGEST", 200)
    book = journal.Journal(settings, Silent())
    for _ in range(5):
        book.start("read", 3)
        book.advance("read", 1)
        book.finish("read", "3 documents")
    last = json.loads(journal.journal_file(settings).read_text().splitlines()[-1])
    assert (last["event"], last["step"], last["summary"]) == ("step ended", "read", "3 documents")
    assert dt.datetime.fromisoformat(last["at"]).tzinfo is not None
    assert sorted(path.name for path in (tmp_path / "logs").iterdir()) == ["dateline.1.jsonl", "dateline.jsonl"]
    shutil.rmtree(tmp_path / "logs")
    (tmp_path / "logs").write_text("a file where the folder should be")
    book.write("run started")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK('x')"])
def test_a_text_is_no_formula_in_an_exported_sheet(sample_warehouse, text):
    query = f"select chr({ord(text[0])}) || '{text[1:].replace(chr(39), chr(39) * 2)}' as t, -1 as n"
    safe = invoke("sql", query, "--format", "csv", "--data-dir", sample_warehouse).output
    assert f"'{text}" in safe.replace("\r\n", "\n")
    assert safe.rstrip().endswith(",-1")  # a number stays one
    exact = invoke("sql", query, "--format", "csv", "--exact", "--data-dir", sample_warehouse).output
    assert f"'{text}" not in exact


@pytest.mark.parametrize(("n", "shown"), [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (3 * 1024**4, "3.0 TiB")])
def test_bytes_are_shown_in_units(n, shown):
    assert console._bytes(n) == shown


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '/tmp/x.csv'",
        "attach '/tmp/x.db'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_our_own_tools_open_the_release_with_all_else_closed(sample_warehouse, query):
    with reading(sample_warehouse / "published" / "dateline.duckdb") as connection, pytest.raises(duckdb.Error):
        connection.execute(query)
