"""Weapons: what is named, and which mention of a kind means the model named beside it.

What belongs here: finding weapons and the words of acts that imply them, and settling which of several words for one
weapon is kept. What does not: the weapons themselves (seeds weapons, weapon_terms, weapon_exclusions), what was done
with each (weapon_roles.py) and how many there were (counts.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import lean, text_before
from pipelines.extract.weapon_roles import with_roles
from pipelines.schemas import WEAPON_MENTION

_DEFINITE = r"(?i)\b(?:the|this|that|these|those|both|each|its|their|his|her) (?:[\p{L}’'-]+ )?$"
"""Before a kind that was named already: `the missile`, `the second bomb`."""
_KINDS = {
    "missile": ("ballistic_missile", "cruise_missile", "hypersonic_missile", "anti_ship_missile"),
    "drone": ("loitering_munition", "drone"),
    "rocket": ("rocket_artillery", "rocket"),
    "bomb": ("vehicle_bomb", "suicide_bomb", "ied", "glide_bomb", "aerial_bomb"),
    "shell": ("mortar", "tank", "artillery"),
    "projectile": ("rocket", "rocket_artillery", "missile", "ballistic_missile", "mortar"),
    "explosive": ("bomb", "vehicle_bomb", "suicide_bomb", "ied", "glide_bomb", "aerial_bomb", "mine", "grenade"),
}
"""A kind by its bare word, and the classes of which it can be another word for the one that the article names."""
_FILED_AS = {"shell": "artillery"}
"""The weapon of the codebook that a bare kind stands for, where it is not of the kind's name."""
_BARE = {
    "missile": r"(?:missiles?|warheads?|missile (?:strike|attack|fragment)s?)",
    "drone": r"(?:(?:attack |strike |combat |long-range )?(?:drones?|UAVs?)|drone (?:strike|attack)s?|"
    r"unmanned aerial vehicles?)",
    "rocket": r"(?:rockets?|rocket (?:attack|fire|strike)s?)",
    "bomb": r"(?:bombs?|bomb (?:attack|blast|explosion)s?|bombed|bombings?)",
    "shell": r"shells?",
    "projectile": r"projectiles?",
    "explosive": r"(?:explosives?|explosive (?:device|charge|material)s?|high explosives?|(?:blew|blown|blow|blowing|"
    r"blows) up)",
}


def weapon_mentions(batch: Batch) -> pl.DataFrame:
    """Every weapon named or implied, headline too, in text order.

    Out: sentence_id, start, end, weapon_text, weapon_id, weapon_class, is_implied (an act: `shelling`), role,
    more_role (a second role of the same mention, NULL where there is none). A kind behind its model is the model's:
    `Kinzhal hypersonic missiles` is one mention of Kinzhal, to its end.
    """
    book = batch.codebook
    weapons = book.table("weapons").select("weapon_id", "weapon_class", "weapon_name")
    texts = batch.sentences.select("sentence_id", "text", "version_id", "sentence_no")
    found = (
        batch.terms("weapons")
        .filter(pl.col("weapon_id").is_not_null())
        .unique(["sentence_id", "start", "end"], keep="first", maintain_order=True)
        .join(weapons, on="weapon_id", how="inner", maintain_order="left")
        .join(texts, on="sentence_id", how="left", maintain_order="left")
    )
    found = _without_other_shots(found, batch)
    found = with_roles(
        _ground_attack(
            _without_acts_of_named(
                _without_contents(_without_what_blew_up(_without_rams_of_bombs(_without_kinds_of_models(found))))
            )
        ),
        batch,
    )
    return _as_named(found, weapons).select(
        "sentence_id", "start", "end", "weapon_id", "weapon_class", "is_implied", "role", "more_role", weapon_text=
            "matched"
    )  # fmt: skip


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


def _without_other_shots(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Keep a bare `shot` only before whom it hit: `shot two traders`, `shot Omar Sabri`, but `shot a film`."""
    is_shot = pl.col("matched").str.to_lowercase() == "shot"
    gap = lean(r"^ (?:[\p{L}\d,’'-]+ ){0,4}$")
    stops = lean(
        r"(?i)\b(?:down|up|out|off|into|at|for|by|in|on|from|through|across|as|when|where|and|or|of|with|to|that|while|"
        r"videos?|films?|footage|pictures?|photos?|scenes?)\b"
    )
    shots = found.filter(is_shot).select("sentence_id", "start", "end", "text")
    victims = batch.terms("victim_terms").select("sentence_id", victim_start="start")
    near = (
        shots.join(victims, on="sentence_id", how="inner")
        .filter((pl.col("victim_start") - pl.col("end")).is_between(1, 45))
        .with_columns(gap=pl.col("text").str.slice(pl.col("end"), pl.col("victim_start") - pl.col("end")))
        .filter(pl.col("gap").str.contains(gap) & ~pl.col("gap").str.contains(stops))
        .select("sentence_id", "start", is_hit=True)
        .unique()
    )
    is_name = pl.col("text").str.slice(pl.col("end"), 40).str.contains(lean(r"^ \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+"))
    return (
        found.join(near, on=["sentence_id", "start"], how="left", maintain_order="left")
        # `shot a fighter jet down`
        .filter(
            ~is_shot
            | ~pl.col("text").str.slice(pl.col("end"), 60).str.contains(lean(r"(?i)^ (?:[\w’'-]+ ){1,5}down\b"))
        )
        .filter(~is_shot | pl.col("is_hit").fill_null(False) | is_name)
        .drop("is_hit")
    )


def _without_kinds_of_models(found: pl.DataFrame) -> pl.DataFrame:
    """Join a generic word to the model before it: `Iranian-made Shahed attack drones`, `S-300 anti-aircraft missile`."""  # noqa: E501
    is_model = pl.col("weapon_name").str.contains(lean(r"\p{Lu}|\d"))
    before = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    gap = pl.col("text").str.slice(pl.col("end").shift(1), (pl.col("start") - pl.col("end").shift(1)).clip(0))
    joined = (
        before
        & is_model.shift(1)
        & ~is_model
        & gap.str.contains(
            lean(
                r"^(?:,? the|, an?)?[ -](?:[\w-]+[ "
                r"-]){0,2}$"
            )
        )
        & ~gap.str.contains(
            lean(
                r"(?i)\b(?:and|or|with|by|in|on|from|to|of|as|at|for|hit|fired|killed|"
                r"shot|carrying|using|its|their|firing|dropping|intercepted|downed|destroyed|repelled|struck|"
                r"dropped|launched|sent|used|carried)\b"
            )
        )
    )
    # `M113s shelled the camp`, `a Bradley ran over a mine`
    is_verb = pl.col("matched").str.contains(
        lean(
            r"(?i)^(?:bombed|shelled|shot|strafed|(?:machine-?)?gunned|mortared|rammed|blew up|(?:ran|drove) over|hit|"
            r"struck|opened|opening|fired|firing|stepped on)\b"
        )
    )
    joined = (joined & ~is_verb).fill_null(False)
    # `helicopters strafed the camp`: no other planes.
    is_pass = (
        pl.col("matched").str.contains(lean(r"(?i)^straf"))
        & before
        & pl.col("weapon_class").shift(1).is_in(["aircraft", "helicopter"])
        & (gap == " ")
    ).fill_null(False)
    return (
        found.with_columns(is_kind_of_model=joined, is_pass=is_pass)
        .with_columns(
            end=pl.when(pl.col("is_kind_of_model").shift(-1).fill_null(False))
            .then(pl.col("end").shift(-1))
            .otherwise("end")
        )
        .filter(~pl.col("is_kind_of_model") & ~pl.col("is_pass"))
        .with_columns(matched=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .drop("is_kind_of_model", "is_pass")
    )


def _without_rams_of_bombs(found: pl.DataFrame) -> pl.DataFrame:
    """Drop the ramming of what a car bomb was driven at: `rammed a truck into the gate` where the truck blew up."""
    has_car_bomb = (pl.col("weapon_class") == "vehicle_bomb").any().over("version_id")
    return found.filter(~((pl.col("weapon_id") == "vehicle-ramming") & has_car_bomb))


def _without_what_blew_up(found: pl.DataFrame) -> pl.DataFrame:
    """Drop what blew up by itself: `several ammunition dumps blew up in the raid`; a charge blows something up."""
    behind = pl.col("text").str.slice(pl.col("end"), 12)
    is_itself = pl.col("matched").str.contains(lean(r"(?i)^(?:blew|blows?|blowing) up$")) & behind.str.contains(
        lean(
            r"(?i)^(?:[,.;:)]|$| (?:in|on|at (?:an?|the|about)|near|"
            r"when|after|as|outside|inside|before|during|by|while|overnight|and)\b)"
        )
    )
    return found.filter(~is_itself)


def _without_contents(found: pl.DataFrame) -> pl.DataFrame:
    """Drop the explosive that another weapon is packed with: `a drone boat packed with explosives`."""
    before = text_before("text", "start", 60)
    same = (pl.col("sentence_id") == pl.col("sentence_id").shift(1)).fill_null(False)
    is_content = (
        pl.col("matched").str.contains(lean(r"(?i)^(?:high )?explosives?$"))
        & same
        & (pl.col("start") - pl.col("end").shift(1) <= 60)
        & before.str.contains(
            lean(
                r"(?i)\b(?:packed|laden|loaded|filled|stuffed|rigged|fitted|carrying|containing|made of|made from) "
                r"(?:with )?(?:[\w.,-]+ ){0,5}$"
            )
        )
    )
    return found.filter(~is_content)


def _without_acts_of_named(found: pl.DataFrame) -> pl.DataFrame:
    """Drop an act whose weapon is named behind it: `shelled the airport with Grad rockets`, `opened fire with PKMs`."""
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    gap = pl.col("text").str.slice(pl.col("end"), (pl.col("start").shift(-1) - pl.col("end")).clip(0))
    named = pl.when(~pl.col("is_implied").shift(-1)).then(pl.col("weapon_class").shift(-1))
    is_told = (
        same
        & pl.col("is_implied")
        & (
            ((pl.col("weapon_class") == "artillery") & named.is_in(["rocket_artillery", "rocket", "tank", "mortar"]))
            | (
                (pl.col("weapon_class") == "bomb")
                & named.is_in(["incendiary", "cluster_munition", "chemical", "glide_bomb", "aerial_bomb", "missile"])
            )
            | ((pl.col("weapon_class") == "small_arms") & named.is_in(["machine_gun", "sniper"]))
            | (
                pl.col("matched").str.contains(lean(r"(?i)^(?:open(?:ed|s|ing)? fire|fir(?:ed|ing))\b"))
                & named.is_in(["mortar", "artillery", "tank", "rocket_artillery", "rocket"])
            )
        )
        & gap.str.contains(lean(r"^(?: [\p{L}’'-]+){0,6} (?:with|by|from|using) (?:[\p{L}\d’'-]+ ){0,4}$"))
    )
    return found.filter(~is_told.fill_null(False))


def _ground_attack(found: pl.DataFrame) -> pl.DataFrame:
    """An air-defence missile fired at the ground is a missile: `an S-300 missile hit a five-storey block`."""
    behind = pl.col("text").str.slice(pl.col("end"), 40)
    is_ground = (
        pl.col("weapon_id").is_in(["s-300", "s-200", "s-400"])
        & pl.col("matched").str.contains(lean(r"(?i)\bmissiles?$"))
        & behind.str.contains(
            lean(
                r"(?i)^(?: (?:fired|launched)[^,.]{0,20})? (?:had |has |have )?(?:hit|struck|slammed|landed|destroyed|"
                r"damaged|"
                r"killed|exploded|wounded|strikes?|attacks?)\b"
            )
        )
    )
    return found.with_columns(
        weapon_id=pl.when(is_ground).then(pl.lit("missile")).otherwise("weapon_id"),
        weapon_class=pl.when(is_ground).then(pl.lit("missile")).otherwise("weapon_class"),
    )


def _as_named(found: pl.DataFrame, weapons: pl.DataFrame) -> pl.DataFrame:
    """Give a bare kind the weapon that it repeats.

    `the missile` is the one model or class of missiles that was named before; `drones` are Shaheds where no other
    drone is used in the article; `bombed` is an aerial bomb where aircraft attack; explosives are no second weapon
    beside a bomb.
    """
    found = found.with_row_index("mention_id")
    done = pl.col("role").is_in(["used", "intercepted"])
    kind = pl.coalesce(
        pl.when(
            (pl.col("weapon_id") == _FILED_AS.get(name, name)) & pl.col("matched").str.contains(lean(f"(?i)^{bare}$"))
        ).then(pl.lit(name))
        for name, bare in _BARE.items()
    )
    found = found.with_columns(kind=kind, is_done=done)
    # A model that is only traded is what `the drones` mean, too.
    is_traded = (pl.col("weapon_class") == "loitering_munition") & ~pl.col("is_done")
    named = found.filter((pl.col("is_done") | is_traded) & (pl.col("kind").is_null() | (pl.col("kind") == "rocket")))
    parts = []
    for name, classes in _KINDS.items():
        one = (
            named.filter(
                pl.col("weapon_class").is_in(classes)
                & ((pl.col("role") == "used") | (name != "missile"))
                & (pl.col("is_done") | (name == "drone"))
                & (pl.col("kind").is_null() | (name == "projectile"))
            )
            .group_by("version_id")
            .agg(
                pl.col("weapon_class").n_unique().alias("n_named"),
                pl.col("weapon_id", "weapon_class", "sentence_id", "matched").first().name.prefix("named_"),
                named_done=pl.col("is_done").any(),
            )
            .with_columns(kind=pl.lit(name))
        )
        parts.append(one)
    flying = found.filter(pl.col("is_done") & (pl.col("weapon_class") == "aircraft"))
    before = text_before("text", "start", 40)
    is_plural = pl.col("matched").str.contains(lean(r"s$"))
    found = (
        found.join(pl.concat(parts), on=["version_id", "kind"], how="left", maintain_order="left")
        .join(
            flying.select("version_id", has_aircraft=True).unique(), on="version_id", how="left", maintain_order="left"
        )
        .join(
            # `jets that were supplied have been used to bomb schools`
            found.filter((pl.col("weapon_class") == "aircraft") & (pl.col("is_done") | (pl.col("role") == "supplied")))
            .select("sentence_id", is_with_aircraft=True)
            .unique(),
            on="sentence_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(is_definite=before.str.contains(lean(_DEFINITE)), is_alone=pl.col("n_named") == 1)
    )
    repeats = (
        pl.when(pl.col("kind").is_in(["drone"]) & (pl.col("named_weapon_class") == "loitering_munition"))
        .then(
            pl.col("is_alone")
            & (pl.col("named_done") | (pl.col("is_definite") & (pl.col("named_sentence_id") <= pl.col("sentence_id"))))
        )
        .when(pl.col("kind") == "missile")
        .then(
            pl.col("is_alone")
            & (
                (pl.col("is_definite") & (pl.col("named_sentence_id") <= pl.col("sentence_id")))
                | (~is_plural & ~pl.col("named_matched").str.contains(lean(r"s$")) & (pl.col("sentence_no") <= 1))
            )
        )
        .when(pl.col("kind") == "rocket")
        .then(
            pl.col("is_alone")
            & (pl.col("named_weapon_class") == "rocket_artillery")
            & (pl.col("is_definite") | (pl.col("sentence_no") <= 1))
        )
        .when(pl.col("kind") == "shell")
        .then(
            pl.col("is_alone")
            & pl.col("named_weapon_class").is_in(["mortar", "tank"])
            & (pl.col("named_sentence_id") <= pl.col("sentence_id"))
        )
        .when(pl.col("kind") == "projectile")
        .then("is_alone")
        .when(pl.col("kind") == "bomb")
        .then(
            (pl.col("is_implied") & pl.col("n_named").is_not_null() & ~pl.col("is_with_aircraft").fill_null(False))
            | (pl.col("is_alone") & pl.col("is_definite") & (pl.col("named_sentence_id") <= pl.col("sentence_id")))
        )
        .otherwise(False)
        .fill_null(False)
    )
    from_air = (pl.col("kind") == "bomb") & (
        (pl.col("n_named").is_null() & pl.col("has_aircraft").fill_null(False))
        | pl.col("is_with_aircraft").fill_null(False)
    )
    aerial = weapons.filter(pl.col("weapon_id") == "aerial-bomb")
    return (
        found.with_columns(repeats=repeats, from_air=from_air & (pl.col("role") == "used"))
        .filter(
            ~((pl.col("kind") == "explosive") & pl.col("n_named").is_not_null() & (pl.col("role") == "used")).fill_null(
                False
            )
        )
        .with_columns(
            weapon_id=pl.when("repeats")
            .then("named_weapon_id")
            .when("from_air")
            .then(pl.lit("aerial-bomb"))
            .otherwise("weapon_id"),
            weapon_class=pl.when("repeats")
            .then("named_weapon_class")
            .when("from_air")
            .then(pl.lit(aerial["weapon_class"][0]))
            .otherwise("weapon_class"),
        )
        .sort("mention_id")
    )


def weapon_table(batch: Batch) -> pl.DataFrame:
    """One row per article text, weapon and role, in the columns of schemas.WEAPON_MENTION.

    A weapon has the role `mentioned` only where it has no other.
    """
    sentences = batch.sentences.select("sentence_id", "version_id", "article_id", "in_headline", offset="char_start")
    mentions = batch.weapons
    second = mentions.filter(pl.col("more_role").is_not_null()).with_columns(role="more_role")
    rows = (
        pl.concat([mentions, second])
        .sort("sentence_id", "start", maintain_order=True)
        .join(sentences, on="sentence_id", how="inner", maintain_order="left")
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
