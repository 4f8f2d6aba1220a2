"""Casualty figures to claims: who says so, where, when, as part of what, and whether it is a running total.

What belongs here: joining what the other extractors read to the figures of casualties.py. What does not: reading.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.claim_places import nearest_place
from pipelines.extract.codebook import Codebook
from pipelines.extract.contradictions import TOLLS, with_contradictions
from pipelines.extract.eventdates import event_dates
from pipelines.extract.matching import lean
from pipelines.extract.terms import find_listed
from pipelines.extract.verification import doubt_positions
from pipelines.schemas import CASUALTY_CLAIM

_WAR = "(?:war|conflict|insurgency|uprising|offensive|campaign|fighting|rebellion|invasion|violence|siege)"
_LONG_WAR = "(?:war|civil war|conflict|insurgency|uprising|rebellion|invasion|genocide|dictatorship|intifada)"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

CUMULATIVE = "(?i)" + "|".join(
    (
        rf"\bsince (?:the |its? |they |he |then|early |late |mid-|last |\d|{_MONTHS}|hostilities|protests|{_WAR})",
        r"\bsince (?:\w+ ){0,4}(?:began|started|erupted|broke out|launched|invaded|attacked)\b",
        r"\bsince (?:been |\w+day\b)",
        r"\bha(?:ve|s|d) (?:been )?(?:killed|died|wounded|injured|displaced|detained|arrested|abducted) "
        r"(?:[\w’'-]+ ){0,6}?since (?:[A-Z]|he|she|his|her)",
        r"\bcumulative\b",
        r"\b(?:over|in|during) the same (?:period|time|span)\b",
        rf"\b(?:decades|years) of (?:civil |armed )?{_WAR}\b",
        r"\bin recent (?:months|years|weeks)\b",
        rf"\bbetween \d\d? (?:{_MONTHS})\w*,? (?:(?:19|20)\d\d )?and \d\d? (?:{_MONTHS})",
        r"\b(?:number|toll|total)\b[^.;]{0,60} (?:since|so far|this) (?:month|year)\b",
        r"\bduring (?:the month of )?(?:january|february|march|april|may|june|july|august|september|october|november|"
        r"december)(?: (?:19|20)\d\d)?(?:[,;.]| the | \p{L}+ (?:killed|lost|suffered|carried))",
        r"\bso far this (?:year|month)\b",
        r"\b(?:this year|to date)\b",
        rf"\bin (?:the|its|their) (?:\w+[- ]){{0,3}}{_LONG_WAR}\b",
        rf"\b(?:\d+|\w+)[ -]years?(?:-old|-long)? (?:of )?(?:civil )?{_WAR}\b",
        rf"\b{_WAR} (?:that |which )?(?:has|have|had) (?:\w+ )?(?:killed|claimed|left|cost|displaced|driven|forced)\b",
        r"\b(?:over|in|during|for) (?:the|its) (?:first|past|last|previous) (?:\w+ )?(?:decades?|years?|months?)\b",
        r"\b(?:over|in|during|for) (?:\w+|\d+) (?:decades|years|months) of\b",
        r"\bfrom the beginning of\b",
        rf"\bbetween (?:{_MONTHS})\w*\.? ?(?:\d+,? |of )?(?:(?:19|20)\d\d )?and (?:{_MONTHS})",
        r"\bfrom \w+ (?:\d+,? )?(?:(?:19|20)\d\d )?to \w+ (?:\d+,? )?(?:19|20)\d\d\b",
        r"\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b",
        r"\bevery (?:year|month|day|week)\b",
        r"\b(?:a|per|each) year\b",
        rf"\bafter \w+ (?:days|weeks|months|years) of {_WAR}\b",
        rf"\bduring the (?:\w+[- ]){{0,3}}{_LONG_WAR}\b",
        rf"\b(?:months|years) into the {_WAR}\b",
    )
)
"""Signs that a figure counts a war, a year or a campaign and not one incident."""
COUNTED = r"(?i)\b(?:verified|documented|recorded|registered|tallied)\b([^.;]{0,90})$"
"""Behind these verbs of record-keepers stand totals."""
IN_A_YEAR = r"(?i)(?:\bin (?:19|20)\d\d\b|\blast year\b)"
ONE_ATTACK = (
    r"(?i)\b(?:an?|the|one|another|single) (?:[\w’'-]+ ){0,3}?(?:attack|bomb\w*|blast|explosion|strike|airstrike|raid|"
    r"shooting|ambush|clash|crash|massacre|assault|shelling|incident|operation)\b"
)
"""A year counts a toll of that year where no single attack is told of."""
SUPERLATIVE = (
    r"(?i)\b(?:first|second|third|deadliest|worst|largest|biggest|heaviest|bloodiest|highest|most \w+|latest)\b"
    r"[^,;.]{0,80}?(?:\bsince\b|\bthis (?:year|month)\b|\bin (?:years|months|decades|weeks)\b|\bto date\b)[^,;.]*"
)
"""The deadliest attack since the war began: it does not count from there."""
HELD_SINCE = (
    r"(?i)\b(?:missing|hold|holding|held (?:by|captive|hostage)|captive|captivity|hostages?|control\w*|occupied|"
    r"ruled|in power|besieged|under siege|led|lived|living)\b[^,;.]{0,40}?\bsince\b[^,;.]*"
)
"""Who was held or missing since May was not counted since May."""
SINGLE = (
    r"(?i)\bsince (?:early |late )?(?:\w+day (?:morning|night|evening)|the start of the week)"
    r"|\bsince (?:the )?(?:dawn|midnight|morning)"
    r"|\b(?:in|within) (?:a|one|two|three|four|five|six|\d) (?:days?|weeks?)\b"
)
"""Times too short to make a running total."""
LARGE = {"killed": 20_000, "wounded": 20_000, "casualties": 20_000, "captured": 20_000, "displaced": 100_000}
"""No single incident of the last century's wars has harmed as many, but for a few."""
MASSES = ["thousands", "tens of thousands", "hundreds of thousands", "millions", "many thousands", "tens"]
_MANY_SINCE = 100
"""A figure of this size behind a total, in a tense that reaches to today, is one too."""
_HAVE_DIED = (
    r"(?i)\b(?:has|have) (?:also |since |now )?(?:killed|died|lost|been (?:killed|wounded|injured|displaced))\b"
)


def _with_is_cumulative(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds is_cumulative: does the figure count a war, a year or a campaign?

    In: sentence, figure_start, measure, low, high, vague_term. In steps: each reads what the one before it made once.
    """
    sentence, at, scope = pl.col("sentence"), pl.col("figure_start"), pl.col("scope")
    value = pl.coalesce("high", "low")
    is_large = value >= pl.col("measure").replace_strict(LARGE, default=None, return_dtype=pl.Int64)
    is_mass = pl.col("vague_term").is_in(MASSES) & pl.col("measure").is_in(["killed", "displaced", "wounded"])
    in_a_year = scope.str.contains(lean(IN_A_YEAR)) & ~scope.str.contains(lean(ONE_ATTACK))
    return (
        # Three died, bringing to 35 the number lost since July: the three did not die since July.
        rows.with_columns(
            bringing=sentence.str.extract(
                lean(r"(?i)^(.*?)(?:,? bringing\b|, (?:taking|raising|pushing|putting) (?:the|its|to)\b)"), 1
            )
        )
        .with_columns(
            scope=pl.when(at < pl.col("bringing").str.len_chars())
            .then("bringing")
            .otherwise(sentence)
            .str.replace_all(lean(SUPERLATIVE), " ")
            .str.replace_all(lean(HELD_SINCE), " ")
        )
        .with_columns(is_single=scope.str.contains(lean(SINGLE)))
        .with_columns(
            is_cumulative=((scope.str.contains(lean(CUMULATIVE)) | in_a_year) & ~pl.col("is_single"))
            | _is_on_record(sentence.str.slice(0, at))
            | ((is_large | is_mass).fill_null(False) & ~pl.col("is_single"))
        )
        # More than 43,000 have been killed since then. The army says that it has killed 17,000 militants.
        .with_columns(
            is_cumulative=pl.col("is_cumulative")
            | (
                (value >= _MANY_SINCE)
                & ~pl.col("is_single")
                & scope.str.contains(lean(_HAVE_DIED))
                & (pl.col("is_cumulative").cum_sum().shift(1).over("version_id", "paragraph_no", "in_headline") > 0)
            ).fill_null(False)
        )
        .drop("bringing", "scope", "is_single")
    )


def _is_on_record(before: pl.Expr) -> pl.Expr:
    """`The office verified 212 deaths`; but: `The group documented an attack that killed 97`: one attack."""
    return before.str.contains(lean(COUNTED)) & ~before.str.extract(lean(COUNTED), 1).str.contains(lean(ONE_ATTACK))


def casualty_claims(batch: Batch) -> pl.DataFrame:
    """One row per casualty figure, in the columns of schemas.CASUALTY_CLAIM."""
    figures = _without_speakers(batch.casualties, batch).with_row_index("row_id")
    sentences = batch.sentences.select(
        "sentence_id", "sentence_no", "in_headline", "paragraph_no", sentence="text", offset="char_start"
    )
    rows = figures.join(sentences, on="sentence_id", how="left", maintain_order="left")
    rows = _with_own_men(_with_claimant(rows, batch), batch)
    spans = rows.select(
        "row_id",
        "sentence_id",
        start="figure_start",
        end="end",
        measure="measure",
        magnitude=pl.coalesce("low", "high"),
    )
    rows = (
        rows.join(nearest_place(batch, spans), on="row_id", how="left")
        .join(event_dates(batch, spans), on="row_id", how="left")
        .join(_victim_sides(rows, batch), on="row_id", how="left")
        .sort("row_id")
    )
    rows = _with_is_cumulative(rows).with_columns(
        char_start=pl.col("offset") + pl.col("start"),
        char_end=pl.col("offset") + pl.col("end"),
        claim_id=pl.format(
            "{}:{}{}:{}",
            "version_id",
            pl.when("in_headline").then(pl.lit("h")).otherwise(pl.lit("b")),
            pl.col("offset") + pl.col("figure_start"),
            "measure",
        ),
        is_repeat=pl.int_range(pl.len()).over("version_id", "measure", "low", "high", "vague_term") > 0,
    )
    rows = with_contradictions(rows, batch)
    # A total since the war began happened on no day; one of today's lead least of all.
    is_dateless = pl.col("is_cumulative") & ~pl.col("is_own_date")
    rows = rows.with_columns(
        event_date=pl.when(~is_dateless).then("event_date"),
        event_date_precision=pl.when(is_dateless).then(pl.lit("unknown")).otherwise("event_date_precision"),
        event_date_text=pl.when(~is_dateless).then("event_date_text"),
    )
    rows = rows.unique("claim_id", keep="first", maintain_order=True)
    rows = _with_sums(rows)
    rows = rows.join(_parents(rows), on="claim_id", how="left", maintain_order="left")
    of_totals = rows.filter("is_cumulative").select(part_of_claim_id="claim_id", of_total=pl.lit(True))
    rows = rows.join(of_totals, on="part_of_claim_id", how="left", maintain_order="left").with_columns(
        is_cumulative=pl.col("is_cumulative") | pl.col("of_total").fill_null(False)
    )
    return CASUALTY_CLAIM.conform(batch.prove(_with_groups_of_wholes(_with_places_of_wholes(rows))))


def _without_speakers(figures: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Without who tells it: `A bomb killed a nun in X on Sunday, Captain Ahmed Ali, a military officer, said.`

    A word of harm before the speaker's phrase does not count those inside it.
    """
    speakers = (
        batch.attributions.filter(pl.col("speaker_sentence") == pl.col("sentence_id"))
        .select("sentence_id", "speaker_start", "speaker_end")
        .unique()
    )
    told = (
        figures.select("sentence_id", "figure_start", "start", "end")
        .join(speakers, on="sentence_id", how="inner")
        .filter(
            (pl.col("figure_start") >= pl.col("speaker_start"))
            & (pl.col("figure_start") < pl.col("speaker_end"))
            & (pl.col("start") < pl.col("speaker_start"))
        )
        .select("sentence_id", "figure_start", "start", "end")
        .unique()
    )
    return figures.join(told, on=["sentence_id", "figure_start", "start", "end"], how="anti", maintain_order="left")


_OWN_MEN = r"(?i)^(?:its|their|his|our) (?:own )?(?:men|members|comrades|personnel)$"


def _with_own_men(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`The army said three of its men had died, while eight were hurt`: whose men they are tells that they fight."""
    armed = batch.codebook.table("actors").filter(pl.col("actor_type").is_in(["armed_group", "military"]))
    speaker = pl.col("claimant_text")
    is_armed = pl.col("claimant_actor_id").is_in(armed["actor_id"].implode()) | speaker.str.contains(
        r"(?i)\b(?:army|military|troops|rebels|militants|guerrillas|insurgents)\b"
    )
    is_own = (pl.col("victim_text").str.contains(lean(_OWN_MEN)) & is_armed).fill_null(False)
    same = (pl.col("sentence_id") == pl.col("sentence_id").shift(1)) & (speaker == speaker.shift(1))
    follows = same & is_own.shift(1) & pl.col("victim_text").is_null()
    is_person = pl.col("victim_group") == "person"
    return rows.with_columns(
        victim_group=pl.when(is_person & (is_own | follows.fill_null(False)))
        .then(pl.lit("combatant"))
        .otherwise("victim_group")
    )


def _with_places_of_wholes(rows: pl.DataFrame) -> pl.DataFrame:
    """A part whose sentence names no place took place where its whole did: `Three of the dead were children.`"""
    place = ["region_id", "place_text", "place_source"]
    wholes = rows.select(part_of_claim_id="claim_id", **{f"whole_{name}": name for name in place})
    is_taken = ~pl.col("place_source").eq_missing(pl.lit("sentence")) & pl.col("whole_place_source").is_not_null()
    return (
        rows.join(wholes, on="part_of_claim_id", how="left", maintain_order="left")
        .with_columns(is_taken=is_taken)
        .with_columns(pl.when("is_taken").then(f"whole_{name}").otherwise(name).alias(name) for name in place)
    )


_PEOPLE_OF = r"\b\p{Lu}\p{L}+(?:ans?|ese|is?|nos?|sh)$"
"""`17 of them Filipinos`."""


def _with_groups_of_wholes(rows: pl.DataFrame) -> pl.DataFrame:
    """`They killed 53 militants, two of them foreigners`: of the whole's group where the noun tells no more."""
    wholes = rows.select(part_of_claim_id="claim_id", whole_group="victim_group")
    noun = pl.col("victim_text")
    is_bare = (pl.col("victim_group") == "person") & (noun.is_null() | noun.str.contains(lean(_PEOPLE_OF)))
    return (
        rows.join(wholes, on="part_of_claim_id", how="left", maintain_order="left")
        .with_columns(
            victim_group=pl.when(is_bare).then(pl.coalesce("whole_group", "victim_group")).otherwise("victim_group")
        )
        .drop("whole_group")
    )


def _with_claimant(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The narrowest attribution whose content holds the figure; without one the outlet itself asserts it."""
    claimant = {
        "claimant_text": "speaker_text",
        "claimant_actor_id": "speaker_actor_id",
        "claimant_side": "speaker_side",
        "status": "status",
        "claim_cue": "cue",
        "is_toll_disputed": "is_toll_disputed",
    }
    said = _claiming(batch).select("sentence_id", *claimant.values(), said_start="start", said_end="end")
    held = (
        rows.select("row_id", "sentence_id", "sentence", "figure_start")
        .join(said, on="sentence_id", how="inner")
        .filter((pl.col("said_start") <= pl.col("figure_start")) & (pl.col("figure_start") < pl.col("said_end")))
        .filter(~_is_told_beside_a_denial())
        .sort("row_id", pl.col("said_end") - pl.col("said_start"), "said_start", "speaker_text")
        .unique("row_id", keep="first", maintain_order=True)
        .select("row_id", **claimant)
    )
    # At least 70 people were killed, medics said, among them 12 children: who tells of the whole tells of its parts.
    wholes = rows.filter(~pl.col("is_part")).select("row_id", "sentence_id", "measure").join(held, on="row_id")
    parts = (
        rows.filter(pl.col("is_part") & pl.col("rule").str.starts_with("including_n"))
        .select("row_id", "sentence_id", "measure")
        .join(held, on="row_id", how="anti")
        .join(
            wholes.drop("row_id").unique(["sentence_id", "measure"], keep="last", maintain_order=True),
            on=["sentence_id", "measure"],
        )
        .select(held.columns)
    )
    held = pl.concat([held, parts])
    carried = _carried_claimants(rows.join(held, on="row_id", how="anti"), batch).select("row_id", **claimant)
    doubts = doubt_positions(batch).select("sentence_id", "at")
    is_claimed = pl.col("claimant_text").is_not_null()
    claimed = (
        rows.join(pl.concat([held, carried]), on="row_id", how="left", maintain_order="left")
        .join(doubts, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            status=pl.when(
                ~is_claimed
                & (
                    (pl.col("figure_start") < pl.col("at"))
                    | pl.col("sentence").str.slice(0, "figure_start").str.contains(lean(UNCONFIRMED))
                    # There was no confirmation of the claim that nine died; but: not confirmed, but nine died.
                    | ~pl.col("sentence")
                    .str.slice("at", (pl.col("figure_start") - pl.col("at")).clip(0))
                    .str.contains(lean(r"(?i)\b(?:but|although|though|while|whereas|however)\b|, and\b|;"))
                )
            )
            .then(pl.lit("unverified"))
            .when((pl.col("status") == "attributed") & _is_called_false())
            .then(pl.lit("denied"))
            # A dispute over the toll is over the dead, not over those of them who were women.
            .when(
                pl.col("is_toll_disputed")
                & (pl.col("status") == "disputed")
                & (pl.col("is_part") | ~pl.col("measure").is_in(TOLLS))
            )
            .then(pl.lit("attributed"))
            .otherwise(pl.coalesce("status", pl.when(is_claimed).then(pl.lit("attributed")), pl.lit("asserted")))
        )
        .drop("at")
    )
    return claimed.drop("is_toll_disputed")


def _is_called_false() -> pl.Expr:
    """`The ministry said reports that 12 people had been killed were false.`"""
    before = pl.col("sentence").str.slice(0, "figure_start")
    behind = pl.col("sentence").str.slice(pl.col("figure_end"))
    return before.str.contains(lean(r"(?i)\b(?:reports?|claims?|rumou?rs|allegations?|suggestions?)\b[^.;:,]*$")) & (
        behind.str.contains(
            lean(r"(?i)^[^.;:,]*\b(?:was|were|is|are) (?:\w+ )?(?:false|untrue|baseless|unfounded|fabricated|lies)\b")
        )
    )


def _is_told_beside_a_denial() -> pl.Expr:
    """`Police denied rumours of riots after a gunman killed two people`: nobody denies what stands behind `after`.

    In: sentence, figure_start, said_start, status.
    """
    denied = pl.col("sentence").str.slice(pl.col("said_start"), pl.col("figure_start") - pl.col("said_start"))
    return (
        (pl.col("status") == "denied")
        & denied.str.contains(lean(r"(?i)\b(?:after|following)\b"))
        & ~denied.str.contains(lean(r"(?i)\bthat\b"))
    ).fill_null(False)


CARRIED_SENTENCES = 2
"""How many sentences without a speaker of their own can go on with the speaker before."""

_COUNT = (
    r"(?:(?:At least|As many as|About|Around|More than|Nearly|Some|Up to|Another|A further) )?"
    r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|"
    r"[A-Z]?[a-z]+teen|"
    r"[A-Z]?[a-z]+ty(?:-[a-z]+)?|\d[\d,]*|Several|Dozens|Many|Some|Most|All|Both|Half|Scores)"
)
_HURT = r"(?:dead|injured|wounded|victims|casualties|killed|deceased|missing|fatalities|detained|abducted|captured|patients|survivors)"  # noqa: E501
_PEOPLE = "(?:people|persons|civilians|soldiers|policemen|officers|militants|rebels|fighters)"
CONTINUES = (
    rf"(?i)^(?:(?:Among|Of) (?:them|those|these|the {_HURT})\b"
    rf"|{_COUNT} (?:of (?:them|those|these|whom|the {_HURT}|the \w+)|others?|more|remain|had (?:since )?been|ha(?:ve|"
    rf"s) been|were|was|are|is|"
    r"died|suffered|people, (?:among|including)|people (?:are|remain|were) still)\b"
    rf"|The (?:number|death toll|toll|figure|total|{_HURT}|others|rest|remaining|other \w+)\b"
    r"|(?:Her|His|Their) (?:\w+ ){1,4}(?:was|were|is|are|died)\b|(?:Nobody|No one|None) (?:was|were|is|else|had)\b"
    rf"|{_COUNT} (?:[\w“”\"’'-]+ ){{1,2}}also\b"
    rf"|{_COUNT} [\p{{L}}-]+, [^,.;]{{3,40}}, (?:have|had|were|are|was|died|lost)\b"
    rf"|{_COUNT} (?:[\p{{L}}-]+ )?{_PEOPLE} (?:(?:have|had) been |were |was )?(?:\w+ )?(?:killed|wounded|injured|hurt|"
    rf"died|arrested)\b|{_COUNT} (?:wounded|injured|dead|missing) (?:are|remain|were)\b"
    r"|By the (?:end|time|evening|morning)\b|(?:He|She|They) (?:was|were|had|has|have) (?:not )?been\b|Those (?:killed|"
    r"wounded|injured)\b"
    r"|There (?:is|are) no longer\b)"
)
"""How a sentence opens that goes on counting the same people: `Three of them are children.`, `Another 40 were hurt.`"""
FURTHER = (
    r"(?i)^(?:(?:at least |about |some |around )?(?:another|a further|an additional) [\p{L}\d,-]+|"
    r"[\p{L}\d,-]+ (?:others|more)) "
)
"""How a paragraph opens that goes on counting where the one before it ended."""

UNCONFIRMED = r"(?i)\b(?:unconfirmed|unverified) (?:\w+ )?(?:reports?|accounts?|claims?|information)\b[^.;]{0,60}$"
"""What a figure behind it is taken from: `Unconfirmed reports said up to 60 had died.`"""
NOT_CLAIMED = "(?i)^(?:condemn|denounc|deplor|decr|criticis|criticiz|slam|lambast|hail|prais|welcom|mourn|regret)"
"""Words of saying whose object is an event that the outlet itself reports: `condemned the attack that killed nine`."""


JUDGED = (
    r"(?i)^(?:the |this |that |any |all )?(?:[\w’'-]+ ){0,2}(?:murders?|killings?|attacks?|massacres?|assassinations?|"
    r"bombings?|violence|slaughter|kidnappings?|abductions?) "
)
"""What is rejected as a deed and not as an account."""


def _claiming(batch: Batch) -> pl.DataFrame:
    """Attributions whose content is asserted by their speaker: no demands, pledges or judgements of what happened."""
    is_demand = pl.col("kind").is_in(["other", "pledge"]) | pl.col("cue").str.contains(lean(NOT_CLAIMED))
    claiming = batch.attributions.filter(~is_demand | pl.col("is_quote") | pl.col("is_front"))
    # The bombing, which officials blamed on the PKK, killed 37 people: they say no more than whose it was. All parties
    # rejected the murder of a senator: they judge it.
    said = pl.col("text").str.slice(pl.col("start"), 60)
    blamed = (
        claiming.filter(pl.col("cue").str.contains("(?i)^(?:blam|reject)"))
        .select("sentence_id", "start", "cue")
        .join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="inner")
        .filter(
            pl.when(pl.col("cue").str.contains("(?i)^blam"))
            .then(said.str.contains("(?i)^on "))
            .otherwise(said.str.contains(lean(JUDGED)))
        )
        .drop("cue")
    )
    claiming = claiming.join(blamed, on=["sentence_id", "start"], how="anti", maintain_order="left")
    return _over_semicolons(_without_what_is_taken_as_known(claiming, batch), batch)


_FEELING = (
    r"(?i)^[“\"‘']?(?:he|she|it|they|we|i|(?:his|her|its|our|my) \w+) (?:was|were|is|are|am|felt|feels|feel)"
    r"(?: (?:\w+ly|so|very|also|both))* [“\"‘']?(?:horrified|shocked|saddened|appalled|outraged|dismayed|alarmed|"
    r"sickened|devastated|heartbroken|disgusted|disturbed|grieved|concerned|worried|stunned|moved|angered|touched|sad|"
    r"sorry|angry)\b"
)
"""How content opens that tells what somebody feels about what the outlet reports."""


_CLAIMING = r"(?i)^(?:claim|took|tak|accept|admit)"
"""Cues of who says that it was them."""
_CLAIMED_ATTACK = (
    r"(?i)^\W*(?:(?:(?:the|sole|full|its|their) )*(?:responsibility|credit)\b|for (?:the|an?) (?:[\w-]+ ){0,3}"
    r"(?:attacks?|bombings?|assaults?|blasts?|explosions?)\b|(?:the|an?|this|both|two|three|s|last \w+['’]s) "
    r"(?:[\w-]+ ){0,3}(?:attacks?|bombings?|assaults?|strikes?|blasts?|explosions?|ambush(?:es)?|raids?)\b[^;]*?"
    r"\b(?:that|which)\b)"
)
_CLAIMED_DEED = (
    r"(?i)\bfor (?:the )?(?:killing|murder|death|assassination|kidnapping|abduction|execution|beheading|capture)s?\b"
)
"""What somebody claims to have done: the attack, of which the outlet tells; the killing itself."""


def _without_what_is_taken_as_known(claiming: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`The minister said he was shocked by the bombing that killed 12 people`, `The group claimed responsibility for a
    bombing that killed 12`: the outlet says how many.
    """
    said = pl.col("text").str.slice(pl.col("start"), 90)
    cue = pl.col("cue")
    is_felt = said.str.contains(lean(_FEELING)) & ~said.str.contains(r"(?i)\breports? that\b")
    is_taken = (
        cue.str.contains(lean(_CLAIMING))
        & said.str.contains(lean(_CLAIMED_ATTACK))
        & ~pl.col("text").str.slice(0, "start").str.ends_with("that ")
        & ~said.str.contains(lean(_CLAIMED_DEED))
    )
    known = (
        claiming.select("sentence_id", "start", "cue")
        .join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="inner")
        .filter(is_felt | is_taken)
    )
    return claiming.join(known, on=["sentence_id", "start", "cue"], how="anti", maintain_order="left")


def _over_semicolons(claiming: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Six of the dead were of one family; four were children, the doctor said.`: the only speaker says all of it.

    So does one who stands before the semicolon: `Two houses were hit, the doctor said; a boy died.`
    """
    sentence, text = pl.col("sentence_id"), pl.col("text")
    is_alone = (pl.len().over("sentence_id") == 1) & pl.col("is_front") & (pl.col("speaker_sentence") == sentence)
    alone = (
        claiming.filter(is_alone)
        .select("sentence_id", "start", "end")
        .join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="inner")
        .select(
            "sentence_id",
            to_start=(pl.col("start") > 2) & text.str.slice(0, "start").str.contains(r";\s*$"),
            to_end=pl.when(text.str.slice("end").str.contains(r"^[^;]{0,120};\s")).then(text.str.len_chars()),
        )
    )
    return (
        claiming.join(alone, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            start=pl.when("to_start").then(0).otherwise("start").cast(pl.Int32),
            end=pl.coalesce("to_end", "end").cast(pl.Int32),
        )
        .drop("to_start", "to_end")
    )


def _carried_claimants(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The speaker of the sentence before, in the paragraph: `Two died, the mayor said. Three are in hospital.`

    Only where the sentence goes on counting the same people, and not behind a quotation, a denial, an accusation, a
    judgement or a claim of responsibility, after which the outlet speaks again. Out, for figures of sentences
    in which nobody speaks: row_id, speaker_text, speaker_actor_id, speaker_side, status.
    """
    columns = [
        "speaker_text",
        "speaker_actor_id",
        "speaker_side",
        "status",
        "cue",
        "is_toll_disputed",
        "is_over",
    ]
    # Of several speakers the last whose saying is no part of another's.
    inside = (
        (pl.col("sentence_id") == pl.col("sentence_id").shift(1))
        & (pl.col("start") >= pl.col("start").shift(1))
        & (pl.col("end") <= pl.col("end").shift(1))
    )
    last = (
        batch.attributions.sort("sentence_id", "start", pl.col("end"), descending=[False, False, True])
        .filter(~inside.fill_null(False))
        .unique("sentence_id", keep="last", maintain_order=True)
        .join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="left", maintain_order="left")
        .with_columns(is_over=(pl.col("is_front") & pl.col("is_quote")) | _is_no_report())
        .select("sentence_id", *columns)
    )
    spoken = (
        batch.sentences.select("sentence_id", "version_id", "paragraph_no", "text")
        .join(last, on="sentence_id", how="left", maintain_order="left")
        .with_columns(is_silent=pl.col("speaker_text").is_null(), is_opening=_opens_paragraph())
    )
    # Three were hurt, an officer said. More than 68,000 have died since 1989: the outlet tells of the war.
    within = spoken.with_columns(
        pl.col(columns).forward_fill(limit=CARRIED_SENTENCES).over("version_id", "paragraph_no"),
    ).filter(pl.col("text").str.contains(lean(CONTINUES)) & ~pl.col("text").str.contains(lean(CUMULATIVE)))
    # A further 40 were hurt: the paragraph goes on where the one before it ended.
    across = spoken.with_columns(pl.col(columns).shift(1).over("version_id")).filter(
        pl.col("is_opening") & pl.col("text").str.contains(lean(FURTHER))
    )
    carried = pl.concat([within, across]).filter(
        pl.col("is_silent") & pl.col("speaker_text").is_not_null() & ~pl.col("is_over")
    )
    speaking = carried.select("sentence_id", *columns[:-1]).unique("sentence_id", keep="first", maintain_order=True)
    return rows.select("row_id", "sentence_id").join(speaking, on="sentence_id", how="inner", maintain_order="left")


def _is_no_report() -> pl.Expr:
    """`The group claimed responsibility for the attack. Four people were killed.`; `The minister condemned it.`"""
    taken = pl.col("cue").str.contains(lean(_CLAIMING)) & pl.col("text").str.slice("start", 80).str.contains(
        lean(_RESPONSIBILITY)
    )
    is_report = pl.col("kind").is_in(["claim", "confirmation", "warning"])
    taken = taken | pl.col("cue").str.contains("(?i)responsib")
    return ~is_report | pl.col("cue").str.contains(lean(NOT_CLAIMED)) | taken


_RESPONSIBILITY = (
    r"(?i)^\W*(?:(?:the|sole|full|its|their) )*(?:responsibility|credit|attacks?|bombings?|blasts?|killings?)\b"
)
"""What is claimed that counts nobody."""


def _opens_paragraph() -> pl.Expr:
    return (pl.col("paragraph_no") != pl.col("paragraph_no").shift(1)).over("version_id").fill_null(False)


def _victim_sides(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Country or party in the victims' noun phrase: `Russian soldiers`, `Palestinians`, `Hamas fighters`.

    Out, where there is one: row_id, victim_side (ISO 3166-1 alpha-2 code, or the party's name).
    """
    phrases = rows.filter(pl.col("victim_text").is_not_null()).select(
        pl.col("row_id").alias("sentence_id"), text="victim_text"
    )
    return (
        find_listed(phrases, "victim_sides", batch.codebook, lambda: _sides(batch.codebook))
        .unique("sentence_id", keep="first", maintain_order=True)
        .select(row_id="sentence_id", victim_side="side")
    )


def _sides(codebook: Codebook) -> pl.DataFrame:
    """What tells a side in a noun phrase: term, side, is_case_sensitive."""
    adjectives = codebook.table("region_adjectives").select(
        term="adjective", side="country_code", is_case_sensitive=pl.lit(True)
    )
    plural = adjectives.with_columns(term=pl.col("term") + "s")
    parties = (
        codebook.terms("actor_terms")
        .join(codebook.table("actors").filter(pl.col("actor_type") == "armed_group"), on="actor_id", how="semi")
        .join(codebook.table("actors").select("actor_id", "actor_name"), on="actor_id", how="left")
        .select("term", side="actor_name", is_case_sensitive=pl.lit(True))
    )
    return pl.concat([adjectives, plural, parties]).drop_nulls().unique("term", keep="first", maintain_order=True)


_MADE_UP_OF = (
    r"(?i)^the (?:dead|victims|fatalities|slain|wounded|injured|casualties|hostages) "
    r"(?:were|are|comprised?|consist(?:ed)? of|comprise|included?) "
)
"""How a sentence opens that goes through those who were counted before."""


def _with_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """`Four were killed: two women, a man and a girl`: the figures behind the first one of a sentence add up to it.

    Such figures become parts (is_part).
    """
    value = pl.coalesce("low", "high")
    place = ["sentence_id", "measure"]
    # Killed were three men, two women and a boy: no sum.
    to_next = pl.col("sentence").str.slice("figure_end", pl.col("figure_start").shift(-1) - pl.col("figure_end"))
    is_listed = (
        to_next.str.contains(lean(r"(?i)^ (?:[\p{L}’'-]+ ){0,2}[\p{L}’'-]+,? (?:and )?$"))
        & ~pl.col("victim_group").is_in(["person", "civilian"])
    ) | pl.col("victim_text").str.contains("(?i)^(?:young |elderly )?men$")
    sums = rows.group_by(place).agg(
        first_row=pl.col("row_id").first(),
        first=value.first(),
        rest=value.slice(1).sum(),
        n=pl.len(),
        is_listed=is_listed.first().fill_null(False),
    )
    adding = sums.filter((pl.col("n") > 2) & (pl.col("rest") == pl.col("first")) & ~pl.col("is_listed")).drop(
        "rest", "n", "first", "is_listed"
    )
    is_later = pl.col("row_id") != pl.col("first_row")
    # Nine died. The dead comprised four officers, two nurses and three raiders.
    is_made_up = pl.col("sentence").str.contains(lean(_MADE_UP_OF)) & (pl.len().over(place) > 1)
    return (
        rows.join(adding, on=place, how="left", maintain_order="left")
        .with_columns(is_part=pl.col("is_part") | is_made_up | (is_later & value.is_not_null()).fill_null(False))
        .drop("first_row")
    )


def _parents(rows: pl.DataFrame) -> pl.DataFrame:
    """The nearest larger figure of the same measure before each sub-count.

    Out, where there is one: claim_id, part_of_claim_id.
    """
    value = pl.coalesce("low", "high")
    parts = rows.filter("is_part").select(
        "claim_id",
        "version_id",
        "measure",
        "row_id",
        "rule",
        part_value=value,
        part_sentence="sentence_id",
        is_of_them=pl.col("sentence").str.slice("figure_end", 10).str.contains("(?i)^ of (?:them|whom)"),
    )
    wholes = rows.filter(pl.col("qualifier") != "none").select(
        "version_id",
        "measure",
        part_of_claim_id="claim_id",
        whole_row="row_id",
        whole_value=value,
        whole_is_part="is_part",
        whole_sentence="sentence_id",
        whole_rule="rule",
    )
    same = parts.join(wholes, on=["version_id", "measure"], how="inner").with_columns(is_of_casualties=pl.lit(False))
    # 60 casualties: 12 dead and 48 wounded.
    of_casualties = parts.filter(pl.col("measure").is_in(["killed", "wounded", "missing"])).join(
        wholes.filter(pl.col("measure") == "casualties").drop("measure"),
        left_on=["version_id", "part_sentence"],
        right_on=["version_id", "whole_sentence"],
        how="inner",
    )
    # wounded eight, one of whom died
    of_wounded = (
        parts.filter((pl.col("measure") == "killed") & pl.col("is_of_them"))
        .join(
            wholes.filter(pl.col("measure").is_in(["wounded", "abducted"])).drop("measure"),
            left_on=["version_id", "part_sentence"],
            right_on=["version_id", "whole_sentence"],
            how="inner",
        )
        .filter(pl.col("whole_row") == pl.col("row_id") - 1)
    )
    of_casualties = pl.concat([of_casualties, of_wounded]).with_columns(
        whole_sentence="part_sentence", is_of_casualties=pl.lit(True)
    )
    return (
        pl.concat([same, of_casualties.select(same.columns)])
        .filter(
            # Two children were among eight killed: the whole may follow in the sentence.
            ((pl.col("whole_row") < pl.col("row_id")) | (pl.col("whole_sentence") == pl.col("part_sentence")))
            & (pl.col("part_of_claim_id") != pl.col("claim_id"))
            # 21 soldiers, 13 rebels and 46 civilians were among the dead: none of them is of another.
            & ~(
                (pl.col("whole_sentence") == pl.col("part_sentence"))
                & (pl.col("rule") == "n_were_among_the_dead")
                & (pl.col("whole_rule") == "n_were_among_the_dead")
            )
            & (pl.col("whole_value") > pl.col("part_value")).fill_null(True)
        )
        .with_columns(
            is_later=pl.col("whole_row") > pl.col("row_id"),
            is_far=(pl.col("whole_sentence") != pl.col("part_sentence"))
            & pl.col("is_of_casualties").any().over("claim_id"),
        )
        .sort(
            "claim_id", "is_far", "is_of_casualties", "whole_is_part", "is_later", "whole_row",
            descending=[False, False, False, False, False, True],
        )
        .unique("claim_id", keep="first", maintain_order=True)
        .select("claim_id", "part_of_claim_id")
    )  # fmt: skip
