"""Landing: copying files into the immutable raw archive, `<raw>/<landing day>/<sha256[:12]>/<file name>`.

What belongs here: which files are taken, and how a copy becomes visible only whole. What does not: reading them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.ingest.withdrawal import withdrawals

UNFINISHED = (".part", ".tmp", ".crdownload", ".swp")
"""Endings of files that somebody is still writing."""


@dataclass
class LandingReport:
    """What became of each file that was offered."""

    landed: list[Path] = field(default_factory=list)
    redelivered: list[Path] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)


def land(paths: Iterable[Path], raw_dir: Path, landed_on: dt.date) -> LandingReport:
    """Copy files, and the files of folders, into the landing day's folder.

    A file whose name and content have landed before, on any day, is a re-delivery and is not copied. Hidden files,
    files still being written, READMEs and what was withdrawn are skipped. Raises FileNotFoundError where a path does
    not exist.
    """
    report = LandingReport()
    withdrawn = {entry.digest: entry for entry in withdrawals(raw_dir)}
    known = {(path.parent.name, path.name) for path in raw_dir.glob("*/*/*") if path.is_file()}
    for path in _files(paths):
        reason = _why_not(path)
        if reason:
            report.skipped.append((path, reason))
            continue
        name = safe_name(path.name)
        digest = _digest(path)
        if entry := withdrawn.get(digest):
            report.skipped.append((path, f"withdrawn on {entry.withdrawn_on}: {entry.reason}"))
            continue
        if (digest, name) in known:
            report.redelivered.append(path)
            continue
        target = raw_dir / landed_on.isoformat() / digest / name
        _copy_whole(path, target)
        known.add((digest, name))
        report.landed.append(target)
    return report


def safe_name(name: str) -> str:
    """A file name without separators, control characters or a leading dot, in UTF-8; at most 200 characters."""
    name = os.fsencode(name).decode("utf-8", "replace")
    clean = re.sub(r"[\x00-\x1f\x7f/\\]+", "_", name).lstrip(".") or "unnamed"
    return clean if len(clean) <= 200 else clean[:100] + clean[-100:]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files in order of their path; folders are walked."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.is_file():
            yield path
        else:
            raise FileNotFoundError(f"no such file or folder: {path}; give a file or a folder of raw articles")


def _why_not(path: Path) -> str | None:
    """The reason why a file is left alone, if there is one."""
    if path.name.startswith("."):
        return "hidden file"
    if path.suffix.lower() in UNFINISHED:
        return "still being written"
    if path.name.lower().startswith("readme"):
        return "README"
    if path.is_symlink():
        return "symbolic link"
    return None


def _digest(path: Path) -> str:
    """First 12 hex digits of the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:12]


def _copy_whole(source: Path, target: Path) -> None:
    """Copy beside the target, flush to disk, then rename: nobody sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{os.getpid()}.tmp")
    try:
        with source.open("rb") as reader, beside.open("wb") as writer:
            while block := reader.read(1 << 20):
                writer.write(block)
            writer.flush()
            os.fsync(writer.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
