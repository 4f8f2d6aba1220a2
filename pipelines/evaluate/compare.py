"""Readings against gold: which items are right, missed and invented, by field.

What belongs here: when two items are the same. What does not: reading (readings.py, baseline.py) and showing
(report.py).

Items are compared as distinct values per article and summed over articles:
- casualty: (measure, low, high), or (measure, vague word); casualty_group adds the victims' group.
- claimant, status, place, part_of and cumulative are judged on the figures that both sides have: each is right or
  wrong, so that precision and recall are the same number, the share that is right.
- region, weapon_class, weapon_role, target and count are sets of their values.
- actors and speakers are the same where the words of the shorter name, cut to five letters, are at least three fifths
  within the longer.
- statement: a gold statement is read where half of its characters lie within one that was read. Gold names only the
  most substantial statements, so that precision is not known (NULL).
- body: runs of four words, counted. offsets: evidence that slices back from the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipelines.evaluate.gold import GoldArticle
from pipelines.evaluate.readings import Figure, Named, Reading

FIELDS = (
    "casualty",
    "casualty_group",
    "claimant",
    "status",
    "place",
    "part_of",
    "cumulative",
    "region",
    "region_hit",
    "weapon_class",
    "weapon_role",
    "actor",
    "actor_speaker",
    "target",
    "count",
    "statement",
    "statement_speaker",
    "is_conflict",
    "published_on",
    "agency",
    "body",
    "offsets",
)
WITHOUT_PRECISION = ("statement",)
_SMALL_WORDS = {"the", "a", "an", "of", "and", "s", "in", "for", "at", "said", "mr", "ms"}


@dataclass
class Outcome:
    """Items of one field of one article. Where items are too many to name (body, offsets) only their numbers."""

    right: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    n_right: int = 0
    n_missed: int = 0
    n_invented: int = 0

    def counts(self) -> tuple[int, int, int]:
        """Right, missed and invented."""
        return (
            len(self.right) + self.n_right,
            len(self.missed) + self.n_missed,
            len(self.invented) + self.n_invented,
        )


Outcomes = dict[str, Outcome]


def compare(gold: GoldArticle, reading: Reading | None) -> Outcomes:
    """Outcomes by field of one article; an article that was not read has everything missed."""
    read = reading or Reading()
    rows = gold.rows
    outcomes = {
        "casualty": _sets(map(_gold_key, rows["casualty_claims"]), map(_key, read.figures)),
        "casualty_group": _sets(
            (f"{_gold_key(row)} {row['group']}" for row in rows["casualty_claims"]),
            (f"{_key(figure)} {figure.group}" for figure in read.figures),
        ),
        **_judged(rows["casualty_claims"], read.figures),
        "region": _sets((row["iso"] for row in rows["regions"]), (region for region, _ in read.regions)),
        "region_hit": _sets(
            (row["iso"] for row in rows["regions"] if row["role"] == "hit"),
            (region for region, role in read.regions if role == "hit"),
        ),
        "weapon_class": _sets((row["class"] for row in rows["weapons"]), (name for name, _ in read.weapons)),
        "weapon_role": _sets(
            (f"{row['class']} {role}" for row in rows["weapons"] for role in row["roles"]),
            (f"{name} {role}" for name, role in read.weapons),
        ),
        "actor": _actors(rows["actors"], read.actors, every=rows["actors"]),
        "actor_speaker": _actors(
            [row for row in rows["actors"] if "speaker" in row["roles"]],
            [actor for actor in read.actors if actor.is_speaker],
            every=rows["actors"],
        ),
        "target": _sets((row["kind"] for row in rows["targets"]), read.targets),
        "count": _sets(
            (_count(row["what"], row["low"], row["high"]) for row in rows["counts"]),
            (_count(*count) for count in read.counts),
        ),
        **_statements(gold, read),
        "is_conflict": _one(gold.conflict, read.is_conflict),
        "published_on": _one(gold.published_on, read.published_on) if gold.published_on else Outcome(),
        "agency": _sets(filter(None, [gold.agency]), filter(None, [read.agency])),
        "body": _body(gold.body, read.body),
        "offsets": Outcome(n_right=read.evidence_right, n_missed=read.evidence_wrong, n_invented=read.evidence_wrong),
    }
    return {name: outcomes[name] for name in FIELDS}


def same_name(one: str, other: str) -> bool:
    """Do two names name the same? The shorter one's words, cut to five letters, are mostly within the other's."""
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return False
    return len(first & second) / min(len(first), len(second)) >= 0.6


def _stems(name: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", name.lower()) if word not in _SMALL_WORDS}


def _any_same(names: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(same_name(one, other) for one in names for other in others)


def _sets(gold: Iterable[str], read: Iterable[str]) -> Outcome:
    expected, found = set(gold), set(read)
    return Outcome(sorted(expected & found), sorted(expected - found), sorted(found - expected))


def _one(expected: object, found: object) -> Outcome:
    return _sets([str(expected)], [str(found)])


def _key(figure: Figure) -> str:
    """`killed 6`, `killed 6..`, `wounded ..20`, `killed 10..15`, `wounded dozens`."""
    return _figure_key(figure.measure, figure.low, figure.high, figure.vague)


def _gold_key(row: dict[str, Any]) -> str:
    return _figure_key(row["measure"], row["low"], row["high"], row["vague"])


def _figure_key(measure: str, low: int | None, high: int | None, vague: str | None) -> str:
    if low is None and high is None:
        return f"{measure} {re.sub(r' of$', '', (vague or '?').lower().strip())}"
    return f"{measure} {_bounds(low, high)}"


def _count(what: str, low: int | None, high: int | None) -> str:
    return f"{what} {_bounds(low, high)}"


def _bounds(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"


def _judged(rows: list[dict[str, Any]], figures: list[Figure]) -> Outcomes:
    """Attributes of the figures that both sides have; of several with one key, the best pair counts."""
    outcomes = {name: Outcome() for name in ("claimant", "status", "place", "part_of", "cumulative")}
    gold, read = defaultdict(list), defaultdict(list)
    for row in rows:
        gold[_gold_key(row)].append(row)
    for figure in figures:
        read[_key(figure)].append(figure)
    for key in sorted(gold.keys() & read.keys()):
        pairs = [(row, figure) for row in gold[key] for figure in read[key]]
        right = {
            "claimant": any(_same_or_none(row["claimant"], figure.claimants) for row, figure in pairs),
            "status": any(row["status"] == figure.status for row, figure in pairs),
            "place": any(_same_or_none(row["place"], [figure.place or ""]) for row, figure in pairs),
            "part_of": any((row["part_of"] is not None) == figure.is_part for row, figure in pairs),
            "cumulative": any(row["cumulative"] == figure.is_cumulative for row, figure in pairs),
        }
        row, figure = pairs[0]
        shown = {
            "claimant": (row["claimant"], figure.claimants[0] if figure.claimants else None),
            "status": (row["status"], figure.status),
            "place": (row["place"], figure.place),
            "part_of": (row["part_of"] is not None, figure.is_part),
            "cumulative": (row["cumulative"], figure.is_cumulative),
        }
        for name, outcome in outcomes.items():
            expected, found = shown[name]
            if right[name]:
                outcome.right.append(f"{key}: {expected}")
            else:
                outcome.missed.append(f"{key}: {expected}")
                outcome.invented.append(f"{key}: {found}")
    return outcomes


def _same_or_none(expected: str | None, found: Iterable[str]) -> bool:
    names = [name for name in found if name]
    return not names if expected is None else _any_same([expected], names)


def _actors(rows: list[dict[str, Any]], actors: list[Named], every: list[dict[str, Any]]) -> Outcome:
    """Gold actors that are among those read; those read that are among all of gold's, whatever their role."""
    known = [[row["name"], *row["as_written"]] for row in every]
    outcome = Outcome()
    for row in rows:
        names = [row["name"], *row["as_written"]]
        is_read = any(_any_same(names, actor.names) for actor in actors)
        (outcome.right if is_read else outcome.missed).append(row["name"])
    outcome.invented = [
        max(actor.names, key=len) for actor in actors if not any(_any_same(actor.names, names) for names in known)
    ]
    return outcome


def _statements(gold: GoldArticle, read: Reading) -> Outcomes:
    covered, speakers = Outcome(), Outcome()
    for row in gold.rows["statements"]:
        start = read.body.find(row["quote"])
        if start < 0:
            continue
        end = start + len(row["quote"])
        over = [s for s in read.statements if min(end, s.end) - max(start, s.start) >= 0.5 * (end - start)]
        shown = f"{row['speaker']}: {row['quote'][:60]}"
        (covered.right if over else covered.missed).append(shown)
        if over and _any_same([row["speaker"]], [name for s in over for name in s.speakers]):
            speakers.right.append(shown)
        elif over:
            speakers.missed.append(shown)
            speakers.invented.append(f"{', '.join(over[0].speakers[:1]) or None}: {row['quote'][:60]}")
    return {"statement": covered, "statement_speaker": speakers}


def _body(expected: str, found: str) -> Outcome:
    gold, read = _runs(expected), _runs(found)
    shared = (gold & read).total()
    return Outcome(n_right=shared, n_missed=gold.total() - shared, n_invented=read.total() - shared)


def _runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + length]) for i in range(max(0, len(words) - length + 1)))
