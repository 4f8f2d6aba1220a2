import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipelines.ingest.day import read_landing_day

SEED = Path(__file__).resolve().parents[3] / ".." / "shared" / "seed" / "raw"


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not here (../shared/seed/raw)")
@pytest.mark.parametrize("landed_on", [dt.date(2023, 3, 10), dt.date(2026, 11, 24)])
def test_the_seed_article_is_dated_by_inference_whenever_it_lands(tmp_path, landed_on):
    shutil.copytree(SEED, tmp_path / landed_on.isoformat())
    ingested = read_landing_day(tmp_path, landed_on)
    (row,) = ingested.article.to_dicts()
    assert (row["published_on"], row["published_on_source"]) == (dt.date(2023, 3, 9), "inferred")
    assert (row["agency"], row["headline_label"], row["language"]) == ("Reuters", "UPDATED", "en")
    assert not row["headline"].startswith("UPDATED")
    assert "Reading Time" not in row["body"]
