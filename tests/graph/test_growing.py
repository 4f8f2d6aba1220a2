"""A warehouse that grows file by file: what each delivery changes, and what it must not change."""

from __future__ import annotations

import datetime as dt
import gzip
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from warehouses import SAMPLE_DAY, build, differing, lend_measurement, query, rows_of

from pipelines.ingest.landing import land
from pipelines.ingest.withdrawal import withdraw
from pipelines.publish.serving import reading
from pipelines.settings import SAMPLE_DIR, Settings

FIVE = (
    "kyiv-grid-strike-wire.txt",
    "kale-township-airstrike.txt.gz",
    "frontiergazette-karak-v1.html",
    "feed-with-a-broken-line.jsonl",
    "broken-empty.txt",
)
"""A wire story, another text, a first version, a feed with a bad line, an empty file."""
ONE_MORE = "verrettes-gang-raid.txt"
CHANGED = ("frontiergazette-karak-v2.html", "pearlcoast-ukraine-grid.html")
"""The next version of a text of the day before, and a reprint of the wire story."""
NEXT_DAY = SAMPLE_DAY + dt.timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """The warehouse after a delivery."""

    report: Any
    rows: dict[str, list[tuple[Any, ...]]]
    accounting: tuple[Any, ...]
    """Sums over the landing days."""
    days: list[tuple[dt.date, bool]]
    """Landing days, and whether the build made them anew."""
    uncommented: list[tuple[str, str]]
    """Published columns without a comment."""
    published: list[str]
    """Names in the published folder."""
    delivered: list[tuple[Path, dt.date]]
    """All files so far, with their landing days."""

    def facts(self) -> dict[str, list[tuple[Any, ...]]]:
        return {name: rows for name, rows in self.rows.items() if name.startswith("marts.fct_")}


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """One data folder: five files; the same again; a day later one more; that day again with other files and without it.

    The first is a full build, the others put what changed into the tables.
    """
    data_dir, inputs = tmp_path_factory.mktemp("growing"), tmp_path_factory.mktemp("inputs")
    copy = inputs / "copy.html.gz"
    copy.write_bytes(gzip.compress((SAMPLE_DIR / "frontiergazette-karak-v1.html").read_bytes(), mtime=0))
    five = [SAMPLE_DIR / name for name in FIVE]
    deliveries: dict[str, tuple[list[Path], dt.date, dict[str, Any]]] = {
        "five": (five, SAMPLE_DAY, {"workers": 2}),
        "again": (five, SAMPLE_DAY, {}),
        "one more": ([SAMPLE_DIR / ONE_MORE], NEXT_DAY, {}),
        "changed": ([*(SAMPLE_DIR / name for name in CHANGED), copy], NEXT_DAY, {}),
    }
    stages: dict[str, Stage] = {}
    delivered: dict[Path, dt.date] = {}
    for name, (paths, day, knobs) in deliveries.items():
        delivered |= {path: day for path in paths if path not in delivered}
        if name == "changed":
            take_back(data_dir)
        report = build(data_dir, paths, landed_on=day, **knobs)
        accounting = query(
            data_dir,
            "select sum(columns(* exclude (landed_on, is_balanced))), bool_and(is_balanced) from meta.accounting",
        )
        with reading(Settings(data_dir=data_dir).build_file) as connection:
            days = connection.execute(
                "select landed_on, is_changed from intermediate.int_landing_days order by all"
            ).fetchall()
        uncommented = query(
            data_dir, "select table_name, column_name from duckdb_columns() where not internal and comment is null"
        )
        published = sorted(path.name for path in (data_dir / "published").iterdir())
        stages[name] = Stage(
            report, rows_of(data_dir), accounting[0], days, uncommented, published, list(delivered.items())
        )
    return stages


def take_back(data_dir: Path) -> None:
    """Withdraw ONE_MORE from the archive, and leave the build file as it is."""
    raw_dir = Settings(data_dir=data_dir).raw_dir
    (path,) = raw_dir.glob(f"*/*/{ONE_MORE}")
    withdraw(raw_dir, [str(path)], "the outlet asked for it", NEXT_DAY)


def test_only_days_whose_files_changed_are_made_anew(stages):
    assert {name: stage.days for name, stage in stages.items()} == {
        "five": [(SAMPLE_DAY, True)],
        "again": [(SAMPLE_DAY, True)],  # nothing was built
        "one more": [(SAMPLE_DAY, False), (NEXT_DAY, True)],
        "changed": [(SAMPLE_DAY, False), (NEXT_DAY, True)],
    }


def test_comments_stay_where_rows_come_and_go(stages):
    assert {name: stage.uncommented for name, stage in stages.items()} == {name: [] for name in stages}


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
    before, after = stages["one more"].facts(), stages["changed"].facts()
    # the reprint came, what was withdrawn went
    assert len(after["marts.fct_article"]) == len(before["marts.fct_article"])
    assert len(after["marts.fct_article_version"]) == len(before["marts.fct_article_version"]) + 1
    assert len(after["marts.fct_figure_revision"]) > len(before["marts.fct_figure_revision"])


def test_a_late_reprint_joins_its_story_and_what_was_withdrawn_leaves(stages):
    before, after = stages["one more"].facts(), stages["changed"].facts()
    assert len(after["marts.fct_story"]) == len(before["marts.fct_story"]) - 1

    def roles(facts: dict[str, list[tuple[Any, ...]]]) -> dict[str, str]:
        names = {path.name for path, _ in stages["changed"].delivered}
        known = {"independent", "original", "reprint", "derived"}
        return {
            name: next(value for value in row if value in known)
            for row in facts["marts.fct_article"]
            for name in names
            if any(isinstance(value, str) and value.endswith(name) for value in row)
        }

    wire, reprint = FIVE[0], CHANGED[1]
    assert roles(before)[wire] == "independent"
    assert (roles(after)[wire], roles(after)[reprint]) == ("original", "reprint")
    assert ONE_MORE in roles(before)
    assert ONE_MORE not in roles(after)


def test_the_same_text_under_another_name_is_a_duplicate(stages):
    n_duplicates = stages["changed"].accounting[4]
    assert n_duplicates == 1


def test_every_document_is_accounted_for_at_every_stage(stages):
    # files, documents, articles, versions, duplicates, not articles, quarantined, balanced
    assert [stage.accounting for stage in stages.values()] == [
        (5, 7, 5, 0, 0, 0, 2, True),
        (5, 7, 5, 0, 0, 0, 2, True),
        (6, 8, 6, 0, 0, 0, 2, True),
        (8, 10, 6, 1, 1, 0, 2, True),
    ]


def killed_at(data_dir: Path, file: str) -> bool:
    """Run what has landed, and kill -9 at the first sight of a file; False where the run ended before."""
    command = [sys.executable, "-m", "pipelines.cli", "run", "--data-dir", str(data_dir)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None:
        if (data_dir / file).exists():
            run.kill()
            run.wait()
            return True
        time.sleep(0.002)
    return False


def test_neither_order_nor_workers_nor_batches_nor_growing_nor_a_kill_change_a_row(stages, tmp_path):
    settings = Settings(data_dir=tmp_path)
    for path, day in reversed(stages["changed"].delivered):
        land([path], settings.raw_dir, day)
    take_back(tmp_path)
    lend_measurement(tmp_path)
    assert killed_at(tmp_path, "warehouse/build.duckdb"), "the run ended before dbt began"
    assert not settings.published_file.exists()
    build(tmp_path, [], workers=1, batch_articles=1)
    assert differing(stages["changed"].rows, rows_of(tmp_path)) == {}
    assert sorted(path.name for path in settings.published_file.parent.iterdir()) == stages["changed"].published
