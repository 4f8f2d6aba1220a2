"""What follows from a failed expectation: quarantine, withdrawal, blocking."""

import datetime as dt
import json
import subprocess
import sys
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from good_day import CODEBOOK, LANDED_ON, N_ARTICLES, WithTables, good_day, spoilt, validated

from expectations.validate import TOLERATED_ROWS, Validated, validate_day
from pipelines.schemas import QUARANTINE, TABLES, VALIDATION

pytestmark = pytest.mark.no_cover  # of pipelines/ it runs next to nothing, and takes half as long again

FEW = ("article", "article_topic", "document", "casualty_claim")


def validate(day: dict[str, pl.DataFrame], *names: str) -> WithTables:
    """Some tables of a day: each expectation costs 5 ms, whatever the rows."""
    return validated({name: day[name] for name in names or FEW})


@cache
def of_good_day() -> WithTables:
    return validated(good_day())


def failed(validated: Validated) -> pl.DataFrame:
    return validated.results.filter(~pl.col("success"))


def test_a_good_day_passes_whole() -> None:
    came = of_good_day()
    assert failed(came).is_empty()
    assert came.critical_failures == []
    assert came.report() == ""
    assert came.quarantine.is_empty()
    assert came.quarantine.schema == QUARANTINE.schema
    assert all(frame.equals(good_day()[name]) for name, frame in came.tables.items())
    assert set(came.n_removed.values()) == {0}


def test_results_are_rows_of_the_validation_table_one_per_expectation() -> None:
    results = of_good_day().results
    assert results.schema == VALIDATION.schema
    assert not results.select(VALIDATION.key).is_duplicated().any()
    assert set(results["table_name"]) == set(TABLES)
    assert set(results["run_id"]) == {"run-1"}
    assert all(json.loads(text)["n_rows"] >= 0 for text in results["observed"] if "n_rows" in text)


def test_the_same_rows_in_another_order_give_the_same_results() -> None:
    day = spoilt("casualty_claim", 2, high=1)
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=7) for name, frame in day.items()}
    one, other = validate(day), validate(shuffled)
    assert one.results.equals(other.results)
    assert one.quarantine.equals(other.quarantine)
    assert all(one.tables[name].equals(other.tables[name]) for name in FEW)


@cache
def of_two_bad_claims() -> WithTables:
    return validate(spoilt("casualty_claim", 2, low=9, high=1))


def test_few_bad_rows_are_set_aside_and_do_not_block() -> None:
    came = of_two_bad_claims()
    assert came.critical_failures == []
    assert came.n_removed == {"article": 0, "article_topic": 0, "document": 0, "casualty_claim": 2}
    assert came.tables["casualty_claim"].height == 2 * N_ARTICLES - 2
    assert set(failed(came)["severity"]) == {"warning"}


def test_rows_in_quarantine_and_unexpected_rows_agree() -> None:
    came = of_two_bad_claims()
    rule = pl.col("expectation") == "expect_column_values_to_be_in_set(low_is_at_most_high)"
    assert failed(came).filter(rule)["n_unexpected"].item() == 2 == came.quarantine.height


def test_a_row_that_breaks_several_rules_is_set_aside_once_with_all_reasons() -> None:
    quarantine = of_two_bad_claims().quarantine
    assert quarantine["row_key"].is_unique().all()
    assert quarantine["detail"].str.contains("expected that low is at most high").all()
    assert quarantine["detail"].str.contains("that the qualifier allows").all()


def test_quarantine_says_what_was_found_expected_and_what_to_do_next() -> None:
    first = of_two_bad_claims().quarantine.row(0, named=True)
    assert first["detail"].startswith("Found qualifier ")
    assert "low 9, high 1" in first["detail"]
    assert first["detail"].endswith("then run the landing day again")
    assert first["stage"] == "validate"
    assert first["reason"] == "failed_expectation"
    assert first["table_name"] == "casualty_claim"
    assert first["excerpt"].startswith("At least six people")
    assert first["source_uri"].startswith("0123456789ab/feed.jsonl#")
    assert first["source_uri"].endswith(f"#{first['record']}")
    assert first["landed_on"] == LANDED_ON


def test_observed_holds_count_share_and_samples() -> None:
    rule = pl.col("expectation") == "expect_column_values_to_be_in_set(low_is_at_most_high)"
    observed = json.loads(failed(of_two_bad_claims()).filter(rule)["observed"].item())
    assert observed["n_unexpected"] == 2
    assert observed["unexpected_percent"] == 2.5
    assert observed["action"] == "rows quarantined"
    assert [(sample["low"], sample["high"]) for sample in observed["samples"]] == [("9", "1"), ("9", "1")]


def test_more_than_five_in_a_hundred_block_and_nothing_is_set_aside_for_them() -> None:
    came = validate(spoilt("casualty_claim", 5, region_id="XA-99"))
    (failure,) = came.critical_failures
    assert (failure.table, failure.n_unexpected, failure.n_rows) == ("casualty_claim", 5, 2 * N_ARTICLES)
    assert [sample["region_id"] for sample in failure.samples] == ["XA-99"] * 3
    assert came.quarantine.is_empty()
    assert came.n_removed["casualty_claim"] == 0
    assert "5 of 80 rows" in came.report()
    assert "XA-99" in came.report()


def test_a_share_of_five_in_a_hundred_is_still_tolerated() -> None:
    came = validate(spoilt("casualty_claim", 4, region_id="XA-99"))
    assert came.critical_failures == []
    assert came.n_removed["casualty_claim"] == 4


def test_three_bad_rows_of_a_small_day_do_not_block_it() -> None:
    came = validate(spoilt("casualty_claim", TOLERATED_ROWS, n_articles=4, region_id="XA-99"))
    assert came.critical_failures == []
    assert came.tables["casualty_claim"].height == 8 - TOLERATED_ROWS


def test_a_part_whose_whole_was_set_aside_stands_by_itself() -> None:
    came = validate(spoilt("casualty_claim", 1, region_id="XA-99"))
    lost = came.quarantine["row_key"].item()
    before = good_day()["casualty_claim"].filter(pl.col("part_of_claim_id") == lost)
    after = came.tables["casualty_claim"].filter(pl.col("claim_id").is_in(before["claim_id"].implode()))
    assert before.height == after.height == 1
    assert after["part_of_claim_id"].item() is None
    assert came.tables["casualty_claim"]["part_of_claim_id"].null_count() == N_ARTICLES


def test_a_quarantined_article_takes_all_its_rows_with_it_each_table_counted() -> None:
    day = spoilt("article", 1, published_on=dt.date(1850, 1, 1))
    bad = day["article"]["version_id"][0]
    twin = day["document"].filter(pl.col("version_id") == bad).with_columns(
        source_uri=pl.lit("copy.txt"), file_uri=pl.lit("copy.txt"), outcome=pl.lit("duplicate")
    )  # fmt: skip
    day["document"] = pl.concat([day["document"], twin])
    came = validated(day)

    assert came.critical_failures == []
    assert all(bad not in frame["version_id"] for name, frame in came.tables.items() if "version_id" in frame.columns)
    expected = dict.fromkeys(TABLES, 1) | {"quarantine": 0, "document": 0, "casualty_claim": 2, "fingerprint": 4}
    assert came.n_removed == expected
    along = came.quarantine.filter(pl.col("row_key") == f"{bad}|*")
    counted = dict(along.select("table_name", pl.col("detail").str.extract(r"Found (\d+) row").cast(int)).iter_rows())
    assert counted == {name: n for name, n in expected.items() if n and name != "article"}
    own = came.quarantine.filter(pl.col("table_name") == "article")
    assert own["row_key"].to_list() == [bad]
    assert own["excerpt"].item().startswith("Mortar fire kills six")
    assert not came.quarantine.select(QUARANTINE.key).is_duplicated().any()


def test_documents_of_a_quarantined_article_are_accounted_as_quarantined() -> None:
    day = spoilt("article", 1, published_on=dt.date(1850, 1, 1))
    bad = day["article"]["version_id"][0]
    twin = day["document"].filter(pl.col("version_id") == bad).with_columns(
        source_uri=pl.lit("copy.txt"), file_uri=pl.lit("copy.txt"), outcome=pl.lit("duplicate")
    )  # fmt: skip
    day["document"] = pl.concat([day["document"], twin])
    came = validate(day)
    documents = came.tables["document"]
    assert documents.height == N_ARTICLES + 1
    aside = documents.filter(pl.col("outcome") == "quarantined")
    rejected = came.quarantine.filter(pl.col("table_name").is_in(["article", "document"]))
    assert set(aside["source_uri"]) == set(rejected["source_uri"])
    assert aside.height == 2


def test_rows_of_one_key_are_all_set_aside_and_told_apart() -> None:
    """Which of them is right cannot be told from here."""
    day = good_day()
    day["casualty_claim"] = pl.concat([day["casualty_claim"], day["casualty_claim"].head(1)])
    came = validate(day)
    key = day["casualty_claim"]["claim_id"][0]
    assert came.quarantine["row_key"].to_list() == [f"{key}#1", f"{key}#2"]
    assert came.n_removed["casualty_claim"] == 2


def test_a_bad_row_of_an_account_blocks_since_it_cannot_be_set_aside() -> None:
    came = validate(spoilt("document", 1, outcome="mislaid"), "article", "article_topic", "document")
    assert {failure.table for failure in came.critical_failures} == {"document"}
    assert came.tables["document"].height == N_ARTICLES


def test_a_missing_column_or_wrong_type_blocks_and_is_named() -> None:
    day = good_day()
    day["casualty_claim"] = day["casualty_claim"].drop("evidence").with_columns(pl.col("low").cast(pl.Float64))
    came = validate(day)
    (failure,) = came.critical_failures
    assert failure.table == "casualty_claim"
    assert {sample["column"]: sample["found"] for sample in failure.samples} == {
        "evidence": "no such column",
        "low": "Float64",
    }
    assert "Float64" in came.report()


def test_a_table_that_is_not_of_the_lake_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="rumours"):
        validated(good_day() | {"rumours": pl.DataFrame()})
    with pytest.raises(ValueError, match="article"):
        validated({})
    with pytest.raises(ValueError, match="slice"):
        validate_day([], CODEBOOK, LANDED_ON, "run-1")


def test_an_empty_day_is_not_a_failure_but_a_warning() -> None:
    came = validated({n: t.empty() for n, t in TABLES.items()})
    assert came.critical_failures == []
    assert failed(came)["expectation"].to_list() == ["expect_table_row_count_to_be_between()"]


def test_what_cannot_be_evaluated_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that fails open is none."""
    import expectations.validate as module

    real = module.with_rules
    monkeypatch.setattr(module, "with_rules", lambda t, f, k: real(t, f, k).drop("topic_is_known", strict=False))
    came = validate(good_day(), "article", "article_topic")
    (failure,) = came.critical_failures
    assert "topic_is_known" in failure.expectation
    assert "topic_is_known" in failure.samples[0]["error"]


def test_no_docs_are_written_unless_asked_for(tmp_path: Path) -> None:
    assert of_good_day().docs_page is None
    came = validated({n: good_day()[n] for n in ("article", "article_topic")}, docs_dir=tmp_path / "docs")
    assert came.docs_page == tmp_path / "docs" / "index.html"
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["index.html"]


def in_slices(day: dict[str, pl.DataFrame], n_slices: int) -> list[dict[str, pl.DataFrame]]:
    """The day's texts dealt out, each with all its rows."""
    versions = day["article"]["version_id"].sort()
    dealt = [versions.gather_every(n_slices, offset=n) for n in range(n_slices)]
    return [
        {name: frame.filter(pl.col("version_id").is_in(part.implode())) for name, frame in day.items()}
        for part in dealt
    ]


@pytest.mark.parametrize(
    ("n_rows", "values"),
    [(0, {}), (2, {"low": 9, "high": 1}), (5, {"region_id": "XA-99"}), (60, {"claimant_text": None})],
)
def test_a_day_in_slices_gives_the_same_as_in_one(n_rows: int, values: dict[str, object]) -> None:
    """What is few, what is a share, and which rows are shown is told of the whole day."""
    day = {name: frame for name, frame in spoilt("casualty_claim", n_rows, **values).items() if name in FEW}
    whole, sliced = validated(day), validated(*in_slices(day, 3))
    # Samples are the first of the first slices.
    without_samples = pl.col("observed").str.replace(r',"samples".*', "")
    assert sliced.results.with_columns(without_samples).equals(whole.results.with_columns(without_samples))
    assert sliced.quarantine.equals(whole.quarantine)
    assert (sliced.n_rows, sliced.n_removed) == (whole.n_rows, whole.n_removed)
    for name in FEW:
        ordered = [tables[name].sort(TABLES[name].key) for tables in (sliced.tables, whole.tables)]
        assert ordered[0].equals(ordered[1])


class OneAtATime:
    """Slices that look, before each, whether those before it are gone."""

    def __init__(self, day: dict[str, pl.DataFrame]) -> None:
        self.day, self.held, self.given = day, [], []

    def slice(self, number: int) -> dict[str, pl.DataFrame]:
        self.held.append(sum(given() is not None for given in self.given))
        tables = in_slices(self.day, 3)[number]
        self.given += [weakref.ref(frame) for frame in tables.values()]
        return tables

    def __iter__(self) -> Iterator[dict[str, pl.DataFrame]]:
        return (self.slice(number) for number in range(3))


def test_memory_holds_one_slice_at_a_time() -> None:
    slices = OneAtATime(
        {name: frame for name, frame in spoilt("casualty_claim", 2, low=9, high=1).items() if name in FEW}
    )
    validate_day(slices, CODEBOOK, LANDED_ON, "run-1", keep=lambda tables: None)
    assert slices.held == [0] * 6


def test_an_actor_that_only_another_slice_mentions_is_known() -> None:
    day = spoilt("casualty_claim", N_ARTICLES, claimant_actor_id="person-read-by-its-title")
    tables = {name: day[name] for name in FEW}
    assert failed(validated(tables)).height == 1
    for actor_ids, n_unknown in ((["aa", "person-read-by-its-title", "zz"], 0), (["aa"], 1), (["zz"], 1), ([], 1)):
        elsewhere = pl.Series(actor_ids, dtype=pl.String)
        came = validate_day([tables], CODEBOOK, LANDED_ON, "run-1", actor_ids=elsewhere)
        assert failed(came).height == n_unknown


@pytest.mark.parametrize("before", ["", "import pyspark.sql\n"])
def test_a_process_without_a_main_file_is_not_ended_by_spark_connect(before: str) -> None:
    """`python -c` and pytest-xdist's workers are such; Great Expectations imports PySpark where it is installed."""
    if before:
        pytest.importorskip("pyspark", reason="PySpark is an extra")
    program = f"{before}from expectations.library import load\nprint(load().__name__)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "great_expectations"
