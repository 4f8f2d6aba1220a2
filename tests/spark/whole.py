"""The spark engine on corpora of real articles, and killed in the middle: `make test-spark`, too long for every change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_parity import files
from warehouses import SAMPLE_DAY, corpora

from pipelines import steps
from pipelines.ingest.landing import land
from pipelines.lake import read_partition
from pipelines.schemas import TABLES
from pipelines.settings import PROJECT_DIR, SAMPLE_DIR, Settings

pytestmark = pytest.mark.usefixtures("spark_is_there")


def made_by(engine: str, data_dir: Path, paths: list[Path], **knobs: object) -> Settings:
    settings = Settings(data_dir=data_dir, engine=engine, spark_master="local[2]", batch_articles=100, **knobs)
    land(paths, settings.raw_dir, SAMPLE_DAY)
    steps.ingest_day(settings, SAMPLE_DAY)
    steps.extract_day(settings, SAMPLE_DAY)
    assert steps.validate_day(settings, SAMPLE_DAY, "run").failures == ()
    return settings


def test_the_lakes_of_real_corpora_are_the_same_row_for_row(tmp_path):
    paths = corpora()
    embedded, spark = (made_by(engine, tmp_path / engine, paths) for engine in ("embedded", "spark"))
    assert files(embedded) == files(spark)
    for table in TABLES.values():
        rows = [read_partition(settings.lake_dir, table, SAMPLE_DAY) for settings in (embedded, spark)]
        assert rows[0].equals(rows[1]), table.name
    assert read_partition(spark.lake_dir, TABLES["article"], SAMPLE_DAY).height > 0


ONE_STEP = """
import datetime as dt
from pipelines import steps
from pipelines.settings import Settings
steps.{step}_day(Settings(), dt.date({day.year}, {day.month}, {day.day}))
"""


@pytest.mark.parametrize("step", ["ingest", "extract"])
def test_a_killed_run_leaves_nothing_half_written_and_the_next_one_ends_it(tmp_path, step):
    settings = Settings(data_dir=tmp_path / "data", batch_articles=5)
    land([SAMPLE_DIR], settings.raw_dir, SAMPLE_DAY)
    if step == "extract":
        steps.ingest_day(settings, SAMPLE_DAY)
    before = files(settings) if steps.candidate_dir(settings).exists() else {}
    environment = {
        "DATELINE_DATA_DIR": str(settings.data_dir),
        "DATELINE_ENGINE": "spark",
        "DATELINE_BATCH_ARTICLES": "5",
        "PYTHONPATH": str(PROJECT_DIR),
    }
    command = [sys.executable, "-c", ONE_STEP.format(step=step, day=SAMPLE_DAY)]
    process = subprocess.Popen(command, env=os.environ | environment)
    blocks = settings.data_dir / ".spark" / str(process.pid)
    while process.poll() is None and not any(blocks.glob("blockmgr-*/*/rdd_*")):
        time.sleep(0.02)
    assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert files(settings) == before
    assert not list((settings.data_dir / "state").glob(f"{step}/*"))
    # Java ends by itself when the process that began it is gone.
    for _ in range(300):
        if not any(blocks.glob("*")):
            break
        time.sleep(0.1)
    assert not list(blocks.glob("*"))
    steps.ingest_day(settings, SAMPLE_DAY)
    steps.extract_day(settings, SAMPLE_DAY)
    whole = made_by("embedded", tmp_path / "whole", [SAMPLE_DIR])
    assert files(settings).keys() == files(whole).keys()
    for table in TABLES.values():
        rows = [read_partition(steps.candidate_dir(each), table, SAMPLE_DAY) for each in (settings, whole)]
        assert rows[0].equals(rows[1]), table.name
