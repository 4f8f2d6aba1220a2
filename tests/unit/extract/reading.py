"""Helpers for tests of the extract floor: sentences in, rows out."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.settings import SEEDS_DIR


@cache
def codebook() -> Codebook:
    return Codebook.load(SEEDS_DIR)


def batch_of(
    *bodies: str, headline: str | list[str] = "News of the day", published_on: dt.date = dt.date(2023, 3, 9)
) -> Batch:
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


_TOGETHER: dict[str, tuple[str, ...]] = {}
"""A text of a table of tests, and all texts of the tables of its module."""


def expect(texts: tuple[str, ...]) -> None:
    """Texts that `read` will be asked for: one batch is as fast as one text."""
    _TOGETHER.update((text, texts) for text in texts)


def read(extract: Callable[[Batch], pl.DataFrame], text: str, **article: Any) -> pl.DataFrame:
    """Rows of one text, with the rows' own columns. `extract` gives a frame with version_id, and is a module's function."""
    texts = _TOGETHER.get(text, (text,))
    return _read(extract, texts, **article).filter(pl.col("version_id") == str(texts.index(text)))


@cache
def _read(extract: Callable[[Batch], pl.DataFrame], texts: tuple[str, ...], **article: Any) -> pl.DataFrame:
    return extract(batch_of(*texts, **article))


def told(figures: pl.DataFrame) -> list[str]:
    """Rows of casualties.casualty_figures as tables of tests have them: `killed 6 - child part`."""
    return [
        f"{row['measure']} {'-' if row['low'] is None else row['low']} {'-' if row['high'] is None else row['high']} "
        f"{row['victim_group']}{' part' if row['is_part'] else ''}"
        for row in figures.iter_rows(named=True)
    ]


def of_sentences(batch: Batch, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with sentence_id, each with its sentence's version_id, in_headline and text as `sentence`."""
    sentences = batch.sentences.select("sentence_id", "version_id", "in_headline", sentence="text")
    return rows.join(sentences, on="sentence_id", maintain_order="left")
