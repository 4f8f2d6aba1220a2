"""The embedded engine: processes of this machine.

What belongs here: when a pool of processes pays. What does not: batches of a day (batches.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pipelines.batches import extract_in_batches
from pipelines.ingest.day import FileTask, Rows, read_file_task
from pipelines.lake import rows_of_a_group
from pipelines.settings import Settings

POOL_FROM = 64
"""Files from which a process pool pays for its start (0.4 s on 2 cores)."""


class EmbeddedEngine:
    """Processes of this machine, `settings.workers` of them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def sharers(self) -> int:
        """As many as there are processes."""
        return self.settings.workers

    def read_files(self, tasks: list[FileTask]) -> Iterator[Rows]:
        """Read files here, or in a pool where there are many or a large one."""
        workers = self.settings.workers
        if workers == 1 or (len(tasks) < POOL_FROM and all(task.parts == 1 for task in tasks)):
            yield from map(read_file_task, tasks)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(read_file_task, tasks, chunksize=8 if len(tasks) >= POOL_FROM else 1)

    def extract(
        self, source: Path, folder: Path, on_progress: Callable[[int], None] | None = None
    ) -> dict[str, list[Path]]:
        """See batches.extract_in_batches."""
        return extract_in_batches(
            source,
            folder,
            batch_articles=rows_of_a_group(source),
            workers=self.settings.workers,
            on_progress=on_progress,
        )
