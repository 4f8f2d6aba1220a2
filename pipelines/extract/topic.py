"""Topic: does an article report armed violence?

What belongs here: weighing the words of the seed conflict_terms. What does not: the words and their strength.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.schemas import ARTICLE_TOPIC

CONFLICT_FROM = 4
"""Least weight of a conflict article, in points (see article_topics)."""
SENTENCES_A_POINT = 10
"""A longer text meets more words by chance: one point more for each so many sentences beyond the first ten."""
SHORT = 10
"""Sentences of a text that two terms suffice for."""
SETTINGS = 5
"""Terms of the setting that make a report by themselves: army, convoy, missiles, tanks, ceasefire."""
LEADING = 3
"""Sentences, beside the headline, in which news says what it is about."""


def article_topics(batch: Batch) -> pl.DataFrame:
    """One row per article text, in the columns of schemas.ARTICLE_TOPIC.

    Every distinct term counts its strength once (2: armed violence on its own; 1: needs company; below zero: another
    topic), and once more in the headline or the first three sentences, where news says what it is about. An article
    is of conflict from CONFLICT_FROM points on, more for a long text, if what leads it does not tell of another
    topic, and if it has a term of strength 2, or terms of strength 1 that make a report together: two acts, or two
    of act, harm and setting (`looted`, `killed`, `soldiers`), or SETTINGS of setting; three such terms
    where the text is longer.
    """
    sentences = batch.sentences.select("sentence_id", "version_id", "sentence_no", "text")
    found = (
        batch.terms("conflict_terms")
        .join(sentences.select("sentence_id", "version_id", "sentence_no"), on="sentence_id", how="left")
        .with_columns(strength=pl.col("strength").cast(pl.Int32))
    )
    terms = found.group_by("version_id", term=pl.col("term").str.to_lowercase()).agg(
        pl.col("strength", "kind").first(), is_leading=(pl.col("sentence_no") <= LEADING).any()
    )
    strength = pl.col("strength")
    weights = terms.group_by("version_id").agg(
        points=(strength * (1 + pl.col("is_leading").cast(pl.Int32))).sum(),
        leading=strength.filter("is_leading").sum(),
        n_strong=(strength >= 2).sum(),
        n_acts=((strength == 1) & (pl.col("kind") == "act")).sum(),
        n_harms=((strength == 1) & (pl.col("kind") == "harm")).sum(),
        n_settings=((strength == 1) & (pl.col("kind") == "setting")).sum(),
        conflict_terms=pl.col("term").filter(strength > 0).sort().str.join("; "),
    )
    n_sentences = found.filter(pl.col("strength") > 0).group_by("version_id").agg(
        n_conflict_terms=pl.col("sentence_id").n_unique()
    )  # fmt: skip
    lengths = sentences.group_by("version_id").agg(length=pl.len().cast(pl.Int32))
    needed = CONFLICT_FROM + (pl.col("length") - 10).clip(lower_bound=0) // SENTENCES_A_POINT
    n_weak = pl.col("n_acts") + pl.col("n_harms") + pl.col("n_settings")
    is_report = (
        (pl.col("n_acts") >= 2)
        | (pl.col("n_settings") >= SETTINGS)
        | (
            (pl.col("n_acts") + pl.col("n_harms") >= 1)
            & ((pl.col("n_acts") > 0).cast(pl.Int8) + (pl.col("n_harms") > 0) + (pl.col("n_settings") > 0) >= 2)
        )
    )
    rows = (
        batch.articles.select("version_id", "article_id")
        .join(weights, on="version_id", how="left", maintain_order="left")
        .join(n_sentences, on="version_id", how="left", maintain_order="left")
        .join(lengths, on="version_id", how="left", maintain_order="left")
        .with_columns(
            is_conflict=(
                (pl.col("points") >= needed)
                & (pl.col("leading") >= 0)
                & ((pl.col("n_strong") >= 1) | (is_report & ((n_weak >= 3) | (pl.col("length") <= SHORT))))
            ).fill_null(False),
            conflict_terms=pl.when(pl.col("conflict_terms") != "").then("conflict_terms"),
            n_conflict_terms=pl.col("n_conflict_terms").fill_null(0),
        )
    )
    return ARTICLE_TOPIC.conform(rows)
