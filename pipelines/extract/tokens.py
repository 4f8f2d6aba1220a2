"""Sentences to tokens, and tokens to tag strings: one character per token, so that a regex can read syntax.

What belongs here: cutting words and writing their classes as a string. What does not: which word has which class.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean

TOKEN = (
    r"(?:\p{N}[\p{N},.]*\p{N}|\p{N}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?:s|S|t|re|ve|ll|m|d)\b|['’]\p{L}[\p{L}\p{M}]+)?|\S)"
)
"""A number with its separators, a word (possessive 's stays with it), or one other character."""


def tokenize(sentences: pl.DataFrame) -> pl.DataFrame:
    """Cut sentences into tokens.

    In: sentence_id, text. Out, in text order: sentence_id, token_no (Int32, 0-based in the sentence), start, end
    (Int32, code points in the sentence), text, lower.
    """
    pieces = (
        sentences.lazy()
        .select("sentence_id", piece=pl.col("text").str.extract_all(lean(rf"\s*{TOKEN}")))
        .filter(pl.col("piece").list.len() > 0)
        .with_columns(token_no=pl.int_ranges(0, pl.col("piece").list.len(), dtype=pl.Int32))
        .explode("piece", "token_no")
        .with_columns(
            n_chars=pl.col("piece").str.len_chars().cast(pl.Int32), text=pl.col("piece").str.strip_chars_start()
        )
        .with_columns(end=pl.col("n_chars").cum_sum().over("sentence_id"))
        .select(
            "sentence_id",
            "token_no",
            start=pl.col("end") - pl.col("text").str.len_chars().cast(pl.Int32),
            end="end",
            text="text",
            lower=pl.col("text").str.to_lowercase(),
        )
    )
    return pieces.collect(engine="in-memory").sort("sentence_id", "token_no")


def tag_strings(tokens: pl.DataFrame, tag: pl.Expr | str) -> pl.DataFrame:
    """Join the one-character tags of each sentence's tokens into one string.

    In: sentence_id, token_no and what `tag` reads. Out: sentence_id, tags; character i is token i's tag, so an
    offset found in `tags` is a token_no.
    """
    expression = pl.col(tag) if isinstance(tag, str) else tag
    return (
        tokens.lazy()
        .sort("sentence_id", "token_no")
        .group_by("sentence_id", maintain_order=True)
        .agg(tags=expression.str.join(""))
        .collect(engine="in-memory")
    )
