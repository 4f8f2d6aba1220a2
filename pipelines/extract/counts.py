"""Numbers of an attack that are no casualties: launched, intercepted, hit, regions, settlements, homes, attacks.

What belongs here: what a number that counts no people counts. What does not: number phrases (figures.py), casualties
(casualties.py), weapons and what was done with them (weapons.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean
from pipelines.extract.weapon_roles import DESTROY
from pipelines.schemas import ATTACK_COUNT

_ADJECTIVES = r"(?:[\p{L}’'-]+[ -]){0,4}"
_REGIONS = r"(?:regions?|provinces?|oblasts?|governorates?|states|prefectures|departments)"
_SETTLEMENTS = r"(?:settlements?|villages?|towns?|localities|communities|hamlets|cities)"
_HOMES = r"(?:houses?|homes|apartments?|flats|dwellings|huts|residential buildings|apartment (?:blocks|buildings)|high-rises)"
_ATTACKS = (
    r"(?:attacks?|(?:air)?[ -]?strikes?|assaults?|raids?|clashes|explosions|bombardments|sorties|shellings|"
    r"engagements|blasts|attempts to advance|bombings|incidents|times)"
)
_PRISONERS = r"(?:prisoners?(?: of war)?|POWs?|captives|detainees|soldiers|servicemen|people)"
_THINGS = (
    r"(?:vehicles?|cars?|trucks?|lorries|buses|minibuses|ambulances|buildings?|facilit(?:y|ies)|schools|hospitals|mosques|churches|shops|"
    r"substations|ships?|vessels?|boats?|tankers?|bridges|targets|positions|posts|areas|warehouses|depots|command posts|systems|"
    r"installations|power plants|checkpoints|bases|objects|sites|locations)"
)
"""What was counted, in the order in which it is asked for."""
_OBJECTS = (
    ("regions", _REGIONS, r"."),
    ("settlements", _SETTLEMENTS, r"(?i)\b(?:attack|shell|hit|str[iu]|captur|liberat|seiz|bomb|raid|destr|burn|took|taken|clash|control|fire|power)"),
    ("homes_damaged", _HOMES, r"(?i)\b(?:damag|destr|burn|fire|ablaze|alight|hit|str[iu]c?k|collaps|flatten|levell|raz|windows)"),
    ("prisoners_swapped", _PRISONERS, r"(?i)\b(?:exchang|swap|returned home|come home|handed over)"),
    ("attacks", _ATTACKS, r"(?i)\b(?:attack|str[iu]|assault|raid|clash|shell|bomb|fire|advance|explosi|combat|blast)"),
    ("hit", _THINGS, rf"(?i)\b{DESTROY}\b"),
)  # fmt: skip


def attack_counts(batch: Batch) -> pl.DataFrame:
    """One row per stated number of an attack that is no casualty figure, in the columns of schemas.ATTACK_COUNT.

    Weapons: `launched` where they were used, `intercepted` where they were shot down, `hit` where equipment was hit,
    else `other`; of two numbers (`shot down 37 of 52 drones`) the second was launched.
    """
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "in_headline", "text", offset="char_start"
    )
    casualties = batch.casualties.select("sentence_id", start="figure_start", is_casualty=pl.lit(True)).unique()
    figures = (
        batch.figures.filter(pl.col("figure_kind") == "count")
        .join(casualties, on=["sentence_id", "start"], how="left", maintain_order="left")
        .filter(pl.col("is_casualty").is_null() & (pl.col("qualifier") != "none"))
        .drop("is_casualty")
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
        .with_columns(behind=pl.col("text").str.slice(pl.col("end"), 90))
    )
    rows = pl.concat([_of_weapons(figures, batch), _of_things(figures)], how="diagonal")
    rows = rows.sort("figure_id", "rank").unique("figure_id", keep="first", maintain_order=True)
    rows = _with_claimant(rows, batch).with_columns(
        char_start=pl.col("offset") + pl.col("start"),
        char_end=pl.col("offset") + pl.col("object_end"),
    )
    rows = rows.with_columns(
        count_id=pl.format(
            "{}:{}{}:{}",
            "version_id",
            pl.when("in_headline").then(pl.lit("h")).otherwise(pl.lit("b")),
            "char_start",
            "what",
        )
    )
    return ATTACK_COUNT.conform(batch.prove(rows))


def _of_weapons(figures: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Numbers with a weapon behind them in the noun phrase, and the first number of `37 of 52 drones`."""
    weapons = batch.weapons.filter(~pl.col("is_implied")).select(
        "sentence_id", "weapon_id", "role", "weapon_class", weapon_start="start", weapon_end="end"
    )
    near = (
        figures.join(weapons, on="sentence_id", how="inner")
        .filter((pl.col("weapon_start") >= pl.col("end")) & (pl.col("weapon_start") - pl.col("end") <= 60))
        .sort("figure_id", "weapon_start")
        .unique("figure_id", keep="first", maintain_order=True)
        .with_columns(
            between=pl.col("text").str.slice(pl.col("end"), pl.col("weapon_start") - pl.col("end")),
        )
    )
    number = r"(?:the )?(?:\d[\d,.]*|\p{L}+(?:-\p{L}+)?) "
    of_more = near["between"].str.contains(lean(rf"^ (?:out )?of (?:{number})?(?:[\p{{L}}’'-]+[ -]){{0,4}}$"))
    near = near.with_columns(is_of_more=of_more).filter(
        pl.col("is_of_more") | pl.col("between").str.contains(lean(rf"^ {_ADJECTIVES}$"))
    )
    follows = pl.col("text").str.slice(0, pl.col("start")).str.contains(lean(r"(?i)\bof (?:the |some )?$"))
    return near.with_columns(
        what=pl.when(pl.col("role") == "intercepted")
        .then(pl.when(follows & ~pl.col("is_of_more")).then(pl.lit("launched")).otherwise(pl.lit("intercepted")))
        .when(pl.col("role") == "used")
        .then(pl.lit("launched"))
        .when(pl.col("role") == "target")
        .then(pl.lit("hit"))
        .otherwise(pl.lit("other")),
        object_text=pl.col("text")
        .str.slice(pl.col("end"), pl.col("weapon_end") - pl.col("end"))
        .str.replace(lean(r"^ (?:out )?of (?:the )?(?:[\d,.]+ )?"), "")
        .str.strip_chars(),
        object_end="weapon_end",
        rank=pl.lit(1),
    )


def _of_things(figures: pl.DataFrame) -> pl.DataFrame:
    """Numbers with another thing behind them that a sentence of violence counts."""
    parts = []
    for rank, (what, noun, context) in enumerate(_OBJECTS, start=2):
        pattern = rf"^((?: of (?:the |its |their ))?[ -]{_ADJECTIVES}{noun})\b"
        parts.append(
            figures.with_columns(object=pl.col("behind").str.extract(lean(f"(?i){pattern}"), 1))
            .filter(pl.col("object").is_not_null() & pl.col("text").str.contains(context))
            .with_columns(
                what=pl.lit(what),
                object_text=pl.col("object").str.strip_chars(" -"),
                object_end=(pl.col("end") + pl.col("object").str.len_chars()).cast(pl.Int32),
                rank=pl.lit(rank),
            )
        )
    return pl.concat(parts)


def _with_claimant(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds claimant_actor_id and claimant_text of the narrowest attribution that holds the number."""
    said = batch.attributions.select(
        "sentence_id", claimant_text="speaker_text", claimant_actor_id="speaker_actor_id", said_start="start", said_end="end"
    )  # fmt: skip
    held = (
        rows.select("figure_id", "sentence_id", "start")
        .join(said, on="sentence_id", how="inner")
        .filter((pl.col("said_start") <= pl.col("start")) & (pl.col("start") < pl.col("said_end")))
        .sort("figure_id", pl.col("said_end") - pl.col("said_start"), "said_start", "claimant_text")
        .unique("figure_id", keep="first", maintain_order=True)
        .select("figure_id", "claimant_text", "claimant_actor_id")
    )
    return rows.join(held, on="figure_id", how="left", maintain_order="left")
