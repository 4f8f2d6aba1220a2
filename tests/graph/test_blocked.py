"""A failed check: nothing downstream is made, the last good file stays, and the error says what to look at."""

from __future__ import annotations

import datetime as dt
import shutil

import polars as pl
import pytest
from warehouses import SAMPLE_DAY, build, rows_of

from pipelines import batches
from pipelines.runner import RunError
from pipelines.settings import SAMPLE_DIR


def test_a_critical_failure_keeps_the_last_good_file(sample_warehouse, tmp_path, monkeypatch):
    data_dir = tmp_path / "data"
    shutil.copytree(sample_warehouse, data_dir)
    before = rows_of(data_dir)
    tomorrow = tmp_path / "tomorrow.txt"
    tomorrow.write_text((SAMPLE_DIR / "verrettes-gang-raid.txt").read_text() + "\nPolice counted two more dead.\n")
    extract = batches.extract

    def broken(articles, codebook):
        tables = extract(articles, codebook)
        claims = tables["casualty_claim"]
        # One name for all figures: the key is broken for most rows, which no quarantine of single rows can mend.
        return tables | {"casualty_claim": claims.with_columns(claim_id=pl.lit("all-the-same"))}

    monkeypatch.setattr(batches, "extract", broken)
    with pytest.raises(RunError) as failure:
        build(data_dir, [tomorrow], landed_on=SAMPLE_DAY + dt.timedelta(days=1))
    assert "casualty_claim" in str(failure.value)
    assert "last good file stays" in str(failure.value)
    assert rows_of(data_dir) == before
