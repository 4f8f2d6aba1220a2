"""How a name stands among the words beside it: what speaks for a place, and what for a longer name.

What belongs here: prepositions, words of settlements and administrative units, lists of names, adjectives of countries.
What does not: which of its senses a name has (place_context.py, place_resolution.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.gazetteer import TYPE_WORDS, Gazetteer

LOCATIVE = ["in", "near", "at", "outside", "inside", "around", "within", "throughout", "across", "nearby", "into"]
"""Prepositions that only a place follows (or a time, or a thing: the name decides)."""
DIRECTIONAL = [
    *("from", "to", "of", "over", "on", "toward", "towards", "between", "through", "off", "via", "above", "against"),
    *("along", "beyond", "below", "past", "opposite", "until", "behind", "for", "upon", "reached", "entered"),
]
"""Prepositions that a place may follow."""
FUNCTION_WORDS = [
    *LOCATIVE,
    *DIRECTIONAL,
    *("the", "a", "an", "and", "or", "but", "by", "with", "as", "when", "while", "where", "after", "before", "since"),
    *("that", "this", "these", "those", "both", "like", "unlike", "if", "although", "though", "because", "yet", "so"),
    *("then", "now", "today", "yesterday", "meanwhile", "also", "only", "not", "no", "even", "still", "once", "what"),
    *("whether", "until", "despite", "during", "under", "amid", "is", "was", "are", "were", "has", "had", "will"),
    *("his", "her", "its", "their", "our", "my", "about", "some", "most", "all", "another", "other", "more", "than"),
]
CALENDAR = [
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
]
COMPASS = [
    *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower"),
    *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern"),
    *("southwestern", "greater", "downtown", "old", "new", "mid", "north eastern", "north western"),
]
SETTLEMENT_OF = [
    *("city", "town", "village", "settlement", "hamlet", "suburb", "port", "resort", "capital", "region", "oblast"),
    *("province", "governorate", "state", "district", "county", "department", "municipality", "township", "republic"),
    *("neighbourhood", "neighborhood", "commune", "area", "enclave", "peninsula", "island", "outskirts", "community"),
    *("towns", "cities", "villages", "provinces", "regions", "districts", "suburbs", "departments", "settlements"),
]
"""`the village of X`, `the town X`: what follows is a place whatever else the word means."""
COUNTIES = ["county", "parish"]


@dataclass(frozen=True)
class PlaceCues:
    """Lists of the seed place_cues, by kind."""

    lists: dict[str, list[str]]

    @classmethod
    def of(cls, codebook: Codebook) -> PlaceCues:
        """Read the seed, once per codebook."""
        if "place_cues" not in codebook.derived:
            table = codebook.table("place_cues")
            grouped = table.group_by("kind", maintain_order=True).agg(pl.col("term").str.to_lowercase())
            codebook.derived["place_cues"] = cls(
                dict(zip(grouped["kind"].to_list(), grouped["term"].to_list(), strict=True))
            )
        cues: PlaceCues = codebook.derived["place_cues"]
        return cues

    def __getitem__(self, kind: str) -> list[str]:
        return self.lists[kind]


CHANNEL_VERBS = "said says reported reports put puts named claimed published quoted identified documented added".split()
"""What a channel that is named by its place and the number 24 does."""


def demonyms_of(words: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Adjectives of countries and regions: sentence_id, word_id, country_code, region_id."""
    known = gazetteer.demonyms.lazy()
    openings = gazetteer.demonyms.select(key=pl.col("key").str.extract("^(.+?) ", 1)).drop_nulls().unique()
    one = words.lazy().filter("is_capital").select("sentence_id", "word_id", "key")
    pairs = (
        one.join(openings.lazy(), on="key", how="semi")
        .with_columns(
            second=pl.lit(words["key"]).gather((pl.col("word_id") + 1).clip(upper_bound=words.height - 1)),
            second_sentence=pl.lit(words["sentence_id"]).gather(
                (pl.col("word_id") + 1).clip(upper_bound=words.height - 1)
            ),
        )
        .filter(pl.col("sentence_id") == pl.col("second_sentence"))
        .select("sentence_id", "word_id", key=pl.col("key") + " " + pl.col("second"))
    )
    return pl.concat([one, pairs]).join(known, on="key", how="inner").collect(engine="in-memory").sort("word_id")


def with_syntax(table: pl.DataFrame, cues: PlaceCues, gazetteer: Gazetteer) -> pl.DataFrame:
    """Read the words beside each span: evidence for a place, and signs of a longer name."""
    demonyms = gazetteer.demonym_keys.implode()
    prev1, prev2, next1 = pl.col("prev1"), pl.col("prev2"), pl.col("next1")
    modifiers = [*cues["modifier"], *COMPASS]
    is_mixed = pl.col("sentence_case") == "mixed"
    is_word = r"^[\p{L}]"
    type_after = next1.is_in(TYPE_WORDS) & ~pl.col("hyphen_after")
    # `X Department`, `Department of X` are offices, but for `the department of X`.
    office_type = (
        pl.col("next1_capital")
        & next1.is_in(["department", "division", "state"])
        & is_mixed
        & (next1.ne("state") | pl.col("next2").is_in(["university", "college", "department", "police"]))
    )
    type_after = type_after & ~office_type
    type_before = (
        prev1.eq("of")
        & prev2.is_in(SETTLEMENT_OF)
        & ~(pl.col("prev2_capital") & prev2.is_in(["department", "division"]))
    ) | (prev1.is_in(SETTLEMENT_OF) & ~pl.col("prev1_capital"))
    # `Dadaab camps`, `Bagram airfield`, `Mariupol steel plant`.
    facility_after = (
        next1.is_in(cues["facility"])
        & ~pl.col("next1_capital")
        & ~pl.col("hyphen_after")
        & ~next1.is_in(
            ["state", "city", "city's", "station", "communities", "community", "union", "party", "university"]
        )
    )
    # `the Jenin refugee camp`, `Mir Ali tehsil`: also where the name is a region's.
    unit_after = (
        (next1.is_in(["refugee", "displacement", "idp"]) & pl.col("next2").is_in(["camp", "camps"]))
        | next1.is_in(["tehsil", "taluka", "subdistrict", "upazila", "cercle", "woreda", "village", "town"])
    ) & ~pl.col("next1_capital")
    in_before = (
        prev1.is_in(LOCATIVE)
        | (prev1.is_in(modifiers) & prev2.is_in(LOCATIVE))
        | (prev1.is_in(modifiers) & prev2.is_in(modifiers) & pl.col("prev3").is_in(LOCATIVE))
        | (prev1.is_in(demonyms) & prev2.is_in(LOCATIVE))
    )
    # `shelled Reni`, `Reni was bombed`.
    struck = prev1.is_in(cues["struck_verb"]) | (
        next1.is_in(["was", "were", "came"]) & pl.col("next2").is_in([*cues["struck_verb"], "under"])
    )
    to_before = prev1.is_in(DIRECTIONAL) | (prev1.is_in(modifiers) & prev2.is_in(DIRECTIONAL))
    # A capital beside the name, nothing between: part of a longer name (Lady Reading, Kyiv Independent).
    known_before = (
        prev1.is_in([*FUNCTION_WORDS, *CALENDAR, *COMPASS, *SETTLEMENT_OF])
        | prev1.is_in(demonyms)
        | (pl.col("prev1_first") & prev1.is_in(modifiers))
        | (pl.col("prev1_first") & prev1.str.contains("(?:ing|ed)$"))
        | pl.col("prev1_is_land")
        | pl.col("prev1_is_pair")
    )
    known_after = (
        next1.is_in([*TYPE_WORDS, *CALENDAR, *FUNCTION_WORDS, *cues["office"], *cues["facility"]])
        | next1.is_in(demonyms)
        | pl.col("next1_is_land")
        | pl.col("next1_is_pair")
    )
    named_before = pl.col("prev1_capital") & prev1.str.contains(is_word) & ~known_before
    # King County Executive Dow Constantine
    is_county = (pl.col("n_words") > 1) & pl.col("last_key").is_in(COUNTIES)
    named_after = (
        pl.col("next1_capital") & next1.str.contains(is_word) & ~known_after & ~pl.col("is_possessive") & ~is_county
    )
    initial_before = prev1.eq(".") & prev2.str.len_chars().eq(1) & pl.col("prev2_capital")
    name_noun = pl.col("next1_capital") & next1.is_in(cues["name_noun"]) & ~type_after
    street = next1.is_in(cues["street"]) & pl.col("next1_capital")
    the_ship = (
        prev1.eq("the")
        & ~pl.col("is_land")
        & (next1.is_in([",", ".", ";", "and"]) | next1.is_in(FUNCTION_WORDS))
        & ~(next1.eq(",") & pl.col("prev2").is_in(["in", "of"]))
    )
    bank = next1.is_in(["left", "right", "east", "west", "eastern", "western"]) & pl.col("next2").is_in(
        ["bank", "banks"]
    )
    estate = next1.is_in(["farm", "ranch", "neighborhood", "neighbourhood", "avenue", "street"]) & pl.col("is_land")
    estate = estate & (~is_mixed | pl.col("next1_capital"))
    water = (
        bank
        | (estate & ~type_after)
        | next1.is_in(["river", "strait", "canal", "creek", "basin", "delta", "sea", "gulf"])
    )
    # Deir Ezzor 24 said.
    channel = next1.eq("24") & pl.col("next2").is_in(CHANNEL_VERBS)
    romance = next1.is_in(["de", "del", "da", "do", "dos", "di", "du", "des"]) & pl.col("next2_capital")
    # SANA is an agency, Kyiv's dateline is not.
    acronym = (
        pl.col("is_upper")
        & is_mixed
        & (pl.col("key").str.len_chars() <= 5)
        & ~pl.col("is_acronym")
        & ~pl.col("is_dateline")
    )
    # `the University of X`, `Bank of X`; `X University`.
    institute = (
        prev1.eq("of") & prev2.is_in(["university", "bank", "church", "bishop", "archbishop", "institute"])
    ) | (office_type | (next1.is_in(["university", "college"]) & pl.col("next1_capital")))
    # `across the Niger` is the river; `the Sahel` is the area, not Burkina Faso's region.
    river = (pl.col("stopword_kind") == "river") & prev1.eq("the") & ~type_after
    # Mrs. Clinton in Iowa is no town of Iowa.
    titled = prev1.eq(".") & prev2.is_in(
        ["gen", "col", "lt", "maj", "capt", "sgt", "dr", "mr", "mrs", "ms", "gov", "sen", "rep"]
    )
    return table.with_columns(
        prev1_is_land=(
            (pl.col("word_id").shift(1) + pl.col("n_words").shift(1) == pl.col("word_id")) & pl.col("is_land").shift(1)
        ).fill_null(False),
        # The Foo-Bar road runs between two places.
        prev1_is_pair=(
            (pl.col("word_id").shift(1) + pl.col("n_words").shift(1) == pl.col("word_id")) & pl.col("hyphen_before")
        ).fill_null(False),
        next1_is_pair=(
            (pl.col("word_id").shift(-1) == pl.col("word_id") + pl.col("n_words")) & pl.col("hyphen_after")
        ).fill_null(False),
        next1_is_land=(
            (pl.col("word_id").shift(-1) == pl.col("word_id") + pl.col("n_words")) & pl.col("is_land").shift(-1)
        ).fill_null(False),
    ).with_columns(
        is_facility=facility_after.fill_null(False),
        type_word=type_after.fill_null(False),
        type_before=type_before.fill_null(False),
        evidence=pl.when(type_after | type_before)
        .then(3)
        .when(in_before | unit_after | (facility_after & pl.col("is_land").not_()))
        .then(2)
        .when(to_before | struck)
        .then(1)
        .otherwise(0)
        .cast(pl.Int32),
        is_title_before=(
            prev1.is_in(cues["title"]) & ~type_before & ~(pl.col("prev1_first") & prev1.is_in(["called", "named"]))
        ).fill_null(False)
        | titled.fill_null(False),
        is_name_part=(
            is_mixed & (named_before | named_after | initial_before | name_noun | acronym) & ~type_after
        ).fill_null(False)
        | (
            (~is_mixed & name_noun & ~type_after)
            | (street & ~type_after)
            | titled
            | the_ship
            | water
            | river
            | romance
            | institute
            | channel
        ).fill_null(False),
        is_compound=(
            pl.col("hyphen_after")
            & ~pl.col("next1_capital")
            & ~next1.is_in(["on", "upon", "en", "sur", "de", "am", "an"])
            | (pl.col("hyphen_before") & pl.col("prev1").is_in(["pro", "anti", "non", "ex", "post", "pre", "mid"]))
        ).fill_null(False),
    )


def with_list_evidence(table: pl.DataFrame, cues: PlaceCues) -> pl.DataFrame:
    """`in X, Y and Z`: what is said before X holds for Y and Z; `X and Y provinces`: the type word holds for X."""
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    gap = pl.col("word_id").cast(pl.Int64) - (pl.col("word_id") + pl.col("n_words")).shift(1).cast(pl.Int64)
    # `in Crimea, Kyiv says` and `at Ukraine, Kyiv's air force said` are no lists.
    speaks = pl.col("next1").is_in(cues["government_verb"]) & (pl.col("prev1") == ",") & (pl.col("next1") != "was")
    owns = pl.col("is_possessive") & ~pl.col("next1").is_in(cues["facility"])
    joined = (
        same
        & ~speaks.fill_null(False)
        & ~owns.fill_null(False)
        & (
            ((gap == 1) & pl.col("prev1").is_in([",", "and", "or", "/", "&", "–", "—"]))
            | ((gap == 2) & (pl.col("prev1").is_in(["and", "or", "to", "the"])) & pl.col("prev2").is_in([",", "and"]))
        )
    ).fill_null(False)
    listed = table.with_columns(_joined=joined).with_columns(_list=(~pl.col("_joined")).cum_sum())
    return (
        listed.with_columns(
            _first=pl.col("evidence").first().over("_list"),
            _n=pl.len().over("_list"),
            _plural=(pl.col("type_word") & pl.col("next1").str.ends_with("s")).any().over("_list"),
            is_listed=pl.col("_joined"),
        )
        .with_columns(
            type_word=pl.col("type_word") | pl.col("_plural"),
            evidence=pl.when(pl.col("_plural"))
            .then(3)
            .when(pl.col("_joined") & (pl.col("_first") > pl.col("evidence")))
            .then(pl.min_horizontal("_first", pl.lit(2)))
            .otherwise("evidence")
            .cast(pl.Int32),
        )
        .drop("_joined", "_first", "_plural", "_n")
        .rename({"_list": "list_id"})
    )
