"""Sentences with a word of harm as rows of tagged chunks, which the rules of casualty figures read.

What belongs here: which sentences are read, what is one chunk (number phrases, words of harm, nouns for people, other
words) and its one-character tag. What does not: what the tags mean together (casualty_rules.py, casualties.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.casualty_particles import split_verbs
from pipelines.extract.casualty_rules import (
    ORDINAL,
    ORDINALS,
    TAG,
    token_tag,
    word_signs,
)
from pipelines.extract.casualty_states import with_states
from pipelines.extract.casualty_victims import AGED, age_group
from pipelines.extract.chunks import lay, number, rewritten
from pipelines.extract.matching import find_pattern, lean

_TRIGGERS = list("PGIAHTMLY")
"""Tags of the words that make a sentence worth reading."""
_OF_HARM = ("sentence_id", "start", "end", "matched", "tag", "measure")
NEAR, FAR = 1, 8
"""How many sentences back a figure takes its measure from: a part, a total."""
_ADJECTIVES = (
    "major private general regular minor female male local official human national individual adult elder chief youth "
    "patient elderly figure militant terrorist rebel guerrilla guerilla insurgent separatist extremist jihadist "
    "paramilitary civilian military migrant assistant tamil muslim christian hindu sikh shiite sunni alawite druze "
    "yazidi kurd houthi rohingya shia yezidi buddhist arab bedouin hazara islamist"
).split()
"""Singular nouns for people that are more often adjectives; so are those of nations (`an Israeli bombardment`)."""


def casualty_chunks(batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sentences that hold a word of harm, cut into tagged chunks.

    Out, in text order: sentence_id, chunk_no, start, end, text, tag, measure, victim_group, span, is_capitals. Second,
    by the number `span` of a chunk: low, high, qualifier, vague_term. Two thirds of the chunks are words without.
    """
    harm = pl.concat(
        [
            batch.terms("casualty_terms").select(*_OF_HARM, rank=pl.lit(1)),
            split_verbs(batch).select(*_OF_HARM, rank=pl.lit(0)),
        ]
    )
    sentences = batch.sentences.select("sentence_id", "text").join(
        _read(batch.sentences, harm, batch.figures), on="sentence_id", how="semi", maintain_order="left"
    )
    harm = _parted(harm.filter(pl.col("tag") != "Y").join(sentences, on="sentence_id", how="semi"), sentences)
    # in no less than 14 deaths: a bound, no denial.
    harm = harm.join(
        harm.filter(pl.col("tag") == "Z")
        .join(sentences, on="sentence_id", how="inner")
        .filter(pl.col("text").str.slice(pl.col("end"), 12).str.contains("(?i)^ (?:less|fewer) than")),
        on=["sentence_id", "start"],
        how="anti",
        maintain_order="left",
    )
    # Hostages and refugees are people first; their measure counts where no verb says more.
    states = batch.codebook.terms("casualty_terms").filter(pl.col("tag") == "Y").select("term", "measure")
    people = (
        batch.terms("victim_terms").join(sentences, on="sentence_id", how="semi").join(states, on="term", how="left")
    )
    # `lost 12 warplanes`, `eliminated 23 M777s`: arms are no people, snipers are.
    arms = batch.terms("weapons").filter(
        pl.col("weapon_id").is_not_null()
        & (pl.col("weapon_id") != "sniper")
        & ~pl.col("is_implied")
        & pl.col("matched").str.contains(lean(r"(?i)s$"))
    )
    # the town's people: its owner is not what is counted.
    things = (
        pl.concat(
            [batch.terms("non_victim_terms"), arms.select("sentence_id", "start", "end", "matched")], how="diagonal"
        )
        .join(sentences, on="sentence_id", how="inner", maintain_order="left")
        .filter(~pl.col("text").str.slice(pl.col("end"), 2).str.contains(r"(?i)^['’]s"))
        .drop("text")
    )
    ordinals = find_pattern(sentences, ORDINAL)
    aged = find_pattern(sentences, AGED)
    figures = batch.figures.join(sentences, on="sentence_id", how="semi")
    unknown = figures.filter(pl.col("vague_term").str.ends_with("number"))
    within = harm.join(unknown.select("sentence_id", opens="start", closes="end"), on="sentence_id", how="inner")
    harm = harm.join(
        within.filter(pl.col("start").is_between("opens", "closes", closed="left")),
        on=["sentence_id", "start"],
        how="anti",
        maintain_order="left",
    )
    spans = pl.concat(
        [
            figures.select(
                "sentence_id", "start", "end",
                text="figure_text",
                tag=pl.when(pl.col("figure_kind") == "count").then(pl.lit("N")).otherwise(pl.lit("x")),
                measure=pl.lit(None, pl.String), victim_group=pl.lit(None, pl.String),
                low="low", high="high", qualifier="qualifier", vague_term="vague_term", rank=pl.lit(0),
            ),
            ordinals.select(
                "sentence_id", "start", "end", text="matched", tag=pl.lit("O"), low=_ordinal_value(), rank=pl.lit(0)
            ),
            harm.select("sentence_id", "start", "end", text="matched", tag="tag", measure="measure", rank="rank"),
            people.select(
                "sentence_id", "start", "end", text="matched", victim_group="victim_group", measure="measure",
                tag=pl.when(pl.col("number") == "singular").then(pl.lit("v")).otherwise(pl.lit("V")), rank=pl.lit(2),
            ),
            aged.select(
                "sentence_id", "start", "end", text="matched", tag=pl.lit("v"), victim_group=age_group(), rank=pl.lit(0)
            ),
            things.select("sentence_id", "start", "end", text="matched", tag=pl.lit("q"), rank=pl.lit(3)),
            _of_a_number(unknown, sentences, batch.codebook.terms("casualty_terms")),
        ],
        how="diagonal",
    )  # fmt: skip
    signs = word_signs(batch.vocabulary)

    def sign(name: str) -> pl.Expr:
        return pl.lit(signs[name]).gather("word")

    tokens = (
        batch.tokens.join(sentences, on="sentence_id", how="semi", maintain_order="left")
        .with_columns(sign(name) for name in ("is_acronym", "opens", "closes"))
        .pipe(_without_acronyms)
        .drop("is_acronym", "opens", "closes")
        .with_columns(sign(name) for name in ("is_hyphen", "is_point", "is_short", "opens_word", "is_quote"))
        .filter(~_is_hyphen() & ~_is_abbreviation_point())
        .drop("is_hyphen", "is_point", "is_short", "opens_word")
    )
    kept, between = lay(spans.with_columns(pl.col("tag").cast(TAG)), tokens)
    # In a text in capitals a capital says nothing about names.
    capitals = sentences.filter(pl.col("text") == pl.col("text").str.to_uppercase()).select(
        "sentence_id", is_capitals=pl.lit(True)
    )
    words = (
        between.with_columns(ends_quote=_ends_quote(between))
        .with_columns(
            # “Also killed were two boys”: the first word behind a quotation mark opens the sentence.
            token_no=pl.when((pl.col("token_no") == 1) & pl.col("is_quote").shift(1) & same_sentence(1))
            .then(0)
            .otherwise("token_no")
        )
        .filter(~pl.col("is_quote"))
        .join(capitals, on="sentence_id", how="left", maintain_order="left")
        .with_columns(sign(name) for name in ("known", "is_pointer", "is_time", "ends_in_ed", "is_capital", "is_title"))
        .with_columns(
            next_is_time=pl.when(same_sentence(-1)).then(pl.col("is_time").shift(-1)),
            next_is_title=pl.when(same_sentence(-1)).then(pl.col("is_title").shift(-1)),
        )
        .select(
            "sentence_id",
            "start",
            "end",
            "text",
            tag=pl.when("ends_quote").then(pl.lit(";", TAG)).otherwise(token_tag()),
        )
    )
    nations = batch.codebook.table("region_adjectives")["adjective"].str.to_lowercase().unique().to_list()
    chunks = (
        number(pl.concat([kept.select(*words.columns).with_row_index("span"), words], how="diagonal"))
        .with_columns(pl.lit(kept[name]).gather("span") for name in ("measure", "victim_group"))
        .join(capitals, on="sentence_id", how="left", maintain_order="left")
        .with_columns(follows=pl.when(same_sentence(-1)).then(pl.col("tag").shift(-1)))
    )
    tag = _noun_or_adjective([*_ADJECTIVES, *nations])
    chunks = rewritten(chunks, "tag", pl.col("tag").is_in(["v", "O"]), tag).drop("follows")
    return with_states(_with_equal_numbers(chunks)), kept.select(*OF_SPANS)


def _with_equal_numbers(chunks: pl.DataFrame) -> pl.DataFrame:
    """`Four soldiers and as many militants died`: `as many` has the number of the figure before it."""
    is_many = (pl.col("tag") == "x") & (pl.col("text").str.to_lowercase() == "many") & same_sentence(1)
    # twice as many
    is_many = is_many & ~pl.col("text").shift(2).str.to_lowercase().is_in(["twice", "half", "times", "thrice"])
    rows = chunks.select(
        (is_many & (pl.col("text").shift(1).str.to_lowercase() == "as") & ~(pl.col("text").shift(-1) == "as"))
        .fill_null(False)
        .arg_true()
    ).to_series()
    if rows.is_empty():
        return chunks
    given = chunks.select(pl.when(pl.col("tag") == "N").then("span").forward_fill().over("sentence_id").alias("span"))[
        "span"
    ]
    rows = rows.filter(given.gather(rows).is_not_null())
    tags = chunks["tag"].clone().scatter(rows, "N").scatter(rows - 1, "d")
    return chunks.with_columns(tag=tags, span=chunks["span"].clone().scatter(rows, given.gather(rows)))


OF_SPANS = ["low", "high", "qualifier", "vague_term"]


def _read(sentences: pl.DataFrame, harm: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Sentences worth reading: with a word of harm, or with a figure that goes on from a sentence that has one.

    `Nineteen of them are children.` and `Two were nurses.` go on from the sentence before; `The governor put it at
    nine.` from as far back as a total is taken from. Out: sentence_id.
    """
    told = harm.filter(pl.col("tag").is_in(_TRIGGERS)).select("sentence_id").unique().sort("sentence_id")
    counted = figures.filter(pl.col("figure_kind") == "count").select("sentence_id", "start")
    reach = pl.concat(
        [
            counted.filter(pl.col("start") == 0).select("sentence_id", reach=pl.lit(NEAR)),
            # They included seven women.
            harm.filter((pl.col("tag") == "i") & (pl.col("start") == 0))
            .join(counted, on="sentence_id", how="semi")
            .select("sentence_id", reach=pl.lit(NEAR)),
            harm.filter(pl.col("tag").is_in(["m", "n"]))
            .join(counted, on="sentence_id", how="semi")
            .select("sentence_id", reach=pl.when(pl.col("tag") == "n").then(FAR).otherwise(NEAR)),
        ]
    )
    going_on = (
        reach.join(told, on="sentence_id", how="anti")
        .group_by("sentence_id")
        .agg(pl.col("reach").max())
        .join(sentences.select("sentence_id", "version_id"), on="sentence_id", how="inner")
        .sort("sentence_id")
        .join_asof(
            told.join(sentences.select("sentence_id", "version_id"), on="sentence_id", how="inner")
            .select("sentence_id", "version_id", told_id="sentence_id")
            .sort("sentence_id"),
            on="sentence_id",
            by="version_id",
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("sentence_id") <= pl.col("told_id") + pl.col("reach"))
    )
    return pl.concat([told, going_on.select("sentence_id")])


def _of_a_number(figures: pl.DataFrame, sentences: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The word of harm in `an unknown number of casualties` or `of people injured`: `number of casualties` is no toll.

    Out: spans with sentence_id, start, end, text, tag, measure, rank.
    """
    behind = pl.col("text").str.slice(pl.col("end"), 40)
    found = figures.join(sentences, on="sentence_id", how="inner", maintain_order="left").with_columns(
        first=behind.str.extract(lean(r"(?i)^ of (\p{L}+)"), 1),
        second=behind.str.extract(lean(r"(?i)^ of \p{L}+ (\p{L}+)"), 1),
    )
    first_ends = pl.col("end") + 4 + pl.col("first").str.len_chars()
    return (
        pl.concat(
            [
                found.select("sentence_id", start=(pl.col("end") + 4).cast(pl.Int32), text="first"),
                found.select("sentence_id", start=(first_ends + 1).cast(pl.Int32), text="second"),
            ]
        )
        .drop_nulls()
        .with_columns(
            term=pl.col("text").str.to_lowercase(), end=pl.col("start") + pl.col("text").str.len_chars().cast(pl.Int32)
        )
        .join(
            terms.filter(pl.col("tag") != "Y").select("term", "tag", "measure"),
            on="term",
            how="inner",
            maintain_order="left",
        )
        .select("sentence_id", "start", "end", "text", "tag", "measure", rank=pl.lit(0))
    )


def _parted(harm: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`The blast left two people dead and wounded 14`: two words of harm, where more people follow. Out: as `harm`."""
    is_both = pl.col("matched").str.len_chars() == len("dead and wounded")
    both = (
        harm.filter(is_both & (pl.col("matched").str.to_lowercase() == "dead and wounded"))
        .join(sentences, on="sentence_id", how="inner")
        .filter(pl.col("text").str.slice(pl.col("end"), 24).str.contains(lean(_A_FIGURE)))
        .drop("text")
    )
    matched = pl.col("matched")
    dead = both.with_columns(
        end=(pl.col("start") + 4).cast(pl.Int32),
        matched=matched.str.slice(0, 4),
        tag=pl.lit("A"),
        measure=pl.lit("killed"),
    )
    wounded = both.with_columns(
        start=(pl.col("end") - 7).cast(pl.Int32),
        matched=matched.str.slice(-7),
        tag=pl.lit("P"),
        measure=pl.lit("wounded"),
    )
    return pl.concat(
        [harm.join(both, on=["sentence_id", "start"], how="anti", maintain_order="left"), dead, wounded],
        how="vertical_relaxed",
    )


_A_FIGURE = (
    r"(?i)^ (?:(?:at least|about|around|more than|nearly|almost|some|over|up to|as many as|another) )?(?:an?\b|\d|"
    r"another\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|\p{L}+teen\b|"
    r"\p{L}+ty\b|dozens\b|scores\b|several\b|many\b|others\b)"
)
"""How a number of people begins behind a verb."""


def same_sentence(n: int) -> pl.Expr:
    """Is the row that stands `shift(n)` away of the same sentence? A window over sentences took four times as long."""
    return (pl.col("sentence_id") == pl.col("sentence_id").shift(n)).fill_null(False)


def _ordinal_value() -> pl.Expr:
    """`the third`: 3."""
    word = pl.col("matched").str.to_lowercase().str.strip_prefix("the ")
    in_words = word.replace_strict(ORDINALS, default=None, return_dtype=pl.Int64)
    return pl.coalesce(in_words, word.str.extract(r"^(\d+)", 1).cast(pl.Int64, strict=False))


def _without_acronyms(tokens: pl.DataFrame) -> pl.DataFrame:
    """Leave out a short name in brackets, and a slash beside one: `Farabundo Marti Front (FMLN) guerrillas`,
    `PKK/YPG fighters`.
    """
    at = pl.col("token_no")
    before = pl.col("opens").shift(1) & (at.shift(1) == at - 1)
    after = pl.col("closes").shift(-1) & (at.shift(-1) == at + 1)
    inside = (pl.col("is_acronym") & before & after).fill_null(False)
    slash = (pl.col("text") == "/") & pl.col("is_acronym").shift(1) & (at.shift(1) == at - 1)
    gone = inside | inside.shift(-1, fill_value=False) | inside.shift(1, fill_value=False) | slash.fill_null(False)
    return tokens.filter(~gone)


def _ends_quote(tokens: pl.DataFrame) -> pl.Series:
    """The comma of `"They killed my brothers," said Ruiz, who had fled`: what she did is no part of what she says."""
    quotes = tokens.select(pl.col("is_quote").arg_true()).to_series().cast(pl.Int64)
    text, sentence = tokens["text"], tokens["sentence_id"]
    quotes = quotes.filter((quotes > 0) & (quotes < tokens.height - 1))
    is_speech = (
        (text.gather(quotes - 1) == ",")
        & text.gather(quotes + 1).is_in(["said", "says", "SAID"])
        & (sentence.gather(quotes - 1) == sentence.gather(quotes + 1))
    )
    ends = pl.Series([False]).new_from_index(0, tokens.height) if tokens.height else pl.Series([], dtype=pl.Boolean)
    return ends.scatter((quotes - 1).filter(is_speech), True)


def _is_hyphen() -> pl.Expr:
    """`a 12-year-old`; but not a dash: `2,000 people - many of them civilians - have died`."""
    opens = pl.col("start") > pl.col("end").shift(1)
    closes = (pl.col("start").shift(-1) > pl.col("end")) | pl.col("is_hyphen").shift(-1)
    return pl.col("is_hyphen") & ~(opens & closes).fill_null(False)


def _is_abbreviation_point() -> pl.Expr:
    """`Sgt. Ruiz`, `Ana L. Ruiz`, `the U.S. base`: a full stop inside a sentence."""
    at = pl.col("token_no")
    short = pl.col("is_short").shift(1) & (at.shift(1) == at - 1)
    goes_on = pl.col("opens_word").shift(-1) & (at.shift(-1) > at)
    return (pl.col("is_point") & short & goes_on).fill_null(False)


def _noun_or_adjective(adjectives: list[str]) -> pl.Expr:
    """`a private clinic`, `an Israeli bombardment`, `a third of them` tell of no person.

    For chunks tagged v or O, with `follows`, the tag behind them.
    """
    follows = pl.col("follows")
    lower = pl.col("text").str.to_lowercase()
    is_aged = lower.str.contains("[- ]olds?$")
    is_adjective = (lower.is_in(adjectives) & follows.is_in(list("weCqvV"))) | (is_aged & follows.is_in(list("weCq")))
    is_fraction = lower.is_in(
        ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    ) & follows.is_in(["o", "M", "m"])
    # General Ruiz, Captain Lee: before a name these are titles.
    is_unit = (pl.col("tag") == "O") & follows.is_in(["q", "x", "N", "C"])
    is_title = lower.is_in(["major", "private", "general", "chief"]) & pl.col("text").str.contains(lean(r"^\p{Lu}"))
    is_capital = pl.col("text").str.contains(lean(r"^\p{Lu}")) & (pl.col("chunk_no") > 0)
    as_word = pl.when(is_capital & pl.col("is_capitals").is_null()).then(pl.lit("C")).otherwise(pl.lit("w"))
    is_fraction = is_fraction | ((lower == "second") & ~follows.is_in(list("bhIPA,&rm")))
    says_nothing = (pl.col("tag") == "v") & ((is_adjective & ~is_title) | is_fraction)
    return (
        pl.when(is_unit.fill_null(False))
        .then(pl.lit("w"))
        .when(says_nothing.fill_null(False))
        .then(as_word)
        .otherwise("tag")
    )
