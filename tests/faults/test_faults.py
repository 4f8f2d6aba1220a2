"""Faults of the machine and of hands, each by doing it: full disks, closed folders, damaged files, clocks, takedowns.

A kill while dbt builds is in tests/graph/test_growing.py, a hundred at random moments in kills.py beside this file.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from rich.console import Console
from test_serving import make_build_file, publish_to
from warehouses import SAMPLE_DAY

from pipelines import runner, stamps, steps
from pipelines.assets.warehouse import DbtError, free_build_file
from pipelines.console import LiveProgress
from pipelines.ingest.landing import land
from pipelines.ingest.withdrawal import WithdrawalError, carry_out, list_file, withdraw, withdrawals
from pipelines.journal import Journal, journal_file
from pipelines.lake import partition_file, read_partition, rows_of_a_group, write_partition, write_tables
from pipelines.publish import serving
from pipelines.publish.serving import reading
from pipelines.remedies import remedy
from pipelines.runner import RunError
from pipelines.schemas import ARTICLE, CASUALTY_CLAIM, DOCUMENT
from pipelines.settings import SAMPLE_DIR, Settings

TODAY = dt.date(2026, 11, 26)
FILES = ["kyiv-grid-strike-wire.txt", "verrettes-gang-raid.txt", "feed-newsapi.jsonl"]


@contextmanager
def files_of_at_most(n_bytes: int):
    """The system lets this process write no longer file: the write fails in the middle, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def landed(tmp_path) -> Settings:
    """A data folder with three raw files of a landing day."""
    settings = Settings(data_dir=tmp_path / "data", workers=1)
    land([SAMPLE_DIR / name for name in FILES], settings.raw_dir, SAMPLE_DAY)
    return settings


@pytest.fixture
def built(sample_warehouse, tmp_path) -> Settings:
    """A copy of the sample's data folder, without the warehouse."""
    shutil.copytree(sample_warehouse, tmp_path / "data", ignore=shutil.ignore_patterns("warehouse", ".dagster"))
    return Settings(data_dir=tmp_path / "data")


def uri_of(settings: Settings, name: str) -> str:
    (path,) = settings.raw_dir.glob(f"*/*/{name}")
    return "/".join(path.parts[-2:])


# --- full disks and closed folders ------------------------------------------------------------------


def test_a_disk_that_fills_while_a_partition_is_written_leaves_the_old_one(landed):
    steps.ingest_day(landed, SAMPLE_DAY)
    file = partition_file(steps.candidate_dir(landed), ARTICLE, SAMPLE_DAY)
    before = file.read_bytes()
    articles = read_partition(steps.candidate_dir(landed), ARTICLE, SAMPLE_DAY)
    with files_of_at_most(1000), pytest.raises(OSError, match="File too large") as fault:
        write_partition(steps.candidate_dir(landed), ARTICLE, SAMPLE_DAY, articles)
    assert "the disk is full" in remedy(str(fault.value))
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_disk_that_fills_while_a_release_is_written_leaves_the_old_one(tmp_path):
    folder = tmp_path / "published"
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3))
    larger = make_build_file(tmp_path / "build.duckdb", 200_000)
    with files_of_at_most(100_000), pytest.raises((OSError, duckdb.Error)) as fault:
        publish_to(folder, larger)
    assert "the disk is full" in remedy(str(fault.value))
    assert sorted(path.name for path in folder.iterdir()) == ["dateline.duckdb", "parquet"]
    with reading(folder / "dateline.duckdb") as connection:
        assert connection.execute("select count(*) from marts.fct_article").fetchone() == (3,)


def test_a_disk_that_fills_while_files_land_says_what_to_do_and_keeps_the_inbox(tmp_path):
    settings = Settings(data_dir=tmp_path)
    settings.inbox_dir.mkdir()
    (settings.inbox_dir / "a.txt").write_text("A headline\n\n" + "A body. " * 900)
    with files_of_at_most(1000), pytest.raises(RunError, match=r"the disk is full: free space .* last good file stays"):
        runner.run(settings, [], SAMPLE_DAY)
    assert (settings.inbox_dir / "a.txt").exists()
    assert not [path for path in settings.raw_dir.rglob("*") if path.is_file()]


def test_a_published_folder_that_is_closed_to_writing_leaves_the_old_release(tmp_path, monkeypatch):
    folder = tmp_path / "published"
    before = publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3)).path.read_bytes()

    def closed(source, target):
        raise OSError(30, "Read-only file system", str(target))

    monkeypatch.setattr(Path, "replace", closed)
    with pytest.raises(OSError, match="Read-only") as fault:
        publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
    assert "closed to writing" in remedy(str(fault.value))
    assert (folder / "dateline.duckdb").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["dateline.duckdb", "parquet"]


@pytest.mark.parametrize(
    ("error", "what"),
    [
        ("OSError: [Errno 28] No space left on device: 'x'", "the disk is full"),
        ('IOException: IO Error: Could not write file "x": No space left on device', "the disk is full"),
        ("(sqlite3.OperationalError) disk I/O error\n[SQL: PRAGMA x]", "the disk is full"),
        ("sqlite3.OperationalError: database or disk is full", "the disk is full"),
        ("sqlite3.OperationalError: attempt to write a readonly database", "closed to writing"),
        ("PermissionError: [Errno 13] Permission denied", "closed to writing"),
        ("OSError: [Errno 24] Too many open files", "ulimit -n"),
        ("duckdb.OutOfMemoryException: Out of Memory Error: failed to allocate", "DATELINE_BATCH_WORDS"),
        ("Invalid Input Error: No magic bytes found at end of file 'part-0.parquet'", "damaged: run again"),
        ("KeyError: 'x'", None),
    ],
)
def test_a_fault_of_the_machine_says_what_to_do(error, what):
    assert (remedy(error) is None) if what is None else (what in remedy(error))


# --- crashed writers ---------------------------------------------------------------------------------

CRASHED = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("set checkpoint_threshold = '1GB'; create or replace table mine as select range as n from range(1000)")
os._exit(9)
"""


def test_the_log_of_a_crashed_writer_keeps_nobody_from_the_build_file(tmp_path):
    build_file = make_build_file(tmp_path / "build.duckdb", 3)
    subprocess.run([sys.executable, "-c", CRASHED, str(build_file)], check=False)
    log = build_file.with_name("build.duckdb.wal")
    assert log.exists()
    free_build_file(build_file)
    assert publish_to(tmp_path / "published", build_file).rows["marts.fct_article"] == 3
    log.write_bytes(b"no log at all" * 100)
    free_build_file(build_file)
    assert publish_to(tmp_path / "published", build_file).rows["marts.fct_article"] == 3


HOLDS = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_build_file_that_is_open_elsewhere_is_waited_for_and_then_named(tmp_path):
    build_file, heard = make_build_file(tmp_path / "build.duckdb", 3), []
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(build_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(DbtError, match=r"is open elsewhere .* close the other program"):
            free_build_file(build_file, 1.2, heard.append)
        holder.stdin.close()
    assert heard == ["build.duckdb is open elsewhere: waiting for it"]
    free_build_file(build_file, 0)


def test_a_log_says_at_once_what_a_run_waits_for(tmp_path):
    settings, written = Settings(data_dir=tmp_path), io.StringIO()
    with LiveProgress(Console(file=written)) as progress:
        journal = Journal(settings, progress)
        journal.start("model", None)
        journal.wait("model", "build.duckdb is open elsewhere: waiting for it")
        assert written.getvalue() == "Model in DuckDB: build.duckdb is open elsewhere: waiting for it\n"
        assert '"event": "step waits"' in journal_file(settings).read_text().splitlines()[-1]


def test_the_log_of_someone_who_wrote_into_a_release_does_not_close_the_next_one(tmp_path):
    folder = tmp_path / "published"
    path = publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3)).path
    path.chmod(0o644)
    subprocess.run([sys.executable, "-c", CRASHED, str(path)], check=False)
    assert path.with_name("dateline.duckdb.wal").exists()
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
    with reading(path) as connection:
        assert connection.execute("select count(*) from marts.fct_article").fetchone() == (5,)


def test_the_parquet_folder_is_replaced_in_one_step(tmp_path, monkeypatch):
    folder = tmp_path / "published"
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3))
    moved: list[str] = []
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, to: moved.append(Path(to).name) or replace(self, to))
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
    if sys.platform == "linux":
        assert moved == ["dateline.duckdb"]  # nothing stepped aside
    assert duckdb.sql(f"select count(*) from '{folder}/parquet/fct_article.parquet'").fetchall() == [(5,)]


def test_where_folders_can_not_change_places_the_old_one_steps_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "_exchange", lambda one, other: False)
    folder = tmp_path / "published"
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 3))
    publish_to(folder, make_build_file(tmp_path / "build.duckdb", 5))
    assert duckdb.sql(f"select count(*) from '{folder}/parquet/fct_article.parquet'").fetchall() == [(5,)]
    assert sorted(path.name for path in folder.iterdir()) == ["dateline.duckdb", "parquet"]


# --- damaged files -----------------------------------------------------------------------------------


def damage(file: Path, *, keep_size: bool) -> None:
    """Turn one byte of a file, under its old time; or cut the file in half."""
    stat, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data if keep_size else data[: len(data) // 2])
    if keep_size:
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_cut_partition_of_the_lake_makes_its_day_stale(built):
    assert stamps.stale_days(built) == []
    damage(partition_file(built.lake_dir, CASUALTY_CLAIM, SAMPLE_DAY), keep_size=False)
    assert stamps.stale_days(built) == [SAMPLE_DAY]


def test_a_turned_byte_is_found_before_the_warehouse_is_built_of_it(built, monkeypatch):
    ran = []
    monkeypatch.setattr(runner, "_run_jobs", lambda settings, days, reporter: ran.append(days))
    damage(partition_file(built.lake_dir, CASUALTY_CLAIM, SAMPLE_DAY), keep_size=True)
    runner.run(built, [SAMPLE_DIR / "kyiv-grid-strike-wire.txt"], SAMPLE_DAY + dt.timedelta(1))
    assert ran == []  # nothing new has landed: nothing is built
    (built.data_dir / "new.txt").write_text("Six dead in raid\n\nA body.")
    runner.run(built, [built.data_dir / "new.txt"], SAMPLE_DAY + dt.timedelta(1))
    assert ran == [[SAMPLE_DAY, SAMPLE_DAY + dt.timedelta(1)]]


def test_a_batch_has_so_many_words_that_long_articles_take_no_more_memory(landed):
    settings = landed.model_copy(update={"batch_words": 1_000})
    steps.ingest_day(settings, SAMPLE_DAY)
    file = partition_file(steps.candidate_dir(settings), ARTICLE, SAMPLE_DAY)
    words = read_partition(steps.candidate_dir(settings), ARTICLE, SAMPLE_DAY)["word_count"]
    assert 1 < rows_of_a_group(file) < words.len()
    assert rows_of_a_group(file) * words.mean() <= 1_000
    assert (rows_of_a_group(file) + 1) * words.mean() > 1_000
    steps.ingest_day(landed.model_copy(update={"batch_words": 1, "full_refresh": True}), SAMPLE_DAY)
    assert rows_of_a_group(file) == 1


def test_a_batch_of_articles_is_a_row_group_from_reading_to_the_lake(landed):
    settings = landed.model_copy(update={"batch_articles": 3})
    steps.ingest_day(settings, SAMPLE_DAY)
    candidate = steps.candidate_dir(settings)
    articles = read_partition(candidate, ARTICLE, SAMPLE_DAY)
    groups = pq.ParquetFile(partition_file(candidate, ARTICLE, SAMPLE_DAY)).num_row_groups
    assert groups == -(-articles.height // 3)
    # One row is set aside, so that the lake's file is written and not copied.
    parts = [write_tables(settings.data_dir / "parts", {ARTICLE.name: articles[1:]})]
    let_in = steps._let_in(settings, SAMPLE_DAY, ARTICLE, parts, articles[:0])
    assert pq.ParquetFile(let_in).num_row_groups == -(-(articles.height - 1) // 3)


def test_a_partition_that_only_looks_newer_is_whole(built):
    os.utime(partition_file(built.lake_dir, CASUALTY_CLAIM, SAMPLE_DAY))  # as a restored backup does
    assert stamps.stale_days(built) == []


def test_a_missing_partition_makes_its_day_stale(built):
    partition_file(built.lake_dir, CASUALTY_CLAIM, SAMPLE_DAY).unlink()
    assert stamps.stale_days(built) == [SAMPLE_DAY]


@pytest.mark.parametrize("keep_size", [True, False])
def test_a_damaged_candidate_is_made_anew_from_raw(landed, keep_size):
    steps.ingest_day(landed, SAMPLE_DAY)
    steps.extract_day(landed, SAMPLE_DAY)
    files = [partition_file(steps.candidate_dir(landed), table, SAMPLE_DAY) for table in (ARTICLE, CASUALTY_CLAIM)]
    whole = [file.read_bytes() for file in files]
    assert steps.ingest_day(landed, SAMPLE_DAY).reused
    for file in files:
        damage(file, keep_size=keep_size)
    assert not steps.ingest_day(landed, SAMPLE_DAY).reused
    assert not steps.extract_day(landed, SAMPLE_DAY).reused
    assert [file.read_bytes() for file in files] == whole


@pytest.mark.parametrize("content", ["", "{", "[]", '{"stamp": 1}', '{"stamp": "x", "files": []}'])
def test_a_damaged_stamp_only_means_work(built, content):
    (built.data_dir / "state" / "validate" / f"{SAMPLE_DAY}.json").write_text(content)
    assert stamps.stale_days(built) == [SAMPLE_DAY]


# --- clocks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (TODAY + dt.timedelta(2), "lies after today, 2026-11-26 by this machine's clock; set the clock right"),
        (dt.date(1, 1, 1), "expected 2020-01-01 or later: give another --landed-on"),
    ],
)
def test_a_landing_day_that_can_not_be_is_refused_before_anything_lands(tmp_path, monkeypatch, day, message):
    monkeypatch.setattr(runner, "today", lambda: TODAY)
    with pytest.raises(RunError, match=message):
        runner.run(Settings(data_dir=tmp_path / "data"), [SAMPLE_DIR], day)
    assert not (tmp_path / "data").exists()


def test_a_clock_set_back_stops_a_stale_day_and_no_current_one(built, monkeypatch):
    ran = []
    monkeypatch.setattr(runner, "_run_jobs", lambda settings, days, reporter: ran.append(days))
    monkeypatch.setattr(runner, "today", lambda: SAMPLE_DAY - dt.timedelta(30))
    assert not runner.run(built, [], SAMPLE_DAY - dt.timedelta(30)).published
    stamps.forget(built, SAMPLE_DAY)
    with pytest.raises(RunError, match="was it set back"):
        runner.run(built, [], SAMPLE_DAY - dt.timedelta(30))
    assert ran == []


# --- takedowns ---------------------------------------------------------------------------------------


def test_what_is_withdrawn_is_read_no_more_and_does_not_come_back(landed):
    steps.ingest_day(landed, SAMPLE_DAY)
    uri = uri_of(landed, "verrettes-gang-raid.txt")
    (entry,) = withdraw(landed.raw_dir, [uri], "the outlet asked for it", TODAY)
    assert not (landed.raw_dir / entry.landed_on / uri).exists()
    assert not steps.ingest_day(landed, SAMPLE_DAY).reused
    for table in (ARTICLE, DOCUMENT):
        left = read_partition(steps.candidate_dir(landed), table, SAMPLE_DAY)
        assert left.height > 0
        assert uri not in left["source_uri"].to_list()
    again = land([SAMPLE_DIR / "verrettes-gang-raid.txt"], landed.raw_dir, TODAY)
    assert again.landed == []
    assert again.skipped[0][1] == "withdrawn on 2026-11-26: the outlet asked for it"


def test_a_withdrawal_that_a_kill_cut_off_is_carried_out_by_the_next_run(landed):
    path = next(landed.raw_dir.glob("*/*/verrettes-gang-raid.txt"))
    content, uri = path.read_bytes(), uri_of(landed, "verrettes-gang-raid.txt")
    withdraw(landed.raw_dir, [uri], "asked", TODAY)
    path.write_bytes(content)  # as if the kill had come before the file was touched
    carry_out(landed.raw_dir)
    assert not path.exists()


def test_a_file_is_withdrawn_once_and_by_its_path_too(landed):
    path = next(landed.raw_dir.glob("*/*/verrettes-gang-raid.txt"))
    assert len(withdraw(landed.raw_dir, [str(path)], "asked", TODAY)) == 1
    path.parent.mkdir(exist_ok=True)
    assert [entry.reason for entry in withdrawals(landed.raw_dir)] == ["asked"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("0123456789ab/absent.txt", "found no raw file 0123456789ab/absent.txt; expected a source_uri"),
        ("0123456789ab/feed.jsonl#2", "a record of a file of several; expected a file"),
        ("../../etc/passwd", "found no raw file"),
    ],
)
def test_what_can_not_be_withdrawn_says_why(landed, name, message):
    with pytest.raises(WithdrawalError, match=message):
        withdraw(landed.raw_dir, [name], "asked", TODAY)
    assert not list_file(landed.raw_dir).exists()


@pytest.mark.parametrize("line", ["no json", "[]", '{"file_uri": "x"}'])
def test_a_damaged_list_of_withdrawals_stops_a_run(landed, line):
    list_file(landed.raw_dir).write_text(line + "\n")
    with pytest.raises(RunError, match="found no withdrawal in line 1"):
        runner.run(landed, [], SAMPLE_DAY)


def test_raw_files_that_went_without_a_word_stop_the_day(built):
    uri = uri_of(built, "verrettes-gang-raid.txt")
    (built.raw_dir / SAMPLE_DAY.isoformat() / uri).unlink()
    assert stamps.stale_days(built) == [SAMPLE_DAY]
    with pytest.raises(steps.MissingRawError, match=f"found 1 files of {SAMPLE_DAY} gone .* such as {uri}; .*backup"):
        steps.ingest_day(built, SAMPLE_DAY)


def test_a_whole_landing_day_that_went_stops_the_run(built):
    shutil.rmtree(built.raw_dir / SAMPLE_DAY.isoformat())
    assert stamps.stale_days(built) == [SAMPLE_DAY]
    with pytest.raises(steps.MissingRawError):
        steps.ingest_day(built, SAMPLE_DAY)


def test_a_stamp_names_what_it_made(landed):
    steps.ingest_day(landed, SAMPLE_DAY)
    told = json.loads((landed.data_dir / "state" / "ingest" / f"{SAMPLE_DAY}.json").read_text())
    assert sorted(told["files"]) == [
        f"candidate/{table}/landed_on={SAMPLE_DAY}/part-0.parquet" for table in ("article", "document", "quarantine")
    ]
    assert pl.read_parquet(landed.data_dir / min(told["files"])).height > 0
