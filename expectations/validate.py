"""Validate a landing day: run the suites, set single bad rows aside, say what blocks.

What belongs here: what follows from a failed expectation. What does not: what is expected (rules.py, suites.py) and
how it is shown (data_docs.py).

The rule: rows that break a row-level critical expectation go to quarantine where they are few (at most 5 in 100 of
the table, or at most 3); the expectation then stands in the results as a failed warning. More of them are no
accident but a defect of reading: the expectation stays critical, nothing is set aside for it, and the day is blocked.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.data_docs import write_data_docs
from expectations.library import Library, result_name
from expectations.outcomes import Outcome
from expectations.rules import References, Severity, reads_a_text, with_rules
from expectations.suites import suite_for
from pipelines.schemas import QUARANTINE, TABLES, VALIDATION, Table

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult

TOLERATED_SHARE = 0.05
"""Share of a table's rows up to which bad rows are set aside instead of blocking."""
TOLERATED_ROWS = 3
"""Rows up to which they are set aside whatever their share: a small day must not be blocked by one odd article."""
N_SAMPLES = 3
_SAMPLE_CHARACTERS = 160
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

    tables: dict[str, pl.DataFrame]
    """The tables without the rows that were set aside, in the columns of pipelines.schemas, sorted by key."""
    quarantine: pl.DataFrame
    """Rows set aside by this validation only, in schemas.QUARANTINE: to be put below the day's own quarantine."""
    results: pl.DataFrame
    """Every expectation of every suite, in schemas.VALIDATION."""
    critical_failures: list[CriticalFailure]
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
    tables: dict[str, pl.DataFrame],
    codebook_tables: dict[str, pl.DataFrame],
    landed_on: dt.date,
    run_id: str,
    docs_dir: Path | None = None,
) -> Validated:
    """Validate the lake tables of a landing day, as the ingest and extract floors made them.

    In: frames by table name (article is required; others as far as they are there), the codebook's seeds by name. Hand
    over the tables as they were made, not the ones that an earlier validation left: rows already set aside would be
    forgotten. Out: see Validated. Where `docs_dir` is given, the day's page is written to `docs_dir/index.html`.
    The same tables give the same rows, in whatever order they come. Raises KeyError for a table that is not of the
    lake, ValueError without article; never for what the rows hold.
    """
    _check_names(tables)
    shapes = [_shape(TABLES[name], tables[name]) for name in TABLES if name in tables]
    if all(outcome.success for outcome in shapes):
        validated, outcomes = _validate_rows(tables, codebook_tables, landed_on)
        outcomes = shapes + outcomes
    else:
        # Without the columns that they read, the other expectations could only fail for the same reason.
        validated = Validated(dict(tables), QUARANTINE.empty(), VALIDATION.empty(), [], dict.fromkeys(tables, 0))
        outcomes = shapes
    page = write_data_docs(outcomes, docs_dir, landed_on, run_id, validated.n_removed) if docs_dir else None
    failures = [
        CriticalFailure(o.table, o.expectation, o.rule, o.n_unexpected, o.n_rows, o.samples)
        for o in outcomes
        if not o.success and o.severity == "critical"
    ]
    return replace(validated, results=_results(outcomes, run_id), critical_failures=failures, docs_page=page)


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


def _validate_rows(
    tables: dict[str, pl.DataFrame], codebook_tables: dict[str, pl.DataFrame], landed_on: dt.date
) -> tuple[Validated, list[Outcome]]:
    ordered = {name: _ordered(TABLES[name], tables[name]) for name in TABLES if name in tables}
    known = References.of(ordered, codebook_tables, landed_on)
    library = Library()
    outcomes: list[Outcome] = []
    bad: dict[str, pl.DataFrame] = {}
    for name, frame in ordered.items():
        table = TABLES[name]
        ruled = with_rules(table, frame, known).with_row_index(_ROW)
        of_table = [_outcome(result, table, ruled) for result in library.run(suite_for(table, landed_on), ruled)]
        outcomes += sorted(of_table, key=lambda outcome: outcome.expectation)
        bad[name] = _bad_rows(table, ruled, [o for o in of_table if o.quarantines])
    return _set_aside(ordered, bad, known), outcomes


def _ordered(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The table's columns, in an order that depends on the rows alone, even where keys repeat."""
    names = table.schema.names()
    return frame.select(names).sort([*table.key, *(name for name in names if name not in table.key)])


# --- outcomes -------------------------------------------------------------------------------------------


def _outcome(result: ExpectationValidationResult, table: Table, ruled: pl.DataFrame) -> Outcome:
    """Great Expectations' answer, and what follows from it."""
    found, meta = result.result, (result.expectation_config.meta if result.expectation_config else None) or {}
    rows = tuple(sorted(found.get("unexpected_index_list") or ()))
    n_unexpected = int(found.get("unexpected_count") or len(rows))
    samples = _samples(table, ruled, rows[:N_SAMPLES], meta["shows"])
    declared: Severity = meta["severity"]
    success = bool(result.success)
    severity = declared
    action = None
    if not success and "element_count" not in found and "observed_value" not in found:
        # It could not be evaluated: a check that fails open is none.
        severity, action, samples = "critical", "could not be evaluated", ({"error": _error(result)},)
    elif not success and declared == "critical":
        is_few = n_unexpected <= max(TOLERATED_ROWS, TOLERATED_SHARE * ruled.height)
        # Only rows that were named can be set aside.
        tolerated = meta["row_level"] and is_few and n_unexpected == len(rows)
        severity, action = ("warning", "rows quarantined") if tolerated else ("critical", "blocks")
    observed: dict[str, Any] = {"n_rows": ruled.height, "n_unexpected": n_unexpected}
    if "observed_value" not in found:
        observed["unexpected_percent"] = round(found.get("unexpected_percent") or 0.0, 3)
    if "observed_value" in found:
        observed["observed_value"] = found["observed_value"]
    if action:
        observed["action"] = action
    return Outcome(
        table=table.name,
        expectation=result_name(result),
        rule=meta["rule"],
        severity=severity,
        declared_severity=declared,
        row_level=meta["row_level"],
        success=success,
        n_rows=ruled.height,
        n_unexpected=n_unexpected,
        samples=samples,
        observed=observed,
        bad_rows=rows,
        shows=tuple(meta["shows"]),
        quarantines=action == "rows quarantined",
    )


def _error(result: ExpectationValidationResult) -> str:
    """First message of an exception, which Great Expectations nests by metric."""
    info: Any = result.exception_info or {}
    while isinstance(info, dict) and "exception_message" not in info and info:
        info = next(iter(info.values()))
    return str(info.get("exception_message") if isinstance(info, dict) else info)[:_EXCERPT_CHARACTERS]


def _samples(table: Table, ruled: pl.DataFrame, rows: tuple[int, ...], shows: list[str]) -> tuple[dict[str, Any], ...]:
    shown = [pl.col(name).cast(pl.String).str.slice(0, _SAMPLE_CHARACTERS) for name in shows]
    picked = ruled[list(rows)] if rows else ruled.clear()
    return tuple(picked.select(_row_key(table).alias("key"), *shown).to_dicts())


def _row_key(table: Table) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in table.key], separator="|")


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


def _bad_rows(table: Table, ruled: pl.DataFrame, outcomes: list[Outcome]) -> pl.DataFrame:
    """One row per row to set aside: row_number, row_key, detail, excerpt, article.source_uri."""
    found = []
    for outcome in outcomes:
        values = [
            pl.format(name + " {}", pl.col(name).cast(pl.String).str.slice(0, _SAMPLE_CHARACTERS).fill_null("NULL"))
            for name in outcome.shows
        ]
        detail = pl.concat_str(
            pl.lit("Found "), pl.concat_str(values, separator=", "), pl.lit(f"; expected that {outcome.rule}")
        )
        found.append(ruled[list(outcome.bad_rows)].select(_ROW, rule=pl.lit(outcome.rule), detail=detail))
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
        .with_columns(row_key=_row_key(table), excerpt=pl.col(excerpt).str.slice(0, _EXCERPT_CHARACTERS))
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


def _set_aside(ordered: dict[str, pl.DataFrame], bad: dict[str, pl.DataFrame], known: References) -> Validated:
    """Take the bad rows out; a text whose article or topic is bad goes with all its rows."""
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
    quarantine = QUARANTINE.conform(pl.concat(aside))
    removed = {name: ordered[name].height - kept[name].height for name in ordered}
    return Validated(kept, quarantine, VALIDATION.empty(), [], removed)


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
