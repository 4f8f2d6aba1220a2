"""Runs of capitalised words: what may be the name of a person, a unit or an organisation.

What belongs here: cutting sentences into such runs by their tokens, and the words that are never part of a name. What
does not: what a name stands for (people.py, offices.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean

NAME_RUN = pl.Schema(
    {
        "sentence_id": pl.UInt32,
        "start": pl.Int32,
        "end": pl.Int32,
        "text": pl.String,
        "n_words": pl.UInt32,
    }
)

PARTICLES = "al el ul ur bin ibn abu bint de da do dos del la le las los van von der den di du ag ould e y".split()
"""Lower-case words inside names of people: Arabic, Tuareg, Romance and Germanic."""

SETTING = frozenset(
    (
        "the a an in on at by for from with after before but and or as if when while since although though because "
        "despite during following under over between against among about into until through throughout near both "
        "he she they we i you it this that these those there then here his her their our my its your who which what "
        "where why how whose monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec "
        "earlier later meanwhile however according two three four five six seven eight nine ten dozens several many "
        "some most no not nor neither each every any all another other also still once only just even more less last "
        "next now today yesterday tomorrow tonight one is are was were has have had said says ms mm km pm am gmt utc "
        "to of so yes such nobody everyone somebody someone nothing everything whoever whatever meeting people it’s "
        "it's that’s that's there’s there's"
    ).split()
)
"""Words that are capitalised by their place (start of a sentence, a day, a month) and part no name."""

_ABBREVIATIONS = (
    "Gen Col Lt Maj Capt Sgt Cpl Brig Cmdr Adm Mr Mrs Ms Dr St Jr Sr Gov Sen Rep Rev Prof Pvt Cdr Supt Insp Hon Amb "
    "Atty Fr Ft Mt No Pres Sec Dep Spc"
).split()


def setting_of(sentences: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Sentences whose capitals tell nothing: is_capitals (ALL CAPITALS) and is_title (Words Of Headlines).

    In: sentences (sentence_id, text), tokens. Out: sentence_id, is_capitals, is_title; other sentences are left out.
    """
    is_capitals = (pl.col("text").str.len_bytes() > 12) & ~pl.col("text").str.contains(lean(r"\p{Ll}"))
    capitals = (
        sentences.lazy()
        .filter(is_capitals)
        .filter(pl.col("text").str.contains(lean(r"\p{Lu}{3}")))
        .select("sentence_id", is_capitals=pl.lit(True), is_title=pl.lit(False))
    )
    title = (
        sentences.lazy()
        # Headlines, and what the text repeats of them: no full stop closes it.
        .filter(pl.col("in_headline") | ~pl.col("text").str.tail(2).str.contains("[.!?]"))
        .filter(~is_capitals)
        .select("sentence_id")
        .join(tokens.lazy(), on="sentence_id", how="inner")
        .filter(pl.col("text").str.len_chars() >= 4)
        .group_by("sentence_id")
        .agg(share=(pl.col("text") != pl.col("lower")).mean(), n=pl.len())
        .filter((pl.col("share") > 0.75) & (pl.col("n") >= 4))
        .select("sentence_id", is_capitals=pl.lit(False), is_title=pl.lit(True))
    )
    return pl.concat([capitals, title]).sort("sentence_id").collect(engine="in-memory")


def _word_kinds(vocabulary: pl.DataFrame) -> pl.DataFrame:
    """What a word may be in a name: kind (C capitalised, P particle, - and .), closes (a possessive), abbreviates."""
    lower, text = pl.col("lower"), pl.col("text")
    return vocabulary.select(
        kind=pl.when((text.str.head(1) != lower.str.head(1)) & ~lower.is_in(list(SETTING)))
        .then(pl.lit("C"))
        .when(lower.is_in(PARTICLES))
        .then(pl.lit("P"))
        .when(text.is_in(["-", "."]))
        .then(text),
        closes=text.str.contains(lean("['’]s?$")),
        abbreviates=(text.str.len_chars() == 1) | text.is_in(_ABBREVIATIONS),
    )


def name_runs(tokens: pl.DataFrame, vocabulary: pl.DataFrame, texts: pl.DataFrame, unset: pl.DataFrame) -> pl.DataFrame:
    """Capitalised words that stand together: `Abdel Fattah al-Burhan`, `Gen. J. R. Haddad`, `Radio Karama`.

    In: tokens and their vocabulary (tokens.lex); sentences (sentence_id, text); the sentences to leave out
    (`setting_of`). Out, in text order: columns
    of NAME_RUN; `text` is as written, without a possessive ending.
    """
    kinds, word = _word_kinds(vocabulary), tokens["word"]
    before, gap = pl.col("kind").shift(1), pl.col("start") - pl.col("end").shift(1)
    is_linked = (
        pl.when((pl.col("kind") == "C") & (before == "C"))
        .then((gap == 1) & ~pl.col("closes").shift(1))
        .when(pl.col("kind") == "C")
        .then(((before == "-") & (gap == 0)) | ((before == "P") & (gap == 1)) | ((before == ".") & (gap <= 1)))
        .when(pl.col("kind") == "P")
        .then(((before == "-") & (gap == 0)) | (before.is_in(["C", "P"]) & (gap == 1)))
        .when(pl.col("kind") == "-")
        .then(before.is_in(["C", "P"]) & (gap == 0))
        .otherwise((before == "C") & (gap == 0) & pl.col("abbreviates").shift(1))
    )
    pieces = (
        tokens.lazy()
        .with_columns(kind=kinds["kind"].gather(word))
        .filter(pl.col("kind").is_not_null())
        .join(unset.lazy().select("sentence_id"), on="sentence_id", how="anti", maintain_order="left")
        .with_columns(
            closes=pl.lit(kinds["closes"]).gather(pl.col("word")),
            abbreviates=pl.lit(kinds["abbreviates"]).gather(pl.col("word")),
        )
        .with_columns(
            run=(
                ~(
                    is_linked
                    & (pl.col("sentence_id") == pl.col("sentence_id").shift(1))
                    & (pl.col("token_no") == pl.col("token_no").shift(1) + 1)
                ).fill_null(False)
            ).cum_sum(),
        )
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("sentence_id").first(),
            pl.col("start").first(),
            pl.col("end").last(),
            n_words=(pl.col("kind") == "C").sum(),
        )
        .filter(pl.col("n_words") > 0)
        .join(texts.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(text=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
    )
    # Particles open a name only with a hyphen (`al-Qaeda`), and close none.
    lead = (
        pl.col("text").str.extract(lean(rf"^((?:(?:{'|'.join(PARTICLES)}) |[.-])+)"), 1).fill_null("").str.len_chars()
    )
    return (
        pieces.with_columns(lead=lead)
        .with_columns(
            start=pl.col("start") + pl.col("lead").cast(pl.Int32),
            text=pl.col("text")
            .str.slice(pl.col("lead"))
            .str.replace(lean(rf"(?:(?:[ -](?:{'|'.join(PARTICLES)}))|-)+$"), "")
            .str.replace(lean(r"(\p{L}{2})\.$"), "$1")
            .str.replace(lean("['’]s?$"), ""),
        )
        .select(
            "sentence_id",
            "start",
            (pl.col("start") + pl.col("text").str.len_chars().cast(pl.Int32)).alias("end"),
            "text",
            "n_words",
        )
        .filter(pl.col("text") != "")
        .collect(engine="in-memory")
        .cast(NAME_RUN)
    )
