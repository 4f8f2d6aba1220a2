"""What the machine lacks, and what to do about it: full disks, closed folders, broken files, a clock set back.

What belongs here: telling such a fault by what system and libraries say of it. What does not: faults of our own.
"""

from __future__ import annotations

import datetime as dt

from pipelines.automation.partitions import FIRST_LANDING_DAY

_REMEDIES = (
    (
        (
            "no space left",
            "errno 28",
            "disk quota exceeded",
            "errno 122",
            "file too large",
            "errno 27",
            "disk is full",
            "disk i/o error",
        ),
        "the disk is full: free space or enlarge it, and run again; what was done stays, nothing is half-written",
    ),
    (
        (
            "read-only file system",
            "errno 30",
            "permission denied",
            "errno 13",
            "operation not permitted",
            "errno 1]",
            "readonly database",
        ),
        "the folder is closed to writing: open it to the user who runs Dateline (mount it read-write, chown), and run "
        "again",
    ),
    (
        ("too many open files", "errno 24"),
        "too few files may be open at once: raise the limit (`ulimit -n 4096`, LimitNOFILE= in a unit), and run again",
    ),
    (
        ("cannot allocate memory", "errno 12", "out of memory", "memoryerror"),
        "memory ran out: lower DATELINE_BATCH_WORDS or DATELINE_WORKERS, or, where DuckDB says so, raise "
        "DATELINE_WAREHOUSE_MEMORY, and run again",
    ),
    (
        ("input/output error", "errno 5]"),
        "the disk fails: look at the system's log, move the data folder to a sound disk, and run again",
    ),
    (
        ("no magic bytes found", "not a parquet file", "parquet file must", "out of specification", "tprotocol"),
        "a Parquet file of the lake is damaged: run again; what does not match its recorded digest is made anew",
    ),
)


def remedy(error: str) -> str | None:
    """What to do about a fault of the machine; None where the message tells of none."""
    told = error.lower()
    return next((what for signs, what in _REMEDIES if any(sign in told for sign in signs)), None)


def why_no_landing_day(days: list[dt.date], today: dt.date) -> str | None:
    """What is wrong with landing days that lie after tomorrow or before the first; None where nothing is.

    `today`: UTC, by this machine's clock. Tomorrow is allowed: clocks differ.
    """
    first = dt.date.fromisoformat(FIRST_LANDING_DAY)
    late, early = [day for day in days if day > today + dt.timedelta(1)], [day for day in days if day < first]
    if late:
        return (
            f"found the landing day {max(late)}, which lies after today, {today} by this machine's clock; set the "
            "clock right (was it set back?), or give another --landed-on"
        )
    if early:
        return f"found the landing day {min(early)}; expected {first} or later: give another --landed-on"
    return None
