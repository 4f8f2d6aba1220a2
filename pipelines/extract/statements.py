"""Who says what: attributed content, its speaker, and whether anyone could check it.

What belongs here: the forms of attribution (S said C; C, S said; according to S, C; quotes over several sentences;
pronouns carried over sentences) and the sentences that say a claim could not be verified. What does not: finding the
speaker's phrase (speakers.py) and casualty figures (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actors import speaker_id
from pipelines.extract.batch import Batch
from pipelines.extract.chunks import with_context
from pipelines.extract.matching import lean
from pipelines.extract.speakers import APPOSITIONS, PHRASES, SMALL_PHRASES, speech_chunks
from pipelines.schemas import STATEMENT

UNVERIFIED = (
    r"(?i)\b(?:(?:could|can|was|were|is|are|has|have|had)(?: not|n['’]t)(?: yet)?(?: immediately| been able to)? (?:be )?(?:immediately )?(?:independently )?"
    r"(?:verif|confirm|check|corroborat|authenticat)\w*"
    r"|(?:was|were|is|are) (?:un|not )able to (?:immediately |independently )*(?:verif|confirm|check|corroborat)\w*"
    r"|not (?:been )?possible to (?:independently )?(?:verif|confirm|check)\w*|(?:no|without) (?:way|means) of (?:verif|check|confirm)\w*"
    r"|no independent (?:confirmation|verification)|not (?:been )?independently (?:verif|confirm)\w*|(?:unverified|yet to be (?:verified|confirmed))"
    r"|(?:none|neither)[^.]{0,60}\b(?:could|can|has|have)\b[^.]{0,30}(?:verif|confirm|check)\w*|still being verified)"
)
"""A sentence that says a claim could not be checked."""

NOT_SAID = r"(?i)^ (?:into|(?:the )?(?:[\w-]+ ){0,3}(?:lives?|victims)\b|the life|power|asylum|back)\b"
"""Behind a word of saying that says nothing: `slammed into a bus`, `claimed three lives`."""

PASSIVE = r"(?i)\b(?:was|were|is|are|be|been|being) (?:\w+ )?$"
"""Before a participle that reports nothing: `was counted twice`, `were told to leave`."""

OPENING = r"(?i)^((?:(?:that|but|when|where|while|as|and|so|if|because|after|although|though|since) )+)"
"""Words before a speaker that belong to the clause."""

NO_SPEAKER = (
    r"(?i)^(?:will|would|nearly all|all|some|many|others|which|that|but|not|also|now|there|what|this|those|"
    r"(?:a|the) (?:lie|charge|claim|move|figure|toll|number|attack|strike|shelling|truce|war|violence|conflict|bomb|missile)|"
    r"(?:[\w’'-]+ ){0,3}(?:missiles?|bombs?|drones?|jets?|strikes?|attacks?|sirens|explosions?|blasts?|shells?|rockets?))$"
)
"""Subjects of words of saying that can't speak: `a charge dismissed by Kyiv`, `jets reported missing`."""

ADDRESSEE = (
    r"^\s*(?:reporters|journalists|lawmakers|parliament|the (?:BBC|AP|UN|newspaper|agency|channel|council|Security Council|media)|"
    r"(?:a|the) (?:news|press) (?:conference|briefing)|(?:state|local|national|public) (?:\w+ )?(?:TV|television|radio|media)|"
    r"\p{Lu}[\w.’'-]*(?: \p{Lu}[\w.’'-]*){0,3})(?: by (?:phone|telephone))?(?:,? (?:on|late on|early on) \w+day)?(?: that\b|,)?\s"
)
"""Who was told, behind a form of `tell`: not what was said."""

BOTH = r"(?i)\b(?:neither|none|either|both|claims|accounts|reports|figures|statements|numbers|these|those|tolls)\b"
"""The verification speaks of more than the last statement."""


def attributions(batch: Batch) -> pl.DataFrame:
    """Every stretch of text that is attributed to a speaker.

    Out, in text order: sentence_id, start, end (the content, code points in the sentence), speaker_text,
    speaker_start, speaker_end (NULL where the speaker stands in another sentence), speaker_sentence,
    speaker_actor_id, speaker_side, cue, kind, is_quote, is_carried, status (attributed, denied, unverified).
    """
    spoken = _spoken(batch)
    carried = _with_pronouns(spoken, batch)
    quoted = _continued_quotes(carried, batch)
    identified = _identified(pl.concat([carried, quoted], how="diagonal"), batch)
    return _with_status(identified, batch)


def statement_table(batch: Batch) -> pl.DataFrame:
    """One row per attributed statement of four words or more, in the columns of schemas.STATEMENT."""
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "sentence_no", "in_headline", offset="char_start", sentence="text"
    )
    rows = (
        batch.attributions.join(sentences, on="sentence_id", how="left", maintain_order="left")
        .with_columns(content=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .filter(pl.col("content").str.count_matches(r"\S+") >= 4)
        .with_columns(
            char_start=pl.col("offset") + pl.col("start"),
            char_end=pl.col("offset") + pl.col("end"),
            kind=_kind_by_content(),
            verification=pl.when(pl.col("status") == "unverified").then(pl.lit("unverified")),
        )
        .with_columns(
            statement_id=pl.format(
                "{}:{}{}",
                "version_id",
                pl.when("in_headline").then(pl.lit("h")).otherwise(pl.lit("b")),
                "char_start",
            )
        )
        .unique("statement_id", keep="first", maintain_order=True)
    )
    return STATEMENT.conform(batch.prove(rows))


def _spoken(batch: Batch) -> pl.DataFrame:
    """Words of saying with their speaker and content in the same sentence."""
    chunks = speech_chunks(batch)
    found = (
        with_context(chunks)
        .filter(pl.col("tag").is_in(["K", "A"]))
        .with_columns(
            subject=_subject(1),
            adverbs=_subject(2),
            closed=_closed_subject_behind(),
            behind=_subject_behind(),
            relative=pl.col("left").str.contains("r[bw]{0,2}$"),
        )
        .with_columns(
            is_inverted=(pl.col("tag") == "K")
            & ~pl.col("text").str.contains("(?i)^(?:told|tells|tell|telling|informed|informs)$")
            & pl.col("left").str.contains('[,"]$')
            & (pl.col("closed").is_not_null() | (pl.col("subject").is_null() & pl.col("behind").is_not_null())),
        )
        .with_columns(
            # Where a phrase stands, as numbers of chunks.
            first=pl.when((pl.col("tag") == "A") | pl.col("is_inverted"))
            .then(pl.col("chunk_no") + 1)
            .otherwise(pl.col("chunk_no") - pl.col("adverbs").str.len_chars() - pl.col("subject").str.len_chars()),
            last=pl.when((pl.col("tag") == "A") | pl.col("is_inverted"))
            .then(pl.col("chunk_no") + pl.col("behind").str.len_chars())
            .otherwise(pl.col("chunk_no") - 1 - pl.col("adverbs").str.len_chars()),
        )
        .filter(pl.col("first").is_not_null() & pl.col("last").is_not_null() & ~pl.col("relative"))
        .join(batch.sentences.lazy().select("sentence_id", sentence="text"), on="sentence_id", how="left")
        .filter(
            ~pl.col("sentence").str.slice(pl.col("end"), 40).str.contains(lean(NOT_SAID))
            & ~(
                pl.col("text").str.contains("(?:ed|told)$")
                & pl.col("sentence").str.slice(0, pl.col("start")).str.contains(lean(PASSIVE))
                & (pl.col("tag") == "K")
            )
        )
        .drop("sentence")
        .with_columns(pl.col("first").cast(pl.Int32), pl.col("last").cast(pl.Int32))
        .collect(engine="in-memory")
    )
    return _contents(_phrases(found, chunks), chunks, batch)


def _subject(group: int) -> pl.Expr:
    """The tags of the subject before a word of saying (group 1) or of the adverbs between (group 2): the surest form
    first.
    """
    left = pl.col("left")
    forms = [
        left.str.extract(f"({phrase}{apposition})([bw]{{0,2}})$", group)
        for apposition in APPOSITIONS
        for phrase in PHRASES
    ]
    small = [left.str.extract(f'(?:^|[,;:"&])({phrase})(b{{0,2}})$', group) for phrase in SMALL_PHRASES]
    return pl.coalesce(left.str.extract("(h)([bw]{0,2})$", group), *forms, *small)


def _closed_subject_behind() -> pl.Expr:
    """The tags of the subject of an inverted `said`, up to the comma, quotation mark or end that closes it."""
    forms = [rf'^({phrase}(?:,[dmwxCSRpo-]{{1,12}})?)(?:[,;:"]|$)' for phrase in PHRASES]
    return pl.coalesce(pl.col("right").str.extract(form, 1) for form in (*forms, r'^(h)(?:[,;:"]|$)'))


def _subject_behind() -> pl.Expr:
    """The tags of the subject behind `according to`, with its apposition where that is closed, or an inverted `said`."""
    behind = pl.col("right")
    according = [behind.str.extract(f"^({phrase}(?:,d[mwxCSRpo-]{{1,10}},)?)", 1) for phrase in PHRASES]
    plain = [behind.str.extract(f"^({phrase})", 1) for phrase in (*PHRASES, *SMALL_PHRASES)]
    return pl.coalesce(
        behind.str.extract("^(h)", 1),
        pl.when(pl.col("tag") == "A").then(pl.coalesce(according)),
        pl.when(pl.col("tag") == "K").then(_closed_subject_behind()),
        *plain,
    )


def _phrases(found: pl.DataFrame, chunks: pl.DataFrame) -> pl.DataFrame:
    """Offsets of the speaker's phrase and what stands before and behind the whole attribution."""
    starts = chunks.select("sentence_id", first="chunk_no", speaker_start="start")
    ends = chunks.select("sentence_id", last="chunk_no", speaker_end="end")
    return (
        found.join(starts, on=["sentence_id", "first"], how="left")
        .join(ends, on=["sentence_id", "last"], how="left")
        .with_columns(
            # The attribution's first and last chunk: speaker and word of saying with its tail.
            head=pl.min_horizontal("first", "chunk_no"),
            foot=pl.max_horizontal("last", "chunk_no"),
        )
        .with_columns(
            before=pl.col("tags").str.slice(0, pl.col("head")),
            after=pl.col("tags").str.slice(pl.col("foot") + 1),
        )
        .sort("sentence_id", "chunk_no")
    )


def _contents(found: pl.DataFrame, chunks: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The content of each attribution: what stands before it, or what stands behind it.

    Before, where a comma or a quotation mark closes it and behind come only an end, a comma or words of time and
    place; else behind, to the end of the sentence or to the next attribution.
    """
    short_end = r"^[wxbpodmCSR\-]{0,9}(?:;|$)|^[wxbpodmCSR\-]{0,9},"
    says_that = pl.col("after").str.contains(r"^[wxb]{0,3}[dhmCSRw]") & ~pl.col("after").str.contains(
        r"^[pw]{0,2}(?:[;,]|$)"
    )
    has_before = pl.col("before").str.contains(r'[^;,":-]{2,}[^;]*[,"][-"]?$')
    quote_follows = pl.col("after").str.contains(r'^[^;]{0,8}[,:]?"')
    is_before = has_before & pl.col("after").str.contains(short_end) & ~quote_follows
    is_before = is_before | (has_before & pl.col("before").str.contains(r'[,"]"?$') & ~says_that)
    # `Two girls were killed, he said, and nine were hurt`: both sides.
    is_between = has_before & pl.col("after").str.contains(r'^[wxpd]{0,3},"?[^;]{3}')
    edges = batch.sentences.select("sentence_id", sentence="text", length=pl.col("char_end") - pl.col("char_start"))
    head = chunks.select("sentence_id", head="chunk_no", head_start="start")
    body = chunks.select("sentence_id", body="chunk_no", body_start="start")
    skipped = pl.col("after").str.extract(r"^([,:\-]*)", 1)
    return (
        found.with_columns(is_before=is_before.fill_null(False), is_between=is_between.fill_null(False))
        .with_columns(body=(pl.col("foot") + 1 + skipped.fill_null("").str.len_chars()).cast(pl.Int32))
        .with_columns(next_head=pl.col("head").shift(-1).over("sentence_id"))
        .join(head, on=["sentence_id", "head"], how="left")
        .join(body, on=["sentence_id", "body"], how="left")
        .join(edges, on="sentence_id", how="left")
        .with_columns(
            start=pl.when(pl.col("is_before") | pl.col("is_between")).then(0).otherwise(pl.col("body_start")),
            end=pl.when(pl.col("is_before") & ~pl.col("is_between"))
            .then(pl.col("head_start"))
            .otherwise(pl.col("length")),
        )
        .with_columns(previous_end=pl.col("end").shift(1).over("sentence_id"))
        .filter(pl.col("start").is_not_null() & (pl.col("start") < pl.col("end")))
        .sort("sentence_id", "chunk_no")
        .with_columns(cue="text")
        .pipe(_trimmed)
        .select(
            "sentence_id",
            "start",
            "end",
            "is_quote",
            speaker_text=pl.col("sentence").str.slice(
                pl.col("speaker_start"), pl.col("speaker_end") - pl.col("speaker_start")
            ),
            speaker_start="speaker_start",
            speaker_end="speaker_end",
            cue="cue",
            kind="cue_kind",
            is_carried=pl.lit(False),
        )
        .with_columns(n_opening=pl.col("speaker_text").str.extract(OPENING, 1).fill_null("").str.len_chars())
        .with_columns(
            speaker_text=pl.col("speaker_text").str.slice(pl.col("n_opening")),
            speaker_start=(pl.col("speaker_start") + pl.col("n_opening")).cast(pl.Int32),
        )
        .filter(~pl.col("speaker_text").str.contains(lean(NO_SPEAKER)))
        .drop("n_opening")
    )


def _trimmed(contents: pl.DataFrame) -> pl.DataFrame:
    """Content without the quotation marks, commas and `that` at its edges; adds is_quote."""
    raw = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    lead = (
        rf"^(?:[\s,:;.–—\-“”\"«]|(?:that|(?:late |early )?(?:on )?{day}|reporters|journalists|"
        r"(?:on|in|via) (?:a |an |its |his |her |their )?(?:\w+ )?(?:Telegram|statement|post|Facebook|X|Twitter|report|briefing|interview))\b)*"
    )
    tail = r"[\s,:;.!?–—\-“”\"»]*$"
    return (
        contents.with_columns(content=raw)
        .with_columns(
            is_quote=pl.col("content").str.contains(r"^\s*[“\"«]|[”\"»][\s,.]*$"),
            n_lead=pl.when(pl.col("cue").str.contains("(?i)^(?:told|tells?|telling|informed)$") & (pl.col("start") > 0))
            .then(pl.col("content").str.extract(lean(f"({ADDRESSEE})"), 1).fill_null("").str.len_chars())
            .otherwise(0)
            .clip(lower_bound=pl.col("content").str.extract(lean(f"({lead})"), 1).fill_null("").str.len_chars()),
            n_tail=pl.col("content").str.extract(f"({tail})", 1).fill_null("").str.len_chars(),
        )
        .with_columns(
            start=(pl.col("start") + pl.col("n_lead")).cast(pl.Int32),
            end=(pl.col("end") - pl.col("n_tail")).cast(pl.Int32),
        )
        .filter(pl.col("end") - pl.col("start") >= 8)
    )


def _with_pronouns(spoken: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`He said`, `it said`: the speaker named last in the article; adds speaker_sentence."""
    versions = batch.sentences.select("sentence_id", "version_id", "paragraph_no")
    is_pronoun = pl.col("speaker_text").str.contains(r"(?i)^(?:he|she|they|it|we|i|you)$")
    named = pl.when(~is_pronoun)
    return (
        spoken.join(versions, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            is_pronoun=is_pronoun,
            named_text=named.then("speaker_text").forward_fill().over("version_id"),
            named_sentence=named.then("sentence_id").forward_fill().over("version_id"),
            named_start=named.then("speaker_start").forward_fill().over("version_id"),
            named_end=named.then("speaker_end").forward_fill().over("version_id"),
        )
        .with_columns(
            speaker_text=pl.coalesce("named_text", "speaker_text"),
            speaker_sentence=pl.coalesce("named_sentence", "sentence_id"),
            speaker_start=pl.coalesce("named_start", "speaker_start"),
            speaker_end=pl.coalesce("named_end", "speaker_end"),
        )
        .drop("named_text", "named_sentence", "named_start", "named_end")
    )


def _continued_quotes(carried: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Sentences inside an open quotation, without a word of saying of their own: the speaker of the sentence before
    in the paragraph, else of the sentence behind; in the paragraph after, where the quotation was left open.
    """
    opened, closed = pl.col("text").str.count_matches("[“«]"), pl.col("text").str.count_matches("[”»]")
    straight = pl.col("text").str.count_matches('"')
    lines = (
        batch.sentences.select("sentence_id", "version_id", "paragraph_no", "text", "in_headline")
        .with_columns(
            depth=(opened - closed).cum_sum().over("version_id", "paragraph_no") - (opened - closed),
            parity=(straight.cum_sum().over("version_id", "paragraph_no") - straight) % 2,
        )
        .with_columns(
            is_inside=(pl.col("depth") > 0) | (pl.col("parity") == 1) | pl.col("text").str.contains('^[“"«]'),
        )
    )
    spoken = carried.unique("sentence_id", keep="first", maintain_order=True).select(
        "sentence_id", "speaker_text", "speaker_sentence", "speaker_start", "speaker_end", "cue", "kind"
    )
    filled = lines.join(spoken, on="sentence_id", how="left", maintain_order="left")
    columns = ["speaker_text", "speaker_sentence", "speaker_start", "speaker_end", "cue", "kind"]
    near = ("version_id", "paragraph_no")
    return (
        filled.with_columns(
            **{
                f"{c}_given": pl.coalesce(
                    pl.col(c).forward_fill(limit=4).over(near), pl.col(c).backward_fill(limit=2).over(near)
                )
                for c in columns
            }
        )
        .filter(pl.col("speaker_text").is_null() & pl.col("is_inside") & pl.col("speaker_text_given").is_not_null())
        .filter(~pl.col("in_headline"))
        .with_columns(
            sentence="text", start=pl.lit(0), end=pl.col("text").str.len_chars().cast(pl.Int32), cue=pl.lit("")
        )
        .pipe(_trimmed)
        .select(
            "sentence_id",
            "start",
            "end",
            "version_id",
            "paragraph_no",
            is_quote=pl.lit(True),
            is_pronoun=pl.lit(False),
            is_carried=pl.lit(True),
            **{c: pl.col(f"{c}_given") for c in columns},
        )
    )


def _identified(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds speaker_actor_id and speaker_side: the actor mention in the speaker's phrase that comes last, since the
    name follows the office.
    """
    mentions = batch.actors.select(
        "actor_id", "side", speaker_sentence="sentence_id", mention_start="start", mention_end="end"
    )
    numbered = found.with_row_index("attribution")
    best = (
        numbered.select("attribution", "speaker_sentence", "speaker_start", "speaker_end")
        .join(mentions, on="speaker_sentence", how="inner")
        .filter(
            (pl.col("mention_start") < pl.col("speaker_end")) & (pl.col("mention_end") > pl.col("speaker_start"))
        )
        .sort("attribution", pl.col("mention_end") - pl.col("mention_start"), "mention_start", descending=[False, True, False])
        .unique("attribution", keep="first", maintain_order=True)
        .select("attribution", speaker_actor_id="actor_id", speaker_side="side")
    )  # fmt: skip
    return (
        numbered.join(best, on="attribution", how="left", maintain_order="left")
        .with_columns(speaker_actor_id=pl.coalesce("speaker_actor_id", speaker_id(pl.col("speaker_text"))))
        .drop("attribution")
    )


def _with_status(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`denied` by the word of saying; `unverified` by a sentence that says so: it speaks of the statements before it
    in its paragraph and in the paragraph before, and of its own sentence's.
    """
    doubts = batch.sentences.filter(pl.col("text").str.contains(lean(UNVERIFIED))).select(
        "version_id", doubt_paragraph="paragraph_no", doubt_sentence="sentence_id"
    )
    numbered = found.with_row_index("attribution")
    doubted = (
        numbered.select("attribution", "version_id", "paragraph_no", "sentence_id")
        .join(doubts, on="version_id", how="inner")
        .filter(
            (pl.col("sentence_id") <= pl.col("doubt_sentence"))
            & ((pl.col("doubt_paragraph") - pl.col("paragraph_no")).is_between(0, 1))
        )
        .select("attribution")
        .unique()
        .with_columns(is_doubted=pl.lit(True))
    )
    return (
        numbered.join(doubted, on="attribution", how="left", maintain_order="left")
        .with_columns(
            status=pl.when(pl.col("kind") == "denial")
            .then(pl.lit("denied"))
            .when(pl.col("is_doubted"))
            .then(pl.lit("unverified"))
            .otherwise(pl.lit("attributed"))
        )
        .drop("attribution", "is_doubted")
        .sort("sentence_id", "start", "end")
    )


def _kind_by_content() -> pl.Expr:
    """Kind of statement: the word of saying decides, and for plain words the content."""
    text = pl.col("content")
    return (
        pl.when(pl.col("kind") != "claim")
        .then(pl.col("kind"))
        .when(text.str.contains(lean(r"(?i)\b(?:not|never|no truth|fake|false|did not|nothing to do|untrue|lie|lies)\b.{0,40}\b(?:target|attack|responsib|involve|hit|strike|kill)|\bfake news\b")))
        .then(pl.lit("denial"))
        .when(text.str.contains(lean(r"(?i)^(?:we|it|they|he|she|[A-Z]\w+) (?:will|would) (?:\w+ )?(?:continue|respond|retaliate|defend|help|send|provide|rebuild|not stop)")))
        .then(pl.lit("pledge"))
        .when(text.str.contains(lean(r"(?i)\b(?:in response to|in retaliation|retaliat|self-defen[cs]e|was aimed at|only military|legitimate (?:military )?target|to prevent)\b")))
        .then(pl.lit("justification"))
        .when(text.str.contains(lean(r"(?i)\b(?:may|might|could|will) (?:\w+ )?(?:fall|escalat|collapse|worsen|spread|run out|get worse)|\brisk of\b|cannot rule out")))
        .then(pl.lit("warning"))
        .otherwise(pl.lit("claim"))
    )  # fmt: skip
