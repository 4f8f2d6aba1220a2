"""How the report writes numbers, days and figures.

What belongs here: words made of values. What does not: sentences about a picture (captions.py).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
NO_NUMBER = "no number given"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(value: Any) -> Any:
    """A text, of the same length, with spaces for control characters and marks that turn its direction."""
    return _UNPRINTABLE.sub(" ", value) if isinstance(value, str) else value


def number(value: int) -> str:
    """`17,000`."""
    return f"{value:,}"


def share(part: float, whole: float) -> str:
    """Percentage without false precision: `6%`, `under 1%`, `over 99%`; `none` and `all` only where it is exact."""
    if not whole or not part:
        return "none"
    if part == whole:
        return "all"
    percent = 100 * part / whole
    if percent < 1:
        return "under 1%"
    return "over 99%" if percent > 99 else f"{percent:.0f}%"


def score(value: float | None) -> str:
    """A score from 0 to 1 with two digits; a dash where it was not measured."""
    return "–" if value is None else f"{value:.2f}"


def day(value: dt.date) -> str:
    """`9 Feb 2023`, in English whatever the machine's language."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: dt.date) -> str:
    """`Feb 2023`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def moment(value: dt.datetime) -> str:
    """`9 Feb 2023, 08:30 UTC`."""
    return f"{day(value.date())}, {value:%H:%M} UTC"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """`1 story`, `2 stories`."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def figure(low: int | None, high: int | None) -> str:
    """The bounds as a reader says them: `9`, `9–12`, `at least 9`, `at most 12`, `no number given`."""
    if low is None and high is None:
        return NO_NUMBER
    if high is None:
        return f"at least {number(low or 0)}"
    if low is None:
        return f"at most {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def victims(measure: str, group: str) -> str:
    """`killed`, or `killed (police)` where the text says who."""
    return measure if group == "person" else f"{measure} ({group.replace('_', ' ')})"


def place(region: str | None, country: str | None) -> str:
    """`Gaza, Palestinian territories`; the country alone where no region is told."""
    if region is None:
        return "place not stated"
    return region if country in (None, region) else f"{region}, {country}"


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def shortened(text: str, pixels: float, size: int = 13) -> str:
    """The text as far as it goes on so many pixels: a letter of running text is 0.54 of its size wide on average.

    An estimate on purpose: measuring depends on the fonts of the machine, and pictures must not.
    """
    longest = max(4, int(pixels / (0.54 * size)))
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
