"""Colours of the report, by what they mean, for light and for dark.

What belongs here: pairs of colours and the style rules made of them. What does not: layout (style.css).

A picture is drawn in the light colours; in the dark a style rule per colour puts the dark one in its place: no two
roles share a light colour. Text reaches 4.5:1 and marks reach 3:1 on their paper (WCAG 2.2, 1.4.3 and 1.4.11;
tests compute it). Hues are blue and vermilion, which all common forms of colour blindness tell apart (after Okabe and
Ito); where the two meet, shape or position differs too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """One role's colour on light and on dark paper."""

    light: str
    dark: str


PAPER = Tone("#fcfbf8", "#15191d")
INK = Tone("#1c2126", "#eceae5")
MUTED = Tone("#57606b", "#a9b2bc")
GRID = Tone("#dedbd2", "#333b43")
FIRST = Tone("#0b5a8a", "#62b4e6")
"""What the picture is about: independent stories, figures, what was launched."""
SECOND = Tone("#6791ad", "#4f7f9f")
"""What stands beside it in the same hue: copies, the words of others."""
CONTRAST = Tone("#b3450c", "#f0914f")
"""Its counterpart: what was intercepted, the newer figure, what failed."""
STEPS = (
    Tone("#7093ad", "#4b7898"),
    Tone("#3f7aa3", "#6ba3c9"),
    Tone("#1a5b88", "#9ecbea"),
    Tone("#04324f", "#dceefb"),
)
"""Few to many; on dark paper the light end is many."""

MARKS = {"first": FIRST, "second": SECOND, "contrast": CONTRAST, **{f"step-{n}": tone for n, tone in enumerate(STEPS)}}
TEXTS = {"ink": INK, "muted": MUTED}


def variables(dark: bool) -> str:
    """Declarations of the page's colours: `--ink: #...; ...`."""
    named = {"paper": PAPER, "grid": GRID, **TEXTS, **MARKS}
    return " ".join(f"--{name}: {tone.dark if dark else tone.light};" for name, tone in named.items())


def rules_for_pictures() -> str:
    """Rules that give each light colour in a picture its variable, and so the dark colour in the dark."""
    named = {"paper": PAPER, "grid": GRID, **TEXTS, **MARKS}
    return "\n".join(
        f'svg [{attribute}="{tone.light}"] {{ {attribute}: var(--{name}); }}'
        for name, tone in named.items()
        for attribute in ("fill", "stroke")
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
