"""One sentence under each picture, made of its rows: what a reader should take from it, and no more than the rows say.

What belongs here: sentences. What does not: how a number or a day is written (wording.py). Each function takes the
picture's rows (never none) and the numbers of the page's head. Casualty figures are never added up here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipelines.report import wording
from pipelines.report.periods import Rows, label, periods
from pipelines.report.wording import count, listed, number, place, share

Facts = dict[str, Any]


def coverage(rows: Rows, facts: Facts) -> str:
    """How many articles were independent, and the fullest period."""
    when = periods(rows)
    fullest = min(rows, key=lambda row: (-row["n_articles"], row["starts_on"]))
    copies = facts["n_articles"] - facts["n_stories"]
    of_them = (
        f"{number(copies)} of {count(facts['n_articles'], 'article')} {'is a copy' if copies == 1 else 'are copies'}"
    )
    if len(when.starts) == 1:
        return f"{of_them} of another text."
    name = when.label(when.place(fullest["starts_on"]))
    since = f"that of {name}" if when.kind == "week" else name
    return f"{of_them} of another text; the fullest {when.kind} is {since} with {number(fullest['n_articles'])}."


def places(rows: Rows, facts: Facts) -> str:
    """How many regions in how many countries, and which leads."""
    countries = {row["country_name"] for row in rows}
    first = rows[0]
    stories = count(first["n_stories"], "independent story", "independent stories")
    lead = f"{place(first['region_name'], first['country_name'])}, in {stories}"
    return (
        f"{count(len(rows), 'region')} in {count(len(countries), 'country', 'countries')} "
        f"{'is' if len(rows) == 1 else 'are'} said to have been hit; most often {lead}."
    )


def calendar(rows: Rows, facts: Facts) -> str:
    """The region and period that most stories report."""
    most = max(row["n_stories"] for row in rows)
    busiest = [row for row in rows if row["n_stories"] == most]
    kind, stories = rows[0]["period"], count(most, "independent story", "independent stories")
    if len(busiest) == 1:
        where = place(busiest[0]["region_name"], busiest[0]["country_name"])
        when = label(kind, busiest[0]["starts_on"])
        since = f"that of {when}" if kind == "week" else when
        return f"The {kind} that most stories report is {since} in {where}: {stories}."
    return f"No {kind} of a region is reported by more than {stories}."


def claims(rows: Rows, facts: Facts) -> str:
    """Whose figures they are, and how many have no number."""
    with_side = {row["side"] for row in rows} - {"The outlet itself", "Sources of no stated side"}
    stories = sum(row["n_stories"] for row in rows)
    without = sum(row["n_stories"] for row in rows if row["low"] is None and row["high"] is None)
    silent = (
        "each has a number"
        if not without
        else f"{number(without)} of them {'gives' if without == 1 else 'give'} no number"
    )
    return (
        f"Independent stories state {count(stories, 'figure')} here, of {count(len(with_side), 'side')} and of others; "
        f"{silent}. They speak of different events: never add them up."
    )


def disputes(rows: Rows, facts: Facts) -> str:
    """In how many region-days figures differ, and where most."""
    first = rows[0]
    where = place(first["region_name"], first["country_name"])
    return (
        f"In {number(facts['n_disputed_days'])} of {count(facts['n_region_days'], 'region-day')} with a figure, "
        f"sources differ; furthest apart are {where} on {wording.day(first['event_date'])}: "
        f"{number(first['figure_lowest'])} against {number(first['figure_highest'])} {first['measure']}."
    )


def weapons(rows: Rows, facts: Facts) -> str:
    """How many have both numbers."""
    both = sum(
        any(row[f"launched_{bound}"] is not None for bound in ("low", "high"))
        and any(row[f"intercepted_{bound}"] is not None for bound in ("low", "high"))
        for row in rows
    )
    return (
        f"For {number(both)} of {number(len(rows))} weapons and months shown, both a number launched and a number "
        "intercepted are stated; the two may come from different texts."
    )


def quoted(rows: Rows, facts: Facts) -> str:
    """Which side is quoted most, and how much could not be checked."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row["side"]] += row["n_statements"]
    total = sum(totals.values())
    unchecked = sum(row["n_statements_unverified"] for row in rows)
    sides = {side: n for side, n in totals.items() if side != "Not stated"}
    lead = ""
    if sides:
        side, n = min(sides.items(), key=lambda item: (-item[1], item[0]))
        lead = f"The side quoted most is {side}, with {share(n, total)} of {count(total, 'statement')}; "
    checked = f"of {share(unchecked, total)} of {'them' if lead else count(total, 'statement')}"
    return f"{lead}{checked if lead else checked.capitalize()} the text says that it could not be checked."


def framing(rows: Rows, facts: Facts) -> str:
    """Share of uses in the outlets' own voice."""
    own, others = sum(row["n_own"] for row in rows), sum(row["n_of_others"] for row in rows)
    return (
        f"{number(own)} of {count(own + others, 'use')} of a word that takes a side "
        f"{'is' if own == 1 else 'are'} in the outlet’s own voice, the others in the words of those it quotes."
    )


def reprints(rows: Rows, facts: Facts) -> str:
    """Articles for each story, and the longest chain."""
    ratio = facts["n_articles"] / facts["n_stories"]
    first = rows[0]
    stories = count(facts["n_stories"], "independent story", "independent stories")
    return (
        f"{count(facts['n_articles'], 'article')} tell {stories}: "
        f"{ratio:.2f} articles for each; the longest chain has {number(first['n_articles'])}."
    )


def revisions(rows: Rows, facts: Facts) -> str:
    """How many rose and fell."""
    changes = [
        (row["new_low"] if row["new_low"] is not None else row["new_high"] or 0)
        - (row["old_low"] if row["old_low"] is not None else row["old_high"] or 0)
        for row in rows
    ]
    rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    return f"Of {count(len(rows), 'changed figure')} shown, {number(rose)} rose and {number(fell)} fell."


def documents(rows: Rows, facts: Facts) -> str:
    """Share of documents that are articles."""
    total = sum(row["n_documents"] for row in rows)
    kept = sum(row["n_documents"] for row in rows if row["outcome"] in ("article", "newer text of a known article"))
    landed = f"{number(kept)} of {count(total, 'document')} that landed became an article or a newer text of one"
    return f"{landed}; each of the others has its outcome."


def quarantine(rows: Rows, facts: Facts) -> str:
    """The reasons in their order."""
    return f"Commonest is “{rows[0]['reason']}”; each entry says what was found, what was expected and what to do next."


def validation(rows: Rows, facts: Facts) -> str:
    """Expectations met."""
    met = sum(row["n_met"] for row in rows)
    failed = [f"{number(row['n_not_met'])} {row['severity']}" for row in rows if row["n_not_met"]]
    if not failed:
        alike = listed([row["severity"] for row in rows])
        return f"All {count(met, 'expectation')} of the tables were met: {alike}."
    return f"{count(met, 'expectation')} were met, and not {listed(failed)}; critical ones block a release."


def extraction(rows: Rows, facts: Facts) -> str:
    """The weakest field, and how many beat the baseline."""
    weakest = rows[-1]
    compared = [row for row in rows if row["baseline_f1"] is not None]
    better = sum(row["f1"] > row["baseline_f1"] for row in compared)
    beside = f"; {number(better)} of {number(len(compared))} beat the baseline" if compared else ""
    return f"The field read worst is “{weakest['field']}”, with an F1 of {wording.score(weakest['f1'])}{beside}."
