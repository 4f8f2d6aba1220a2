"""The spark engine against the embedded one: the same files to the same bytes, by the graph that production runs."""

from __future__ import annotations

import gzip
import shutil
from contextlib import suppress
from pathlib import Path

import dagster as dg
import psutil
import pytest
from test_formats import CRAWL
from warehouses import SAMPLE_DAY

from pipelines import steps
from pipelines.assets.lake import lake_assets
from pipelines.ingest import day
from pipelines.ingest.landing import land
from pipelines.lake import partition_file
from pipelines.progress import Silent
from pipelines.schemas import ARTICLE, TABLES
from pipelines.settings import SAMPLE_DIR, Settings

pytestmark = pytest.mark.usefixtures("spark_is_there")

BATCH = 10
"""Articles of a batch: the sample makes several, and Spark more than one task of them."""


def heard(settings: Settings) -> dict[str, dict[str, object]]:
    """Materialise what Spark may make, and give each asset's metadata."""

    class Heard(Silent):
        def advance(self, step: str, done: int, detail: str = "") -> None:
            told.setdefault(step, []).append(done)

    told: dict[str, list[int]] = {}
    assets = [asset for asset in lake_assets(settings, Heard()) if asset.node_def.name != "validate"]
    made = dg.materialize(assets, partition_key=SAMPLE_DAY.isoformat())
    assert made.success
    for step in ("read", "extract"):
        assert told[step] == sorted(told[step]), step
    metadata = {
        "/".join(event.asset_key.path): event.materialization.metadata
        for event in made.get_asset_materialization_events()
    }
    return {name: {key: value.value for key, value in values.items()} for name, values in metadata.items()}


@pytest.fixture(scope="module")
def by_engine(tmp_path_factory: pytest.TempPathFactory, spark_is_there: None) -> dict[str, Settings]:
    """Data folders of the sample and a crawl, read and extracted by each engine."""
    crawl = tmp_path_factory.mktemp("files") / "crawl.warc.gz"
    crawl.write_bytes(b"".join(map(gzip.compress, CRAWL)))
    folders = {}
    for engine in ("embedded", "spark"):
        settings = Settings(
            data_dir=tmp_path_factory.mktemp(engine),
            engine=engine,
            spark_master="local[2]",
            batch_articles=BATCH,
        )
        land([SAMPLE_DIR, crawl], settings.raw_dir, SAMPLE_DAY)
        folders[engine] = settings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day, "LARGE_BYTES", 500)  # the crawl is shared by two tasks
        patch.setattr("pipelines.engines.spark.LOOK_SECONDS", 0.05)
        patch.setattr("pipelines.engines.spark.PIECES_A_CORE", 1)
        patch.setattr("pipelines.engines.spark.ROWS_AT_ONCE", 2)
        for settings in folders.values():
            metadata = heard(settings)
            assert metadata["extract/statement"]["engine"] == metadata["ingest/article"]["engine"] == settings.engine
    yield folders
    from pyspark.sql import SparkSession

    SparkSession.builder.getOrCreate().stop()


def files(settings: Settings) -> dict[str, bytes]:
    """What stands in the folder of candidate tables."""
    folder = steps.candidate_dir(settings)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_both_engines_make_the_same_files_with_the_same_bytes(by_engine):
    embedded, spark = (files(settings) for settings in by_engine.values())
    assert embedded.keys() == spark.keys() == {f"{name}/landed_on={SAMPLE_DAY}/part-0.parquet" for name in TABLES}
    assert [name for name in embedded if embedded[name] != spark[name]] == []


def test_a_day_that_one_engine_made_is_current_for_the_other(by_engine, tmp_path):
    shutil.copytree(by_engine["spark"].data_dir, tmp_path / "data", ignore=shutil.ignore_patterns(".spark"))
    settings = Settings(data_dir=tmp_path / "data")
    assert steps.ingest_day(settings, SAMPLE_DAY).reused
    assert steps.extract_day(settings, SAMPLE_DAY).reused


def test_nothing_of_it_listens_beyond_this_machine(by_engine):
    heard_at = set()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # a worker that ended while it was asked
            heard_at |= {c.laddr.ip for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
    assert heard_at
    assert heard_at <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


def test_a_task_that_fails_is_told_as_without_spark_and_leaves_nothing_half_written(by_engine, monkeypatch):
    settings = by_engine["spark"].model_copy(update={"full_refresh": True})
    before = files(settings)
    (path,) = settings.raw_dir.glob("*/*/derby-report.txt")
    listed = day._tasks
    away = path.with_name(".away")

    def list_then_lose(*arguments):
        tasks = listed(*arguments)
        path.rename(away)
        return tasks

    monkeypatch.setattr(day, "_tasks", list_then_lose)
    try:
        with pytest.raises(FileNotFoundError, match=r"derby-report.txt'? \(on a Spark worker\)"):
            steps.ingest_day(settings, SAMPLE_DAY)
    finally:
        away.rename(path)
    assert files(settings) == before


def test_a_day_without_articles_has_tables_without_rows(by_engine, tmp_path):
    settings = by_engine["spark"].model_copy(update={"data_dir": tmp_path})
    result = steps.extract_day(settings, SAMPLE_DAY)
    assert set(result.rows.values()) == {0}
    assert not list(Path(tmp_path, "candidate").glob(".*"))
    assert partition_file(steps.candidate_dir(settings), ARTICLE, SAMPLE_DAY).exists()
