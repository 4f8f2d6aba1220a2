"""Fixtures that several kinds of tests share: a warehouse of the sample corpus, built once for all workers."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warehouses import SAMPLE_DAY, build

# Before Polars is loaded: a sentence is no work for several threads, and the workers share the processors.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
os.environ["GX_ANALYTICS_ENABLED"] = "false"


ON_ONE_WORKER = {"tests/graph/test_growing.py", "tests/spark/test_parity.py"}
"""Files whose tests share a fixture of minutes: one worker makes it, and begins with it."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As `--dist loadgroup`, by files: xdist 3.8 marks groups in a way that pytest 9.2 passes over."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFiles(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            return file if file in ON_ONE_WORKER else nodeid

    return ByFiles(config, log)


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


@pytest.fixture
def memory() -> Iterator[Any]:
    """fsspec's file system in memory, empty again at the end."""
    import fsspec

    fs = fsspec.filesystem("memory")
    yield fs
    fs.store.clear()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """S3 as moto plays it on this machine, with a bucket `drop`."""
    import fsspec
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test", "DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    fs = fsspec.filesystem("s3", skip_instance_cache=True)
    fs.mkdir("drop")
    yield fs
    fs.invalidate_cache()
    fs.rm("drop", recursive=True)  # what moto keeps, it keeps for the process
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    server.stop()
