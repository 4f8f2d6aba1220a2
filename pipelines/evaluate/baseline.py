"""A naive reader to measure against: what an afternoon with regular expressions gives.

What belongs here: two patterns each for the dead and the hurt, and look-ups of the codebook's names as they stand.
It is kept honest: it uses the same codebook and reads number words, but no context. What does not: anything clever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.evaluate.readings import Figure, Named, Reading, Statement
from pipelines.extract.codebook import Codebook
from pipelines.extract.figures import BELOW_HUNDRED

_WORDS = {word: number for word, number in BELOW_HUNDRED.items() if number <= 20}
_NUMBER = r"(?P<number>\d[\d,]*|" + "|".join(_WORDS) + ")"
_HEDGE = r"(?P<hedge>at least|more than|over|up to|about|around|some)?\s*"
_VERBS = {"killed": "killed|dead|died|deaths", "wounded": "wounded|injured|hurt"}
_ACTIVE = {"killed": "killed|killing|kills?", "wounded": "wounded|wounding|injured|injuring|injures?"}
_FIGURES = {
    measure: (
        re.compile(rf"(?i)\b{_HEDGE}{_NUMBER}\s+(?:[\w-]+\s+){{0,3}}?(?:were |was )?(?:{verbs})\b"),
        re.compile(rf"(?i)\b(?:{_ACTIVE[measure]})\s+{_HEDGE}{_NUMBER}\b"),
    )
    for measure, verbs in _VERBS.items()
}
_COUNTS = {
    "launched": re.compile(rf"(?i)\b(?:fired|launched)\s+{_HEDGE}{_NUMBER}\b"),
    "intercepted": re.compile(rf"(?i)\b(?:shot down|downed|intercepted)\s+{_HEDGE}{_NUMBER}\b"),
}
_SAID = re.compile(r"\b(?:said|says|told)\b")
_SPEAKER = re.compile(
    r"((?:[Tt]he )?[A-Z][\w'’-]*(?: [\w'’-]+){0,4}) (?:said|says|told)\b|said ((?:[A-Z][\w'’-]* ?){1,3})"
)
_AGENCY = re.compile(r"\((Reuters|AP|AFP|Xinhua|EFE)\)|/(TASS)/")
_CONFLICT = re.compile(r"(?i)\b(?:killed|attack|bomb|missile|shell|troops|gunmen)\w*")


@dataclass(frozen=True)
class Lookups:
    """Names of the codebook, longest first in one pattern each, and what they stand for (lower case)."""

    places: tuple[re.Pattern[str], dict[str, str]]
    weapons: tuple[re.Pattern[str], dict[str, str]]
    actors: tuple[re.Pattern[str], dict[str, str]]
    targets: tuple[re.Pattern[str], dict[str, str]]

    @classmethod
    def of(cls, codebook: Codebook) -> Lookups:
        """Build from the seeds regions, weapon_terms, actor_terms and target_terms."""
        regions = codebook.table("regions").select("region_name", "iso_3166_2", "capital")
        places = {capital: region for _, region, capital in regions.iter_rows() if capital}
        places |= {name: region for name, region, _ in regions.iter_rows()}
        classes = dict(codebook.table("weapons").select("weapon_id", "weapon_class").iter_rows())
        weapons = {
            term: classes[key] for term, key in codebook.table("weapon_terms").select("term", "weapon_id").iter_rows()
        }
        actors = dict(codebook.table("actor_terms").select("term", "actor_id").iter_rows())
        targets = dict(codebook.table("target_terms").select("term", "target_kind").iter_rows())
        return cls(*(_pattern(terms) for terms in (places, weapons, actors, targets)))


def _pattern(terms: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    lower = {term.lower(): value for term, value in terms.items() if value and len(term) > 2}
    ordered = sorted(lower, key=lambda term: (-len(term), term))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b"), lower


def read_naively(headline: str | None, body: str, published_on: str | None, lookups: Lookups) -> Reading:
    """A reading of one article's clean text; the date and the text are given, for they are ingest's matter."""
    text = f"{headline or ''}\n{body}"
    lower = text.lower()
    agency = _AGENCY.search(body)
    found = {name: _found(getattr(lookups, name), lower) for name in ("places", "weapons", "actors", "targets")}
    return Reading(
        body=body,
        published_on=published_on,
        agency=(agency[1] or agency[2]) if agency else None,
        is_conflict=bool(_CONFLICT.search(text)),
        figures=[
            Figure(measure, *_bounds(match), None, "person")
            for measure, patterns in _FIGURES.items()
            for pattern in patterns
            for match in pattern.finditer(text)
        ],
        regions={(region, "hit") for _, region in found["places"]},
        weapons={(weapon, "used") for _, weapon in found["weapons"]},
        actors=[
            Named((term,), bool(re.search(rf"{re.escape(term)} (?:said|says|told)", lower)))
            for term, _ in found["actors"]
        ],
        targets={kind for _, kind in found["targets"]},
        counts={(what, *_bounds(match)) for what, pattern in _COUNTS.items() for match in pattern.finditer(text)},
        statements=list(_statements(body)),
    )


def _found(lookup: tuple[re.Pattern[str], dict[str, str]], lower: str) -> set[tuple[str, str]]:
    pattern, values = lookup
    return {(match.group(0), values[match.group(0)]) for match in pattern.finditer(lower)}


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None]:
    word = match["number"].lower().replace(",", "")
    number = _WORDS.get(word) or int(word)
    hedge = (match["hedge"] or "").lower()
    if hedge == "up to":
        return None, number
    return number, None if hedge in ("at least", "more than", "over") else number


def _statements(body: str) -> list[Statement]:
    """Every sentence with a verb of saying, and the capitalised words beside the verb."""
    found = []
    for match in re.finditer(r"[^.!?\n]+[.!?\n]?", body):
        if _SAID.search(match.group(0)):
            speaker = _SPEAKER.search(match.group(0))
            names = tuple(filter(None, speaker.groups())) if speaker else ()
            found.append(Statement(match.start(), match.end(), names))
    return found
