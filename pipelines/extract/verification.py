"""Whether a statement stands: nobody could check it, its speaker gave no proof, another denies or disputes it.

What belongs here: the sentences that say so, and which statements before them they speak of. What does not: finding
statements (statements.py) and figures that contradict each other (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean

_CHECK = r"(?:(?:verif|confirm|corroborat|authenticat|substantiat)\w*|check(?:ed)?\b)"
_HOW = r"(?:immediately |independently |yet |fully |been |be |being )*"

UNVERIFIED = (
    rf"(?i)(?:\b(?:could|can|cannot|was|were|is|are|has|have|had|did)(?: ?not|n['’]t) {_HOW}(?:been able to |able to |"
    rf"possible to )?{_HOW}{_CHECK}"
    rf"|\bcannot {_HOW}{_CHECK}"
    rf"|\b(?:unable|impossible|difficult|hard) to {_HOW}{_CHECK}"
    rf"|\b(?:no|without|lacked|little)(?: any)? (?:way|means|possibility) (?:of|to) {_HOW}{_CHECK}"
    rf"|\bnothing to {_HOW}{_CHECK}|\bno (?:other|independent|outside) (?:source|party|body|agency|monitor)s? "
    rf"(?:has |have |had |could )?{_HOW}{_CHECK}"
    r"|\b(?:no|without) independent (?:confirmation|verification|corroboration)"
    r"|\bno (?:immediate )?(?:confirmation|verification) (?:of the claim|from (?:independent|other))"
    r"|\bno (?:immediate|official) (?:confirmation|verification)\b"
    r"|\b(?:unverified|uncorroborated|unconfirmed (?:claims?|reports?))\b|\byet to be (?:independently )?(?:verified|"
    r"confirmed)"
    rf"|\b(?:none|neither)\b[^.]{{0,60}}\b(?:could|can|has|have|was|were)\b[^.]{{0,30}}{_CHECK}|"
    rf"\bstill being (?:verified|checked)"
    r"|\b(?:provid|offer|giv|present|produc|publish)(?:ed|ing|e|es|s)? no (?:evidence|proof)|\bgave no (?:evidence|"
    r"proof)"
    r"|\b(?:not|n['’]t|without) (?:immediately )?(?:provid|offer|giv|present|produc)(?:e|ed|ing|"
    r"en)? (?:any )?(?:\w+ )?(?:evidence|proof))"
)
"""A sentence that says that a claim could not be checked, or that its speaker gave no proof."""

_DOUBT_WORDS = [
    "verif", "confirm", "corroborat", "authenticat", "substantiat", "evidence", "proof", "check", "Verif", "VERIF",
        "CONFIRM", "Unconfirmed",
]  # fmt: skip

_OF_A_TOLL = r"(?i)\b(?:tolls?|figures|numbers?|casualt\w+|deaths|counts?|how many)\b"
"""What could not be checked is a number."""
_NUMBER_IN = (
    r"(?i)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|dozens?|scores|"
    r"hundreds?|thousands?)\b"
)

SEVERAL = r"(?i)\b(?:neither|none|either|both (?:sides|claims|accounts)|competing|two (?:sides|accounts))\b"
"""The sentence speaks of more than one speaker."""

_OBJECT = r"(?:the |this |that |these |those |such |his |her |its |their |all |any |a )?(?:[\w’'-]+ ){0,3}"
_SAID = r"(?:claims?|accounts?|reports?|allegations?|charges?|accusations?|version|assertions?|statements?)"
REBUTTED = (
    rf"(?i)(?:\b(?:reject|deni|den(?:y|ies)|refut|rebut|debunk)\w* (?:{_OBJECT}{_SAID}\b|(?:it|this|them)\b|"
    rf"(?:that|this)[.,;])|\b(?:an?|the) {_SAID}(?: that)? (?:\w+ ){{0,4}}den(?:ied|ies|y)\b)"
)
"""Another speaker says that what was said is untrue: `denied the report`, `a claim the army denied`."""

_NUMBER = r"(?:figures?|tolls?|numbers?|counts?|tall(?:y|ies)|estimates?)"
DISPUTED = (
    rf"(?i)(?:\b(?:disput|contest|question|challeng|dismiss|rubbish|contradict|rebuff)\w* (?:{_OBJECT}{_SAID}\b|(?:it|"
    rf"this|them)\b|(?:that|this)[.,;])"
    r"|\b(?:an?|the) (?:charge|claim|accusation|allegation|account|report|assertion)(?: that)? (?:\w+ ){0,4}(?:dismiss|"
    r"reject|disput|contest)\w*"
    r"|\bcall(?:s|ed|ing) (?:it|that|this|the (?:claim|report|account|allegation)s?) [“\"‘']?(?:an? |"
    r"the )?(?:\w+ )?(?:lie|lies|fake|fabricat|nonsense|false|baseless|untrue|propaganda|absurd)\w*)"
)
"""Another speaker says that the account is not right."""

TOLL_DISPUTED = (
    rf"(?i)(?:\b(?:disput|contest|question|challeng|reject|dismiss|den(?:y|ied|ies))\w* {_OBJECT}{_NUMBER}\b"
    rf"|\b(?:an?|the) {_NUMBER}(?: that)? (?:\w+ ){{0,4}}(?:dismiss|reject|disput|contest|denie)\w*"
    r"|\b(?:much |far )?(?:lower|higher|different|differing|conflicting|smaller) (?:death )?tolls?\b"
    r"|\btoll (?:is|was|remains) (?:contested|disputed))"
)
"""Another speaker, or the outlet, says that the number is not right."""

_REBUTTAL_WORDS = [
    "reject",
    "den",
    "dismiss",
    "refut",
    "rebuff",
    "rebut",
    "rubbish",
    "contradict",
    "debunk",
    "call",
    "disput",
    "contest",
    "question",
    "challeng",
    "lower",
    "higher",
    "different",
    "differing",
    "conflicting",
    "smaller",
    "Reject",
    "Den",
    "Dismiss",
    "Disput",
]

CORRECTED = r"(?i)\b(?:(?:an |our )?earlier (?:version|headline|edition|post|report)|we (?:had |earlier |previously |incorrectly |wrongly ){0,2}(?:quoted|reported|stated|wrote))\b"  # noqa: E501
"""A note that takes back what the outlet itself had said."""


def with_status(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds status to attributions (attributed, denied, disputed, unverified) and is_toll_disputed (of the deaths only).

    In: statements.attributions before status. A sentence of doubt speaks of what stands before it in its own
    sentence; else of the last speaker before it in its paragraph, or of the nearest paragraph of the two before;
    `neither`, `none` and `either` of the last two speakers. A rebuttal speaks of the last other speaker before it.
    """
    numbered = found.sort("sentence_id", "start", "end").with_row_index("attribution")
    named = _named_in_doubts(numbered, batch)
    nameless = _doubts(batch).join(named, on="mark_sentence", how="anti", maintain_order="left")
    doubted = (
        pl.concat([_spoken_of(numbered, nameless, batch, is_by_other=False), named.select("attribution")])
        .unique()
        .with_columns(is_doubted=pl.lit(True))
    )
    rebuttals = _rebuttals(batch)
    marked = {
        f"is_{kind}": _spoken_of(numbered, rebuttals.filter(pl.col("kind") == kind), batch, is_by_other=True)
        for kind in ("denial", "account", "toll")
    }
    corrected = (
        batch.sentences.filter(pl.col("text").str.contains_any(["arlier ", "we ", "We "]))
        .filter(pl.col("text").str.contains(lean(CORRECTED)))
        .select("sentence_id", is_corrected=pl.lit(True))
    )
    rows = numbered.join(corrected, on="sentence_id", how="left", maintain_order="left")
    rows = rows.join(doubted, on="attribution", how="left", maintain_order="left")
    for name, marks in marked.items():
        rows = rows.join(
            marks.with_columns(pl.lit(True).alias(name)), on="attribution", how="left", maintain_order="left"
        )
    return rows.with_columns(
        status=pl.when((pl.col("kind") == "denial") & ~pl.col("is_front"))
        .then(pl.lit("denied"))
        .when(pl.col("is_corrected"))
        .then(pl.lit("denied"))
        .when(pl.col("is_denial"))
        .then(pl.lit("denied"))
        .when(pl.col("is_account") | pl.col("is_toll"))
        .then(pl.lit("disputed"))
        .when(pl.col("is_doubted"))
        .then(pl.lit("unverified"))
        .otherwise(pl.lit("attributed")),
        is_toll_disputed=pl.col("is_toll").fill_null(False) & pl.col("is_account").is_null(),
    ).drop("attribution", "is_doubted", "is_corrected", *marked)


_SAID_WITHOUT = (
    r"(?i)\b(?:said|says|claim(?:s|ed)|alleg(?:es|ed)|assert(?:s|ed)|insist(?:s|ed)),? without "
    r"(?:(?:provid|offer|giv|present|produc|cit)\w+ )?(?:any )?(?:\p{L}+ )?(?:evidence|proof),? that\b"
)


def doubt_positions(batch: Batch) -> pl.DataFrame:
    """Sentences of doubt: sentence_id, version_id, paragraph_no, at (where the doubt begins, code points), text."""
    return (
        batch.sentences.filter(~pl.col("in_headline") & pl.col("text").str.contains_any(_DOUBT_WORDS))
        .with_columns(upto=pl.col("text").str.extract(lean(f"(?s)^(.*?){UNVERIFIED}"), 1))
        # Police said, without offering evidence, that six were killed: of what stands behind it.
        .with_columns(upto=pl.when(pl.col("text").str.contains(lean(_SAID_WITHOUT))).then("text").otherwise("upto"))
        .filter(pl.col("upto").is_not_null())
        .select("sentence_id", "version_id", "paragraph_no", "text", at=pl.col("upto").str.len_chars().cast(pl.Int32))
    )


def _doubts(batch: Batch) -> pl.DataFrame:
    return doubt_positions(batch).select(
        "version_id",
        "at",
        mark_sentence="sentence_id",
        mark_paragraph="paragraph_no",
        is_several=pl.col("text").str.contains(lean(SEVERAL)),
        is_announcing=pl.lit(False),
        is_of_toll=pl.col("text").str.contains(lean(_OF_A_TOLL)),
    )


def _named_in_doubts(numbered: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Attributions of a speaker whom a sentence of doubt names: `The ministry's figures cannot be verified.`

    Out: attribution, mark_sentence. Who could not verify is no such speaker: media, and whoever stands right before
    the doubt.
    """
    doubts = doubt_positions(batch).select(
        "version_id",
        "at",
        mark_sentence="sentence_id",
        is_passive=pl.col("text")
        .str.slice(pl.col("at"), 40)
        .str.contains(lean(r"^\w+(?: ?not|n['’]t)?(?: \w+){0,2} be(?:en)? ")),
    )
    name = pl.col("actor_text").str.to_lowercase().str.replace("^(?:the|a|an) ", "")
    named = (
        batch.actors.filter(pl.col("actor_type") != "media")
        .rename({"sentence_id": "mark_sentence"})
        .join(doubts, on="mark_sentence", how="inner")
        .filter((pl.col("end") + 2 < pl.col("at")) | (pl.col("start") > pl.col("at")) | pl.col("is_passive"))
        .select("version_id", "mark_sentence", "actor_id", name=name)
        .unique()
    )
    return (
        numbered.select("attribution", "version_id", "sentence_id", "speaker_actor_id", "speaker_text")
        .join(named, on="version_id", how="inner")
        .filter(
            (pl.col("sentence_id") < pl.col("mark_sentence"))
            & (
                (pl.col("speaker_actor_id") == pl.col("actor_id"))
                | pl.col("speaker_text").str.to_lowercase().str.contains(pl.col("name"), literal=True)
            )
        )
        .select("attribution", "mark_sentence")
    )


def _rebuttals(batch: Batch) -> pl.DataFrame:
    return (
        batch.sentences.filter(~pl.col("in_headline") & pl.col("text").str.contains_any(_REBUTTAL_WORDS))
        .with_columns(
            denial=pl.col("text").str.extract(lean(f"(?s)^(.*?){REBUTTED}"), 1),
            dispute=pl.col("text").str.extract(lean(f"(?s)^(.*?){DISPUTED}"), 1),
            toll=pl.col("text").str.extract(lean(f"(?s)^(.*?){TOLL_DISPUTED}"), 1),
        )
        .with_columns(
            kind=pl.when(pl.col("toll").is_not_null())
            .then(pl.lit("toll"))
            .when(pl.col("denial").is_not_null())
            .then(pl.lit("denial"))
            .otherwise(pl.lit("account")),
            upto=pl.coalesce("toll", "denial", "dispute"),
        )
        .filter(pl.col("upto").is_not_null())
        .select(
            "version_id",
            "kind",
            at=pl.col("upto").str.len_chars().cast(pl.Int32),
            mark_sentence="sentence_id",
            mark_paragraph="paragraph_no",
            is_several=pl.lit(False),
            is_announcing=pl.col("kind") == "toll",
            is_of_toll=pl.lit(False),
        )
    )


def _that_need_proof(pairs: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Without denials where there is anything else, and for doubt about a number with those that tell a number.

    `The governor said six died. Kyiv denies targeting civilians. The claims could not be verified.`
    """
    sayings = pairs.join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="left").with_columns(
        is_number=pl.col("is_of_toll")
        & pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")).str.contains(lean(_NUMBER_IN))
    )
    is_meant = (~pl.col("is_denial") | pl.col("is_denial").all().over("mark")) & (
        pl.col("is_number") | ~pl.col("is_number").any().over("mark")
    )
    return sayings.filter(is_meant | pl.col("is_several")).drop("text", "is_number")


def _spoken_of(numbered: pl.DataFrame, marks: pl.DataFrame, batch: Batch, *, is_by_other: bool) -> pl.DataFrame:
    """Which attributions a mark speaks of: attribution.

    `marks`: version_id, mark_sentence, mark_paragraph, at, is_several. With `is_by_other` the mark is somebody's
    saying, and what that one said himself in the same sentence is not meant.
    """
    marks = marks.with_row_index("mark")
    own = numbered.select(
        "attribution",
        "version_id",
        "paragraph_no",
        "sentence_id",
        "start",
        "end",
        "speaker_actor_id",
        "speaker_start",
        "speaker_sentence",
        is_denial=(pl.col("kind") == "denial") & ~pl.col("is_front"),
    )
    reach = 1 if is_by_other else 2
    pairs = own.join(marks, on="version_id", how="inner").filter(
        (pl.col("mark_paragraph") - pl.col("paragraph_no")).is_between(0, reach)
        & (pl.col("sentence_id") <= pl.col("mark_sentence"))
    )
    if is_by_other:
        # The one who rebuts: whoever speaks in the mark's own sentence around the mark.
        rebutter = (
            pairs.filter((pl.col("sentence_id") == pl.col("mark_sentence")) & (pl.col("start") > pl.col("at") - 2))
            .select("mark", rebutter="speaker_actor_id")
            .unique("mark", keep="first", maintain_order=True)
        )
        pairs = pairs.join(rebutter, on="mark", how="left", maintain_order="left").filter(
            pl.col("rebutter").is_null() | (pl.col("speaker_actor_id") != pl.col("rebutter"))
        )
    else:
        pairs = _that_need_proof(pairs, batch)
    is_here = pl.col("sentence_id") == pl.col("mark_sentence")
    # `The police gave a lower toll. Their spokesman said 14 had died.`: the sentence behind as well.
    behind = (
        own.join(marks.filter("is_announcing"), on="version_id", how="inner")
        .filter(
            (pl.col("sentence_id") == pl.col("mark_sentence") + 1)
            & (pl.col("paragraph_no") == pl.col("mark_paragraph"))
        )
        .select("attribution")
    )
    pairs = pairs.filter(
        ~is_here
        | (pl.col("end") <= pl.col("at") + 1)
        | (pl.col("end") > pl.col("at")) & (pl.col("start") < pl.col("at") - 20)
    )
    # Nearest first: own sentence, own paragraph, paragraphs before.
    gap = pl.col("mark_paragraph") - pl.col("paragraph_no")
    near = pl.when(is_here).then(0).otherwise(gap + 1)
    ordered = (
        pairs.with_columns(near=near)
        .with_columns(nearest=pl.col("near").min().over("mark"))
        .sort("mark", "sentence_id", "start")
    )
    in_reach = ordered.filter(pl.col("near") == pl.col("nearest"))
    turn = (pl.col("speaker_actor_id") != pl.col("speaker_actor_id").shift(-1)).fill_null(True)
    # Turns counted from the mark backwards: 1 is the last speaker.
    turns = in_reach.with_columns(turn=turn.cast(pl.Int32).over("mark")).with_columns(
        turn=pl.col("turn").cum_sum(reverse=True).over("mark")
    )
    meant = turns.filter(pl.col("turn") <= pl.when("is_several").then(2).otherwise(1)).select("attribution")
    return pl.concat([meant, behind.select("attribution")]).unique()
