"""How a place stands in its sentence: what governs it, and whether it is the scene or something else.

What belongs here: datelines, the governing preposition and its head, capitals that stand for governments, countries
that act, places where somebody only speaks, comes from, goes to or lies wounded. What does not: whether violence took
place there (region_roles.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.gazetteer import Gazetteer
from pipelines.extract.matching import lean
from pipelines.extract.place_candidates import COMPASS_WORDS
from pipelines.extract.place_evidence import LOCATIVE, SETTLEMENT_OF, PlaceCues

_PREPOSITIONS = (
    "in|near|at|outside|inside|around|within|throughout|across|into|from|to|of|over|on|toward|towards|between|through|"
    "off|via|above|against|along|beyond|past|opposite|behind|for|with|by|about|under|like|than"
)
_BESIDE = (
    r"(?i)\b(?:straddl\w+|border(?:s|ing)|fac(?:es|ing)|overlook\w*|link(?:s|ing)|bound for|border with|"
    r"(?:kilomet(?:er|re)s?|km|miles?|nautical miles|mi\)|km\)|miles\)|kilomet(?:er|re)s\)|just|far)"
    r"(?: to the)? (?:(?:north|south)(?:-?(?:east|west))?|east|west)(?: of)?|(?:km|miles?|kilomet(?:er|re)s?) from)"
    r"\s+(?:the |its )?(?:\p{L}+ (?:city|town|village|port|capital) of )?$"
)
"""The place is only a neighbour or a point to measure from."""
_STRUCK = (
    r"(?i)\b(?:hit|hits|hitting|struck|strikes?|striking|attack(?:s|ed|ing)?|bomb(?:s|ed|ing)?|shell(?:s|ed|ing)|"
    r"storm(?:s|ed|ing)|"
    r"target(?:s|ed|ing)|raid(?:s|ed|ing)?|blast|explosion|explosions|shooting|destroy(?:s|ed|ing)|damag(?:es?|ed|ing)|"
    r"fire|fired|grenades?|rockets?|shells|missiles?|tore|ripped|rocked|blew|gunmen|opened)\b.{0,60}$"
)
"""What stands before `the hospital in X` where the hospital is what was hit."""
_BUILDINGS = [
    *("hospital", "hospitals", "clinic", "clinics", "morgue", "museum", "parliament", "stadium", "university"),
    *("funeral", "funerals", "meeting", "conference", "markets"),
]
_LABEL = (
    r"^: (?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:On|In|Around|Between|During|Overnight|"
    r"Early|Late|\p{Lu}[\p{L}’'-]*) )|^\.?\s*$"
)
"""Behind the country that a report begins with: `Sudan: 11 May 2023: ...`, `Haiti: Armed men ...`."""
_OF_STATE = (
    r"(?i)^\.?(?:['’]s)?[ -](?:embassy|consulate|consul|troops?|forces?|soldiers?|army|navy|military|air force|"
    r"marines?|diplomats?|diplomatic|ambassador|citizens?|nationals?|officials?|contractors?|peacekeepers?|servicemen|"
    r"warships?)\b"
)
"""Behind a country whose people or house abroad stand at the place: `near the US embassy`."""
_POWERS = ["US", "U.S.", "USA", "UK", "U.K.", "Israel", "Russia", "Iran", "Turkey", "France"]
_DEED = (
    r"(?i)^ (?:drones?|air ?strikes?|strikes?|raids?|missiles?|bombs?|bombing|bombardment|shelling|warplanes?|jets?|"
    r"aircraft|helicopters?|fire|operation|special forces|commandos?|gunships?)\b"
)
"""Behind a country that did it, and not where: `in the reported US strike on X`."""
_ORGANISATION = r"^ \p{Lu}[\p{Ll}]+ (?:and |of |for )?\p{Lu}[\p{Ll}]+"
"""Behind a country that a body's name begins with: `the United Kingdom Maritime Trade Operations`."""
_SETTLED = [*LOCATIVE, "over", "above", "through", "via", "off", "along", "beyond", "behind", "opposite", "between"]
_WAYS = ["road", "entrance", "route", "approach", "approaches", "close", "next", "adjacent", "gateway", "highway"]
_ROADS = ["road", "highway", "motorway", "route"]
_NO_PLACE = ["the", "an", "a", "which", "recent", "early", "late"]
_MOVED = ["from", "to", "of", "toward", "towards", "on"]


def datelines(sentences: pl.DataFrame) -> pl.DataFrame:
    """Where the dateline of an article ends, in its first sentences: `KYIV, Oct 3 (Reuters) - `, `HAMA, Syria`.

    Out: sentence_id, dateline_end (code points of the sentence).
    """
    agency = r"(?:\((?:[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|Interfax|Anadolu|dpa)\)|/[A-Z]{2,6}/\.?)"
    capitals = r"(?:\p{Lu}[\p{Lu}’'-]{2,}|(?:LA|EL|AL|ST) \p{Lu}[\p{Lu}’'-]+)"
    pattern = (
        rf"^((?:{capitals}[^!?\n]{{0,70}}?|\p{{Lu}}[\p{{L}}.’'-]+[^!?\n]{{0,50}}?{agency})"
        rf"(?:{agency}\s*[-–—:]*|\s[-–—]{{1,3}}\s|[-–—]{{2}}|—|:\s))"
        # A line of its own: `HAMA, Syria`. In a text all in capitals a sentence ends in a full stop.
        rf"|^({capitals}(?:[ ,]+\p{{L}}+){{0,4}})$"
    )
    return (
        sentences.lazy()
        .filter(~pl.col("in_headline") & (pl.col("sentence_no") <= 2))
        .with_columns(head=pl.coalesce(pl.col("text").str.extract(lean(pattern), n) for n in (1, 2)))
        .filter(pl.col("head").is_not_null())
        .select("sentence_id", dateline_end=pl.col("head").str.len_chars().cast(pl.Int32))
        .collect(engine="in-memory")
    )


def governed(places: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `preposition` and `head`: `residents of X` has of and residents; in a list the first name's hold for all.

    `texts`: sentence_id, sentence. The words that may stand between (`in the northern Lebanese city of X`) are
    articles, parts of the compass, adjectives, possessives of names, and kinds of settlement with `of`.
    """
    settlements = "|".join(SETTLEMENT_OF)
    between = (
        rf"the|a|an|its|their|his|our|(?:{'|'.join(COMPASS_WORDS)}|central|eastern|greater|mostly|largely)"
        r"|[\p{L}-]+(?:ern|ian|ean|ese|ish|ani|aqi|eli|oni|eni|edi|ali|alk|ech|ak|held|ed|ing|al|an|ous|most|est|old)"
        r"|nearby|second|third|populous|frontline|front-line|main|key|border|coastal|garrison|market|mining|oil|own"
        rf"|new|port|capital|small|large|tiny|remote|poor|\p{{Lu}}[\p{{L}}-]*['’]s?|(?:{settlements})(?: of)?"
    )
    pattern = rf"(?i:(?:(\S+)\s+)?\b({_PREPOSITIONS})\s+)(?:(?:{between})\s+)*$"
    first = (
        places.select("list_id", "sentence_id", "start")
        .unique("list_id", keep="first", maintain_order=True)
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        .with_columns(before=pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-110))
        .with_columns(found=pl.col("before").str.extract_groups(lean(pattern)))
        .select(
            "list_id",
            preposition=pl.col("found").struct[1].str.to_lowercase(),
            head=pl.col("found").struct[0].str.to_lowercase().str.replace_all(r"[“”\"(]", ""),
            before_comma=pl.col("before").str.contains(r",\s*(?:of|from)\s+$"),
            is_beside=pl.col("before").str.contains(lean(_BESIDE)),
            is_struck_place=pl.col("before").str.contains(lean(_STRUCK)),
            is_sympathy=pl.col("before").str.contains(
                lean(r"(?i)\b(?:solidarity|sympathy|sympathi[sz]ers|support)\b.{0,40}$")
            ),
        )
    )
    return places.join(first, on="list_id", how="left", maintain_order="left")


def with_stance(places: pl.DataFrame, texts: pl.DataFrame, gazetteer: Gazetteer, cues: PlaceCues) -> pl.DataFrame:
    """Add preposition, head, is_metonym, is_actor, is_away and is_aside to resolved places.

    is_metonym: a capital that stands for its government (`Moscow said`, `aid for Kyiv`). is_actor: a country that
    does something and is not the place of something. is_away: the place is where somebody speaks, comes from, goes
    to (`diplomats in X said`, `a driver from X`). is_aside: where somebody is treated or lives, or a point to measure
    from (`a hospital in X`, `north of X`): it is the scene only of what stands close by.
    """
    places = governed(places, texts)
    capitals = gazetteer.capitals.select("key", capital_of="country_code")
    places = places.join(capitals, on="key", how="left", maintain_order="left")
    places = _with_countries_read(places, texts)
    preposition, head = pl.col("preposition"), pl.col("head").fill_null("")
    prev1, next1, next2 = pl.col("prev1"), pl.col("next1"), pl.col("next2")
    is_capital = (pl.col("capital_of") == pl.col("country_code")) & pl.col("kind").is_in(["city", "region"])
    settled = preposition.is_in(_SETTLED) & (preposition != "between")
    moved = preposition.is_in(_MOVED)
    supported = head.is_in(cues["support_noun"])
    # `Beirut's southern suburbs` are in the city; `Kyiv's air force` is not.
    part_of_city = (pl.col("is_possessive") & (next1.is_in(cues["facility"]) | next2.is_in(cues["facility"]))) | (
        next1.is_in(["suburb", "suburbs", "airport", "neighbourhood", "neighborhood"]) | prev1.is_in(COMPASS_WORDS)
    )
    struck = prev1.is_in(cues["struck_verb"]) | (
        next1.is_in(["was", "were", "came", "has"])
        & next2.is_in(["hit", "struck", "attacked", "under", "shelled", "bombed", "rocked", "been"])
    )
    stands = (pl.col("evidence") >= 2) | settled | pl.col("is_dateline") | pl.col("type_word") | part_of_city
    as_government = (moved & supported) | preposition.is_in(["between", "for", "against", "with", "by", "like", "than"])
    metonym = (
        is_capital
        & ~stands.fill_null(False)
        & ((~moved.fill_null(False) & ~struck.fill_null(False)) | as_government.fill_null(False))
    )
    travelled = preposition.is_in(["toward", "towards", "along"]) | (
        preposition.is_in(["from", "to", "for"]) & head.is_in(cues["motion_verb"])
    )
    # `sent to X, where six were killed`
    then_where = ((next1 == "where") | ((next1 == ",") & (next2 == "where"))).fill_null(False)
    return places.with_columns(
        is_metonym=(metonym | (is_capital & pl.col("is_compound"))).fill_null(False),
        is_actor=(
            (pl.col("kind") == "country")
            & ((~settled.fill_null(False) & ~travelled.fill_null(False)) | pl.col("is_of_state"))
            & ~pl.col("is_header")
        ),
        is_seat=(
            is_capital
            & preposition.is_in(["in", "at"])
            & head.is_in(
                ["official", "officials", "ministry", "ministries", "government", "authorities", "leaders", "nobody"]
            )
        ).fill_null(False),
        is_away=((_away(cues, is_capital) & ~then_where) | pl.col("is_dateline") | _is_only_named_for()).fill_null(
            False
        ),
        is_aside=(
            pl.col("is_beside")
            | (
                preposition.is_in(["in", "at", "of", "from"])
                & head.is_in(cues["away_head"])
                & ~(pl.col("is_struck_place") & head.is_in(_BUILDINGS))
            )
        ).fill_null(False),
    )


def _is_only_named_for() -> pl.Expr:
    """Another place is named by this one: `the Damascus suburb of X`, `on the Kabul-Kandahar highway in Zabul`."""
    next1, next2, next3 = pl.col("next1"), pl.col("next2"), pl.col("next3")
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    follows = same & pl.col("region_id").shift(-1).is_not_null()
    suburb = next1.is_in(["suburb", "suburbs"]) & (next2 == "of") & follows
    located = pl.col("hyphen_before") & next1.is_in(_ROADS) & next2.is_in(LOCATIVE) & ~next3.is_in(_NO_PLACE) & follows
    return (suburb | located | (located.shift(-1) & same & pl.col("hyphen_after"))).fill_null(False)


def _with_countries_read(places: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add is_location, is_header and is_of_state, by what stands around a country's name.

    is_location: it closes an address (`in Tikrit city, Salah ad Din governorate, Iraq.`). is_header: a report begins
    with it (`Sudan: 11 May 2023: ...`). is_of_state: it tells whose people or body something is (`near the US
    embassy`).
    """
    sentence = pl.col("sentence_id")
    same = (sentence == sentence.shift(1)) & (pl.col("country_code") == pl.col("country_code").shift(1))
    is_inside = same & pl.col("kind").shift(1).is_in(["city", "region", "local"])
    countries = (
        places.lazy()
        .with_columns(_after=pl.when(is_inside).then(pl.col("end").shift(1)))
        .filter(pl.col("kind") == "country")
        .select("sentence_id", "start", "end", "_after")
        .join(texts.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            name=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            behind=pl.col("sentence").str.slice(pl.col("end"), 60),
            between=pl.col("sentence").str.slice(pl.col("_after"), pl.col("start") - pl.col("_after")),
        )
        .with_columns(
            is_location=(
                pl.col("between").str.contains(lean(r"^(?: \(?\p{Ll}+\)?)?, (?:the )?$"))
                & pl.col("behind").str.contains(
                    lean(r"^(?:[.,;)]|$| (?:with|by|on|after|when|as|killing|wounding|injuring)\b)")
                )
            ).fill_null(False),
            is_header=(pl.col("start") == 0) & pl.col("behind").str.contains(lean(_LABEL)),
            is_of_state=pl.col("behind").str.contains(lean(_OF_STATE))
            | (pl.col("name").is_in(_POWERS) & pl.col("behind").str.contains(lean(_DEED)))
            | pl.col("behind").str.contains(lean(_ORGANISATION)),
        )
        .select("sentence_id", "start", "is_location", "is_header", "is_of_state")
        .collect(engine="in-memory")
    )
    return places.join(countries, on=["sentence_id", "start"], how="left", maintain_order="left").with_columns(
        pl.col("is_location", "is_header", "is_of_state").fill_null(False)
    )


def _away(cues: PlaceCues, is_capital: pl.Expr) -> pl.Expr:
    """The place is not the scene, by what governs it."""
    preposition, head = pl.col("preposition"), pl.col("head").fill_null("")
    # Officials in a province speak of it, those in a capital of the world.
    speaks = preposition.is_in(["in", "at"]) & head.is_in(cues["speaker_noun"]) & is_capital
    comes = (preposition == "from") & ~head.is_in(["withdrew", "withdrawn", "away", "retreated", "exit"])
    goes = preposition.is_in(["to", "toward", "towards", "for"]) & ~head.is_in(_WAYS)
    # `shells came from the direction of X`
    home = (preposition == "of") & (pl.col("before_comma") | (head == "direction"))
    return (speaks | comes | goes | home | pl.col("is_sympathy")).fill_null(False)
