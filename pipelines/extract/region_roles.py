"""Where violence is said to have taken place.

What belongs here: words of violence that report something as having happened, and the places they belong to. What
does not: which names are places (place_resolution.py) and how they stand (place_stance.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch

_UNREAL = [
    *("would", "could", "might", "may", "will", "if", "can", "should", "shall", "must", "cannot", "threat", "threats"),
    *("threatened", "threatens", "threatening", "plan", "plans", "planned", "planning", "possible", "potential"),
    *("fear", "fears", "feared", "prevent", "avoid", "deter", "anniversary", "commemorate", "exercise", "exercises"),
    *("plot", "plotted", "plotting", "foiled", "foil", "thwarted"),
]
"""Before a word of violence: it has not happened, or not now."""
_NONE = ["no", "nobody", "none", "not", "never", "without", "nor", "neither"]
_WARNINGS = ["siren", "sirens", "alert", "alerts", "alarm", "alarms", "warning", "warnings", "shelter", "shelters"]
"""Behind a word of violence: `air raid sirens` tell of none."""
_NEAR = 45
"""Code points within which a place belongs to a word of violence whatever else stands nearer."""


def with_hits(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add `is_hit` to place mentions: violence is said to have taken place there.

    Each word of violence belongs to the nearest place of its sentence that can be a scene, with the places listed
    or nested beside it (`in X and Y`, `in X, in the Y region`), and to every place within 45 code points.
    """
    terms = batch.violence
    scenes = mentions.with_row_index("mention_id").with_columns(
        is_scene=~pl.col("is_away") & ~pl.col("is_dateline"), _end=pl.col("end")
    )
    scenes = scenes.with_columns(group_id=_groups())
    near = (
        scenes.filter("is_scene")
        .select("mention_id", "group_id", "sentence_id", "start", "end", "is_aside")
        .join(terms, on="sentence_id", how="inner")
        .with_columns(
            distance=pl.max_horizontal(
                pl.col("start") - pl.col("term_end"), pl.col("term_start") - pl.col("end"), pl.lit(0)
            )
        )
        # A hospital, a birthplace or a grave is the scene only where nothing else is.
        .filter(~pl.col("is_aside") | ((pl.col("distance") <= _NEAR) & pl.col("is_aside").all().over("sentence_id")))
        .with_columns(nearest=pl.col("distance").min().over("sentence_id", "term_start"))
        .filter((pl.col("distance") <= pl.col("nearest")) | (pl.col("distance") <= _NEAR))
    )
    hit_groups = near.select("group_id").unique().with_columns(is_group_hit=pl.lit(True))
    return (
        scenes.join(hit_groups, on="group_id", how="left", maintain_order="left")
        .with_columns(is_hit=pl.col("is_group_hit").fill_null(False) & pl.col("is_scene"))
        .drop("mention_id", "group_id", "is_group_hit", "is_scene", "_end")
    )


def _groups() -> pl.Expr:
    """Number runs of mentions that stand beside one another: at most 12 code points between."""
    gap = pl.col("start") - pl.col("end").shift(1)
    joined = (pl.col("sentence_id") == pl.col("sentence_id").shift(1)) & (gap <= 12)
    return (~joined.fill_null(False)).cum_sum()


def violence_words(batch: Batch) -> pl.DataFrame:
    """Words that report violence as having happened: sentence_id, term_start, term_end, term_kind.

    Left out: what only may happen (`would attack`, `plans to bomb`), harm that befell nobody (`no one was hurt`) and
    what did not happen (`no explosions`).
    """
    terms = batch.codebook.table("violence_terms").select(lower="term", term_kind="kind")
    known = terms["lower"].unique().implode()
    pairs = terms["lower"].filter(terms["lower"].str.contains(" ", literal=True)).unique()
    leaders = pairs.str.extract(r"^(\S+)", 1).unique().implode()
    lower = pl.col("lower")
    # What a word is by itself is told once a word of the vocabulary, not once a token.
    told = batch.vocabulary.select(
        is_term=lower.is_in(known), is_unreal=lower.is_in(_UNREAL) & (pl.col("text") != "May"),
        is_none=lower.is_in(_NONE), is_brought=lower ==
            "brought",
        is_down=lower == "down", is_warning=lower.is_in(_WARNINGS), is_leader=lower.is_in(leaders),
    )  # fmt: skip
    word, sentence = batch.tokens["word"], pl.col("sentence_id")

    def before(name: str, reach: int) -> pl.Expr:
        return pl.any_horizontal(
            (pl.col(name).shift(n) & (sentence == sentence.shift(n))).fill_null(False) for n in range(1, reach + 1)
        )

    goes_down = pl.col("is_brought") & pl.col("is_down").shift(-1) & (sentence == sentence.shift(-1))
    follower = pl.when(sentence == sentence.shift(-1)).then(pl.col("lower").shift(-1).cast(pl.String))
    pair = pl.when("is_leader").then(pl.concat_str(pl.col("lower").cast(pl.String), pl.lit(" "), follower))
    return (
        batch.tokens.lazy()
        .select("sentence_id", "lower", "start", "end", *(told[name].gather(word).alias(name) for name in told.columns))
        .with_columns(
            goes_down=goes_down.fill_null(False),
            is_unreal=before("is_unreal", 3),
            is_none=before("is_none", 4),
            is_no_act=before("is_none", 2),
            warns=(pl.col("is_warning").shift(-1) & (sentence == sentence.shift(-1))).fill_null(False),
        )
        .with_columns(pair=pl.when(pair.is_in(pairs.implode())).then(pair))
        .filter(pl.col("is_term") | pl.col("goes_down") | pl.col("pair").is_not_null())
        .with_columns(
            lower=pl.when("goes_down").then(pl.lit("downed")).otherwise(pl.coalesce("pair", "lower")),
        )
        .join(terms.lazy(), on="lower", how="inner", maintain_order="left")
        .filter(~pl.col("is_unreal") & ~pl.col("warns"))
        .filter(~pl.when(pl.col("term_kind") == "harm").then("is_none").otherwise("is_no_act"))
        .select("sentence_id", "term_kind", term_start="start", term_end="end")
        .collect(engine="in-memory")
    )
