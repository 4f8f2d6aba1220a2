"""Who speaks: the noun phrase that is the subject of a word of saying.

What belongs here: cutting sentences with a word of saying into tagged chunks, and finding the speaker's phrase around
the word. What does not: what is said (statements.py), and which actor a phrase means (actors.py).

Tags: K word of saying, A according to, S known actor, R noun for people who speak (governor, officials), m adjective
of a country, T not used alone, C capitalised word, h pronoun, r who/which, b be/have, d a/the/its, o of, p other
preposition, & and, " quotation mark, x number, w other word, v other verb in -ed or -s, and the signs , : ; -
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import lay, number
from pipelines.extract.matching import find_terms, lean

_BE = "is are was were be been being has have had also later earlier then".split()
_PRONOUNS = "he she they it we i you".split()
_PREPOSITIONS = (
    "in at near on from by with during after before between for since as to against about over under into outside "
    "across around inside within amid among behind through throughout until"
).split()
_DETERMINERS = "the a an its his her their this that our another some several both two three many".split()
_QUOTES = ["“", "”", '"', "«", "»", "„"]

_TAIL = "(?:[po]d?[xmwCSR-]{0,4}[SRCw]){0,3}"
"""Up to three prepositional phrases."""

PHRASES = (
    f"d[xwmCSR-]{{0,5}}[SRCw]{_TAIL}",
    f"[mCSR][xwmCSR-]{{0,4}}[SRC]{_TAIL}",
    f"[SRC]{_TAIL}",
)
"""Noun phrases of speakers: with a determiner, with a country or a name first, one word."""

SMALL_PHRASES = ("[wx]{1,3}[SR]", "w{1,2}")
"""Phrases that only a boundary before them tells from the words before: `local police`, `residents`."""

_ASIDE = "[dmwCSRpox&-]{1,14}|r[^;,K]{1,25}"
APPOSITIONS = ("(?:,C{1,4}(?:,x)?,)", f"(?:,(?:{_ASIDE}),)", f"(?:,(?:{_ASIDE}),(?:{_ASIDE}),)", "")
"""What stands between commas behind a phrase: a name, one apposition or relative clause, two of them, nothing."""


def speech_chunks(batch: Batch) -> pl.DataFrame:
    """Sentences that hold a word of saying, cut into tagged chunks.

    Out, in text order: sentence_id, chunk_no, start, end, text, tag, cue_kind.
    """
    book = batch.codebook
    sentences = batch.sentences.select("sentence_id", "text")
    cues = find_terms(sentences, book.terms("speech_cues").rename({"cue": "term"}))
    sentences = sentences.join(cues.select("sentence_id").unique(), on="sentence_id", how="semi")
    is_capitals = pl.col("text") == pl.col("text").str.to_uppercase()
    capitals = sentences.filter(is_capitals).select("sentence_id", is_capitals=pl.lit(True))
    actors = find_terms(sentences, book.terms("actor_terms").with_columns(term=pl.col("term")))
    roles = find_terms(sentences, book.terms("actor_patterns").rename({"role_noun": "term"}))
    adjectives = find_terms(sentences, book.terms("region_adjectives").rename({"adjective": "term"}))
    is_phrase = pl.col("form") == "phrase"
    spans = pl.concat(
        [
            cues.select(
                "sentence_id", "start", "end", text="matched", cue_kind="kind",
                tag=pl.when(is_phrase).then(pl.lit("A")).otherwise(pl.lit("K")), rank=pl.lit(0),
            ),
            actors.select("sentence_id", "start", "end", text="matched", tag=pl.lit("S"), rank=pl.lit(1)),
            roles.select("sentence_id", "start", "end", text="matched", tag=pl.lit("R"), rank=pl.lit(2)),
            adjectives.filter(pl.col("matched").str.contains(r"^\p{Lu}")).select(
                "sentence_id", "start", "end", text="matched", tag=pl.lit("m"), rank=pl.lit(3)
            ),
        ],
        how="diagonal",
    )  # fmt: skip
    tokens = batch.tokens.join(sentences, on="sentence_id", how="semi")
    kept, between = lay(spans, tokens)
    words = between.join(capitals, on="sentence_id", how="left", maintain_order="left").select(
        "sentence_id", "start", "end", "text", tag=_token_tag()
    )
    return number(pl.concat([kept, words], how="diagonal"))


def _token_tag() -> pl.Expr:
    """The tag of a token that is in no span."""
    lower, text = pl.col("lower"), pl.col("text")
    return (
        pl.when(lower.is_in(_QUOTES))
        .then(pl.lit('"'))
        .when(lower.is_in(["‘", "’", "'", "[", "]", "*"]))
        .then(pl.lit("-"))
        .when(lower == ",")
        .then(pl.lit(","))
        .when(lower.is_in(["–", "—", "(", ")"]))
        .then(pl.lit(","))
        .when(lower.is_in(["-", "/"]))
        .then(pl.lit("-"))
        .when(lower == ":")
        .then(pl.lit(":"))
        .when(lower.is_in([";", ".", "!", "?", "…"]))
        .then(pl.lit(";"))
        .when(lower.is_in(["and", "or", "&"]))
        .then(pl.lit("&"))
        .when(lower.is_in(["who", "which", "whom", "whose"]))
        .then(pl.lit("r"))
        .when(lower.is_in(_PRONOUNS))
        .then(pl.lit("h"))
        .when(lower.is_in(_BE))
        .then(pl.lit("b"))
        .when(lower == "of")
        .then(pl.lit("o"))
        .when(lower.is_in(_PREPOSITIONS))
        .then(pl.lit("p"))
        .when(lower.is_in(_DETERMINERS))
        .then(pl.lit("d"))
        .when(text.str.contains(lean(r"^\p{N}")))
        .then(pl.lit("x"))
        .when(text.str.contains(r"^\p{Lu}") & ((pl.col("token_no") > 0) | (text.str.len_chars() > 3)) & pl.col("is_capitals").is_null())
        .then(pl.lit("C"))
        .otherwise(pl.lit("w"))
    )  # fmt: skip
