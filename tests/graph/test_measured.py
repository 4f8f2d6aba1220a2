"""Every release publishes how well its own code and codebook read the gold corpus."""

from __future__ import annotations

import polars as pl
import pytest
from warehouses import query

from pipelines import stamps, steps
from pipelines.evaluate import quality
from pipelines.settings import Settings


def test_a_release_publishes_its_own_accuracy(sample_warehouse):
    rows = query(
        sample_warehouse,
        "select field, half, f1, support, baseline_f1 from meta.extraction_quality order by all",
    )
    lake = pl.read_parquet(quality.quality_file(sample_warehouse / "lake"))
    assert sorted(rows) == sorted(lake.select("field", "half", "f1", "support", "baseline_f1").rows())
    assert {half for _, half, *_ in rows} == {"tuning", "held_out", "all"}
    (ours, naive), *_ = [
        (f1, baseline) for field, half, f1, _, baseline in rows if (field, half) == ("casualty", "all")
    ]
    assert ours > naive


def test_what_is_measured_is_measured_again_only_when_something_changed(tmp_path, monkeypatch):
    settings = Settings(data_dir=tmp_path)
    first = steps.measure_quality(settings)
    assert not first.reused
    again = steps.measure_quality(settings)
    assert again.reused
    assert again.rows == first.rows
    monkeypatch.setattr(stamps, "quality_stamp", lambda: "of another codebook")
    assert not steps.measure_quality(settings).reused


@pytest.mark.parametrize("name", ["ingest_version", "extract_version", "evaluate_version"])
def test_a_change_of_code_or_gold_makes_the_published_file_stale(tmp_path, monkeypatch, name):
    settings = Settings(data_dir=tmp_path)
    before = stamps.warehouse_stamp(settings)
    monkeypatch.setattr(f"pipelines.versions.{name}", lambda: "another")
    assert stamps.warehouse_stamp(settings) != before
