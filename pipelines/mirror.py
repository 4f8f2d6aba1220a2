"""A mirror of the data folder at an fsspec address, which is read there, and from which another machine starts.

What belongs here: sending what changed of lake, release and stamps, and fetching all of it. What does not: raw files
(ingest/archive.py keeps those the same on both sides), and what is made again of the lake (candidates, the build file).

`mirror.json` there names every file with its size and digest. It is written after the files that it names, and before
those that it names no longer are deleted: what is fetched is what one mirror sent, or is refused.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from pipelines.ingest.archive import sync
from pipelines.ingest.remote import RemoteError, fetching, reaching, send
from pipelines.settings import Settings
from pipelines.stamps import is_whole, recorded

FOLDERS = ("lake", "published", "state")
"""In the order in which they are fetched: a stamp is there after what it is about."""
MANIFEST = "mirror.json"
_NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/[^./\\\x00-\x1f][^/\\\x00-\x1f]*)+")
"""A file below these folders: nothing else is sent or fetched, whatever the list says."""


@dataclass(frozen=True)
class Mirrored:
    """How many files were sent or fetched, were there already, and were deleted there."""

    moved: int = 0
    kept: int = 0
    deleted: int = 0


def mirror(settings: Settings, url: str) -> Mirrored:
    """Make the address the same as the data folder. Raises RemoteError, WithdrawalError, FileNotFoundError."""
    if not settings.lake_dir.exists():
        raise FileNotFoundError(
            f"no lake in {settings.data_dir}; `dateline run` makes one, `dateline restore` gets one"
        )
    sync(settings.raw_dir, _raw_url(settings, url))
    with reaching(url):
        fs, root = fsspec.core.url_to_fs(url)
        there = _manifest(fs, root) or {}
        here = {name: path for path in _files(settings) if _NAME.fullmatch(name := _name(settings, path))}
        kept = {name for name, path in here.items() if name in there and is_whole(path, there[name])}
        made = {name: there[name] if name in kept else recorded(path) for name, path in here.items()}
        for name in sorted(made.keys() - kept):
            send(fs, here[name], f"{root}/{name}")
        gone = sorted(there.keys() - made.keys())
        if gone or len(kept) < len(made):
            fs.pipe_file(f"{root}/{MANIFEST}", json.dumps(made, indent=1, sort_keys=True).encode())
        for name in gone:
            if _NAME.fullmatch(name) and fs.exists(f"{root}/{name}"):
                fs.rm_file(f"{root}/{name}")
    return Mirrored(len(made) - len(kept), len(kept), len(gone))


def restore(settings: Settings, url: str) -> Mirrored:
    """Fetch all of a mirror into a data folder without another lake or release; a second call ends what was cut off.

    Raises RemoteError, WithdrawalError, and FileExistsError where a file of another content is in its place.
    """
    with reaching(url):
        fs, root = fsspec.core.url_to_fs(url)
        there = _manifest(fs, root)
    if there is None:
        raise RemoteError(f"found no {MANIFEST} at the address; expected a mirror: `dateline mirror` makes one")
    names = sorted(name for name in there if _NAME.fullmatch(name))
    kept = {name for name in names if (settings.data_dir / name).exists()}
    for name in sorted(kept):
        if not is_whole(settings.data_dir / name, there[name]):
            raise FileExistsError(
                f"found another {name} in {settings.data_dir} than in the mirror; restore into an empty data folder"
            )
    sync(settings.raw_dir, _raw_url(settings, url))
    with reaching(url):
        for name in names:
            if name not in kept:
                _fetch(fs, f"{root}/{name}", settings.data_dir / name, there[name])
    return Mirrored(len(names) - len(kept), len(kept))


def _raw_url(settings: Settings, url: str) -> str:
    """Where raw files are kept: at their own address, if there is one, else beside the mirror."""
    return settings.archive_url or f"{url.rstrip('/')}/raw"


def _files(settings: Settings) -> list[Path]:
    files = (path for folder in FOLDERS for path in (settings.data_dir / folder).rglob("*"))
    return sorted(path for path in files if path.is_file() and not path.is_symlink())


def _name(settings: Settings, path: Path) -> str:
    return path.relative_to(settings.data_dir).as_posix()


def _manifest(fs: Any, root: str) -> dict[str, dict[str, Any]] | None:
    """Size and digest of the files there by name; None where there is no mirror."""
    fs.invalidate_cache()
    address = f"{root}/{MANIFEST}"
    return json.loads(fs.cat_file(address)) if fs.exists(address) else None


def _fetch(fs: Any, source: str, target: Path, made: dict[str, Any]) -> None:
    """One file, visible only whole. Raises RemoteError where its content is not the one that the list says."""
    with fetching(fs, source, target) as beside:
        if not is_whole(beside, made):
            raise RemoteError(
                f"found another content of {target.name} at the address than its list says: a mirror is at work there, "
                "or was cut off; let it end, and restore again"
            )
        if target.suffix == ".duckdb":
            beside.chmod(0o444)
