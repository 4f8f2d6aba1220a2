"""Engines: who runs the reading of files and the extraction of articles. What is read and how is the same for all.

What belongs here: starting work on processes or machines, and bringing back what it made. What does not: any rule about
a file or a text (ingest, extract), and the order of the steps (steps.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from pipelines.ingest.day import FileTask, Rows
from pipelines.settings import Settings


class EngineError(RuntimeError):
    """An engine can't start, or its work failed. Says what was found, what is expected and what to do."""


class EngineMissingError(EngineError):
    """Something that an engine needs is not installed: no second try mends that."""


class Engine(Protocol):
    """Runs the two steps that take the time of a landing day; the rows are the same whoever does."""

    @property
    def sharers(self) -> int:
        """Among how many processes a large file may be shared."""

    def read_files(self, tasks: list[FileTask]) -> Iterator[Rows]:
        """Read raw files: ingest.day.ReadFiles. Raises OSError, EngineError."""

    def extract(
        self, source: Path, folder: Path, on_progress: Callable[[int], None] | None = None
    ) -> dict[str, list[Path]]:
        """Extract the articles of a Parquet file, which is in the order of version_id, into files in `folder`.

        Gives the parts of each table (Arrow IPC files), which end to end are in the order of the table's key.
        `on_progress` is called with the number of articles done. Raises OSError, EngineError.
        """


def expect_engine(settings: Settings) -> None:
    """Look for what engine and warehouse need, without starting them. Raises EngineMissingError."""
    if "spark" in (settings.engine, settings.warehouse):
        from pipelines.engines.spark_session import expect_spark

        expect_spark()


def engine_of(settings: Settings) -> Engine:
    """The engine that the settings name. Raises EngineMissingError, EngineError where it does not start."""
    if settings.engine == "spark":
        # Imported here: it is an extra, and takes a second.
        from pipelines.engines.spark import SparkEngine

        return SparkEngine(settings)
    from pipelines.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(settings)
