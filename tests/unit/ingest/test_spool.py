"""Texts that are kept on disk while a day is read come back as those that were kept in memory."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from pipelines.ingest import day
from pipelines.ingest.day import Ingested, read_landing_day
from pipelines.ingest.spool import Spool

LANDED = dt.date(2024, 3, 5)
N_RECORDS = 50


def feed(tmp_path: Path) -> Path:
    """Two files of one feed: every record twice, another version of each seventh, a line that is broken."""
    records = [
        {
            "title": f"Shelling of village number {n} kills {n + 2}",
            "text": f"Shells fell on village number {n} on Monday and killed {n + 2} people, the district council said.",
            "url": f"https://wire.example/world/{n}",
            "published": f"2024-03-0{1 + n % 4}T10:00:00Z",
        }
        for n in range(N_RECORDS)
    ]
    later = [record | {"text": record["text"] + " A school was hit as well."} for record in records[::7]]
    folder = tmp_path / LANDED.isoformat() / "0123456789ab"
    folder.mkdir(parents=True)
    (folder / "one.jsonl").write_text("\n".join(map(json.dumps, records)) + '\n{"title": "cut o\n')
    (folder / "two.jsonl").write_text("\n".join(map(json.dumps, records + later)))
    return tmp_path


def read(raw: Path, spool_dir: Path | None = None) -> Ingested:
    if spool_dir:
        spool_dir.mkdir()
    return read_landing_day(raw, LANDED, spool_dir=spool_dir)


def test_a_day_on_disk_is_the_day_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = feed(tmp_path / "raw")
    in_memory = read(raw)
    monkeypatch.setattr(day, "ROWS_AT_ONCE", 5)
    monkeypatch.setattr("pipelines.ingest.spool.ROWS_A_RUN", 12)
    on_disk = read(raw, tmp_path / "spool")
    frames = list(on_disk.articles())
    assert len(list((tmp_path / "spool").iterdir())) > 3
    assert [frame.height for frame in frames] == [12, 12, 12, 12, 10]
    assert pl.concat(frames).equals(in_memory.article)
    assert in_memory.article["article_version"].to_list().count(2) == len(range(0, N_RECORDS, 7))
    assert on_disk.document.equals(in_memory.document)
    assert on_disk.quarantine.equals(in_memory.quarantine)


def test_a_day_without_articles_is_a_frame_without_rows(tmp_path: Path) -> None:
    assert [frame.height for frame in read(tmp_path, tmp_path / "spool").articles()] == [0]


def test_memory_holds_no_text_that_is_on_disk(tmp_path: Path) -> None:
    frame = read(feed(tmp_path / "raw")).article.with_columns(file_uri=pl.lit("one.jsonl"))
    spool = Spool(frame.schema, tmp_path, rows_a_run=30)
    spool.add(frame.head(29))
    assert not list(tmp_path.glob("run-*"))
    spool.add(frame.tail(-29))
    assert len(list(tmp_path.glob("run-*"))) == 1
    assert "body" not in spool.names().columns
