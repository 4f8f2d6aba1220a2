"""A drop zone that is not on this machine: any fsspec address (`s3://bucket/inbox`, `sftp://host/in`, `gs://…`).

What belongs here: listing, telling what is complete, fetching it to a place beside the archive, where landing.py
takes it up, and how any one file is sent or fetched whole. What does not: credentials, which each library reads from
its own environment.

An object leaves the drop zone after its copy is in the archive, and only where it is still the one that was fetched.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from pipelines.files import empty_folder, written_whole
from pipelines.ingest import landing
from pipelines.ingest.landing import LandingReport, land, safe_name, why_not

BATCH_BYTES = 1024**3
"""Bytes that are fetched before they land: the disk needs room for twice as many."""

_WHEN = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")
_MARKS = ("size", "ETag", "etag", "md5Hash", *_WHEN)


class RemoteError(OSError):
    """An address that can't be listed or read; says what was found and what to do."""


@dataclass(frozen=True)
class Waiting:
    """One object of the drop zone. `mark` changes when it is written anew; `modified`: UTC, naive, if it is told."""

    path: str
    size: int
    modified: dt.datetime | None
    mark: tuple[str, ...]

    @property
    def name(self) -> Path:
        """Its file name."""
        return Path(self.path.rsplit("/", 1)[-1])


def is_address(text: str) -> bool:
    """Is this an fsspec address, and no path?"""
    return "://" in text


def waiting(url: str) -> list[Waiting]:
    """All objects below an address, or the one of it, in order of their path. Raises RemoteError."""
    with reaching(url):
        return _look(*fsspec.core.url_to_fs(url))


def land_address(
    url: str, raw_dir: Path, landed_on: dt.date, *, is_inbox: bool, now: dt.datetime | None = None
) -> LandingReport:
    """Fetch what is complete below an address into the landing day's folder.

    `is_inbox`: what has landed, or had landed before, leaves the address; else it is only copied. `now`: UTC, naive.
    Raises RemoteError, and FileNotFoundError where there is nothing below an address that is no inbox.
    """
    report = LandingReport()
    with reaching(url):
        fs, root = fsspec.core.url_to_fs(url)
        found = _look(fs, root)
    if not found and not is_inbox:
        raise FileNotFoundError(f"no such file or folder: {url}; give a file or a folder of raw articles")
    taken = [one for one in found if why_not(one.name) is None]
    with reaching(url):
        settled = _settled(taken, lambda: _look(fs, root), now or dt.datetime.now(dt.UTC).replace(tzinfo=None))
    report.skipped += [(Path(one.path), why_not(one.name) or landing.WRITING) for one in found if one not in settled]
    for batch in _batches(settled):
        with empty_folder(raw_dir.parent / ".landing") as folder:
            fetched = {}
            with reaching(url):
                for number, one in enumerate(batch):
                    copy = folder / str(number) / safe_name(one.name.name)
                    copy.parent.mkdir()
                    fs.get_file(one.path, str(copy))
                    if copy.stat().st_size == one.size and _mark(fs, one.path) == one.mark:
                        fetched[copy] = one
                    else:
                        report.skipped.append((Path(one.path), landing.WRITING))
            landed = land(fetched, raw_dir, landed_on)
            report.landed += landed.landed
            report.redelivered += [Path(fetched[copy].path) for copy in landed.redelivered]
            report.skipped += [(Path(fetched[copy].path), why) for copy, why in landed.skipped]
            left_alone = {copy for copy, _ in landed.skipped}
            with reaching(url):
                for copy in fetched if is_inbox else ():
                    if copy not in left_alone:
                        fs.rm_file(fetched[copy].path)
    return report


def _look(fs: Any, root: str) -> list[Waiting]:
    fs.invalidate_cache()
    found = fs.find(root, detail=True) if fs.exists(root) else {}
    return [_entry(path, info) for path, info in sorted(found.items()) if info.get("type") == "file"]


def _entry(path: str, info: dict[str, Any]) -> Waiting:
    when = next((info[key] for key in _WHEN if info.get(key) is not None), None)
    if isinstance(when, int | float):
        when = dt.datetime.fromtimestamp(when, dt.UTC)
    elif isinstance(when, str):
        when = dt.datetime.fromisoformat(when)
    if isinstance(when, dt.datetime) and when.tzinfo:
        when = when.astimezone(dt.UTC).replace(tzinfo=None)
    modified = when if isinstance(when, dt.datetime) else None
    return Waiting(path, int(info.get("size") or 0), modified, tuple(str(info.get(key)) for key in _MARKS))


def _mark(fs: Any, path: str) -> tuple[str, ...]:
    """The mark of an object as it is now; () where it is gone."""
    return next((one.mark for one in _look(fs, path)), ())


def _settled(found: list[Waiting], look: Callable[[], list[Waiting]], now: dt.datetime) -> list[Waiting]:
    """Objects that nobody writes: last changed 10 seconds ago or more, or the same at two looks."""
    old = dt.timedelta(seconds=landing.SETTLED_SECONDS)
    young = [one for one in found if one.modified is None or now - one.modified < old]
    if not young:
        return found
    time.sleep(landing.SECOND_LOOK_SECONDS)
    again = set(look())
    return [one for one in found if one not in young or one in again]


def _batches(found: list[Waiting]) -> Iterator[list[Waiting]]:
    batch: list[Waiting] = []
    for one in found:
        if batch and sum(each.size for each in batch) + one.size > BATCH_BYTES:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Whatever the library of an address says, as a RemoteError that says what to do; it names no credentials."""
    scheme = url.split("://", 1)[0]
    try:
        yield
    except RemoteError:
        raise
    except ImportError as error:
        raise RemoteError(
            f"found no library for {scheme}:// ({error}); install it, as in `pip install s3fs`"
        ) from error
    except Exception as error:
        told = str(error).splitlines()[0] if str(error) else ""
        raise RemoteError(
            f"could not use the address {scheme}://… ({type(error).__name__}: {told}); check it, the network, and the "
            "credentials in the environment of its library"
        ) from error


def send(fs: Any, file: Path, address: str) -> None:
    """One file, its folder made where there is none."""
    fs.makedirs(address.rsplit("/", 1)[0], exist_ok=True)
    fs.put_file(str(file), address)


@contextmanager
def fetching(fs: Any, address: str, target: Path) -> Iterator[Path]:
    """One file under another name, to be looked at: it gets its own, whole, where nothing is raised within."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(target) as beside:
        fs.get_file(address, str(beside))
        yield beside
