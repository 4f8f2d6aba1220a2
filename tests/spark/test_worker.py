"""What a Spark worker does, and how work is cut for it, without Spark."""

from __future__ import annotations

import datetime as dt
import pickle
import sys

import polars as pl
import pyarrow as pa
import pytest
from test_batches import source  # noqa: F401 - a fixture
from test_day import PAGE
from typer.testing import CliRunner

from pipelines import runner
from pipelines.batches import extract_in_batches
from pipelines.cli import app
from pipelines.engines import EngineError, EngineMissingError, engine_of, spark_session
from pipelines.engines.embedded import EmbeddedEngine
from pipelines.engines.spark import FILES_A_TASK, as_without_spark, chunks_of
from pipelines.engines.spark_worker import OtherCodeError, extracts, reads_files, state_of_the_code
from pipelines.ingest import day
from pipelines.ingest.day import FileTask, Limits
from pipelines.schemas import EXTRACT_TABLES
from pipelines.settings import Settings

LANDED = dt.date(2024, 5, 6)


def task(path, n_bytes: int = 0) -> FileTask:
    return FileTask(path, path.name, LANDED, Limits(), n_bytes=n_bytes)


def test_a_worker_reads_files_in_pieces_of_bounded_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(day, "ROWS_AT_ONCE", 2)
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(PAGE)
    tasks = [task(tmp_path / f"{name}.txt") for name in "abc"]
    batch = pa.RecordBatch.from_pydict({"tasks": [pickle.dumps(tasks[:2]), pickle.dumps(tasks[2:])]})
    made = pl.concat(pl.from_arrow(row) for row in reads_files(state_of_the_code())(iter([batch])))
    assert made["number"].to_list() == [0, 1, 0]
    articles = pl.concat(pl.read_ipc(packed) for packed in made["article"])
    refused = pl.concat(pl.read_ipc(packed) for packed in made["quarantine"])
    alone = day.Rows()
    for one in tasks:
        alone.take(day.read_file_task(one))
    assert [frame.to_dicts() for frame in alone.frames()] == [articles.to_dicts(), refused.to_dicts()]
    assert articles["source_uri"].to_list() == ["a.txt", "c.txt"]


def test_a_worker_extracts_the_batches_of_the_embedded_engine_however_spark_cuts_them(source, tmp_path):  # noqa: F811
    rows = pl.read_parquet(source, hive_partitioning=False).to_arrow(compat_level=pl.CompatLevel.oldest())
    cut = rows.combine_chunks().to_batches(max_chunksize=2)
    made = list(extracts(state_of_the_code(), 3)(iter(cut)))
    expected = extract_in_batches(source, tmp_path / "parts", batch_articles=3)
    assert [batch.column("first_version_id")[0].as_py()[:16].lstrip("0") for batch in made] == ["", "3"]
    for table in EXTRACT_TABLES:
        for batch, part in zip(made, expected[table.name], strict=True):
            assert pl.read_ipc(batch.column(table.name)[0].as_py()).equals(pl.read_ipc(part)), table.name


def test_a_worker_with_other_code_refuses_to_work():
    with pytest.raises(
        OtherCodeError, match=r"found the state \w{12} .* expected the driver's, 0123; install the same"
    ):
        next(extracts("0123", 10)(iter([])))


def test_files_are_spread_by_their_bytes_and_no_task_has_too_many(tmp_path):
    sizes = [100, 60, 50, 1, 1, 1]
    tasks = [task(tmp_path / str(number), n_bytes) for number, n_bytes in enumerate(sizes)]
    chunks = chunks_of(tasks, 2)
    assert sorted(sum(one.n_bytes for one in chunk) for chunk in chunks) == [103, 110]
    assert chunks_of([], 8) == []
    assert [len(chunk) for chunk in chunks_of(tasks[:2], 8)] == [1, 1]
    many = [task(tmp_path / "a", n_bytes=1)] * (2 * FILES_A_TASK + 1)
    lengths = [len(chunk) for chunk in chunks_of(many, 1)]
    assert (len(lengths), sum(lengths)) == (3, len(many))
    assert max(lengths) <= FILES_A_TASK


@pytest.mark.parametrize(
    ("told", "kind", "message"),
    [
        (
            "FileNotFoundError: [Errno 2] No such file: 'a.txt'",
            FileNotFoundError,
            r"\[Errno 2\] .* \(on a Spark worker\)",
        ),
        ("ValueError: found 3", ValueError, "found 3"),
        ("polars.exceptions.ComputeError: it broke", EngineError, "a Spark worker failed: ComputeError: it broke"),
    ],
)
def test_an_error_of_a_worker_is_raised_as_without_spark(told, kind, message):
    wrapped = f"Job aborted\norg.apache.spark.PythonException: Traceback (most recent call last):\n  File x\n{told}\n\n\tat java"
    error = as_without_spark(RuntimeError(wrapped))
    assert type(error) is kind
    with pytest.raises(kind, match=message):
        raise error


def test_an_error_of_spark_is_told_in_its_first_line():
    error = as_without_spark(RuntimeError("Job 0 cancelled because SparkContext was shut down\nat java"))
    assert str(error) == "Spark failed: Job 0 cancelled because SparkContext was shut down; see docs/spark.md"


# --- what must be there -----------------------------------------------------------------------------


def test_without_pyspark_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(
        EngineMissingError, match=r"found no PySpark .*pip install 'dateline\[spark\]'.*ENGINE=embedded"
    ):
        engine_of(Settings(data_dir=tmp_path, engine="spark"))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('openjdk version "11.0.2" 2019-01-15', "found Java 11 .*; expected 17"),
        ('java version "1.8.0_292"', "found Java 8 .*; expected 17"),
        ("no such thing", "found no Java .*; expected Java 17"),
    ],
)
def test_without_the_right_java_a_run_says_what_to_do_before_it_lands_anything(tmp_path, monkeypatch, said, message):
    pytest.importorskip("pyspark")
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    with pytest.raises(runner.RunError, match=message):
        runner.run(Settings(data_dir=tmp_path / "data", engine="spark"), [page], LANDED)
    assert not (tmp_path / "data" / "raw").exists()


def test_a_local_session_is_closed_to_other_machines_and_one_elsewhere_is_not(tmp_path):
    local = spark_session.session_settings(Settings(data_dir=tmp_path, spark_conf={"spark.driver.memory": "3g"}))
    assert (local["spark.driver.bindAddress"], local["spark.ui.enabled"]) == ("127.0.0.1", "false")
    assert local["spark.driver.memory"] == "3g"
    there = spark_session.session_settings(Settings(data_dir=tmp_path, spark_master="spark://driver:7077"))
    assert "spark.driver.bindAddress" not in there
    assert spark_session.LOGGING.exists()


def test_folders_of_sessions_that_were_killed_are_cleared_away(tmp_path):
    settings = Settings(data_dir=tmp_path)
    for name in ("1", "999999999", "warehouse"):
        (tmp_path / ".spark" / name / "blockmgr-1").mkdir(parents=True)
    spark_session._clear_local_folders(settings)
    assert sorted(path.name for path in (tmp_path / ".spark").iterdir()) == ["1", "warehouse"]


def test_the_embedded_engine_is_the_one_that_needs_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert isinstance(engine_of(Settings(data_dir=tmp_path)), EmbeddedEngine)


def test_the_command_takes_an_engine_and_says_what_it_lacks(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    arguments = ["backfill", "2024-05-06", "2024-05-06", "--data-dir", str(tmp_path), "--engine"]
    lacking = CliRunner().invoke(app, [*arguments, "spark"])
    assert lacking.exit_code == 1
    assert "found no PySpark" in " ".join(lacking.stderr.split())
    assert CliRunner().invoke(app, [*arguments, "other"]).exit_code == 2
    assert CliRunner(env={"DATELINE_ENGINE": "spark"}).invoke(app, arguments[:-1]).exit_code == 1
    assert CliRunner().invoke(app, arguments[:-1]).exit_code == 3
