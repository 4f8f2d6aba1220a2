"""The page: rows from the published file, pictures, HTML, and the file on disk.

What belongs here: putting together and writing. What does not: what a picture shows (pictures.py) or looks like
(figures.py, template.html.j2, style.css).

The page asks nobody for anything: no script, no font, no picture from elsewhere; its policy (a Content-Security-Policy)
allows one style sheet, by its digest, and nothing else. The same published file gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.publish.serving import reading, swap_folder
from pipelines.report import dictionary, palette, wording
from pipelines.report.pictures import PARTS, PICTURES, QUERIES_DIR, Picture

HERE = Path(__file__).parent
MOST_TABLE_ROWS = 100
"""A page is for looking; the query beside the table gives all rows."""


@dataclass(frozen=True)
class Report:
    """What was written."""

    path: Path
    release_id: str
    n_bytes: int
    n_pictures: int
    n_empty: int


Row = dict[str, Any]


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """Rows of a query by column. Control characters, and marks that turn the direction of a text, become spaces."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, map(wording.printable, row), strict=True)) for row in cursor.fetchall()]


def read(published_file: Path) -> tuple[Row, dict[str, list[Row]]]:
    """The numbers of the head, and the rows of each picture by its key. Raises FileNotFoundError."""
    with reading(published_file) as connection:
        facts = rows_of(connection, (QUERIES_DIR / "lead.sql").read_text())
        if not facts:
            raise ValueError(
                f"{published_file} has no row in meta.release: expected one; publish it anew with `dateline run`"
            )
        return facts[0], {picture.key: rows_of(connection, picture.query) for picture in PICTURES}


def page(facts: Row, rows: dict[str, list[Row]]) -> str:
    """The whole page as HTML."""
    sections = {picture.key: _section(picture, rows[picture.key], facts) for picture in PICTURES}
    return _rendered(
        "template.html.j2",
        facts=facts,
        period=_period(facts),
        unverified=wording.share(facts["n_unverified"], facts["n_figures"]),
        number=wording.number,
        moment=wording.moment,
        parts=PARTS,
        sections=sections,
    )


def dictionary_page(facts: Row, found: list[dictionary.Relation]) -> str:
    """The data dictionary as HTML, in the report's looks."""
    return _rendered("dictionary.html.j2", facts=facts, relations=found, number=wording.number)


def _rendered(template: str, **values: Any) -> str:
    """A page that may load nothing and run nothing but its own style."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(policy=policy, style=Markup(style), **values)


def _style() -> str:
    """Style sheet with the colours of palette.py."""
    return (
        (HERE / "style.css").read_text()
        .replace("/* light */", palette.variables(dark=False))
        .replace("/* dark */", palette.variables(dark=True))
        .replace("/* pictures */", palette.rules_for_pictures())
    )  # fmt: skip


def _period(facts: Row) -> str:
    first, last = facts["first_published_on"], facts["last_published_on"]
    if first is None:
        return ""
    return wording.day(first) if first == last else f"{wording.day(first)} to {wording.day(last)}"


def _section(picture: Picture, rows: list[Row], facts: Row) -> dict[str, Any]:
    """What the template shows of a picture."""
    caption = picture.caption(rows, facts) if rows else picture.nothing
    return {
        "caption": caption,
        "panels": _panels(picture, rows, f"{picture.question} {caption}") if rows else [],
        "query": picture.query.strip(),
        "header": [(column.label, column.is_number) for column in picture.columns],
        "cells": [
            [(column.cell(row), column.is_number) for column in picture.columns] for row in rows[:MOST_TABLE_ROWS]
        ],
        "left_out": max(0, len(rows) - MOST_TABLE_ROWS),
    }


def _panels(picture: Picture, rows: list[Row], alt_text: str) -> list[dict[str, Any]]:
    """Title and both widths of each chart of a picture."""
    from pipelines.report import drawing, figures  # Altair takes 0.2 s: only those who draw load it

    draw = getattr(figures, picture.key)
    panels = []
    with drawing.unchecked():
        for narrow, wide in zip(draw(rows, figures.NARROW), draw(rows, figures.WIDE), strict=True):
            label = f"{narrow.title}. {alt_text}" if narrow.title else alt_text
            charts = [
                # Texts in it were escaped by Vega, and lxml has parsed and written it anew.
                Markup(drawing.svg(panel.chart, label, size))
                for panel, size in ((narrow, "narrow"), (wide, "wide"))
                if panel.chart is not None
            ]
            panels.append({"title": narrow.title, "charts": charts, "sentence": narrow.sentence})
    return panels


def write_report(published_file: Path, folder: Path) -> Report:
    """Write `<folder>/index.html` and the data dictionary (`dictionary.html`, `dictionary.csv`) of the published file.

    What stood there stays until all is whole.

    Raises FileNotFoundError where nothing is published.
    """
    facts, rows = read(published_file)
    text, columns = page(facts, rows).encode(), dictionary.relations(published_file)
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f".{folder.name}.*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        fresh.mkdir()
        (fresh / "index.html").write_bytes(text)
        (fresh / "dictionary.html").write_text(dictionary_page(facts, columns), encoding="utf-8")
        (fresh / "dictionary.csv").write_text(dictionary.csv_of(columns), encoding="utf-8", newline="")
        swap_folder(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    empty = sum(not rows[picture.key] for picture in PICTURES)
    return Report(folder / "index.html", facts["release_id"], len(text), len(PICTURES) - empty, empty)
