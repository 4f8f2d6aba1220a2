"""Stamps: from which inputs a landing day or the published file was made, so that what is current is left alone.

What belongs here: naming inputs, and writing the name after the work is whole. What does not: the work (steps.py).
A stamp is written last: a run that is killed leaves the old stamp or none, and the next run does the work again.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from pipelines import versions
from pipelines.extract.codebook import seeds_version
from pipelines.lake import landing_days
from pipelines.settings import SEEDS_DIR, Settings


def raw_digest(settings: Settings, landed_on: dt.date) -> str:
    """Digest of a landing day's files. Their folders carry the digest of their content, so names are enough."""
    folder = settings.raw_dir / landed_on.isoformat()
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*") if path.is_file())
    limits = f"{settings.max_file_bytes} {settings.max_article_chars}"
    return versions.digest_of([limits, *(name for name in names if "/." not in f"/{name}")])


def ingest_stamp(settings: Settings, landed_on: dt.date) -> str:
    """Inputs of reading a landing day."""
    return versions.digest_of([raw_digest(settings, landed_on), versions.ingest_version()])


def extract_stamp(settings: Settings, landed_on: dt.date) -> str:
    """Inputs of extracting a landing day."""
    return versions.digest_of([ingest_stamp(settings, landed_on), versions.extract_version(), codebook_version()])


def validate_stamp(settings: Settings, landed_on: dt.date) -> str:
    """Inputs of validating a landing day: all that its lake partitions are made of."""
    return versions.digest_of([extract_stamp(settings, landed_on), versions.validate_version()])


def quality_stamp() -> str:
    """Inputs of the measured quality: the code that reads, the codebook, the gold corpus and how it is scored."""
    return versions.digest_of(
        [versions.ingest_version(), versions.extract_version(), codebook_version(), versions.evaluate_version()]
    )


def warehouse_stamp(settings: Settings) -> str:
    """Inputs of the published file."""
    days = [f"{day}:{validate_stamp(settings, day)}" for day in landing_days(settings.raw_dir)]
    return versions.digest_of([*days, quality_stamp(), versions.warehouse_version()])


def codebook_version() -> str:
    """Version of the seeds as they are on disk."""
    return seeds_version(SEEDS_DIR)


def is_current(settings: Settings, step: str, name: str, stamp: str) -> bool:
    """Was the step's work for `name` (a day, or `all`) done from these inputs?"""
    path = _path(settings, step, name)
    try:
        return bool(json.loads(path.read_text())["stamp"] == stamp)
    except (FileNotFoundError, ValueError, KeyError):
        return False


def set_current(settings: Settings, step: str, name: str, stamp: str) -> None:
    """Say that the step's work for `name` is done from these inputs."""
    path = _path(settings, step, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_text(json.dumps({"stamp": stamp}) + "\n")
    beside.replace(path)


def stale_days(settings: Settings) -> list[dt.date]:
    """Landing days whose lake partitions were not made from today's raw files, code and codebook."""
    return [
        day
        for day in landing_days(settings.raw_dir)
        if not is_current(settings, "validate", day.isoformat(), validate_stamp(settings, day))
    ]


def is_published(settings: Settings) -> bool:
    """Is the published file made from all that has landed, by today's code?"""
    return settings.published_file.exists() and is_current(settings, "publish", "all", warehouse_stamp(settings))


def _path(settings: Settings, step: str, name: str) -> Path:
    return settings.data_dir / "state" / step / f"{name}.json"
