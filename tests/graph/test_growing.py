"""A warehouse that grows file by file: what each delivery changes, and what it must not change."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from warehouses import SAMPLE_DAY, build, differing, query, rows_of

from pipelines.ingest.landing import land
from pipelines.settings import SAMPLE_DIR, Settings

FIVE = (
    "kyiv-grid-strike-wire.txt",
    "pearlcoast-ukraine-grid.html",
    "frontiergazette-karak-v1.html",
    "feed-with-a-broken-line.jsonl",
    "broken-empty.txt",
)
"""A wire story and its reprint, a first version, a feed with a bad line, an empty file."""

pytestmark = pytest.mark.xdist_group("growing")


@dataclass(frozen=True)
class Stage:
    """The warehouse after a delivery."""

    report: Any
    rows: dict[str, list[tuple[Any, ...]]]
    accounting: tuple[Any, ...]
    delivered: list[Path]
    """All files so far."""

    def facts(self) -> dict[str, list[tuple[Any, ...]]]:
        return {name: rows for name, rows in self.rows.items() if name.startswith("marts.fct_")}


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """One data folder: five files; the same again; one more; a changed text and a copy, with all work done again."""
    data_dir, inputs = tmp_path_factory.mktemp("growing"), tmp_path_factory.mktemp("inputs")
    copy = inputs / "copy.html.gz"
    copy.write_bytes(gzip.compress((SAMPLE_DIR / "frontiergazette-karak-v1.html").read_bytes(), mtime=0))
    five = [SAMPLE_DIR / name for name in FIVE]
    deliveries: dict[str, tuple[list[Path], dict[str, Any]]] = {
        "five": (five, {"workers": 2}),
        "again": (five, {}),
        "one more": ([SAMPLE_DIR / "verrettes-gang-raid.txt"], {}),
        "changed text": ([SAMPLE_DIR / "frontiergazette-karak-v2.html", copy], {"full_refresh": True}),
    }
    stages: dict[str, Stage] = {}
    delivered: list[Path] = []
    for name, (paths, knobs) in deliveries.items():
        delivered = [*delivered, *(path for path in paths if path not in delivered)]
        report = build(data_dir, paths, **knobs)
        accounting = query(data_dir, "select * exclude (landed_on) from meta.accounting")
        stages[name] = Stage(report, rows_of(data_dir), accounting[0], delivered)
    return stages


def test_the_same_files_again_do_nothing(stages):
    assert stages["five"].report.published
    assert not stages["again"].report.published
    assert stages["again"].report.days == []
    assert len(stages["again"].report.landing.redelivered) == len(FIVE)
    assert differing(stages["five"].rows, stages["again"].rows) == {}


def test_a_new_file_adds_its_rows_and_changes_no_other(stages):
    before, after = stages["five"].facts(), stages["one more"].facts()
    for name, rows in before.items():
        assert [row for row in rows if row not in after[name]] == [], name
    assert len(after["marts.fct_article"]) == len(before["marts.fct_article"]) + 1
    assert len(after["marts.fct_casualty_claim"]) > len(before["marts.fct_casualty_claim"])


def test_a_changed_text_of_an_article_becomes_its_next_version(stages):
    before, after = stages["one more"].facts(), stages["changed text"].facts()
    assert len(after["marts.fct_article"]) == len(before["marts.fct_article"])
    assert len(after["marts.fct_article_version"]) == len(before["marts.fct_article_version"]) + 1
    assert len(after["marts.fct_figure_revision"]) > len(before["marts.fct_figure_revision"])


def test_the_same_text_under_another_name_is_a_duplicate_and_counts_nowhere_else(stages):
    before, after = stages["one more"].facts(), stages["changed text"].facts()
    for name in ("marts.fct_article", "marts.fct_story"):
        assert len(after[name]) == len(before[name]), name
    n_duplicates = stages["changed text"].accounting[4]
    assert n_duplicates == 1


def test_every_document_is_accounted_for_at_every_stage(stages):
    # files, documents, articles, versions, duplicates, not articles, quarantined, balanced
    assert [stage.accounting for stage in stages.values()] == [
        (5, 7, 5, 0, 0, 0, 2, True),
        (5, 7, 5, 0, 0, 0, 2, True),
        (6, 8, 6, 0, 0, 0, 2, True),
        (8, 10, 6, 1, 1, 0, 2, True),
    ]


def test_neither_order_of_arrival_nor_workers_nor_batches_change_a_row(stages, tmp_path):
    raw_dir = Settings(data_dir=tmp_path).raw_dir
    for path in reversed(stages["changed text"].delivered):
        land([path], raw_dir, SAMPLE_DAY)
    build(tmp_path, [], workers=1, batch_articles=1)
    assert differing(stages["changed text"].rows, rows_of(tmp_path)) == {}
