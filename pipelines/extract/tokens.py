"""Sentences to tokens and their vocabulary.

What belongs here: cutting words and numbering the distinct ones. What does not: which word has which class, and tags of
tokens as strings that a regex can read (chunks.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean

TOKEN = (
    r"(?:\p{N}[\p{N},.]*\p{N}|\p{N}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’](?:s|S|t|re|ve|ll|m|d)\b|['’]\p{L}[\p{L}\p{M}]+)?|\S)"
)
"""A number with its separators, a word (possessive 's stays with it), or one other character."""


def tokenize(sentences: pl.DataFrame) -> pl.DataFrame:
    """Cut sentences into tokens: the first frame of `lex`."""
    return lex(sentences)[0]


def lex(sentences: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cut sentences into tokens, and list the distinct words among them.

    In: sentence_id, text, in order of sentence_id. Out, first, in text order: sentence_id, token_no (Int32, 0-based in
    the sentence), start, end (Int32, code points in the sentence), text, lower, word (UInt32, row of the vocabulary).
    Second, the vocabulary: text, lower. What holds of a word by itself is said once in the vocabulary, and gathered.
    """
    cut = (
        sentences.lazy()
        .select("sentence_id", piece=pl.col("text").str.extract_all(lean(rf"\s*{TOKEN}")))
        .filter(pl.col("piece").list.len() > 0)
        .with_columns(token_no=pl.int_ranges(0, pl.col("piece").list.len(), dtype=pl.Int32))
        .explode("piece", "token_no")
        .collect(engine="in-memory")
    )
    # Pieces (a token and the white space before it) are numbered by a dictionary, and read once each.
    number, distinct = numbered(cut["piece"])
    pieces = (
        distinct.to_frame("piece")
        .lazy()
        .with_columns(text=pl.col("piece").str.strip_chars_start())
        .select(
            "text",
            n_piece=pl.col("piece").str.len_chars().cast(pl.Int32),
            n_text=pl.col("text").str.len_chars().cast(pl.Int32),
        )
        .collect(engine="in-memory")
    )
    vocabulary = pieces.select(pl.col("text").unique(maintain_order=True)).with_columns(
        lower=pl.col("text").str.to_lowercase()
    )
    pieces = pieces.join(vocabulary.with_row_index("word"), on="text", how="left", maintain_order="left")
    last = pl.col("n_piece").cum_sum()
    tokens = (
        cut.lazy()
        .select("sentence_id", "token_no")
        .with_columns(
            n_piece=pieces["n_piece"].gather(number),
            n_text=pieces["n_text"].gather(number),
            word=pieces["word"].gather(number),
        )
        .with_columns(last=last, opened=pl.when(pl.col("token_no") == 0).then(last - pl.col("n_piece")).forward_fill())
        .with_columns(end=(pl.col("last") - pl.col("opened")).cast(pl.Int32))
        .select(
            "sentence_id",
            "token_no",
            start=pl.col("end") - pl.col("n_text"),
            end="end",
            text=pl.lit(vocabulary["text"]).gather(pl.col("word")),
            lower=pl.lit(vocabulary["lower"]).gather(pl.col("word")),
            word="word",
        )
        .collect(engine="in-memory")
    )
    return tokens, vocabulary


def numbered(words: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Words as numbers (UInt32), and the distinct words (String) by their number."""
    coded = words.cast(pl.Categorical(pl.Categories.random()))
    number = coded.to_physical()
    distinct = pl.DataFrame({"number": number, "word": coded}).unique("number").sort("number")
    if distinct.height and distinct["number"][-1] != distinct.height - 1:
        raise RuntimeError("polars numbers the categories of a fresh dictionary from 0 without gaps; it did not")
    return number, distinct["word"].cast(pl.String)
