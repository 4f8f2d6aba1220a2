"""Casualty figures: which number phrase counts whom, and what happened to them.

What belongs here: applying the rules. A sentence with a word of harm becomes a row of chunks (number phrases, words
of harm, nouns for people, other words), each with a one-character tag; a rule is a regular expression over the tags
to the right or left of a figure that names where the word of harm stands. What does not: the rules and tags
(casualty_rules.py), what tells no harm after all (casualty_doubts.py), the words (seeds casualty_terms, victim_terms,
non_victim_terms), number phrases (figures.py), and who says it, where and when (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.casualty_doubts import HOLDING, is_apart, is_doubtful, is_inside_another
from pipelines.extract.casualty_rules import (
    INHERIT,
    ONE_RULES,
    ORDINAL,
    ORDINAL_RULES,
    ORDINALS,
    RULES,
    TAG,
    Rule,
    token_tag,
    word_signs,
)
from pipelines.extract.casualty_states import with_states
from pipelines.extract.casualty_victims import AGED, KIN, age_group, with_told_groups, with_victims
from pipelines.extract.chunks import lay, number, rewritten, row_of, with_context
from pipelines.extract.matching import find_pattern, lean, text_before

_TRIGGERS = list("PGIAHTMLY")
"""Tags of the words that make a sentence worth reading."""
_NEAR, _FAR = 1, 8
"""How many sentences back a figure takes its measure from: a part, a total."""
_ADJECTIVES = (
    "major private general regular minor female male local official human national individual adult elder chief youth "
    "patient elderly figure militant terrorist rebel guerrilla guerilla insurgent separatist extremist jihadist "
    "paramilitary civilian military migrant assistant"
).split()
"""Singular nouns for people that are more often adjectives; so are those of nations (`an Israeli bombardment`)."""
_OLDEST = r"(?i)\b(?:youngest|oldest|eldest)(?: of them)?[ ,]+(?:just |only |was |being )?$"
_TOLL_RULES = "toll|number|deaths"
"""Rules of figures that `it` can stand for: `They put the toll at 12, but the army said it was 30.`"""
_IT_IS = (
    r"(?i)\b(?:it|that|this)(?: has| had)?(?: now| since)? (?:was|is|rose|climbed|stood|reached|risen|grown|went up)"
    r"(?: to| at)? $"
)
_BADLY = r"(?i)^ (?:critically|seriously|badly|gravely|severely|slightly|lightly)\b"
_TOLL_ROSE = (
    r"(?i)\b(?:toll|deaths|dead)\b[^.;]{0,150}\b(?:to|at|hits?|reach\w*|pass\w*) (?:at least )?[\p{L}\d,-]+"
    r"(?: on \p{L}+)?,? (?:as|after) (?:an?other |the )?$"
)
"""`The toll rose to nine as two constables died`: the two are of the nine."""


def casualty_figures(batch: Batch) -> pl.DataFrame:
    """Every figure that counts people harmed.

    In: `batch.sentences`, `batch.figures` and the seeds. Out, in text order: sentence_id, version_id, article_id,
    start, end (evidence in the sentence), figure_start, figure_end, low, high, qualifier, vague_term, measure,
    victim_group, victim_text, rule, is_part.
    """
    chunks, spans = _chunks(batch)
    candidates = _candidates(chunks, spans, batch.sentences)
    told = with_victims(_apply_rules(candidates, chunks, batch.sentences), chunks)
    ruled = _both_measures(with_told_groups(told, batch.sentences))
    return _evidence(ruled, batch.sentences)


def _chunks(batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sentences that hold a word of harm, cut into tagged chunks.

    Out, in text order: sentence_id, chunk_no, start, end, text, tag, measure, victim_group, span, is_capitals. Second,
    by the number `span` of a chunk: low, high, qualifier, vague_term. Two thirds of the chunks are words without.
    """
    harm = batch.terms("casualty_terms")
    sentences = batch.sentences.select("sentence_id", "text").join(
        _read(batch.sentences, harm, batch.figures), on="sentence_id", how="semi", maintain_order="left"
    )
    harm = _parted(harm.filter(pl.col("tag") != "Y").join(sentences, on="sentence_id", how="semi"), sentences)
    # Hostages and refugees are people first; their measure counts where no verb says more.
    states = batch.codebook.terms("casualty_terms").filter(pl.col("tag") == "Y").select("term", "measure")
    people = (
        batch.terms("victim_terms").join(sentences, on="sentence_id", how="semi").join(states, on="term", how="left")
    )
    # the town's people: its owner is not what is counted.
    things = (
        batch.terms("non_victim_terms")
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
            harm.select("sentence_id", "start", "end", text="matched", tag="tag", measure="measure", rank=pl.lit(1)),
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
        .filter(~pl.col("is_quote"))
        .join(capitals, on="sentence_id", how="left", maintain_order="left")
        .with_columns(sign(name) for name in ("known", "is_pointer", "is_time", "ends_in_ed", "is_capital", "is_title"))
        .with_columns(
            next_is_time=pl.when(_same_sentence(-1)).then(pl.col("is_time").shift(-1)),
            next_is_title=pl.when(_same_sentence(-1)).then(pl.col("is_title").shift(-1)),
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
        .with_columns(follows=pl.when(_same_sentence(-1)).then(pl.col("tag").shift(-1)))
    )
    tag = _noun_or_adjective([*_ADJECTIVES, *nations])
    chunks = rewritten(chunks, "tag", pl.col("tag").is_in(["v", "O"]), tag).drop("follows")
    return with_states(chunks), kept.select(*_OF_SPANS)


_OF_SPANS = ["low", "high", "qualifier", "vague_term"]


def _read(sentences: pl.DataFrame, harm: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Sentences worth reading: with a word of harm, or with a figure that goes on from a sentence that has one.

    `Nineteen of them are children.` and `Two were nurses.` go on from the sentence before; `The governor put it at
    nine.` from as far back as a total is taken from. Out: sentence_id.
    """
    told = harm.filter(pl.col("tag").is_in(_TRIGGERS)).select("sentence_id").unique().sort("sentence_id")
    counted = figures.filter(pl.col("figure_kind") == "count").select("sentence_id", "start")
    reach = pl.concat(
        [
            counted.filter(pl.col("start") == 0).select("sentence_id", reach=pl.lit(_NEAR)),
            harm.filter(pl.col("tag").is_in(["m", "n"]))
            .join(counted, on="sentence_id", how="semi")
            .select("sentence_id", reach=pl.when(pl.col("tag") == "n").then(_FAR).otherwise(_NEAR)),
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
        first=behind.str.extract(lean(r"^ of (\p{L}+)"), 1), second=behind.str.extract(lean(r"^ of \p{L}+ (\p{L}+)"), 1)
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
        .join(terms.select("term", "tag", "measure"), on="term", how="inner", maintain_order="left")
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


def _same_sentence(n: int) -> pl.Expr:
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
    is_fraction = lower.is_in(["third", "fourth", "fifth", "sixth"]) & follows.is_in(["o", "M", "m"])
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


_DIES = "(?:[hw]{0,3}b[hbw]{0,4}[PA]|[hbw]{0,3}I)"
"""The verb directly behind its subject."""


def _candidates(chunks: pl.DataFrame, spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Figures that may count people, with the tags to their left and right.

    Adds `kind`: `figure` (a number phrase), `none`, `both`, `one` (`a woman`, `his daughter`, `another was hurt`; in
    headlines the article is left out: `Driver dead`), `definite` (`the driver`), `titled` (`Governor Ivan Petrov`),
    `named` (`Ivan Petrov`), `ordinal` (`the third nurse to be killed`). All but the first are one person.
    """
    headlines = sentences.select("sentence_id", "version_id", "article_id", "paragraph_no", "in_headline")
    tag, left, right, text = pl.col("tag"), pl.col("left"), pl.col("right"), pl.col("text")
    capitals = pl.col("is_capitals").fill_null(False)
    # `people in South Sudan were killed`: a name behind a preposition is no subject; behind `after` it is.
    in_phrase = (
        left.str.contains("[pto][wxe]{0,2}$")
        & ~left.str.contains("[HG]o[wxe]{0,2}$")
        & ~pl.col("before_text").str.to_lowercase().is_in(_CONJUNCTIONS)
    )
    is_another = (text.str.to_lowercase() == "another") & right.str.contains("^(?:w{0,2}[hb]|[PAI,;&]|$)")
    is_one = (tag == "d") & (right.str.contains("^[wCxeqP]{0,5}v(?:[^qV]|$)") | is_another)
    # a pastor's two daughters: he is not counted.
    is_one = is_one & ~right.str.contains("^[wCxe]{0,4}vN[wCe]{0,3}[Vv]")
    is_bare = (
        pl.col("in_headline")
        & (tag == "v")
        & (
            left.str.contains("[PG][wC]?$")
            | right.str.contains("^b?[PAI]|^v?M|^(?:,&?(?:N[wCe]{0,3}[Vv]{1,2}|v{1,2})){1,3}[PI]")
        )
        & ~left.str.contains("[NdD][wCxe]{0,3}$")
    )
    # Woman killed, two hurt: an entry of a live blog opens like a headline.
    is_bare = is_bare | ((pl.col("chunk_no") == 0) & (tag == "v") & right.str.contains("^(?:[PA]|v?M)(?:[^NdDVvC]|$)"))
    # Her husband and son were killed: the second needs no word before it.
    is_kin = (
        (tag == "v")
        & text.str.to_lowercase().is_in(KIN)
        & left.str.contains("(?:^|[^v])d[we]?v(?:,v){0,3}(?:,?&|,)$")
        & pl.col("before_text").str.to_lowercase().is_in(["and", "or", ","])
    )
    is_titled = (
        (tag == "v")
        & ((~capitals & right.str.contains("^v?C")) | (capitals & right.str.contains("^v?w")))
        & ~left.str.contains("[NdDvO][wCxe]{0,3}$")
        & ~((pl.col("victim_group") == "person") & capitals & ~text.str.contains(r"(?i)^leader$"))
        & ~in_phrase
    )
    # in Basra, Iraq have died: a verb in the plural is nobody's alone.
    is_of_many = right.str.contains("^[hb]") & pl.col("next_text").str.to_lowercase().is_in(["have", "are", "were"])
    ends_possessive = text.str.contains(r"(?i)['’]s$")
    is_named = (
        (tag == "C")
        & (text != "I")
        & ~text.str.contains(r"^\p{Lu}{3,}$")
        & ~in_phrase
        & ~is_of_many.fill_null(False)
        & ~left.str.contains("[CqO]$|[NdDvVO][wxe]{0,3}$")
        & right.str.contains("^w?C{0,4}(?:[,bhPIrp;&]|$)")
        & (
            right.str.contains(f"^w?C{{1,3}}(?:&[DdNvC][wCxvVN]{{0,6}})?(?:{_ASIDE_OF_ONE})?r?{_DIES}")
            | right.str.contains(f"^(?:{_ASIDE_OF_ONE})?r?{_DIES}")
            # Khaled Ibrahim, his wife Samira and their two sons were killed.
            | right.str.contains(f"^C{{0,3}}(?:,{_KIN}){{0,3}},?&{_KIN}{_DIES}")
        )
    )
    # Rahim and his bodyguard were killed: a capital that opens a sentence is a name before its own people.
    is_opener = (
        (tag == "w")
        & (pl.col("chunk_no") == 0)
        & ~capitals
        & text.str.contains(r"^\p{Lu}\p{Ll}")
        & right.str.contains(f"^(?:,{_KIN}){{0,3}},?&{_OWN_KIN}{_DIES}")
    )
    # the case of Justo Silva, who was killed: behind a preposition too.
    is_named = is_named | (
        (tag == "C")
        & ~text.str.contains(r"^\p{Lu}{3,}$")
        & left.str.contains("o$")
        & right.str.contains(f"^C{{1,4}},r{_DIES}")
    )
    is_named_headline = (
        pl.col("in_headline")
        & (tag == "C")
        & ~left.str.contains("[CqOvVNdD]$")
        & right.str.contains("^C{1,3}P(?:[^NdDVvCH]|$)")
    )
    is_named_object = (
        (tag == "C")
        & left.str.contains("(?:^|[^bwhN]|[VvC]w)P$|G$|[HG](?:p[wxC]{1,3})?o$")
        & right.str.contains("^w?C{1,4}(?:[^CVvqNH]|$)")
    )
    # In a text in capitals a name is a run of words where only a name can stand.
    is_run = capitals & (tag == "w")
    is_named_in_capitals = is_run & (
        (left.str.contains("[HG](?:p[wxC]{1,3})?o$") & right.str.contains("^w{1,3}(?:[^wVvqNH]|$)"))
        | (
            (left.str.contains("(?:^|[,;:rsRx&])$") | pl.col("before_text").str.to_lowercase().is_in(_CONJUNCTIONS))
            & right.str.contains(f"^w{{1,3}}(?:,[^;:PGIAHbrN]{{1,25}},r?|,r){_DIES}")
        )
        | (
            (left.str.contains("(?:^|[,;:rsx&])$") | pl.col("before_text").str.to_lowercase().is_in(_CONJUNCTIONS))
            & right.str.contains(f"^w{{1,4}}{_DIES}")
        )
        | (left.str.contains("(?:^|[^bwhN]|[VvC]w)[PG]$") & right.str.contains("^w{1,3},(?:[vxdrD])"))
        | (left.str.contains("o$") & right.str.contains(f"^w{{1,3}},r{_DIES}"))
        | (left.str.contains("^$|[;:r]$") & right.str.contains(f"^w{{1,3}},x,r[^;:PGIAs]{{1,20}},{_DIES}"))
    )
    # Among the dead were Ana Ruiz, her driver and Carlos Mora.
    is_named_listed = (
        (tag == "C")
        & left.str.contains(f"(?:M|^[wDd]?T|V)(?:b[bw]{{0,2}}(?:ep)?|i|$)(?:{_LISTED},?[&,]){{0,5}}$")
        & right.str.contains("^w?C{1,4}(?:[^CVvqNH]|$)")
    )
    is_owner = (
        tag.is_in(["C", "w"])
        & ends_possessive
        & (capitals | (tag == "C"))
        & right.str.contains("^[HG](?:[^oNdDVv]|$)")
        & ~text.str.contains(r"(?i)^(?:today|yesterday|month|week|year|day|morning|night|country|nation|city)")
    )
    # killing him; wounding her and two others; a bomber killed himself.
    is_pronoun = text.str.to_lowercase().is_in(["him", "himself", "herself"]) | (
        (text.str.to_lowercase() == "her") & right.str.contains("^(?:[;,&p]|$)")
    )
    is_told = is_pronoun & (
        left.str.contains("(?:^|[^bwhN])P$|G$")
        | (text.str.contains("(?i)self$") & left.str.contains("[PG][NdD][wCxVvq]{1,5}&$"))
    )
    # She was kidnapped: somebody told of before.
    is_he = (
        text.str.contains("(?i)^(?:he|she)$")
        & right.str.contains("^w?[hb][hbw]{0,3}P")
        & ~left.str.contains("[ukN][^;:]*$")
    )
    # Mora was kidnapped on Monday: one name that opens a sentence, with a verb in the singular.
    is_opener = is_opener | (
        tag.is_in(["w", "C"])
        & (pl.col("chunk_no") == 0)
        & text.str.contains(lean(r"^\p{Lu}[\p{L}’'-]{2,}$"))
        & ~text.str.to_lowercase().is_in(_NO_NAMES)
        & ~text.str.contains("(?i)ing$")
        & pl.col("next_text").str.to_lowercase().is_in(["was", "has"])
        & right.str.contains("^h?bw?P")
    )
    # Mora's driver was killed; the gunmen wounded Mora's driver.
    is_owned = (
        (tag == "v")
        & pl.col("before_text").str.contains(r"(?i)['’]s$")
        & (right.str.contains(f"^{_DIES}") | left.str.contains("(?:^|[^bwhN])PC{1,3}$|GC{1,3}$"))
        & ~left.str.contains("[NdD][wCxe]{0,3}$")
    )
    is_definite = is_owned | (tag == "D") & right.str.contains("^[wCxeqP]{0,4}v(?:[^qV]|$)")
    # The wounded man died: one of the wounded.
    is_definite = is_definite | (
        (tag == "T")
        & text.str.contains("(?i)^the (?:injured|wounded|missing|dead)$")
        & right.str.contains(f"^w?v{_DIES}")
    )
    is_any = (text.str.to_lowercase() == "any") & left.str.contains("k[wbhse]{0,3}$")
    is_both = (tag == "B") & (
        right.str.contains(f"^(?:o?[wCDde]{{0,4}}[Vv])?{_DIES}")
        | left.str.contains("Gg?$")
        # 12 people, including both bombers, were killed.
        | (left.str.contains("i$") & right.str.contains("^[wCe]{0,3}[Vv]"))
    )
    # its two-person crew was unhurt: read for the unhurt only.
    is_all = (
        tag.is_in(["D", "d"])
        & right.str.contains("^[wCxeNv]{0,4}V(?:oN)?[hbw]{0,3}I")
        & ~right.str.contains("^[^V]{0,4}V{1,2}oN")
    )
    # Each tag is asked for what it can be: names are a third of the words, and cost most.
    of_number = (
        pl.when(tag == "N")
        .then(pl.lit("figure"))
        .when(tag == "Z")
        .then(pl.lit("none"))
        # Two died and the third was wounded: one more.
        .when(right.str.contains("^h?(?:b[bw]{0,2}[PA]|I)"))
        .then(pl.lit("definite"))
        .otherwise(pl.lit("ordinal"))
    )
    of_name = pl.when(is_told | is_named | is_named_headline | is_named_object | is_named_listed | is_owner).then(
        pl.lit("named")
    )
    of_other = (
        pl.when(is_any).then(pl.lit("none"))
        .when(is_both).then(pl.lit("both"))
        .when(is_all).then(pl.lit("all"))
        .when(is_told | is_he).then(pl.lit("named"))
        .when(is_one | is_bare | is_kin).then(pl.lit("one"))
        .when(is_titled).then(pl.lit("titled"))
        .when(is_definite).then(pl.lit("definite"))
        .when(is_named_in_capitals | is_owner | is_opener).then(pl.lit("named"))
    )  # fmt: skip
    value = (
        pl.when(pl.col("kind") == "none").then(0)
        .when(pl.col("kind") == "both").then(2)
        .when(pl.col("kind") == "ordinal").then("low")
        .when(pl.col("kind") != "figure").then(1)
    )  # fmt: skip
    read = (
        with_context(
            chunks.with_columns(
                before_text=pl.when(_same_sentence(1)).then(pl.col("text").shift(1)).fill_null(""),
                next_text=pl.when(_same_sentence(-1)).then(pl.col("text").shift(-1)).fill_null(""),
            )
        )
        .filter(
            pl.col("tag").is_in(list("NZOBdDvCgT"))
            | (
                (pl.col("tag") == "w")
                & (capitals | (pl.col("chunk_no") == 0) | (pl.col("text").str.to_lowercase() == "any"))
            )
        )
        .with_columns(pl.lit(spans[name]).gather("span") for name in _OF_SPANS)
        .drop("span")
        .join(headlines.lazy(), on="sentence_id", how="left", maintain_order="left")
        .collect(engine="in-memory")
    )
    is_number = tag.is_in(["N", "Z", "O"])
    return (
        pl.concat(
            [
                read.filter(is_number).with_columns(kind=of_number),
                read.filter(tag == "C").with_columns(kind=of_name).drop_nulls("kind"),
                read.filter(~is_number & (tag != "C")).with_columns(kind=of_other).drop_nulls("kind"),
            ]
        )
        .with_columns(
            low=pl.when(pl.col("kind") == "figure").then("low").otherwise(value),
            high=pl.when(pl.col("kind") == "figure").then("high").otherwise(value),
            qualifier=pl.when(pl.col("kind") == "figure")
            .then("qualifier")
            .otherwise(pl.when(pl.col("kind") == "none").then(pl.lit("none")).otherwise(pl.lit("exact"))),
        )
        .drop("measure", "tags", "before_text", "next_text")
        .sort("sentence_id", "chunk_no")
    )


_CONJUNCTIONS = "after before since when while because as that if until although though once".split()
_NO_NAMES = "each either much everything nothing something anything half most all some other another neither".split()
"""Words that open a sentence as a name does."""
_OWN_KIN = "d[wCxe]{0,3}[vV]{1,2}[wC]{0,3}"
_KIN = "[dN][wCxe]{0,4}[vV]{1,2}[wC]{0,3}"
"""One of those with somebody told by name: `his wife Samira`, `two sons`."""
_IN_ASIDE = "[NdD][wCxeVv]{1,5}"
_LISTED = "(?:[NdDC][wCxvVe]{0,6}(?:,x,?)?)"
_ASIDE_OF_ONE = "(?:,[^;:PGIAHbrN]{1,25},(?:p[DwC]{1,3}|r[^;:PGIAs]{1,20},)?)?"


def _apply_rules(candidates: pl.DataFrame, chunks: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Give each candidate the measure of the first rule that holds; drop those that none holds for."""
    parts = []
    for kinds, rules in _RULES_OF.items():
        hits = candidates.filter(pl.col("kind").is_in(kinds)).lazy().with_columns(_rule_hits(rules))
        parts.append(
            hits.with_columns(_first_hit("rule", rules), _first_hit("distance", rules))
            .drop(f"hit_{name}" for name in {rule.name for rule in rules})
            .with_columns(
                trigger_no=pl.when(pl.col("rule").is_in([r.name for r in rules if r.side == "right"]))
                .then(pl.col("chunk_no") + 1 + pl.col("distance"))
                .otherwise(pl.col("chunk_no") - 1 - pl.col("distance"))
                .cast(pl.Int32)
            )
        )
    first = _with_trigger(pl.concat(parts), chunks)
    found = (
        pl.concat([first, _and_died(first, chunks).select(first.collect_schema().names())])
        .join(sentences.lazy().select("sentence_id", sentence="text"), on="sentence_id", how="left")
        .with_columns(
            before_trigger=pl.col("left").str.slice(0, pl.min_horizontal("trigger_no", "chunk_no")),
            behind=pl.col("sentence").str.slice(pl.col("trigger_end"), 40),
            ahead=text_before("sentence", "trigger_start", 24),
            preceding=text_before("sentence", "start", 24),
            following=pl.col("sentence").str.slice(pl.col("end"), 14),
            is_in_brackets=text_before("sentence", "start", 40).str.contains(r"\([^()]*$"),
            is_step=text_before("sentence", "start", 200).str.contains(lean(_TOLL_ROSE)),
        )
        .with_columns(rule=pl.when(pl.col("measure").is_not_null()).then("rule"))
        .with_columns(rule=pl.when(~is_apart()).then("rule"))
        # two losses are told by lost_n; no losses: neither dead nor wounded.
        .with_columns(rule=pl.when((pl.col("rule") != "no_losses") | (pl.col("kind") == "none")).then("rule"))
        .with_columns(measure=pl.when(pl.col("rule") == "no_losses").then(pl.lit("casualties")).otherwise("measure"))
        # lost 130 troops, two tanks and a gun: the bulletins' losses are dead and wounded.
        .with_columns(
            measure=pl.when(
                (pl.col("trigger_tag") == "L")
                & (pl.col("kind") == "figure")
                & (pl.col("right").str.contains("^[wC]{0,4}[Vv][,&][^;po]*q") | (pl.col("qualifier") == "at_most"))
            )
            .then(pl.lit("casualties"))
            .otherwise("measure")
        )
        .with_columns(measure=_of_the_held(), is_denied=_is_denied_loss())
        .with_columns(
            measure=pl.when(_is_to_death())
            .then(pl.lit("killed"))
            .when(_is_in_a_limb())
            .then(pl.lit("wounded"))
            .otherwise("measure")
        )
        .with_columns(
            low=pl.when("is_denied").then(0).otherwise("low"),
            high=pl.when("is_denied").then(0).otherwise("high"),
            qualifier=pl.when("is_denied").then(pl.lit("none")).otherwise("qualifier"),
        )
        .drop("is_denied")
        # The toll has passed 1,000: more than that.
        .with_columns(is_passed=_is_passed())
        .with_columns(
            high=pl.when("is_passed").then(None).otherwise("high"),
            qualifier=pl.when("is_passed").then(pl.lit("more_than")).otherwise("qualifier"),
        )
        .drop("is_passed")
        .filter(
            pl.col("rule").is_not_null()
            | pl.col("kind").is_in(["figure", "one"])
            # nine more, including the owner, were injured
            | (pl.col("kind").is_in(["definite", "titled"]) & pl.col("left").str.contains("i[wDb,]{0,2}$"))
        )
        .filter(~is_doubtful())
        .filter(~is_inside_another())
        .drop("sentence", "gap", "before_text")
        .collect(engine="in-memory")
        .sort("sentence_id", "chunk_no")
    )
    return _inherit(_none_of_the_unhurt(found))


def _with_trigger(found: pl.LazyFrame, chunks: pl.DataFrame) -> pl.LazyFrame:
    """Add what stands at trigger_no, if it is a word with a measure: measure, trigger_start, trigger_end, trigger_text,
    trigger_tag, gap (to the chunk before) and before_text.
    """
    row = pl.col("_row")
    previous = pl.when(pl.col("trigger_no") > 0).then(row - 1)

    def at(column: str, where: pl.Expr = row) -> pl.Expr:
        return pl.lit(chunks[column]).gather(where)

    return (
        found.with_columns(_row=row_of("trigger_no"))
        .with_columns(measure=at("measure"))
        .with_columns(_row=pl.when(pl.col("measure").is_not_null()).then(row))
        .with_columns(
            trigger_start=at("start"),
            trigger_end=at("end"),
            trigger_text=at("text"),
            trigger_tag=at("tag"),
            gap=at("start") - at("end", previous),
            before_text=at("text", previous),
        )
        .drop("_row")
    )


def _none_of_the_unhurt(found: pl.DataFrame) -> pl.DataFrame:
    """`All 14 sailors were unharmed`, `the crew was unhurt`: nobody of them was wounded; of one person nothing is
    said.
    """
    is_unhurt = pl.col("measure") == "unhurt"
    counts = (pl.col("kind").is_in(["figure", "both", "all"]) & (pl.col("rule") != "n_and_n_died")) & pl.col(
        "trigger_text"
    ).str.contains(lean(_UNHURT))
    # The crew is safe: neither dead nor hurt; not: to make sure the people are safe.
    is_wish = pl.col("preceding").str.contains(
        lean(r"(?i)\b(?:sure|ensur\w*|until|whether|if|so|feel\w*|keep\w*)(?: that)? $")
    )
    is_safe = (pl.col("kind") == "all") & pl.col("trigger_text").str.contains(r"(?i)\bsafe$") & ~is_wish
    is_safe = (is_unhurt & is_safe).fill_null(False)
    # Both pilots survived, the baby survived: none of them is dead; of 120 only 97 survived says that others are.
    is_survivor = (
        is_unhurt
        & pl.col("trigger_text").str.contains("(?i)^survived$")
        & (
            (pl.col("kind") == "both")
            # Two died and two survived: nobody new is counted.
            | ((pl.col("kind") == "figure") & ~pl.col("left").str.contains("[PIA]"))
            | ((pl.col("kind") == "definite") & pl.col("behind").str.contains("^[.;,]|^$"))
        )
        & ~pl.col("left").str.contains("[NxoP][^;]*,$")
        & ~pl.col("preceding").str.contains(lean(r"(?i)\b(?:only|just|of|of its|of their) $"))
        & ~pl.col("text").str.contains(lean(r"(?i)\b(?:only|just)\b"))
    ).fill_null(False)
    is_zero = (is_unhurt & counts).fill_null(False) | is_safe | is_survivor
    return found.filter(
        (~is_unhurt & (pl.col("kind") != "all")).fill_null(True)
        & ~(pl.col("measure").is_null() & (pl.col("kind") == "all"))
        | is_zero
    ).with_columns(
        low=pl.when(is_zero).then(0).otherwise("low"),
        high=pl.when(is_zero).then(0).otherwise("high"),
        qualifier=pl.when(is_zero).then(pl.lit("none")).otherwise("qualifier"),
        vague_term=pl.when(~is_zero).then("vague_term"),
        measure=pl.when(is_safe)
        .then(pl.lit("casualties"))
        .when(is_survivor)
        .then(pl.lit("killed"))
        .when(is_zero)
        .then(pl.lit("wounded"))
        .otherwise("measure"),
        rule=pl.when(is_safe).then(pl.lit("all_are_safe")).otherwise("rule"),
    )


_UNHURT = r"(?i)unhurt|unharmed|uninjured|unscathed|escaped (?:without )?injur|not (?:hurt|injured)|without injury"

_RULES_OF = {
    ("figure", "none", "one", "both", "all"): RULES,
    ("definite", "titled", "named"): ONE_RULES,
    ("ordinal",): ORDINAL_RULES,
}
"""Which rules are asked for which kinds of candidates."""


def _rule_hits(rules: tuple[Rule, ...]) -> list[pl.Expr]:
    """For each rule, the number of chunks between figure and word (`hit_<name>`), NULL where it does not hold."""
    hits = []
    for rule in rules:
        group = 1 if rule.side == "right" else 2
        between = pl.col(rule.side).str.extract(lean(rule.pattern), group)
        hits.append(between.str.len_chars().cast(pl.Int32).alias(f"hit_{rule.name}"))
    return hits


def _first_hit(what: str, rules: tuple[Rule, ...]) -> pl.Expr:
    """The name (`rule`) or the distance (`distance`) of the first rule that holds."""
    hits = [(rule, pl.col(f"hit_{rule.name}")) for rule in rules]
    if what == "rule":
        number = pl.coalesce(pl.when(hit.is_not_null()).then(n) for n, (_, hit) in enumerate(hits)).cast(pl.UInt32)
        return pl.lit(pl.Series([rule.name for rule in rules])).gather(number).alias("rule")
    return pl.coalesce(hit for _, hit in hits).alias("distance")


def _is_denied_loss() -> pl.Expr:
    """`The army denies losing a single man`: none, it says."""
    return (
        (pl.col("kind") == "one")
        & (pl.col("trigger_tag") == "L")
        & pl.col("ahead").str.contains(lean(r"(?i)\b(?:deny|denies|denied|denying) $"))
    ).fill_null(False)


def _is_to_death() -> pl.Expr:
    """`stabbed a shopkeeper to death`."""
    return (
        pl.col("trigger_text").str.to_lowercase().is_in(["stabbed", "shot", "beaten", "burned", "burnt", "tortured"])
        & (pl.col("trigger_no") < pl.col("chunk_no"))
        & pl.col("sentence").str.slice(pl.col("end"), 60).str.contains(lean(r"(?i)^[^.;,]*? to death\b"))
    ).fill_null(False)


def _is_in_a_limb() -> pl.Expr:
    """`shot one of them in the leg`."""
    return (
        (pl.col("trigger_text").str.to_lowercase() == "shot")
        & (pl.col("trigger_no") < pl.col("chunk_no"))
        & pl.col("sentence").str.slice(pl.col("end"), 60).str.contains(lean(_LIMB))
    ).fill_null(False)


_LIMB = (
    r"(?i)^[^.;,]{0,30} in (?:the|his|her|their|both|one) (?:left |right |lower |upper )?(?:legs?|arms?|f[oe]{2}t|"
    r"hands?|shoulders?|knees?|thighs?|ankles?|hips?|calf|elbows?|buttocks?)\b"
)


def _is_passed() -> pl.Expr:
    """`The toll has passed 1,000`."""
    ahead = text_before("sentence", "start", 14)
    return (
        (pl.col("rule") == "toll_reached_n")
        & (pl.col("qualifier") == "exact")
        & ahead.str.contains(lean(r"(?i)\b(?:sur)?(?:pass(?:ed|es)|topped|tops|exceed(?:ed|s)) $"))
    ).fill_null(False)


def _of_the_held() -> pl.Expr:
    """`We hold 412 suspects`: who is held says whether they were abducted, captured or detained."""
    noun = (
        pl.col("behind")
        .str.extract(
            lean(
                r"(?i)^[^.;,]{0,24}?\b(prisoners|pows|captives|suspects|detainees|protest[eo]rs|demonstrators|"
                r"hostages)\b"
            ),
            1,
        )
        .str.to_lowercase()
    )
    held = (
        pl.when(noun.is_in(["prisoners", "pows", "captives"]))
        .then(pl.lit("captured"))
        .when(noun.is_in(["hostages"]) | noun.is_null())
        .then("measure")
        .otherwise(pl.lit("detained"))
    )
    return pl.when(pl.col("trigger_text").str.contains(lean(HOLDING))).then(held).otherwise("measure")


def _and_died(found: pl.LazyFrame, chunks: pl.DataFrame) -> pl.LazyFrame:
    """`He was kidnapped and later found dead`, `wounding a soldier who later died`: a second verb, of death, gives a
    second row.

    In: candidates with rule, distance and trigger of a verb behind them. Out: further rows.
    """
    behind = pl.col("right").str.slice(pl.col("distance") + 1)
    step = behind.str.extract(
        lean(r"^((?:p[dD]?[wCxeq]{0,4}[vV]{0,2}){0,3}[^;:NdDVvgqPGIA]{0,14}[&,][hbw]{0,4})[PIA]"), 1
    ).str.len_chars()
    is_behind = pl.col("trigger_no") > pl.col("chunk_no")
    who = (
        pl.col("right")
        .str.extract(lean(r"^([wCxe]{0,4}[vV]{1,2}(?:[po][wCxDd]{1,4})?,?r[hbw]{0,4})[PI]"), 1)
        .str.len_chars()
    )
    second = (
        found.filter(
            pl.col("measure").is_in(["abducted", "wounded", "detained", "captured", "missing"])
            & ~pl.col("kind").is_in(["none"])
        )
        .with_columns(
            trigger_no=pl.when(is_behind)
            .then(pl.col("trigger_no") + 1 + step)
            .otherwise(pl.col("chunk_no") + 1 + who)
            .cast(pl.Int32)
        )
        .filter(pl.col("trigger_no").is_not_null())
    )
    return _with_trigger(second, chunks).filter(pl.col("measure") == "killed")


def _inherit(found: pl.DataFrame) -> pl.DataFrame:
    """`including two children`, `three of them`, `the number rose to 34`: the measure of the figure before.

    The figure before stands in the same sentence or, but for `including`, in the sentence before of the same paragraph.
    """
    part_names = [rule.name for rule in RULES if rule.is_part]
    totals = [rule.name for rule in INHERIT if not rule.is_part]
    direct = found.with_columns(_rule_hits(INHERIT)).with_columns(part_rule=_first_hit("rule", INHERIT))
    # `three of them critically, and a porter was missing`: a verb that is not their own is not read.
    loose = [
        *("n_and_n_were_killed", "n_and_n_died", "n_people_in_x_killed", "killed_n_and_n", "killed_in_x_n"),
        "killing_of_n_and_n",
    ]
    # They include two nurses who were killed: without a figure before them they have their own verb.
    counts = pl.col("rule").is_not_null() & (pl.col("part_rule") != "including_n").fill_null(True)
    has_giver = counts.cast(pl.Int32).cum_sum().shift(1, fill_value=0).over("sentence_id") > 0
    # including seven guards, and 50 wounded: a word of harm right behind the number is its own.
    has_own_word = pl.col("right").str.contains(
        "^(?:[wCe]{0,2}[Vv]{0,2}[hw]{0,2}b[bw]{0,2}|[wCe]{0,2}[Vv]{1,2})?[PAIH]"
    )
    takes = pl.col("part_rule").is_not_null() & (
        pl.col("rule").is_null()
        | ((pl.col("part_rule") == "including_n") & (pl.col("rule") != "the_dead_include_n") & has_giver)
        | ((pl.col("part_rule") == "including_n_and_n") & ~has_own_word & (pl.col("rule") != "the_dead_include_n"))
        | (pl.col("part_rule").is_in(["n_of_them", "n_of_them_and_n", "n_among_them"]) & pl.col("rule").is_in(loose))
    )
    takes = takes & (
        (pl.col("part_rule") != "as_were_n") | pl.col("preceding").str.contains(lean(r"(?i)\bas (?:were|was) $"))
    )
    # the youngest, two: an age.
    takes = takes & ~((pl.col("kind") == "figure") & pl.col("preceding").str.contains(lean(_OLDEST)))
    # Four died: two women, a man and a girl. A list names people.
    names_people = pl.col("right").str.contains("^[wCxe]{0,4}[Vv]") | pl.col("text").str.contains("(?i)^a couple$")
    # 100 were killed: 70 in Kobane and 30 in Afrin.
    takes = takes & (
        (pl.col("part_rule") != "n_of_a_list")
        | names_people
        | (pl.col("right").str.contains("^pD?[wC]") & (pl.col("kind") == "figure"))
    )
    is_bare = pl.col("right").str.contains("^(?:[;,p&]|$)") | names_people
    takes = takes & (
        (pl.col("part_rule") != "it_is_n")
        | (is_bare & (pl.col("kind") == "figure") & pl.col("preceding").str.contains(lean(_IT_IS)))
    )
    takes = takes & ((pl.col("part_rule") != "n_critically") | pl.col("following").str.contains(lean(_BADLY)))
    # One of them, a pharmacist, said: nothing befell him; but: a cousin of two of them said.
    takes = takes & ~(
        (pl.col("part_rule") == "n_of_them")
        & ~pl.col("left").str.ends_with("o")
        & pl.col("right").str.contains("^m(?:,[^;:bhPIA]{1,14},)?[wtp]{0,2}s")
    )
    # Eight were killed in Saturday's attack and 14 in Sunday's.
    takes = takes & (
        (pl.col("part_rule") != "n_in_another_town")
        | (pl.col("right").str.contains("^[wCe]{0,2}[Vv]{0,2}p(?:D?w{0,2}[CxqV]|Dw)") & (pl.col("kind") == "figure"))
    )
    takes = takes & (
        ~pl.col("part_rule").is_in(["others_say_n", "not_n", "figure_of_n"]) | (is_bare & (pl.col("kind") == "figure"))
    )
    takes = takes & ((pl.col("part_rule") != "n_in_brackets") | (names_people & pl.col("is_in_brackets")))
    own = ~pl.col("takes") & pl.col("measure").is_not_null() & pl.col("rule").is_not_null()
    # recorded 143 cases, 38 of them involving minors: a number of things that stands before it is what is meant.
    is_of_here = (pl.col("part_rule") == "n_of_them") & pl.col("left").str.contains("[Nx][^V,;]*,$")
    near = pl.when((pl.col("part_rule") == "including_n") | is_of_here).then(0).otherwise(_NEAR)
    near = pl.when(pl.col("part_rule").is_in(totals)).then(_FAR).otherwise(near)
    here = ["others_say_n", "not_n", "n_in_brackets", "n_in_another_town"]
    near = pl.when(pl.col("part_rule").is_in(here)).then(0).otherwise(near)
    # seven of whom were treated; five of the injured are in hospital.
    sentence_no = pl.col("sentence_id").cast(pl.Int64)
    is_of_them = (pl.col("trigger_no") > pl.col("chunk_no")) & (
        (pl.col("right").str.contains("^w?[mM]") & pl.col("vague_term").is_null())
        | pl.col("right").str.contains("^m[bwCde]{0,3}[Vv]")
        | pl.col("left").str.contains("m$")
    )
    # Three are in a serious condition: they were counted among the injured.
    # Two civilians, a man and his nephew, were killed; 78 casualties, 31 dead and 47 wounded; 90 deaths (12 children).
    is_aside = (
        pl.col("left").str.contains(f"N[wCxeVv]{{1,6}}(?:[po][wCxDdVvqN]{{1,5}})?,(?:{_IN_ASIDE}&)?$")
        & pl.col("right").str.contains(f"^[wCxeVv]{{0,5}}(?:&{_IN_ASIDE})?,[hbw]{{0,4}}[PIA]")
        & (pl.col("left").str.contains("&$") | pl.col("right").str.contains("^[wCxeVv]{0,5}&"))
    )
    is_of_casualties = (
        pl.col("measure").is_in(["killed", "wounded", "missing"])
        & pl.col("left").str.contains("N[wCxeVv]{0,4}H[^NPAI;]{0,12}[:,](?:w?N[wCVv]{0,2}[PA],?[&,])*w?$")
        & (
            pl.when(pl.col("measure") == "casualties").then(sentence_no).forward_fill().over("version_id")
            == sentence_no
        )
    )
    in_brackets = (
        pl.col("is_in_brackets")
        & pl.col("left").str.contains("[VvHPA]w?,(?:N[wCVv]{1,3},)*$")
        & pl.col("right").str.contains("^[wCxe]{0,4}[Vv][,&;]")
        & pl.col("rule").is_in(["killing_of_n_and_n", "killed_n_and_n"])
    )
    is_step = pl.col("is_step") & (pl.col("trigger_no") > pl.col("chunk_no")) & (pl.col("kind") == "figure")
    is_condition = pl.col("trigger_text").str.contains(r"(?i)condition|intensive care|fighting for") & (
        pl.col("kind") == "figure"
    )
    sentence = sentence_no
    # In steps: as one expression, `takes` would be read again in each place where it is asked for.
    judged = direct.with_columns(takes=takes).with_columns(own=own)
    takes, own = pl.col("takes"), pl.col("own")
    return (
        judged.with_columns(
            giver_measure=pl.when(own).then("measure").forward_fill().over("version_id"),
            giver_sentence=pl.when(own).then(sentence).forward_fill().over("version_id"),
            giver_rule=pl.when(own).then("rule").forward_fill().over("version_id"),
        )
        .with_columns(
            is_near=((sentence - pl.col("giver_sentence")) <= near)
            & ((pl.col("part_rule") != "it_is_n") | pl.col("giver_rule").str.contains(_TOLL_RULES))
        )
        .with_columns(
            measure=pl.when(own).then("measure").when(takes & pl.col("is_near")).then("giver_measure"),
            is_part=(
                (
                    (takes & ~pl.col("part_rule").is_in(totals))
                    | (
                        own
                        & (
                            pl.col("rule").is_in(part_names)
                            | is_of_them
                            | is_condition
                            | is_aside
                            | is_of_casualties
                            | in_brackets
                            | is_step
                        )
                    )
                )
                & (pl.col("qualifier") != "none")
            ).fill_null(False),
            rule=pl.when(takes).then("part_rule").otherwise("rule"),
            trigger_start=pl.when(own).then("trigger_start"),
            trigger_end=pl.when(own).then("trigger_end"),
        )
        .filter(pl.col("measure").is_not_null() & pl.col("rule").is_not_null())
    )


def _both_measures(claims: pl.DataFrame) -> pl.DataFrame:
    """`Nobody was killed or injured` says two things: none killed, none wounded."""
    either = (
        (pl.col("qualifier") == "none")
        & (pl.col("measure") == "casualties")
        & (
            ~pl.col("rule").is_in(["n_deaths", "n_hostages", "no_losses", "all_are_safe"])
            # no deaths or injuries
            | ((pl.col("rule") == "n_deaths") & pl.col("trigger_text").str.contains(r"(?i)s (?:or|nor|and) "))
        )
    )
    return pl.concat(
        [
            claims.filter(~either),
            claims.filter(either).with_columns(measure=pl.lit("killed")),
            claims.filter(either).with_columns(measure=pl.lit("wounded")),
        ]
    ).sort("sentence_id", "chunk_no", "measure")


def _evidence(ruled: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The characters from figure to word of harm, and the noun that says who they are."""
    return (
        ruled.lazy()
        .join(sentences.lazy().select("sentence_id", sentence="text"), on="sentence_id", how="left")
        .select(
            "sentence_id",
            "version_id",
            "article_id",
            start=pl.min_horizontal("start", "trigger_start"),
            end=pl.max_horizontal("end", "trigger_end", "victim_end"),
            figure_start="start",
            figure_end="end",
            low="low",
            high="high",
            qualifier="qualifier",
            vague_term="vague_term",
            measure="measure",
            victim_group="victim_group",
            victim_text=pl.when(pl.col("name_end").is_not_null())
            .then(pl.col("sentence").str.slice(pl.col("start"), pl.col("name_end") - pl.col("start")))
            .when(pl.col("victim_end") > pl.col("end"))
            .then(
                pl.col("sentence")
                .str.slice(pl.col("end"), pl.col("victim_end") - pl.col("end"))
                .str.strip_chars()
                .str.strip_prefix("of ")
            ),
            rule="rule",
            is_part="is_part",
        )
        .collect(engine="in-memory")
        .sort("sentence_id", "figure_start")
    )
