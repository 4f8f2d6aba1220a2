"""Every expectation of every suite fails on a row made for it and holds on good rows."""

import datetime as dt
from functools import cache
from typing import Any

import polars as pl
import pytest
from good_day import CODEBOOK, LANDED_ON, good_day

from expectations.library import Library, expectation_name, load
from expectations.rules import References, qualifier_agrees_with_the_bounds, rules_of, with_rules
from expectations.suites import suite_for
from pipelines.schemas import TABLES, Table

pytestmark = pytest.mark.no_cover  # of pipelines/ it runs next to nothing, and takes half as long again

NOBODYS = "0" * 16 + "-" + "0" * 8
BREAKS_RULE: dict[str, dict[str, Any]] = {
    "version_is_known": {"version_id": NOBODYS},
    "article_id_is_the_versions": {"article_id": "f" * 16},
    "evidence_has_length": {"char_end": pl.col("char_start")},
    "offsets_are_inside_the_text": {"char_end": 100_000},
    "evidence_is_in_the_text": {"evidence": "words of another text"},
    "low_is_at_most_high": {"low": 9, "high": 3},
    "qualifier_agrees_with_the_bounds": {"qualifier": "exact", "low": 9, "high": None},
    "vague_term_stands_where_vague": {"qualifier": "vague", "vague_term": None},
    "claim_id_begins_with_the_version": {"claim_id": "b23:killed"},
    "statement_id_begins_with_the_version": {"statement_id": "b14"},
    "count_id_begins_with_the_version": {"count_id": "b83:attacks"},
    "part_of_a_claim_of_this_text": {"part_of_claim_id": f"{NOBODYS}:b1:killed"},
    "event_is_dated_as_precisely_as_said": {"event_date": None, "event_date_precision": "day"},
    "region_is_known": {"region_id": "XA-99"},
    "weapon_is_known": {"weapon_id": "slingshot"},
    "frame_is_known": {"frame_id": "fair-words"},
    "sentence_agrees_with_the_headline": {"sentence_no": 0, "in_headline": False},
    "version_id_is_made_of_its_parts": {"content_hash": "f" * 64},
    "word_count_is_the_bodys": {"word_count": 7},
    "topic_is_known": {"version_id": NOBODYS},
    "document_is_known": {"source_uri": "elsewhere.txt"},
    "body_is_composed": {"body": "Cafe\u0301 owners fled"},
    "document_belongs_to_its_file": {"file_uri": "elsewhere.txt"},
    "version_stands_where_there_is_a_text": {"outcome": "article", "version_id": None},
    "text_of_the_document_is_known": {"version_id": NOBODYS},
    "decided_by_terms": {"is_conflict": True, "conflict_terms": None},
    # thresholds: in every row
    "published_at_is_on_that_day": {"published_at": dt.datetime(2024, 4, 1)},
    "modified_at_is_not_in_the_future": {"modified_at": dt.datetime(2025, 1, 1)},
    "event_is_not_after_publication": {"event_date": LANDED_ON + dt.timedelta(days=1)},
    "claimant_is_known": {"claimant_actor_id": "nobody"},
    "speaker_is_known": {"speaker_actor_id": "nobody"},
    "country_is_known": {"country_code": "ZZ"},
    "article_reports_conflict": {},  # the article's topic is changed instead
}  # fmt: skip


@cache
def library() -> Library:
    return Library()


def expectations(table: Table) -> list[tuple[str, str, dict[str, Any]]]:
    """Name, type and arguments of a suite's expectations."""
    load()
    configs = [e.configuration for e in suite_for(table, LANDED_ON).expectations]
    return [(expectation_name(c.type, c.kwargs), c.type, c.kwargs) for c in configs]


def breaks(table: Table, kind: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Values that break an expectation where they stand in a row."""
    column = kwargs.get("column", "")
    match kind.removeprefix("expect_"):
        case "column_values_to_not_be_null":
            return {column: None}
        case "column_values_to_not_match_regex":
            return {column: " \n "}
        case "column_values_to_match_regex":
            return {column: "no\nmatch"}
        case "column_values_to_be_in_set" if kwargs["value_set"] == [True] and column not in table.schema:
            return BREAKS_RULE[column]
        case "column_values_to_be_in_set":
            return {column: False if kwargs["value_set"] == [True] else "vague" if "mostly" in kwargs else "nonsense"}
        case "column_values_to_be_between":
            least = kwargs["min_value"]
            return {column: least - (dt.timedelta(days=1) if isinstance(least, dt.date) else 1)}
        case "column_value_lengths_to_be_between":
            return {column: "x" * (kwargs["max_value"] + 1)}
        case "column_values_to_be_unique" | "compound_columns_to_be_unique":
            return {key: pl.col(key).last() for key in kwargs.get("column_list", [column])}
    raise AssertionError(f"no row is made for {kind}: add one")


def quarantine_rows(n: int) -> pl.DataFrame:
    """Good rows for the table that a good day leaves empty."""
    table = TABLES["quarantine"]
    at = dt.datetime.combine(LANDED_ON, dt.time())
    rows = [
        {
            "source_uri": f"file-{i:03}.txt", "record": 1, "stage": "ingest", "table_name": "document", "row_key": "",
            "reason": "empty", "detail": "found no characters", "excerpt": "x", "landed_at": at, "landed_on": LANDED_ON,
        }
        for i in range(n)
    ]  # fmt: skip
    return table.conform(pl.DataFrame(rows, schema=table.schema))


def put(frame: pl.DataFrame, where: pl.Expr, values: dict[str, Any]) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(where)
        .then(value if isinstance(value, pl.Expr) else pl.lit(value, dtype=frame.schema[name]))
        .otherwise(name)
        .alias(name)
        for name, value in values.items()
    )


@pytest.mark.parametrize("name", TABLES)
def test_every_row_expectation_fails_on_the_row_made_for_it_and_on_no_good_row(name: str) -> None:
    table = TABLES[name]
    day = good_day(100) | {"quarantine": quarantine_rows(100)}
    row = pl.int_range(pl.len())
    strict = [e for e in expectations(table) if "mostly" not in e[2] and "row_count" not in e[1]]
    for number, (_, kind, kwargs) in enumerate(strict):
        day[name] = put(day[name], row == number, breaks(table, kind, kwargs))
    rules = [kwargs.get("column") for _, _, kwargs in strict]
    if "article_reports_conflict" in rules:
        version = day[name]["version_id"][rules.index("article_reports_conflict")]
        topics = day["article_topic"]
        day["article_topic"] = put(topics, pl.col("version_id") == version, {"is_conflict": False})
    known = References.of(good_day(100) | {"article_topic": day["article_topic"]}, CODEBOOK, LANDED_ON)

    results = library().run(suite_for(table, LANDED_ON), with_rules(table, day[name], known))

    found = {expectation_name(r.expectation_config.type, r.expectation_config.kwargs): r for r in results}
    missed = [e for number, (e, *_) in enumerate(strict) if number not in _bad(found[e])]
    assert not missed
    spoilt_rows = set(range(len(strict))) | {day[name].height - 1}
    rows_of_peace = set()
    if "article_reports_conflict" in rules:
        peaceful = (pl.col("version_id") == version).arg_true()
        rows_of_peace = set(day[name].select(peaceful).to_series())
    wrong = {e: _bad(found[e]) - spoilt_rows - rows_of_peace for e, *_ in strict}
    assert not {e: rows for e, rows in wrong.items() if rows}


def _bad(result: Any) -> set[int]:
    return set(result.result.get("unexpected_index_list") or ())


@pytest.mark.parametrize("name", TABLES)
def test_every_threshold_fails_where_all_rows_differ(name: str) -> None:
    table = TABLES[name]
    day = good_day(5)
    known = References.of(day, CODEBOOK, LANDED_ON)
    load()
    whole = suite_for(table, LANDED_ON)
    for expectation in [e for e in whole.expectations if "mostly" in e.configuration.kwargs]:
        config = expectation.configuration
        broken = put(day[name], pl.lit(True), breaks(table, config.type, config.kwargs))
        suite = load().ExpectationSuite(name=name, expectations=[expectation])
        (result,) = library().run(suite, with_rules(table, broken, known))
        assert not result.success, config
        assert result.result["unexpected_count"] == day[name].height


def test_a_day_without_articles_is_noticed() -> None:
    table = TABLES["article"]
    day = {name: frame.clear() for name, frame in good_day(1).items()}
    frame = with_rules(table, day["article"], References.of(day, CODEBOOK, LANDED_ON))
    failed = [r for r in library().run(suite_for(table, LANDED_ON), frame) if not r.success]
    assert [r.expectation_config.type for r in failed] == ["expect_table_row_count_to_be_between"]


@pytest.mark.parametrize("name", TABLES)
def test_every_expectation_has_a_name_of_its_own_a_severity_and_a_sentence(name: str) -> None:
    load()
    suite = suite_for(TABLES[name], LANDED_ON)
    names = [expectation_name(e.configuration.type, e.configuration.kwargs) for e in suite.expectations]
    assert len(set(names)) == len(names)
    assert all(e.meta["severity"] == e.severity.value for e in suite.expectations)
    assert all(e.meta["rule"] and isinstance(e.meta["row_level"], bool) for e in suite.expectations)


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "holds"),
    [
        ("exact", 6, 6, True),
        ("exact", 6, 7, False),
        ("exact", 6, None, False),
        ("exact", None, None, False),
        ("about", 50, 50, True),
        ("about", None, 50, False),
        ("nearly", 50, 50, True),
        ("nearly", None, 50, True),
        ("nearly", 40, 50, False),
        ("nearly", 50, None, False),
        ("at_least", 6, None, True),
        ("at_least", 6, 6, False),
        ("at_least", None, None, False),
        ("more_than", 6, None, True),
        ("at_most", None, 20, True),
        ("at_most", 0, 20, False),
        ("fewer_than", None, 20, True),
        ("fewer_than", None, None, False),
        ("between", 10, 15, True),
        ("between", 15, 15, False),
        ("between", 10, None, False),
        ("vague", None, None, True),
        ("vague", 12, 24, False),
        ("none", 0, 0, True),
        ("none", None, None, False),
        ("none", 0, None, False),
    ],
)
def test_the_qualifier_says_which_bounds_there_are(
    qualifier: str, low: int | None, high: int | None, holds: bool
) -> None:
    columns = {"qualifier": pl.String, "low": pl.Int64, "high": pl.Int64}
    row = pl.DataFrame([(qualifier, low, high)], schema=columns, orient="row")
    known = References.of(good_day(1), CODEBOOK, LANDED_ON)
    assert row.select(qualifier_agrees_with_the_bounds(known)).item() is holds


def test_offsets_count_code_points_not_bytes() -> None:
    """The good day's headlines hold quotation marks and carons before and in the evidence."""
    day = good_day(3)
    table = TABLES["frame_mention"]
    ruled = with_rules(table, day["frame_mention"], References.of(day, CODEBOOK, LANDED_ON))
    assert ruled["evidence"].unique().to_list() == ["“Žižkov”"]
    assert ruled["evidence_is_in_the_text"].all()
    moved = day["frame_mention"].with_columns(pl.col("char_start", "char_end") + 1)
    assert not with_rules(table, moved, References.of(day, CODEBOOK, LANDED_ON))["evidence_is_in_the_text"].any()


def test_a_rule_is_never_null_even_where_its_columns_are() -> None:
    day = good_day(3)
    known = References.of(day, CODEBOOK, LANDED_ON)
    for name, table in TABLES.items():
        blank = day[name].with_columns(pl.lit(None, dtype=dtype).alias(c) for c, dtype in table.schema.items())
        ruled = with_rules(table, blank, known).select([rule.name for rule in rules_of(table)])
        assert sum(ruled.null_count().row(0)) == 0, name


def test_an_absent_seed_knows_no_id() -> None:
    """A codebook that was not handed over must not pass for one that knows everything."""
    day = good_day(3)
    known = References.of(day, {}, LANDED_ON)
    ruled = with_rules(TABLES["region_mention"], day["region_mention"], known)
    assert not ruled["region_is_known"].any()
