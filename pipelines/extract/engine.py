"""Articles to all fact tables: the one entrance of the extract floor.

What belongs here: which extractor makes which table, and in what order. What does not: reading. Pure: takes and
returns frames, touches no file, so that a notebook or a Spark worker can call it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.schemas import TABLES

_OF_ALL_ARTICLES = {
    "article_topic": "topic:article_topics",
    "statement": "statements:statement_table",
    "actor_mention": "actor_roles:actor_table",
    "frame_mention": "frames:frame_mentions",
    "fingerprint": "fingerprints:fingerprint_table",
}
_OF_CONFLICT_ARTICLES = {
    "casualty_claim": "claims:casualty_claims",
    "region_mention": "regions:region_mentions",
    "weapon_mention": "weapons:weapon_table",
    "target_mention": "targets:target_mentions",
    "attack_count": "counts:attack_counts",
}


def extract(articles: pl.DataFrame | pl.LazyFrame, codebook: Codebook) -> dict[str, pl.DataFrame]:
    """Read every fact table from articles.

    In: the lake's `article` columns (schemas.ARTICLE), one row per version_id. Out: one frame per table of
    schemas.EXTRACT_TABLES, in its columns, sorted by its key. Tables of violence (claims, regions, weapons, targets,
    counts) have rows of conflict articles only.
    """
    frame = articles.lazy().collect(engine="in-memory").sort("version_id")
    everything = Batch(_with_numbered_keys(frame), codebook)
    tables = {name: _run(function, everything) for name, function in _OF_ALL_ARTICLES.items()}
    conflict = everything.restricted_to(tables["article_topic"].filter("is_conflict"))
    # What only the tables of all articles needed need not stay in memory.
    del everything
    tables |= {name: _run(function, conflict) for name, function in _OF_CONFLICT_ARTICLES.items()}
    # Extractors conform what they return: doing it again would sort every table again.
    return {
        name: frame if frame.schema == TABLES[name].schema else TABLES[name].conform(frame)
        for name, frame in tables.items()
    }


def _with_numbered_keys(articles: pl.DataFrame) -> pl.DataFrame:
    """The same articles, their keys as numbers that read and sort like the texts they stand for (Enum).

    Keys are carried through every frame, joined and windowed on: 4 bytes instead of a string to hash and move. The
    tables' `conform` makes texts of them again.
    """
    return articles.with_columns(
        pl.col(key).cast(pl.Enum(articles[key].unique().sort())) for key in ("version_id", "article_id")
    )


def _run(function: str, batch: Batch) -> pl.DataFrame:
    """Call `module:function` of the extract floor."""
    module, name = function.split(":")
    extractor: Callable[[Batch], pl.DataFrame] = getattr(import_module(f"pipelines.extract.{module}"), name)
    return extractor(batch)
