"""Casualty figures without a word of harm of their own, which take it from a figure beside them.

What belongs here: parts (`two of them children`), totals, lists, those of whom something is told later, those who were
unhurt. What does not: figures with a word of harm (casualties.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.casualty_chunks import FAR, NEAR
from pipelines.extract.casualty_rules import (
    INHERIT,
    RULES,
    first_hit,
    rule_hits,
)
from pipelines.extract.matching import lean

_OLDEST = r"(?i)\b(?:youngest|oldest|eldest)(?: of them)?[ ,]+(?:just |only |was |being )?$"
_TOLL_RULES = "toll|number|deaths"
"""Rules of figures that `it` can stand for: `They put the toll at 12, but the army said it was 30.`"""
_IT_IS = (
    r"(?i)\b(?:it|that|this)(?: has| had)?(?: now| since)? (?:was|is|rose|climbed|stood|reached|risen|grown|went up)"
    r"(?: to| at)? $"
)
_BADLY = r"(?i)^ (?:critically|seriously|badly|gravely|severely|slightly|lightly)\b"
_OF_CASUALTIES = ["killed", "wounded", "missing"]
"""What casualties are made up of."""
_IN_ASIDE = "[NdD][wCxeVv]{1,5}"


def none_of_the_unhurt(found: pl.DataFrame) -> pl.DataFrame:
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


def inherit(found: pl.DataFrame) -> pl.DataFrame:
    """`including two children`, `three of them`, `the number rose to 34`: the measure of the figure before.

    The figure before stands in the same sentence or, but for `including`, in the sentence before of the same paragraph.
    """
    part_names = [rule.name for rule in RULES if rule.is_part]
    totals = [rule.name for rule in INHERIT if not rule.is_part]
    direct = found.with_columns(rule_hits(INHERIT)).with_columns(part_rule=first_hit("rule", INHERIT))
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
        | (
            (pl.col("part_rule") == "n_critically")
            & pl.col("rule").is_in(loose)
            & pl.col("following").str.contains(lean(_BADLY))
        )
    )
    # 47 casualties, including 19 dead and 28 wounded: each has its own word.
    told_before = pl.when(counts).then("measure").forward_fill().shift(1).over("sentence_id")
    takes = takes & ~(
        pl.col("part_rule").is_in(["including_n", "including_n_and_n"])
        & pl.col("measure").is_in(_OF_CASUALTIES)
        & (
            (
                (told_before == "casualties")
                & pl.col("right").str.contains("^[wCe]{0,2}[Vv]{0,2}(?:[hw]{0,2}b[bw]{0,2})?[PAIH]")
            )
            # 900 deaths and 2,000 injuries, including 60 children killed and 130 injured
            | (
                (told_before != pl.col("measure"))
                & pl.col("right").str.contains("^[wCe]{0,2}[Vv]P(?:&N[wCe]{0,2}P|[;,]|$)")
            )
        )
    ).fill_null(False)
    takes = takes & (
        (pl.col("part_rule") != "as_were_n")
        | pl.col("preceding").str.contains(lean(r"(?i)\b(?:as|so) (?:were|was|did|had|have|are) $"))
    )
    # the youngest, two: an age.
    takes = takes & ~((pl.col("kind") == "figure") & pl.col("preceding").str.contains(lean(_OLDEST)))
    # Four died: two women, a man and a girl. A list names people.
    names_people = pl.col("right").str.contains("^[wCxe]{0,4}[Vv]") | pl.col("text").str.contains("(?i)^a couple$")
    # 100 were killed: 70 in Kobane and 30 in Afrin.
    takes = takes & (
        (pl.col("part_rule") != "n_of_a_list")
        | names_people
        | (pl.col("right").str.contains("^pD?[wCq]") & (pl.col("kind") == "figure"))
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
    # Eight were killed on the first day and 14 on the second: the same preposition.
    preposition = pl.col("following").str.extract(lean(r"(?i)^( (?:on|in|at|near|by|during) )"), 1)
    is_same_place_or_time = pl.col("right").str.contains("^p(?:w{1,2}|[Dd]w{0,2}[qO]?|d|O|DO)(?:[;,&]|$)") & pl.col(
        "so_far"
    ).str.tail(60).str.contains(preposition, literal=True)
    # Eight were killed in Saturday's attack and 14 in Sunday's.
    takes = takes & (
        (pl.col("part_rule") != "n_in_another_town")
        | (
            (pl.col("right").str.contains("^[wC]{0,2}[Vv]{0,2}p(?:&p)?(?:D?w{0,2}[CxqV]|Dw)") | is_same_place_or_time)
            & (pl.col("kind") == "figure")
            # In Kirkuk six died, and 14 in Hawija; not: and 14 in hospital.
            & (
                pl.col("left").str.contains("[PIA](?:N[wCeVv]{1,4})?p[^PIA]*$")
                | pl.col("right").str.contains("^p(?:&p)?w?C")
                # nine died in the blast and two in the fire
                | (pl.col("left").str.contains("I[,;&]+$") & pl.col("so_far").str.contains(preposition, literal=True))
            )
        )
    )
    takes = takes & (
        (pl.col("part_rule") != "and_in_another_town_n")
        | (is_bare & (pl.col("kind") == "figure") & pl.col("right").str.contains("^(?:[;,]|$)"))
    )
    # and nine rebels too
    takes = takes & (
        (pl.col("part_rule") != "n_too")
        | pl.col("sentence_behind").str.contains(lean(r"(?i)^[^.;,]{0,40}? (?:too|as well)(?:[.;,]|$)"))
    )
    takes = takes & (
        ~pl.col("part_rule").is_in(["others_say_n", "not_n", "figure_of_n"]) | (is_bare & (pl.col("kind") == "figure"))
    )
    takes = takes & ((pl.col("part_rule") != "n_in_brackets") | (names_people & pl.col("is_in_brackets")))
    own = ~pl.col("takes") & pl.col("measure").is_not_null() & pl.col("rule").is_not_null()
    # recorded 143 cases, 38 of them involving minors: a number of things that stands before it is what is meant.
    is_of_here = (pl.col("part_rule") == "n_of_them") & pl.col("left").str.contains("[Nx][^V,;]*,$")
    # They included seven women. The victims include two boys.
    is_of_before = pl.col("left").str.contains("^(?:D?[wC]?V)?i") & pl.col("opening").str.contains(
        lean(r"(?i)^(?:they|(?:the |those )?(?:\p{L}+ )?victims) include")
    )
    is_here = ((pl.col("part_rule") == "including_n") & ~is_of_before) | is_of_here
    near = pl.when(is_here).then(0).otherwise(NEAR)
    near = pl.when(pl.col("part_rule").is_in(totals)).then(FAR).otherwise(near)
    here = ["others_say_n", "not_n", "n_in_brackets", "n_in_another_town", "and_in_another_town_n", "n_too"]
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
        & (
            pl.col("left").str.contains("&$")
            | pl.col("right").str.contains("^[wCxeVv]{0,5}&")
            # 31 women (four girls) were killed
            | pl.col("preceding").str.ends_with("(")
        )
    )
    is_of_casualties = (
        pl.col("measure").is_in(_OF_CASUALTIES)
        & pl.col("left").str.contains(
            "(?:N[wCxeVv]{0,4}H[^NPAI;]{0,12}[:,]|H[:pbw]{1,3}N,)(?:[wi]?N[wCVv]{0,2}b?[PAH],?[&,])*[wi]?$"
        )
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
    # Including both bombers, 60 people were killed; nine of the 31 wounded are children.
    is_within = (
        (pl.col("left") == "i") & pl.col("rule").is_in(["n_and_n_were_killed", "n_and_n_died", "besides_x"])
    ) | ((pl.col("rule") == "n_people_in_x_killed") & pl.col("right").str.contains("^oD?N[wC]{0,2}P"))
    # evacuated 18 of the wounded
    is_within = is_within | ((pl.col("rule") == "killed_n") & pl.col("right").str.starts_with("M"))
    # Of the 239 injured, 49 are still being treated.
    is_within = is_within | (pl.col("left").str.contains("oD?N[wCVv]{0,3}P,$") & pl.col("right").str.contains("^[hb]"))
    is_within = is_within | (
        pl.col("left").str.contains("i(?:N[wCe]{0,2}VP&)?$") & pl.col("right").str.contains("^[wCe]{0,2}[Vv]?P")
    )
    is_step = pl.col("is_step") & (pl.col("trigger_no") > pl.col("chunk_no")) & pl.col("kind").is_in(["figure", "one"])
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
                            | is_within
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
