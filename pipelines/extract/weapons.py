"""Weapons: what was used, shot down, hit or supplied.

What belongs here: finding weapons and the words of acts that imply them, and what was done with each. What does not:
the weapons themselves (seeds weapons, weapon_terms, weapon_exclusions) and how many there were (counts.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import lean
from pipelines.schemas import WEAPON_MENTION

EQUIPMENT = (
    "tank", "armoured_vehicle", "aircraft", "helicopter", "warship", "submarine", "air_defence", "artillery",
    "rocket_artillery", "machine_gun", "mortar", "drone",
)  # fmt: skip
"""Classes of which one loses pieces: destroyed, they were the target; a missile destroyed was intercepted."""
FLYING = (
    "ballistic_missile", "cruise_missile", "hypersonic_missile", "anti_ship_missile", "missile", "rocket",
    "rocket_artillery", "drone", "loitering_munition", "glide_bomb", "aerial_bomb",
)  # fmt: skip
"""Classes that air defences shoot down."""

DOWN = (
    r"(?:sh(?:o|oo)t(?:s|ing)?(?: \w+){0,6}? down|sh(?:o|oo)t(?:s|ing)? down|down(?:ed|ing)|intercept(?:s|ed|ing|ion|ions)?|"
    r"brought down|t(?:ook|aken|aking) down|repel(?:s|led|ling)?|neutrali[sz]ed|suppressed|jammed|thwarted)"
)
"""Words of shooting down."""
DESTROY = (
    r"(?:destr(?:oy(?:s|ed|ing)?|uction of)|damag(?:e|es|ed|ing)|knock(?:ed|ing)? out|captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)"
    r"|burn(?:s|ed|t|ing)?|hit(?:s|ting)?|str(?:ike|ikes|uck|iking)|sank|sunk|wiped out|los(?:t|s of|ses of|ing)|confiscated|recovered"
    r"|blew up|blown up|ambush(?:ed|ing)?|attacked|attacking|target(?:s|ed|ing)|abandoned|eliminated|surrendered|found|defused)"
)
"""Words of what befalls equipment."""
SUPPLY = (
    r"(?:suppl(?:y|ies|ied|ying)|deliver(?:y|ies|s|ed|ing)?|donat\w+|pledg\w+|provid(?:e|es|ed|ing)|provision of|sen(?:d|ds|ding|t)"
    r"|transfer(?:s|red|ring)?|ask(?:ed|s|ing)? for|request(?:s|ed|ing)?|appeal(?:s|ed|ing)? for|packages?|aid|shipments?|receiv(?:e|es|ed|ing)"
    r"|purchas\w+|buy(?:ing)?|bought|sale of|sell(?:ing)?|sold|order(?:ed|s)? \d|procure\w*|contract for|approv(?:e|ed|al of)|promis\w+|gave|giv(?:e|en|ing)"
    r"|train(?:ed|ing) (?:on|to use)|needs?|deal for|smuggl\w+|exports?)"
)
"""Words of supply."""
USE = (
    r"(?:us(?:e|es|ed|ing|e of)|launch(?:es|ed|ing)?|fir(?:e|es|ed|ing)|dropp?(?:s|ed|ing)?|hit|struck|strik(?:es?|ing)|attack\w*|kill\w*|"
    r"wound\w*|injur\w*|explo\w+|detonat\w+|blast\w*|blew|target(?:ed|ing)|pound(?:ed|ing)|shell(?:ed|ing)|bomb(?:ed|ing|ard\w*)|"
    r"slamm?ed|land(?:ed|ing)|rain(?:ed|ing)|fell|damag\w+|destroy\w*|armed with|carrying|wielding|assault\w*|raid\w*|clash\w*|"
    r"opened fire|died|dead|death|ambush\w*|crash(?:ed|ing)|buzz\w*|flew|flying|barrage|salvo|wave of|swarm)"
)
"""Words of use."""


def weapon_mentions(batch: Batch) -> pl.DataFrame:
    """Every weapon named or implied, headline too, in text order.

    Out: sentence_id, start, end, weapon_text, weapon_id, weapon_class, is_implied (an act: `shelling`), role. A kind
    behind its model is the model's: `Kinzhal hypersonic missiles` is one mention of Kinzhal, to its end.
    """
    book = batch.codebook
    weapons = book.table("weapons").select("weapon_id", "weapon_class", "weapon_name")
    texts = batch.sentences.select("sentence_id", "text")
    found = (
        batch.terms("weapons")
        .filter(pl.col("weapon_id").is_not_null())
        .unique(["sentence_id", "start", "end"], keep="first", maintain_order=True)
        .join(weapons, on="weapon_id", how="inner", maintain_order="left")
        .join(texts, on="sentence_id", how="left", maintain_order="left")
    )
    return _with_role(_without_kinds_of_models(found)).select(
        "sentence_id", "start", "end", "weapon_id", "weapon_class", "is_implied", "role", weapon_text="matched"
    )


def searched_terms(codebook: Codebook) -> pl.DataFrame:
    """What is looked for: names of weapons, and phrases that hold one and mean none (weapon_id NULL)."""
    flag = pl.col("is_implied").str.to_lowercase().is_in(["true", "1"]).fill_null(False)
    return pl.concat(
        [
            codebook.terms("weapon_terms").with_columns(is_implied=flag),
            codebook.table("weapon_exclusions").select("term", is_case_sensitive=pl.lit(False)),
        ],
        how="diagonal",
    ).unique("term", keep="first", maintain_order=True)


def _without_kinds_of_models(found: pl.DataFrame) -> pl.DataFrame:
    """Join a generic word to the model before it: `Iranian-made Shahed attack drones`, `S-300 anti-aircraft missile`."""
    is_model = pl.col("weapon_name").str.contains(lean(r"\p{Lu}|\d"))
    before = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    gap = pl.col("text").str.slice(pl.col("end").shift(1), (pl.col("start") - pl.col("end").shift(1)).clip(0))
    joined = before & is_model.shift(1) & ~is_model & gap.str.contains(lean(r"^[ -](?:[\w-]+[ -]){0,2}$")) & ~gap.str.contains(
        lean(r"(?i)\b(?:and|or|with|by|in|on|from|to|of|as|at|hit|fired|killed|shot)\b")
    )  # fmt: skip
    joined = joined.fill_null(False)
    return (
        found.with_columns(is_kind_of_model=joined)
        .with_columns(
            end=pl.when(pl.col("is_kind_of_model").shift(-1).fill_null(False))
            .then(pl.col("end").shift(-1))
            .otherwise("end")
        )
        .filter(~pl.col("is_kind_of_model"))
        .with_columns(matched=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .drop("is_kind_of_model")
    )


def _with_role(found: pl.DataFrame) -> pl.DataFrame:
    """Adds role: by the words in the clause around the mention; without any, `used` where the sentence tells harm."""
    before = pl.col("text").str.slice(0, pl.col("start")).str.tail(90).str.extract(r"([^;:]*)$", 1)
    behind = pl.col("text").str.slice(pl.col("end"), 90).str.extract(r"^([^;:]*)", 1)
    near_before, near_behind = before.str.tail(45), behind.str.slice(0, 45)
    passive = r"(?i)^[^,]{0,30}\b(?:was|were|been|being|is|are|be)\b(?: \w+){0,3} "
    is_equipment, is_flying = pl.col("weapon_class").is_in(EQUIPMENT), pl.col("weapon_class").is_in(FLYING)
    is_down = is_flying & (
        before.str.contains(lean(rf"(?i)\b{DOWN}\b[^,]*$"))
        | behind.str.contains(lean(rf"(?i)^[^,.]{{0,40}}\b{DOWN}\b"))
        | (
            near_before.str.contains(lean(r"(?i)\bdestroy(?:s|ed|ing)? (?:[\w-]+ ){0,4}$"))
            & ~pl.col("weapon_class").is_in(["rocket_artillery"])
        )
    )
    is_hit = is_equipment & (
        near_before.str.contains(
            lean(rf"(?i)\b{DESTROY} (?:(?:a|an|the|its|their|of|at least|some|[\w’'-]+) ){{0,5}}$")
        )
        | behind.str.contains(lean(passive + rf"{DESTROY}\b"))
        | near_before.str.contains(lean(r"(?i)\battacks? on (?:\w+ ){0,3}$"))
    )
    is_supplied = (
        near_before.str.contains(lean(rf"(?i)\b{SUPPLY}\b(?: [\w’'-]+){{0,6}}[ ,]*$"))
        | near_behind.str.contains(
            lean(
                r"(?i)^[^,.]{0,25}\b(?:supplied|delivered|deliver(?:y|ies)|donated|pledged|shipments?|package|promised|purchase)\b"
            )
        )
    ) & ~before.str.contains(lean(r"(?i)\b(?:using|used|fired|launched|hit|struck|attacked)\b[^,]*$"))
    sentence_harms = pl.col("text").str.contains(lean(rf"(?i)\b{USE}\b"))
    return found.with_columns(
        role=pl.when("is_implied").then(pl.lit("used"))
        .when(is_down).then(pl.lit("intercepted"))
        .when(is_hit).then(pl.lit("target"))
        .when(is_supplied).then(pl.lit("supplied"))
        .when(sentence_harms).then(pl.lit("used"))
        .otherwise(pl.lit("mentioned"))
    )  # fmt: skip


def weapon_table(batch: Batch) -> pl.DataFrame:
    """One row per article text, weapon and role, in the columns of schemas.WEAPON_MENTION.

    A weapon has the role `mentioned` only where it has no other.
    """
    sentences = batch.sentences.select("sentence_id", "version_id", "article_id", "in_headline", offset="char_start")
    rows = (
        batch.weapons.join(sentences, on="sentence_id", how="inner", maintain_order="left")
        .with_columns(has_role=(pl.col("role") != "mentioned").any().over("version_id", "weapon_id"))
        .filter((pl.col("role") != "mentioned") | ~pl.col("has_role"))
        .group_by("version_id", "article_id", "weapon_id", "role", maintain_order=True)
        .agg(
            pl.col("weapon_text", "in_headline").first(),
            n_mentions=pl.len(),
            char_start=(pl.col("offset") + pl.col("start")).first(),
            char_end=(pl.col("offset") + pl.col("end")).first(),
        )
    )
    return WEAPON_MENTION.conform(batch.prove(rows))
