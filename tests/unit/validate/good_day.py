"""A landing day of invented articles on which every expectation is met, and a way to spoil rows of it.

What belongs here: making rows for tests of the validation floor. What does not: what should come of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from expectations.validate import Validated, validate_day
from pipelines.schemas import TABLES

LANDED_ON = dt.date(2024, 5, 7)
N_ARTICLES = 40
_PADDING = " ".join(f"Paragraph {n} tells what neighbours saw from the road." for n in range(8))

CODEBOOK: dict[str, pl.DataFrame] = {
    "regions": pl.DataFrame({"iso_3166_2": ["XA-01", "XA-02"]}),
    "countries": pl.DataFrame({"country_code": ["XA"]}),
    "weapons": pl.DataFrame({"weapon_id": ["mortar"]}),
    "frames": pl.DataFrame({"frame_id": ["retaliatory-strike"]}),
    "actors": pl.DataFrame({"actor_id": ["army-xa"]}),
}


def _digits(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


@cache
def _day(n_articles: int) -> dict[str, pl.DataFrame]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    at = dt.datetime.combine(LANDED_ON, dt.time())
    for i in range(n_articles):
        headline = f"Mortar fire kills six in Exampleford, part {i} — “Žižkov” road"
        lead = f"At least six people, two of them children, were killed by mortar fire, said army {i}."
        body = f"EXAMPLEFORD — {lead}\n\n{_PADDING}"
        article_id, content_hash = _digits(f"article {i}", 16), _digits(headline + body, 64)
        version_id = f"{article_id}-{content_hash[:8]}"
        ids = {"version_id": version_id, "article_id": article_id}
        uri = f"0123456789ab/feed.jsonl#{i + 1}"
        landed = {"landed_at": at, "landed_on": LANDED_ON}

        def proof(words: str, body: str = body) -> dict[str, Any]:
            start = body.index(words)
            return {"evidence": words, "char_start": start, "char_end": start + len(words), "in_headline": False}

        rows["document"].append(ids | landed | {"source_uri": uri, "file_uri": uri.split("#")[0], "outcome": "article"})
        rows["article"].append(
            ids
            | landed
            | {
                "article_version": 1, "source_uri": uri, "outlet_id": "outlet.example", "outlet_name": "The Example",
                "headline": headline, "body": body, "published_on": dt.date(2024, 5, 6), "language": "en",
                "published_at": dt.datetime(2024, 5, 6, 22), "published_on_source": "metadata", "format": "jsonl",
                "word_count": len(body.split()), "content_hash": content_hash,
            }
        )  # fmt: skip
        rows["article_topic"].append(
            ids | {"is_conflict": True, "conflict_terms": "killed; mortar fire", "n_conflict_terms": 1}
        )
        claim = ids | {
            "measure": "killed", "is_repeat": False, "is_cumulative": False, "status": "attributed",
            "claimant_actor_id": "army-xa", "claimant_text": f"army {i}", "region_id": "XA-01",
            "event_date": dt.date(2024, 5, 6), "event_date_precision": "day", "sentence_no": 1,
        }  # fmt: skip
        whole = f"{version_id}:b23:killed"
        rows["casualty_claim"] += [
            claim
            | proof("At least six people, two of them children, were killed")
            | {"claim_id": whole, "low": 6, "high": None, "qualifier": "at_least", "victim_group": "person"},
            claim
            | proof("two of them children, were killed")
            | {
                "claim_id": f"{version_id}:b35:killed", "low": 2, "high": 2, "qualifier": "exact",
                "victim_group": "child", "part_of_claim_id": whole,
            },
        ]  # fmt: skip
        rows["region_mention"].append(
            ids | proof("EXAMPLEFORD") | {"region_id": "XA-01", "role": "hit", "n_mentions": 1, "places": "EXAMPLEFORD"}
        )
        rows["weapon_mention"].append(
            ids
            | proof("mortar fire")
            | {"weapon_id": "mortar", "weapon_text": "mortar fire", "role": "used", "n_mentions": 1}
        )
        rows["actor_mention"].append(
            ids
            | proof(f"army {i}")
            | {
                "actor_id": "army-xa", "actor_name": "Army", "actor_type": "military", "country_code": "XA",
                "actor_text": f"army {i}", "role": "speaker", "n_mentions": 1,
            }
        )  # fmt: skip
        rows["target_mention"].append(
            ids
            | proof("children, were killed by mortar fire")
            | {"target_kind": "residential", "target_text": "children", "region_id": "XA-01"}
        )
        rows["statement"].append(
            ids
            | proof("At least six people, two of them children, were killed by mortar fire")
            | {
                "statement_id": f"{version_id}:b14", "speaker_actor_id": "army-xa", "speaker_text": f"army {i}",
                "cue": "said", "kind": "claim", "is_quote": False, "sentence_no": 1,
            }
        )  # fmt: skip
        rows["attack_count"].append(
            ids
            | proof("mortar fire")
            | {
                "count_id": f"{version_id}:b83:attacks", "what": "attacks", "low": None, "high": None,
                "qualifier": "vague", "vague_term": "several", "object_text": "mortar fire", "weapon_id": "mortar",
            }
        )  # fmt: skip
        rows["frame_mention"].append(
            ids
            | {
                "frame_id": "retaliatory-strike", "voice": "own", "n_mentions": 1, "in_headline": True,
                "evidence": "“Žižkov”", "char_start": headline.index("“"), "char_end": headline.index("”") + 1,
            }
        )  # fmt: skip
        rows["fingerprint"] += [
            ids | {"position": k, "shingle_hash": (-1) ** k * (2**62 + 3 * i + k), "n_shingles": 60} for k in range(4)
        ]
    return {
        name: table.conform(pl.DataFrame(rows[name], schema=table.schema, strict=True))
        for name, table in TABLES.items()
    }


def good_day(n_articles: int = N_ARTICLES) -> dict[str, pl.DataFrame]:
    """Every lake table of the day, in the columns of pipelines.schemas."""
    return dict(_day(n_articles))


def spoilt(table: str, n_rows: int = 1, n_articles: int = N_ARTICLES, **values: Any) -> dict[str, pl.DataFrame]:
    """The good day with `values` (expressions or literals) in the first rows of a table."""
    day = good_day(n_articles)
    is_first = pl.int_range(pl.len()) < n_rows
    day[table] = day[table].with_columns(
        pl.when(is_first)
        .then(value if isinstance(value, pl.Expr) else pl.lit(value, dtype=TABLES[table].schema[name]))
        .otherwise(name)
        .alias(name)
        for name, value in values.items()
    )
    return day


@dataclass(frozen=True)
class WithTables(Validated):
    """What came of a day, and the tables without what was set aside."""

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)


def validated(*slices: dict[str, pl.DataFrame], docs_dir: Path | None = None) -> WithTables:
    """A day in one slice or several, validated with the codebook of these tests."""
    kept: list[dict[str, pl.DataFrame]] = []
    came = validate_day(slices, CODEBOOK, LANDED_ON, "run-1", docs_dir, keep=kept.append)
    tables = {name: pl.concat(tables[name] for tables in kept or slices) for name in slices[0]}
    return WithTables(**vars(came), tables=tables)
