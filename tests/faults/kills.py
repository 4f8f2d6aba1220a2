"""Kill -9 at random moments of a run, a hundred times: `make test-faults`, or `python tests/faults/kills.py --kills 100`.

A release of half the files stands; runs that bring the other half are killed. After each kill the published file must
open and hold the rows of one of the two releases, and nothing half-written may have a name that anyone reads. A run
that ends before its kill must give the rows of an undisturbed run; then all begins again from the first release.
Moments are drawn uniformly over the length of an undisturbed run, from a seed; half of the kills take the run's
children with them, as a power cut does, half leave dbt alive for a while.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from warehouses import SAMPLE_DAY, build, differing, rows_of

from pipelines.lake import is_readable
from pipelines.settings import SAMPLE_DIR, Settings

FIRST = ["ap-baidoa-hotel-siege.html", "archive-list.json"]
THEN = ["feed-newsapi.jsonl", "broken-empty.txt", "kyiv-grid-strike-wire.txt"]
STAGES = (
    ("published", "published/.dateline.*.duckdb"),
    ("modelled", "warehouse/dbt/run_results.json"),
    ("validated", "state/validate/*.json"),
    ("extracted", "state/extract/*.json"),
    ("read", "state/ingest/*.json"),
)


def start(data_dir: Path) -> subprocess.Popen[bytes]:
    """A run over all files, in a process group of its own."""
    inputs = [str(SAMPLE_DIR / name) for name in FIRST + THEN]
    options = ["--data-dir", str(data_dir), "--landed-on", SAMPLE_DAY.isoformat()]
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "run", *inputs, *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def kill(process: subprocess.Popen[bytes], *, with_children: bool) -> None:
    """SIGKILL, which nothing can catch."""
    if with_children:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def stage_of(data_dir: Path, begun: float) -> str:
    """How far a run that began at `begun` (seconds since the epoch) has come: the last thing that it wrote."""
    for stage, pattern in STAGES:
        if any(path.stat().st_mtime >= begun for path in data_dir.glob(pattern)):
            return stage
    return "nothing yet"


def half_written(data_dir: Path) -> list[str]:
    """Files under a name that somebody reads which can't be read, or which are somebody's scratch."""
    bad = []
    for path in data_dir.rglob("*"):
        below = path.relative_to(data_dir)
        if not path.is_file() or any(part.startswith(".") for part in below.parts):
            continue
        if below.parts[0] in ("candidate", "lake", "published") and path.suffix == ".parquet":
            whole = is_readable(path)
        elif below.parts[0] == "state":
            whole = "stamp" in json.loads(path.read_text())
        else:
            whole = not path.name.endswith(".tmp")
        if not whole:
            bad.append(str(below))
    return bad


def main() -> int:
    """Kill, look, run on; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=25, help="Stop counting after this time, and say so.")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    home = Path(tempfile.mkdtemp(prefix="dateline-kills-"))
    base, data_dir = home / "base", home / "killed"
    try:
        build(base, [SAMPLE_DIR / name for name in FIRST])
        shutil.copytree(base, data_dir, symlinks=True)
        begun = time.monotonic()
        if start(data_dir).wait():
            print("an undisturbed run failed")
            return 1
        length = time.monotonic() - begun
        before, after = rows_of(base), rows_of(data_dir)
        print(f"an undisturbed run takes {length:.0f} s", flush=True)
        shutil.rmtree(data_dir)
        shutil.copytree(base, data_dir, symlinks=True)
        stages: collections.Counter[str] = collections.Counter()
        n_whole, faults = 0, []
        until = time.monotonic() + options.minutes * 60
        while stages.total() < options.kills and time.monotonic() < until:
            delay, with_children = chance.uniform(0, length), chance.random() < 0.5
            began, process = time.time(), start(data_dir)
            try:
                code = process.wait(timeout=delay)
            except subprocess.TimeoutExpired:
                stage = stage_of(data_dir, began)
                kill(process, with_children=with_children)
                stages[stage] += 1
                faults += [f"after a kill ({stage}): {name} is half-written" for name in half_written(data_dir)]
                found = rows_of(data_dir)
                if found not in (before, after):
                    faults.append(f"after a kill ({stage}): the published file has the rows of neither release")
                if not Settings(data_dir=data_dir).published_dir.joinpath("parquet").is_dir():
                    faults.append(f"after a kill ({stage}): the Parquet files are gone")
                print(f"{stages.total()} killed after {delay:.1f} s: {stage}", flush=True)
                continue
            n_whole += 1
            if code:
                faults.append(f"a run after kills ended with {code}")
            faults += [f"{name}: {n} rows differ" for name, n in differing(after, rows_of(data_dir)).items()]
            shutil.rmtree(data_dir)
            shutil.copytree(base, data_dir, symlinks=True)
        if start(data_dir).wait() or differing(after, rows_of(data_dir)):
            faults.append("the last run is not the undisturbed one")
        print(f"{stages.total()} kills ({dict(stages)}), {n_whole + 1} runs that were let to their end")
        print("\n".join(faults) or "no fault found")
        return 1 if faults else 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
