"""What an article says of where its places lie.

What belongs here: votes for countries and regions, containment beside a name (`X in the Y region`), distances,
addresses, lists whose names lie together: each adds to the score of the senses that it speaks for. What does not:
choosing (place_resolution.py) and how a name stands in its sentence (place_evidence.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.gazetteer import TYPE_WORDS
from pipelines.extract.place_evidence import COMPASS, COUNTIES, SETTLEMENT_OF

_SMALLER_UNITS = [
    *("city", "town", "village", "tehsil", "taluka", "subdistrict", "upazila", "locality", "cercle", "commune"),
    *("area", "camp", "sector", "agency", "subdivision", "barangay", "woreda", "zone", "community"),
]
"""Behind a name, beside the words of administrative units: kinds of place that lie in a region."""
_UNITS = ["km", "kms", "kilometers", "kilometres", "kilometer", "kilometre", "miles", "mile"]
_REACH = 12
"""Words between a town and the one that it is measured from."""

SCORE_COUNTRY_BESIDE = 3.0
_SCORE_REGION_BESIDE = 5.0
_SCORE_LIST_MATES = 4.0
_SCORE_TOWN_MATES = 2.0
_SCORE_ADDRESS = 8.0
_SCORE_WORLD_CITY = 3.0
_WORLD_CITY = 6.5
"""Weight of the cities that the whole world knows by name."""
KNOWN_BY_ITSELF = 500_000
"""Towns of this size are where they are known to be: `in Baghdad, Texas.` is no address."""
_POPULATION_OF_ADDRESS = 20_000
"""What a town counts for that an address alone makes known."""


def country_votes(
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


def region_votes(settled: pl.DataFrame) -> pl.DataFrame:
    """How much of an article's settled places lie in a region: version_id, region_id, region_share."""
    return (
        settled.group_by("version_id", "region_id")
        .agg(n=pl.len(), n_keys=pl.col("key").n_unique(), only_key=pl.col("key").first())
        .with_columns(only_key=pl.when(pl.col("n_keys") == 1).then("only_key"))
        .select("version_id", "region_id", "only_key", region_share=pl.col("n") / pl.col("n").max().over("version_id"))
    )


def with_beside(senses: pl.DataFrame, table: pl.DataFrame, demonyms: pl.DataFrame) -> pl.DataFrame:
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
                (pl.col("next1").eq(",") & (pl.col("gap_after") == 5) & pl.col("next4").is_in(COUNTIES))
                | (pl.col("next1").eq(",") & (pl.col("gap_after") == 4) & pl.col("next3").is_in(COUNTIES))
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
                SCORE_COUNTRY_BESIDE
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
            ~(is_there.any() | (pl.col("kind") != "city").any() | (pl.col("population").max() > KNOWN_BY_ITSELF)).over(
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


def with_list_mates(senses: pl.DataFrame) -> pl.DataFrame:
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
