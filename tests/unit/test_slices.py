"""A landing day in slices: every row in one of them, and what belongs together in the same."""

from pathlib import Path

import polars as pl
from good_day import LANDED_ON, N_ARTICLES, good_day

from pipelines.lake import write_partition
from pipelines.schemas import TABLES
from pipelines.slices import DayInSlices

A_SLICE = 7


def written(tmp_path: Path, **tables: pl.DataFrame) -> DayInSlices:
    for name, frame in (good_day() | tables).items():
        write_partition(tmp_path, TABLES[name], LANDED_ON, frame)
    return DayInSlices(tmp_path, LANDED_ON, A_SLICE)


def test_every_row_is_in_one_slice(tmp_path: Path) -> None:
    slices = list(written(tmp_path))
    assert len(slices) == -(-N_ARTICLES // A_SLICE)
    assert {part["article"].height for part in slices[:-1]} == {A_SLICE}
    for name, frame in good_day().items():
        key = TABLES[name].key
        assert pl.concat(part[name] for part in slices).sort(key).equals(frame.sort(key))


def test_a_slice_holds_all_rows_of_its_texts(tmp_path: Path) -> None:
    for part in written(tmp_path):
        versions = set(part["article"]["version_id"])
        assert versions == set(part["document"]["version_id"]) == set(part["casualty_claim"]["version_id"])


def test_what_has_no_text_is_in_the_first_slice(tmp_path: Path) -> None:
    refused = good_day()["document"].tail(1).with_columns(
        source_uri=pl.lit("zz.txt"), outcome=pl.lit("quarantined"), version_id=None, article_id=None
    )  # fmt: skip
    first, *others = written(tmp_path, document=pl.concat([good_day()["document"], refused], how="vertical_relaxed"))
    assert "zz.txt" in first["document"]["source_uri"]
    assert not any("zz.txt" in part["document"]["source_uri"] for part in others)


def test_documents_of_one_name_are_seen_together(tmp_path: Path) -> None:
    """Their texts stand far apart; that one name stands twice is seen where both are looked at."""
    uris = good_day()["document"].sort("version_id")["source_uri"]
    last, first = uris[-1], uris[0]
    twice = good_day()["document"].with_columns(source_uri=pl.col("source_uri").replace(last, first))
    slices = list(written(tmp_path, document=twice))
    assert [part["document"]["source_uri"].is_duplicated().sum() for part in slices[:2]] == [2, 0]
    assert sum(part["document"].height for part in slices) == N_ARTICLES
    assert sum(part["casualty_claim"].height for part in slices) == 2 * N_ARTICLES


def test_a_day_without_articles_is_one_slice(tmp_path: Path) -> None:
    assert [{name: frame.height for name, frame in part.items()} for part in DayInSlices(tmp_path, LANDED_ON)] == [
        dict.fromkeys(TABLES, 0)
    ]


def test_actors_are_those_of_the_whole_day(tmp_path: Path) -> None:
    assert written(tmp_path).actor_ids().to_list() == ["army-xa"]


def test_whoever_waits_is_told_how_many_slices_are_done(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    day = written(tmp_path)
    day.on_progress = lambda done, total: told.append((done, total))
    n_slices = len(list(day))
    assert told == [(number + 1, n_slices) for number in range(n_slices)]
