"""Running the job from a command line or a test: land files, bring stale days up to date, publish.

What belongs here: which jobs run in which order, and one run at a time per data folder. What does not: showing it
(console.py), and what a job does (assets).
"""

from __future__ import annotations

import datetime as dt
import fcntl
import logging
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import dagster as dg

from pipelines import stamps
from pipelines.alerts import alert
from pipelines.engines import EngineMissingError, expect_engine
from pipelines.ingest.archive import sync
from pipelines.ingest.landing import LandingReport, land, land_inbox
from pipelines.ingest.remote import is_address, land_address
from pipelines.ingest.withdrawal import WithdrawalError, carry_out
from pipelines.instance import dagster_instance
from pipelines.journal import Journal
from pipelines.progress import Reporter, Silent
from pipelines.remedies import remedy, why_no_landing_day
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.report.page import Report


class RunError(RuntimeError):
    """A job failed; the message says which step, why, and what to do next. The last good file stands."""


class BusyError(RuntimeError):
    """Another run works on this data folder."""


class NothingLandedError(RuntimeError):
    """There are no raw files to make a warehouse of."""


@dataclass
class RunReport:
    """What a run did."""

    landing: LandingReport
    days: list[dt.date] = field(default_factory=list)
    """Landing days that were read, extracted and validated anew."""
    published: bool = False
    """False where all was current already."""
    seconds: float = 0.0


def run(
    settings: Settings, paths: Sequence[Path | str], landed_on: dt.date, reporter: Reporter | None = None
) -> RunReport:
    """Land `paths` (without any: what waits in the inbox) and bring the published file up to date.

    Raises FileNotFoundError (a path), NothingLandedError, BusyError, RunError.
    """
    started = time.monotonic()
    journal = Journal(settings, reporter or Silent())
    _refuse(why_no_landing_day([landed_on], today()))
    _refuse(why_no_engine(settings))
    with _telling(), alone(settings):
        journal.write("run started", landed_on=landed_on, paths=len(paths), engine=settings.engine)
        try:
            report = _run(settings, paths, landed_on, journal)
        except Exception as error:
            journal.write("run failed", seconds=round(time.monotonic() - started, 3), error=str(error))
            if (settings.alert_webhook or settings.alert_mail) and not isinstance(error, NothingLandedError):
                alert(settings, "dateline run failed", str(error))
            raise
        report.seconds = time.monotonic() - started
        journal.write(
            "run ended",
            seconds=round(report.seconds, 3),
            published=report.published,
            days=report.days,
            landed=len(report.landing.landed),
            redelivered=len(report.landing.redelivered),
            skipped=len(report.landing.skipped),
        )
    return report


def _run(settings: Settings, paths: Sequence[Path | str], landed_on: dt.date, reporter: Reporter) -> RunReport:
    """Land, and do what is not current."""
    carry_out(settings.raw_dir)
    _sync(settings)
    report = RunReport(_land(settings, paths, landed_on))
    if report.landing.landed:
        _sync(settings)
    if not stamps.known_days(settings):
        raise NothingLandedError(
            f"no raw files: found none in {settings.raw_dir} and none waiting in {settings.inbox_dir}; "
            "give files or folders, as in `dateline run data/sample`"
        )
    report.days = stamps.known_days(settings) if settings.full_refresh else stamps.stale_days(settings)
    if report.days or settings.full_refresh or not stamps.is_published(settings):
        if not settings.full_refresh:  # all partitions go into the warehouse: none of them may be damaged
            report.days = stamps.stale_days(settings, thoroughly=True)
        _refuse(why_no_landing_day(report.days, today()))
        _run_jobs(settings, report.days, reporter)
        report.published = True
    elif not stamps.is_reported(settings):
        _run_report(settings, reporter)
    return report


def today() -> dt.date:
    """The day in UTC, by this machine's clock."""
    return dt.datetime.now(dt.UTC).date()


def why_no_engine(settings: Settings) -> str | None:
    """What the engine lacks to start; None where nothing is missing."""
    try:
        expect_engine(settings)
    except EngineMissingError as error:
        return str(error)
    return None


def _refuse(why: str | None) -> None:
    if why:
        raise RunError(f"{why}; the last good file stays")


def _land(settings: Settings, paths: Sequence[Path | str], landed_on: dt.date) -> LandingReport:
    """Copy paths and addresses into the archive, or move what waits in the inbox there, and at its address."""
    report = LandingReport()
    settings.inbox_dir.mkdir(parents=True, exist_ok=True)
    if files := [Path(path) for path in paths if not is_address(str(path))]:
        report += land(files, settings.raw_dir, landed_on)
    for address in (str(path) for path in paths if is_address(str(path))):
        report += land_address(address, settings.raw_dir, landed_on, is_inbox=False)
    if not paths:
        report += land_inbox(settings.inbox_dir, settings.raw_dir, landed_on)
        if settings.inbox_url:
            report += land_address(settings.inbox_url, settings.raw_dir, landed_on, is_inbox=True)
    return report


def _sync(settings: Settings) -> None:
    """Make the archive and the one at its address the same; where that fails, the next look does it."""
    if settings.archive_url:
        due = _sync_due(settings)
        due.parent.mkdir(parents=True, exist_ok=True)
        due.touch()
        sync(settings.raw_dir, settings.archive_url)
        due.unlink()


def _sync_due(settings: Settings) -> Path:
    return settings.data_dir / "state" / "archive_is_due"


def ingest(settings: Settings, paths: Sequence[Path | str], landed_on: dt.date) -> LandingReport:
    """Only land: copy `paths` (files, folders, fsspec addresses) into the archive, or empty the inbox. Nothing is read.

    Raises FileNotFoundError (a path), BusyError, RunError.
    """
    _refuse(why_no_landing_day([landed_on], today()))
    with _telling(), alone(settings):
        carry_out(settings.raw_dir)
        if not settings.raw_dir.exists():
            _sync(settings)  # a new machine: what had landed before is known from the address
        report = _land(settings, paths, landed_on)
        if report.landed or _sync_due(settings).exists():
            _sync(settings)
        if report.landed or report.redelivered:  # a look that found nothing is no news: there is one a minute
            Journal(settings, Silent()).write(
                "landed",
                landed_on=landed_on,
                landed=len(report.landed),
                redelivered=len(report.redelivered),
                skipped=len(report.skipped),
            )
    return report


def backfill(
    settings: Settings, first: dt.date, last: dt.date, *, anew: bool = False, reporter: Reporter | None = None
) -> list[dt.date]:
    """Bring the landing days from `first` to `last` as far as the lake; returns those that were not current.

    `anew`: all of them are read, extracted and validated again. Nothing is published: the next run does that. Raises
    NothingLandedError, BusyError, RunError.
    """
    from pipelines.automation.jobs import LAKE
    from pipelines.definitions import build_defs

    journal = Journal(settings, reporter or Silent())
    _refuse(why_no_engine(settings))
    with _telling(), alone(settings):
        days = [day for day in stamps.known_days(settings) if first <= day <= last]
        if not days:
            raise NothingLandedError(
                f"no landing days from {first} to {last}: found {len(stamps.known_days(settings))} others in "
                f"{settings.raw_dir}; give a range that holds one"
            )
        for day in days if anew else []:
            stamps.forget(settings, day)
        stale = [day for day in stamps.stale_days(settings, since=first, thoroughly=True) if day in days]
        _refuse(why_no_landing_day(stale, today()))
        if stale:
            definitions = build_defs(settings, journal)
            with dagster_instance(settings) as instance:
                for day in stale:
                    _execute(definitions, LAKE, instance, day)
    return stale


def _run_jobs(settings: Settings, days: list[dt.date], reporter: Reporter) -> None:
    """Each stale day to the lake, and with the last of them the warehouse."""
    # Imported here: Dagster and dbt take seconds, and a run with nothing to do needs neither.
    from pipelines.automation.jobs import LAKE, WAREHOUSE, WHOLE_WAY
    from pipelines.definitions import build_defs

    reporter.start("prepare", None)
    definitions = build_defs(settings, reporter)
    reporter.finish("prepare", "the graph is ready")
    with dagster_instance(settings) as instance:
        for day in days[:-1]:
            _execute(definitions, LAKE, instance, day)
        _execute(definitions, WHOLE_WAY if days else WAREHOUSE, instance, days[-1] if days else None)


def _run_report(settings: Settings, reporter: Reporter) -> None:
    """Only the report: the published file is current, but not what is drawn of it."""
    from pipelines.automation.jobs import REPORT
    from pipelines.definitions import build_defs

    with dagster_instance(settings) as instance:
        _execute(build_defs(settings, reporter), REPORT, instance, None)


def draw_report(settings: Settings) -> Report:
    """The report anew, from the published file as it is. Raises FileNotFoundError (nothing published), BusyError."""
    from pipelines.report.page import write_report

    with alone(settings):
        report = write_report(settings.published_file, settings.report_file.parent)
        if stamps.is_published(settings):
            stamps.set_current(settings, "report", "all", stamps.report_stamp(settings), [report.path])
    return report


@contextmanager
def _left_out_checks_told(talk: IO[str]) -> Iterator[None]:
    """To the log of the run, not to the screen: tests that a build leaves out, because what they read stands as it was.

    Dagster warns of each that it does not gate what comes after. dbt's own exit code does: a test that fails ends the
    step.
    """
    logger, handler = logging.getLogger("dagster._core.execution.plan.active"), logging.StreamHandler(talk)
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = True


def _execute(definitions: dg.Definitions, job: str, instance: dg.DagsterInstance, day: dt.date | None) -> None:
    from pipelines.assets.lake import CHECK
    from pipelines.automation.policies import run_tags

    # dbt and Dagster talk on standard output; whoever runs `dateline` sees progress instead, and finds this in a file.
    log = Path(instance.root_directory) / "last_run.log"
    with log.open("a") as talk, redirect_stdout(talk), _left_out_checks_told(talk), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = definitions.resolve_job_def(job).execute_in_process(
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            instance=instance,
            partition_key=day.isoformat() if day else None,
            raise_on_error=False,
            tags=run_tags("dateline run", day),
        )
    evaluations = result.get_asset_check_evaluations()
    blocking = [e for e in evaluations if not e.passed and e.check_name == CHECK]
    if blocking:
        tables = ", ".join(sorted(evaluation.asset_key.path[-1] for evaluation in blocking))
        raise RunError(
            f"validation of {day} blocked the warehouse: critical expectations failed in {tables}; "
            f"see `dateline status` and the Data Docs page; the last good file stays"
        )
    if not result.success:
        why = _why(result)
        what_to_do = f"; {what}" if (what := remedy(why)) else ""
        raise RunError(f"job {job}{f' of {day}' if day else ''} failed: {why}{what_to_do}; the last good file stays")


def _why(result: dg.ExecuteInProcessResult) -> str:
    """The failed steps and their innermost error."""
    reasons = [why_a_step_failed(event) for event in result.filter_events(lambda e: e.is_step_failure)]
    blocked = [e for e in result.get_asset_check_evaluations() if not e.passed]
    reasons += [f"check {'/'.join(e.asset_key.path)}: {e.check_name} failed" for e in blocked]
    return "; ".join(reasons) or "no step says why"


def why_a_step_failed(event: dg.DagsterEvent) -> str:
    """The step and its innermost error, of the event of its failure."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    told = error.message.strip().removeprefix("dagster._core.definitions.events.Failure: ") if error else None
    return f"step {event.step_key}: {told or 'no error was recorded'}"


@contextmanager
def _telling() -> Iterator[None]:
    """Faults of the machine, and of a list that people may edit, as a RunError that says what to do.

    Whoever meets a full disk first says so in words of its own: Dagster's database, DuckDB, Polars, the system.
    """
    try:
        yield
    except (FileNotFoundError, RunError, BusyError, NothingLandedError):
        raise
    except Exception as error:
        what_to_do = remedy(str(error))
        if what_to_do is None and not isinstance(error, (OSError, WithdrawalError)):
            raise
        told = [str(error).splitlines()[0], what_to_do, "the last good file stays"]
        raise RunError("; ".join(filter(None, told))) from error


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder's lock; the system lets go of it even when the process is killed."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"another run works on {settings.data_dir}; wait for it, or give another --data-dir"
            ) from None
        yield
