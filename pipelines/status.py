"""Where an installation stands, as plain numbers: for `dateline status`, a monitor, or a test.

What belongs here: gathering. What does not: showing (console.py), and what is too old (docs/operations.md).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb

import pipelines
from pipelines import journal, stamps, versions
from pipelines.ingest import landing, remote
from pipelines.publish.serving import reading
from pipelines.quarantine import rejects
from pipelines.settings import Settings


def status(settings: Settings, now: dt.datetime) -> dict[str, Any]:
    """Backlog, freshness, last runs, quarantine, sizes and versions. `now`: UTC, naive.

    `published` is None before the first release. Hours are counted to `now`, bytes are those of the files.
    """
    waiting = _waiting(settings, now)
    rows = rejects(settings)
    counted = rows.group_by("reason").len().sort(["len", "reason"], descending=[True, False])
    return {
        "backlog": {
            "inbox_files": len(waiting),
            "inbox_bytes": sum(size for size, _ in waiting),
            "oldest_hours": max((hours for _, hours in waiting), default=None),
            "stale_days": [day.isoformat() for day in stamps.stale_days(settings)],
        },
        "published": _published(settings, now),
        "runs": journal.last_runs(settings),
        "quarantine": dict(counted.iter_rows()),
        "bytes": {
            name: sum(path.stat().st_size for path in _files(settings.data_dir / name))
            for name in ("raw", "candidate", "lake", "warehouse", "published")
        },
        "versions": {
            "dateline": pipelines.__version__,
            "code": versions.release_code_version(),
            "codebook": stamps.codebook_version(),
            "duckdb": duckdb.__version__,
        },
    }


def _waiting(settings: Settings, now: dt.datetime) -> list[tuple[int, float]]:
    """Bytes and hours of what waits in the inbox and at its address.

    A README may stand there for ever; what claims to be unfinished may not. Raises RemoteError.
    """
    taken = (None, landing.WRITING)
    here = [path for path in _files(settings.inbox_dir) if landing.why_not(path) in taken]
    there = remote.waiting(settings.inbox_url) if settings.inbox_url else []
    return [
        *((path.stat().st_size, _hours(now, _modified(path))) for path in here),
        *((one.size, _hours(now, one.modified or now)) for one in there if landing.why_not(one.name) in taken),
    ]


def _published(settings: Settings, now: dt.datetime) -> dict[str, Any] | None:
    """The release: what it is, how old it is, and whether the lake is ahead of it."""
    if not settings.published_file.exists():
        return None
    with reading(settings.published_file) as connection:
        cursor = connection.execute("select * from meta.release")
        names = [column[0] for column in cursor.description or []]
        row = cursor.fetchone() or (None,) * len(names)
    release = dict(zip(names, row, strict=True))
    published_at = release["published_at"]
    days = stamps.known_days(settings)
    return {
        **{name: value.isoformat() if isinstance(value, dt.date) else value for name, value in release.items()},
        "is_current": stamps.is_published(settings),
        "age_hours": _hours(now, published_at) if published_at else None,
        "last_landed_on": days[-1].isoformat() if days else None,
    }


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def _modified(path: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).replace(tzinfo=None)


def _hours(now: dt.datetime, then: dt.datetime) -> float:
    return round((now - then).total_seconds() / 3600, 1)
