"""Whether a name means a place, and which one.

What belongs here: vetting (people, papers, clubs, ships, streets and common words are no places) and choosing among
senses (containment beside the name, regions and countries that the article names, population). What does not: what
happened at the place (regions.py).

A sense's score is its own weight (gazetteer.py: log10 of inhabitants less 2; a region 4, a country 6), up to 4 for
its country's share in the article, 5 for its region or 3 for its country standing beside the name, and 4 where
another mention of the name in the article was told by what stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.gazetteer import REGION_TYPE_WORDS, TYPE_WORDS, Gazetteer

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
_SMALLER_UNITS = [
    *("city", "town", "village", "tehsil", "taluka", "subdistrict", "upazila", "locality", "cercle", "commune"),
    *("area", "camp", "sector", "agency", "subdivision", "barangay", "woreda", "zone", "community"),
]
"""Behind a name, beside the words of administrative units: kinds of place that lie in a region."""

_COUNTIES = ["county", "parish"]
_QUARTERS = ["neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "quarter", "farm", "hill"]
_SHARE_OF_QUARTERS = 0.3
"""How much an article must speak of a country, beside the one that it speaks of most, for a quarter to lie there."""
_UNITS = ["km", "kms", "kilometers", "kilometres", "kilometer", "kilometre", "miles", "mile"]
_REACH = 12
"""Words between a town and the one that it is measured from."""

_SCORE_COUNTRY_SHARE = 4.0
_SCORE_REGION_SHARE = 2.5
_SCORE_REGION_BESIDE = 5.0
_SCORE_COUNTRY_BESIDE = 3.0
_SCORE_TOLD_ELSEWHERE = 4.0
_SCORE_TYPE_WORD = 5.0
_SCORE_LIST_MATES = 4.0
_SCORE_TOWN_MATES = 2.0
_SCORE_ADDRESS = 8.0
_SCORE_WORLD_CITY = 3.0
_WORLD_CITY = 6.5
"""Weight of the cities that the whole world knows by name."""
_KNOWN_BY_ITSELF = 500_000
"""Towns of this size are where they are known to be: `in Baghdad, Texas.` is no address."""
_POPULATION_OF_ADDRESS = 20_000
"""What a town counts for that an address alone makes known."""


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


def resolve(
    spans: pl.DataFrame,
    words: pl.DataFrame,
    sentences: pl.DataFrame,
    cases: pl.DataFrame,
    datelines: pl.DataFrame,
    gazetteer: Gazetteer,
    cues: PlaceCues,
) -> pl.DataFrame:
    """Choose a place for each span, or none.

    `spans`: place_candidates.candidates. `sentences`: sentence_id, version_id. `cases`: sentence_id, sentence_case.
    `datelines`: sentence_id, dateline_end (code points of the sentence).

    Out: the rows of `spans` that are places, with version_id, sentence_case, kind, region_id, country_code,
    population, place_name, evidence (Int32: 3 told by what stands beside it or a type word, 2 behind in/near/at,
    1 behind another preposition or in a list, 0 none), type_word (Boolean: `X region`, `X and Y provinces`).
    """
    demonyms = _demonyms(words, gazetteer)
    table = (
        spans.join(sentences.select("sentence_id", "version_id"), on="sentence_id", how="left", maintain_order="left")
        .join(cases, on="sentence_id", how="left", maintain_order="left")
        .with_columns(gazetteer.keys.select("stopword_kind", "is_land", "is_acronym")[spans["key_no"]].get_columns())
        .join(datelines, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("sentence_case").fill_null("mixed"),
            is_dateline=(pl.col("start") < pl.col("dateline_end")).fill_null(False),
        )
        .with_row_index("span_id")
    )
    table = _with_syntax(table, cues, gazetteer)
    table = _with_list_evidence(table, cues)
    senses = _senses_of(table, gazetteer)
    votes = _country_votes(table, senses, demonyms, sentences)
    senses = _with_list_mates(_with_beside(senses, table, demonyms))
    chosen = _choose(senses, votes, _region_votes(senses.head(0)), table)
    # The places found so far vote for their countries and regions, too: an article may name no country.
    settled = chosen.filter(
        ((pl.col("evidence") >= 2) | pl.col("is_dateline"))
        & pl.col("kind").is_in(["city", "region"])
        & ~pl.col("is_name_part"),
        (pl.col("margin") >= 1.0) | (pl.col("beside") > 0),
        (pl.col("population") >= 50_000)
        | (pl.col("kind") == "region")
        | (pl.col("beside") > 0)
        | (pl.col("share") > 0),
        pl.col("stopword_kind").is_null() | (pl.col("stopword_kind") == "river"),
        # Another language's name of a town witnesses nothing by itself.
        ~pl.col("is_alias")
        | (pl.col("kind") == "region")
        | (pl.col("beside") > 0)
        | (pl.col("share") > 0)
        | (pl.col("population") >= 500_000),
    )
    city_votes = settled.group_by("version_id", "country_code").agg(votes=pl.col("key").n_unique().cast(pl.Float64))
    votes = (
        pl.concat([votes, city_votes.select(votes.columns)])
        .group_by("version_id", "country_code")
        .agg(pl.col("votes").sum())
    )
    chosen = _choose(senses, votes, _region_votes(settled), table)
    # Where an article was written says nothing of how far its places lie.
    chosen = _with_distance(chosen, settled.filter(~pl.col("is_dateline")), gazetteer)
    return _accepted(chosen).sort("word_id")


def _demonyms(words: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
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


def _with_syntax(table: pl.DataFrame, cues: PlaceCues, gazetteer: Gazetteer) -> pl.DataFrame:
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
    is_county = (pl.col("n_words") > 1) & pl.col("last_key").is_in(_COUNTIES)
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
        ).fill_null(False),
        is_compound=(
            pl.col("hyphen_after")
            & ~pl.col("next1_capital")
            & ~next1.is_in(["on", "upon", "en", "sur", "de", "am", "an"])
            | (pl.col("hyphen_before") & pl.col("prev1").is_in(["pro", "anti", "non", "ex", "post", "pre", "mid"]))
        ).fill_null(False),
    )


def _with_list_evidence(table: pl.DataFrame, cues: PlaceCues) -> pl.DataFrame:
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


def _senses_of(table: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """One row per span and sense, without the senses that the syntax rules out."""
    is_region_type = pl.col("next1").is_in(REGION_TYPE_WORDS) | pl.col("prev2").is_in(REGION_TYPE_WORDS)
    places = gazetteer.keys.select("is_demonym", "first_sense", "n_senses")[table["key_no"]]
    senses = (
        table.lazy()
        .with_columns(places.get_columns())
        .select(
            "span_id",
            "version_id",
            "key",
            "type_word",
            "type_before",
            "next1",
            "prev1",
            "prev2",
            "prev2_capital",
            "is_upper",
            "sentence_case",
            "is_demonym",
            sense=pl.int_ranges("first_sense", pl.col("first_sense") + pl.col("n_senses"), dtype=pl.UInt32),
        )
        .explode("sense")
        .collect(engine="in-memory")
    )
    senses = pl.concat(
        [
            senses.with_columns(is_land_of_city=pl.lit(False)),
            _regions_of_plurals(senses, gazetteer).with_columns(is_land_of_city=pl.lit(True)),
        ]
    )
    weighed = (
        senses.with_columns(gazetteer.senses.drop("key")[senses["sense"]].get_columns())
        .lazy()
        .drop("sense")
        .filter(~pl.col("needs_caps") | (pl.col("is_upper") & (pl.col("sentence_case") != "upper")))
        .filter(
            ~pl.col("is_abbreviation")
            | (
                (pl.col("prev1") == ",") & pl.col("prev2_capital") & (pl.col("needs_caps") | (pl.col("next1") == "."))
            ).fill_null(False)
        )
        .with_columns(
            score=pl.col("weight")
            + pl.when("is_land_of_city").then(_SCORE_TYPE_WORD).otherwise(0.0)
            + pl.when((pl.col("type_word") | pl.col("type_before")) & is_region_type & (pl.col("kind") == "region"))
            .then(_SCORE_TYPE_WORD)
            .when((pl.col("kind") == "area") & (pl.col("prev1") == "the") & ~pl.col("type_word"))
            .then(_SCORE_COUNTRY_BESIDE)
            .otherwise(0.0)
        )
        .with_columns(
            n_regions=((pl.col("kind") == "region") & pl.col("type_word")).sum().over("span_id"),
        )
        # A people's name that is also a region's (Somali, in Ethiopia) is the people, but for `Somali region`.
        .filter(~(pl.col("kind").is_in(["region", "city"]) & pl.col("is_demonym") & ~pl.col("type_word")))
        # `Niger state` is not the country.
        .filter(~((pl.col("kind") == "country") & (pl.col("n_regions") > 0) & pl.col("type_word") & is_region_type))
        .drop(
            "type_word",
            "type_before",
            "next1",
            "prev1",
            "prev2",
            "prev2_capital",
            "is_upper",
            "sentence_case",
            "is_demonym",
            "is_land_of_city",
        )
    )
    return weighed.collect(engine="in-memory")


def _regions_of_plurals(senses: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """`in Sumy, Kyiv and Poltava regions`: rows of `senses` for the land that bears its city's name and a type word."""
    next_is_type = pl.col("next1").is_in(TYPE_WORDS)
    spans = senses.filter(pl.col("type_word") & (~next_is_type | pl.col("next1").str.ends_with("s")).fill_null(True))
    spans = spans.unique("span_id", keep="first", maintain_order=True)
    rows = gazetteer.lookup(spans["key"] + " region")
    found = gazetteer.keys.select("first_sense", "n_senses")[rows]
    return (
        spans.with_columns(found.get_columns())
        .drop_nulls("first_sense")
        .with_columns(sense=pl.int_ranges("first_sense", pl.col("first_sense") + pl.col("n_senses"), dtype=pl.UInt32))
        .explode("sense")
        .join(senses.select("span_id", "sense"), on=["span_id", "sense"], how="anti")
        .select(senses.columns)
    )


def _country_votes(
    table: pl.DataFrame, senses: pl.DataFrame, demonyms: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """How much an article speaks of a country: 2 for its name, 1 for its adjective, 2 for a region told by its type."""
    sure = table.filter(
        pl.col("stopword_kind").is_null()
        & ~pl.col("is_name_part")
        & ~pl.col("is_title_before")
        & (pl.col("sentence_case") == "mixed")
    )["span_id"]
    named = (
        senses.filter(
            pl.col("kind").is_in(["country", "area"]) | ((pl.col("kind") == "region") & (pl.col("score") > 8))
        )
        .filter(pl.len().over("span_id") == 1)
        .select("version_id", "country_code", votes=pl.lit(2.0))
    )
    # Texas is nothing else; Georgia is a country, too, and Valencia a city. A town's name is no witness of its own.
    is_city = pl.col("kind") == "city"
    regions = (
        senses.filter(pl.col("span_id").is_in(sure.implode()))
        .filter(~is_city | (~pl.col("is_alias") & (pl.col("population") >= 100_000)))
        .filter((~is_city.any() & (pl.col("region_id").n_unique() == 1)).over("span_id"))
        .filter((pl.col("kind") == "region") & (pl.col("weight") >= 3.9) & (pl.col("score") <= 8))
        .select("version_id", "country_code", votes=pl.lit(1.0))
    )
    shared = (
        senses.filter(pl.col("kind") == "country")
        .filter(pl.len().over("span_id") == 1)
        .select("version_id", "country_code", votes=pl.lit(2.0))
    )
    adjectives = demonyms.join(sentences.select("sentence_id", "version_id"), on="sentence_id").select(
        "version_id", "country_code", votes=pl.lit(1.0)
    )
    return (
        pl.concat([named, regions, shared, adjectives])
        .drop_nulls("country_code")
        .group_by("version_id", "country_code")
        .agg(pl.col("votes").sum())
    )


def _region_votes(settled: pl.DataFrame) -> pl.DataFrame:
    """How much of an article's settled places lie in a region: version_id, region_id, region_share."""
    return (
        settled.group_by("version_id", "region_id")
        .agg(n=pl.len(), n_keys=pl.col("key").n_unique(), only_key=pl.col("key").first())
        .with_columns(only_key=pl.when(pl.col("n_keys") == 1).then("only_key"))
        .select("version_id", "region_id", "only_key", region_share=pl.col("n") / pl.col("n").max().over("version_id"))
    )


def _with_beside(senses: pl.DataFrame, table: pl.DataFrame, demonyms: pl.DataFrame) -> pl.DataFrame:
    """Score senses by the country or region that stands beside: `Tripoli, Lebanon`, `the Lebanese city of Tripoli`."""
    anchors = pl.concat(
        [
            senses.filter(pl.col("kind").is_in(["country", "region", "area"]) & (pl.col("weight") >= 3))
            .join(table.select("span_id", "sentence_id", "word_id", "n_words", "is_possessive"), on="span_id")
            .with_columns(is_adjective=pl.lit(False))
            .select(
                *("sentence_id", "word_id", "n_words", "country_code", "region_id", "is_adjective", "kind"),
                "is_possessive",
            ),
            demonyms.select(
                "sentence_id",
                "word_id",
                pl.lit(1, pl.Int32).alias("n_words"),
                "country_code",
                "region_id",
                pl.lit(True).alias("is_adjective"),
                pl.lit("country").alias("kind"),
                pl.lit(True).alias("is_possessive"),
            ),
        ]
    ).rename({"word_id": "anchor_word", "n_words": "anchor_words", "region_id": "anchor_region", "kind": "anchor_kind"})
    between = [
        *SETTLEMENT_OF,
        *COMPASS,
        "of",
        "the",
        "'s",
        ",",
        "second",
        "largest",
        "biggest",
        "main",
        "key",
        "border",
    ]
    between += ["coastal", "port", "strategic", "historic", "rebel", "held", "occupied", "annexed", "near", "in", "at"]
    spans = table.select(
        *("span_id", "sentence_id", "word_id", "n_words", "next1", "next2", "next3", "next4", "prev1"),
        *("evidence", "sentence_case"),
        # How many words in a row before the name only say what kind of place it is.
        n_between=pl.when(~pl.col("prev1").is_in(between).fill_null(False))
        .then(0)
        .when(~pl.col("prev2").is_in(between).fill_null(False))
        .then(1)
        .when(~pl.col("prev3").is_in(between).fill_null(False))
        .then(2)
        .when(~pl.col("prev4").is_in(between).fill_null(False))
        .then(3)
        .otherwise(4),
    )
    pairs = (
        spans.join(anchors.rename({"country_code": "anchor_country"}), on="sentence_id")
        .with_columns(
            gap_after=pl.col("anchor_word").cast(pl.Int64) - (pl.col("word_id") + pl.col("n_words")).cast(pl.Int64),
            gap_before=pl.col("word_id").cast(pl.Int64)
            - (pl.col("anchor_word") + pl.col("anchor_words")).cast(pl.Int64),
        )
        .filter(
            (
                # `Austin, in Scott County, Indiana`
                (pl.col("next1").eq(",") & (pl.col("gap_after") == 5) & pl.col("next4").is_in(_COUNTIES))
                | (pl.col("next1").eq(",") & (pl.col("gap_after") == 4) & pl.col("next3").is_in(_COUNTIES))
                | pl.col("gap_after").is_between(1, 4)
                & (
                    (pl.col("next1").is_in([",", "("]) & (pl.col("gap_after") == 1))
                    | ((pl.col("next1") == ",") & pl.col("next2").is_in(["in", "of"]))
                    # Not `Cuba in 1959, Washington`.
                    | (
                        pl.col("next1").is_in(["in", "of"])
                        & (
                            (pl.col("gap_after") == 1)
                            | (
                                (pl.col("next2") != ",")
                                & (pl.col("next3") != ",")
                                & ~pl.col("next2").str.contains(r"^\d")
                            )
                        )
                    )
                    # `Karak district of Khyber Pakhtunkhwa`, `Mir Ali tehsil, North Waziristan`
                    | (
                        pl.col("next1").is_in([*TYPE_WORDS, *_SMALLER_UNITS])
                        & pl.col("next2").is_in([",", "(", "of", "in"])
                        & (pl.col("gap_after") >= 2)
                    )
                    | ((pl.col("next1") == ",") & (pl.col("gap_after") == 2) & (pl.col("next2") != "and"))
                )
                & ~pl.col("is_adjective")
            )
            | (
                pl.col("gap_before").is_between(0, 4)
                & (pl.col("gap_before") <= pl.col("n_between"))
                & ~((pl.col("gap_before") == 1) & (pl.col("prev1") == ","))
                # Nothing between: Iraq's Mosul, Syrian Aleppo; VALENCIA GARCIA is a person.
                & ((pl.col("gap_before") > 0) | pl.col("is_possessive"))
            )
        )
    )
    pairs = pairs.with_columns(is_shared=pl.lit(False))
    # `near X and Y in the Z region`: what stands behind the last name of a list holds for all of it.
    members = table.select("span_id", "list_id").filter(pl.len().over("list_id") > 1)
    shared = (
        pairs.filter(pl.col("gap_after") >= 1)
        .join(members, on="span_id")
        .join(members.rename({"span_id": "member_id"}), on="list_id")
        .filter(pl.col("member_id") != pl.col("span_id"))
        .with_columns(span_id="member_id", is_shared=pl.lit(True))
        .select(pairs.columns)
    )
    pairs = pl.concat([pairs, shared])
    senses = _with_addresses(senses, pairs, table)
    measured = _measured_from(senses, table)
    # The pair is judged by its senses: X in the region or country of Y, or Y as a city of X's region.
    judged = (
        senses.select(
            "span_id",
            "region_id",
            "country_code",
            "kind",
            is_dwarfed=(pl.col("weight") < _WORLD_CITY) & (pl.col("weight") >= _WORLD_CITY).any().over("span_id"),
        )
        .join(
            pl.concat([pairs.select(measured.columns), measured]),
            on="span_id",
        )
        .with_columns(
            beside=pl.when(
                (pl.col("anchor_kind") != "country")
                & (pl.col("anchor_region") == pl.col("region_id"))
                & (pl.col("kind") == "city")
            )
            .then(
                _SCORE_REGION_BESIDE
                + pl.when(pl.col("is_dwarfed") & ~pl.col("is_shared")).then(_SCORE_WORLD_CITY).otherwise(0.0)
            )
            .when(
                (pl.col("anchor_country") == pl.col("country_code"))
                & (pl.col("kind") != "country")
                # Paris is not in Texas because `Paris and San Bernardino, Calif.,` has a town of the same country.
                & ~(pl.col("is_shared") & (pl.col("anchor_kind") == "region") & pl.col("is_dwarfed"))
            )
            .then(
                _SCORE_COUNTRY_BESIDE
                + pl.when(pl.col("is_dwarfed") & (pl.col("anchor_kind") == "measured"))
                .then(_SCORE_WORLD_CITY)
                .otherwise(0.0)
            )
            .otherwise(0.0)
        )
        .filter(pl.col("beside") > 0)
        .group_by("span_id", "region_id", "kind")
        .agg(pl.col("beside").max())
    )
    # And the other way: Georgia behind Columbus is the state that has a Columbus.
    behind = (
        pairs.filter(pl.col("gap_after").is_between(1, 4))
        .select("span_id", "sentence_id", "anchor_word", "anchor_region", "anchor_country", "anchor_kind")
        .join(
            # Mali before Niger is a country in a list, not a village of Niger state.
            senses.filter(~(pl.col("kind") == "country").any().over("span_id")).select(
                "span_id", "country_code", "region_id", "weight", "kind"
            ),
            on="span_id",
        )
        .filter(
            pl.when(pl.col("anchor_kind") == "country")
            .then(pl.col("country_code") == pl.col("anchor_country"))
            .otherwise(pl.col("region_id") == pl.col("anchor_region"))
            & (pl.col("kind") != "country")
        )
        .group_by("sentence_id", "anchor_word", "anchor_region")
        .agg(held=pl.col("weight").max().clip(upper_bound=5.0))
        .join(
            table.select("sentence_id", "span_id", anchor_word="word_id"),
            on=["sentence_id", "anchor_word"],
        )
        .select("span_id", "held", region_id="anchor_region")
    )
    return (
        senses.join(judged, on=["span_id", "region_id", "kind"], how="left", nulls_equal=True)
        .join(behind, on=["span_id", "region_id"], how="left")
        .with_columns(pl.col("beside").fill_null(0.0), pl.col("held").fill_null(0.0))
        .with_columns(score=pl.col("score") + pl.col("beside") + pl.col("held"))
        .join(table.select("span_id", "type_word", "list_id"), on="span_id", how="left")
    )


def _measured_from(senses: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """`Zaragoza, 10 km from San Salvador`: the first lies in the country of the second, whatever it is known for.

    Out: span_id, anchor_country, anchor_region (NULL), anchor_kind (measured), is_shared (false).
    """
    likeliest = senses.sort("weight", descending=True).unique("span_id", keep="first", maintain_order=True)
    likeliest = likeliest.select("span_id", "country_code", "kind")
    before = pl.col("word_id").cast(pl.Int64) - (pl.col("word_id") + pl.col("n_words")).shift(1).cast(pl.Int64)
    is_near = (pl.col("sentence_id") == pl.col("sentence_id").shift(1)) & (before <= _REACH)
    return (
        table.with_columns(
            measured_id=pl.when(is_near & (pl.col("evidence").shift(1) >= 1)).then(pl.col("span_id").shift(1))
        )
        .filter(pl.col("prev1").is_in(["from", "of"]))
        .filter(pl.any_horizontal(pl.col(name).is_in(_UNITS) for name in ("prev2", "prev3", "prev4")))
        .drop_nulls("measured_id")
        .join(likeliest.select("span_id", anchor_country="country_code"), on="span_id")
        .join(likeliest.rename({"span_id": "measured_id"}), on="measured_id")
        .filter((pl.col("kind") != "country") & (pl.col("country_code") != pl.col("anchor_country")))
        .select(
            "anchor_country",
            span_id="measured_id",
            anchor_region=pl.lit(None, pl.String),
            anchor_kind=pl.lit("measured"),
            is_shared=pl.lit(False),
        )
    )


def _with_addresses(senses: pl.DataFrame, pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Add senses for towns that an address puts where the gazetteer has no town of the name: `Bradford, Ontario`.

    The region or country stands behind the name and a comma and closes (`, Ontario, police said`), or behind `in` or
    `of`; it is no member of a longer list. The sense holds wherever the article has the name.
    """
    lands = ["country", "region"]
    anchors = table.select(
        *("sentence_id", "list_id"), anchor_word="word_id", anchor_next="next1", anchor_owns="is_possessive",
        anchor_typed="type_word", n_listed=pl.len().over("list_id"),
    )  # fmt: skip
    is_comma = pl.col("next1") == ","
    closes = (
        pl.col("anchor_next").is_null()
        | pl.col("anchor_next").is_in([",", ".", ";", ":", ")", "-", "–", "—"])
        | pl.col("anchor_typed")
    )
    named = (
        pairs.filter((pl.col("gap_after") >= 1) & pl.col("anchor_kind").is_in(lands) & ~pl.col("is_adjective"))
        .filter((pl.col("anchor_region").n_unique() == 1).over("span_id"))
        .join(anchors, on=["sentence_id", "anchor_word"])
        .filter(~pl.col("anchor_owns") & ~pl.col("is_possessive"))
        .filter(
            (is_comma & closes & (pl.col("n_listed") <= 2) & (pl.col("gap_after") == 1) & (pl.col("evidence") >= 1))
            | (
                ((pl.col("next1") == "in") & (pl.col("gap_after") <= 2))
                & ((pl.col("evidence") >= 2) & (pl.col("sentence_case") == "mixed"))
            )
        )
        .select("span_id", "anchor_region", "anchor_country", "anchor_kind")
    )
    is_there = (pl.col("region_id") == pl.col("anchor_region")) | (
        (pl.col("anchor_kind") == "country") & (pl.col("country_code") == pl.col("anchor_country"))
    )
    unknown = (
        senses.join(named, on="span_id")
        .filter(
            ~(is_there.any() | (pl.col("kind") != "city").any() | (pl.col("population").max() > _KNOWN_BY_ITSELF)).over(
                "span_id"
            )
        )
        .select("version_id", "key", address="anchor_region", country_code="anchor_country", told_span="span_id")
        .unique()
    )
    if unknown.is_empty():
        return senses
    told = unknown["told_span"].implode()
    added = (
        senses.join(unknown.drop("told_span").unique(), on=["version_id", "key"], suffix="_told")
        .unique(["span_id", "address"], keep="first", maintain_order=True)
        .with_columns(
            region_id="address",
            country_code="country_code_told",
            kind=pl.lit("city"),
            population=pl.lit(_POPULATION_OF_ADDRESS, pl.Int64),
            place_name=pl.lit(None, pl.String),
            is_alias=pl.lit(False),
            score=pl.when(pl.col("span_id").is_in(told)).then(_SCORE_ADDRESS).otherwise(1.0),
        )
        .select(senses.columns)
    )
    return pl.concat([senses, added])


def _with_list_mates(senses: pl.DataFrame) -> pl.DataFrame:
    """Score senses by the other names of a list: Niger beside Ghana is the country, Georgia beside Texas the state."""
    is_land = pl.col("kind").is_in(["country", "region"])
    n_lands = is_land.cast(pl.Int32).sum().over("span_id")
    senses = _with_town_mates(senses)
    sure = senses.filter(is_land & (n_lands == 1))
    mates = (
        sure.group_by("list_id", "kind", mate_country=pl.when(pl.col("kind") == "region").then("country_code"))
        .agg(n_mates=pl.len())
        .rename({"kind": "mate_kind"})
    )
    return (
        senses.with_columns(mate_country=pl.when(pl.col("kind") == "region").then("country_code"))
        .join(
            mates,
            left_on=["list_id", "kind", "mate_country"],
            right_on=["list_id", "mate_kind", "mate_country"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(
            score=pl.col("score")
            + pl.when(is_land & (pl.col("n_mates") >= pl.when(n_lands == 1).then(2).otherwise(1)))
            .then(_SCORE_LIST_MATES)
            .otherwise(0.0)
        )
        .drop("mate_country", "n_mates")
    )


def _with_town_mates(senses: pl.DataFrame) -> pl.DataFrame:
    """Score towns by the other towns of a list: Millerovo beside Bryansk and Yeysk is in Russia."""
    one_country = senses.group_by("list_id", "span_id").agg(
        pl.col("country_code").first(), n_countries=pl.col("country_code").n_unique()
    )
    mates = (
        one_country.filter(pl.len().over("list_id") > 1)
        .group_by("list_id")
        .agg(
            mate_country=pl.col("country_code").filter(pl.col("n_countries") == 1).first(),
            n_mate_countries=pl.col("country_code").filter(pl.col("n_countries") == 1).n_unique(),
        )
        .filter(pl.col("n_mate_countries") == 1)
        .drop("n_mate_countries")
    )
    # California is not the village of Maryland, nor London the one in Ohio.
    is_plain = ((pl.col("kind") == "city") & (pl.col("weight") < _WORLD_CITY)).all().over("span_id")
    helps = is_plain & (pl.col("country_code") == pl.col("mate_country"))
    return (
        senses.join(mates, on="list_id", how="left", maintain_order="left")
        .with_columns(score=pl.col("score") + pl.when(helps).then(_SCORE_TOWN_MATES).otherwise(0.0))
        .drop("mate_country")
    )


def _choose(senses: pl.DataFrame, votes: pl.DataFrame, region_votes: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """The best sense of each span, with its score's lead over the next place and its country's share.

    The words beside the span are joined to the one sense that is chosen, not to the three that are weighed.
    """
    shares = votes.with_columns(share=pl.col("votes") / pl.col("votes").max().over("version_id")).select(
        "version_id", "country_code", "share", "votes"
    )
    is_typed = pl.col("type_word") & (pl.col("kind") == "region")
    told = (
        senses.filter((pl.col("beside") > 0) | (pl.col("held") > 0) | is_typed)
        .select("version_id", "key", "region_id")
        .unique()
        .with_columns(is_told=pl.lit(True))
    )
    scored = (
        senses.join(shares, on=["version_id", "country_code"], how="left")
        .join(told, on=["version_id", "key", "region_id"], how="left", nulls_equal=True)
        .join(region_votes, on=["version_id", "region_id"], how="left", nulls_equal=False)
        .with_columns(
            pl.col("share").fill_null(0.0),
            pl.col("votes").fill_null(0.0),
            region_share=pl.col("region_share").fill_null(0.0),
            # A name is no witness of its own region.
            witness_share=pl.when(pl.col("only_key").eq_missing(pl.col("key")))
            .then(0.0)
            .otherwise(pl.col("region_share").fill_null(0.0)),
            is_told=pl.col("is_told").fill_null(False),
        )
        .with_columns(
            total=pl.col("score")
            + _SCORE_COUNTRY_SHARE * pl.col("share").sqrt()
            + _SCORE_REGION_SHARE * pl.col("region_share").sqrt()
            + pl.when(pl.col("is_told") & (pl.col("beside") == 0)).then(_SCORE_TOLD_ELSEWHERE).otherwise(0.0)
        )
    )
    ranked = scored.sort("span_id", "total", "tie_no", descending=[False, True, False])
    best = ranked.unique("span_id", keep="first", maintain_order=True)
    best_other = (
        ranked.select("span_id", "region_id", second="total")
        .join(best.select("span_id", best_region="region_id"), on="span_id", how="left", maintain_order="left")
        .filter(pl.col("region_id").ne_missing(pl.col("best_region")))
        .unique("span_id", keep="first", maintain_order=True)
        .select("span_id", "second")
    )
    return (
        best.join(best_other, on="span_id", how="left", maintain_order="left")
        .with_columns(margin=(pl.col("total") - pl.col("second")).fill_null(9.0))
        .drop("second", "type_word", "list_id", "tie_no")
        .join(table.select(pl.exclude("key", "version_id")), on="span_id", how="left", maintain_order="left")
    )


def _with_distance(chosen: pl.DataFrame, settled: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Add kilometres to the nearest region of the same country that the article's settled places lie in.

    Between regions' centres, on a plane that is narrower to the north: good to a few per cent at these distances.
    NULL where the article has no other settled region in the country.
    """
    centres = gazetteer.region_names.select("region_id", "latitude", "longitude")
    others = (
        settled.group_by("version_id", "country_code", other="region_id")
        .agg(n_keys=pl.col("key").n_unique(), only_key=pl.col("key").first())
        .join(centres.rename({"region_id": "other"}), on="other")
        .rename({"latitude": "other_latitude", "longitude": "other_longitude"})
    )
    apart = (
        chosen.select("span_id", "version_id", "country_code", "region_id", "key")
        .join(centres, on="region_id")
        .join(others, on=["version_id", "country_code"])
        .filter((pl.col("n_keys") > 1) | (pl.col("only_key") != pl.col("key")))
        .with_columns(
            north=(pl.col("latitude") - pl.col("other_latitude")) * 111.2,
            east=(pl.col("longitude") - pl.col("other_longitude"))
            * 111.2
            * ((pl.col("latitude") + pl.col("other_latitude")) / 2).radians().cos(),
        )
        .group_by("span_id")
        .agg(distance_km=(pl.col("north").pow(2) + pl.col("east").pow(2)).sqrt().min())
    )
    return chosen.join(apart, on="span_id", how="left")


def _accepted(chosen: pl.DataFrame) -> pl.DataFrame:
    """Keep the spans that are places (see the module's docstring and the tests for the rules)."""
    is_large = pl.col("population") >= 100_000
    is_known = pl.col("kind").is_in(["country", "region", "area"])
    is_mixed = pl.col("sentence_case") == "mixed"
    in_context = pl.col("share") >= 0.05
    told = (pl.col("beside") > 0) | (pl.col("held") > 0)
    evidence = pl.max_horizontal("evidence", pl.when(told).then(3).otherwise(0))
    frame = chosen.with_columns(
        evidence=evidence.cast(pl.Int32),
        best_region_share=pl.col("witness_share").max().over("version_id", "country_code"),
        is_rejected=(pl.col("is_name_part") | pl.col("is_title_before")) & ~(told & ~pl.col("is_name_part")),
    ).with_columns(
        # What the rest of the article says of the name: a place elsewhere, a person elsewhere.
        best_evidence=pl.when(~pl.col("is_rejected"))
        .then(pl.when(is_mixed).then("evidence").otherwise(pl.col("evidence").clip(upper_bound=2)))
        .otherwise(-1)
        .max()
        .over("version_id", "key_no"),
        is_person_elsewhere=(pl.col("is_rejected") & (pl.col("evidence") < 2)).any().over("version_id", "key_no"),
    )
    is_stopword = (
        (pl.col("stopword_kind") != "river").fill_null(False) & ~pl.col("needs_caps") & ~pl.col("is_abbreviation")
    )
    # A village whose name many regions share, or whose size nobody knows, is only believed where its region is named.
    is_vague = (
        (pl.col("kind") == "city")
        & (pl.col("witness_share") == 0)
        & (
            ((pl.col("population") < 500) & (pl.col("is_alias") | (pl.col("best_region_share") > 0)))
            | ((pl.col("n_namesakes") >= 4) & (pl.col("population") < 50_000) & (pl.col("best_region_share") > 0))
            # Far from all other places of the article in a large country: a namesake of a village near by.
            | (
                (pl.col("distance_km") > 600)
                & (pl.col("population") < 150_000)
                & (pl.col("evidence") <= 2)
                & ((pl.col("n_namesakes") >= 2) | (pl.col("population") < 20_000))
            )
        )
    ).fill_null(False)
    # The Montebello neighbourhood of San Salvador is not the town of California.
    is_quarter = (
        (pl.col("kind") == "city")
        & pl.col("next1").is_in(_QUARTERS)
        & (pl.col("n_regions_of_key") >= 2)
        & (pl.col("share") < _SHARE_OF_QUARTERS)
        & (pl.col("share").max().over("version_id") > 0)
    ).fill_null(False)
    plain_stopword = ((pl.col("evidence") >= 3) & (told | pl.col("type_before") | (pl.col("type_word") & is_mixed))) | (
        (pl.col("evidence") == 2)
        & in_context
        & is_mixed
        & (
            pl.col("prev1").is_in(["in", "near", "at"])
            | (pl.col("prev1").is_in(["around", "outside"]) & (pl.col("stopword_kind") == "common_word"))
            # an Orlando nightclub, the Aurora theater
            | (pl.col("is_facility") & pl.col("prev1").is_in(["a", "an"]))
        )
    )
    # Princeton said its net rose: a company or a person, where nothing else puts it on the map.
    speaks = (
        pl.col("next1").is_in(["said", "says", "told", "denied", "added"])
        & (pl.col("best_evidence") < 1)
        & (pl.col("population") < _KNOWN_BY_ITSELF)
    ).fill_null(False)
    # In capitals a surname looks like a town.
    small_city = (
        in_context
        & ~speaks
        & ~((pl.col("sentence_case") == "upper") & (pl.col("best_evidence") < 2) & (pl.col("population") < 200_000))
        & (
            (pl.col("best_evidence") >= 1)
            # Clayton and Allen are towns of many states, and more often people and firms.
            | (
                (pl.col("population") >= 20_000)
                & ((pl.col("n_namesakes") <= 2) | (pl.col("population") >= 100_000) | (pl.col("witness_share") > 0))
            )
        )
        & ~(pl.col("is_person_elsewhere") & (pl.col("evidence") < 2))
    )
    # Nothing else in the world bears the name.
    only_place = (
        (pl.col("n_regions_of_key") == 1)
        & (pl.col("population") >= 5_000)
        & (pl.col("key").str.len_chars() >= 6)
        & (pl.col("best_evidence") >= 1)
        & is_mixed
        & (~pl.col("is_alias") | (pl.col("share").max().over("version_id") == 0))
        & ~pl.col("is_person_elsewhere")
    )
    own_name = ~pl.col("is_alias") & ~pl.col("is_person_elsewhere")
    large_city = is_large & (
        in_context
        # Another language's name of a town far from all that the article tells of is a namesake.
        | ((pl.col("best_evidence") >= 2) & ~pl.col("is_alias"))
        | (pl.col("population") >= 500_000)
        | (own_name & (pl.col("n_words") >= 2))
        | (own_name & (pl.col("best_evidence") >= 1) & (is_mixed | (pl.col("population") >= 200_000)))
    )
    foreign_town = (pl.col("population") >= 40_000) & (pl.col("evidence") >= 2) & ~pl.col("is_alias")
    keep = (
        pl.when(pl.col("is_rejected") | ((is_vague | is_quarter) & ~told))
        .then(False)
        .when(pl.col("stopword_kind").is_in(["calendar", "compass"]))
        .then(
            (pl.col("type_word") & (pl.col("next2") != "of").fill_null(True) & is_mixed & in_context)
            | (pl.col("type_before") & ~pl.col("next1_is_land"))
        )
        .when(pl.col("stopword_kind") == "compass_region")
        .then(in_context | told)
        .when(is_stopword)
        .then(plain_stopword)
        .when(pl.col("key").str.len_chars() <= 2)
        .then(told | is_known)
        .when(is_known)
        .then(~(pl.col("is_person_elsewhere") & (pl.col("evidence") == 0) & (pl.col("kind") != "country")))
        .when(pl.col("evidence") >= 3)
        .then(told | in_context | is_large | only_place)
        .otherwise(small_city | large_city | foreign_town | only_place)
    )
    return frame.filter(keep & ~pl.col("is_compound"))
