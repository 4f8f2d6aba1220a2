"""The whole way at several sizes, by stage: `python -m benchmarks.whole_way 1000 10000 100000`

Feeds of so many articles (corpus.py) are landed, read, extracted, validated, modelled and published by `dateline run`
in a process of its own. As in real feeds, of a hundred records five are another outlet's copy, two another version,
and one is cut off. Shown: wall seconds of each stage and what they grow by (the exponent between the smallest and the
largest size; 1 is linear), articles a second, processor seconds, peak memory of all processes together, bytes on disk.

What belongs here: measuring. What does not: a threshold; a loaded machine must not fail a build.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.corpus import SEED, articles
from pipelines.journal import journal_file
from pipelines.settings import Settings

LANDED_ON = "2024-01-20"
OUTLETS = 40
RECORDS_A_FILE = 10_000
SHARES = {"copy": 0.05, "version": 0.02, "cut off": 0.01}
"""Of all records: another outlet's copy, another version of the same address, a line that was cut off."""


@dataclass
class Measured:
    """One run of the whole way."""

    n_articles: int
    seconds: float = 0.0
    processor_seconds: float = 0.0
    peak_bytes: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    """Wall seconds by step of the journal, in order."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes by folder of the data folder."""


def write_feeds(folder: Path, n: int) -> None:
    """JSON lines of n records, the same for the same n."""
    folder.mkdir(parents=True)
    dice = random.Random(SEED)
    written: list[dict[str, str]] = []
    lines: list[str] = []
    for number, (headline, body) in enumerate(articles(n).select("headline", "body").iter_rows()):
        record = {
            "title": headline,
            "text": body,
            "url": f"https://outlet-{number % OUTLETS:02}.example/world/{number}",
            "published": f"2024-01-{15 + number % 5:02}T{number % 24:02}:00:00Z",
        }
        chance = dice.random()
        if written and chance < SHARES["copy"]:
            record = dice.choice(written) | {"url": record["url"], "published": record["published"]}
        elif written and chance < SHARES["copy"] + SHARES["version"]:
            earlier = dice.choice(written)
            record = earlier | {"published": record["published"], "text": earlier["text"] + "\n\n" + body[:300]}
        line = json.dumps(record)
        lines.append(line if dice.random() >= SHARES["cut off"] else line[: len(line) // 2])
        if len(written) < RECORDS_A_FILE:
            written.append(record)
    for start in range(0, n, RECORDS_A_FILE):
        text = "\n".join(lines[start : start + RECORDS_A_FILE]) + "\n"
        (folder / f"feed-{start // RECORDS_A_FILE:04}.jsonl").write_text(text)


def measure(n: int, folder: Path) -> Measured:
    """Run the whole way over n articles in an empty folder, and read how long each step took."""
    write_feeds(folder / "feeds", n)
    settings = Settings(data_dir=folder / "data")
    measured = Measured(n)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "pipelines.cli",
        "run",
        str(folder / "feeds"),
        "--data-dir",
        str(settings.data_dir),
    ]
    before = os.times()
    process = psutil.Popen([*command, "--landed-on", LANDED_ON], stdout=subprocess.DEVNULL)
    while process.poll() is None:
        measured.peak_bytes = max(measured.peak_bytes, _memory(process))
        time.sleep(0.1)
    after = os.times()
    if process.returncode:
        raise SystemExit(f"dateline run over {n} articles ended with {process.returncode}; run it by hand to see why")
    measured.seconds = time.monotonic() - started
    measured.processor_seconds = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    for line in journal_file(settings).read_text().splitlines():
        event = json.loads(line)
        if event["event"] == "step ended":
            measured.stages[event["step"]] = measured.stages.get(event["step"], 0.0) + event["seconds"]
    for part in ("raw", "candidate", "lake", "warehouse", "published"):
        files = (settings.data_dir / part).rglob("*")
        measured.sizes[part] = sum(path.stat().st_size for path in files if path.is_file())
    return measured


def _memory(process: psutil.Popen) -> int:
    """Bytes that the process and those it began hold for themselves: what they share is counted once each."""
    total = 0
    for one in [process, *_children(process)]:
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total


def _children(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float | None:
    """What a time grows by: log of its ratio over log of the ratio of sizes; None where it is too short to tell."""
    if small[1] < 0.05 or large[1] < 0.05 or small[0] == large[0]:
        return None
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def show(runs: list[Measured]) -> Table:
    """A row a stage, a column a size."""
    table = Table(title=f"The whole way, {os.cpu_count()} processors")
    table.add_column("stage")
    for run in runs:
        table.add_column(f"{run.n_articles:,}", justify="right")
    table.add_column("grows by", justify="right")

    def row(name: str, values: list[float], unit: str, *, grows: bool = True) -> None:
        first, last = (runs[0].n_articles, values[0]), (runs[-1].n_articles, values[-1])
        power = exponent(first, last) if grows else None
        shown = [f"{value:,.1f} {unit}" for value in values]
        table.add_row(name, *shown, "–" if power is None else f"{power:.2f}")

    steps = [step for step in runs[-1].stages if any(run.stages.get(step, 0.0) >= 0.05 for run in runs)]
    for step in steps:
        row(step, [run.stages.get(step, 0.0) for run in runs], "s")
    table.add_section()
    row("wall time", [run.seconds for run in runs], "s")
    row("processor time", [run.processor_seconds for run in runs], "s")
    row("articles a second", [run.n_articles / run.seconds for run in runs], "", grows=False)
    row("peak memory", [run.peak_bytes / 2**20 for run in runs], "MiB")
    for part in runs[-1].sizes:
        row(f"{part}/", [run.sizes[part] / 2**20 for run in runs], "MiB")
    return table


def main() -> None:
    """Measure the sizes given, smallest first, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of articles")
    parser.add_argument("--folder", type=Path, help="where to work; by default a temporary folder, cleared away")
    options = parser.parse_args()
    console = Console()
    runs = []
    for n in sorted(options.sizes):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder, console.status(f"{n:,} articles"):
            runs.append(measure(n, Path(folder)))
        console.print(f"{n:,} articles: {runs[-1].seconds:,.0f} s")
    console.print(show(runs))


if __name__ == "__main__":
    main()
