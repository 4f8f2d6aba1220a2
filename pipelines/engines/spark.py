"""The spark engine: reading and extraction as tasks of Apache Spark, on this machine or many.

What belongs here: cutting a landing day into Spark's tasks, and bringing back what they made. What does not: the
session (spark_session.py), and what a task does (spark_worker.py).

Workers read raw files where the driver sees them (a folder that all machines share); articles come to them through
Spark, which reads the candidate table. They write nothing. What they made stays on their disks until the driver takes
it, one Spark task's at a time: memory holds what is being worked on, not the day.
"""

from __future__ import annotations

import builtins
import heapq
import pickle
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl

from pipelines.engines import EngineError
from pipelines.engines.spark_session import spark_session
from pipelines.engines.spark_worker import EXTRACTED, READ, TASKS, extracts, reads_files, state_of_the_code
from pipelines.ingest.day import FileTask, Rows
from pipelines.lake import n_rows, rows_of_a_group
from pipelines.schemas import EXTRACT_TABLES
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pyspark import StatusTracker
    from pyspark.sql import DataFrame, Row, SparkSession

TASKS_A_CORE = 4
"""Spark tasks of files for each core: who is done early takes another."""

BYTES_A_TASK = 64 * 1024**2
"""Of files; more Spark tasks are made where there are more: how many cores a cluster will have is not known before."""

PIECES_A_CORE = 8
"""Spark tasks of extraction for each core; more where each would have more than ROWS_AT_ONCE batches."""

ROWS_AT_ONCE = 16
"""Frames of a Spark task that the driver takes at once: some 100 MB of articles."""

FILES_A_TASK = 1_000
"""Most files of one Spark task: what is read again where a machine is lost."""

LOOK_SECONDS = 0.5
"""Between two looks at how far Spark is."""


class SparkEngine:
    """Tasks of Apache Spark. Raises EngineMissingError, EngineError where Spark does not start."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Of its own: what is set for it holds for no other work in the same Spark.
        self.spark: SparkSession = spark_session(settings).newSession()
        for name, value in {
            "spark.sql.session.timeZone": "UTC",
            # Plans of one step, and bytes that are packed already: there is nothing to compile, to adapt, to pack.
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.inMemoryColumnarStorage.compressed": "false",
        }.items():
            self.spark.conf.set(name, value)

    @property
    def sharers(self) -> int:
        """As many as there are cores."""
        return int(self.spark.sparkContext.defaultParallelism)

    def read_files(self, tasks: list[FileTask]) -> Iterator[Rows]:
        """Read files in Spark tasks of about the same bytes. Raises OSError, EngineError."""
        n_chunks = max(self.sharers * TASKS_A_CORE, sum(task.n_bytes for task in tasks) // BYTES_A_TASK)
        chunks = [bytearray(pickle.dumps(chunk)) for chunk in chunks_of(tasks, n_chunks)]
        if not chunks:
            return
        each = self.spark.sparkContext.parallelize([(chunk,) for chunk in chunks], len(chunks))
        made = self.spark.createDataFrame(each, TASKS).mapInArrow(reads_files(state_of_the_code()), READ)
        told = 0
        with _kept(made):
            for share in self._shares_done(made):
                rows = Rows()
                rows.n_tasks, told = int(share * len(tasks)) - told, int(share * len(tasks))
                yield rows
            for row in _taken(made):
                rows = Rows()
                rows.done.append((pl.read_ipc(bytes(row.article)), pl.read_ipc(bytes(row.quarantine))))
                yield rows

    def extract(
        self, source: Path, folder: Path, on_progress: Callable[[int], None] | None = None
    ) -> dict[str, list[Path]]:
        """Extract batches of articles, each a row group of `source`, where Spark reads them. Raises EngineError."""
        n_articles = n_rows(source)
        batch_articles = rows_of_a_group(source)
        self._cut_by_batches(source.stat().st_size, n_articles, batch_articles)
        work = extracts(state_of_the_code(), batch_articles)
        made = self.spark.read.parquet(str(source)).mapInArrow(work, EXTRACTED)
        parts: list[tuple[str, dict[str, Path]]] = []
        with _kept(made):
            for share in self._shares_done(made):
                if on_progress:
                    on_progress(int(share * n_articles))
            for number, row in enumerate(_taken(made)):
                written = {table.name: folder / f"{number:06d}-{table.name}.arrow" for table in EXTRACT_TABLES}
                for name, path in written.items():
                    path.write_bytes(row[name])
                parts.append((row.first_version_id, written))
        # Spark gives a file's pieces in no promised order.
        parts.sort(key=lambda part: part[0])
        return {table.name: [written[table.name] for _, written in parts] for table in EXTRACT_TABLES}

    def _cut_by_batches(self, n_bytes: int, n_articles: int, batch_articles: int) -> None:
        """Have Spark cut the next file into pieces of at least a batch, and a few pieces a core.

        It cuts by bytes, and a row group goes to the piece that has its middle: batches stay whole.
        """
        n_batches = max(n_articles // batch_articles, 1)
        n_pieces = min(n_batches, max(self.sharers * PIECES_A_CORE, n_batches // ROWS_AT_ONCE))
        for name, value in {
            "spark.sql.execution.arrow.maxRecordsPerBatch": batch_articles,
            "spark.sql.files.maxPartitionBytes": n_bytes // n_pieces + 1,
            "spark.sql.files.minPartitionNum": n_pieces,
            "spark.sql.files.openCostInBytes": 0,
        }.items():
            self.spark.conf.set(name, str(value))

    def _shares_done(self, made: DataFrame) -> Iterator[float]:
        """Compute a frame that is kept, and say now and then what share of its Spark tasks is done.

        Whoever stops listening stops the work. An error of a worker is raised here as it would be without Spark.
        """
        context, group = self.spark.sparkContext, f"dateline-{uuid4()}"
        failed: list[Exception] = []

        def compute() -> None:
            context.setJobGroup(group, "dateline", interruptOnCancel=True)
            try:
                made.count()
            except Exception as error:
                failed.append(error)

        thread = threading.Thread(target=compute, daemon=True)
        thread.start()
        done = 0.0
        try:
            while thread.is_alive():
                thread.join(LOOK_SECONDS)
                done = max(done, _share(context.statusTracker(), group))
                yield done
        finally:
            if thread.is_alive():
                context.cancelJobGroup(group)
                thread.join()
        if failed:
            raise as_without_spark(failed[0]) from failed[0]
        yield 1.0


def chunks_of(tasks: list[FileTask], n: int) -> list[list[FileTask]]:
    """Tasks in about n lists of about the same bytes, none longer than FILES_A_TASK and none empty."""
    n_chunks = min(len(tasks), max(n, -(-len(tasks) // FILES_A_TASK)))
    chunks: list[list[FileTask]] = [[] for _ in range(n_chunks)]
    loads = [(0, 0, number) for number in range(n_chunks)]
    for task in sorted(tasks, key=lambda task: -task.n_bytes):
        n_bytes, n_files, number = heapq.heappop(loads)
        chunks[number].append(task)
        if n_files + 1 < FILES_A_TASK:
            heapq.heappush(loads, (n_bytes + task.n_bytes, n_files + 1, number))
    return chunks


@contextmanager
def _kept(made: DataFrame) -> Iterator[None]:
    """Keep what a frame gives on the workers' disks, until it is taken: it is computed once."""
    from pyspark import StorageLevel

    made.persist(StorageLevel.DISK_ONLY)
    try:
        yield
    finally:
        made.unpersist()


def _taken(made: DataFrame) -> Iterator[Row]:
    """Rows of a frame that is kept: Spark hands a task's over at once, so that they are asked for some at a time."""
    last = made.agg({"number": "max"}).collect()[0][0]
    for first in range(0, (-1 if last is None else last) + 1, ROWS_AT_ONCE):
        some = made.where(made.number.between(first, first + ROWS_AT_ONCE - 1)) if last >= ROWS_AT_ONCE else made
        yield from some.toLocalIterator()


def _share(tracker: StatusTracker, group: str) -> float:
    """What share of the tasks of a group's largest stage is done."""
    jobs = [job for job in map(tracker.getJobInfo, tracker.getJobIdsForGroup(group)) if job]
    stages = [stage for job in jobs for stage in map(tracker.getStageInfo, job.stageIds) if stage]
    largest = max(stages, key=lambda stage: stage.numTasks, default=None)
    return largest.numCompletedTasks / largest.numTasks if largest and largest.numTasks else 0.0


def as_without_spark(error: Exception) -> Exception:
    """The error of a worker as its own kind, where Python has it; EngineError for any other, and for Spark's own."""
    told = str(error)
    of_worker = told.rpartition("Traceback (most recent call last):")[2] if "Traceback (most recent" in told else ""
    if not (found := re.search(r"^(?:\w+\.)*(\w+): (.*)$", of_worker, re.MULTILINE)):
        return EngineError(f"Spark failed: {told.splitlines()[0] if told else type(error).__name__}; see docs/spark.md")
    kind = getattr(builtins, found[1], None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        return kind(f"{found[2]} (on a Spark worker)")
    return EngineError(f"a Spark worker failed: {found[1]}: {found[2]}")
