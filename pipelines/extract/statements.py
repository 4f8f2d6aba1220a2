"""Who says what: every stretch of text that is attributed to a speaker, and the table of statements.

What belongs here: putting together what is said within sentences (speech.py) and carried over them
(carried_speech.py), and the kind of a statement. What does not: whether anyone could check it (verification.py) and
casualty figures (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.carried_speech import continued_quotes, with_pronouns
from pipelines.extract.matching import lean
from pipelines.extract.speech import headlines, spoken_in_sentences
from pipelines.extract.verification import with_status
from pipelines.schemas import STATEMENT


def attributions(batch: Batch) -> pl.DataFrame:
    """Every stretch of text that is attributed to a speaker.

    Out, in text order: sentence_id, start, end (the content, code points in the sentence), statement_start,
    statement_end (the clause with its speaker, where the word of saying is part of what is stated), speaker_text,
    speaker_start, speaker_end, speaker_sentence, speaker_actor_id, speaker_side, cue, kind, is_quote, is_carried,
    status (attributed, denied, disputed, unverified).
    """
    spoken = pl.concat([spoken_in_sentences(batch), headlines(batch)], how="diagonal").sort(
        "sentence_id", "start", "end"
    )
    carried = with_pronouns(spoken, batch)
    return with_status(pl.concat([carried, continued_quotes(carried, batch)], how="diagonal_relaxed"), batch)


def statement_table(batch: Batch) -> pl.DataFrame:
    """One row per attributed statement of four words or more, in the columns of schemas.STATEMENT.

    Where the word of saying is part of what is stated (`Moscow denies aiming at homes`), the evidence begins with the
    speaker; else it is the content alone.
    """
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "sentence_no", "in_headline", offset="char_start", sentence="text"
    )
    rows = (
        batch.attributions.drop("version_id", "paragraph_no", strict=False)
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
        .with_columns(content=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .with_columns(from_=pl.coalesce("statement_start", "start"), to=pl.coalesce("statement_end", "end"))
        .filter(pl.col("sentence").str.slice(pl.col("from_"), pl.col("to") - pl.col("from_")).str.count_matches(lean(
            r"\S+")) >= 4)
        .with_columns(
            char_start=pl.col("offset") + pl.col("from_"),
            char_end=pl.col("offset") + pl.col("to"),
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
    )  # fmt: skip
    return STATEMENT.conform(batch.prove(rows))


def _kind_by_content() -> pl.Expr:
    """Kind of statement: the word of saying decides, and for plain words the content."""
    text = pl.col("content")
    return (
        pl.when(pl.col("kind") != "claim")
        .then(pl.col("kind"))
        .when(pl.col("cue").str.contains("(?i)^(?:claim|took|takes|accepted)") & text.str.contains(lean(
            r"(?i)^(?:(?:sole |full )?responsibility|credit|(?:the|an?|this|that|its|both|two|"
            r"several) (?:[\w-]+ ){0,3}(?:attacks?|bombings?|killings?|assaults?|strikes?|blasts?|explosions?|"
            r"shootings?|raid))\b")))
        .then(pl.lit("confirmation"))
        .when(text.str.contains(lean(r"(?i)\b(?:not|never|no truth|fake|false|did not|nothing to do|untrue|lie|"
            r"lies)\b.{0,40}\b(?:target|attack|responsib|involve|hit|strike|kill)|\bfake news\b")))
        .then(pl.lit("denial"))
        .when(text.str.contains(lean(r"(?i)^(?:we|it|they|he|she|[A-Z]\w+) (?:will|would) (?:\w+ )?(?:continue|respond|"
            r"retaliate|defend|help|send|provide|rebuild|not stop)")))
        .then(pl.lit("pledge"))
        .when(text.str.contains(lean(r"(?i)\b(?:in response to|in retaliation|retaliat|self-defen[cs]e|was aimed at|"
            r"only military|legitimate (?:military )?target|to prevent)\b")))
        .then(pl.lit("justification"))
        .when(text.str.contains(lean(r"(?i)\b(?:may|might|could|will) (?:\w+ )?(?:fall|escalat|collapse|worsen|spread|"
            r"run out|get worse)|\brisk of\b|cannot rule out")))
        .then(pl.lit("warning"))
        .otherwise(pl.lit("claim"))
    )  # fmt: skip
