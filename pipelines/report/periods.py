"""Periods as the queries give them: numbered without a gap, and named.

What belongs here: what is between two periods and what one is called. What does not: which kind of period a release
needs (the queries, so that the table has what the picture shows).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipelines.report import wording

Rows = Sequence[dict[str, Any]]
"""What a query gave: values by column."""
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
DAYS_OF = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Periods:
    """The periods from the first to the last, by their first days."""

    kind: str
    """day, week, month, quarter or year."""
    starts: tuple[dt.date, ...]

    @cached_property
    def _places(self) -> dict[dt.date, int]:
        return {start: place for place, start in enumerate(self.starts)}

    def place(self, start: dt.date) -> int:
        """Number of the period that starts on a day, from 0."""
        return self._places[start]

    def label(self, place: int) -> str:
        """Name of a period."""
        return label(self.kind, self.starts[place])


def periods(rows: Rows) -> Periods:
    """The periods from the first to the last row, by their columns period and starts_on (at least one row)."""
    kind, last = rows[0]["period"], max(row["starts_on"] for row in rows)
    starts = [min(row["starts_on"] for row in rows)]
    while starts[-1] < last:
        starts.append(following(kind, starts[-1]))
    return Periods(kind, tuple(starts))


def following(kind: str, start: dt.date) -> dt.date:
    """First day of the period after the one that starts on a day."""
    if kind in DAYS_OF:
        return start + dt.timedelta(days=DAYS_OF[kind])
    place = start.year * 12 + start.month - 1 + MONTHS_OF[kind]
    return dt.date(place // 12, place % 12 + 1, 1)


def label(kind: str, start: dt.date) -> str:
    """`9 Feb 2023` for a day and for the week that begins then, `Feb 2023`, `Q1 2023`, `2023`."""
    if kind in DAYS_OF:
        return wording.day(start)
    if kind == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    return wording.month(start) if kind == "month" else str(start.year)
