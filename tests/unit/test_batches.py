import datetime as dt

import polars as pl
import pytest

from pipelines import batches
from pipelines.lake import partition_file, read_partition, write_partition, write_parts
from pipelines.schemas import ARTICLE, EXTRACT_TABLES

DAY = dt.date(2024, 1, 15)
PLACES = ("Kharkiv", "Mosul", "Aleppo", "Gaza")


@pytest.fixture
def source(tmp_path):
    rows = [
        {
            "version_id": f"{number:016x}-{number:08x}",
            "article_id": f"{number:016x}",
            "headline": f"Shelling kills {number + 2} in {place}",
            "body": f"{place.upper()} (Reuters) - At least {number + 2} people were killed and nine wounded when rockets "
            f"hit a market in {place} on Monday, the governor said.\n\nThe army denied that it had fired on the city.",
            "published_on": DAY,
        }
        for number, place in enumerate(PLACES)
    ]
    articles = pl.concat([ARTICLE.empty(), pl.DataFrame(rows)], how="diagonal_relaxed")
    return write_partition(tmp_path, ARTICLE, DAY, articles)


def extracted(source, folder, **options):
    parts = batches.extract_in_batches(source, folder, **options)
    written = {}
    for table in EXTRACT_TABLES:
        write_parts(folder, table, DAY, parts[table.name])
        written[table.name] = partition_file(folder, table, DAY).read_bytes()
    return written


def test_the_size_of_batches_changes_no_byte(source, tmp_path):
    whole = extracted(source, tmp_path / "whole", batch_articles=100)
    assert extracted(source, tmp_path / "single", batch_articles=1) == whole
    assert extracted(source, tmp_path / "threes", batch_articles=3) == whole


def test_the_number_of_processes_changes_no_byte(source, tmp_path, monkeypatch):
    whole = extracted(source, tmp_path / "whole", batch_articles=3)
    monkeypatch.setattr(batches, "POOL_FROM", 1)
    heard = []
    spread = extracted(source, tmp_path / "spread", batch_articles=3, workers=2, on_progress=heard.append)
    assert spread == whole
    assert heard == [3, 4]


def test_parts_end_to_end_are_what_one_frame_is(source, tmp_path):
    parts = batches.extract_in_batches(source, tmp_path / "parts", batch_articles=2)
    for table in EXTRACT_TABLES:
        write_parts(tmp_path / "a", table, DAY, parts[table.name])
        frame = pl.concat([pl.read_ipc(path) for path in parts[table.name]])
        write_partition(tmp_path / "b", table, DAY, frame)
        rows = read_partition(tmp_path / "a", table, DAY)
        assert rows.equals(read_partition(tmp_path / "b", table, DAY)), table.name
        assert rows.equals(table.conform(rows)), table.name


def test_a_day_without_articles_has_tables_without_rows(tmp_path):
    source = write_partition(tmp_path, ARTICLE, DAY, ARTICLE.empty())
    parts = batches.extract_in_batches(source, tmp_path / "parts", batch_articles=10)
    assert {name: len(paths) for name, paths in parts.items()} == {table.name: 1 for table in EXTRACT_TABLES}
    assert pl.read_ipc(parts["casualty_claim"][0]).is_empty()
