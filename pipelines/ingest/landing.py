"""Landing: copying files into the immutable raw archive, `<raw>/<landing day>/<sha256[:12]>/<file name>`.

What belongs here: which files are taken, how a copy becomes visible only whole, and emptying the inbox. What does not:
reading files. The same content is kept once, over all days and names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.ingest.withdrawal import withdrawals

UNFINISHED = (".part", ".tmp", ".crdownload", ".swp")
"""Endings of files that somebody is still writing."""

SETTLED_SECONDS = 10.0
"""Age of a file's last change from which nobody writes it any more."""

SECOND_LOOK_SECONDS = 0.5
"""Between two looks at a younger file: it is taken where its size and times stay the same."""

WRITING = "still being written"
CLOSED = "closed to the user who runs Dateline: its sender must open it"
"""One file that its sender closed must not stop what others send; it waits, and the inbox's age is told."""


@dataclass
class LandingReport:
    """What became of each file that was offered."""

    landed: list[Path] = field(default_factory=list)
    redelivered: list[Path] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{len(self.landed)} landed, {len(self.redelivered)} had landed before, {len(self.skipped)} left alone"

    def __iadd__(self, other: LandingReport) -> LandingReport:
        self.landed += other.landed
        self.redelivered += other.redelivered
        self.skipped += other.skipped
        return self


def land(paths: Iterable[Path], raw_dir: Path, landed_on: dt.date) -> LandingReport:
    """Copy files, and the files of folders, into the landing day's folder.

    A file whose content has landed before, on any day and under any name, is a re-delivery and is not copied. Hidden
    files, files still being written, READMEs and what was withdrawn are skipped. Raises FileNotFoundError where a path
    does not exist.
    """
    report = LandingReport()
    withdrawn = {entry.digest: entry for entry in withdrawals(raw_dir)}
    known: set[str] | None = None
    for path in _files(paths):
        if known is None:  # the archive may hold a million files: it is looked through only where something came
            known = {path.parent.name for path in raw_dir.glob("*/*/*") if path.is_file()}
        reason = why_not(path)
        if reason:
            report.skipped.append((path, reason))
            continue
        name = safe_name(path.name)
        try:
            digest = digest_of_file(path)
        except PermissionError:
            report.skipped.append((path, CLOSED))
            continue
        if entry := withdrawn.get(digest):
            report.skipped.append((path, f"withdrawn on {entry.withdrawn_on}: {entry.reason}"))
            continue
        if digest in known:
            report.redelivered.append(path)
            continue
        target = raw_dir / landed_on.isoformat() / digest / name
        if not _copy_whole(path, target, digest):
            report.skipped.append((path, WRITING))
            continue
        known.add(digest)
        report.landed.append(target)
    return report


def archived(raw_dir: Path, path: Path) -> Path:
    """Where the content of a file that has landed stands in the archive. Raises FileNotFoundError."""
    digest = digest_of_file(path)
    found = next((there for there in sorted(raw_dir.glob(f"*/{digest}/*")) if there.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"no such content in {raw_dir}: {path}; land it first")
    return found


def land_inbox(inbox_dir: Path, raw_dir: Path, landed_on: dt.date) -> LandingReport:
    """Move what is complete in the inbox into the archive; what is still being written stays for the next look.

    A re-delivery leaves the inbox too: its content is in the archive. A killed run leaves a file in both places, and
    the next one takes it for a re-delivery: nothing is lost.
    """
    waiting = sorted(path for path in inbox_dir.rglob("*") if path.is_file() and not path.is_symlink())
    settled = settled_files([path for path in waiting if why_not(path) is None])
    report = land([path for path in waiting if path in settled], raw_dir, landed_on)
    for path in waiting:
        if path not in settled:
            report.skipped.append((path, why_not(path) or WRITING))
    left_alone = {path for path, _ in report.skipped}
    for path in sorted(settled - left_alone):
        try:
            path.unlink()
        except PermissionError:  # in a folder that its sender closed: it has landed, and waits to be taken out
            report.skipped.append((path, CLOSED))
    return report


def settled_files(paths: list[Path], now: float | None = None) -> set[Path]:
    """Files that nobody writes: last changed 10 seconds ago or more, or the same at two looks half a second apart.

    `now`: seconds since 1970. The time of the last change is the system's: no uploader can set it back.
    """
    now = time.time() if now is None else now
    first = {path: look for path in paths if (look := _look(path))}
    young = [path for path, (_, _, changed_ns) in first.items() if now - changed_ns / 1e9 < SETTLED_SECONDS]
    if young:
        time.sleep(SECOND_LOOK_SECONDS)
    return first.keys() - {path for path in young if _look(path) != first[path]}


def _look(path: Path) -> tuple[int, int, int] | None:
    """Size, time of the last writing and of the last change; None where the file is gone."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


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


def why_not(path: Path) -> str | None:
    """The reason why a file is left alone, if there is one."""
    if path.name.startswith("."):
        return "hidden file"
    if path.suffix.lower() in UNFINISHED:
        return WRITING
    if path.name.lower().startswith("readme"):
        return "README"
    if path.is_symlink():
        return "symbolic link"
    return None


def digest_of_file(path: Path) -> str:
    """First 12 hex digits of the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:12]


def _copy_whole(source: Path, target: Path, digest: str) -> bool:
    """Copy beside the target, flush to disk, then rename: nobody sees half a file.

    False where the content is no longer that of `digest`: somebody wrote on, and nothing is kept.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside, total = target.with_name(f".{os.getpid()}.tmp"), hashlib.sha256()
    try:
        with source.open("rb") as reader, beside.open("wb") as writer:
            while block := reader.read(1 << 20):
                total.update(block)
                writer.write(block)
            writer.flush()
            os.fsync(writer.fileno())
        if total.hexdigest()[:12] != digest:
            return False
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return True
