"""The whole evaluation: gold, readings, baseline, outcomes, and the table of quality that the warehouse publishes.

What belongs here: the order of things and the summing of outcomes. What does not: showing (report.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.evaluate.baseline import Lookups, read_naively
from pipelines.evaluate.compare import FIELDS, WITHOUT_PRECISION, Outcomes, compare
from pipelines.evaluate.gold import GoldArticle, read_gold
from pipelines.evaluate.readings import read_all
from pipelines.extract.codebook import Codebook
from pipelines.lake import replace_parquet
from pipelines.schemas import EXTRACTION_QUALITY

GIVEN_TO_BASELINE = ("published_on", "body", "offsets")
"""The baseline is handed the clean text and its date: these are no measure of it."""

LANDED_ON = dt.date(2026, 1, 1)
"""Landing day of the gold corpus: after all of its dates, and always the same, so that the same code gives the same."""


@dataclass(frozen=True)
class Evaluation:
    """Outcomes by article and field, of the production code and of the baseline."""

    articles: list[GoldArticle]
    ours: dict[str, Outcomes]
    naive: dict[str, Outcomes]
    codebook_version: str


def evaluate(gold_dir: Path, codebook: Codebook) -> Evaluation:
    """Read gold_dir/raw with the production code and compare with gold_dir/gold.jsonl. Touches nothing else."""
    articles = read_gold(gold_dir / "gold.jsonl")
    readings = read_all(gold_dir / "raw", codebook, LANDED_ON)
    lookups = Lookups.of(codebook)
    ours = {article.id: compare(article, readings.get(article.file)) for article in articles}
    naive = {
        article.id: compare(article, read_naively(article.headline, article.body, article.published_on, lookups))
        for article in articles
    }
    return Evaluation(articles, ours, naive, codebook.version)


def quality_table(evaluation: Evaluation) -> pl.DataFrame:
    """schemas.EXTRACTION_QUALITY: one row per field and half, and `all`."""
    rows = []
    for half in ("tuning", "held_out", "all"):
        ids = [article.id for article in evaluation.articles if half in (article.half, "all")]
        for name in FIELDS:
            ours = scores_of(name, (evaluation.ours[key] for key in ids))
            given = name in GIVEN_TO_BASELINE
            naive = scores_of(name, () if given else (evaluation.naive[key] for key in ids))
            baseline = {f"baseline_{score}": naive[score] for score in ("precision", "recall", "f1")}
            rows.append({"field": name, "half": half, **ours, **baseline})
    frame = pl.DataFrame(rows, schema_overrides=dict(EXTRACTION_QUALITY.schema), infer_schema_length=None)
    return EXTRACTION_QUALITY.conform(frame)


def scores_of(name: str, outcomes: Iterable[Outcomes]) -> dict[str, float | int | None]:
    """Precision, recall, F1 and support of one field; NULL where nothing was there to be right or wrong."""
    counts = [outcome[name].counts() for outcome in outcomes]
    right, missed, invented = (sum(count[i] for count in counts) for i in range(3))
    precision = right / (right + invented) if right + invented else None
    recall = right / (right + missed) if right + missed else None
    if name in WITHOUT_PRECISION:
        return {"precision": None, "recall": recall, "f1": None, "support": right + missed}
    f1 = 2 * right / (2 * right + missed + invented) if right + missed + invented else None
    return {"precision": precision, "recall": recall, "f1": f1, "support": right + missed}


def quality_file(lake_dir: Path) -> Path:
    """Path of the lake's one file of extraction quality: it belongs to the code, not to a landing day."""
    return lake_dir / EXTRACTION_QUALITY.name / "part-0.parquet"


def write_quality(lake_dir: Path, table: pl.DataFrame) -> Path:
    """Replace the lake table extraction_quality, whole or not at all."""
    return replace_parquet(quality_file(lake_dir), EXTRACTION_QUALITY.conform(table).lazy())
