"""Validate a landing day: run the suites, set single bad rows aside, say what blocks.

What belongs here: what follows from a failed expectation. What does not: what is expected (rules.py, suites.py), how
the answers over the slices of a day are added up (tallies.py) and how it is shown (data_docs.py).

The rule: rows that break a row-level critical expectation go to quarantine where they are few (at most 5 in 100 of
the table, or at most 3); the expectation then stands in the results as a failed warning. More of them are no
accident but a defect of reading: the expectation stays critical, nothing is set aside for it, and the day is blocked.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl

from expectations.data_docs import write_data_docs
from expectations.library import Library, result_name
from expectations.outcomes import Outcome
from expectations.rules import References, Severity, actors_among, reads_a_text, with_rules
from expectations.suites import suite_for
from expectations.tallies import N_SAMPLES, Tally, row_key, shown
from pipelines.schemas import QUARANTINE, TABLES, VALIDATION, Table

TOLERATED_SHARE = 0.05
"""Share of a table's rows up to which bad rows are set aside instead of blocking."""
TOLERATED_ROWS = 3
"""Rows up to which they are set aside whatever their share: a small day must not be blocked by one odd article."""
_EXCERPT_CHARACTERS = 200
_ROW = "row_number"


@dataclass(frozen=True)
class CriticalFailure:
    """A failed expectation that blocks what is downstream."""

    table: str
    expectation: str
    rule: str
    n_unexpected: int
    n_rows: int
    samples: tuple[dict[str, Any], ...]
    """Up to 3 rows: `key` and the columns that show what is wrong."""

    def __str__(self) -> str:
        shown = "".join(f"\n    {json.dumps(sample, ensure_ascii=False, default=str)}" for sample in self.samples)
        return (
            f"{self.table}: {self.n_unexpected} of {self.n_rows} rows; expected that {self.rule}"
            f" [{self.expectation}]{shown}"
        )


@dataclass(frozen=True)
class Validated:
    """What came of a landing day."""

    quarantine: pl.DataFrame
    """Rows set aside by this validation only, in schemas.QUARANTINE: to be put below the day's own quarantine."""
    results: pl.DataFrame
    """Every expectation of every suite, in schemas.VALIDATION."""
    critical_failures: list[CriticalFailure]
    n_rows: dict[str, int] = field(default_factory=dict)
    """Rows that each table keeps."""
    n_removed: dict[str, int] = field(default_factory=dict)
    """Rows that each table lost, with those that went along with their article."""
    docs_page: Path | None = None

    def report(self) -> str:
        """All critical failures with counts and samples, and what to do next; empty where there is none."""
        if not self.critical_failures:
            return ""
        failures = "\n".join(f"  {failure}" for failure in self.critical_failures)
        return (
            f"{len(self.critical_failures)} critical expectations failed; nothing downstream was built:\n{failures}\n"
            "Correct the reader, the extractor or the codebook entry that made these rows, then run the landing day "
            "again; if the expectation itself is wrong, change it in expectations/."
        )


def validate_day(
    slices: Iterable[dict[str, pl.DataFrame]],
    codebook_tables: dict[str, pl.DataFrame],
    landed_on: dt.date,
    run_id: str,
    docs_dir: Path | None = None,
    *,
    actor_ids: pl.Series | None = None,
    keep: Callable[[dict[str, pl.DataFrame]], None] | None = None,
) -> Validated:
    """Validate the lake tables of a landing day, as the ingest and extract floors made them.

    In: the day in slices, which are gone through twice where rows are set aside; memory holds one at a time. A slice is
    frames by table name (article is required; others as far as they are there), and holds all rows of its texts and of
    their documents: what is repeated is repeated in one slice. The codebook's seeds by name; where there are other
    slices, the `actor_ids` of all, distinct and in order. Hand over the tables as they were made, not the ones that an
    earlier validation left: rows already set aside would be forgotten.

    Out: see Validated. `keep` gets the tables of each slice without what was set aside, in the columns of
    pipelines.schemas, sorted by key; it is not called where all rows stay. Where `docs_dir` is given, the
    day's page is written to `docs_dir/index.html`. The same rows give the same results, whatever their order and
    however they are sliced. Raises KeyError for a table that is not of the lake, ValueError without article; never for
    what the rows hold.
    """
    shapes: list[Outcome] = []
    tallies: dict[tuple[str, str], Tally] = {}
    n_rows: dict[str, int] = {}
    numbers = count()
    for tables in slices:
        if not shapes:
            _check_names(tables)
            shapes = [_shape(TABLES[name], tables[name]) for name in TABLES if name in tables]
        for name in tables:
            n_rows[name] = n_rows.get(name, 0) + tables[name].height
        # Without the columns that they read, the other expectations could only fail for the same reason.
        if all(outcome.success for outcome in shapes):
            _ask(next(numbers), *_known(tables, codebook_tables, landed_on, actor_ids), tallies)
        del tables  # before the next slice is read
    if not shapes:
        raise ValueError("found no slice; expected one or more, an empty day in one without rows")
    by_table = {name: [_outcome(tally) for (of, _), tally in sorted(tallies.items()) if of == name] for name in TABLES}
    outcomes = [replace(shape, n_rows=n_rows[shape.table]) for shape in shapes]
    outcomes += [outcome for name in TABLES for outcome in by_table[name]]
    failures = [
        CriticalFailure(o.table, o.expectation, o.rule, o.n_unexpected, o.n_rows, o.samples)
        for o in outcomes
        if not o.success and o.severity == "critical"
    ]
    aside = [QUARANTINE.empty()]
    n_kept = dict(n_rows)
    if any(outcome.quarantines for outcome in outcomes):
        n_kept = dict.fromkeys(n_rows, 0)
        numbers = count()
        for tables in slices:
            ordered, known = _known(tables, codebook_tables, landed_on, actor_ids)
            kept, refused = _set_aside(ordered, _bad(next(numbers), ordered, known, by_table), known)
            aside.append(refused)
            for name in kept:
                n_kept[name] += kept[name].height
            if keep:
                keep(kept)
            del tables, ordered, known, kept
    n_removed = {name: n_rows[name] - n_kept[name] for name in n_rows}
    page = write_data_docs(outcomes, docs_dir, landed_on, run_id, n_removed) if docs_dir else None
    return Validated(
        QUARANTINE.conform(pl.concat(aside)), _results(outcomes, run_id), failures, n_kept, n_removed, page
    )


def _check_names(tables: dict[str, pl.DataFrame]) -> None:
    unknown = sorted(tables.keys() - TABLES.keys())
    if unknown:
        raise KeyError(f"found the tables {unknown}; expected lake tables: {', '.join(TABLES)}")
    if "article" not in tables:
        raise ValueError("found no table article; expected it, because every other table is held against its texts")


def _shape(table: Table, frame: pl.DataFrame) -> Outcome:
    """Are all columns there, of their types? Read from the Polars frame: pandas has other types."""
    wrong = tuple(
        {"column": name, "expected": str(dtype), "found": str(frame.schema.get(name, "no such column"))}
        for name, dtype in table.schema.items()
        if frame.schema.get(name) != dtype
    )
    return Outcome(
        table=table.name,
        expectation="expect_table_columns_and_types_to_be_the_schemas",
        rule="every column of pipelines/schemas.py is there and has its type",
        severity="critical",
        declared_severity="critical",
        row_level=False,
        success=not wrong,
        n_rows=frame.height,
        n_unexpected=len(wrong),
        samples=wrong[:N_SAMPLES],
        observed={"unexpected_columns": [column["column"] for column in wrong]} if wrong else {},
    )


def _known(
    tables: dict[str, pl.DataFrame],
    codebook_tables: dict[str, pl.DataFrame],
    landed_on: dt.date,
    actor_ids: pl.Series | None,
) -> tuple[dict[str, pl.DataFrame], References]:
    """A slice's tables in their order, and what their rows are held against."""
    ordered = {name: _ordered(TABLES[name], tables[name]) for name in TABLES if name in tables}
    known = References.of(ordered, codebook_tables, landed_on)
    if actor_ids is not None:
        known = replace(known, actor_ids=known.actor_ids | actors_among(actor_ids, ordered))
    return ordered, known


def _ask(
    number: int, ordered: dict[str, pl.DataFrame], known: References, tallies: dict[tuple[str, str], Tally]
) -> None:
    """Run the suites over a slice, and add the answers to the tallies by table and expectation."""
    library = Library()  # a new one each time: it holds the frames that it was given
    for name, frame in ordered.items():
        table = TABLES[name]
        ruled = with_rules(table, frame, known)
        for result in library.run(suite_for(table, known.landed_on), ruled):
            key = (name, result_name(result))
            if key not in tallies:
                config: Any = result.expectation_config
                tallies[key] = Tally(table, key[1], config.kwargs, config.meta or {})
            tallies[key].add(number, result, ruled)


def _bad(
    number: int, ordered: dict[str, pl.DataFrame], known: References, by_table: dict[str, list[Outcome]]
) -> dict[str, pl.DataFrame]:
    """Of each table of a slice, the rows to set aside."""
    bad = {}
    for name, frame in ordered.items():
        rows = [(o, [row for of, row in o.bad_rows if of == number]) for o in by_table[name] if o.quarantines]
        ruled = with_rules(TABLES[name], frame, known) if any(found for _, found in rows) else frame.clear()
        bad[name] = _bad_rows(TABLES[name], ruled.with_row_index(_ROW), [pair for pair in rows if pair[1]])
    return bad


def _ordered(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The table's columns, in an order that depends on the rows alone, even where keys repeat."""
    names = table.schema.names()
    return frame.select(names).sort([*table.key, *(name for name in names if name not in table.key)])


# --- outcomes -------------------------------------------------------------------------------------------


def _outcome(tally: Tally) -> Outcome:
    """What was answered, and what follows from it."""
    meta, n_unexpected = tally.meta, tally.n_unexpected
    severity: Severity = meta["severity"]
    samples, action = tuple(tally.samples), None
    if tally.error is not None:
        # A check that fails open is none.
        severity, action, samples = "critical", "could not be evaluated", ({"error": tally.error},)
    elif not tally.success and severity == "critical":
        is_few = n_unexpected <= max(TOLERATED_ROWS, TOLERATED_SHARE * tally.n_rows)
        # Only rows that were named can be set aside.
        tolerated = meta["row_level"] and is_few and n_unexpected == len(tally.rows)
        severity, action = ("warning", "rows quarantined") if tolerated else ("critical", "blocks")
    observed: dict[str, Any] = {"n_rows": tally.n_rows, "n_unexpected": n_unexpected}
    if tally.observed_value is None:
        observed["unexpected_percent"] = tally.unexpected_percent
    else:
        observed["observed_value"] = tally.observed_value
    if action:
        observed["action"] = action
    return Outcome(
        table=tally.table.name,
        expectation=tally.expectation,
        rule=meta["rule"],
        severity=severity,
        declared_severity=meta["severity"],
        row_level=meta["row_level"],
        success=tally.success,
        n_rows=tally.n_rows,
        n_unexpected=n_unexpected,
        samples=samples,
        observed=observed,
        bad_rows=tuple(tally.rows),
        shows=tuple(meta["shows"]),
        quarantines=action == "rows quarantined",
    )


def _results(outcomes: list[Outcome], run_id: str) -> pl.DataFrame:
    rows = [
        {
            "suite": o.table,
            "table_name": o.table,
            "expectation": o.expectation,
            "severity": o.severity,
            "success": o.success,
            "n_unexpected": o.n_unexpected,
            "observed": json.dumps(
                o.observed | ({"samples": o.samples} if o.samples and not o.success else {}),
                ensure_ascii=False,
                separators=(",", ":"),
                default=str,
            ),
            "run_id": run_id,
        }
        for o in outcomes
    ]
    return VALIDATION.conform(pl.DataFrame(rows, schema=VALIDATION.schema))


# --- setting rows aside ---------------------------------------------------------------------------------


def _bad_rows(table: Table, ruled: pl.DataFrame, bad: list[tuple[Outcome, list[int]]]) -> pl.DataFrame:
    """One row per row to set aside: row_number, row_key, detail, excerpt, article.source_uri, version_id."""
    found = []
    for outcome, rows in bad:
        values = [pl.format(name + " {}", shown(name).fill_null("NULL")) for name in outcome.shows]
        detail = pl.concat_str(
            pl.lit("Found "), pl.concat_str(values, separator=", "), pl.lit(f"; expected that {outcome.rule}")
        )
        found.append(ruled[rows].select(_ROW, rule=pl.lit(outcome.rule), detail=detail))
    if not found:
        return pl.DataFrame(schema={_ROW: pl.UInt32, "row_key": pl.String, "detail": pl.String, "excerpt": pl.String,
                                    "article.source_uri": pl.String, "version_id": pl.String})  # fmt: skip
    details = (
        pl.concat(found)
        .sort(_ROW, "rule")
        .group_by(_ROW, maintain_order=True)
        .agg(pl.col("detail").str.join(". "))
        .with_columns(detail=pl.col("detail") + f". {_REMEDY.get(table.name, _REMEDY_OF_EXTRACTS)}")
    )
    excerpt = next(c for c in ("evidence", "headline", "version_id") if c in ruled.columns)
    if table.name == "article":
        ruled = ruled.with_columns(pl.col("source_uri").alias("article.source_uri"))
    return (
        details.join(ruled, on=_ROW, how="left", maintain_order="left")
        .with_columns(row_key=row_key(table), excerpt=pl.col(excerpt).str.slice(0, _EXCERPT_CHARACTERS))
        .with_columns(row_key=_told_apart("row_key"))
        .select(_ROW, "row_key", "detail", "excerpt", "article.source_uri", "version_id")
    )


def _told_apart(column: str) -> pl.Expr:
    """Rows of one key get #1, #2, ... behind it, because the quarantine's own key must be unique."""
    number = pl.int_range(1, pl.len() + 1).over(column).cast(pl.String)
    return pl.when(pl.len().over(column) > 1).then(pl.col(column) + "#" + number).otherwise(column)


_REMEDY = {
    "article": "Look at the raw file, correct the reader or remove the file, then run the landing day again",
}
_REMEDY_OF_EXTRACTS = (
    "Look at the text at these offsets, correct the extractor or the codebook entry, then run the landing day again"
)


def _set_aside(
    ordered: dict[str, pl.DataFrame], bad: dict[str, pl.DataFrame], known: References
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """A slice's tables without the bad rows, and those in quarantine's columns.

    A text whose article or topic is bad goes with all its rows.
    """
    withdrawn = pl.concat([bad[name].select("version_id") for name in ("article", "article_topic") if name in bad])
    withdrawn = withdrawn.drop_nulls().unique()
    kept: dict[str, pl.DataFrame] = {}
    aside: list[pl.DataFrame] = []
    for name, frame in ordered.items():
        numbered = frame.with_row_index(_ROW)
        rest = numbered.join(bad[name].select(_ROW), on=_ROW, how="anti", maintain_order="left")
        aside.append(_quarantined(name, bad[name], known))
        if name == "article" or reads_a_text(TABLES[name]):
            gone = rest.join(withdrawn, on="version_id", how="semi", maintain_order="left")
            aside.append(_gone_along(name, gone, known))
            rest = rest.join(withdrawn, on="version_id", how="anti", maintain_order="left")
        kept[name] = rest.drop(_ROW)
    if "document" in kept:
        kept["document"], copies = _documents(kept["document"], withdrawn, known)
        aside.append(copies)
    if "casualty_claim" in kept:
        kept["casualty_claim"] = _without_lost_wholes(kept["casualty_claim"])
    return kept, QUARANTINE.conform(pl.concat(aside))


def _without_lost_wholes(claims: pl.DataFrame) -> pl.DataFrame:
    """A part whose whole was set aside is a figure by itself: part_of_claim_id becomes NULL."""
    whole = pl.col("part_of_claim_id")
    return claims.with_columns(part_of_claim_id=pl.when(whole.is_in(pl.col("claim_id").implode())).then(whole))


def _quarantined(name: str, bad: pl.DataFrame, known: References) -> pl.DataFrame:
    """Rows in schemas.QUARANTINE's columns. In: row_key, detail, excerpt, article.source_uri."""
    uri = pl.col("article.source_uri").fill_null("unknown")
    at = dt.datetime.combine(known.landed_on, dt.time())
    return bad.select(
        uri.alias("source_uri"),
        uri.str.extract(r"#(\d+)$", 1).cast(pl.Int32).alias("record"),
        pl.lit("validate").alias("stage"),
        pl.lit(name).alias("table_name"),
        "row_key",
        pl.lit("failed_expectation").alias("reason"),
        "detail",
        "excerpt",
        pl.lit(at).cast(pl.Datetime("us")).alias("landed_at"),
        pl.lit(known.landed_on).alias("landed_on"),
    )


def _gone_along(name: str, gone: pl.DataFrame, known: References) -> pl.DataFrame:
    """One row per text and table for the rows that went with their text; row_key is `<version_id>|*`."""
    counted = (
        gone.group_by("version_id")
        .agg(n=pl.len())
        .join(known.articles, on="version_id", how="left")
        .with_columns(
            row_key=pl.col("version_id") + "|*",
            detail=pl.format(
                "Found {} row(s) of a text whose article or topic was quarantined; expected a text that stands. "
                "See its own row for the reason",
                "n",
            ),
            excerpt=pl.col("article.headline").str.slice(0, _EXCERPT_CHARACTERS),
        )
    )
    return _quarantined(name, counted, known)


def _documents(
    documents: pl.DataFrame, withdrawn: pl.DataFrame, known: References
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Documents that hold a withdrawn text become quarantined; a copy of it gets a row of its own for that."""
    is_withdrawn = pl.col("version_id").is_in(withdrawn["version_id"].implode()).fill_null(False)
    copies = documents.filter(is_withdrawn & (pl.col("outcome") == "duplicate")).select(
        row_key=pl.lit(""),
        detail=pl.lit(
            "Found a copy of a text that was quarantined; expected a copy of one that stands. "
            "See the quarantined article for the reason"
        ),
        excerpt=pl.col("version_id"),
        **{"article.source_uri": pl.col("source_uri")},
    )
    outcome = pl.when(is_withdrawn).then(pl.lit("quarantined")).otherwise("outcome")
    without = {
        name: pl.when(is_withdrawn).then(None).otherwise(name).alias(name) for name in ("version_id", "article_id")
    }
    return documents.with_columns(outcome=outcome, **without), _quarantined("document", copies, known)
