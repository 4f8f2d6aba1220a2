"""Progress: how long work tells those who wait for it.

What belongs here: the words between a step and whoever shows its progress. What does not: showing (console.py).
"""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Hears of steps as they go on."""

    def start(self, step: str, total: int | None) -> None:
        """A step starts; `total` units of work, if known."""

    def advance(self, step: str, done: int, detail: str = "") -> None:
        """So many units of a step are done."""

    def wait(self, step: str, why: str) -> None:
        """A step waits for somebody else."""

    def finish(self, step: str, summary: str) -> None:
        """A step ended well."""


class Silent:
    """Shows nothing."""

    def start(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, step: str, done: int, detail: str = "") -> None:
        """Do nothing."""

    def wait(self, step: str, why: str) -> None:
        """Do nothing."""

    def finish(self, step: str, summary: str) -> None:
        """Do nothing."""
