"""Files and folders that nobody sees half made.

What belongs here: the two ways in which work is done beside its place. What does not: what is written (lake.py,
stamps.py, ingest/, publish/), and the published file and its folders, which readers hold open (publish/serving.py).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it takes the target's place at the end, or is gone where that failed."""
    beside = target.with_name(f".{os.getpid()}.tmp")
    try:
        yield beside
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def empty_folder(path: Path) -> Iterator[Path]:
    """A folder to work in, empty, and gone at the end; a run that was killed may have left its own there."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
