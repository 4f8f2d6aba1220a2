"""Casualty figures: which number phrase counts whom, and what happened to them.

What belongs here: reading the syntax around a figure. A sentence with a word of harm becomes a row of chunks (number
phrases, words of harm, nouns for people, other words), each with a one-character tag; a rule is a regular expression
over the tags to the right or left of a figure that names where the word of harm stands. What does not: the words
themselves (seeds casualty_terms, victim_terms, non_victim_terms), number phrases (figures.py), and who says it,
where and when (claims.py).

Tags: N figure, Z none of it, d a/an/his/her, D the/these, V people (plural), v person (singular), q things, x a number
that counts nothing, P participle (killed), G active only (killing), I intransitive (died), A predicate (dead),
H head noun (deaths), T toll before its figure (death toll), M of/among the dead, i including, m of them, L lost,
u could/would/planned, b be/have, r who/which, & and, o of, t to, p other preposition, s said, e other word in -ed,
C capitalised word, w other word, and the signs , : ;
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import lay, number, with_context
from pipelines.extract.matching import lean

# --- building blocks of rules, over tags -------------------------------------------------------------

_MODIFIERS = "[wCxDdVve]{0,6}"
"""What may stand between a figure and its verb inside the noun phrase."""
_PHRASE = "(?:[pot]+[wCxDdVvqNe]{1,6})"
"""A prepositional phrase."""
_ASIDE = "(?:,[^;:]{1,18},)"
"""Words between commas: `, including two children,`, `, aged 45 and 61,`."""
_RELATIVE = "(?:,?r[^;:PGIA]{1,14},?)"
_NOUN_PHRASE = f"(?:oN)?[om]?{_MODIFIERS}(?:&[wCDd]{{0,2}}[Vv])?{_PHRASE}{{0,3}}(?:{_ASIDE}|{_RELATIVE})?r?"
_BE = "b[bwpset]{0,6}"
"""`have been`, `were later`, `are believed to have been`."""
_ITEM = "[NdZ][wCxVvqe]{0,6}(?:[po][wCxDdVvq]{1,4}){0,2}(?:,x,?)?"
"""One member of a list: `two police officers`, `his 9-year-old daughter`."""


@dataclass(frozen=True)
class Rule:
    """One way in which a figure is tied to a word of harm.

    `pattern` matches the tags to the right of the figure (anchored with ^) or to its left (anchored with $); its
    first group is what stands between the figure and the word, its second group is the word's tag.
    """

    name: str
    side: str
    pattern: str
    example: str
    is_part: bool = False


RULES = (
    Rule("bodies_of_n", "left", r"(H)(o)$", "the bodies of three people"),
    Rule("killed_n", "left", r"([PGL])([wDd]{0,1})$", "The blast killed 12 people"),
    Rule(
        "n_of_the_injured_died",
        "right",
        rf"^(w{{0,2}}M{_ASIDE}?[bwpx]{{0,4}})(I)",
        "Three of the injured died overnight",
    ),
    Rule("n_of_the_dead", "right", r"^(w{0,2})(M)", "Seven of the dead were drivers", is_part=True),
    Rule("n_dead", "right", r"^([wCxVve]{0,4}(?:x,?)?)(A)", "leaving 14 dead"),
    Rule("n_killed", "right", rf"^({_MODIFIERS})(P)(?:[^NdVvC]|$)", "30 wounded; three men injured"),
    Rule("n_deaths", "right", r"^([wCxev]{0,4})(H)", "12 civilian deaths; 458 bodies"),
    Rule("n_died", "right", rf"^({_NOUN_PHRASE}(?:{_BE}|[bw]{{0,4}}))(I)", "More than 20,000 residents died"),
    Rule("n_were_killed", "right", rf"^({_NOUN_PHRASE}{_BE})(P)", "At least six civilians were killed"),
    Rule("n_were_dead", "right", rf"^({_NOUN_PHRASE}{_BE})(A)", "Twelve sailors are dead"),
    Rule(
        "n_and_n_were_killed",
        "right",
        rf"^({_NOUN_PHRASE}(?:,?&?{_ITEM}){{1,6}}{_PHRASE}{{0,2}}(?:r)?(?:{_BE})?)(P)(?:[^NdVvC]|$)",
        "Two women, a guard and a child were killed",
    ),
    Rule(
        "n_and_n_died",
        "right",
        rf"^({_NOUN_PHRASE}(?:,?&?{_ITEM}){{1,6}}{_PHRASE}{{0,2}}[bw]{{0,4}})([IA])",
        "Three patients, a nurse and a guard lost their lives",
    ),
    Rule("killed_n_and_n", "left", rf"([PGL])(?:[wD]?)((?:{_ITEM},?[&,]){{1,7}}D?)$", "killing a nurse and two guards"),
    Rule("killing_of_n", "left", r"([HGT])(ow{0,2})$", "the killing of 26 prisoners"),
    Rule("toll_is_n", "left", r"([TH])([^NZ;]{0,14}?[tpob:][wp]{0,3})$", "put the number of dead at 51"),
    Rule("toll_n", "left", r"(T)([we]{0,2})$", "Death toll 231"),
    Rule("toll_from_n_to_n", "left", r"(T)([^NZ;]{0,12}pN[^NZ;]{0,3}t)$", "the number of injured rose from 17 to 23"),
    Rule("n_is_the_toll", "right", r"^(D?)(T)", "bringing to 35 the number of dead"),
    Rule(
        "n_were_among_the_dead",
        "right",
        rf"^({_NOUN_PHRASE}b[bw]{{0,2}})(M)",
        "Two children were among the wounded",
        is_part=True,
    ),
    Rule("the_dead_include_n", "left", r"([TM])([bw]{0,3}i?)$", "Among the dead were two children", is_part=True),
    Rule("n_people_in_x_killed", "right", rf"^({_NOUN_PHRASE})(P)(?:[^NdVvC]|$)", "12 people in a market killed"),
    Rule("killed_in_x_n", "left", r"([G])([wCqDdVvp]{1,4})$", "killing on the spot 12 policemen"),
)
"""In order of precedence: the first rule that holds gives the figure its measure."""

INHERIT = (
    Rule("including_n", "left", r"()(i)[wDb,]{0,2}$", "six people, including two children", is_part=True),
    Rule("n_of_them", "right", r"^()(m)", "nine people, three of them children", is_part=True),
    Rule("n_were_children", "right", r"^()(bd?[wCe]{0,2}[Vv])", "four were children", is_part=True),
    Rule("the_number_is_n", "left", r"(n)((?:[^NZ;]{0,8}t|[bwep]{0,4}t?p?))$", "the number had risen to 34"),
    Rule(
        "including_n_and_n",
        "left",
        rf"(i)(?:[wD]?)((?:{_ITEM},?[&,]){{1,6}})$",
        "including two boys and a nurse",
        is_part=True,
    ),
)
"""Rules that give a figure the measure of the figure before it."""

_BE_WORDS = (
    "is are was were be been being had have has having got get getting remain remained remains lay lie became".split()
)
_PREPOSITIONS = (
    "in at near on from by with during after before between into outside inside across around over under against for "
    "since as along behind beside beyond through within without upon off aboard following amid among per about above "
    "below via when while because throughout"
).split()
_SAYING = (
    "said says say saying told tells reported reports added announced claimed claims confirmed wrote according".split()
)
_RELATIVES = "who which that whom whose where".split()
_DETERMINERS = "a an his her their its our my another".split()
_DEFINITE = "the this these those both such".split()


def casualty_figures(batch: Batch) -> pl.DataFrame:
    """Every figure that counts people harmed.

    In: `batch.sentences`, `batch.figures` and the seeds. Out, in text order: sentence_id, version_id, article_id,
    start, end (evidence in the sentence), figure_start, figure_end, low, high, qualifier, vague_term, measure,
    victim_group, victim_text, rule, is_part.
    """
    chunks = _chunks(batch)
    candidates = _candidates(chunks, batch.sentences)
    ruled = _both_measures(_victims(_apply_rules(candidates, chunks), chunks))
    return _evidence(ruled, batch.sentences)


def _chunks(batch: Batch) -> pl.DataFrame:
    """Sentences that hold a word of harm, cut into tagged chunks.

    Out, in text order: sentence_id, chunk_no, start, end, text, tag, measure, victim_group, low, high, qualifier,
    vague_term.
    """
    sentences = batch.sentences.select("sentence_id", "text")
    harm = batch.terms("casualty_terms")
    triggers = harm.filter(pl.col("tag").is_in(list("PGIAHTML")))
    sentences = sentences.join(triggers.select("sentence_id").unique(), on="sentence_id", how="semi")
    harm = harm.join(sentences, on="sentence_id", how="semi")
    people = batch.terms("victim_terms").join(sentences, on="sentence_id", how="semi")
    things = batch.terms("non_victim_terms").join(sentences, on="sentence_id", how="semi")
    figures = batch.figures.join(sentences, on="sentence_id", how="semi")
    none = pl.lit(None)
    spans = pl.concat(
        [
            figures.select(
                "sentence_id", "start", "end",
                text="figure_text",
                tag=pl.when(pl.col("figure_kind") == "count").then(pl.lit("N")).otherwise(pl.lit("x")),
                measure=none.cast(pl.String), victim_group=none.cast(pl.String),
                low="low", high="high", qualifier="qualifier", vague_term="vague_term", rank=pl.lit(0),
            ),
            harm.select("sentence_id", "start", "end", text="matched", tag="tag", measure="measure", rank=pl.lit(1)),
            people.select(
                "sentence_id", "start", "end", text="matched", victim_group="victim_group",
                tag=pl.when(pl.col("number") == "singular").then(pl.lit("v")).otherwise(pl.lit("V")), rank=pl.lit(2),
            ),
            things.select("sentence_id", "start", "end", text="matched", tag=pl.lit("q"), rank=pl.lit(3)),
        ],
        how="diagonal",
    )  # fmt: skip
    tokens = batch.tokens.join(sentences, on="sentence_id", how="semi")
    kept, between = lay(spans, tokens)
    # In a text in capitals a capital says nothing about names.
    capitals = sentences.filter(pl.col("text") == pl.col("text").str.to_uppercase()).select(
        "sentence_id", is_capitals=pl.lit(True)
    )
    words = (
        between.filter(~pl.col("text").str.contains(r"^[\"“”‘’'«»\-\[\]]$"))
        .join(capitals, on="sentence_id", how="left", maintain_order="left")
        .select("sentence_id", "start", "end", "text", tag=_token_tag())
    )
    return number(pl.concat([kept, words], how="diagonal"))


def _token_tag() -> pl.Expr:
    """The tag of a token that is in no span."""
    lower, text = pl.col("lower"), pl.col("text")
    return (
        pl.when(lower.is_in(["and", "or", "plus", "&"]))
        .then(pl.lit("&"))
        .when(lower == ",")
        .then(pl.lit(","))
        .when(lower.is_in(["–", "—", "(", ")", "-", "/"]))
        .then(pl.lit(","))
        .when(lower == ":")
        .then(pl.lit(":"))
        .when(lower.is_in([";", ".", "!", "?", "…"]))
        .then(pl.lit(";"))
        .when(lower.is_in(_BE_WORDS))
        .then(pl.lit("b"))
        .when(lower == "of")
        .then(pl.lit("o"))
        .when(lower == "to")
        .then(pl.lit("t"))
        .when(lower.is_in(_PREPOSITIONS))
        .then(pl.lit("p"))
        .when(lower.is_in(_RELATIVES))
        .then(pl.lit("r"))
        .when(lower.is_in(_DETERMINERS))
        .then(pl.lit("d"))
        .when(lower.is_in(_DEFINITE))
        .then(pl.lit("D"))
        .when(lower.is_in(_SAYING))
        .then(pl.lit("s"))
        .when(text.str.contains(lean(r"^\p{N}")))
        .then(pl.lit("x"))
        .when(lower.str.contains(r"^\p{Ll}{2,}ed$"))
        .then(pl.lit("e"))
        .when(text.str.contains(r"^\p{Lu}") & (pl.col("token_no") > 0) & pl.col("is_capitals").is_null())
        .then(pl.lit("C"))
        .otherwise(pl.lit("w"))
    )


def _candidates(chunks: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Figures that may count people, with the tags to their left and right.

    A figure is a number phrase, a word for none, or a/his/her with a singular person (`a woman`, `his daughter`); in
    headlines the article is left out (`Driver dead`), before a name too (`Governor Ivan Petrov was killed`).
    """
    headlines = sentences.select("sentence_id", "version_id", "article_id", "paragraph_no", "in_headline")
    in_context = (
        with_context(chunks)
        .join(headlines.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            is_singular=(pl.col("tag") == "d") & pl.col("right").str.contains("^[wCxeq]{0,5}v(?:[^oq]|$)"),
            is_bare=pl.col("in_headline")
            & (pl.col("tag") == "v")
            & (pl.col("left").str.contains("[PG][wC]?$") | pl.col("right").str.contains("^b?[PAI]"))
            & ~pl.col("left").str.contains("[NdD][wCxe]{0,3}$"),
            # Governor Ivan Petrov was killed; killing Captain Petrov.
            is_titled=(pl.col("tag") == "v")
            & (
                pl.col("right").str.contains("^C{1,4}(?:,[^;]{1,16},)?(?:b[bw]{0,3}[PI]|I)")
                | (pl.col("right").str.contains("^C") & pl.col("left").str.contains("[PG]D?$"))
            )
            & ~pl.col("left").str.contains("[Nd][wCxe]{0,3}$"),
        )
        .filter(pl.col("tag").is_in(["N", "Z"]) | pl.col("is_singular") | pl.col("is_bare") | pl.col("is_titled"))
    )
    one = pl.col("is_singular") | pl.col("is_bare") | pl.col("is_titled")
    return (
        in_context.with_columns(
            low=pl.when(one).then(1).when(pl.col("tag") == "Z").then(0).otherwise(pl.col("low")),
            high=pl.when(one).then(1).when(pl.col("tag") == "Z").then(0).otherwise(pl.col("high")),
            qualifier=pl.when(one)
            .then(pl.lit("exact"))
            .when(pl.col("tag") == "Z")
            .then(pl.lit("none"))
            .otherwise(pl.col("qualifier")),
        )
        .drop("measure", "tags")
        .collect(engine="in-memory")
        .sort("sentence_id", "chunk_no")
    )


def _apply_rules(candidates: pl.DataFrame, chunks: pl.DataFrame) -> pl.DataFrame:
    """Give each candidate the measure of the first rule that holds; drop those that none holds for."""
    words = chunks.select("sentence_id", "measure", trigger_no="chunk_no", trigger_start="start", trigger_end="end")
    found = (
        candidates.lazy()
        .with_columns(_rule_hits(RULES))
        .with_columns(_first_hit("rule", RULES), _first_hit("distance", RULES))
        .with_columns(
            trigger_no=pl.when(pl.col("rule").is_in([r.name for r in RULES if r.side == "right"]))
            .then(pl.col("chunk_no") + 1 + pl.col("distance"))
            .otherwise(pl.col("chunk_no") - 1 - pl.col("distance"))
            .cast(pl.Int32)
        )
        .join(words.lazy(), on=["sentence_id", "trigger_no"], how="left")
        .with_columns(before_trigger=pl.col("left").str.slice(0, pl.min_horizontal("trigger_no", "chunk_no")))
        .filter(~_is_not_real())
        .collect(engine="in-memory")
        .sort("sentence_id", "chunk_no")
    )  # fmt: skip
    return _inherit(found.filter(pl.col("measure").is_null() | (pl.col("measure") != "unhurt")))


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
        return pl.coalesce(pl.when(hit.is_not_null()).then(pl.lit(rule.name)) for rule, hit in hits).alias("rule")
    return pl.coalesce(hit for _, hit in hits).alias("distance")


def _is_not_real() -> pl.Expr:
    """Harm that was threatened or planned, figures of things, and wholes that only a part of is meant of."""
    right, left, rule, measure = pl.col("right"), pl.col("left"), pl.col("rule"), pl.col("measure")
    # could kill 500; a plan to kill 12.
    planned = (pl.col("trigger_no") < pl.col("chunk_no")) & pl.col("before_trigger").str.contains("u[bwtpD]{0,3}$")
    # 20 passenger trains: the last of the nouns that stand together decides.
    things = right.str.contains("^o?[wCxeD]{0,4}[Vv]*q") & ~rule.is_in(["n_of_the_dead", "n_of_them"])
    # captured 12 villages; lost 14 tanks: these verbs need a person as their object.
    needs_person = rule.is_in(["killed_n", "killed_n_and_n"]) & (
        measure.is_in(["captured", "detained", "wounded", "rescued", "abducted"]) | left.str.contains("L[wDd]?$")
    )
    has_person = right.str.contains("^(?:o?[wCxeDd]{0,5}[VvP]|w?(?:[;&,]|$|[pto]))")
    # 19 of the 22: the 22 are not the toll.
    is_whole = left.str.contains("[Nx]o$")
    loose_none = (pl.col("tag") == "Z") & ~left.str.contains("[PG]$") & ~right.str.contains("^[wCbo]{0,4}[HPIAVvi]")
    return (planned | things | (needs_person & ~has_person) | is_whole | loose_none).fill_null(False)


def _inherit(found: pl.DataFrame) -> pl.DataFrame:
    """`including two children`, `three of them`, `the number rose to 34`: the measure of the figure before.

    The figure before stands in the same sentence or, but for `including`, in the sentence before of the same paragraph.
    """
    part_names = [rule.name for rule in RULES if rule.is_part]
    direct = found.with_columns(_rule_hits(INHERIT)).with_columns(part_rule=_first_hit("rule", INHERIT))
    # `three of them critically, and a porter was missing`: a verb that is not their own is not read.
    loose = ["n_and_n_were_killed", "n_and_n_died", "n_people_in_x_killed", "killed_n_and_n", "killed_in_x_n"]
    takes = pl.col("part_rule").is_not_null() & (
        pl.col("rule").is_null()
        | (pl.col("part_rule") == "including_n")
        | ((pl.col("part_rule") == "n_of_them") & pl.col("rule").is_in(loose))
    )
    own = ~takes & pl.col("measure").is_not_null() & pl.col("rule").is_not_null()
    near = pl.when(pl.col("part_rule") == "including_n").then(0).otherwise(1)
    near = pl.when(pl.col("part_rule") == "the_number_is_n").then(4).otherwise(near)
    return (
        direct.with_columns(
            giver_measure=pl.when(own).then("measure").forward_fill().over("version_id"),
            giver_sentence=pl.when(own).then(pl.col("sentence_id").cast(pl.Int64)).forward_fill().over("version_id"),
        )
        .with_columns(is_near=(pl.col("sentence_id").cast(pl.Int64) - pl.col("giver_sentence")) <= near)
        .with_columns(
            measure=pl.when(own).then("measure").when(takes & pl.col("is_near")).then("giver_measure"),
            is_part=(
                (takes & (pl.col("part_rule") != "the_number_is_n")) | (own & pl.col("rule").is_in(part_names))
            ).fill_null(False),
            rule=pl.when(takes).then("part_rule").otherwise("rule"),
            trigger_start=pl.when(own).then("trigger_start"),
            trigger_end=pl.when(own).then("trigger_end"),
        )
        .filter(pl.col("measure").is_not_null() & pl.col("rule").is_not_null())
    )


def _victims(claims: pl.DataFrame, chunks: pl.DataFrame) -> pl.DataFrame:
    """Who they are: the first noun for people in the figure's phrase, or in what is said of it.

    Adds victim_group, victim_text (the noun phrase as written behind the number), victim_end. A figure without a noun
    of its own (`27 soldiers were killed and 90 injured`) has the group of the figure before it in the sentence.
    """
    nouns = chunks.select("sentence_id", victim_no="chunk_no", noun_group="victim_group", noun_end="end")
    own = pl.coalesce(
        pl.col("right").str.extract(lean(f"^({pattern}[Vv]*)[Vv]"), 1).str.len_chars()
        for pattern in (
            "o?[wCxDde]{0,6}(?:&[wCe]{1,3})?", "[mM][wCxDdbe,]{0,4}", "b[wdDCe]{0,3}",
            "[PA][wCp]{0,3}b[wd]{0,3}", "[PAH]o?[wC]{0,2}",
        )
    ).cast(pl.Int32)  # fmt: skip
    # 27 soldiers were killed and 90 injured: the whole before it, not a part of it, says who the 90 are.
    before = pl.when(~pl.col("is_part")).then("victim_group").forward_fill().shift(1).over("sentence_id")
    elliptic = pl.col("right").str.contains("^(?:[PAI]|b)") | pl.col("right").str.contains("^(?:[,;&:]|$)")
    return (
        claims.drop("victim_group")
        .with_columns(
            victim_no=pl.when(pl.col("tag") == "v").then("chunk_no").otherwise(pl.col("chunk_no") + 1 + own),
            is_in_phrase=(pl.col("tag") == "v") | pl.col("right").str.contains("^o?[wCxDde]{0,6}(?:&[wCe]{1,3})?[Vv]"),
        )
        .join(nouns, on=["sentence_id", "victim_no"], how="left", maintain_order="left")
        .rename({"noun_group": "victim_group"})
        .with_columns(
            victim_group=pl.coalesce("victim_group", pl.when(elliptic).then(before), pl.lit("person")),
            victim_end=pl.when("is_in_phrase").then(pl.col("noun_end")),
        )
    )


def _both_measures(claims: pl.DataFrame) -> pl.DataFrame:
    """`Nobody was killed or injured` says two things: none killed, none wounded."""
    either = (pl.col("qualifier") == "none") & (pl.col("measure") == "casualties") & (pl.col("rule") != "n_deaths")
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
            victim_text=pl.when(pl.col("victim_end") > pl.col("end")).then(
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
