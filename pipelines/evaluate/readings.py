"""What was read from an article, in the form that gold is compared with, and the production code's reading.

What belongs here: running ingest and extract over raw files, and turning their tables into readings. What does not: the
baseline's reading (baseline.py) and comparing (compare.py).
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.ingest.day import read_landing_day
from pipelines.ingest.landing import land

Row = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A casualty figure. `vague` is the word of a figure without a number; `claimants` are names of one claimant."""

    measure: str
    low: int | None
    high: int | None
    vague: str | None
    group: str
    claimants: tuple[str, ...] = ()
    status: str = "asserted"
    place: str | None = None
    is_cumulative: bool = False
    is_part: bool = False


@dataclass(frozen=True)
class Named:
    """An actor under all the names that the text or the codebook gives it."""

    names: tuple[str, ...]
    is_speaker: bool = False


@dataclass(frozen=True)
class Statement:
    """Content of a statement as offsets into the body, and names of who speaks."""

    start: int
    end: int
    speakers: tuple[str, ...]


@dataclass
class Reading:
    """Everything read from one article."""

    body: str = ""
    published_on: str | None = None
    agency: str | None = None
    is_conflict: bool = False
    figures: list[Figure] = field(default_factory=list)
    regions: set[tuple[str, str]] = field(default_factory=set)
    """region_id, role"""
    weapons: set[tuple[str, str]] = field(default_factory=set)
    """weapon_class, role"""
    actors: list[Named] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    counts: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)
    evidence_right: int = 0
    evidence_wrong: int = 0


def ingested(raw: Path, folder: Path, landed_on: dt.date) -> pl.DataFrame:
    """Land the raw files of a folder below another one and read them: the lake's `article` columns."""
    land([raw], folder, landed_on)
    return read_landing_day(folder, landed_on).article


def read_all(raw: Path, codebook: Codebook, landed_on: dt.date) -> dict[str, Reading]:
    """Readings of the production code by file (`name`, or `name#<n>`): ingest and extract, nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        articles = ingested(raw, Path(folder), landed_on)
    tables = extract(articles, codebook)
    classes = dict(codebook.table("weapons").select("weapon_id", "weapon_class").iter_rows())
    actor_names = dict(tables["actor_mention"].select("actor_id", "actor_name").iter_rows())
    actor_names |= dict(codebook.table("actors").select("actor_id", "actor_name").iter_rows())
    readings: dict[str, Reading] = {}
    by_version: dict[str, Reading] = {}
    texts: dict[str, tuple[str, str]] = {}
    for row in articles.iter_rows(named=True):
        reading = Reading(row["body"], str(row["published_on"]), row["agency"])
        readings[row["source_uri"].split("/", 1)[-1]] = reading
        by_version[row["version_id"]] = reading
        texts[row["version_id"]] = (row["headline"], row["body"])
    for row in tables["article_topic"].iter_rows(named=True):
        by_version[row["version_id"]].is_conflict = row["is_conflict"]
    for version, rows in _by_version(tables["casualty_claim"]):
        by_version[version].figures += [_figure(row, actor_names) for row in rows]
    for version, rows in _by_version(tables["region_mention"]):
        by_version[version].regions |= {(row["region_id"], row["role"]) for row in rows}
    for version, rows in _by_version(tables["weapon_mention"]):
        by_version[version].weapons |= {(classes[row["weapon_id"]], row["role"]) for row in rows}
    for version, rows in _by_version(tables["actor_mention"]):
        by_version[version].actors += _actors(rows)
    for version, rows in _by_version(tables["target_mention"]):
        by_version[version].targets |= {row["target_kind"] for row in rows}
    for version, rows in _by_version(tables["attack_count"]):
        by_version[version].counts |= {(row["what"], row["low"], row["high"]) for row in rows}
    for version, rows in _by_version(tables["statement"].filter(~pl.col("in_headline"))):
        by_version[version].statements += [
            Statement(
                row["char_start"], row["char_end"], _names(row["speaker_text"], row["speaker_actor_id"], actor_names)
            )
            for row in rows
        ]
    for table in tables.values():
        if "evidence" in table.columns:
            spans = table.select("version_id", "in_headline", "char_start", "char_end", "evidence")
            for version, in_headline, start, end, evidence in spans.iter_rows():
                is_right = texts[version][0 if in_headline else 1][start:end] == evidence
                by_version[version].evidence_right += is_right
                by_version[version].evidence_wrong += not is_right
    return readings


def _by_version(frame: pl.DataFrame) -> Iterable[tuple[str, list[Row]]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        grouped[row["version_id"]].append(row)
    return grouped.items()


def _figure(row: Row, actor_names: dict[str, str]) -> Figure:
    return Figure(
        row["measure"],
        row["low"],
        row["high"],
        row["vague_term"],
        row["victim_group"],
        _names(row["claimant_text"], row["claimant_actor_id"], actor_names),
        row["status"],
        row["place_text"],
        row["is_cumulative"],
        row["part_of_claim_id"] is not None,
    )


def _actors(rows: list[Row]) -> list[Named]:
    """One actor per actor_id, a speaker where one of its roles says so."""
    names: dict[str, set[str]] = defaultdict(set)
    speakers = {row["actor_id"] for row in rows if row["role"] == "speaker"}
    for row in rows:
        names[row["actor_id"]] |= {row["actor_name"], row["actor_text"]}
    return [Named(tuple(sorted(names[key])), key in speakers) for key in sorted(names)]


def _names(text: str | None, actor_id: str | None, actor_names: dict[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, [text, actor_names.get(actor_id or "")]))
