"""The order of the page: each picture with its question, its unit, its query and what stands beside it.

What belongs here: the list. What does not: drawing (figures.py), sentences (captions.py), HTML (page.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.report import captions, wording
from pipelines.report.periods import Rows

QUERIES_DIR = Path(__file__).parent / "queries"


@dataclass(frozen=True)
class Column:
    """A column of the table below a picture."""

    name: str
    label: str
    shown: Callable[[Any], str] = str

    def cell(self, row: dict[str, Any]) -> str:
        """The value as shown; a dash where there is none."""
        value = row[self.name]
        return "–" if value is None else self.shown(value)

    @property
    def is_number(self) -> bool:
        """Numbers stand to the right, so that their digits line up."""
        return self.shown in (wording.number, _score, _percent, _degree)


@dataclass(frozen=True)
class Picture:
    """One section of the page. `drawing` names the function of figures.py and `key` the file of the query."""

    key: str
    question: str
    unit: str
    """What a mark is and how to read it."""
    nothing: str
    """The sentence where the query gives no rows."""
    caption: Callable[[Rows, dict[str, Any]], str]
    columns: tuple[Column, ...]
    legend: tuple[tuple[str, str], ...] = field(default=())
    """Mark (first, second, contrast, hollow, open, step-n) and what it stands for."""

    @property
    def query(self) -> str:
        """The SQL that the picture is drawn from."""
        return (QUERIES_DIR / f"{self.key}.sql").read_text()


@dataclass(frozen=True)
class Part:
    """Sections that belong together."""

    title: str
    pictures: tuple[Picture, ...]


def _score(value: float) -> str:
    return wording.score(value)


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _degree(value: float) -> str:
    return f"{value:.2f}"


def _hours(value: float) -> str:
    return f"{value:.1f}"


def _day(value: dt.date) -> str:
    return wording.day(value)


_STORIES = Column("n_stories", "Independent stories", wording.number)
_PERIOD = Column("starts_on", "Period from", _day)
_REGION = Column("region_name", "Region")
_COUNTRY = Column("country_name", "Country")
_MEASURE = Column("measure", "Measure")
_VICTIMS = Column("victim_group", "Victims", lambda value: value.replace("_", " "))

PARTS = (
    Part(
        "What was reported",
        (
            Picture(
                "coverage",
                "How much was published, and how much of it was independent?",
                "Articles by period of publication; the lower part of a bar are stories that began then.",
                "No article has been published yet.",
                captions.coverage,
                (
                    _PERIOD,
                    Column("n_articles", "Articles", wording.number),
                    _STORIES,
                ),
                (("first", "independent stories"), ("second", "copies of them")),
            ),
            Picture(
                "places",
                "Which regions were said to be hit?",
                "Independent stories by first-level region of ISO 3166-2; the area of a bubble tells how many, and it "
                "stands where the region’s people live. The same size means the same number on every sheet.",
                "No article says that a region was hit.",
                captions.places,
                (
                    _REGION,
                    _COUNTRY,
                    Column("latitude", "Latitude", _degree),
                    Column("longitude", "Longitude", _degree),
                    _STORIES,
                    Column("n_articles", "Articles", wording.number),
                ),
            ),
            Picture(
                "calendar",
                "When was each region hit?",
                "Independent stories that report violence in a region, by the day of the event put into periods; the "
                "fifteen regions that most stories report.",
                "No article dates violence in a region to a day of the period.",
                captions.calendar,
                (_REGION, _COUNTRY, _PERIOD, _STORIES),
                (("step-0", "1"), ("step-1", "2–3"), ("step-2", "4–7"), ("step-3", "8 and more")),
            ),
        ),
    ),
    Part(
        "Who claims what",
        (
            Picture(
                "claims",
                "How many does each side say were killed and wounded?",
                "People, each step ten times the one before. A mark is one figure; the bar reaches from a side’s "
                "lowest to its highest single figure, of whatever event.",
                "No article states how many were killed or wounded.",
                captions.claims,
                (
                    _MEASURE,
                    Column("side", "Claimed by"),
                    Column("low", "At least", wording.number),
                    Column("high", "At most", wording.number),
                    Column("vague_term", "In words"),
                    _STORIES,
                ),
                (("first-dot", "a figure"), ("open-up", "at least so many"), ("open-down", "at most so many")),
            ),
            Picture(
                "disputes",
                "Where do figures for the same day differ most?",
                "People, by region, day and kind of victim. The bar reaches from the lowest to the highest figure; "
                "below it who says so. A larger dot is a figure that more independent stories state.",
                "No two sources give different figures for the same region and day.",
                captions.disputes,
                (
                    Column("event_date", "Day", _day),
                    _REGION,
                    _COUNTRY,
                    _MEASURE,
                    _VICTIMS,
                    Column("figure_lowest", "Lowest", wording.number),
                    Column("lowest_claimants", "Who says so"),
                    Column("n_stories_lowest", "Stories", wording.number),
                    Column("figure_highest", "Highest", wording.number),
                    Column("highest_claimants", "Who says so"),
                    Column("n_stories_highest", "Stories", wording.number),
                ),
            ),
            Picture(
                "weapons",
                "How many weapons were launched, and how many intercepted?",
                "Weapons, by weapon and month of publication: the lowest to the highest single figure. The thick bar "
                "is the lowest figure, the thin line reaches to the highest.",
                "No article states how many weapons were launched or intercepted.",
                captions.weapons,
                (
                    Column("month_start", "Month", wording.month),
                    Column("weapon_name", "Weapon"),
                    Column("launched_low", "Launched, at least", wording.number),
                    Column("launched_high", "Launched, at most", wording.number),
                    Column("intercepted_low", "Intercepted, at least", wording.number),
                    Column("intercepted_high", "Intercepted, at most", wording.number),
                    _STORIES,
                ),
                (("first", "launched"), ("contrast", "intercepted")),
            ),
        ),
    ),
    Part(
        "How it was told",
        (
            Picture(
                "quoted",
                "Whom does each outlet quote?",
                "Attributed statements by side of the speaker, in the ten outlets that quote most.",
                "No article of a known outlet quotes anyone.",
                captions.quoted,
                (
                    Column("outlet_name", "Outlet"),
                    Column("side", "Side"),
                    Column("n_statements", "Statements", wording.number),
                    Column("share", "Share of the outlet’s", _percent),
                    Column("n_statements_unverified", "Could not be checked", wording.number),
                ),
            ),
            Picture(
                "framing",
                "Whose words does each outlet use?",
                "Uses of words that take a side (“terrorists”, “regime”), in the ten outlets that use most.",
                "No article of a known outlet uses a word that takes a side.",
                captions.framing,
                (
                    Column("outlet_name", "Outlet"),
                    Column("n_own", "In its own voice", wording.number),
                    Column("n_of_others", "In the words of others", wording.number),
                    Column("own_terms", "Words, own voice"),
                    Column("terms_of_others", "Words of others"),
                ),
                (("first", "in its own voice"), ("second", "in the words of others")),
            ),
            Picture(
                "reprints",
                "How much of the coverage is copies?",
                "Articles of one story: those with much text of their own, then reprints. The ten longest chains.",
                "No article is a copy of another.",
                captions.reprints,
                (
                    Column("headline", "Headline of the original"),
                    Column("agency", "Credit"),
                    Column("n_articles", "Articles", wording.number),
                    Column("n_reprints", "Reprints", wording.number),
                    Column("n_outlets", "Outlets", wording.number),
                    Column("hours_first_to_last", "Hours from first to last", _hours),
                ),
                (("first", "with text of its own"), ("second", "reprints")),
            ),
            Picture(
                "revisions",
                "Which figures were changed after publication?",
                "People: the figure that an article led with, and the one that its newer text leads with.",
                "No article changed a figure after publication.",
                captions.revisions,
                (
                    Column("changed_at", "Changed at", wording.moment),
                    Column("outlet_name", "Outlet"),
                    Column("headline", "Headline"),
                    _MEASURE,
                    _VICTIMS,
                    _REGION,
                    Column("old_low", "Before, at least", wording.number),
                    Column("old_high", "Before, at most", wording.number),
                    Column("new_low", "After, at least", wording.number),
                    Column("new_high", "After, at most", wording.number),
                ),
                (("hollow", "before"), ("contrast-dot", "after")),
            ),
        ),
    ),
    Part(
        "How well it was read",
        (
            Picture(
                "documents",
                "What became of what came in?",
                "Documents, by outcome: each has exactly one.",
                "No document has landed yet.",
                captions.documents,
                (Column("outcome", "Outcome"), Column("n_documents", "Documents", wording.number)),
            ),
            Picture(
                "quarantine",
                "Why was something set aside?",
                "Entries in quarantine, by reason: whole documents, and single rows that did not pass validation.",
                "Quarantine is empty: every document was read.",
                captions.quarantine,
                (
                    Column("reason", "Reason"),
                    Column("n_documents", "Documents", wording.number),
                    Column("n_rows", "Rows", wording.number),
                    Column("example", "An example"),
                ),
                (("first", "documents"), ("second", "rows")),
            ),
            Picture(
                "validation",
                "Do the tables hold what they promise?",
                "Expectations of the lake’s tables over all landing days, by severity.",
                "Nothing was validated.",
                captions.validation,
                (
                    Column("severity", "Severity"),
                    Column("n_met", "Met", wording.number),
                    Column("n_not_met", "Not met", wording.number),
                    Column("n_rows", "Rows that did not meet them", wording.number),
                ),
                (("first", "met"), ("contrast", "not met")),
            ),
            Picture(
                "extraction",
                "How well are texts read?",
                "F1 by field, 0 to 1: the harmonic mean of precision and recall, on the half of the annotated corpus "
                "that no rule was made on, beside a naive baseline.",
                "Nothing was measured.",
                captions.extraction,
                (
                    Column("field", "Field"),
                    Column("f1", "F1", _score),
                    Column("precision", "Precision", _score),
                    Column("recall", "Recall", _score),
                    Column("baseline_f1", "F1 of the baseline", _score),
                    Column("support", "Items", wording.number),
                ),
                (("first-dot", "Dateline"), ("hollow", "naive baseline")),
            ),
        ),
    ),
)
PICTURES = tuple(picture for part in PARTS for picture in part.pictures)
