"""How the report writes what it found, and the colours it is drawn in."""

from __future__ import annotations

import datetime as dt

import pytest

from pipelines.report import captions, figures, palette, wording
from pipelines.report.periods import periods

ARTICLES = {"n_articles": 10, "n_stories": 9, "n_disputed_days": 2, "n_region_days": 7}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (9, 9, "9"), (9, 12, "9–12"), (9, None, "at least 9"), (None, 12, "at most 12"), (0, 0, "0"),
        (None, None, "no number given"), (17000, 17000, "17,000"),
    ],
)  # fmt: skip
def test_bounds_are_said_as_the_text_meant_them(low, high, words):
    assert wording.figure(low, high) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 5, "none"), (5, 5, "all"), (0, 0, "none"), (1, 500, "under 1%"), (499, 500, "over 99%"), (18, 317, "6%")],
)
def test_a_share_is_none_or_all_only_where_it_is(part, whole, words):
    assert wording.share(part, whole) == words


def test_words_of_values():
    assert wording.count(1, "story", "stories") == "1 story"
    assert wording.count(1234, "article") == "1,234 articles"
    assert wording.place("Ukraine", "Ukraine") == "Ukraine"
    assert wording.place(None, None) == "place not stated"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed([]) == ""
    assert wording.score(None) == "–"
    assert wording.moment(dt.datetime(2025, 6, 1, 9, 30)) == "1 Jun 2025, 09:30 UTC"
    assert wording.shortened("a\n b", 200) == "a b"
    assert wording.shortened("x" * 100, 70) == "x" * 8 + "…"


def test_periods_have_no_gaps_and_their_names():
    days = [dt.date(2024, 11, 1), dt.date(2025, 2, 1)]
    when = periods([{"period": "month", "starts_on": day} for day in days])
    assert len(when.starts) == 4
    assert when.place(days[1]) == 3
    assert when.label(2) == "Jan 2025"
    quarters = periods([{"period": "quarter", "starts_on": dt.date(2024, 10, 1)}])
    assert quarters.label(0) == "Q4 2024"
    weeks = periods([{"period": "week", "starts_on": day} for day in (dt.date(2024, 12, 30), dt.date(2025, 1, 13))])
    assert [start.day for start in weeks.starts] == [30, 6, 13]
    assert periods([{"period": "year", "starts_on": dt.date(2024, 1, 1)}]).label(0) == "2024"


def test_text_and_marks_stand_out_on_light_and_on_dark_paper():
    """WCAG 2.2: 4.5 for text, 3 for what has to be seen of a picture."""
    for least, tones in ((4.5, palette.TEXTS), (3, palette.MARKS), (4.5, {"link": palette.FIRST})):
        for name, tone in tones.items():
            assert palette.contrast(tone.light, palette.PAPER.light) >= least, name
            assert palette.contrast(tone.dark, palette.PAPER.dark) >= least, name


def test_no_two_roles_share_a_colour_that_the_dark_would_take_for_one():
    lights = [tone.light for tone in (palette.PAPER, palette.GRID, *palette.TEXTS.values(), *palette.MARKS.values())]
    assert len(lights) == len(set(lights))
    steps = [palette.contrast(tone.dark, palette.PAPER.dark) for tone in palette.STEPS]
    assert steps == sorted(steps)


def test_few_and_many_have_their_steps():
    assert [figures.step_of(n) for n in (1, 2, 3, 4, 7, 8, 900)] == [0, 1, 1, 2, 2, 3, 3]


def claim(low: int | None, high: int | None, side: str = "Israel") -> dict:
    return {"measure": "killed", "side": side, "low": low, "high": high, "vague_term": "", "n_stories": 1}


def test_a_side_s_figures_are_a_range_and_never_a_sum():
    assert figures._extent([claim(3, 3), claim(11, 11)]) == "3–11"
    assert figures._extent([claim(3, 3), claim(11, None)]) == "3–11 or more"
    assert figures._extent([claim(90, None)]) == "at least 90"
    assert figures._extent([claim(None, 4)]) == "at most 4"


def test_captions_say_what_the_rows_say():
    figures_of = [claim(3, 3), claim(None, None), claim(2, 2, "The outlet itself")]
    assert captions.claims(figures_of, ARTICLES).startswith(
        "Independent stories state 3 figures here, of 1 side and of others; 1 of them gives no number."
    )
    dispute = {
        "region_name": "Gaza", "country_name": "Palestinian territories", "event_date": dt.date(2024, 11, 19),
        "figure_lowest": 21, "figure_highest": 33, "measure": "killed",
    }  # fmt: skip
    assert captions.disputes([dispute], ARTICLES) == (
        "In 2 of 7 region-days with a figure, sources differ; furthest apart are Gaza, Palestinian territories on "
        "19 Nov 2024: 21 against 33 killed."
    )
    week = {"period": "week", "starts_on": dt.date(2025, 1, 6), "n_articles": 2}
    later = week | {"starts_on": dt.date(2025, 1, 13), "n_articles": 8}
    assert captions.coverage([week], ARTICLES) == "1 of 10 articles is a copy of another text."
    assert captions.coverage([week, later], ARTICLES) == (
        "1 of 10 articles is a copy of another text; the fullest week is that of 13 Jan 2025 with 8."
    )
    met = {"severity": "critical", "n_met": 3, "n_not_met": 1}
    assert captions.validation([met], ARTICLES) == (
        "3 expectations were met, and not 1 critical; critical ones block a release."
    )
    quoted = {"side": "Not stated", "n_statements": 4, "n_statements_unverified": 1}
    assert captions.quoted([quoted], ARTICLES) == "Of 25% of 4 statements the text says that it could not be checked."
    cell = {
        "period": "day",
        "starts_on": dt.date(2025, 1, 6),
        "n_stories": 2,
        "region_name": "Bay",
        "country_name": "Somalia",
    }
    assert captions.calendar([cell], ARTICLES) == (
        "The day that most stories report is 6 Jan 2025 in Bay, Somalia: 2 independent stories."
    )
    assert captions.calendar([cell, cell], ARTICLES) == (
        "No day of a region is reported by more than 2 independent stories."
    )


def test_sides_beyond_those_shown_are_put_together():
    rows = [{"side": f"side {n}", "n_statements": 20 - n} for n in range(9)]
    rows.append({"side": "Not stated", "n_statements": 99})
    assert figures.quoted_sides(rows) == [*(f"side {n}" for n in range(5)), "Others", "Not stated"]


@pytest.mark.parametrize("width", [figures.NARROW, figures.WIDE])
def test_labels_on_a_map_never_lie_on_each_other(width):
    taken: list[figures.Box] = []
    for _ in range(12):
        put = figures._free_place(150, 100, 5, 80, taken, width, 300)
        if put is None:
            break
        assert not any(figures._overlap(put[3], box) for box in taken)
        taken.append(put[3])
    assert len(taken) >= 3
