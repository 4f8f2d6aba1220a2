"""The whole way at several sizes, by stage: `python -m benchmarks.whole_way 1000 10000 100000`

Feeds of so many records (corpus.py) are landed, read, extracted, validated, modelled and published by `dateline run`
in a process of its own. As in real feeds, of a hundred records five are another outlet's copy, two another version,
and one is cut off. Shown: processor seconds of each stage and what they grow by (the exponent between the smallest and
the largest size; 1 is linear), articles and MB of raw file a second, peak memory of all processes together, bytes
written and bytes on disk, and how many stories were made and found. Costs at scale are reckoned of what `--save` keeps
(scale.py): of several runs the one that others disturbed least.

What belongs here: measuring. What does not: a threshold; a loaded machine must not fail a build.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb
import psutil

from benchmarks.corpus import SEED, stories
from benchmarks.measured import keep, measured
from pipelines.journal import journal_file
from pipelines.settings import Settings

LANDED_ON = "2024-01-20"
OUTLETS = 40
RECORDS_A_FILE = 10_000
SHARES = {"copy": 0.05, "version": 0.02, "cut off": 0.01}
"""Of all records: another outlet's copy, another version of the same address, a line that was cut off."""


RECENT = 10_000
"""Records before one among which its original is."""


@dataclass
class Stage:
    """What one step of a run took; bytes are those that all processes gave the system to write."""

    wall: float = 0.0
    processor: float = 0.0
    peak_bytes: int = 0
    written: int = 0


@dataclass
class Measured:
    """One run of the whole way."""

    n_articles: int
    """Records of the feeds."""
    n_bytes: int = 0
    """Of the feeds."""
    stories_made: int = 0
    stories_found: int = 0
    whole: Stage = field(default_factory=Stage)
    stages: dict[str, Stage] = field(default_factory=dict)
    """By step of the journal, in order."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes by folder of the data folder, and of the published file alone."""


def write_feeds(folder: Path, n: int) -> int:
    """JSON lines of n records, the same for the same n; returns the number of stories that whole records tell."""
    folder.mkdir(parents=True)
    dice = random.Random(SEED)
    recent: list[tuple[int, dict[str, str]]] = []
    told: set[int] = set()
    lines: list[str] = []
    for number, made in enumerate(stories(n)):
        story, record = (
            number,
            {
                "title": made["headline"],
                "text": made["body"],
                "url": f"https://outlet-{number % OUTLETS:02}.example/world/{number}",
                "published": f"2024-01-{15 + number % 5:02}T{number % 24:02}:00:00Z",
            },
        )
        chance = dice.random()
        if recent and chance < SHARES["copy"]:
            story, earlier = dice.choice(recent)
            record = earlier | {"url": record["url"], "published": record["published"]}
        elif recent and chance < SHARES["copy"] + SHARES["version"]:
            story, earlier = dice.choice(recent)
            more = earlier["text"] + "\n\n" + record["text"][:300]
            record = earlier | {"published": record["published"], "text": more}
        line = json.dumps(record)
        if dice.random() < SHARES["cut off"]:
            lines.append(line[: len(line) // 2])
        else:
            lines.append(line)
            told.add(story)
        if len(recent) < RECENT:
            recent.append((story, record))
        else:
            recent[number % RECENT] = (story, record)
        if len(lines) == RECORDS_A_FILE or number == n - 1:
            (folder / f"feed-{number // RECORDS_A_FILE:04}.jsonl").write_text("\n".join(lines) + "\n")
            lines = []
    return len(told)


def measure(n: int, folder: Path) -> Measured:
    """Run the whole way over n records in an empty folder, and read what each step took."""
    measured = Measured(n, stories_made=write_feeds(folder / "feeds", n))
    measured.n_bytes = _size(folder / "feeds")
    settings = Settings(data_dir=folder / "data")
    command = [sys.executable, "-m", "pipelines.cli", "run", str(folder / "feeds"), "--data-dir"]
    # Into a file: a pipe that nobody reads would stop a run that says much.
    with tempfile.TemporaryFile() as said:
        process = psutil.Popen(
            [*command, str(settings.data_dir), "--landed-on", LANDED_ON], stdout=subprocess.DEVNULL, stderr=said
        )
        looks = [Look(time.time(), 0.0, 0, 0)]
        while process.poll() is None:
            looks.append(_look(process, looks[-1]))
            time.sleep(0.1)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"dateline run over {n} articles failed:\n{said.read().decode()[-2000:]}")
    measured.whole = between(looks, looks[0].at, looks[-1].at)
    begun: dict[str, float] = {}
    for line in journal_file(settings).read_text().splitlines():
        event = json.loads(line)
        at = dt.datetime.fromisoformat(event["at"]).timestamp()
        if event["event"] == "step started":
            begun[event["step"]] = at
        elif event["event"] == "step ended":
            measured.stages[event["step"]] = between(looks, begun[event["step"]], at)
    for part in ("raw", "candidate", "lake", "warehouse", "published"):
        measured.sizes[f"{part}/"] = _size(settings.data_dir / part)
    measured.sizes["dateline.duckdb"] = settings.published_file.stat().st_size
    with duckdb.connect(str(settings.published_file), read_only=True) as connection:
        (measured.stories_found,) = connection.execute("select count(*) from marts.fct_story").fetchall()[0]
    return measured


def _size(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Look:
    """What a process and those it began have taken until a moment; memory: what they hold at that moment."""

    at: float
    processor: float
    memory: int
    written: int


def _look(process: psutil.Popen, last: Look) -> Look:
    """Sums over the processes that live; a parent's counts hold those of the children that it has seen end."""
    processor, memory, written = 0.0, 0, 0
    for one in [process, *_children(process)]:
        try:
            processor += sum(one.cpu_times()[:4])
            memory += one.memory_info().rss
            written += one.io_counters().write_bytes
        except psutil.Error:
            continue
    # A child that ends between two questions is counted at the next look.
    return Look(time.time(), max(processor, last.processor), memory, max(written, last.written))


def _children(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def between(looks: list[Look], start: float, end: float) -> Stage:
    """What was taken between two moments, each as of the first look after it."""
    first, last = _at(looks, start), _at(looks, end)
    inside = looks[looks.index(first) : looks.index(last) + 1]
    return Stage(
        end - start,
        last.processor - first.processor,
        max(look.memory for look in inside),
        last.written - first.written,
    )


def _at(looks: list[Look], moment: float) -> Look:
    return next((look for look in looks if look.at >= moment), looks[-1])


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float | None:
    """What a time grows by: log of its ratio over log of the ratio of sizes; None where it is too short to tell."""
    if small[1] < 0.05 or large[1] < 0.05 or small[0] == large[0]:
        return None
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def show(runs: list[Measured]) -> None:
    """Print the tables as Markdown: processor seconds by size, then all that is known of the largest run."""
    print(f"\n| processor seconds | {' | '.join(f'{run.n_articles:,}' for run in runs)} | grows by |")
    print(f"|---|{'--:|' * (len(runs) + 1)}")

    def row(name: str, values: list[float]) -> None:
        power = exponent((runs[0].n_articles, values[0]), (runs[-1].n_articles, values[-1]))
        print(f"| {name} | {' | '.join(f'{v:,.1f}' for v in values)} | {'–' if power is None else f'{power:.2f}'} |")

    largest = runs[-1]
    for step in largest.stages:
        row(step, [run.stages.get(step, Stage()).processor for run in runs])
    row("all", [run.whole.processor for run in runs])
    row("*all, wall seconds*", [run.whole.wall for run in runs])
    print(
        f"\n{largest.n_articles:,} records, {largest.n_bytes / 1e6:,.1f} MB:\n\n"
        "| stage | wall s | processor s | articles/s | MB/s | peak MiB | MB written |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for name, stage in {**largest.stages, "all": largest.whole}.items():
        wall = max(stage.wall, 1e-3)
        print(
            f"| {name} | {stage.wall:,.1f} | {stage.processor:,.1f} | {largest.n_articles / wall:,.0f} | "
            f"{largest.n_bytes / 1e6 / wall:,.1f} | {stage.peak_bytes / 2**20:,.0f} | {stage.written / 1e6:,.1f} |"
        )
    print("\n| bytes an article | " + " | ".join(f"{run.n_articles:,}" for run in runs) + " |")
    print(f"|---|{'--:|' * len(runs)}")
    for part in largest.sizes:
        print(f"| {part} | " + " | ".join(f"{run.sizes[part] / run.n_articles:,.0f}" for run in runs) + " |")
    for run in runs:
        print(f"\n{run.n_articles:,} records: {run.stories_made:,} stories made, {run.stories_found:,} found.")


def main() -> None:
    """Measure the sizes given, smallest first, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of records")
    parser.add_argument("--folder", type=Path, help="where to work; by default a temporary folder, cleared away")
    parser.add_argument("--keep", action="store_true", help="leave the data folders in --folder")
    parser.add_argument(
        "--save",
        action="store_true",
        help="keep it in measured.json, where it took less processor time than what is there",
    )
    options = parser.parse_args()
    if options.keep and not options.folder:
        parser.error("found --keep without --folder; expected the folder in which to keep")
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    runs = []
    for n in sorted(options.sizes):
        if options.keep:
            runs.append(measure(n, options.folder / str(n)))
        else:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                runs.append(measure(n, Path(folder)))
        print(f"{n:,} records: {runs[-1].whole.wall:,.0f} s", file=sys.stderr)
    show(runs)
    if options.save:
        kept = measured().get("whole_way", {})
        for run in runs:
            before = kept.get(str(run.n_articles))
            if before is None or run.whole.processor < before["whole"]["processor"]:
                keep("whole_way", {str(run.n_articles): asdict(run)})


if __name__ == "__main__":
    main()
