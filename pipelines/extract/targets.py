"""Targets: what kinds of things were hit.

What belongs here: telling a thing that was hit from one that is only named. What does not: the things (seed
target_terms) and words of violence (seed violence_terms, read in region_roles.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.claim_places import nearest_place
from pipelines.extract.matching import lean
from pipelines.schemas import TARGET_MENTION

_FILL = r"(?:[\w’'-]+[ ,]+){0,6}"
_HIT = (
    r"(?:hit(?:s|ting)?|str(?:uck|ike|ikes|iking)|damag(?:e|es|ed|ing)|destroy(?:s|ed|ing)?|target(?:s|ed|ing)?|attack(?:s|ed|ing)?|"
    r"bomb(?:s|ed|ing|ard\w*)?|shell(?:s|ed|ing)|pound(?:s|ed|ing)|raz(?:ed|ing)|burn(?:s|ed|t|ing)?|set(?:ting)? (?:fire to|ablaze|alight)|"
    r"slamm(?:ed|ing) into|crash(?:ed|ing) into|ripp(?:ed|ing) through|tore through|blew up|blow(?:n|ing) up|explod(?:ed|ing)|detonat(?:ed|ing)|"
    r"raid(?:s|ed|ing)?|storm(?:ed|ing)|ambush(?:ed|ing)?|torch(?:ed|ing)|fir(?:ed|ing) (?:at|on|into)|opened fire (?:at|on|into)|"
    r"land(?:ed|ing) (?:on|in|near)|fell (?:on|in|near)|level(?:led|ed|ling)|collaps(?:ed|ing)|flatten(?:ed|ing)|wreck(?:ed|ing)|"
    r"looted|overran|captured|seized|sank|sunk|blasted|shattered|gutted|demolish(?:ed|ing)|caught fire|rocked|sabotaged?|derailed)"
)
_NOUN = (
    r"(?:attacks?|strikes?|raids?|air ?strikes?|assaults?|bombings?|shelling|bombardments?|explosions?|blasts?|fires?|ambush|"
    r"damage(?: was (?:done|caused))?|hits?|direct hit|destruction|explosives|bombs?|missiles?|rockets?|shells?|mortars?|drones?)"
)
BEFORE = rf"(?i)\b(?:{_HIT} {_FILL}|{_NOUN} (?:was |were |had )?(?:\w+ )?(?:on|at|against|into|to|of|near|inside|outside|in|targeting|hit|struck) {_FILL})$"
"""What stands before a thing that was hit: `struck a`, `an attack on the`."""
BEHIND = (
    r"(?i)^(?: [\w’'-]+){0,5} (?:was|were|been|had been|being|have been|has been|also)?(?: \w+){0,2} ?"
    r"(?:hit|struck|damaged|destroyed|attacked|targeted|bombed|shelled|burn(?:ed|t|ing)|caught fire|collapsed|exploded|blown up|torched|"
    r"ablaze|on fire|set alight|came under (?:fire|attack)|ambushed|ransacked|looted|derailed|left without|ripped apart)\b"
)
"""What stands behind a thing that was hit: `was damaged`, `caught fire`."""
NOT_HIT = (
    r"(?i)\b(?:taken|rushed|brought|admitted|evacuated|transferred|died|treated|pronounced dead|moved|carried|flown|sheltering|shelter|"
    r"hospitali[sz]ed|told|said|according|fled|return(?:ed|ing)?|escaped|sent) (?:[\w’'-]+ ){0,4}(?:to|at|in|from|by|inside|into) (?:[\w’'-]+ ){0,3}$"
    r"|\b(?:near|behind|outside|from|beside|close to|opposite|towards?) (?:[\w’'-]+ ){0,2}$"
)
"""A thing where the wounded were brought, or beside which something fell."""


def target_mentions(batch: Batch) -> pl.DataFrame:
    """One row per article text and kind of target hit, in the columns of schemas.TARGET_MENTION.

    Evidence runs from the word of violence to the thing, in either order.
    """
    texts = batch.sentences.select("sentence_id", "text")
    found = (
        batch.terms("target_terms")
        .filter(pl.col("target_kind").is_not_null())
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            before=pl.col("text").str.slice(0, pl.col("start")).str.tail(110).str.extract(r"([^;:.!?]*)$", 1),
            behind=pl.col("text").str.slice(pl.col("end"), 110),
        )
        .with_columns(hit_before=pl.col("before").str.extract(lean(f"({BEFORE})"), 1), hit_behind=pl.col("behind").str.extract(lean(f"({BEHIND})"), 1))
        .with_columns(
            hit_before=pl.when(~pl.col("before").str.contains(lean(NOT_HIT))).then("hit_before"),
        )
        .filter(
            (pl.col("hit_before").is_not_null() | pl.col("hit_behind").is_not_null())
            & ~pl.col("text").str.contains(lean(r"(?i)\b(?:would|could|may|might|threaten\w*|plan(?:s|ned|ning)?|warn\w*) (?:\w+ ){0,3}(?:to )?(?:hit|strike|attack|target|bomb)\b"))
        )
        .with_columns(
            span_start=(pl.col("start") - pl.col("hit_before").fill_null("").str.len_chars()).cast(pl.Int32),
            span_end=(
                pl.col("end")
                + pl.when(pl.col("hit_before").is_null()).then(pl.col("hit_behind").str.len_chars()).otherwise(0)
            ).cast(pl.Int32),
        )
        .with_row_index("row_id")
    )  # fmt: skip
    places = nearest_place(batch, found.select("row_id", "sentence_id", "start", "end")).select("row_id", "region_id")
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "sentence_no", "in_headline", offset="char_start"
    )
    rows = (
        found.join(places, on="row_id", how="left", maintain_order="left")
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
        .sort("version_id", pl.col("sentence_no") == 0, "sentence_no", "start")
        .group_by("version_id", "article_id", "target_kind", maintain_order=True)
        .agg(
            pl.col("in_headline", "region_id").first(),
            target_text=pl.col("matched").first(),
            char_start=(pl.col("offset") + pl.col("span_start")).first(),
            char_end=(pl.col("offset") + pl.col("span_end")).first(),
        )
    )
    return TARGET_MENTION.conform(batch.prove(rows))
