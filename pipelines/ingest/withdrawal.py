"""Withdrawals: raw files that must not be read again, because somebody asked for it or a mended copy took their place.

What belongs here: the list `<raw>/withdrawn.jsonl`, and taking the files away. What does not: what follows from it (a
landing day whose files changed is stale, and the next run leaves their rows out of lake and release).

A withdrawal is written down before its file is touched: where a kill comes between, `carry_out` does the rest. What was
withdrawn does not land again, under whatever name. To undo one, delete its line and land the file.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


class WithdrawalError(ValueError):
    """What was named can't be withdrawn; says what was found and what to do."""


@dataclass(frozen=True)
class Withdrawal:
    """One line of the list. `file_uri`: `<first 12 digits of its SHA-256>/<name>`, as in meta and marts."""

    file_uri: str
    landed_on: str
    withdrawn_on: str
    reason: str
    replaced_by: str | None = None
    """The mended copy's file_uri: then the file is kept, hidden, beside its old place."""

    @property
    def digest(self) -> str:
        """First 12 hex digits of the SHA-256 of what was withdrawn."""
        return self.file_uri.split("/", 1)[0]


def list_file(raw_dir: Path) -> Path:
    """The list, inside the archive: whoever keeps a copy of the archive keeps it too."""
    return raw_dir / "withdrawn.jsonl"


def withdrawals(raw_dir: Path) -> list[Withdrawal]:
    """All withdrawals, oldest first. Raises WithdrawalError where a line is none."""
    path = list_file(raw_dir)
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        try:
            found.append(Withdrawal(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise WithdrawalError(
                f"found no withdrawal in line {number} of {path} ({error}); expected one object; mend the line: "
                "without it a text that was taken back could come again"
            ) from None
    return found


def withdraw(
    raw_dir: Path, names: Iterable[str], reason: str, on: dt.date, replaced_by: str | None = None
) -> list[Withdrawal]:
    """Take raw files back: by source_uri or path. Raises WithdrawalError, before anything is done."""
    asked = [entry for name in names for entry in _entries(raw_dir, name, reason, on, replaced_by)]
    known = {(entry.file_uri, entry.landed_on) for entry in withdrawals(raw_dir)}
    new = [entry for entry in asked if (entry.file_uri, entry.landed_on) not in known]
    with list_file(raw_dir).open("a") as handle:
        handle.writelines(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in new)
        handle.flush()
        os.fsync(handle.fileno())
    carry_out(raw_dir)
    return new


def carry_out(raw_dir: Path) -> None:
    """Take away what is on the list and still there; what a mended copy replaced is hidden instead."""
    for entry in withdrawals(raw_dir):
        path = raw_dir / entry.landed_on / entry.file_uri
        if entry.replaced_by is None:
            path.unlink(missing_ok=True)
        elif path.exists():
            path.rename(path.with_name(f".{path.name}"))


def _entries(raw_dir: Path, name: str, reason: str, on: dt.date, replaced_by: str | None) -> Iterable[Withdrawal]:
    file_uri, _, record = name.partition("#")
    if record:
        raise WithdrawalError(
            f"found {name}, a record of a file of several; expected a file: land a copy of {file_uri} without it, and "
            f"withdraw {file_uri}"
        )
    file_uri = "/".join(Path(file_uri).parts[-2:])
    paths = [path for path in sorted(raw_dir.glob("*/*/*")) if "/".join(path.parts[-2:]) == file_uri]
    if not paths:
        raise WithdrawalError(
            f"found no raw file {name}; expected a source_uri as meta.quarantine and marts.fct_article_version have "
            f"it, or a path below {raw_dir}"
        )
    return [Withdrawal(file_uri, path.parts[-3], on.isoformat(), reason, replaced_by) for path in paths]
