"""Casualty figures: which number phrase counts whom, and what happened to them.

What belongs here: applying the rules. A sentence with a word of harm is a row of chunks, each with a one-character tag
(casualty_chunks.py); a rule is a regular expression over the tags to the right or left of a figure that names where the
word of harm stands. What does not: the rules and tags (casualty_rules.py), figures that take their word from another
(casualty_inheritance.py), what tells no harm after all (casualty_doubts.py), the words (seeds casualty_terms,
victim_terms, non_victim_terms), number phrases (figures.py), and who says it, where and when (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.casualty_chunks import OF_SPANS, casualty_chunks, same_sentence
from pipelines.extract.casualty_doubts import HOLDING, is_apart, is_doubtful, is_inside_another
from pipelines.extract.casualty_inheritance import inherit, none_of_the_unhurt
from pipelines.extract.casualty_rules import (
    ONE_RULES,
    ORDINAL_RULES,
    RULES,
    first_hit,
    rule_hits,
)
from pipelines.extract.casualty_victims import KIN, with_told_groups, with_victims
from pipelines.extract.chunks import row_of, with_context
from pipelines.extract.matching import lean, text_before

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
    chunks, spans = casualty_chunks(batch)
    candidates = _candidates(chunks, spans, batch.sentences)
    told = with_victims(_apply_rules(candidates, chunks, batch.sentences), chunks)
    ruled = _both_measures(with_told_groups(told, batch.sentences))
    return _evidence(ruled, batch.sentences)


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
    # a police brigadier general
    is_one = is_one | (
        (tag == "d") & (pl.col("next_text").str.to_lowercase() == "police") & right.str.contains("^V[wCe]{0,2}v")
    )
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
        # Mora and four other policemen were killed
        & right.str.contains(f"^(?:(?:,{_KIN}){{0,3}},?&{_OWN_KIN}|&Nv?[wCe]{{0,2}}V){_DIES}")
        & ~text.str.to_lowercase().is_in(_NO_NAMES)
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
        & right.str.contains("^w?(?:[hb][hbw]{0,3}P|h?I)")
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
                before_text=pl.when(same_sentence(1)).then(pl.col("text").shift(1)).fill_null(""),
                next_text=pl.when(same_sentence(-1)).then(pl.col("text").shift(-1)).fill_null(""),
            )
        )
        .filter(
            pl.col("tag").is_in(list("NZOBdDvCgT"))
            | (
                (pl.col("tag") == "w")
                & (capitals | (pl.col("chunk_no") == 0) | (pl.col("text").str.to_lowercase() == "any"))
            )
        )
        .with_columns(pl.lit(spans[name]).gather("span") for name in OF_SPANS)
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
_LISTED = "(?:[NdDC][wCxvVe]{0,6}(?:,x,?)?)"
_ASIDE_OF_ONE = "(?:,[^;:PGIAHbrN]{1,25},(?:p[DwC]{1,3}|r[^;:PGIAs]{1,20},)?)?"


def _apply_rules(candidates: pl.DataFrame, chunks: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Give each candidate the measure of the first rule that holds; drop those that none holds for."""
    parts = []
    for kinds, rules in _RULES_OF.items():
        hits = candidates.filter(pl.col("kind").is_in(kinds)).lazy().with_columns(rule_hits(rules))
        parts.append(
            hits.with_columns(first_hit("rule", rules), first_hit("distance", rules))
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
            sentence_behind=pl.col("sentence").str.slice(pl.col("end"), 60),
            so_far=text_before("sentence", "start", 60),
            opening=pl.col("sentence").str.slice(0, 40),
            is_in_brackets=text_before("sentence", "start", 40).str.contains(
                lean(r"\([^()]*$| [-–—] (?:[\p{L}\d,-]+ ){0,4}$")
            ),
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
        # 14 people wounded on Monday were evacuated
        .with_columns(
            measure=pl.when(
                (pl.col("rule") == "n_taken_were_freed")
                & (pl.col("measure") == "displaced")
                & pl.col("sentence_behind").str.contains(lean(r"(?i)^ (?:\w+ ){1,3}(?:wounded|injured|hurt)\b"))
            )
            .then(pl.lit("wounded"))
            .otherwise("measure")
        )
        # evacuated 19 wounded: they are counted as wounded.
        .with_columns(
            measure=pl.when(
                (pl.col("rule") == "killed_n")
                & pl.col("measure").is_in(["displaced", "rescued"])
                & pl.col("right").str.contains("^[we]?P(?:[^wCexVvNdD]|$)|^M")
                & pl.col("sentence")
                .str.slice(pl.col("end"), 24)
                .str.contains(lean(r"(?i)^ (?:of the |\w+ )?(?:wounded|injured)\b"))
            )
            .then(pl.lit("wounded"))
            .otherwise("measure")
        )
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
        # Death toll up to nine: it has risen to nine.
        .with_columns(is_up=_is_up_to())
        .with_columns(
            low=pl.when("is_up").then("high").otherwise("low"),
            qualifier=pl.when("is_up").then(pl.lit("exact")).otherwise("qualifier"),
        )
        .drop("is_up")
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
    return inherit(none_of_the_unhurt(found))


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


_RULES_OF = {
    ("figure", "none", "one", "both", "all"): RULES,
    ("definite", "titled", "named"): ONE_RULES,
    ("ordinal",): ORDINAL_RULES,
}
"""Which rules are asked for which kinds of candidates."""


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
        pl.col("rule").is_in(["toll_reached_n", "deaths_reached_n"])
        & (pl.col("qualifier") == "exact")
        & ahead.str.contains(lean(r"(?i)\b(?:sur)?(?:pass(?:ed|es)|topped|tops|exceed(?:ed|s)) $"))
    ).fill_null(False)


def _is_up_to() -> pl.Expr:
    """`Death toll up to nine`."""
    return (
        (pl.col("rule") == "toll_n")
        & (pl.col("qualifier") == "at_most")
        & pl.col("text").str.contains("(?i)^up to ")
        & pl.col("preceding").str.contains(lean(r"(?i)\b(?:toll|dead|deaths)(?: now| is)? $"))
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
    # police are holding nine students
    by_the_law = pl.col("ahead").str.contains(
        lean(r"(?i)\b(?:police|polic\w+|authorities|officials|army|troops|soldiers|forces|junta|government) $")
    )
    held = (
        pl.when(noun.is_in(["prisoners", "pows", "captives"]))
        .then(pl.lit("captured"))
        .when(noun.is_in(["hostages"]) | (noun.is_null() & ~by_the_law))
        .then("measure")
        .otherwise(pl.lit("detained"))
    )
    # held 15 others captive
    is_captive = pl.col("trigger_text").str.contains("(?i)^(?:hold|holds|held|holding|being held)$") & pl.col(
        "behind"
    ).str.contains(lean(r"(?i)^ (?:[\w’'-]+ ){1,4}(?:captive|hostage)\b"))
    return (
        pl.when(is_captive)
        .then(pl.lit("abducted"))
        .when(pl.col("trigger_text").str.contains(lean(HOLDING)))
        .then(held)
        .otherwise("measure")
    )


def _and_died(found: pl.LazyFrame, chunks: pl.DataFrame) -> pl.LazyFrame:
    """`He was kidnapped and later found dead`, `wounding a soldier who later died`: a second verb, of death, gives a
    second row.

    In: candidates with rule, distance and trigger of a verb behind them. Out: further rows.
    """
    behind = pl.col("right").str.slice(pl.col("distance") + 1)
    step = behind.str.extract(
        lean(r"^((?:p[dD]?[wCxeq]{0,4}[vV]{0,2}){0,3}[^;:NdDVvgqPGIA]{0,14}[&,][hbw]{0,4})(?:P(?:[^NdDVvC]|$)|[IA])"),
        1,
    ).str.len_chars()
    is_behind = pl.col("trigger_no") > pl.col("chunk_no")
    who = (
        pl.col("right")
        .str.extract(lean(r"^([wCxe]{0,4}[vV]{1,2}(?:[po][wCxDd]{1,4})?,?r[hbw]{0,4})[PI]"), 1)
        .str.len_chars()
    )
    # were kidnapped as they left the house, and were found shot dead
    found_dead = behind.str.extract(lean("^([^;:NPGIA]{0,24}[&,]{1,2}w?[bh]?[bw]{0,2})P"), 1).str.len_chars()
    # were taken from their homes before they were killed
    before = r"^((?:p[dD]?[wCxeq]{0,4}[vV]{0,2}){0,3}[^;:NdDVvgqPGIA]{0,6})"
    lead = behind.str.extract(lean(f"{before}pg?[hw]{{0,2}}b[hbw]{{0,2}}P"), 1).str.len_chars()
    passive = behind.str.extract(lean(f"{before}(pg?[hw]{{0,2}}b[hbw]{{0,2}})P"), 2).str.len_chars()
    # kidnapped two engineers and later killed them
    them = (
        pl.col("right")
        .str.extract(lean("^([wCxeDdVv]{1,6}(?:[po][wCxDdVvq]{1,5}){0,3},?&w{0,3})[PG]g"), 1)
        .str.len_chars()
    )
    second = (
        found.filter(
            pl.col("measure").is_in(["abducted", "wounded", "detained", "captured", "missing"])
            & ~pl.col("kind").is_in(["none"])
        )
        .with_columns(
            trigger_no=pl.when(is_behind)
            .then(pl.col("trigger_no") + 1 + pl.coalesce(step, found_dead, lead + passive))
            .otherwise(pl.col("chunk_no") + 1 + pl.coalesce(who, them))
            .cast(pl.Int32),
            is_found=is_behind & step.is_null() & found_dead.is_not_null(),
            before_no=pl.when(is_behind & step.is_null() & found_dead.is_null()).then(pl.col("trigger_no") + 1 + lead),
            is_them=~is_behind & who.is_null(),
        )
        .filter(pl.col("trigger_no").is_not_null())
    )
    next_word = pl.lit(chunks["text"]).gather(row_of(pl.col("trigger_no") + 1)).str.to_lowercase()
    before_word = pl.lit(chunks["text"]).gather(row_of("before_no")).str.to_lowercase()
    who_then = pl.lit(chunks["text"]).gather(row_of(pl.col("before_no") + 1)).str.to_lowercase()
    is_many = (pl.coalesce("high", "low") > 1) | (pl.col("vague_term").is_not_null())
    return _with_trigger(second, chunks).filter(
        (pl.col("measure") == "killed")
        & (~pl.col("is_found") | pl.col("trigger_text").str.contains("(?i)^found"))
        & (
            pl.col("before_no").is_null()
            | ((before_word == "before") & ~(is_many.fill_null(True) & who_then.is_in(["he", "she", "it"])))
        )
        & (
            ~pl.col("is_them")
            | pl.when(is_many.fill_null(True)).then(next_word == "them").otherwise(next_word.is_in(["him", "her"]))
        )
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
