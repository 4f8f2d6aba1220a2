"""What is tried again and what never, how fresh things must be, and what Dagster starts by itself."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import dagster as dg
import pytest
from dagster._core.errors import DagsterExecutionInterruptedError
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from pipelines import runner, stamps
from pipelines.assets import measured
from pipelines.assets.lake import lake_assets
from pipelines.automation.policies import name_of, named_failures, retries, run_tags
from pipelines.ingest.day import AccountingError
from pipelines.ingest.withdrawal import WithdrawalError
from pipelines.progress import Silent
from pipelines.runner import NothingLandedError, RunError, backfill, ingest, run
from pipelines.settings import Settings
from pipelines.steps import MissingRawError, StepResult


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_dir=tmp_path, retry_seconds=0)


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (MissingRawError("found 1 files gone"), "raw_files_missing"),
        (AccountingError("1 of 2 files ended as no document"), "files_unaccounted"),
        (WithdrawalError("found no withdrawal in line 1"), "withdrawals_unreadable"),
        (OSError(28, "No space left on device"), "machine"),
        (KeyError("headline"), "defect"),
        (OSError(5, "Input/output error"), None),
        (RuntimeError("build.duckdb is open elsewhere"), None),
        (ConnectionResetError("by peer"), None),
        (DagsterDbtCliRuntimeError("Failure in model fct_story: Conversion Error"), "dbt_failed"),
        (DagsterDbtCliRuntimeError("Failure in model fct_story: Out of Memory Error"), "machine"),
        (DagsterDbtCliRuntimeError("build.duckdb: Could not set lock on file"), None),
    ],
)
def test_a_failure_that_no_second_try_mends_has_a_name(error, name):
    assert name_of(error) == name


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (ConnectionResetError("by peer"), 3),
        (MissingRawError("gone"), 1),
        (DagsterDbtCliRuntimeError("Failure in model fct_story: Conversion Error"), 1),
        (DagsterDbtCliRuntimeError("build.duckdb: Could not set lock on file"), 3),
        (dg.Failure("of our own", allow_retries=False), 1),
    ],
)
def test_only_what_may_pass_is_tried_again(settings, error, tries):
    tried = []

    @dg.asset(retry_policy=retries(settings))
    def thing() -> None:
        tried.append(1)
        with named_failures():
            raise error

    result = dg.materialize([thing], raise_on_error=False)
    assert (result.success, len(tried)) == (False, tries)
    assert str(error) in runner._why(result)


@pytest.mark.parametrize("interrupt", [DagsterExecutionInterruptedError(), KeyboardInterrupt()])
def test_a_run_that_is_asked_to_end_is_not_tried_again(settings, interrupt):
    tried = []

    @dg.asset(retry_policy=retries(settings))
    def thing() -> None:
        tried.append(1)
        with named_failures():
            raise interrupt

    result = dg.materialize([thing], raise_on_error=False)
    assert (result.success, len(tried)) == (False, 1)
    event = next(event for event in result.all_events if event.is_step_failure)
    assert event.step_failure_data.user_failure_data.metadata["failure"].value == "stopped"
    assert runner._why(result).startswith("step thing: stopped: somebody asked the run to end; run again")


def test_every_lake_table_must_be_fresh_and_what_the_codebook_made_has_its_version(settings):
    before = {spec.key: spec for asset in lake_assets(settings, Silent()) for spec in asset.specs}
    with mock.patch.object(stamps, "codebook_version", return_value="another"):
        after = {spec.key: spec for asset in lake_assets(settings, Silent()) for spec in asset.specs}
    changed = {key.path[0] for key in before if before[key].code_version != after[key].code_version}
    assert changed == {"extract"}
    policy = before[dg.AssetKey(["lake", "article"])].freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(dt.timedelta(hours=26), dt.timedelta(hours=19.5))


def test_quality_is_measured_again_when_the_code_changed(settings):
    def asked(cursor=None) -> tuple[int, object]:
        definitions = dg.Definitions(assets=measured.measured_assets(settings, Silent()))
        result = dg.evaluate_automation_conditions(definitions, instance=instance, cursor=cursor)
        return result.total_requested, result.cursor

    instance = dg.DagsterInstance.ephemeral()
    first, cursor = asked()
    with mock.patch.object(measured.steps, "measure_quality", return_value=StepResult({"extraction_quality": 1})):
        dg.materialize(measured.measured_assets(settings, Silent()), instance=instance)
    again, cursor = asked(cursor)
    with mock.patch.object(stamps, "quality_stamp", return_value="another"):
        changed, _ = asked(cursor)
    assert (first, again, changed) == (0, 0, 1)


def test_a_run_s_tags_name_who_started_it_and_what_it_reads_by(settings):
    tags = run_tags("inbox", dt.date(2026, 11, 20))
    assert tags["dateline/landed_on"] == "2026-11-20"
    assert tags["dateline/codebook"] == stamps.codebook_version()


@pytest.fixture
def executed(settings, monkeypatch) -> list[tuple[str, dt.date]]:
    """Days 18 to 20 have landed; what would be executed is only noted."""
    for day in (18, 19, 20):
        (settings.data_dir / "a.txt").write_text(f"text of {day}")
        ingest(settings, [settings.data_dir / "a.txt"], dt.date(2026, 11, day))
    noted = []
    monkeypatch.setattr("pipelines.definitions.build_defs", lambda *_: None)
    monkeypatch.setattr(runner, "dagster_instance", lambda _: dg.DagsterInstance.ephemeral())
    monkeypatch.setattr(runner, "_execute", lambda _, job, instance, day: noted.append((job, day)))
    monkeypatch.setattr(runner, "today", lambda: dt.date(2026, 11, 21))
    return noted


def test_a_backfill_reads_the_days_of_its_range_that_are_not_current(settings, executed):
    day = dt.date(2026, 11, 19)
    stamps.set_current(settings, "validate", day.isoformat(), stamps.validate_stamp(settings, day))
    assert backfill(settings, day, dt.date(2026, 11, 30)) == [dt.date(2026, 11, 20)]
    assert backfill(settings, day, dt.date(2026, 11, 30), anew=True) == [day, dt.date(2026, 11, 20)]
    assert [job for job, _ in executed] == ["lake"] * 3


def test_a_backfill_of_days_that_never_landed_says_so(settings, executed):
    with pytest.raises(NothingLandedError, match="found 3 others"):
        backfill(settings, dt.date(2025, 1, 1), dt.date(2025, 1, 2))


def test_a_run_by_hand_that_fails_is_told_where_the_environment_says_so(settings, executed, monkeypatch):
    told = []
    monkeypatch.setattr(runner, "alert", lambda _, subject, text: told.append((subject, text)))
    monkeypatch.setattr(runner, "_run_jobs", mock.Mock(side_effect=RunError("the disk is full")))
    with pytest.raises(RunError):
        run(settings, [], dt.date(2026, 11, 21))
    settings.alert_webhook = "http://localhost/hook"
    with pytest.raises(RunError):
        run(settings, [], dt.date(2026, 11, 21))
    assert told == [("dateline run failed", "the disk is full")]
