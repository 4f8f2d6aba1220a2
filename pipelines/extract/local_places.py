"""Places that no gazetteer holds, told by the words about them: villages, quarters, camps, crossroads.

What belongs here: runs of capitalised words that the text itself calls a place (`the village of X`, `X district`,
`in X, a town north of Y`, `near X in the Y region`), and the region that the text gives them. What does not: names
of the gazetteer (place_resolution.py) and how a place stands in its sentence (place_stance.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.gazetteer import ARTICLES, Gazetteer, fold, skeleton
from pipelines.extract.matching import lean
from pipelines.extract.place_candidates import COMPASS_WORDS, with_neighbours
from pipelines.extract.place_evidence import CALENDAR, FUNCTION_WORDS, SETTLEMENT_OF, PlaceCues

MAX_WORDS = 4
NEAR = ["in", "near", "outside", "around"]
"""Prepositions that a place follows even if nobody knows its name; `at` may lead to a firm or a university."""
_TAKEN = [
    *("stormed", "shelled", "bombed", "raided", "captured", "seized", "retook", "recaptured", "overran", "entered"),
    *("besieged", "pounded", "bombarded", "liberated"),
]
"""Verbs whose object is a place."""
_STRUCK = ["hit", "struck", "targeted", "attacked", "invaded"]
"""Verbs whose object may be a place."""
_LINKS = [*ARTICLES, "de", "la", "del", "los", "las", "da", "do", "dos", "e", "bin", "ul", "i", "o"]
_NAME_TAIL = r"^[a-z]{2,}$"
_NO_NAME_TAILS = (
    r"(?:ed|ing|led|held|run|born|wide|style|made|like|era|time|bound|old|long|free|level|based|backed|friendly)$"
)
"""Second parts of compounds with a name: `a Houthi-held district`."""
_SPELT = r"^[a-z][a-z ]*$"


def local_places(
    words: pl.DataFrame,
    places: pl.DataFrame,
    sentences: pl.DataFrame,
    cases: pl.DataFrame,
    gazetteer: Gazetteer,
    cues: PlaceCues,
    codebook: Codebook,
) -> pl.DataFrame:
    """Add unknown places to the places that the gazetteer gave.

    `words`, `cases`: of the sentences that name a place or hold a word of settlement; `places`:
    place_resolution.resolve. Out: the rows of `places` and, as kind `local`, the unknown ones, in text order, with
    new list_id; region_id and country_code of a local place are those of the place that the text puts it in or
    beside, else NULL.
    """
    runs = _runs(words, places, sentences, cases, gazetteer, cues)
    if runs.is_empty():
        return places
    runs = _that_matter(_with_evidence(runs, cues, codebook), places)
    both = _listed(pl.concat([places, runs.with_columns(kind=pl.lit("local"))], how="diagonal"))
    both = _with_shared_evidence(both)
    local = both.filter(pl.col("kind") == "local")
    kept = local.filter((pl.col("local_evidence") >= 2) | pl.col("is_known_elsewhere"))
    if kept.is_empty():
        return places
    kept = _with_region(kept, both.filter(pl.col("kind") != "local"), gazetteer)
    columns = [name for name in places.columns if name != "list_id"]
    rows = pl.concat([both.filter(pl.col("kind") != "local").select(*columns, "list_id"), kept.select(
        *(pl.col(name) if name in kept.columns else pl.lit(None).alias(name) for name in columns), "list_id"
    )], how="vertical_relaxed")  # fmt: skip
    return rows.sort("word_id")


def _stop_words(gazetteer: Gazetteer, cues: PlaceCues) -> list[str]:
    """Capitalised words that no name of a place opens with."""
    plain = [*FUNCTION_WORDS, *CALENDAR, *cues["title"], *cues["institution"], "i", "he", "she", "it", "we", "they"]
    peoples = gazetteer.demonyms["key"].to_list()
    return [*plain, *peoples]


def _runs(
    words: pl.DataFrame,
    places: pl.DataFrame,
    sentences: pl.DataFrame,
    cases: pl.DataFrame,
    gazetteer: Gazetteer,
    cues: PlaceCues,
) -> pl.DataFrame:
    """Runs of capitalised words outside known places, with the words beside them; only in mixed-case sentences."""
    taken = (
        places.select(
            word_id=pl.int_ranges("word_id", pl.col("word_id") + pl.col("n_words"), dtype=pl.UInt32)
        ).explode("word_id").with_columns(is_taken=pl.lit(True))
    )  # fmt: skip
    mixed = cases.filter(pl.col("sentence_case") == "mixed").select("sentence_id")
    # One word in five can stand in a run; which of them are neighbours is told by their numbers.
    same_word = (pl.col("hyphen_after").shift(1) & (pl.col("sentence_id") == pl.col("sentence_id").shift(1))).fill_null(
        False
    )
    marked = (
        words.with_columns(
            is_tail=same_word
            & ~pl.col("is_capital")
            & pl.col("key").str.contains(_NAME_TAIL)
            & ~pl.col("key").str.contains(_NO_NAME_TAILS)
        )
        .filter(pl.col("is_capital") | pl.col("is_tail") | pl.col("key").is_in(_LINKS))
        .join(mixed, on="sentence_id", how="semi", maintain_order="left")
        .join(taken, on="word_id", how="left", maintain_order="left")
    )
    same_before, same_after = (
        (pl.col("sentence_id") == pl.col("sentence_id").shift(step))
        & (pl.col("word_id") == pl.col("word_id").shift(step) + step)
        for step in (1, -1)
    )
    is_name = (
        pl.col("is_capital")
        & pl.col("is_taken").is_null()
        & pl.col("key").str.contains(_SPELT)
        & ~pl.col("key").is_in(_stop_words(gazetteer, cues))
    )
    marked = marked.with_columns(is_name=is_name).with_columns(
        in_run=pl.col("is_name")
        # Ra-ngae: the second part of a name may be small.
        | (pl.col("is_tail") & pl.col("is_name").shift(1) & same_before)
        | (
            pl.col("key").is_in(_LINKS)
            & ~pl.col("is_capital")
            & (pl.col("is_name").shift(-1) & same_after)
            & (pl.col("hyphen_after") | (pl.col("is_name").shift(1) & same_before))
        )
    )
    opens = ~(pl.col("in_run").shift(1) & same_before & ~pl.col("is_possessive").shift(1)).fill_null(False)
    runs = (
        marked.with_columns(run_id=(opens | ~pl.col("in_run")).cum_sum())
        .filter("in_run")
        .group_by("run_id", maintain_order=True)
        .agg(
            pl.col("sentence_id").first(),
            pl.col("word_id").first(),
            pl.col("start").first(),
            pl.col("end").last(),
            pl.col("key").str.join(" "),
            last_key=pl.col("key").last(),
            n_words=pl.len().cast(pl.Int32),
            last_word=pl.col("word_id").last(),
            last_tail=pl.col("tail_chars").last(),
            is_all_upper=pl.col("is_upper").all(),
            run_words=pl.col("key"),
        )
        .filter((pl.col("n_words") <= MAX_WORDS) & (pl.col("key").str.len_chars() >= 3))
        .with_columns(end=pl.col("end") - pl.col("last_tail"))
        .join(sentences.select("sentence_id", "version_id"), on="sentence_id", how="left", maintain_order="left")
        .drop("run_id", "last_tail")
    )
    if runs.is_empty():
        return runs
    return with_neighbours(runs, words).with_columns(sentence_case=pl.lit("mixed"), is_dateline=pl.lit(False))


def _with_evidence(runs: pl.DataFrame, cues: PlaceCues, codebook: Codebook) -> pl.DataFrame:
    """Add local_evidence: 3 the text calls it a place, 2 it stands behind in/near/outside/around, 0 nothing."""
    prev1, prev2, next1, next2, next3 = (pl.col(name) for name in ("prev1", "prev2", "next1", "next2", "next3"))
    kinds = cues["local_type"]
    modifiers = [*cues["modifier"], *COMPASS_WORDS]
    actors = codebook.table("actor_terms").select(key=fold(pl.col("term")))["key"].unique().to_list()
    stop = codebook.table("place_stopwords").select(key=fold(pl.col("term")))["key"].unique().to_list()
    institutions = [*cues["name_noun"], *cues["institution"]]
    called_before = prev1.eq("of") & prev2.is_in(SETTLEMENT_OF)
    called = (
        (
            prev1.eq("of")
            & (prev2.is_in(SETTLEMENT_OF) | prev2.is_in(kinds))
            & ~(pl.col("prev2_capital") & prev2.is_in(["department", "division", "district"]))
        )
        | (prev1.is_in([*kinds, "villages", "towns", "districts"]) & ~pl.col("prev1_capital") & prev2.is_not_null())
        | (next1.is_in(kinds) & ~pl.col("next1_capital") & ~pl.col("is_possessive") & ~pl.col("is_first"))
        | ((pl.col("n_words") > 1) & pl.col("last_key").is_in(kinds))
        # `Foo, a farming village in ...`
        | (
            next1.eq(",")
            & next2.is_in(["a", "an", "another"])
            & ~pl.col("is_first")
            & (
                (
                    next3.is_in(kinds)
                    & pl.col("next4").is_in(
                        [
                            "in",
                            "of",
                            "near",
                            "on",
                            "that",
                            "where",
                            "about",
                            "north",
                            "south",
                            "east",
                            "west",
                            "some",
                            "just",
                            ",",
                            ".",
                        ]
                    )
                )
                | pl.col("next4").is_in(
                    ["village", "town", "suburb", "settlement", "hamlet", "neighbourhood", "neighborhood"]
                )
            )
        )
    )
    # `in Foo`, `near northern Foo`, `in the city's Foo`.
    behind = (
        prev1.is_in(NEAR)
        | (prev1.is_in(modifiers) & prev2.is_in(NEAR) & (prev1 != "the"))
        | (prev1.is_in(_TAKEN) & next1.is_in(["in", ",", "and", "near"]))
        | (prev1.is_in(_STRUCK) & next1.is_in(["in", "near"]))
        | (prev1.eq("to") & prev2.is_in(["road", "highway", "entrance"]))
        # `in rebel-held Foo`
        | (prev1.is_in(["held", "controlled", "occupied", "run", "ruled"]) & pl.col("prev3").is_in(NEAR))
        | (prev1.is_in(["at", "from", "to", "of"]) & next1.eq(",") & next2.is_in(["in", "near"]))
        | (prev1.eq("at") & next1.eq("in"))
    )
    # Behind a name and a comma stands what it lies in: `at Foo, in the Bar region` is one of many; a person is not.
    is_person = (
        prev1.is_in(cues["title"])
        | (
            prev1.eq(".")
            & prev2.is_in(["mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "sen", "gov"])
        )
        | next1.is_in(["said", "says", "told", "added", "who", "whose", "whom"])
        | (next1.eq(",") & next2.str.contains(lean(r"^\d{1,2}$")))
        | (next1.eq(",") & next2.is_in(["who", "whose", "said", "the"]) & (pl.col("n_words") > 1))
    )
    is_institution = (
        pl.any_horizontal(
            pl.col("run_words").list.contains(pl.lit(word))
            for word in ("ministry", "party", "army", "council", "front")
        )
        | pl.col("last_key").is_in(institutions)
        | next1.is_in(cues["name_noun"])
        | pl.col("key").is_in(actors)
        | pl.col("last_key").is_in(actors)
    )
    is_people = (pl.col("n_words") == 1) & pl.col("key").str.contains("(?:ean|ian|ese|ish|ern)$") & ~called_before
    is_common = (
        pl.col("key").is_in(stop)
        | is_people.fill_null(False)
        | (pl.col("is_all_upper") & (pl.col("key").str.len_chars() <= 5) & (pl.col("n_words") == 1))
    )
    owns = pl.col("is_possessive") & ~next1.is_in([*cues["facility"], *kinds])
    return runs.with_columns(
        local_evidence=pl.when(is_institution.fill_null(False))
        .then(-1)
        .when(called.fill_null(False) & ~is_common)
        .then(3)
        .when(is_person.fill_null(False) | is_common | owns.fill_null(False))
        .then(-1)
        .when(behind.fill_null(False) & (pl.col("n_words") <= 3))
        .then(2)
        .otherwise(0)
        .cast(pl.Int32)
    )


def _that_matter(runs: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Leave out the runs that nothing makes a place: most are people, firms and the first words of sentences.

    Kept: what the text calls a place, the same name elsewhere in the article, names that may stand in a list with a
    place, and longer names that end like one (a person's surname).
    """
    called = runs.filter(pl.col("local_evidence") >= 2)
    names = called.select("version_id", "key").unique()
    told = pl.concat([called["sentence_id"], places.filter(pl.col("evidence") >= 2)["sentence_id"]]).unique().implode()
    beside = [",", "and", "or", "/", "&", "–", "—"]
    may_be_listed = pl.col("sentence_id").is_in(told) & (pl.col("prev1").is_in(beside) | pl.col("next1").is_in(beside))
    same_name = runs.join(names, on=["version_id", "key"], how="semi")["word_id"].implode()
    surname = (
        runs.filter((pl.col("n_words") > 1) & (pl.col("local_evidence") <= 0))
        .join(names, left_on=["version_id", "last_key"], right_on=["version_id", "key"], how="semi")["word_id"]
        .implode()
    )
    return runs.filter(
        (may_be_listed & (pl.col("local_evidence") >= 0))
        | pl.col("word_id").is_in(same_name)
        | pl.col("word_id").is_in(surname)
    )


def _listed(both: pl.DataFrame) -> pl.DataFrame:
    """Number lists anew: names with only a comma, `and`, `or`, or both between."""
    both = both.sort("word_id")
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    gap = pl.col("word_id").cast(pl.Int64) - (pl.col("word_id") + pl.col("n_words")).shift(1).cast(pl.Int64)
    prev1, prev2 = pl.col("prev1"), pl.col("prev2")
    joined = (
        same
        & (
            ((gap == 1) & prev1.is_in([",", "and", "or", "/", "&", "–", "—"]))
            | ((gap == 2) & prev1.is_in(["and", "or"]) & prev2.is_in([",", "and"]))
        )
    ).fill_null(False)
    was_joined = pl.col("list_id").eq(pl.col("list_id").shift(1)).fill_null(False)
    is_local = (pl.col("kind") == "local") | (pl.col("kind") == "local").shift(1)
    return both.with_columns(_new=~(was_joined | (joined & is_local))).with_columns(
        list_id=pl.col("_new").cum_sum().cast(pl.UInt32)
    ).drop("_new")  # fmt: skip


def _with_shared_evidence(both: pl.DataFrame) -> pl.DataFrame:
    """What is said of one name of a list holds for the others, and what is said of a name holds all over the article."""  # noqa: E501
    strong = (
        pl.when(pl.col("kind") == "local").then(pl.col("local_evidence")).otherwise(pl.col("evidence")).fill_null(0)
    )
    is_city = pl.col("kind").is_in(["local", "city", "region"])
    told = (strong >= 2) & is_city & ((pl.col("kind") != "local") | (strong == 3) | (pl.len().over("list_id") > 1))
    both = both.with_columns(_list_told=told.any().over("list_id"), _n=pl.len().over("list_id"))
    shared = (
        (pl.col("kind") == "local")
        & (pl.col("local_evidence") == 0)
        & pl.col("_list_told")
        & (pl.col("_n") > 1)
        & ~pl.col("next1").is_in(["said", "says", "told"]).fill_null(False)
    )
    both = both.with_columns(local_evidence=pl.when(shared).then(2).otherwise("local_evidence").cast(pl.Int32))
    # A name that ends a longer name elsewhere (Daniel Foo) is a person; but not where the text calls it a place.
    longer = (
        both.filter((pl.col("kind") == "local") & (pl.col("n_words") > 1) & (pl.col("local_evidence") <= 0))
        .select("version_id", key="last_key", is_surname=pl.lit(True))
        .unique()
    )
    both = both.join(longer, on=["version_id", "key"], how="left", maintain_order="left").with_columns(
        local_evidence=pl.when(pl.col("is_surname").fill_null(False) & (pl.col("local_evidence") < 3))
        .then(-1)
        .otherwise("local_evidence")
    )
    known = pl.col("local_evidence").fill_null(-1).max().over("version_id", "key") >= 2
    return both.with_columns(
        is_known_elsewhere=(pl.col("kind") == "local") & known & (pl.col("local_evidence") == 0),
        evidence=pl.when(pl.col("kind") == "local")
        .then(pl.col("local_evidence").clip(lower_bound=0))
        .otherwise("evidence"),
    ).drop("is_surname", "_list_told", "_n")


def _with_region(local: pl.DataFrame, known: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Give local places a region: of what they lie in or beside, else of a town whose name has the same consonants."""
    anchors = known.filter(pl.col("region_id").is_not_null()).select(
        "sentence_id",
        anchor_region="region_id",
        anchor_country="country_code",
        anchor_kind="kind",
        anchor_start="start",
        anchor_end="end",
        anchor_list="list_id",
    )
    pairs = (
        local.select("sentence_id", "version_id", "word_id", "start", "end", "list_id", "key")
        .join(anchors, on="sentence_id", how="inner")
        .with_columns(
            after=pl.col("anchor_start") - pl.col("end"),
            before=pl.col("start") - pl.col("anchor_end"),
        )
        .with_columns(
            gap=pl.max_horizontal("after", "before"),
            is_country=(pl.col("anchor_kind") == "country") | (pl.col("anchor_region").str.len_chars() == 2),
        )
        .with_columns(
            cost=pl.col("gap").cast(pl.Float64)
            + pl.when("is_country").then(60).otherwise(0)
            # What holds a place stands behind it more often than before.
            + pl.when(pl.col("before") >= 0).then(12).otherwise(0)
            - pl.when(pl.col("anchor_list") == pl.col("list_id")).then(10).otherwise(0)
        )
        .filter(pl.col("cost") <= 90)
        .select("version_id", "key", "cost", region_id="anchor_region", country_code="anchor_country")
    )
    alike = _alike(local, known, gazetteer)
    # Elsewhere in the article the name means the same place.
    best = (
        pl.concat([pairs, alike.select(pairs.columns)])
        .sort("version_id", "key", pl.col("region_id").str.len_chars() == 2, "cost", "region_id")
        .unique(["version_id", "key"], keep="first", maintain_order=True)
        .drop("cost")
    )
    return (
        local.drop("region_id", "country_code", strict=False)
        .join(best, on=["version_id", "key"], how="left", maintain_order="left")
        .with_columns(place_name=pl.lit(None, pl.String), population=pl.lit(0, pl.Int64))
    )


def _alike(local: pl.DataFrame, known: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Towns whose names have the same consonants, in the countries that the article names most.

    Out: version_id, key, cost (30 in a region that the article names, else 45), region_id, country_code.
    """
    shares = (
        known.drop_nulls("country_code")
        .group_by("version_id", "country_code")
        .agg(n=pl.len())
        .filter(pl.col("n") * 2 >= pl.col("n").max().over("version_id"))
        .select("version_id", "country_code")
    )
    named = known.select("version_id", "region_id", is_named=pl.lit(True)).drop_nulls().unique()
    names = local.select("version_id", "key").unique(maintain_order=True).with_columns(skeleton=skeleton(pl.col("key")))
    sought = names["skeleton"].unique().implode()
    return (
        names.join(gazetteer.skeletons.filter(pl.col("skeleton").is_in(sought)), on="skeleton", how="inner")
        .join(shares, on=["version_id", "country_code"], how="semi")
        .join(named, on=["version_id", "region_id"], how="left")
        # Three consonants are shared by many: only one region may have them.
        .filter((pl.col("skeleton").str.len_chars() >= 4) | (pl.len().over("version_id", "key") == 1))
        .sort(
            "version_id",
            "key",
            "is_named",
            "population",
            "region_id",
            descending=[False, False, False, True, False],
            nulls_last=True,
        )
        .unique(["version_id", "key"], keep="first", maintain_order=True)
        .with_columns(cost=pl.when(pl.col("is_named").fill_null(False)).then(30.0).otherwise(45.0))
        .select("version_id", "key", "cost", "region_id", "country_code")
    )
