"""Figures of two speakers that cannot both be right: both are `disputed`.

What belongs here: which figures speak of the same dead and come to different numbers. What does not: sentences that
say that a claim is denied, disputed or cannot be checked (verification.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean

TOLLS = ["killed", "casualties", "abducted"]

TOTAL = r"(?i)\b(?:toll|number of (?:the )?(?:dead|deaths|killed|victims)|total of|a list of)\b"
"""A sentence that gives a total and no event."""
_ANOTHER_EVENT = (
    r"(?i)\b(?:another|others?|separate(?:ly)?|elsewhere|earlier|previous(?:ly)?|also|later|meanwhile|in addition|"
    r"further|similar|neighbou?ring|nearby|since|next day|day (?:before|earlier)|risen|rose|climbed|raised|updated|"
    r"(?:government|regime|rebel|opposition|army)[- ](?:held|controlled)|"
    r"revised|(?:by|at) nightfall)\b"
)
"""Words of a sentence that tells of something else than the one before it, or of the same at a later hour."""
_OWN_MEN = r"(?i)^[\"“”'‘’]*(?:its|their|our|his)\b"
"""The rebels' own dead are none of the soldiers that the army speaks of."""
_MEN = r"(?i)^(?:men|man|others?|more|members|bodies|dead|deaths|fatalities)$"
"""Nouns that say nothing of a side."""
_ANYBODY = (
    r"(?i)\b(?:people|persons?|civilians?|m[ae]n|others?|more|members|bod(?:y|ies)|dead|deaths?|fatalities|victims?|"
    r"lives|souls|residents?|locals|villagers?|citizens?|non-combatants?)$"
)
"""Nouns that can mean all of those who died."""
_ARMY = (
    r"(?i)\b(?:soldiers?|troops?|servicem[ae]n|conscripts?|marines?|jawans?|commandos?|army|regulars|peshmerga|"
    r"militiam[ae]n|peacekeepers?)\b"
)
_REBELS = (
    r"(?i)\b(?:rebels?|militants?|insurgents?|terrorists?|guerrillas?|gunm[ae]n|assailants?|attackers?|fighters?|"
    r"jihad\p{L}+|extremists?|bandits?|separatists?|saboteurs?|subversives?|ultras|operatives?|criminals?|bombers?)\b"
)
_MANY = 100
"""Totals of a war or a year are told side by side, and each in its own terms."""
_RATIO = 10
"""Figures further apart than this hardly count the same."""


def with_contradictions(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Two speakers, one close after the other, with different numbers for the same thing: both become `disputed`.

    In: claims with their claimant, status, claim_cue, place and event date. A later figure stands against an earlier
    one where its speaker counts (`Residents counted 62 dead; the police put the toll at 51`), or where it speaks of
    the same victims, names no other place or day, and leaves no room for the earlier number: `Six soldiers were
    killed, the army said. The rebels said 14 soldiers had died.` The outlet's own voice can be contradicted as well.
    Drops claim_cue.
    """
    figures = _figures(rows, batch)
    later = figures.filter(pl.col("who_says").is_not_null()).select(
        "version_id", "measure", **{f"other_{name}": pl.col(name) for name in _COMPARED}
    )
    value, other = pl.col("value"), pl.col("other_value")
    apart = pl.col("other_sentence_id").cast(pl.Int64) - pl.col("sentence_id").cast(pl.Int64)
    paragraphs = pl.col("other_paragraph_no") - pl.col("paragraph_no")
    counted = (
        pl.col("other_counts")
        & pl.col("who_says").is_not_null()
        & (value != other)
        & (paragraphs <= pl.col("other_is_total").cast(pl.Int32))
        & (apart <= pl.when("other_is_total").then(3).otherwise(1))
    )
    left_no_room = (pl.col("at_least") > pl.col("other_at_most")) | (pl.col("at_most") < pl.col("other_at_least"))
    is_there = ~pl.col("other_is_placed") | (pl.col("place_text") == pl.col("other_place_text")).fill_null(False)
    is_then = ~(pl.col("is_own_date") & pl.col("other_is_own_date")) | pl.col("event_date").eq_missing(
        pl.col("other_event_date")
    )
    # 47 people died, the ministry said. Six dockers died, an official said: they may be among the 47.
    may_be_part = (pl.col("who") == "people") & (pl.col("other_who") == "people")
    may_be_part = may_be_part & (
        (pl.col("is_special") & (value < other)) | (pl.col("other_is_special") & (other < value))
    )
    same = (
        left_no_room & ~may_be_part & (apart <= 2) & (paragraphs <= 1) & ~pl.col("other_is_other") & _same_victims()
        & is_there & is_then & (value > 1) & (other > 1)
    )  # fmt: skip
    pairs = (
        figures.join(later, on=["version_id", "measure"], how="inner")
        .filter(
            (pl.col("row_id") < pl.col("other_row_id"))
            & pl.col("who_says").ne_missing(pl.col("other_who_says"))
            & (value <= other * _RATIO)
            & (other <= value * _RATIO)
            & (counted | same)
        )
        .select(pl.concat_list("row_id", "other_row_id").alias("row_id"))
        .explode("row_id")
        .unique()
        .with_columns(is_contradicted=pl.lit(True))
    )
    # A number said again is the same claim.
    number = pl.coalesce("low", "high")
    is_disputed_elsewhere = (pl.col("status") == "disputed").any().over("version_id", "measure", number)
    return (
        rows.join(pairs, on="row_id", how="left", maintain_order="left")
        .with_columns(status=pl.when("is_contradicted").then(pl.lit("disputed")).otherwise("status"))
        .with_columns(
            status=pl.when(
                (pl.col("status") == "attributed") & (number >= 5) & ~pl.col("is_part") & is_disputed_elsewhere
            )
            .then(pl.lit("disputed"))
            .otherwise("status")
        )
        .drop("is_contradicted", "claim_cue")
    )


_COMPARED = [
    "row_id", "sentence_id", "paragraph_no", "who_says", "value", "at_least", "at_most", "who", "counts", "is_total",
    "is_other", "is_placed", "place_text", "is_own_date", "event_date", "is_special",
]  # fmt: skip


def _figures(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """What can contradict or be contradicted, in the columns of _COMPARED, version_id and measure."""
    counting = batch.codebook.table("speech_cues").filter(pl.col("subjects") == "toll").get_column("cue").implode()
    is_total = pl.col("sentence").str.contains(lean(TOTAL))
    noun = pl.col("victim_text")
    return rows.filter(
        pl.col("status").is_in(["attributed", "asserted"])
        & ~pl.col("is_part")
        & ~pl.col("in_headline")
        & (~pl.col("is_cumulative") | (pl.coalesce("low", "high") < _MANY))
        & pl.col("measure").is_in(TOLLS)
        & (pl.coalesce("low", "high") > 0)
    ).select(
        *("row_id", "version_id", "measure", "sentence_id", "paragraph_no", "place_text", "is_own_date", "event_date"),
        who_says=pl.coalesce("claimant_actor_id", "claimant_text"),
        value=pl.coalesce("low", "high"),
        at_least=pl.col("low").fill_null(0),
        at_most=pl.col("high").fill_null(1 << 40),
        # Bare numbers are anybody's: `the rebels said five died`.
        who=pl.when(noun.str.contains(lean(_OWN_MEN)))
        .then(pl.lit("own"))
        .when(pl.col("victim_group") == "police")
        .then(pl.lit("police"))
        .when(noun.str.contains(lean(_ARMY)))
        .then(pl.lit("army"))
        .when(noun.str.contains(lean(_REBELS)))
        .then(pl.lit("rebels"))
        .when((noun.is_null() | noun.str.contains(lean(_MEN))) & pl.col("victim_group").is_in(["person", "combatant"]))
        .then(pl.lit("bare"))
        .when(pl.col("victim_group").is_in(["combatant", "prisoner", "child", "woman"]))
        .then("victim_group")
        .otherwise(pl.lit("people")),
        is_total=is_total,
        counts=pl.col("claim_cue").str.to_lowercase().is_in(counting).fill_null(False) | is_total,
        is_other=pl.col("sentence").str.contains(lean(_ANOTHER_EVENT)),
        is_special=(
            pl.col("victim_group").is_in(["person", "civilian"]) & ~noun.str.contains(lean(_ANYBODY))
        ).fill_null(False),
        is_placed=pl.col("place_source").eq_missing(pl.lit("sentence")),
    )


def _same_victims() -> pl.Expr:
    one, other = pl.col("who"), pl.col("other_who")
    is_bare = ((one == "bare") & (other != "rebels")) | ((other == "bare") & (one != "rebels"))
    return ((one == other) | is_bare) & (one != "own") & (other != "own")
