"""Numbers of an attack that are no casualties: launched, intercepted, hit, regions, settlements, homes, attacks.

What belongs here: what a number that counts no people counts. What does not: number phrases (figures.py), casualties
(casualties.py), weapons and what was done with them (weapons.py, weapon_roles.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.eventdates import MONTH
from pipelines.extract.matching import find_pattern, lean, text_before
from pipelines.extract.weapon_roles import CARRIERS, DESTROY, DOWN, FLYING, PLANTED
from pipelines.schemas import ATTACK_COUNT

_ADJECTIVES = r"(?:[\p{L}\d’'-]+[ -]){0,4}?[“‘\"]?"
_NOT_ADJECTIVE = (
    r"(?i)\b(?:a|an|the|when|by|with|from|in|on|at|over|near|killed|wounded|injured|and|or|that|who|which|was|were|had|"
    r"people|persons|sailors|soldiers|"
    r"civilians|men|women|children|others|as|for|to|into|after|before|is|are|has|have|per|times|more than|days?|hours?|"
    r"weeks?|years?|months?|percent|including|km|kilomet\w+|miles?|metres?|meters?|sexual|cases|hurled|fired|threw|"
    r"launched|"
    r"dropped|set|placed|detonated|planted|carried|terrorists|guerrillas|rebels|militants|gunmen|"
    r"policemen|policewomen|officers|sides|exchanged|swapped|released|freed|returned|January|February|March|April|"
    r"May|June|July|August|September|October|November|"
    r"December|kiloton|megaton|kilogram|pound|kg|mm|inch|caliber|calibre)\b|"
    r"(?i)(?:ed|hit|struck) (?:\d|two |three |four |five |six |seven |eight |nine |ten )"
)
"""Between a number and what it counts: another noun phrase has begun."""
_REGIONS = r"(?:regions?|provinces?|oblasts?|governorates?|states|prefectures|departments)"
_SETTLEMENTS = r"(?:settlements?|villages?|towns?|localities|communities|hamlets|cities)"
_HOMES = (
    r"(?:houses?|homes|apartments?|flats|dwellings|huts|shelters|residences|cottages|villas|bungalows|farmhouses|"
    r"townhouses|housing units|blocks of flats|tower blocks|high-rises|"
    r"(?:residential|apartment|high-rise|multi-stor(?:e?y|ied)) (?:buildings?|blocks?|towers?))"
)
_ATTACK = (
    r"(?:attacks?|counter-?attacks?|(?:air)?[ -]?strikes?|assaults?|raids?|clashes|clash|bombardments?|sorties|"
    r"shellings?|"
    r"engagements?|attempts to advance|bombings?|incidents?|violations?|massacres?|ambush(?:es)?|battles?|"
    r"skirmish(?:es)?|incursions?|offensives|shoot-?outs|firefights|attempts to (?:storm|attack|assault|break through))"
)
_PRISONERS = r"(?:prisoners?(?: of war)?|POWs?|captives|detainees|hostages|soldiers|servicemen|people|(?-i:\p{Lu}\p{Ll}+(?:s|is)))"  # noqa: E501
_THINGS = (
    r"(?:vehicles?|cars?|trucks?|lorries|buses|minibuses|ambulances|motorbikes?|vans?|jeeps|pick-?ups|taxis|tractors?|"
    r"bulldozers?|excavators?|backhoes?|buildings?|facilit(?:y|ies)|schools|hospitals|clinics|classrooms|"
    r"mosques|churches|shops|pharmacies|bakeries|markets|(?:drug)?stores|stalls|stands|kiosks|offices|banks|"
    r"branches|restaurants|hotels|tents|"
    r"tunnels|shafts|bunkers|trenches|outposts|strongholds|hideouts|stations|hangars|silos|wells|refineries|routes|"
    r"substations|ships?|vessels?|boats?|tankers?|bridges|targets|positions|posts|areas|warehouses|depots|"
    r"command posts|systems|factories|impacts|direct hits|"
    r"installations|power plants|machines|kindergartens|universities|temples|synagogues|monasteries|locomotives|trains|"
    r"(?:fuel|oil|storage|gas) tanks|farms|barns|greenhouses|workshops|barracks|headquarters|camps|radars|tank cars|"
    r"rail ?cars|granaries|elevators|cafes|airfields|airports|runways|police stations|dams|boilers|pipelines|"
    r"dormitories|"
    r"checkpoints|bases|objects|sites|locations|motorcycles|generators|transformers|pylons|"
    r"towers|aircraft|planes|helicopters|outbuildings|shells|wagons|carriages|garages)"
)
_HARMED = rf"(?i)\b(?:{DESTROY}|flatten\w*|shell(?:ed|ing)|raz\w+|loot\w*|torch\w*|impacts?|losses|wreck\w*|bombed|bombing|collaps\w+|gutted|ablaze|alight|on fire|caught fire|set fire|shatter\w+|smash\w+|storm\w*|robb\w+|mutilat\w+|out of (?:action|service))\b"  # noqa: E501
_CUT_OFF = r"(?i)\b(?:cut(?:ting|s)? (?:off )?(?:the )?(?:power|electricity|water|heating|gas)|lost (?:\w+ )?(?:electricity|power|water|heating|gas)|without (?:power|electricity|water|heat\w*|gas|light)|cut off|lost power|lose power|loses power|black-?outs?|power (?:cuts?|outages?)|in (?:the )?dark(?:ness)?|left cold|no (?:power|electricity|water|heating))\b"  # noqa: E501
"""What was counted, in the order in which it is asked for; a number counts it where the sentence says the last."""
_OBJECTS = (
    (
        "other",
        r"(?:people|persons|residents|households|homes|customers|consumers|subscribers|families|users)",
        _CUT_OFF,
    ),
    (
        "regions",
        _REGIONS,
        r"(?i)\b(?:hit|attack|str[iu]|shell|damag|drone|missile|raid|bomb|fire|clash|violence|power|"
        r"alert|target|shot|intercept|down|fight|kill|explo|blast|siren|outage|electric|black-?out|wound|injur|casualt|"
        r"burn|debris)",
    ),
    (
        "settlements",
        _SETTLEMENTS,
        r"(?i)\b(?:attack|shell|hit|str[iu]|captur|liberat|seiz|bomb|raid|destr|burn|took|"
        r"taken|retak|retook|recaptur|clash|control|fire|power|electric|flood|recover|re-?claim)",
    ),
    (
        "homes_damaged",
        _HOMES,
        r"(?i)\b(?:damag|destr|burn|fire|ablaze|alight|hit|str[iu]c?k|collaps|flatten|levell|raz|"
        r"windows|loot|torch|demolish|mutilat|roofs?|ruins|rubble|uninhabitable|affected|bombed|blown|shell)",
    ),
    (
        "prisoners_swapped",
        _PRISONERS,
        r"(?i)\b(?:exchang|swap|return(?:ed|s|ing)? home|come home|came home|handed over|"
        r"been returned|brought home)",
    ),
    (
        "attacks",
        _ATTACK,
        r"(?i)\b(?:attack|str[iu]|assault|raid|clash|shell|bomb|fire|advance|combat|counter|violation|fight|"
        r"ceasefire|cease-fire|battle|massacre|ambush|armed|rebel|militant|enemy|violence|recorded|documented|counted|"
        r"airstrike|sortie|carried out|conducted|flew|took place|reported)",
    ),
    ("attacks", r"times", r"(?i)\b(?:attack|str[iu]|assault|raid|clash|shell|bomb|fire|hit)"),
    (
        "launched",
        r"(?:munitions?|rounds|projectiles|warheads|charges|magazines|cartridges|detonators)",
        r"(?i)\b(?:fired|launch|used|landed|hit|struck|"
        r"drop|shell|seiz|confiscat|recover|captur|found|discover|uncover)",
    ),
    ("intercepted", r"(?:objects|(?:aerial|air|enemy) targets|targets)", rf"(?i)\b{DOWN}\b"),
    ("hit", _THINGS, _HARMED),
    ("other", r"(?:explosions?|blasts?|exchanges|swaps)", r"."),
)
_CONJUNCTION = r"but|after|before|because|when|while|where|whereas|although"
_CLAUSES = (
    # up to the next verb, comma or conjunction
    (
        rf"(?is)^.*(?:[;:,]|\.\s|\b(?:and|that|{_CONJUNCTION})\b)",
        rf"(?is)(?:[;:,]|\.(?:\s|$)|\b(?:and|as|{_CONJUNCTION})\b).*$",
    ),
    (
        rf"(?is)^.*(?:[;:]|\.\s|\b(?:that|{_CONJUNCTION})\b)",
        rf"(?is)(?:[;:]|\.(?:\s|$)|, (?:and|adding|saying|a day)\b|\b(?:as|{_CONJUNCTION})\b).*$",
    ),
)
"""Where the clause of a number begins and ends, without and with the list that it is in."""
_VERB = (
    r"(?i)\b(?:\w{2,}[^aeiou\W]ed|\w{2,}[iu]ed|has|have|had|sent|put|held|took|take|went|came|got|made|gave|built|"
    r"kept|ran|"
    r"met|drove|bought|brought|were|was|are|is|will|would|include[sd]?|freed|agreed)\b"
)
_DAMAGED = r"(?i)\b(?:impacts?|hits?|burn(?:ed|t)|damaged|destroyed|ruined|wrecked|gutted|shattered|flattened)\b"
_FLOWN = (
    r"(?:drones?|UAVs?|missiles?|rockets?|bombs?|shells|projectiles|munitions|weapons|targets|aircraft|planes|jets)"
)
_ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
}
_SWAP = r"(?:exchanges?|swaps?|prisoner (?:exchanges?|swaps?))"
_WINDOW = 90
"""Code points behind a number in which what it counts is looked for."""


def attack_counts(batch: Batch) -> pl.DataFrame:
    """One row per stated number of an attack that is no casualty figure, in the columns of schemas.ATTACK_COUNT.

    Weapons: `launched` where they were used, `intercepted` where they were shot down, `hit` where equipment was hit,
    else `other`; of two numbers (`shot down 37 of 52 drones`) the second was launched. An ordinal counts, too (`the
    fifth attack this month`), and so does an article before one piece that was shot down or destroyed.
    """
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "in_headline", "text", offset="char_start"
    )
    figures = _figures(batch, sentences)
    rows = pl.concat(
        [
            _of_weapons(figures, batch),
            _of_bare_numbers(figures, batch),
            _of_things(figures),
            _of_tallies(figures, batch),
        ],
        how="diagonal",
    )
    rows = rows.sort("figure_id", "rank").unique("figure_id", keep="first", maintain_order=True)
    rows = pl.concat([rows, _of_more(figures, rows)], how="diagonal")
    rows = pl.concat([_bounded(rows), _ordinals(sentences), _single_pieces(sentences, batch)], how="diagonal")
    is_vague = pl.col("low").is_null() & pl.col("high").is_null()
    rows = rows.filter(~is_vague | pl.col("what").is_in(["hit", "intercepted", "attacks"]))
    rows = _with_claimant(rows.with_columns(row_id=pl.int_range(pl.len())), batch).with_columns(
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
    ).unique("count_id", keep="first", maintain_order=True)
    return ATTACK_COUNT.conform(batch.prove(rows))


def _figures(batch: Batch, sentences: pl.DataFrame) -> pl.DataFrame:
    """Number phrases that count no casualties, with the text behind and before them; `one of the` counts nothing."""
    # `exchanged 50 captured soldiers` is a swap, and no new captives.
    swaps = sentences.select("sentence_id", is_swap=pl.col("text").str.contains(lean(r"(?i)\b(?:exchang|swap)")))
    casualties = (
        batch.casualties.select("sentence_id", "measure", start="figure_start")
        .join(swaps, on="sentence_id", how="left")
        .filter(~(pl.col("is_swap") & pl.col("measure").is_in(["captured", "detained", "abducted"])).fill_null(False))
        .select("sentence_id", "start", is_casualty=pl.lit(True))
        .unique()
    )
    return (
        batch.figures.filter(pl.col("figure_kind").is_in(["count", "measure"]))
        .join(casualties, on=["sentence_id", "start"], how="left", maintain_order="left")
        .filter(pl.col("is_casualty").is_null() & (pl.col("qualifier") != "none"))
        .drop("is_casualty")
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            behind=pl.col("text").str.slice(pl.col("end"), _WINDOW),
            before=text_before("text", "start", 60),
            is_taken=_is_among_taken(text_before("text", "start", 260)),
        )
        .filter(
            ((pl.col("figure_kind") == "count") | pl.col("behind").str.contains(lean(r"^ times\b")))
            & ~(
                (pl.col("low") == 1)
                & pl.col("behind").str.contains(lean(r"(?i)^ of (?:the|its|his|their|our)\b|^ of \p{Lu}"))
            )
            & ~pl.col("before").str.contains(lean(r"\(\+$|\+$"))
            & ~pl.col("figure_text").str.contains(lean(r"\d\.\d+$"))
            & ~(
                pl.col("figure_text").str.contains(lean(r"(?i)^the (?:19|20)\d\d$"))
                | (pl.col("text").str.slice(pl.col("end"), 3).str.contains(lean(r"^-(?:m|k|i|c)")))
            )
        )
    )


def _is_among_taken(lead: pl.Expr) -> pl.Expr:
    """A word of seizing leads the list: `seized 36 rifles, two launchers, 3,525 rounds and eight vehicles`."""
    rest = lead.str.extract(
        lean(
            r"(?i)\b(?:seized|captured|confiscated|recovered|found|discovered|uncovered|impounded|looted|made off with|"
            r"(?:cache|haul|arsenal) of)\b((?:[^.;]|\.\d)*)$"
        ),
        1,
    )
    return rest.is_not_null() & ~rest.str.contains(
        lean(
            r"(?i)\b(?:killed|wounded|destroy\w*|burn\w*|torch\w*|damag\w*|hit|struck|fired|launched|shot|attacked|"
            r"bombed|"
            r"was|were|said|after|when|which|that|as (?:an?|the|he|she|they|it))\b"
        )
    ).fill_null(True)


def _of_weapons(figures: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Numbers with a weapon behind them in the noun phrase, and the first number of `37 of 52 drones`."""
    weapons = batch.weapons.filter(~pl.col("is_implied")).select(
        "sentence_id",
        "weapon_id",
        "role",
        "more_role",
        "weapon_class",
        "weapon_text",
        weapon_start="start",
        weapon_end="end",
    )
    near = (
        figures.join(weapons, on="sentence_id", how="inner")
        .filter((pl.col("weapon_start") >= pl.col("end")) & (pl.col("weapon_start") - pl.col("end") <= 60))
        .sort("figure_id", "weapon_start")
        .unique("figure_id", keep="first", maintain_order=True)
        .with_columns(
            between=pl.col("text").str.slice(pl.col("end"), pl.col("weapon_start") - pl.col("end")),
            after=pl.col("text").str.slice(pl.col("weapon_end"), 130),
        )
    )
    number = (
        r"(?:the |some |about |around |nearly |almost |over |roughly |approximately |more than |at least |up to |"
        r"a total of )*(?:\d[\d,.]*|\p{L}+(?:-\p{L}+)?) "
    )
    of_more = near["between"].str.contains(lean(rf"^ (?:out )?of (?:{number})?(?:[\p{{L}}’'-]+[ -]){{0,4}}$"))
    between = pl.col("between")
    of_more = of_more & ~near["between"].str.contains(
        lean(
            r"(?i)\b(?:wore|wearing|carried|carrying|who|were|had|fighters|"
            r"m[ae]n|members|militants|gunmen|attackers|assailants|bombers|soldiers|people)\b"
        )
    )
    near = near.with_columns(is_of_more=of_more).filter(
        pl.col("is_of_more")
        | (
            between.str.contains(lean(rf"^ {_ADJECTIVES}$"))
            & ~between.str.starts_with(" of ")
            # `two 300-pound bombs`
            & ~between.str.replace(
                lean(r"(?i) \d+-(?:pound|lb|kilogram|kilo|kg|mm|millimet\w+|tonne|ton)\b"), ""
            ).str.contains(lean(_NOT_ADJECTIVE))
        )
    )
    follows = pl.col("before").str.contains(lean(r"(?i)\bof (?:the |some )?$")) & ~pl.col("before").str.contains(
        lean(r"(?i)\b(?:interceptions?|destruction|downing|shooting down) of (?:the |some )?$")
    )
    is_act = pl.col("weapon_text").str.contains(lean(r"(?i)(?:strikes?|attacks?|raids?|barrages?|salvos?)$"))
    is_seized = pl.col("before").str.contains(
        lean(
            r"(?i)\b(?:(?:captur|seiz|confiscat|recover|found|discover|uncover|surrender|impound|stole|loot)\w*|"
            r"t(?:aken?|ook|aking) away|(?:and|they|gunmen|assailants|attackers|,) took|made off with|"
            r"cart(?:ed|ing) away)(?: [\w,’'-]+){0,12} $"
        )
    )
    seized_behind = pl.col("after").str.contains(
        lean(
            r"(?i)^[^.;]{0,110}\b(?:was|were|been) (?:\w+ )?(?:captured|seized|confiscated|recovered|found|discovered|"
            r"surrendered|stolen)\b"
        )
    )
    # `captured 41 positions and destroyed six car bombs`
    is_destroyed = pl.col("before").str.contains(
        lean(r"(?i)\b(?:destroy|damag|burn|sank|hit|struck)\w*(?: [\w’'-]+){0,3} $")
    )
    is_seized = (is_seized & ~is_destroyed) | seized_behind | pl.col("is_taken")
    is_total = pl.col("text").str.contains(
        lean(r"(?i)\bsince (?:the (?:beginning|start|outset|launch)|[\w ]{0,40}(?:began|started|launched))")
    )
    is_gun = pl.col("weapon_class").is_in(["small_arms", "machine_gun", "sniper", "bladed", "air_defence"]) & ~pl.col(
        "weapon_text"
    ).str.contains(lean(r"(?i)\b(?:bullets?|rounds?|shots?|missiles?)$"))
    is_projectile = pl.col("weapon_text").str.contains(lean(r"(?i)^projectiles?$"))
    is_defused = pl.col("before").str.contains(
        lean(r"(?i)\b(?:defus|dismantl|found|discover|clear|remov|unearth)\w*(?: [\w,’'-]+){0,4} $")
    ) | pl.col("after").str.contains(
        lean(r"(?i)^[^.;]{0,40}\b(?:was|were) (?:\w+ )?(?:defused|dismantled|found|discovered|cleared)\b")
    )
    some_met = pl.col("after").str.contains(lean(r"(?i)^,? (?:[\w’'-]+ ){0,4}of (?:which|them)\b"))
    what = (
        pl.when(is_act)
        .then(pl.lit("attacks"))
        .when((pl.col("role") == "intercepted") & some_met & ~pl.col("is_of_more"))
        .then(pl.lit("launched"))
        .when(pl.col("role") == "intercepted")
        .then(pl.when(follows & ~pl.col("is_of_more")).then(pl.lit("launched")).otherwise(pl.lit("intercepted")))
        .when((pl.col("role") == "target") & (is_seized | is_total | is_defused))
        .then(pl.lit("other"))
        .when(pl.col("role") == "target")
        .then(pl.lit("hit"))
        .when((pl.col("role") == "used") & pl.col("before").str.contains(lean(r"(?i)\b(?:hit|struck) by $")))
        .then(pl.lit("hit"))
        .when(
            (pl.col("role") == "used")
            & (~pl.col("weapon_class").is_in(CARRIERS) | is_projectile)
            & ~(is_gun | is_defused)
        )
        .then(pl.lit("launched"))
        .otherwise(pl.lit("other"))
    )
    return near.with_columns(
        what=what,
        object_text=pl.col("text")
        .str.slice(pl.col("end"), pl.col("weapon_end") - pl.col("end"))
        .str.replace(lean(r"^ (?:out )?of (?:the )?(?:[\d,.]+ )?"), "")
        .str.strip_chars(),
        object_end="weapon_end",
        rank=pl.lit(1),
    )


def _of_bare_numbers(figures: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Numbers of weapons that were named before: `92 had been shot down`, `brought down 14 of them`, `including 68
    over Rostov`.
    """
    behind, before = pl.col("behind"), pl.col("before")
    met = (
        r"(?:shot down|downed|intercepted|brought down|taken down|destroyed|suppressed|jammed|neutrali[sz]ed|repelled|"
        r"lost (?:locationally|in location|from radars?|off radars?)|locationally lost)"
    )
    is_down = (
        behind.str.contains(
            lean(
                rf"(?i)^(?: of (?:them|those|these|which|the (?:[\w-]+ )?{_FLOWN}))? (?:had been|have been|has been|"
                rf"were|was|"
                rf"being) (?:\w+ )?{met}\b|^ more (?:were )?{met}\b"
            )
        )
        | (
            # `fired 30 missiles, with 12 shot down`
            before.str.contains(lean(r"(?i)(?:\bwith|,|\band) $"))
            & behind.str.contains(lean(rf"(?i)^(?: of (?:them|those|these|which))? (?:\w+ly )?{met}\b"))
            & ~behind.str.contains(lean(r"(?i)^ destroyed \w"))
        )
        | (
            before.str.contains(
                lean(
                    rf"(?i)\b(?:{DOWN} (?:all but )?|(?:air[ -]defen[cs]es?(?: \w+)?|gunners|air force|interceptors) "
                    r"(?:destroyed|eliminated|hit) )$"
                )
            )
            & behind.str.contains(lean(r"(?i)^(?: of (?:them|those|these))?(?:[.,;]|$| over\b| in\b| and\b)"))
        )
    )
    # `attacks on shops, two of which were destroyed`
    is_down = is_down & (
        ~behind.str.contains(lean(r"(?i)^ of which (?:\w+ ){1,2}destroyed\b"))
        | pl.col("text").str.contains(lean(r"(?i)drone|missile|rocket|UAV|unmanned|shahed|munition|bomb"))
    )
    # `downed 21 drones out of the 40 that were launched`
    is_whole = before.str.contains(lean(r"(?i)\b(?:out )?of (?:the |some |a total of )?$")) & behind.str.contains(
        lean(r"(?i)^ (?:(?:that|which) [^.;,]{0,30})?\b(?:launched|fired|sent|used)\b")
    )
    is_part = (
        before.str.contains(lean(r"(?i)(?:\bincluding|\bamong them|,|:) $"))
        & behind.str.contains(lean(r"(?i)^(?: of them)? (?:over|above|in|near|by|within) "))
    ) | (
        # `downed 23 drones over the region and eight more over the sea`
        before.str.contains(lean(r"(?i)\band (?:another |a further )?$"))
        & behind.str.contains(lean(r"(?i)^(?: more| others)? (?:over|above) "))
    )  # fmt: skip
    weapons = batch.weapons.filter(pl.col("weapon_class").is_in(FLYING)).select(
        "sentence_id", "weapon_id", "role", weapon_end="end"
    )
    earlier = (
        figures.filter(is_part | is_whole)
        .select("figure_id", "sentence_id", "start")
        .join(weapons, on="sentence_id")
        .filter(pl.col("weapon_end") <= pl.col("start"))
        .filter(pl.col("role").is_in(["intercepted", "used"]))
        .sort("figure_id", "weapon_end")
        .unique("figure_id", keep="last", maintain_order=True)
        .select("figure_id", "weapon_id", part_role="role")
    )
    return (
        figures.with_columns(is_down=is_down, is_part=is_part)
        .with_columns(is_whole=is_whole)
        .filter(pl.col("is_down") | pl.col("is_part") | pl.col("is_whole"))
        .join(earlier, on="figure_id", how="left", maintain_order="left")
        .with_columns(
            what=pl.when("is_whole")
            .then(pl.lit("launched"))
            .when(
                pl.col("is_down")
                | (pl.col("part_role") == "intercepted").fill_null(False)
                | pl.col("text").str.contains(lean(rf"(?i)\b{DOWN}\b|\bintercepted\b"))
            )
            .then(pl.lit("intercepted"))
            .otherwise(pl.lit("launched")),
        )
        .filter(
            pl.col("is_down")
            | pl.col("part_role").is_not_null()
            | ((pl.col("what") == "intercepted") & ~pl.col("is_whole"))
        )
        .with_columns(object_text=pl.col("figure_text"), object_end=pl.col("end").cast(pl.Int32), rank=pl.lit(0))
        .drop("is_down", "is_part", "is_whole", "part_role")
    )


def _of_things(figures: pl.DataFrame) -> pl.DataFrame:
    """Numbers with another thing behind them that a sentence of violence counts."""
    parts = []
    for rank, (what, noun, context) in enumerate(_OBJECTS, start=2):
        pattern = rf"^((?: of (?:the|its|their|his|our|these|those))?[ -]({_ADJECTIVES}){noun})\b"
        counted = (
            figures.with_columns(
                object=pl.col("behind").str.extract(lean(f"(?i){pattern}"), 1),
                between=pl.col("behind").str.extract(lean(f"(?i){pattern}"), 2),
            )
            .filter(pl.col("object").is_not_null() & pl.col("text").str.contains(lean(context)))
            .filter(_is_of_clause(what, context))
            .filter(~pl.col("between").str.contains(lean(_NOT_ADJECTIVE)).fill_null(False))
        )
        parts.append(
            counted.with_columns(
                what=pl.lit(what),
                object_text=pl.col("object").str.strip_chars(" -"),
                object_end=(pl.col("end") + pl.col("object").str.len_chars()).cast(pl.Int32),
                rank=pl.lit(rank),
            ).drop("object", "between")
        )
    things = pl.concat(parts)
    is_attacked = pl.col("before").str.contains(lean(r"(?i)\battacked $")) & pl.col("object_text").str.contains(
        lean(r"(?i)\b(?:ships?|vessels?|tankers?|boats?)$")
    )
    told_before = pl.col("before").str.contains(lean(r"(?i)\b(?:attack|shell|hit|str[iu]|bomb|fire|raid|pound|target)"))
    is_vague = pl.col("low").is_null() & pl.col("high").is_null()
    things = things.filter((pl.col("object_text") != "times") | (told_before & ~is_vague))
    things = things.filter(
        (pl.col("what") != "hit")
        | ~pl.col("behind").str.contains(
            lean(
                r"(?i)^ (?:[\w-]+ ){1,6}?(?:(?:have|has|had) been|were|was|are|is) (?:closed|shut|built|opened|"
                r"reopened|sent|deployed|evacuated)\b"
            )
        )
    )
    # `gunmen on 60 motorcycles attacked a village`
    is_ridden = pl.col("before").str.contains(lean(r"(?i)\b(?:on|in|aboard|riding) $")) & pl.col("behind").str.contains(
        lean(
            r"(?i)^ (?:[\w-]+ ){0,2}(?:motorcycles|motorbikes|vehicles|cars|trucks|pick-?ups|boats|vans) (?:\w+ed|"
            r"came|drove|shot)\b"
        )
    )
    things = things.filter((pl.col("what") != "hit") | ~is_ridden)
    is_compound = pl.col("behind").str.contains(r"^-")
    is_seized = pl.col("before").str.contains(
        lean(r"(?i)\b(?:captur|seiz|confiscat|recover|found|discover|uncover|stole|clear)\w*(?: [\w’'-]+){0,3} $")
    )
    is_seized = (
        is_seized
        | pl.col("is_taken")
        | pl.col("behind").str.contains(
            lean(
                r"(?i)^[^.;]{0,80}\b(?:had been|have been|was|were) (?:\w+ )?(?:seized|captured|confiscated|recovered|"
                r"stolen)\b"
            )
        )
    )
    # `one of 17 attacks`: 17.
    things = things.filter(
        (pl.col("what") != "attacks")
        # nor is a one-way attack drone an attack
        | ~pl.col("behind").str.contains("^-|^ of ")
        | ((pl.col("low") != 1).fill_null(True) & ~pl.col("behind").str.contains("^-"))
    )
    return things.with_columns(
        what=pl.when(is_attacked)
        .then(pl.lit("attacks"))
        # `4,000 cartridges`, `a million rounds were found`: none was fired.
        .when(
            (pl.col("what") == "launched")
            & (
                pl.col("object_text").str.contains(lean(r"(?i)\b(?:magazines|cartridges|detonators)$"))
                | pl.col("behind").str.contains(
                    lean(r"(?i)^[^.;]{0,80}\b(?:was|were|been) (?:found|discovered|uncovered)\b")
                )
            )
        )
        .then(pl.lit("other"))
        .when((is_compound & (pl.col("what") == "hit")) | (is_seized & pl.col("what").is_in(["hit", "launched"])))
        .then(pl.lit("other"))
        .otherwise("what")
    )


def _is_of_clause(what: str, context: str) -> pl.Expr:
    """What a number counts is told in its own clause, where that has a verb: `a strike hit the town and 12 shops
    reopened`; a clause without one is of its sentence: `destroyed a school and 12 houses`.
    """
    if what in ("attacks", "prisoners_swapped", "launched", "intercepted") or context == ".":
        return pl.lit(True)
    before = text_before("text", "start", 220)
    behind = pl.col("text").str.slice(pl.col("end") + pl.col("object").str.len_chars(), 160)
    # `three cars fitted with guns`
    behind = behind.str.replace(
        lean(r"(?i)^ (?:fitted|equipped|loaded|mounted|armed|filled|packed|parked|owned|used)\b"), ""
    )
    told, lacks_verb = [], []
    for begins, ends in _CLAUSES:
        lead = before.str.replace(lean(begins), "")
        clause = pl.concat_str(lead, pl.lit(" | "), behind.str.replace(lean(ends), ""))
        told.append(clause.str.contains(lean(context)) | pl.col("object").str.contains(lean(_DAMAGED)))
        # `nor was the school hit, but ten homes were`
        lacks_verb.append(~clause.str.contains(lean(_VERB)) | clause.str.contains(lean(r"(?i) (?:was|were)$")))
    return told[0] | (lacks_verb[0] & (told[1] | lacks_verb[1]))


def _of_more(figures: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers that count what was counted before them: `37 clashes, 12 of them near the town`, `destroyed 12 homes and
    damaged 30 others`, `45 drones came from the north and 24 from the east`.
    """
    before, behind = pl.col("before"), pl.col("behind")
    harmed = r"(?:damaged|destroyed|burned|burnt|hit|flattened)"
    goes_on = pl.coalesce(
        pl.when(behind.str.contains(lean(r"(?i)^ of (?:them|these|those|which)\b"))).then(pl.lit("attacks|launched")),
        pl.when(
            behind.str.contains(lean(rf"(?i)^(?: others?| more)?(?: were| was)?(?: \w+ly)? {harmed}\b"))
            | (
                before.str.contains(lean(rf"(?i)\b{harmed} (?:another )?$"))
                & behind.str.contains(lean(r"(?i)^ others?\b"))
            )
        ).then(pl.lit("homes_damaged|hit")),
        pl.when(
            before.str.contains(lean(r"(?i)\band (?:another )?$"))
            & behind.str.contains(lean(r"(?i)^(?: more)? from the (?:north|south|east|west|sea)\w*\b"))
        ).then(pl.lit("launched")),
        pl.when(
            before.str.contains(lean(r"(?i)\b(?:released|freed|returned|got back|received) $"))
            & behind.str.contains(lean(r"(?i)^(?: in\b| in return|[.,;]|$)"))
        ).then(pl.lit("prisoners_swapped")),
    )
    counted = rows.select("sentence_id", "what", "object_text", "weapon_id", counted_end=pl.col("end"))
    return (
        figures.join(rows.select("figure_id"), on="figure_id", how="anti", maintain_order="left")
        .with_columns(goes_on=goes_on)
        .filter(pl.col("goes_on").is_not_null())
        .join(counted, on="sentence_id", how="inner")
        .filter(
            (pl.col("counted_end") <= pl.col("start")) & pl.col("goes_on").str.contains(pl.col("what"), literal=True)
        )
        .sort("figure_id", "counted_end")
        .unique("figure_id", keep="last", maintain_order=True)
        .with_columns(object_end=pl.col("end").cast(pl.Int32), rank=pl.lit(9))
        .drop("goes_on", "counted_end")
    )


def _of_tallies(figures: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Totals behind what they count: `tanks – 8,696 (+7)`, `the number of attacks reached 14`."""
    before = pl.col("before")
    weapons = batch.weapons.select("sentence_id", "weapon_id", "weapon_text", weapon_end="end")
    listed = (
        figures.filter(
            before.str.contains(lean(r"\p{L}\)? ?[–—:-] (?:about |approximately )?$"))
            # `23 drones: twelve over the bay`
            & ~pl.col("behind").str.contains(lean(r"(?i)^ (?:over|above|in|near|of)\b"))
        )
        .join(weapons, on="sentence_id")
        .filter((pl.col("start") - pl.col("weapon_end")).is_between(2, 18))
        .sort("figure_id", "weapon_end")
        .unique("figure_id", keep="last", maintain_order=True)
        .with_columns(what=pl.lit("other"), object_text="weapon_text")
    )
    numbered = figures.filter(
        before.str.contains(
            lean(
                rf"(?i)\bnumber of (?:[\w-]+ ){{0,2}}{_ATTACK} (?:[\w-]+ ){{0,2}}(?:reached|rose to|stood at|was|"
                rf"has reached|totall?ed) $"
            )
        )
    ).with_columns(what=pl.lit("attacks"), object_text=pl.col("before").str.extract(lean(rf"(?i)\b({_ATTACK}) "), 1))
    rows = pl.concat([listed, numbered], how="diagonal")
    return rows.with_columns(object_end=pl.col("end").cast(pl.Int32), rank=pl.lit(0))


def _bounded(rows: pl.DataFrame) -> pl.DataFrame:
    """Correct bounds by what stands around the number.

    `up to 60 servicemen and 14 vehicles`: up to 14 vehicles. `over nine regions`, `hand over two howitzers`: nine, two.
    """
    at_most = pl.col("before").str.contains(lean(r"(?i)\b(?:up to|as many as) [\d,.]+ (?:[\p{L}-]+ ){1,4}and $")) & (
        pl.col("qualifier") == "exact"
    )
    is_over = pl.col("figure_text").str.contains(lean(r"(?i)^over\b")) & ~pl.col("figure_text").str.contains(
        lean(r"(?i)\b(?:at least|more than)\b")
    )
    is_place = is_over & (
        (pl.col("what") == "regions")
        | pl.col("before").str.contains(lean(r"(?i)\b(?:hand|hands|handed|handing|take|took|fl[ei]w|turned) $"))
    )
    return rows.with_columns(
        low=pl.when(at_most).then(None).otherwise("low"),
        high=pl.when(is_place).then(pl.coalesce("high", "low")).otherwise("high"),
        qualifier=pl.when(at_most).then(pl.lit("at_most")).when(is_place).then(pl.lit("exact")).otherwise("qualifier"),
    )


_NTH_TIME = rf"(?i)\b(?:{'|'.join(_ORDINALS)}) time\b"
_HIT_AGAIN = r"(?:hit|struck|attacked|bombed|shelled|targeted|raided|looted|dynamited|blown up|ambushed|burned|damaged)"


def _ordinals(sentences: pl.DataFrame) -> pl.DataFrame:
    """`the fifth attack this month` says that there were five; `the 58th exchange` of prisoners counts, too."""
    ordinal = "|".join(_ORDINALS)
    pattern = lean(rf"(?i)\b(?:{ordinal}|\d{{1,3}}(?:st|nd|rd|th)) (?:[\p{{L}}-]+ ){{0,3}}?(?:{_ATTACK}|{_SWAP})\b")
    nouns = [
        "attack",
        "strike",
        "assault",
        "raid",
        "clash",
        "bombardment",
        "shelling",
        "bombing",
        "incursion",
        "ambush",
        "exchange",
        "swap",
        " time",
    ]
    texts = sentences.filter(
        pl.col("text").str.contains_any(
            [*_ORDINALS, *(f"{n}th" for n in range(10)), "1st", "2nd", "3rd"], ascii_case_insensitive=True
        )
        & pl.col("text").str.contains_any(nouns, ascii_case_insensitive=True)
    )
    found = pl.concat([find_pattern(texts, pattern), find_pattern(texts, lean(_NTH_TIME))])
    number = pl.col("matched").str.extract(lean(r"^(\d+)")).cast(pl.Int64)
    word = pl.col("matched").str.extract(lean(r"^(\p{L}+)")).str.to_lowercase().replace_strict(_ORDINALS, default=None)
    behind = pl.col("text").str.slice(pl.col("end"), 90)
    # `hit for the third time`, `the second time in ten days that the bus was hit`
    is_nth_time = text_before("text", "start", 40).str.contains(
        lean(rf"(?i)\b{_HIT_AGAIN} (?:[\w’'-]+ ){{0,5}}for (?:a|the) $")
    ) | behind.str.contains(lean(rf"(?i)^ [^.;]{{0,70}}\b(?:was|were|been|is|are) {_HIT_AGAIN}\b"))
    # the September 11th attacks: a day, and no eleventh attack.
    is_day = text_before("text", "start", 12).str.contains(lean(rf"(?i)\b{MONTH} (?:the )?$"))
    return (
        found.join(sentences, on="sentence_id", how="left", maintain_order="left")
        .filter(~is_day & (~pl.col("matched").str.ends_with(" time") | is_nth_time))
        .with_columns(low=pl.coalesce(number, word.cast(pl.Int64)))
        .filter(pl.col("low").is_not_null() & (pl.col("low") <= 500))
        .filter(~pl.col("matched").str.contains(lean(r"(?i)\b(?:day|days|week|month|year|night|anniversary|killed|of|"
            r"and|century)\b")))
        .filter(~behind.str.contains(lean(r"(?i)^ (?:aircraft|group|helicopter|drones?|force|forces|wing|brigade|"
            r"division|rifle)\b")))
        .with_columns(
            high="low",
            what=pl.when(pl.col("matched").str.contains(lean(rf"(?i){_SWAP}$"))).then(pl.lit("other")).otherwise(pl.lit(
                "attacks")),
            qualifier=pl.lit("exact"),
            object_text=pl.col("matched").str.replace(r"^\S+ ", ""),
            object_end="end",
        )
        .select("sentence_id", "version_id", "article_id", "in_headline", "offset", "start", "low", "high", "what",
            "qualifier", "object_text", "object_end")
    )  # fmt: skip


def _single_pieces(sentences: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`destroyed a tank`, `shot down an F-35`: one."""
    weapons = batch.weapons.filter(
        ~pl.col("is_implied")
        & pl.col("role").is_in(["intercepted", "target"])
        & ~pl.col("weapon_text").str.contains(r"s$")
        & ~pl.col("weapon_class").is_in(PLANTED)
    ).select("sentence_id", "weapon_id", "role", "weapon_text", weapon_start="start", object_end="end")
    phrase = lean(r"(?i)\b((?:a|an) (?:[\p{L}\d’'-]+ ){0,3})$")
    piece = r"(?:a|an) (?:[\p{L}\d’'-]+ ){0,3}"
    killed = lean(
        r"(?i)\b(?:destroy\w*|shot down|br(?:ought|inging) down|"
        r"down(?:ed|s|ing)|intercept\w*|knocked out|hit|struck|burn\w*|damag\w*|sank|"
        r"wiped out|blew up|and|,)(?: [\p{L}’'-]+){0,3} (?:a|an) (?:[\p{L}\d’'-]+ ){0,3}$"
    )
    before = text_before("text", "weapon_start", 70).str.replace(
        lean(r"(?i)\bwith (?:captured|seized|stolen) "), "with "
    )
    return (
        weapons.join(sentences, on="sentence_id", how="left", maintain_order="left")
        .with_columns(phrase=before.str.extract(phrase, 1))
        .filter(
            pl.col("phrase").is_not_null()
            & before.str.contains(killed)
            & ~before.str.contains(lean(rf"(?i)\b(?:under|beneath|at|on|upon|against) {piece}$"))
        )
        .filter(
            ~pl.col("text")
            .str.slice(pl.col("object_end"), 60)
            .str.contains(lean(r"(?i)^[^.;]{0,25}\b(?:was|were|been) (?:\w+ )?"
                     r"(?:seized|captured|found|recovered|stolen)\b|^[^.;]{0,40}\b(?:seized|recovered|"
                     r"confiscated)(?:[.,;]|$)"))
        )
        .filter(
            ~before.str.contains(
                lean(r"(?i)\b(?:seized|recovered|confiscated|captured|found|surrendered|(?:taken|took) away)\b")
            )
            & ~pl.col("text").str.slice(pl.col("object_end"), 12).str.contains(lean(r"(?i)^ (?:depot|base|factory|site|"
                r"store|plant|posi|crew|warehouse)"))
        )
        .with_columns(
            start=(pl.col("weapon_start") - pl.col("phrase").str.len_chars()).cast(pl.Int32),
            low=pl.lit(1, pl.Int64),
            high=pl.lit(1, pl.Int64),
            qualifier=pl.lit("exact"),
            what=pl.when(pl.col("role") == "intercepted").then(pl.lit("intercepted")).otherwise(pl.lit("hit")),
            object_text="weapon_text",
        )
        .select("sentence_id", "version_id", "article_id", "in_headline", "offset", "start", "low", "high", "what",
            "qualifier", "object_text", "object_end", "weapon_id")
    )  # fmt: skip


def _with_claimant(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds claimant_actor_id and claimant_text of the narrowest attribution that holds the number."""
    said = batch.attributions.select(
        "sentence_id", claimant_text="speaker_text", claimant_actor_id="speaker_actor_id", said_start="start", said_end=
            "end"
    )  # fmt: skip
    held = (
        rows.select("row_id", "sentence_id", "start")
        .join(said, on="sentence_id", how="inner")
        .filter((pl.col("said_start") <= pl.col("start")) & (pl.col("start") < pl.col("said_end")))
        .sort("row_id", pl.col("said_end") - pl.col("said_start"), "said_start", "claimant_text")
        .unique("row_id", keep="first", maintain_order=True)
        .select("row_id", "claimant_text", "claimant_actor_id")
    )
    return rows.join(held, on="row_id", how="left", maintain_order="left")
