"""Helpers for tests of the extract floor: sentences in, rows out."""

import datetime as dt
from functools import cache

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.settings import SEEDS_DIR


@cache
def codebook() -> Codebook:
    return Codebook.load(SEEDS_DIR)


def batch_of(*bodies: str, headline: str = "News of the day", published_on: dt.date = dt.date(2023, 3, 9)) -> Batch:
    """One article a text, with version_ids 0, 1, 2, ..."""
    articles = pl.DataFrame(
        {
            "version_id": [str(i) for i in range(len(bodies))],
            "article_id": [f"article-{i}" for i in range(len(bodies))],
            "headline": headline,
            "body": list(bodies),
            "published_on": published_on,
            "dateline_place": pl.Series([None] * len(bodies), dtype=pl.String),
            "language": "en",
            "agency": pl.Series([None] * len(bodies), dtype=pl.String),
            "outlet_id": "outlet.example",
            "outlet_name": pl.Series([None] * len(bodies), dtype=pl.String),
        }
    )
    return Batch(articles, codebook())
