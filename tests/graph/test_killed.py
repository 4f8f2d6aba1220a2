"""Kill -9 in the middle, again and again, then run: the same tables as an undisturbed run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from warehouses import SAMPLE_DAY, build, differing, lend_measurement, rows_of

from pipelines.settings import SAMPLE_DIR

FILES = ["ap-baidoa-hotel-siege.html", "archive-list.json", "feed-newsapi.jsonl", "broken-empty.txt"]
STAGES = {
    "extracted": "candidate/casualty_claim/*/*.parquet",
    "modelling": "warehouse/build.duckdb",
    "publishing": "published/.dateline.*.duckdb",
}
"""What is there when a stage has just been reached, below the data folder."""


def _start(data_dir: Path, inputs: list[Path]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipelines.cli", "run", *map(str, inputs)]
    options = ["--data-dir", str(data_dir), "--landed-on", SAMPLE_DAY.isoformat()]
    return subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _kill_when(process: subprocess.Popen[bytes], data_dir: Path, pattern: str) -> bool:
    """Kill the process at the first sight of a file; False where it ended before."""
    while process.poll() is None:
        if any(data_dir.glob(pattern)):
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return True
        time.sleep(0.002)
    return False


def test_killed_at_every_stage_then_run_gives_the_tables_of_an_undisturbed_run(tmp_path):
    inputs = [SAMPLE_DIR / name for name in FILES]
    build(tmp_path / "undisturbed", inputs)

    data_dir = tmp_path / "killed"
    lend_measurement(data_dir)
    for stage, pattern in STAGES.items():
        assert _kill_when(_start(data_dir, inputs), data_dir, pattern), f"the run ended before it was {stage}"
        assert not (data_dir / "published" / "dateline.duckdb").exists()
    process = _start(data_dir, inputs)
    assert process.wait() == 0
    assert differing(rows_of(tmp_path / "undisturbed"), rows_of(data_dir)) == {}
    assert sorted(path.name for path in (data_dir / "published").iterdir()) == [
        "dateline.duckdb",
        "parquet",
        "report",
        "validation",
    ]
