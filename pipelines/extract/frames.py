"""Framing terms: whose words for war, attack, party and land a text uses, and in which voice.

What belongs here: finding the terms of the seeds frames and frame_terms, and telling the outlet's own voice from a
quotation and from reported speech. What does not: which words frame (the seeds).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.schemas import FRAME_MENTION


def frame_mentions(batch: Batch) -> pl.DataFrame:
    """One row per article text, framing term and voice, in the columns of schemas.FRAME_MENTION.

    voice: `quoted` in quotation marks, `attributed` in what a speaker is reported to have said, else `own`.
    """
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "in_headline", "text", offset="char_start"
    )
    found = (
        batch.terms("frame_terms")
        .with_row_index("mention")
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
    )
    said = batch.attributions.select("sentence_id", "is_quote", said_start="start", said_end="end")
    within = (
        found.select("mention", "sentence_id", "start")
        .join(said, on="sentence_id", how="inner")
        .filter((pl.col("said_start") <= pl.col("start")) & (pl.col("start") < pl.col("said_end")))
        .group_by("mention")
        .agg(is_quote=pl.col("is_quote").any(), is_said=pl.lit(True))
    )
    before = pl.col("text").str.slice(0, pl.col("start"))
    opened = before.str.count_matches("[“«]") > before.str.count_matches("[”»]")
    straight = before.str.count_matches('"') % 2 == 1
    rows = (
        found.join(within, on="mention", how="left", maintain_order="left")
        .with_columns(
            voice=pl.when(opened | straight | pl.col("is_quote").fill_null(False) | before.str.contains("[‘']$"))
            .then(pl.lit("quoted"))
            .when(pl.col("is_said").fill_null(False))
            .then(pl.lit("attributed"))
            .otherwise(pl.lit("own"))
        )
        .group_by("version_id", "article_id", "frame_id", "voice", maintain_order=True)
        .agg(
            pl.col("in_headline").first(),
            n_mentions=pl.len(),
            char_start=(pl.col("offset") + pl.col("start")).first(),
            char_end=(pl.col("offset") + pl.col("end")).first(),
        )
    )
    return FRAME_MENTION.conform(batch.prove(rows))
