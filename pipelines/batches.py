"""Extraction of a landing day in batches that bound memory, by several processes where that pays.

What belongs here: cutting a day into batches, running them, and laying their parts end to end. What does not: what is
extracted (extract/engine.py), and what a day's folder is called (lake.py).

A batch is a run of article texts in the order of version_id, and every table's key begins with it: parts laid end to
end are in the order of the key, whatever the size of the batches or the number of processes.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.lake import n_rows, write_tables
from pipelines.schemas import EXTRACT_TABLES
from pipelines.settings import SEEDS_DIR, environment

POOL_FROM = 4_000
"""Articles from which processes of their own pay for their start (1.5 s of processor time each)."""


def articles_of_a_batch(words: pl.Series, batch_words: int, most: int) -> int:
    """How many articles of a day have `batch_words` words together, on average: 1 to `most`.

    What a batch takes in memory goes by its words; what it pays once, 0.6 s of processor time, does not. `words` are
    those of each of the day's articles.
    """
    return max(1, min(most, batch_words * words.len() // max(int(words.cast(pl.Int64).sum()), 1)))


@dataclass(frozen=True)
class _Task:
    source: Path
    start: int
    n_articles: int
    target: Path


def extract_in_batches(
    source: Path,
    folder: Path,
    *,
    batch_articles: int,
    workers: int = 1,
    on_progress: Callable[[int], None] | None = None,
) -> dict[str, list[Path]]:
    """Extract all articles of a Parquet file, which is in the order of version_id.

    Writes the parts of each table (Arrow IPC files) into `folder` and returns them in order; memory holds the batches
    that are being extracted, not the day. `on_progress` is called with the number of articles done. An error in a
    batch is raised here, with its process's traceback.
    """
    n_articles = n_rows(source)
    starts = range(0, max(n_articles, 1), batch_articles)
    tasks = [
        _Task(source, start, min(batch_articles, n_articles - start), folder / f"{number:06d}")
        for number, start in enumerate(starts)
    ]
    parts: dict[str, list[Path]] = {table.name: [] for table in EXTRACT_TABLES}
    done = 0
    for task, written in zip(tasks, _run(tasks, workers if n_articles >= POOL_FROM else 1), strict=True):
        for name, path in written.items():
            parts[name].append(path)
        done += task.n_articles
        if on_progress:
            on_progress(done)
    return parts


def _run(tasks: list[_Task], workers: int) -> Iterator[dict[str, Path]]:
    """Run tasks and give what they wrote, in their order."""
    if workers == 1 or len(tasks) == 1:
        yield from map(_extract_task, tasks)
        return
    # Spawned, since a forked copy of polars' threads hangs; one polars thread each, since the processes fill the cores.
    with environment({"POLARS_MAX_THREADS": "1"}):
        pool = ProcessPoolExecutor(min(workers, len(tasks)), mp_context=multiprocessing.get_context("spawn"))
        with pool:
            yield from pool.map(_extract_task, tasks)


def _extract_task(task: _Task) -> dict[str, Path]:
    """Extract one batch and write its tables."""
    articles = pl.scan_parquet(task.source, hive_partitioning=False).slice(task.start, task.n_articles)
    return write_tables(task.target, extract(articles, Codebook.load(SEEDS_DIR)))
