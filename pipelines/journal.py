"""The journal: what runs did, one JSON object a line, in `<data>/logs/dateline.jsonl`.

What belongs here: writing and reading it. What does not: what people see of a run (console.py), Dagster's own events.
Every line has `at` (UTC), `event` and `run`; further fields by event:

- `run started`: paths, landed_on · `run ended`: seconds, days, published, landed, redelivered, skipped
- `landed`: landed_on, landed, redelivered, skipped (files) · `alert`: subject, text, undelivered
- `run failed`: seconds, error · `step ended`: step, seconds, summary · `step started`: step
"""

from __future__ import annotations

import datetime as dt
import json
import time
import uuid
from collections import deque
from pathlib import Path
from typing import Any

from pipelines.progress import Reporter
from pipelines.settings import Settings

LARGEST = 10 * 1024**2
"""Bytes of the file from which it is put aside, as `dateline.1.jsonl`, in place of the one before."""


def journal_file(settings: Settings) -> Path:
    """The file that is being written."""
    return settings.data_dir / "logs" / "dateline.jsonl"


class Journal:
    """Writes a run down, and hands every step on to another reporter."""

    def __init__(self, settings: Settings, reporter: Reporter) -> None:
        self.reporter = reporter
        self.run = uuid.uuid4().hex[:12]
        self.file = journal_file(settings)
        self.begun: dict[str, float] = {}

    def write(self, event: str, **fields: Any) -> None:
        """Append a line. A journal that can't be written stops no run: the run says itself what the disk lacks."""
        at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"at": at, "event": event, "run": self.run, **fields}, ensure_ascii=False, default=str)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self.file.exists() and self.file.stat().st_size > LARGEST:
                self.file.replace(self.file.with_name("dateline.1.jsonl"))
            with self.file.open("a", encoding="utf-8") as handle:
                handle.write(line + "\n")
        except OSError:
            return

    def start(self, step: str, total: int | None) -> None:
        """Note that a step starts."""
        self.begun[step] = time.monotonic()
        self.write("step started", step=step)
        self.reporter.start(step, total)

    def advance(self, step: str, done: int, detail: str = "") -> None:
        """Only hand it on."""
        self.reporter.advance(step, done, detail)

    def wait(self, step: str, why: str) -> None:
        """Note what a step waits for."""
        self.write("step waits", step=step, why=why)
        self.reporter.wait(step, why)

    def finish(self, step: str, summary: str) -> None:
        """Note how long a step took."""
        seconds = round(time.monotonic() - self.begun.get(step, time.monotonic()), 3)
        self.write("step ended", step=step, seconds=seconds, summary=summary)
        self.reporter.finish(step, summary)


def last_runs(settings: Settings, n: int = 5) -> list[dict[str, Any]]:
    """The last runs, newest first: run, at, outcome (`ended`, `failed`, or `cut off` where a run says no end) and more.

    Lines that are no JSON (a kill cut one off) are passed over.
    """
    runs: dict[str, dict[str, Any]] = {}
    for event in _events(journal_file(settings)):
        kind, run = str(event.get("event")), str(event.get("run"))
        if kind == "run started":
            runs[run] = {"run": run, "at": event.get("at"), "outcome": "cut off"}
        elif kind in ("run ended", "run failed") and run in runs:
            told = {key: value for key, value in event.items() if key not in ("at", "event", "run")}
            runs[run] |= told | {"outcome": kind.removeprefix("run ")}
    return [*runs.values()][::-1][:n]


def _events(path: Path, n_lines: int = 2000) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace") as handle:
        lines = deque(handle, n_lines)
    events = []
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            events.append(event)
    return events
