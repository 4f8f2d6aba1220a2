"""Topic: does an article report armed violence?

What belongs here: weighing the words of the seed conflict_terms. What does not: the words and their strength.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import find_terms
from pipelines.schemas import ARTICLE_TOPIC

CONFLICT_FROM = 4
"""Least weight of a conflict article, in points (see article_topics)."""


def article_topics(batch: Batch) -> pl.DataFrame:
    """One row per article text, in the columns of schemas.ARTICLE_TOPIC.

    Every distinct term counts its strength once (2: armed violence on its own; 1: needs company; below zero: another
    topic), and once more in the headline or the first three sentences, where news says what it is about. An article
    is of conflict from CONFLICT_FROM points on and with at least one term of strength 2, or three of strength 1.
    """
    sentences = batch.sentences.select("sentence_id", "version_id", "sentence_no", "text")
    found = (
        find_terms(sentences.select("sentence_id", "text"), batch.codebook.terms("conflict_terms"))
        .join(sentences.select("sentence_id", "version_id", "sentence_no"), on="sentence_id", how="left")
        .with_columns(strength=pl.col("strength").cast(pl.Int32))
    )
    terms = found.group_by("version_id", term=pl.col("term").str.to_lowercase()).agg(
        strength=pl.col("strength").first(), is_leading=(pl.col("sentence_no") <= 3).any()
    )
    weights = terms.group_by("version_id").agg(
        points=(pl.col("strength") * (1 + pl.col("is_leading").cast(pl.Int32))).sum(),
        n_strong=(pl.col("strength") >= 2).sum(),
        n_weak=(pl.col("strength") == 1).sum(),
        conflict_terms=pl.col("term").filter(pl.col("strength") > 0).sort().str.join("; "),
    )
    n_sentences = found.filter(pl.col("strength") > 0).group_by("version_id").agg(
        n_conflict_terms=pl.col("sentence_id").n_unique()
    )  # fmt: skip
    rows = (
        batch.articles.select("version_id", "article_id")
        .join(weights, on="version_id", how="left", maintain_order="left")
        .join(n_sentences, on="version_id", how="left", maintain_order="left")
        .with_columns(
            is_conflict=(
                (pl.col("points") >= CONFLICT_FROM) & ((pl.col("n_strong") >= 1) | (pl.col("n_weak") >= 3))
            ).fill_null(False),
            conflict_terms=pl.when(pl.col("conflict_terms") != "").then("conflict_terms"),
            n_conflict_terms=pl.col("n_conflict_terms").fill_null(0),
        )
    )
    return ARTICLE_TOPIC.conform(rows)
