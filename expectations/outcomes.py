"""What came of one expectation: what the runner decides by and the page shows.

What belongs here: the record. What does not: how it came about (validate.py) or how it looks (data_docs.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from expectations.rules import Severity


@dataclass(frozen=True)
class Outcome:
    """One expectation on one table."""

    table: str
    expectation: str
    rule: str
    severity: Severity
    """What it means now: a critical expectation whose few bad rows were set aside is a warning."""
    declared_severity: Severity
    row_level: bool
    success: bool
    n_rows: int
    n_unexpected: int
    samples: tuple[dict[str, Any], ...] = ()
    observed: dict[str, Any] = field(default_factory=dict)
    bad_rows: tuple[tuple[int, int], ...] = ()
    """Slice of the day, and row number in the ordered slice."""
    shows: tuple[str, ...] = ()
    quarantines: bool = False
    """True where its bad rows are set aside."""
