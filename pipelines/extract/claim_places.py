"""The place of a claim: where what a figure counts took place.

What belongs here: which of an article's scenes a span belongs to (in its sentence, what `the region` points back to,
earlier in its paragraph, the article's main scene), and when it belongs to none. What does not: which names are
places (regions.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pipelines.extract.gazetteer import Gazetteer, fold
from pipelines.extract.matching import lean

if TYPE_CHECKING:
    from pipelines.extract.batch import Batch

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_VIOLENT = (
    "attacks?|ambush(?:es)?|raids?|strikes?|airstrikes?|bombings?|blasts?|explosions?|shootings?|massacres?|clashes|"
    "assaults?|incidents?|operations?|invasion|war|wars|conflict|uprising|insurgency|offensive|campaign|coup|siege"
)
TOTAL = "|".join(
    (
        rf"(?i:\bsince (?:the |its |their |a |an )?(?:\p{{L}}+[- ]){{0,4}}(?:{_VIOLENT}|beginning|start|began|outbreak|"
        rf"launched))",
        r"(?i:\bsince (?:it|they|he|then|early|late|mid|last|mid-\p{L}+|\p{L}+ (?:19|20)\d\d|(?:19|20)\d\d)\b)",
        rf"(?i:\bsince) (?:(?:early|late|mid)[- ])?(?:\d{{1,2}} )?(?:{_MONTHS})\b",
        r"(?i:\b(?:so far this|this|last|every|each|per) (?:year|month)\b)",
        r"(?i:\b(?:in|over|during|within) (?:the )?(?:past|last|first) (?:\p{L}+ |\d+ )?(?:days?|weeks?|months?|years?|"
        r"decades?)\b)",
        r"\b(?:in|during|throughout) (?:19|20)\d\d\b",
        r"(?i:\b(?:in|during) (?:the|its|their) (?:[\p{L}\d]+[- ]){0,3}(?:war|wars|conflict|insurgency|campaign|"
        r"uprising)\b)",
        r"(?i:\b(?:total|toll|number) (?:\p{L}+ ){0,4}(?:since|to date|so far)\b|\bto date\b|"
        r"\bfrom the beginning of\b)",
        r"(?i:\bha(?:s|ve) since (?:been |died|fled|lost)|\b(?:hundreds|tens) of thousands\b)",
        r"(?i:\bin the past (?:day|24 hours) alone\b|\bfrom \p{L}+ \d{1,2}, \d{4},? to\b)",
    )
)
"""A figure of a war, a year or a campaign: its place is named beside it, or it is the whole war's and has none."""
ELSEWHERE = (
    rf"(?i:\b(?:after|since|following|in|from|during|of) (?:an?|another|a similar|an earlier|a previous|"
    rf"one) (?:\p{{L}}+[- ]){{0,3}}"
    rf"(?:{_VIOLENT}) (?:\p{{L}}+ ){{0,2}}(?:in|last|on|early|late|earlier)) ?(?i:{_MONTHS}|year|month|week|this|the)\b"
)
"""`since an ambush in March in which 34 soldiers died`: another event, of which the text tells no place."""
_IN_THE_NORTH = (
    r"(?i)\b(?:(?:in|at|on|along|across|near) the ((?:\p{L}+[- ])?border(?: (?:belt|area|region|zone)s?)?|"
    r"line of (?:contact|control)|(?:contact|engagement|front) ?line|(?:two|three|four) countries)"
    r"(?:[,.;]| (?:with|between|of|that|which|and|ha[sd]|since|on|in|killed|wounded|left|after|when|this|last|late|"
    r"early|overnight|over|by)\b|$)"
    r"|in the ((?:far |deep |restive )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west))"
    r"(?:[,.;]| of the country\b| that\b| which\b| and\b| ha[sd]\b| since\b| on\b|$))"
)
_AT_WAR = (
    r"(?i)^['’]s (?:[\p{L}\d-]+ ){0,4}(?:war|conflict|insurgency|uprising|revolution|crisis|insurrection)\b"
    r"|^(?:['’]s)? (?:\p{L}+ ){0,2}(?:ministry of health|health (?:ministry|authorities|officials|department))\b"
    r"|^ (?:has|had) (?:long )?(?:been|slid|sunk|descended|plunged) (?:\p{L}+ )?(?:locked|mired|engulfed|embroiled|"
    r"plunged|torn|gripped|ravaged|wracked|racked|at war|into|in)\b"
)
"""Behind a country whose own war it is: `Syria's civil war`, `Syria has been locked in`, or whose dead are counted:
`the Gaza health ministry`."""
_HELD = (
    r"(?i)\b(?:still hold(?:s|ing)?|(?:is|are) (?:still )?(?:holding|being held|held)|remains? (?:hostage|captive)|"
    r"in (?:its|their|his|\p{L}+) (?:custody|captivity|hands))\b"
)
"""Of people taken some time ago: who holds them is told, and not where they were taken."""
_TAKEN_BY = ["abducted", "detained", "captured"]
BIG_TOTAL = {"killed": 5000, "wounded": 5000, "casualties": 5000, "captured": 5000, "displaced": 500_000}
"""A figure of this size that names no place beside it is a war's."""
_TAKEN_FROM = ["abducted", "detained", "captured", "displaced", "rescued", "missing"]
"""What befalls people in the place that they are taken or flee from."""
_LEAD_SENTENCES = 6
"""Within how many sentences an article comes to its scene; what comes later is one scene of many."""

_OFFICE = (
    "governors?|mayors?|officials?|headquarters|authorities|police|prosecutors?|ministry|ministries|government|"
    "administration|spokes\\p{L}+|commissioners?|chairman|chief|head|councils?|committees?|court|resident|native|medics|doctors|"
    "media|"
    "newspaper|radio|university|branch|command(?:er)?|army|military|forces|troops|presidents?|premier|leaders?|"
    "lawmakers?|senator|imam|priest|pastor|elders?|deputy|emergency|rescue|health|civil defen[cs]e|offices?"
)
_OFFICE_AFTER = (
    rf"(?i)^(?:['’]s?)?\s+(?:[\p{{L}}-]+\s+){{0,2}}?(?:{_OFFICE})\b|^['’]s\s+(?:[\p{{L}}-]+\s+){{0,4}}hospital\b"
)
_FACILITY_AFTER = (
    r"(?i)^(?:['’]s?)?\s+(?:[\p{L}-]+\s+){0,2}(?:airport|airbase|air base|base|airfield|prison|plant|bridge|camp|"
    r"barracks|"
    r"local government area|checkpoint|post|station|market|building|compound)\b"
)
"""`Hama military airport` is a place, `Hama military officials` are none."""
_OFFICE_BEFORE = (
    rf"(?i)\b(?:{_OFFICE}|sources?|correspondents?|reporters?|analysts?|told \p{{L}}+)\s+(?:of|in|for|from|at)\s+"
    r"(?:the\s+)?(?:[\p{L}-]+\s+(?:of\s+)?){0,2}$"
)
_WITNESS_BEFORE = r"(?i)\b(?:residents?|villagers|witnesses|survivors|locals|activists|people)\s+(?:of|in|from)\s+(?:[\p{L}-]+\s+){0,2}$"  # noqa: E501
_WITNESS_AFTER = (
    r"(?i)^(?:\s+(?:region|province|city|district|have|has|had|also))*\s+(?:said|told|say|says|reported|described)\b"
)
_BESIDE_BEFORE = (
    r"(?i)(?:(?:\d+|several|few) ?(?:kilomet(?:er|re)s?|km|miles?|mi)\b.{0,40}|\b(?:north|south|east|west)"
    r"(?:-?(?:east|west|ern))?\s+of\s+(?:the\s+)?(?:\p{L}+\s+){0,3}|,\s+(?:near|not far from|close to|outside)\s+"
    r"(?:[\p{L}-]+\s+){0,4}|\b(?:fled|flee|fleeing|escaped|escaping|leaving|quit)\s+(?:[\p{L}’'-]+\s+){0,4})$"
)
"""A point to measure from, or where people fled from."""
_POINTS_BACK = (
    r"(?i)\b(?:in|across|around|within|throughout|inside|near|from|on|leaving|fled|for|hit|at)\s+(?:and around\s+)?"
    r"(?:the|this|that|its|the same)\s+(?:\p{L}+\s+)?"
    r"(region|oblast|province|governorate|state|country|city|town|village|settlement|camp|district|suburb|township|"
    r"neighbou?rhood|community|site|scene|strip|territory|island)\b"
)
_POINTS_BACK_EVENT = (
    r"(?i)\b(?:in|from|after|by|of)\s+(?:that|the same|this|the latest)\s+"
    r"(attack|raid|strike|airstrike|bombing|blast|explosion|shooting|ambush|clash|incident|assault|shelling|exchange)\b"
)
_SETTLED = (
    "village|town|city|hamlet|district|neighbou?rhood|suburb|(?:refugee )?camp|area|settlement|sub-?district|quarter|"
    "market|municipality|locality|township|commune|county"
)
_LIES_IN = (
    rf"(?i)^(?: (?:{_SETTLED}))?(?: for [\p{{L}} ]{{4,20}})?,? (?:in|of|near|outside|close to|not far from|"
    r"(?:on|at|in) the (?:\p{L}+ )?(?:outskirts|edge|suburbs?) of)"
    rf"(?: the)?(?: \p{{L}}+ern)?(?: (?:{_SETTLED}) of)? $|^ (?:{_SETTLED}), $"
)
"""Between a place and the larger one that it lies in or beside: `Nanduli in Ancuabe district`."""
_IS_DISTRICT = r"(?i)^ ?(?:sub-?district|district|county|municipality|city|LGA|local government area|territory)\b"
_DISTRICT_NAME = r"(?i)(?:district|county|municipality|LGA|local government area|territory)$"
_FORCES_OF_DEED = (
    r"(?i)\b(?:by|with|between|against|among)\s+(?:[\p{L}-]+\s+){0,3}(?:forces|troops|army|military|police)\s+"
    r"(?:of|in|for|from|at)\s+(?:the\s+)?(?:[\p{L}-]+\s+(?:of\s+)?){0,2}$"
)
"""`killed by government forces in the town of X`: they did it there."""
_TOWN_OF = (
    r"(?i)^(?:['’]s)?\s+(?:[\p{L}-]+\s+){0,2}(?:town|village|city|district|suburb|settlement|neighbou?rhood) of $"
)
_TOWN, _REGION, _COUNTRY = 0, 1, 3


def scenes(batch: Batch) -> pl.DataFrame:
    """Place mentions that can be the place of an event.

    Out, in text order: sentence_id, version_id, paragraph_no, sentence_no, start, end, place_text, region_id,
    country_code, tier (0 town, sea or part of a town, 1 region, 2 area, 3 country), is_beside (a point to measure
    from), is_office (where an official or a hospital is), is_violent (the sentence tells of violence).
    """
    keys = batch.sentences.select("sentence_id", "version_id", "paragraph_no", "sentence_no", "text")
    violent = batch.violence.select("sentence_id").unique().with_columns(is_violent=pl.lit(True))
    gazetteer = Gazetteer.of(batch.codebook)
    before = pl.col("text").str.slice(0, pl.col("start")).str.slice(-70)
    after = pl.col("text").str.slice(pl.col("end"), 40)
    is_sea = (pl.col("kind") == "area") & pl.col("region_id").is_null()
    located = pl.col("evidence") >= 2
    found = (
        batch.places.filter(~pl.col("is_metonym") & ~pl.col("is_actor") & ~pl.col("is_dateline"))
        .join(keys, on="sentence_id", how="left", maintain_order="left")
        .join(violent, on="sentence_id", how="left", maintain_order="left")
        .with_columns(key=fold(pl.col("place_text")))
        .join(gazetteer.town_regions, on=["key", "region_id"], how="left", maintain_order="left")
        .with_columns(
            tier=pl.when(pl.col("kind").is_in(["city", "local"]) | is_sea)
            .then(_TOWN)
            # Aleppo is the town, Aleppo province the region.
            .when((pl.col("kind") == "region") & pl.col("is_town").fill_null(False))
            .then(_TOWN)
            .when(pl.col("kind") == "region")
            .then(_REGION)
            .when(pl.col("kind") == "country")
            .then(_COUNTRY)
            .otherwise(2),
            is_office=(
                (after.str.contains(lean(_OFFICE_AFTER)) & ~after.str.contains(lean(_FACILITY_AFTER)))
                | (before.str.contains(lean(_OFFICE_BEFORE)) & ~before.str.contains(lean(_FORCES_OF_DEED)))
                | (before.str.contains(lean(_WITNESS_BEFORE)) & after.str.contains(lean(_WITNESS_AFTER)))
            ),
            is_beside=before.str.contains(lean(_BESIDE_BEFORE))
            | (is_sea & (pl.col("preposition") != "in").fill_null(True)),
            is_violent=pl.col("is_violent").fill_null(False),
            is_city=pl.col("kind").is_in(["city", "local"]),
            is_located=located,
        )
        .sort("sentence_id", "start")
    )
    # A region or country behind its town, `X in the Y region`, or before it, `the Y town of X`, only holds the town.
    holds = (pl.col("tier") >= _REGION) & (
        _held_by(pl.col("tier").shift(1), pl.col("region_id").shift(1), pl.col("country_code").shift(1), "before")
        | _held_by(pl.col("tier").shift(-1), pl.col("region_id").shift(-1), pl.col("country_code").shift(-1), "after")
    )
    same_before = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    same_after = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    follows = (
        (pl.col("kind") == "region")
        & pl.col("kind").shift(1).is_in(["city", "local"])
        & same_before
        & (pl.col("region_id").shift(1).eq_missing(pl.col("region_id")) | pl.col("region_id").shift(1).is_null())
        & (pl.col("start") - pl.col("end").shift(1) <= 8)
        & ~pl.col("text").str.slice(pl.col("start") - 5, 5).str.contains("and $|or $")
    )
    behind = pl.col("text").str.slice(pl.col("end"), (pl.col("start").shift(-1) - pl.col("end")).clip(0, 60))
    opens = same_after & behind.str.contains(lean(_TOWN_OF)) & ~_is_quarter_of(behind)
    # Nanduli in Ancuabe district; Karsal village, Bannu district; the Mugunga camp, on the outskirts of Goma.
    between = pl.col("text").str.slice(pl.col("end").shift(1), (pl.col("start") - pl.col("end").shift(1)).clip(0, 60))
    lies_in = (
        same_before
        & (pl.col("tier") == _TOWN)
        & (pl.col("tier").shift(1) == _TOWN)
        & ~pl.col("preposition").shift(1).is_in(["across", "along", "over", "through"]).fill_null(False)
        & (
            (between.str.contains(lean(_LIES_IN)) & ~between.str.contains(lean(_TOWN_OF)))
            | _is_quarter_of(between, shift=1)
            | (
                (between == ", ")
                & (after.str.contains(lean(_IS_DISTRICT)) | pl.col("place_text").str.contains(lean(_DISTRICT_NAME)))
            )
        )
    )
    # Ituri's Djugu territory.
    country = pl.col("country_code")
    owns = same_after & behind.str.contains(r"^['’]s? $") & (pl.col("tier") < _COUNTRY) & (country == country.shift(-1))
    owned = same_before & between.str.contains(r"^['’]s? $") & (country == country.shift(1))
    # Daraa province: two were killed by shelling on Inkhil.
    heads = (
        same_after
        & (pl.col("start") <= 4)
        & after.str.contains(lean(_HEADING))
        & (pl.col("region_id").shift(-1).eq_missing(pl.col("region_id")) | pl.col("region_id").shift(-1).is_null())
    )
    holds = ((holds | follows) & ~owned) | opens | lies_in | owns | heads
    # The town of X, where nine died: wherever people came from.
    # the toll from the Aleppo blast, the battle for Kandahar
    is_of_event = after.str.contains(lean(_EVENT_AFTER)) | before.str.contains(lean(_BATTLE_BEFORE))
    is_away = (pl.col("is_away") & ~after.str.contains(r"^,? where\b") & ~is_of_event) | before.str.contains(
        lean(_SPEAKING_BEFORE)
    )
    found = found.with_columns(is_from=((pl.col("preposition") == "from") & ~is_of_event).fill_null(False))
    return found.with_columns(is_container=holds.fill_null(False), is_away=is_away).select(
        *("sentence_id", "version_id", "paragraph_no", "sentence_no", "start", "end", "place_text", "region_id"),
        *(
            "key",
            "country_code",
            "tier",
            "is_city",
            "is_office",
            "is_beside",
            "is_violent",
            "is_located",
            "is_away",
            "is_aside",
            "is_from",
        ),
        "is_container",
    )


_EVENT_AFTER = (
    r"(?i)^(?:['’]s)? (?:(?:market|school|mosque|church|hospital|hotel|station|airport|prison|train|bus|suicide|car|"
    rf"truck|bomb|drone|missile|rocket|air|\p{{L}}+day) ){{0,2}}(?:{_VIOLENT}|shelling|bombardment)\b"
)
_BATTLE_BEFORE = r"(?i)\b(?:battles?|fight|fighting|struggle) for (?:the )?(?:[\p{L}-]+ ){0,3}$"
_HEADING = r"(?i)^(?: (?:province|governorate|countryside|region|city|district|suburbs?|state)){0,2}:\s"
"""Behind a region that an entry begins with."""
_ANOTHER_EVENT = r"(?i)\b(?:and|while|but|was|were|has|have|killed|killing|injured|wounded|died|after|when)\b"
"""Between a region and a town in it: each is the place of something else."""
_SPEAKING_BEFORE = (
    r"(?i)\b(?:speaking|spoke|said during|on a visit|visiting|in a speech|at a rally|news conference|press conference|"
    r"told (?:reporters|journalists)|travelling|traveling) (?:[\p{L}-]+ ){0,4}?(?:in|at|to|from) (?:[\p{L}-]+ )?$"
)
"""Where somebody speaks who was not there: `Biden, speaking in South Carolina`."""


def _is_quarter_of(between: pl.Expr, shift: int = 0) -> pl.Expr:
    """`the Saltivka district of Kharkiv`, where only the text knows Saltivka; not `the Beirut suburb of Chiyah`."""
    return (pl.col("kind").shift(shift) == "local") & between.str.contains(
        lean(r"(?i)^ (?:district|neighbou?rhood|quarter|area) of (?:the )?(?:city of )?$")
    )


def _held_by(tier: pl.Expr, region: pl.Expr, country: pl.Expr, side: str) -> pl.Expr:
    """The neighbouring mention is a smaller place within this one."""
    shift = 1 if side == "before" else -1
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(shift)
    gap = pl.col("start") - pl.col("end").shift(1) if side == "before" else pl.col("start").shift(-1) - pl.col("end")
    within = (
        region.eq_missing(pl.col("region_id"))
        | ((pl.col("tier") == _COUNTRY) & (country == pl.col("country_code")))
        | region.is_null()
    )
    apart = (
        pl.col("text")
        .str.slice(pl.col("end"), (pl.col("start").shift(-1) - pl.col("end")).clip(0, 60))
        .str.contains(lean(_ANOTHER_EVENT))
        if side == "after"
        else pl.lit(False)
    )
    return same & (tier < pl.col("tier")) & within & (gap <= 40) & ~apart


def nearest_place(batch: Batch, spans: pl.DataFrame) -> pl.DataFrame:
    """The place where what a span tells took place.

    `spans`: row_id (unique), sentence_id, start, end (code points in the sentence) and, for figures, measure and
    magnitude (what the figure comes to). Out, one row per span that has a place: row_id, region_id (NULL for seas and
    unknown places), place_text (as written), place_source: `sentence` (the nearest scene of the sentence, a town
    before the region that holds it), `reference` (`in the town`: the last town named), `paragraph` (the last scene of
    an earlier sentence of the paragraph), `article` (the first scene of violence). A total of a war or a year has a
    place of its own sentence or none.
    """
    hints = {"magnitude": pl.lit(None, pl.Int64), "measure": pl.lit(None, pl.String)}
    spans = spans.with_columns(**{name: value for name, value in hints.items() if name not in spans.columns})
    keys = batch.sentences.select("sentence_id", "version_id", "paragraph_no", "sentence_no", "text")
    asked = (
        spans.select("row_id", "sentence_id", "start", "end", "magnitude", "measure")
        .join(keys, on="sentence_id", how="left")
        .with_columns(
            is_total=pl.col("text").str.contains(lean(TOTAL)) | pl.col("text").str.contains(lean(ELSEWHERE)),
            is_big=(
                pl.col("magnitude") >= pl.col("measure").replace_strict(BIG_TOTAL, default=None, return_dtype=pl.Int64)
            ).fill_null(False),
        )
    )
    stage = batch.scenes.filter(~pl.col("is_away"))
    main = _main_scenes(stage)
    columns = ["row_id", "region_id", "place_text", "country_code", "tier", "is_office", "is_city", "place_source"]
    same = _same_sentence(asked, stage).select(columns)
    left = (
        _same_sentence(
            asked.filter(pl.col("measure").is_in(_TAKEN_FROM)),
            batch.scenes.filter(pl.col("is_away") & pl.col("is_from")),
        )
        .select(columns)
        .join(same.select("row_id"), on="row_id", how="anti")
    )
    back = _pointed_back(asked, stage, main).select(columns)
    is_held = pl.col("measure").is_in(_TAKEN_BY) & pl.col("text").str.contains(lean(_HELD))
    present = asked.filter(~is_held.fill_null(False))
    single = present.filter(~pl.col("is_total") & ~pl.col("is_big"))
    before = _earlier(present, stage.filter(pl.col("tier") < _COUNTRY)).select(columns)
    home = _countries_of_totals(asked, batch).select(columns)
    whole = (
        single.select("row_id", "version_id")
        .join(main, on="version_id", how="inner")
        .with_columns(is_office=pl.lit(False), place_source=pl.lit("article"))
        .select(columns)
    )
    parts = _parts_of_the_land(asked, same).select(columns)
    here = _at_the_dateline(single, stage, batch).select(columns)
    order = {"sentence": 0, "part": 1, "reference": 2, "country": 3, "here": 4, "paragraph": 5, "article": 6}
    found = pl.concat([same, left, parts, back, home, here, before, whole]).with_columns(
        order=pl.col("place_source").replace_strict(order, return_dtype=pl.Int32)
    )
    # An official's seat and a whole region give way to a town in it that the text told before.
    better = pl.col("tier").eq(_TOWN) & ~pl.col("is_office") & pl.col("place_source").is_in(["paragraph", "article"])
    towns = found.filter(better).select(
        "row_id",
        town_region="region_id",
        town_country="country_code",
        town_source="place_source",
        town_is_city="is_city",
        is_town=pl.lit(True),
    )
    towns = towns.unique("row_id", keep="first", maintain_order=True)
    return (
        found.join(towns, on="row_id", how="left", maintain_order="left")
        .with_columns(
            is_late=(
                pl.col("is_office")
                & pl.col("is_town").fill_null(False)
                & (pl.col("town_is_city") | ~pl.col("is_city"))
                & (
                    (pl.col("town_region") == pl.col("region_id"))
                    | (pl.col("is_city") & (pl.col("town_country") == pl.col("country_code")))
                    | pl.col("town_region").is_null()
                    | (pl.col("town_source") == "paragraph")
                )
            ).fill_null(False)
        )
        .sort("row_id", "is_late", "order")
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(
            place_source=pl.col("place_source").replace(
                {"country": "paragraph", "part": "sentence", "here": "article"}
            ),
        )
        .select("row_id", "region_id", "place_text", "place_source")
    )


def _parts_of_the_land(asked: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """`an insurgency in the northeast has killed 40,000`: a part of the country, where nothing else is named."""
    return (
        asked.with_columns(
            place_text=pl.coalesce(pl.col("text").str.extract(lean(_IN_THE_NORTH), group) for group in (1, 2))
        )
        .filter(pl.col("place_text").is_not_null())
        .join(same.select("row_id"), on="row_id", how="anti")
        .with_columns(
            region_id=pl.lit(None, pl.String), country_code=pl.lit(None, pl.String), tier=pl.lit(_REGION, pl.Int32),
            is_office=pl.lit(False), is_city=pl.lit(False), place_source=pl.lit("part"),
        )
    )  # fmt: skip


def _countries_of_totals(asked: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Syria has been at war since 2011. More than 300,000 people have died.`: the country a total is told of.

    The last one that the paragraph names as a place or as one at war. A country that only acts is none.
    """
    countries = (
        batch.places.join(
            batch.sentences.select("sentence_id", "version_id", "paragraph_no", "sentence_no", "text"),
            on="sentence_id",
            how="left",
        )
        .filter(
            ((pl.col("kind") == "country") & ~pl.col("is_actor") & ~pl.col("is_away"))
            | pl.col("text").str.slice(pl.col("end"), 60).str.contains(lean(_AT_WAR))
        )
        .select("version_id", "paragraph_no", "sentence_no", "region_id", "country_code", "place_text", at="start")
    )
    return (
        asked.filter(pl.col("is_total") | pl.col("is_big"))
        .join(countries, on=["version_id", "paragraph_no"], how="inner", suffix="_place")
        .filter(pl.col("sentence_no_place") <= pl.col("sentence_no"))
        .sort("row_id", "sentence_no_place", "at", descending=[False, True, False])
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(
            tier=pl.lit(_COUNTRY, pl.Int32), is_office=pl.lit(False), is_city=pl.lit(False),
            place_source=pl.lit("country"),
        )
    )  # fmt: skip


_HERE = r"(?i)\b(?:here\b|in this (?:[\p{L}-]+ ){0,3}(?:city|capital|town|port|village)\b)"
"""What the place of the dateline is meant by: `in a market here`, `in this northern city`."""


def _at_the_dateline(asked: pl.DataFrame, stage: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`KANO, Nigeria - A blast in a market here killed six`; and where no other scene is named in the whole article."""
    lines = (
        batch.places.filter("is_dateline")
        .join(batch.sentences.select("sentence_id", "version_id"), on="sentence_id", how="inner")
        .sort("sentence_id", "start")
        .unique("version_id", keep="first", maintain_order=True)
        .select(
            "version_id", "region_id", "country_code", "place_text", is_city=pl.col("kind").is_in(["city", "local"])
        )
    )
    is_here = pl.col("text").str.contains(lean(_HERE))
    is_alone = ~pl.col("version_id").is_in(stage["version_id"].unique().implode()) & (pl.col("paragraph_no") <= 2)
    return (
        asked.filter(is_here | is_alone)
        .join(lines, on="version_id", how="inner")
        .with_columns(
            tier=pl.when("is_city").then(_TOWN).otherwise(_REGION).cast(pl.Int32), is_office=pl.lit(False),
            place_source=pl.lit("here"),
        )
    )  # fmt: skip


def _main_scenes(stage: pl.DataFrame) -> pl.DataFrame:
    """The place that an article is about: version_id, region_id, country_code, place_text, tier.

    The scene with the most weight: 1 a mention (at most 4), 1 a sentence of violence (at most 3), 3 in the headline,
    7 in the first sentence of the body that has a scene of violence, 2 in the next two; among equals a town, then
    the first.
    """
    is_weak = pl.col("is_office") | pl.col("is_beside") | pl.col("is_aside") | (pl.col("tier") > _REGION)
    in_body = pl.col("sentence_no") > 0
    first = pl.col("sentence_no").filter(in_body & ~is_weak & pl.col("is_violent")).min().over("version_id")
    return (
        stage.filter(~pl.col("is_container"))
        .with_columns(is_weak=is_weak, lead=pl.when(first <= _LEAD_SENTENCES).then(pl.col("sentence_no") - first))
        .group_by("version_id", "key", maintain_order=True)
        .agg(
            pl.col("region_id", "country_code", "place_text", "tier", "is_city", "sentence_no", "start").sort_by(
                ~in_body, "is_weak", "sentence_no"
            ).first(),
            weight=(~pl.col("is_weak")).sum().clip(upper_bound=4)
            + (pl.col("is_violent") & ~pl.col("is_weak")).sum().clip(upper_bound=3)
            + (~in_body & (pl.col("tier") < _COUNTRY)).any() * 3
            + (in_body & ~pl.col("is_weak") & (pl.col("lead") == 0)).any() * 7
            + (in_body & ~pl.col("is_weak") & pl.col("lead").is_between(1, 2)).any() * 2,
        )
        .sort(
            "version_id", "weight", "tier", "sentence_no", "start", descending=[False, True, False, False, False]
        )
        .unique("version_id", keep="first", maintain_order=True)
        .select("version_id", "region_id", "country_code", "place_text", "tier", "is_city")
    )  # fmt: skip


def _same_sentence(asked: pl.DataFrame, stage: pl.DataFrame) -> pl.DataFrame:
    """The best scene of the span's own sentence."""
    place_first = pl.col("end_place") <= pl.col("start")
    between = (
        pl.when(place_first)
        .then(pl.col("text").str.slice(pl.col("end_place"), (pl.col("start") - pl.col("end_place")).clip(0)))
        .otherwise(pl.col("text").str.slice(pl.col("end"), (pl.col("start_place") - pl.col("end")).clip(0)))
    )
    return (
        asked.join(
            stage.select(pl.exclude("version_id", "paragraph_no", "sentence_no")),
            on="sentence_id",
            how="inner",
            suffix="_place",
        )
        .filter(~pl.col("is_container"))
        .with_columns(is_office=pl.col("is_office") | pl.col("is_aside"))
        .filter(~pl.col("is_total") | pl.col("is_located") | (pl.col("tier") < _COUNTRY))
        .with_columns(between=between)
        .with_columns(
            cost=pl.col("between").str.len_chars().cast(pl.Float64)
            # Another part of the sentence has places of its own.
            + 60
            * pl.col("between").str.count_matches(lean(r"(?i);|, while |, but |, whereas |, and \w+ \w+ (?:was|were) "))
            # Six died in Kirkuk, three in Hawija: the place of the three stands behind them.
            - pl.when(~place_first & pl.col("between").str.contains(r"^(?: \p{L}+){0,2} (?:in|at|near|outside) $"))
            .then(8)
            .otherwise(0)
            + pl.when(pl.col("tier") == _TOWN).then(0).when(pl.col("tier") < _COUNTRY).then(25).otherwise(60)
            + pl.when(pl.col("is_located")).then(0).otherwise(25)
            + pl.when(pl.col("is_office")).then(120).otherwise(0)
            + pl.when(pl.col("is_beside")).then(40).otherwise(0)
        )
        .sort("row_id", "cost", "start_place")
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(place_source=pl.lit("sentence"))
    )


def _pointed_back(asked: pl.DataFrame, stage: pl.DataFrame, main: pl.DataFrame) -> pl.DataFrame:
    """`in the town`, `across the region`: the last such place that the article named before the sentence.

    The last one of the paragraph; else the one that the article is about, and for `the country` one in its country.
    """
    home = main.select("version_id", main_text="place_text", main_country="country_code")
    word = pl.col("text").str.extract(lean(_POINTS_BACK), 1).str.to_lowercase()
    event = pl.col("text").str.contains(lean(_POINTS_BACK_EVENT))
    pointing = asked.with_columns(word=word, is_event=event).filter(pl.col("word").is_not_null() | pl.col("is_event"))
    return (
        pointing.with_columns(
            sought=pl.when(pl.col("word").is_null())
            .then(None)
            .when(pl.col("word") == "country")
            .then(_COUNTRY)
            .when(pl.col("word").is_in(["region", "oblast", "province", "governorate", "state", "territory"]))
            .then(_REGION)
            .otherwise(_TOWN)
        )
        .join(
            stage.filter(~pl.col("is_beside") & ~pl.col("is_aside") & ~pl.col("is_container")).drop(
                "start", "end", "sentence_id"
            ),
            on="version_id",
            how="inner",
            suffix="_place",
        )
        .filter(pl.col("sentence_no_place") < pl.col("sentence_no"))
        .filter(
            pl.when(pl.col("sought").is_null()).then(pl.col("is_violent")).otherwise(pl.col("tier") == pl.col("sought"))
        )
        .join(home, on="version_id", how="left")
        .with_columns(
            is_here=pl.col("paragraph_no_place") == pl.col("paragraph_no"),
            is_about=(pl.col("sought").is_not_null() & (pl.col("place_text") == pl.col("main_text")))
            | ((pl.col("sought") == _COUNTRY) & (pl.col("country_code") == pl.col("main_country"))),
        )
        .sort(
            *("row_id", "is_office", ~pl.col("is_here"), ~pl.col("is_about").fill_null(False)),
            *("sentence_no_place", "tier"),
            descending=[False, False, False, False, True, False],
        )
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(place_source=pl.lit("reference"))
    )


def _earlier(asked: pl.DataFrame, stage: pl.DataFrame) -> pl.DataFrame:
    """The last scene of an earlier sentence of the paragraph, a town before the region that holds it."""
    return (
        asked.join(
            stage.filter(~pl.col("is_container") & ~pl.col("is_aside")),
            on=["version_id", "paragraph_no"],
            how="inner",
            suffix="_place",
        )
        .filter((pl.col("sentence_no_place") < pl.col("sentence_no")) & (pl.col("sentence_no_place") > 0))
        .sort(
            *("row_id", "is_office", "sentence_no_place", "is_beside", "tier", ~pl.col("is_located"), "start_place"),
            descending=[False, False, True, False, False, False, False],
        )
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(place_source=pl.lit("paragraph"))
    )
