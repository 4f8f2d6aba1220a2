"""Places and regions of an article: where it speaks of, and where violence is said to have taken place.

What belongs here: the batch's place mentions (with metonyms of governments told apart), the region rows with their
role, and the place of a claim. What does not: names (gazetteer.py), where they stand (place_candidates.py) and what
they mean (place_resolution.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pipelines import schemas
from pipelines.extract.gazetteer import Gazetteer
from pipelines.extract.place_candidates import COMPASS_WORDS, candidates, place_words, sentence_case
from pipelines.extract.place_resolution import DIRECTIONAL, LOCATIVE, PlaceCues, resolve

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
        "is_dateline": pl.Boolean,
        "evidence": pl.Int32,
        "preposition": pl.String,
    }
)
"""Columns of place mentions: offsets in the sentence, in code points."""


def place_mentions(batch: Batch) -> pl.DataFrame:
    """Every place named in the batch's sentences, headline too: columns of PLACE_MENTION, in text order.

    `region_id` is the first-level region (ISO 3166-2), the country code where only the country can be told, NULL for
    seas and for areas across countries. `is_metonym`: a capital that stands for its government. `is_actor`: a country
    that acts and is not the place of something. `evidence`: 3 to 0 (place_resolution.resolve). `preposition`: the
    word that governs the name.
    """
    gazetteer = Gazetteer.of(batch.codebook)
    cues = PlaceCues.of(batch.codebook)
    words = place_words(batch.tokens)
    spans = candidates(words, gazetteer)
    if spans.is_empty():
        return PLACE_MENTION.to_frame()
    cases = sentence_case(words.join(spans.select("sentence_id").unique(), on="sentence_id", how="semi"))
    places = resolve(spans, words, batch.sentences, cases, _datelines(batch.sentences), gazetteer, cues)
    places = _with_stance(places, gazetteer, cues)
    texts = batch.sentences.select("sentence_id", sentence="text")
    # `southern Russia`, `northern Hama`: the part of the land belongs to the name as written.
    is_part = pl.col("prev1").is_in(COMPASS_WORDS) & (pl.col("kind") != "city") & ~pl.col("hyphen_before")
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
    from pipelines.extract.gazetteer import TYPE_WORDS

    singular = [word for word in TYPE_WORDS if not word.endswith("s")]
    return pl.col("next1").is_in(singular)


def _datelines(sentences: pl.DataFrame) -> pl.DataFrame:
    """Where the dateline of an article ends, in its first sentence: `KYIV, Oct 3 (Reuters) - `, `HAMA, Syria`."""
    agency = r"(?:\((?:[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|Interfax|Anadolu|dpa)\)|/[A-Z]{2,6}/\.?)"
    capitals = r"\p{Lu}[\p{Lu}’'-]{2,}"
    pattern = (
        rf"^((?:{capitals}[^!?\n]{{0,70}}?|\p{{Lu}}[\p{{L}}.’'-]+[^!?\n]{{0,50}}?{agency})"
        rf"(?:{agency}\s*[-–—:]*|\s[-–—]{{1,3}}\s|[-–—]{{2}}|—|:\s|$))"
    )
    return (
        sentences.lazy()
        .filter(~pl.col("in_headline") & (pl.col("sentence_no") <= 2))
        .with_columns(head=pl.col("text").str.extract(pattern, 1))
        .filter(pl.col("head").is_not_null())
        .select("sentence_id", dateline_end=pl.col("head").str.len_chars().cast(pl.Int32))
        .collect(engine="in-memory")
    )


def _with_stance(places: pl.DataFrame, gazetteer: Gazetteer, cues: PlaceCues) -> pl.DataFrame:
    """Tell places from governments: `Moscow said`, `aid for Kyiv`, `Russia launched` are no places."""
    prev1, prev2, next1 = pl.col("prev1"), pl.col("prev2"), pl.col("next1")
    modifiers = cues["modifier"]
    preposition = (
        pl.when(prev1.is_in([*LOCATIVE, *DIRECTIONAL]))
        .then(prev1)
        .when(prev1.is_in(modifiers) & prev2.is_in([*LOCATIVE, *DIRECTIONAL]))
        .then(prev2)
        .when(prev2.is_in(modifiers) & pl.col("prev3").is_in([*LOCATIVE, *DIRECTIONAL]))
        .then("prev3")
    )
    places = places.join(
        gazetteer.capitals.select("key", capital_of="country_code"), on="key", how="left", maintain_order="left"
    ).with_columns(preposition=preposition)
    is_capital_city = (pl.col("capital_of") == pl.col("country_code")) & pl.col("kind").is_in(["city", "region"])
    settled = pl.col("preposition").is_in([*LOCATIVE, "over", "above", "through", "via", "off"]).fill_null(False)
    moved = pl.col("preposition").is_in([*DIRECTIONAL]).fill_null(False)
    supported = prev2.is_in(cues["support_noun"]).fill_null(False)
    is_stood = (pl.col("evidence") >= 2) | settled | pl.col("is_dateline") | pl.col("type_word")
    # Behind no preposition a capital is its government, but where something is done to the city.
    # `Beirut's southern suburbs` are in the city.
    part_of_city = pl.col("is_possessive") & (
        next1.is_in(cues["facility"]) | pl.col("next2").is_in(cues["facility"])
    ).fill_null(False)
    struck = prev1.is_in(cues["struck_verb"]).fill_null(False) | next1.is_in(["was", "were", "came", "has"]).fill_null(
        False
    ) & pl.col("next2").is_in(["hit", "struck", "attacked", "under", "shelled", "bombed", "rocked", "been"]).fill_null(
        False
    )
    to_government = (moved & (supported | pl.col("preposition").is_in(["between", "for", "against", "on"]))).fill_null(
        False
    )
    is_stood = is_stood | part_of_city
    metonym = is_capital_city & ~is_stood & ((~moved & ~struck) | to_government)
    travelled = pl.col("preposition").is_in(["toward", "towards", "entered", "reached", "along"]).fill_null(False) | (
        prev1.is_in(["from", "to", "for"]) & prev2.is_in(cues["motion_verb"])
    ).fill_null(False)
    return places.with_columns(
        is_metonym=metonym.fill_null(False) & ~pl.col("is_compound") | (is_capital_city & pl.col("is_compound")),
        is_actor=((pl.col("kind") == "country") & ~settled & ~travelled),
    )


# --- the place of a claim ---------------------------------------------------------------------------


def nearest_place(batch: Batch, spans: pl.DataFrame) -> pl.DataFrame:
    """The place where what a span tells took place.

    `spans`: row_id (unique), sentence_id, start, end (code points in the sentence). Out, one row per span that has a
    place: row_id, region_id (NULL for seas and places unknown), place_text (as written), place_source: `sentence`
    (a place of the same sentence that is not where somebody came from or went to; the nearest, a town before its
    region, a part of the sentence before another part), `paragraph` (the last such place of an earlier sentence of
    the paragraph), `article` (the first place of the body's lead, else of the headline).
    """
    keys = batch.sentences.select("sentence_id", "version_id", "paragraph_no", "sentence_no", "text")
    scenes = _scenes(batch).join(keys.drop("text"), on="sentence_id", how="left", maintain_order="left")
    asked = spans.select("row_id", "sentence_id", "start", "end").join(keys, on="sentence_id", how="left")
    same = _same_sentence(asked, scenes)
    before = (
        asked.join(scenes, on=["version_id", "paragraph_no"], how="inner", suffix="_place")
        .filter(pl.col("sentence_no_place") < pl.col("sentence_no"))
        .sort("row_id", "sentence_no_place", "rank", "start_place", descending=[False, True, False, False])
        .unique("row_id", keep="first", maintain_order=True)
        .select("row_id", "region_id", "place_text", place_source=pl.lit("paragraph"))
    )
    lead = (
        scenes.sort("version_id", pl.col("sentence_no") == 0, "sentence_no", "rank", "start")
        .unique("version_id", keep="first", maintain_order=True)
        .select("version_id", "region_id", "place_text", place_source=pl.lit("article"))
    )
    whole = asked.select("row_id", "version_id").join(lead, on="version_id", how="inner").drop("version_id")
    return (
        pl.concat([same, before, whole.select(same.columns)])
        .unique("row_id", keep="first", maintain_order=True)
        .sort("row_id")
    )


def _scenes(batch: Batch) -> pl.DataFrame:
    """Mentions that can be the place of an event: rank 0 (in, near, at), 1 (other), 2 (a country), no dateline."""
    away = pl.col("preposition").is_in(["from", "to", "for", "toward", "towards", "against"]).fill_null(False)
    return (
        batch.places.filter(~pl.col("is_metonym") & ~pl.col("is_actor") & ~pl.col("is_dateline") & ~away)
        .with_columns(
            rank=pl.when(pl.col("kind") == "country").then(2).when(pl.col("evidence") >= 2).then(0).otherwise(1)
        )
        .select("sentence_id", "start", "end", "place_text", "region_id", "country_code", "kind", "evidence", "rank")
    )


def _same_sentence(asked: pl.DataFrame, scenes: pl.DataFrame) -> pl.DataFrame:
    """The best place of the span's own sentence: row_id, region_id, place_text, place_source."""
    place_first = pl.col("end_place") <= pl.col("start")
    between = (
        pl.when(place_first)
        .then(pl.col("text").str.slice(pl.col("end_place"), (pl.col("start") - pl.col("end_place")).clip(0)))
        .otherwise(pl.col("text").str.slice(pl.col("end"), (pl.col("start_place") - pl.col("end")).clip(0)))
    )
    return (
        asked.join(
            scenes.select(pl.exclude("version_id", "paragraph_no", "sentence_no")),
            on="sentence_id",
            how="inner",
            suffix="_place",
        )
        .with_columns(between=between)
        .with_columns(
            cost=pl.col("between").str.len_chars().cast(pl.Float64)
            # Another part of the sentence has places of its own.
            + 60 * pl.col("between").str.count_matches(r"(?i);|, while |, but |, whereas |, and \w+ \w+ (?:was|were) ")
            # A region behind its town, and a country behind both.
            + pl.when(pl.col("kind") == "city").then(0).otherwise(30)
            + pl.when(pl.col("kind") == "country").then(40).otherwise(0)
            + pl.when(pl.col("evidence") >= 2).then(0).otherwise(25)
        )
        .sort("row_id", "cost", "start_place")
        .unique("row_id", keep="first", maintain_order=True)
        .select("row_id", "region_id", "place_text", place_source=pl.lit("sentence"))
    )


# --- roles ------------------------------------------------------------------------------------------


def region_mentions(batch: Batch) -> pl.DataFrame:
    """One row per article text and region: schemas.REGION_MENTION.

    A region is `hit` where violence is said to have taken place there; else `mentioned`. A country has a row only
    where none of its regions is named and it is the place of something.
    """
    mentions = batch.places.filter(
        pl.col("region_id").is_not_null() & ~pl.col("is_metonym") & ~pl.col("is_actor")
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
    hits = _with_hits(mentions, batch)
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


_UNREAL_BEFORE = ["would", "could", "might", "may", "will", "if", "can", "should", "shall", "must", "cannot"]
_UNREAL_NOUNS = ["threat", "threats", "threatened", "threatens", "plan", "plans", "planned", "planning", "possible"]


def _with_hits(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add `is_hit`: violence is said to have taken place where the mention is.

    A sentence's violence is at every place of it but those that are named as something else: datelines, where
    something came from or went to, where somebody is from.
    """
    violent = _violent_sentences(batch)
    away = pl.col("preposition").is_in(["from", "to", "for", "toward", "towards"]).fill_null(False)
    return mentions.join(violent, on="sentence_id", how="left", maintain_order="left").with_columns(
        is_hit=pl.col("n_violence").fill_null(0).gt(0) & ~pl.col("is_dateline") & ~away
    )


def _violent_sentences(batch: Batch) -> pl.DataFrame:
    """Sentences that report violence as having happened: sentence_id, n_violence."""
    terms = batch.codebook.table("violence_terms")["term"].to_list()
    lower = pl.col("lower")
    same = [pl.col("sentence_id") == pl.col("sentence_id").shift(n) for n in (1, 2, 3)]
    unreal = pl.any_horizontal(
        (lower.shift(n).is_in([*_UNREAL_BEFORE, *_UNREAL_NOUNS]) & same[n - 1]).fill_null(False) for n in (1, 2, 3)
    )
    return (
        batch.tokens.lazy()
        .select("sentence_id", "lower", is_real=~unreal)
        .filter(lower.is_in(terms) & pl.col("is_real"))
        .group_by("sentence_id")
        .agg(n_violence=pl.len())
        .collect(engine="in-memory")
    )
