"""The gold corpus: articles of the project's own with what a careful reader takes from each.

What belongs here: the form of a gold article, reading the file, and every way in which one can break the form. What
does not: what the figures mean (docs/annotation.md), and comparing (compare.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import schemas

HALVES = ("tuning", "held_out")
PUBLISHED_HOWS = ("stated", "dateline_with_year_clue")
LISTS = ("casualty_claims", "regions", "weapons", "actors", "targets", "statements", "counts")

Row = dict[str, Any]


@dataclass(frozen=True)
class GoldArticle:
    """One annotated article: `file` is its raw file below raw/, `#<n>` for the n-th record of a file."""

    id: str
    file: str
    half: str
    register: str
    conflict: bool
    headline: str | None
    body: str
    published_on: str | None
    agency: str | None
    rows: dict[str, list[Row]]
    """Annotations by list: casualty_claims, regions, weapons, actors, targets, statements, counts."""

    @property
    def text(self) -> str:
        """Headline and body: what every quote must be a substring of."""
        return f"{self.headline or ''}\n{self.body}"


def half_of(article_id: str) -> str:
    """Half of an article by the parity of its name's SHA-256: nobody chooses it."""
    return HALVES[int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2]


def read_gold(path: Path) -> list[GoldArticle]:
    """Read gold.jsonl. Raises FileNotFoundError and ValueError, which names every break of the form."""
    if not path.is_file():
        raise FileNotFoundError(f"no gold corpus: expected {path}; give its folder with --gold")
    articles, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            data = json.loads(line)
            rows = {name: data[name] for name in LISTS}
            kept = {name: data[name] for name in GoldArticle.__annotations__ if name != "rows"}
        except (json.JSONDecodeError, KeyError) as error:
            problems.append(f"line {number}: {type(error).__name__} {error}")
            continue
        article = GoldArticle(**kept, rows=rows)
        problems += [f"{article.id}: {problem}" for problem in _problems(article, data)]
        articles.append(article)
    if problems:
        raise ValueError(f"{path} breaks the form of docs/annotation.md:\n  " + "\n  ".join(problems))
    return articles


def _problems(article: GoldArticle, data: Row) -> Iterator[str]:
    """Every way in which an article breaks the form of docs/annotation.md."""
    if article.half != half_of(article.id):
        yield f"half is {article.half!r}, expected {half_of(article.id)!r}"
    if data.get("published_how") not in (*PUBLISHED_HOWS, None):
        yield f"published_how is {data['published_how']!r}, expected one of {PUBLISHED_HOWS}"
    if not article.conflict and any(article.rows.values()):
        yield "annotations on an article that reports no armed violence"
    for name, rows in article.rows.items():
        for index, row in enumerate(rows):
            for problem in _row_problems(article, name, row):
                yield f"{name}[{index}]: {problem}"
    yield from _part_problems(article.rows["casualty_claims"])


_VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("casualty_claims", "measure"): schemas.MEASURES,
    ("casualty_claims", "qualifier"): schemas.QUALIFIERS,
    ("casualty_claims", "group"): schemas.VICTIM_GROUPS,
    ("casualty_claims", "status"): schemas.CLAIM_STATUSES,
    ("regions", "role"): schemas.REGION_ROLES,
    ("weapons", "class"): schemas.WEAPON_CLASSES,
    ("actors", "type"): schemas.ACTOR_TYPES,
    ("targets", "kind"): schemas.TARGET_KINDS,
    ("statements", "kind"): schemas.STATEMENT_KINDS,
    ("counts", "what"): schemas.COUNT_WHATS,
}
_ROLES = {"weapons": schemas.WEAPON_ROLES, "actors": schemas.ACTOR_ROLES}


def _row_problems(article: GoldArticle, name: str, row: Row) -> Iterator[str]:
    """Values outside their set, and characters that do not stand in the text."""
    for (table, column), values in _VALUES.items():
        if table == name and row.get(column) not in values:
            yield f"{column} is {row.get(column)!r}, expected one of {', '.join(values)}"
    for role in row.get("roles", []) if name in _ROLES else []:
        if role not in _ROLES[name]:
            yield f"role {role!r}, expected one of {', '.join(_ROLES[name])}"
    written = row.get("as_written") or row.get("names_as_written") or []
    quoted = [row.get("quote"), row.get("group_text"), *(written if isinstance(written, list) else [written])]
    for text in filter(None, quoted):
        if text not in article.text:
            yield f"{text!r} is no substring of the text"
    if name == "casualty_claims":
        yield from _bound_problems(row)


_BOUNDS = {
    "exact": (True, True),
    "none": (True, True),
    "about": (True, True),
    "nearly": (True, True),
    "between": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "fewer_than": (False, True),
    "vague": (False, False),
}
"""Which of low and high a qualifier states."""


def _bound_problems(row: Row) -> Iterator[str]:
    """Bounds that do not go with their qualifier."""
    low, high, qualifier = row["low"], row["high"], row["qualifier"]
    if (low is not None, high is not None) != _BOUNDS.get(qualifier):
        yield f"low {low} and high {high} do not go with {qualifier!r}"
    if low is not None and high is not None and low > high:
        yield f"low {low} lies above high {high}"
    if qualifier in ("exact", "about", "nearly") and low != high:
        yield f"{qualifier} with low {low} and high {high}"
    if qualifier == "none" and (low, high) != (0, 0):
        yield f"none with low {low} and high {high}"
    if (qualifier == "vague") != bool(row.get("vague")):
        yield f"qualifier {qualifier!r} with the vague word {row.get('vague')!r}"


def _part_problems(claims: list[Row]) -> Iterator[str]:
    """Parts of what is not there, of themselves, or of each other."""
    for index, claim in enumerate(claims):
        seen, at = {index}, claim.get("part_of")
        while at is not None:
            if not isinstance(at, int) or not 0 <= at < len(claims):
                yield f"casualty_claims[{index}]: part_of {at!r}, expected an index below {len(claims)}"
                break
            if at in seen:
                yield f"casualty_claims[{index}]: part_of goes round in a circle"
                break
            seen.add(at)
            at = claims[at].get("part_of")
