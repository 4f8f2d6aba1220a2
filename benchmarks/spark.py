"""What Apache Spark costs and gives on one machine: `python -m benchmarks.spark --articles 4000`.

The same feeds (whole_way.py) are read and extracted by the embedded engine with one and with two processes, and by
Spark on one core and on two, each in a process of its own, one after another. A small day goes before, so that Java,
the workers and the codebook are there: what that takes is shown by itself, and no part of the rest. Processor seconds
are those of all processes together, Java's too: what Spark adds to an article holds on a busy machine, wall seconds do
not.

What belongs here: measuring. What does not: a threshold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.whole_way import write_feeds
from pipelines import steps
from pipelines.ingest.landing import land
from pipelines.settings import SAMPLE_DIR, Settings

WARM, DAY = dt.date(2024, 1, 20), dt.date(2024, 1, 21)
RUNS = (("embedded", 1), ("spark", 1), ("embedded", 2), ("spark", 2))


@dataclass
class Measured:
    """One engine on so many cores. Triples are wall seconds, processor seconds, and those of them that are Java's."""

    engine: str
    cores: int
    n_articles: int
    start: tuple[float, float, float]
    """Of the small day: Java, workers, codebook."""
    read: tuple[float, float, float]
    extract: tuple[float, float, float]
    peak_mib: float
    digest: str
    """Of all that was made."""


def processor_seconds() -> tuple[float, float]:
    """Of this process and all that it began, those that ended too; and of those Java's own."""
    spent = [(process, _times(process)) for process in _processes()]
    java = sum(sum(times[:2]) for process, times in spent if _is_java(process))
    return sum(sum(times[:4]) for _, times in spent), java


def _is_java(process: psutil.Process) -> bool:
    try:
        return process.name() == "java"
    except psutil.Error:
        return False


def _processes() -> list[psutil.Process]:
    return [psutil.Process(), *psutil.Process().children(recursive=True)]


def _times(process: psutil.Process) -> tuple[float, ...]:
    try:
        return tuple(process.cpu_times())
    except psutil.Error:
        return (0.0,)


def _memory() -> float:
    """MiB that all processes hold, what they share counted once each."""
    total = 0
    for process in _processes():
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total / 2**20


def _timed(work: Callable[[], Any]) -> tuple[float, float, float]:
    wall, (processor, java) = time.monotonic(), processor_seconds()
    work()
    passed, (all_of_it, of_java) = time.monotonic() - wall, processor_seconds()
    return passed, all_of_it - processor, of_java - java


def measure(engine: str, cores: int, feeds: Path, folder: Path, batch_articles: int) -> Measured:
    """Read and extract a small day and then the feeds, in this process."""
    settings = Settings(
        data_dir=folder,
        engine=engine,
        workers=cores,
        spark_master=f"local[{cores}]",
        batch_articles=batch_articles,
    )
    land([SAMPLE_DIR], settings.raw_dir, WARM)
    land([feeds], settings.raw_dir, DAY)

    def small_day() -> None:
        in_pieces = settings.model_copy(update={"batch_articles": 10})  # so that each worker has some
        steps.ingest_day(in_pieces, WARM)
        steps.extract_day(in_pieces, WARM)

    start = _timed(small_day)
    read = _timed(lambda: steps.ingest_day(settings, DAY))
    extract = _timed(lambda: steps.extract_day(settings, DAY))
    n_articles = steps.ingest_day(settings, DAY).rows["article"]
    made = hashlib.sha256()
    for file in sorted(steps.candidate_dir(settings).rglob("*.parquet")):
        made.update(file.read_bytes())
    return Measured(engine, cores, n_articles, start, read, extract, _memory(), made.hexdigest()[:12])


def _elsewhere(engine: str, cores: int, feeds: Path, options: argparse.Namespace) -> Measured:
    """Run one measurement in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.spark", "--measure", engine, "--cores", str(cores)]
        command += ["--feeds", str(feeds), "--folder", folder, "--batch", str(options.batch)]
        environment = os.environ | {"POLARS_MAX_THREADS": "1"}
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    return Measured(**json.loads(output.splitlines()[-1]))


def show(runs: list[Measured]) -> None:
    """Print the table, and what it says."""
    print("| engine | cores | start s | read s | extract s | articles/s | peak MiB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for run in runs:
        triples = (run.start, run.read, run.extract)
        seconds = (f"{wall:.1f} ({processor:.1f}, {java:.1f})" for wall, processor, java in triples)
        rate = run.n_articles / (run.read[0] + run.extract[0])
        print(f"| {run.engine} | {run.cores} | {' | '.join(seconds)} | {rate:,.0f} | {run.peak_mib:,.0f} |")
    print("\nSeconds are wall seconds and, in brackets, processor seconds of all processes, and of Java's.\n")
    of = {(run.engine, run.cores): run for run in runs}
    for cores in (1, 2):
        embedded, spark = of["embedded", cores], of["spark", cores]
        for step in ("read", "extract"):
            with_it, without = getattr(spark, step)[1], getattr(embedded, step)[1]
            more = (with_it - without) / spark.n_articles * 1e3
            of_java = getattr(spark, step)[2] / spark.n_articles * 1e3
            print(
                f"- {step}, {cores} core(s): Spark takes {more:+.2f} ms an article ({with_it / without - 1:+.0%}) of "
                f"processor time more than embedded; Java itself takes {of_java:.2f} ms."
            )
    for engine in ("embedded", "spark"):
        for step in ("read", "extract"):
            one, two = getattr(of[engine, 1], step), getattr(of[engine, 2], step)
            print(f"- {step}, {engine}, from 1 core to 2: {one[0] / two[0]:.2f} times as fast (wall).")
    print(f"- All made the same bytes: {'yes' if len({run.digest for run in runs}) == 1 else 'NO'}.")


def main() -> None:
    """Measure all four, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000, help="records of the feeds")
    parser.add_argument("--batch", type=int, default=500, help="articles of a batch")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--feeds", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measured = measure(options.measure, options.cores, options.feeds, options.folder, options.batch)
        print(json.dumps(asdict(measured)))
        return
    load = os.getloadavg()[0]
    print(f"{options.articles:,} records; {os.cpu_count()} processors, {load:.1f} processes waiting for them before.\n")
    with tempfile.TemporaryDirectory() as folder:
        feeds = Path(folder) / "feeds"
        write_feeds(feeds, options.articles)
        show([_elsewhere(engine, cores, feeds, options) for engine, cores in RUNS])


if __name__ == "__main__":
    main()
