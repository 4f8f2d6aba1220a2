"""The archive at an fsspec address: raw files are kept there too, and fetched from there where they are missing here.

What belongs here: making the two the same. What does not: landing (landing.py), and who may write there.

Files are named by their content and never change, so that sets of names are enough. The list of withdrawals is joined
from both sides: what was taken back on one machine leaves the address, and comes back on none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from pipelines.files import written_whole
from pipelines.ingest.landing import digest_of_file
from pipelines.ingest.remote import RemoteError, fetching, reaching, send
from pipelines.ingest.withdrawal import carry_out, list_file, withdrawals

_NAME = re.compile(r"\d{4}-\d\d-\d\d/(?P<digest>[0-9a-f]{12})/[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,199}")
"""`<landing day>/<digest>/<file name>`: nothing else is sent or fetched, whatever stands at the address."""


@dataclass(frozen=True)
class Synced:
    """How many files were sent, fetched and, as withdrawn, deleted there."""

    sent: int = 0
    fetched: int = 0
    deleted: int = 0


def sync(raw_dir: Path, url: str) -> Synced:
    """Make the archive here and at its address the same. Raises RemoteError, WithdrawalError."""
    raw_dir.mkdir(parents=True, exist_ok=True)
    with reaching(url):
        fs, root = fsspec.core.url_to_fs(url)
        _join_withdrawals(raw_dir, fs, f"{root}/{list_file(raw_dir).name}")
    carry_out(raw_dir)
    gone = {f"{entry.landed_on}/{entry.file_uri}": entry for entry in withdrawals(raw_dir)}
    with reaching(url):
        there = _there(fs, root)
        here = {name: path.stat().st_size for path in raw_dir.glob("*/*/*") if (name := _name(raw_dir, path))}
        sent = [name for name, size in here.items() if there.get(name) != size and name not in gone]
        for name in sorted(sent):
            send(fs, raw_dir / name, f"{root}/{name}")
        fetched = sorted(there.keys() - here.keys() - gone.keys())
        for name in fetched:
            _fetch(fs, f"{root}/{name}", raw_dir / name)
        deleted = [name for name, entry in gone.items() if name in there and entry.replaced_by is None]
        for name in deleted:
            fs.rm_file(f"{root}/{name}")
    return Synced(len(sent), len(fetched), len(deleted))


def _name(raw_dir: Path, path: Path) -> str | None:
    name = path.relative_to(raw_dir).as_posix()
    return name if path.is_file() and not path.is_symlink() and _NAME.fullmatch(name) else None


def _there(fs: Any, root: str) -> dict[str, int]:
    """Names and sizes of the raw files at the address."""
    fs.invalidate_cache()
    found = fs.find(root, detail=True) if fs.exists(root) else {}
    sizes = {path.removeprefix(root).strip("/"): int(info.get("size") or 0) for path, info in found.items()}
    return {name: size for name, size in sizes.items() if _NAME.fullmatch(name)}


def _fetch(fs: Any, source: str, target: Path) -> None:
    """One file, visible only whole. Raises RemoteError where its content is not the one that its name says."""
    with fetching(fs, source, target) as beside:
        if digest_of_file(beside) != target.parent.name:
            raise RemoteError(
                f"found another content at the address than the name of {target.name} says ({target.parent.name}); "
                "delete it there and send the file again from a backup"
            )


def _join_withdrawals(raw_dir: Path, fs: Any, address: str) -> None:
    """The list of both sides, on both."""
    file = list_file(raw_dir)
    here = file.read_text().splitlines() if file.exists() else []
    fs.invalidate_cache()
    there = fs.cat_file(address).decode().splitlines() if fs.exists(address) else []
    joined = list({_key(line): line for line in [*there, *here]}.values())
    text = "".join(f"{line}\n" for line in joined)
    if len(joined) > len(here):
        with written_whole(file) as beside:
            beside.write_text(text)
    if len(joined) > len(there):
        fs.makedirs(address.rsplit("/", 1)[0], exist_ok=True)
        fs.pipe_file(address, text.encode())


def _key(line: str) -> str:
    """What a withdrawal is about; a line that is none stands for itself, and is complained of where it is read."""
    try:
        entry = json.loads(line)
        return f"{entry['landed_on']}/{entry['file_uri']}"
    except (ValueError, KeyError, TypeError):
        return line
