"""Whether a name means a place, and which one.

What belongs here: vetting (people, papers, clubs, ships, streets and common words are no places) and choosing among
senses by their scores. What does not: the words beside a name (place_evidence.py), what the article says of where its
places lie (place_context.py), and what happened at the place (regions.py).

A sense's score is its own weight (gazetteer.py: log10 of inhabitants less 2; a region 4, a country 6), up to 4 for
its country's share in the article, 5 for its region or 3 for its country standing beside the name, and 4 where
another mention of the name in the article was told by what stands beside it.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.gazetteer import REGION_TYPE_WORDS, TYPE_WORDS, Gazetteer
from pipelines.extract.place_context import (
    KNOWN_BY_ITSELF,
    SCORE_COUNTRY_BESIDE,
    country_votes,
    region_votes,
    with_beside,
    with_list_mates,
)
from pipelines.extract.place_evidence import PlaceCues, demonyms_of, with_list_evidence, with_syntax

_QUARTERS = ["neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "quarter", "farm", "hill"]
_SHARE_OF_QUARTERS = 0.3
"""How much an article must speak of a country, beside the one that it speaks of most, for a quarter to lie there."""

_SCORE_COUNTRY_SHARE = 4.0
_SCORE_REGION_SHARE = 2.5
_SCORE_TOLD_ELSEWHERE = 4.0
_SCORE_TYPE_WORD = 5.0


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
    demonyms = demonyms_of(words, gazetteer)
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
    table = with_syntax(table, cues, gazetteer)
    table = with_list_evidence(table, cues)
    senses = _senses_of(table, gazetteer)
    votes = country_votes(table, senses, demonyms, sentences)
    senses = with_list_mates(with_beside(senses, table, demonyms))
    chosen = _choose(senses, votes, region_votes(senses.head(0)), table)
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
    chosen = _choose(senses, votes, region_votes(settled), table)
    # Where an article was written says nothing of how far its places lie.
    chosen = _with_distance(chosen, settled.filter(~pl.col("is_dateline")), gazetteer)
    return _accepted(chosen).sort("word_id")


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
            .then(SCORE_COUNTRY_BESIDE)
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


def _choose(senses: pl.DataFrame, votes: pl.DataFrame, region_votes: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """The best sense of each span, with its score's lead over the next place and its country's share.

    The words beside the span are joined to the one sense that is chosen, not to the three that are weighed.
    """
    shares = votes.with_columns(share=pl.col("votes") / pl.col("votes").max().over("version_id")).select(
        "version_id", "country_code", "share", "votes"
    )
    name, place = ["version_id", "key"], ["version_id", "key", "region_id"]
    by_place = senses.filter((pl.col("beside") > 0) | (pl.col("held") > 0)).select(place)
    # The type word tells the region from the town, but not Yemen's Jawf from Saudi Arabia's.
    by_type = senses.filter(pl.col("type_word") & (pl.col("kind") == "region")).select(place)
    told = (
        pl.concat([by_place, by_type.join(by_place, on=name, how="anti")]).unique().with_columns(is_told=pl.lit(True))
    )
    scored = (
        senses.join(shares, on=["version_id", "country_code"], how="left")
        .join(told, on=place, how="left", nulls_equal=True)
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
    # A town by the name of Police, in Poland, is no department.
    is_typed = (pl.col("type_word") & is_mixed) & ((pl.col("kind") != "city") | (pl.col("next1") != "department"))
    plain_stopword = ((pl.col("evidence") >= 3) & (told | pl.col("type_before") | is_typed)) | (
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
        & (pl.col("population") < KNOWN_BY_ITSELF)
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
