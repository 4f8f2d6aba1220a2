"""Fixtures that several kinds of tests share: a warehouse of the sample corpus, built once for all workers."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from warehouses import SAMPLE_DAY, build

# Before Polars is loaded: a sentence is no work for several threads, and the workers share the processors.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
os.environ["GX_ANALYTICS_ENABLED"] = "false"


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of the sample corpus after the whole way, by the production code path. Read it, don't change it."""
    from pipelines.settings import SAMPLE_DIR

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    data_dir, done = shared / "sample", shared / "sample.done"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build(data_dir, [SAMPLE_DIR], landed_on=SAMPLE_DAY, draws=True)
            done.touch()
    return data_dir
