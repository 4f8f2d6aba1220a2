"""Stamps: from which inputs a landing day or the published file was made, so that what is current is left alone.

What belongs here: naming inputs, and writing the name after the work is whole. What does not: the work (steps.py).
A stamp is written last: a run that is killed leaves the old stamp or none, and the next run does the work again.
It also holds size and digest of the files that were made, so that a damaged one is found and made again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines import versions
from pipelines.extract.codebook import seeds_version
from pipelines.files import written_whole
from pipelines.lake import landing_days
from pipelines.settings import SEEDS_DIR, Settings


def raw_digest(settings: Settings, landed_on: dt.date) -> str:
    """Digest of a landing day's files. Their folders carry the digest of their content, so names are enough."""
    folder = settings.raw_dir / landed_on.isoformat()
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*") if path.is_file())
    limits = (
        f"{settings.max_file_bytes} {settings.max_article_chars} {settings.max_bundle_bytes} "
        f"{settings.max_bundle_members}"
    )
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
    days = [f"{day}:{validate_stamp(settings, day)}" for day in known_days(settings)]
    return versions.digest_of([*days, quality_stamp(), versions.warehouse_version()])


def build_stamp(settings: Settings) -> str:
    """What the build file is made by, and where: its views name the lake's files by their whole path."""
    return versions.digest_of([versions.build_version(), str(settings.data_dir.resolve())])


def report_stamp(settings: Settings) -> str:
    """Inputs of the report: those of the published file, and the code that draws it."""
    return versions.digest_of([warehouse_stamp(settings), versions.report_version()])


def codebook_version() -> str:
    """Version of the seeds as they are on disk."""
    return seeds_version(SEEDS_DIR)


def is_current(settings: Settings, step: str, name: str, stamp: str, *, thoroughly: bool = False) -> bool:
    """Was the step's work for `name` (a day, or `all`) done from these inputs, and is what it made still whole?

    A file is whole where size and time are as recorded, or size and digest; `thoroughly`: size and digest.
    """
    try:
        known = json.loads(_path(settings, step, name).read_text())
        return known["stamp"] == stamp and all(
            is_whole(settings.data_dir / path, made, thoroughly) for path, made in known.get("files", {}).items()
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return False


def set_current(settings: Settings, step: str, name: str, stamp: str, files: Iterable[Path] = ()) -> None:
    """Say that the step's work for `name` is done from these inputs, and that it made these files."""
    made = {str(file.relative_to(settings.data_dir)): recorded(file) for file in files}
    path = _path(settings, step, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as beside:
        beside.write_text(json.dumps({"stamp": stamp, "files": made}) + "\n")


def forget(settings: Settings, landed_on: dt.date) -> None:
    """Let a landing day be read, extracted and validated anew."""
    for step in ("ingest", "extract", "validate"):
        forget_step(settings, step, landed_on.isoformat())


def forget_step(settings: Settings, step: str, name: str) -> None:
    """Let one step's work for `name` be done anew."""
    _path(settings, step, name).unlink(missing_ok=True)


def recorded(file: Path) -> dict[str, Any]:
    """Size, time and digest of a file, by which it is known again."""
    stat = file.stat()
    return {"bytes": stat.st_size, "modified_ns": stat.st_mtime_ns, "sha256": _sha256(file)}


def is_whole(file: Path, made: dict[str, Any], thoroughly: bool = False) -> bool:
    """Is a file the one that was recorded: by size and time, or size and digest? Raises FileNotFoundError."""
    stat = file.stat()
    if stat.st_size != made["bytes"]:
        return False
    return (not thoroughly and stat.st_mtime_ns == made["modified_ns"]) or _sha256(file) == made["sha256"]


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def known_days(settings: Settings) -> list[dt.date]:
    """Landing days that have a folder in the raw archive or a partition in the lake, in order."""
    of_lake = (path.name.removeprefix("landed_on=") for path in (settings.lake_dir / "document").glob("landed_on=*"))
    return sorted({*landing_days(settings.raw_dir), *map(dt.date.fromisoformat, of_lake)})


def stale_days(settings: Settings, *, since: dt.date | None = None, thoroughly: bool = False) -> list[dt.date]:
    """Landing days whose lake partitions were not made from today's raw files, code and codebook, or are damaged.

    `since`: only this landing day and later ones are looked at. `thoroughly`: partitions are read and compared with
    their recorded digests (1 to 2 GB a second).
    """
    return [
        day
        for day in known_days(settings)
        if (since is None or day >= since)
        and not is_current(settings, "validate", day.isoformat(), validate_stamp(settings, day), thoroughly=thoroughly)
    ]


def is_published(settings: Settings) -> bool:
    """Is the published file made from all that has landed, by today's code?"""
    return settings.published_file.exists() and is_current(settings, "publish", "all", warehouse_stamp(settings))


def is_reported(settings: Settings) -> bool:
    """Was the report drawn from the published file of today, by today's code?"""
    return settings.report_file.exists() and is_current(settings, "report", "all", report_stamp(settings))


def _path(settings: Settings, step: str, name: str) -> Path:
    return settings.data_dir / "state" / step / f"{name}.json"
