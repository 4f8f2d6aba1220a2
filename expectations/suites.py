"""One Great Expectations suite per lake table.

What belongs here: expectations, their severity and the sentence each stands for. Keys, NULLs, value sets and ranges
are derived from pipelines/schemas.py; rules over several columns come from rules.py as Boolean columns that must be
true; thresholds (`mostly`) on a table as a whole stand here. What does not: running them (validate.py).

Severity, in Great Expectations' own field: `critical` blocks what is downstream unless the few rows that break it can
go to quarantine (`row_level`), `warning` is shown, `info` is a measurement. `meta` holds `rule` (the sentence),
`row_level`, `severity` and `shows` (columns to show of a row that breaks it).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.library import load
from expectations.rules import EARLIEST, MOST_PEOPLE, Severity, reads_a_text, rules_of
from pipelines.schemas import Column, Table

if TYPE_CHECKING:
    import great_expectations as gx
    from great_expectations.expectations.expectation import Expectation

ACCOUNTS = ("document", "quarantine")
"""Tables that account for what landed: no row of theirs can go to quarantine, or the sums would no longer agree."""

_AT_LEAST_ONE = ("article_version", "word_count", "record", "n_mentions", "n_shingles", "char_end")
_MAY_BE_EMPTY = ("row_key",)
_ANY_SIGN = ("shingle_hash",)


def suite_for(table: Table, landed_on: dt.date) -> gx.ExpectationSuite:
    """The suite of a lake table for a landing day.

    Its columns are the table's and, for rules over several columns, those that rules.with_rules adds.
    """
    suite: gx.ExpectationSuite = load().ExpectationSuite(
        name=table.name,
        expectations=[
            *_of_the_schema(table),
            *_of_the_rules(table),
            *_of_dates(table, landed_on),
            *_of_the_table(table),
        ],
    )
    return suite


def _expect(
    name: str,
    rule: str,
    *,
    severity: Severity = "critical",
    row_level: bool = False,
    shows: tuple[str, ...] = (),
    **kwargs: Any,
) -> Expectation:
    """A Great Expectations expectation by class name, with the project's meta."""
    meta = {"rule": rule, "severity": severity, "row_level": row_level, "shows": list(shows)}
    expectation: Expectation = getattr(load().expectations, name)(severity=severity, meta=meta, **kwargs)
    return expectation


def _of_the_schema(table: Table) -> Iterator[Expectation]:
    """Key, NULLs, value sets, ranges of types, texts that say nothing."""
    row_level = table.name not in ACCOUNTS
    key = list(table.key)
    unique: dict[str, Any] = {"rule": f"one row per {', '.join(key)}", "row_level": row_level, "shows": table.key}
    if len(key) == 1:
        yield _expect("ExpectColumnValuesToBeUnique", column=key[0], **unique)
    else:
        yield _expect("ExpectCompoundColumnsToBeUnique", column_list=key, **unique)
    for column in table.columns:
        common: dict[str, Any] = {"column": column.name, "row_level": row_level, "shows": (column.name,)}
        if not column.nullable:
            yield _expect("ExpectColumnValuesToNotBeNull", f"{column.name} is never NULL", **common)
        if column.values:
            yield _expect(
                "ExpectColumnValuesToBeInSet",
                f"{column.name} is one of {', '.join(column.values)}",
                value_set=list(column.values),
                **common,
            )
        if column.dtype in (pl.Int32, pl.Int64) and column.name not in _ANY_SIGN:
            yield _range(column, common)
        if _is_a_text(table, column):
            # An absent optional text is a warning: the row is whole without it.
            severity: Severity = "warning" if column.nullable else "critical"
            yield _expect(
                "ExpectColumnValuesToNotMatchRegex",
                f"{column.name} is {'NULL or ' if column.nullable else ''}not blank",
                regex=r"^\s*$",
                **common | {"severity": severity, "row_level": row_level and not column.nullable},
            )


def _range(column: Column, common: dict[str, Any]) -> Expectation:
    least = 1 if column.name in _AT_LEAST_ONE else 0
    if column.name in ("low", "high"):
        return _expect(
            "ExpectColumnValuesToBeBetween",
            f"{column.name} is from 0 to {MOST_PEOPLE:,}",
            min_value=0,
            max_value=MOST_PEOPLE,
            **common,
        )
    return _expect("ExpectColumnValuesToBeBetween", f"{column.name} is at least {least}", min_value=least, **common)


def _is_a_text(table: Table, column: Column) -> bool:
    """Free text. Not the version's ids in tables read from a text: that they are known says more."""
    if column.dtype != pl.String or column.values or column.name in _MAY_BE_EMPTY:
        return False
    return not (reads_a_text(table) and column.name in ("version_id", "article_id"))


def _of_the_rules(table: Table) -> Iterator[Expectation]:
    """The Boolean columns of rules.py must be true."""
    for rule in rules_of(table):
        threshold = {} if rule.mostly == 1 else {"mostly": rule.mostly}
        yield _expect(
            "ExpectColumnValuesToBeInSet",
            rule.sentence,
            column=rule.name,
            value_set=[True],
            severity=rule.severity,
            row_level=rule.row_level,
            shows=rule.shows,
            **threshold,
        )


def _of_dates(table: Table, landed_on: dt.date) -> Iterator[Expectation]:
    """Dates are not before 1900 nor in the future: at most a day after landing, for time zones."""
    tomorrow = landed_on + dt.timedelta(days=1)
    names = [column.name for column in table.columns if column.dtype == pl.Date]
    for name in names:
        is_landing = name == "landed_on"
        earliest, latest = (landed_on, landed_on) if is_landing else (EARLIEST, tomorrow)
        yield _expect(
            "ExpectColumnValuesToBeBetween",
            f"{name} is the landing day {landed_on}" if is_landing else f"{name} is from {earliest} to {latest}",
            column=name,
            min_value=earliest,
            max_value=latest,
            row_level=table.name not in ACCOUNTS and not is_landing,
            shows=(name, f"{name}_text") if f"{name}_text" in table.schema.names() else (name,),
        )


def _share(column: str, mostly: float, rule: str, severity: Severity = "warning") -> Expectation:
    """Mostly not NULL."""
    return _expect(
        "ExpectColumnValuesToNotBeNull", rule, column=column, mostly=mostly, severity=severity, shows=(column,)
    )


def _share_in(column: str, values: list[Any], mostly: float, rule: str, severity: Severity = "warning") -> Expectation:
    return _expect(
        "ExpectColumnValuesToBeInSet",
        rule,
        column=column,
        value_set=values,
        mostly=mostly,
        severity=severity,
        shows=(column,),
    )


def _pattern(column: str, regex: str, rule: str, **more: Any) -> Expectation:
    return _expect("ExpectColumnValuesToMatchRegex", rule, column=column, regex=regex, shows=(column,), **more)


def _of_the_table(table: Table) -> Iterator[Expectation]:
    """What one table promises beyond its schema, and thresholds on it as a whole.

    Thresholds are wide: they are to notice that a day differs in kind (a feed in another language, a reader that finds
    no dates), not that it differs.
    """
    if table.name == "article":
        yield _expect("ExpectTableRowCountToBeBetween", "at least one article landed", min_value=1, severity="warning")
        yield _pattern("article_id", r"^[0-9a-f]{16}$", "article_id is 16 hex digits", row_level=True)
        yield _pattern("content_hash", r"^[0-9a-f]{64}$", "content_hash is 64 hex digits", row_level=True)
        yield _expect(
            "ExpectColumnValuesToBeUnique", "one article per document", column="source_uri", shows=("source_uri",)
        )
        yield _pattern("url", r"^https?://", "url is a web address", severity="warning")
        yield _pattern("headline", r"^[^\n]{1,500}$", "headline is one line of at most 500 characters", mostly=0.99,
                       severity="warning")  # fmt: skip
        yield _share_in("language", ["en"], 0.5, "most articles are in English, the language that is read")
        yield _share("language", 0.9, "the language of 9 in 10 articles is known")
        yield _share_in(
            "published_on_source",
            ["metadata", "text", "dateline", "inferred"],
            0.8,
            "8 in 10 articles say when they were published: not dated by their landing",
        )
        yield _expect(
            "ExpectColumnValuesToBeBetween",
            "9 in 10 bodies have 40 to 20,000 words: not a teaser, not a whole site",
            column="word_count",
            min_value=40,
            max_value=20_000,
            mostly=0.9,
            severity="warning",
            shows=("word_count", "headline"),
        )
        yield _share("outlet_name", 0.5, "half of the articles name their outlet", "info")
    elif table.name == "document":
        yield _share_in(
            "outcome",
            ["article", "duplicate", "not_an_article"],
            0.8,
            "at most 2 in 10 documents are in quarantine",
        )
    elif table.name == "quarantine":
        yield _expect(
            "ExpectColumnValueLengthsToBeBetween",
            "excerpt has at most 200 characters",
            column="excerpt",
            max_value=200,
            severity="warning",
            shows=("source_uri",),
        )
    elif table.name == "article_topic":
        yield _share_in("is_conflict", [True], 0.1, "1 in 10 articles is of armed conflict", "info")
    elif table.name == "casualty_claim":
        yield _share("region_id", 0.5, "half of the figures have a region")
        yield _share("event_date", 0.5, "half of the figures have a date")
        yield _share("claimant_text", 0.2, "2 in 10 figures have a claimant", "info")
        yield _share_in(
            "qualifier",
            ["exact", "at_least", "more_than", "at_most", "fewer_than", "about", "nearly", "between", "none"],
            0.5,
            "half of the figures have a number: are not vague",
            "info",
        )
    elif table.name == "actor_mention":
        yield _pattern("actor_id", r"^\S+$", "actor_id holds no white space", row_level=True)
    elif table.name == "statement":
        yield _share("speaker_actor_id", 0.2, "2 in 10 speakers are known actors", "info")
    elif table.name == "target_mention":
        yield _share("region_id", 0.3, "3 in 10 targets have a region")
