"""Places and regions of an article: where it speaks of, and where violence is said to have taken place.

What belongs here: the batch's place mentions (with metonyms of governments told apart), the region rows with their
role. What does not: names (gazetteer.py), where they stand (place_candidates.py), what they mean (place_resolution.py,
local_places.py) and where one figure belongs (claim_places.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pipelines import schemas
from pipelines.extract.gazetteer import TYPE_WORDS, Gazetteer
from pipelines.extract.local_places import local_places
from pipelines.extract.place_candidates import COMPASS_WORDS, candidates, place_words, sentence_case
from pipelines.extract.place_evidence import PlaceCues
from pipelines.extract.place_resolution import resolve
from pipelines.extract.place_stance import datelines, with_stance
from pipelines.extract.region_roles import with_hits

if TYPE_CHECKING:
    from pipelines.extract.batch import Batch

PLACE_MENTION = pl.Schema(
    {
        "sentence_id": pl.UInt32,
        "start": pl.Int32,
        "end": pl.Int32,
        "place_text": pl.String,
        "place_name": pl.String,
        "kind": pl.String,
        "region_id": pl.String,
        "country_code": pl.String,
        "is_metonym": pl.Boolean,
        "is_actor": pl.Boolean,
        "is_location": pl.Boolean,
        "is_away": pl.Boolean,
        "is_aside": pl.Boolean,
        "is_seat": pl.Boolean,
        "is_dateline": pl.Boolean,
        "evidence": pl.Int32,
        "preposition": pl.String,
        "list_id": pl.UInt32,
    }
)
"""Columns of place mentions: offsets in the sentence, in code points."""


def place_mentions(batch: Batch) -> pl.DataFrame:
    """Every place named in the batch's sentences, headline too: columns of PLACE_MENTION, in text order.

    `region_id` is the first-level region (ISO 3166-2), the country code where only the country can be told, NULL for
    seas and for areas across countries. `is_metonym`: a capital that stands for its government. `is_actor`: a country
    that acts and is not the place of something. `is_location`: a country that closes an address. `evidence`: 3 to 0
    (place_resolution.resolve). `preposition`: the word that governs the name.
    """
    gazetteer = Gazetteer.of(batch.codebook)
    cues = PlaceCues.of(batch.codebook)
    words = place_words(batch.tokens, batch.vocabulary, gazetteer)
    spans = candidates(words, gazetteer)
    if spans.is_empty():
        return PLACE_MENTION.to_frame()
    cases = sentence_case(words)
    places = resolve(spans, words, batch.sentences, cases, datelines(batch.sentences), gazetteer, cues)
    places = local_places(words, places, batch.sentences, cases, gazetteer, cues, batch.codebook)
    texts = batch.sentences.select("sentence_id", sentence="text")
    places = with_stance(places, texts, gazetteer, cues)
    # `southern Russia`, `northern Hama`: the part of the land belongs to the name as written.
    is_part = pl.col("prev1").is_in(COMPASS_WORDS) & ~pl.col("kind").is_in(["city", "local"]) & ~pl.col("hyphen_before")
    places = places.with_columns(
        start=pl.when(is_part.fill_null(False)).then("prev1_start").otherwise("start").cast(pl.Int32)
    )
    return (
        places.lazy()
        .with_columns(
            end=pl.when(pl.col("type_word") & pl.col("next1_end").is_not_null() & _type_word_beside(gazetteer))
            .then(pl.col("next1_end"))
            .otherwise("end")
            .cast(pl.Int32)
        )
        .join(texts.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(place_text=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .with_columns(place_text=pl.col("place_text").str.replace("['’][sS]?$", ""))
        .with_columns(end=pl.col("start") + pl.col("place_text").str.len_chars().cast(pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in PLACE_MENTION.items())
        .sort("sentence_id", "start")
        .collect(engine="in-memory")
    )


def _type_word_beside(gazetteer: Gazetteer) -> pl.Expr:
    singular = [word for word in TYPE_WORDS if not word.endswith("s")]
    return pl.col("next1").is_in(singular)


# --- roles ------------------------------------------------------------------------------------------


def region_mentions(batch: Batch) -> pl.DataFrame:
    """One row per article text and region: schemas.REGION_MENTION.

    A region is `hit` where violence is said to have taken place there; else `mentioned`. A country has a row only
    where none of its regions is named and it is the place of something.
    """
    mentions = batch.places.filter(
        pl.col("region_id").is_not_null() & ~pl.col("is_metonym") & ~pl.col("is_actor") & ~pl.col("is_seat")
    ).join(
        batch.sentences.select("sentence_id", "version_id", "article_id", "in_headline", "char_start", "sentence_no"),
        on="sentence_id",
        how="left",
        maintain_order="left",
    )
    if mentions.is_empty():
        return schemas.REGION_MENTION.empty()
    is_country = pl.col("region_id").str.len_chars() == 2
    has_region = (~is_country).any().over("version_id", "country_code")
    mentions = mentions.filter(~is_country | ~has_region)
    hits = with_hits(mentions, batch)
    rows = (
        hits.sort("version_id", "is_hit", "sentence_no", "start", descending=[False, True, False, False])
        .group_by("version_id", "article_id", "region_id", maintain_order=True)
        .agg(
            role=pl.when(pl.col("is_hit").any()).then(pl.lit("hit")).otherwise(pl.lit("mentioned")),
            n_mentions=pl.len(),
            places=pl.col("place_text").unique(maintain_order=True).str.join("; "),
            char_start=(pl.col("char_start") + pl.col("start")).first(),
            char_end=(pl.col("char_start") + pl.col("end")).first(),
            in_headline=pl.col("in_headline").first(),
        )
    )
    return schemas.REGION_MENTION.conform(batch.prove(rows))
