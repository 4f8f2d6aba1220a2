"""The words that actors are known by: the codebook's names, role nouns and nation words.

What belongs here: lists of terms made from the seeds, as terms.py looks for them. What does not: how far a mention
reaches (offices.py, people.py) and which of several holds (actors.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.codebook import Codebook

DESCRIBED = ["actor_id", "actor_name", "actor_type", "country_code", "side"]
"""What the codebook says of an actor."""

SEATS = ["kremlin", "pentagon", "white-house", "downing-street", "elysee-palace"]
"""Actors that tell a country as its name does: `Kremlin spokesman`."""


def described(codebook: Codebook) -> pl.DataFrame:
    """Actors of the codebook: the columns of DESCRIBED."""
    return codebook.table("actors").select(DESCRIBED)


def states(codebook: Codebook) -> pl.DataFrame:
    """The state of each country: the columns of DESCRIBED."""
    return described(codebook).filter(pl.col("actor_type") == "state").unique("country_code", keep="first")


def country_adjectives(codebook: Codebook) -> pl.DataFrame:
    """The first adjective of each country, one that is no noun too where there is one (`Spanish`, not `Spaniard`):
    country_code, adjective.
    """
    own = codebook.table("region_adjectives").filter(
        pl.col("region_id").is_null() & pl.col("country_code").is_not_null()
    )
    return (
        own.with_columns(
            is_noun=(pl.col("adjective") + "s").is_in(own["adjective"].implode())
            | pl.col("adjective").str.ends_with("s")
        )
        .sort("is_noun", maintain_order=True)
        .unique("country_code", keep="first", maintain_order=True)
        .select("country_code", "adjective")
    )


def nation_terms(codebook: Codebook) -> pl.DataFrame:
    """Words that tell a country: its adjectives, its name and other names, its capital: term, country_code,
    is_capital.
    """
    key = "actors.nation_terms"
    if key not in codebook.derived:
        countries = codebook.table("countries")
        adjectives = codebook.table("region_adjectives").select(term="adjective", country_code="country_code")
        names = (
            codebook.terms("actor_terms")
            .join(
                described(codebook).filter((pl.col("actor_type") == "state") | pl.col("actor_id").is_in(SEATS)),
                on="actor_id",
                how="inner",
            )
            .select("term", "country_code")
        )
        capitals = (
            pl.concat([countries.select("capital"), countries.select(capital="capital_aliases")])
            .select(pl.col("capital").str.split("|").explode())
            .drop_nulls()
        )
        codebook.derived[key] = (
            pl.concat([adjectives, names])
            .drop_nulls()
            .with_columns(is_capital=pl.col("term").is_in(capitals["capital"].implode()))
            .unique("term", keep="first", maintain_order=True)
            .with_columns(is_case_sensitive=pl.lit(True))
        )
    terms: pl.DataFrame = codebook.derived[key]
    return terms


def name_terms(codebook: Codebook) -> pl.DataFrame:
    """Names of the codebook that mean no state, with either apostrophe: term, is_case_sensitive and DESCRIBED."""
    return (
        codebook.terms("actor_terms")
        .join(described(codebook), on="actor_id", how="inner")
        .filter(pl.col("actor_type") != "state")
        .with_columns(term=pl.concat_list("term", pl.col("term").str.replace_all("'", "’", literal=True)))
        .explode("term")
        .unique("term", keep="first", maintain_order=True)
    )


def name_terms_in_capitals(codebook: Codebook) -> pl.DataFrame:
    """The same for texts in capitals, where case tells nothing: without short words that are not abbreviations."""
    is_abbreviation = pl.col("term") == pl.col("term").str.to_uppercase()
    loose = name_terms(codebook).filter(
        ((pl.col("term").str.len_chars() >= 4) | is_abbreviation) & ~pl.col("term").is_in(_WORDS_IN_CAPITALS)
    )
    return loose.with_columns(is_case_sensitive=pl.lit(False)).unique(
        pl.col("term").str.to_lowercase(), keep="first", maintain_order=True
    )


_WORDS_IN_CAPITALS = [
    "IS",
    "US",
    "IT",
    "WHO",
    "ADA",
    "AID",
    "ARENA",
    "EPS",
    "Shell",
    "Time",
    "Quad",
    "Fars",
    "MAS",
    "FAR",
]
"""Names that are common words once all is in capitals."""


def role_nouns(codebook: Codebook) -> pl.DataFrame:
    """Nouns of actors, with either apostrophe: term, is_case_sensitive, role_type, listed_when."""
    return (
        codebook.terms("actor_patterns")
        .select(
            "is_case_sensitive",
            "listed_when",
            term=pl.concat_list("role_noun", pl.col("role_noun").str.replace_all("’", "'", literal=True)),
            role_type="actor_type",
        )
        .explode("term")
        .unique(pl.col("term").str.to_lowercase(), keep="first", maintain_order=True)
    )
