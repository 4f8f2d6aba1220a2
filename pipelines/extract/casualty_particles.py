"""Verbs of harm whose second half stands behind their object: `beat two men to death`, `rounded 40 people up`.

What belongs here: finding both halves. What does not: which verbs they are (seed casualty_terms, entries with `…`
between verb and particle, `|` between forms), and whom they count (casualties.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import lean, text_before

_GAP = " … "
_REACH = 90
_OBJECT = 64
"""How many characters behind the verb its particle is looked for, and how long the object between them may be."""
_NO_PERSONS = r"(?i)\b(?:bod(?:y|ies)|corpses?|remains|dead)\b"
"""`pulled two bodies from the rubble`: nobody is rescued."""


def split_verbs(batch: Batch) -> pl.DataFrame:
    """Verbs with their particle. Out: sentence_id, start, end, matched, tag, measure.

    Side by side (`beaten to death`) they are one word of harm; around an object it is the verb that is one.
    """
    pairs = _pairs(batch.codebook)
    is_verb = batch.vocabulary["lower"].is_in(pairs["verb"].unique().to_list())
    particle, between = pl.col("particle"), pl.col("between")
    is_adjacent = between == ""
    # 14 people were pulled by neighbours from the rubble.
    is_passive = is_adjacent | between.str.contains(lean(r"(?i)^ (?:by|from|in|at|on|near|out)\b"))
    is_active = pl.col("verb").str.contains("(?:ing|[^s]s)$")
    return (
        batch.tokens.lazy()
        .filter(pl.lit(is_verb).gather("word"))
        .select("sentence_id", "start", "end", "text", verb="lower")
        .join(batch.sentences.lazy().select("sentence_id", sentence="text"), on="sentence_id", how="left")
        # to beat him to death: what was meant.
        .filter(~text_before("sentence", "start", 3).str.contains("(?i)^to $"))
        .with_columns(
            behind=pl.col("sentence")
            .str.slice(pl.col("end"), _REACH)
            .str.to_lowercase()
            .str.extract("^([^.;:!?]*)", 1)
            .str.replace_all(lean(r"[^\p{L}\p{N}’'-]"), " "),
            is_of_bodies=text_before("sentence", "start", _REACH).str.contains(lean(_NO_PERSONS)),
        )
        .drop("sentence")
        .join(pairs.lazy(), on="verb", how="inner")
        .with_columns(
            between=pl.concat_str("behind", pl.lit(" "))
            .str.splitn(pl.concat_str(pl.lit(" "), particle, pl.lit(" ")), 2)
            .struct[0],
            is_there=pl.concat_str("behind", pl.lit(" ")).str.contains(
                pl.concat_str(pl.lit(" "), particle, pl.lit(" ")), literal=True
            ),
        )
        .filter(
            pl.col("is_there")
            & (between.str.len_chars() <= _OBJECT)
            & (is_adjacent | between.str.starts_with(" "))
            & ~between.str.contains(lean(_NO_PERSONS))
            & ~(pl.col("is_of_bodies") & (pl.col("measure") == "rescued"))
        )
        .with_columns(n_between=between.str.len_chars(), n_particle=particle.str.len_chars().cast(pl.Int32))
        .sort("sentence_id", "start", "n_between", "n_particle", descending=[False, False, False, True])
        .unique(["sentence_id", "start"], keep="first", maintain_order=True)
        .select(
            "sentence_id",
            "start",
            end=pl.when(is_adjacent)
            .then(pl.col("end") + 1 + pl.col("n_particle"))
            # picked up nine men for questioning
            .otherwise(
                pl.col("end") + between.str.extract("^( (?:up|off|in|out|away)) ", 1).str.len_chars().fill_null(0)
            )
            .cast(pl.Int32),
            matched=pl.concat_str("text", pl.when(is_adjacent).then(pl.lit(" ")).otherwise(pl.lit(_GAP)), particle),
            tag=pl.when(is_passive & ~is_active).then(pl.lit("P")).otherwise(pl.lit("G")),
            measure="measure",
        )
        .collect(engine="in-memory")
    )


def _pairs(codebook: Codebook) -> pl.DataFrame:
    """verb, particle, measure of each form of each entry with both halves; made once of a codebook."""
    if "split_verbs" not in codebook.derived:
        halves = pl.col("term").str.split_exact(_GAP, 1)
        codebook.derived["split_verbs"] = (
            codebook.table("casualty_terms")
            .filter(pl.col("term").str.contains(_GAP, literal=True))
            .select(
                verb=halves.struct.field("field_0").str.split("|"),
                particle=halves.struct.field("field_1").str.split("|"),
                measure="measure",
            )
            .explode("verb")
            .explode("particle")
        )
    pairs: pl.DataFrame = codebook.derived["split_verbs"]
    return pairs
