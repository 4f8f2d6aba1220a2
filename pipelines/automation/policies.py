"""Policies: what is tried again and what never, how fresh things must be, what Dagster starts by itself, and run tags.

What belongs here: Dagster's policies, and telling failures apart. What does not: what to do about one (remedies.py,
docs/operations.md), and when jobs run (schedules.py, sensors.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from dagster._core.errors import DagsterExecutionInterruptedError
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from pipelines import stamps, versions
from pipelines.engines import EngineMissingError
from pipelines.ingest.day import AccountingError
from pipelines.ingest.withdrawal import WithdrawalError
from pipelines.remedies import remedy
from pipelines.settings import Settings
from pipelines.steps import MissingRawError

PERMANENT: tuple[tuple[type[Exception], str], ...] = (
    (MissingRawError, "raw_files_missing"),
    (AccountingError, "files_unaccounted"),
    (WithdrawalError, "withdrawals_unreadable"),
    (EngineMissingError, "engine_missing"),
    (DagsterDbtCliRuntimeError, "dbt_failed"),
    (ValueError, "defect"),
    (TypeError, "defect"),
    (LookupError, "defect"),
    (AttributeError, "defect"),
    (AssertionError, "defect"),
)
"""Failures that no second try mends, with their names: the data, the models or the code must change first."""

_PASSING = ("input/output error", "could not set lock", "conflicting lock", "is open elsewhere")
"""What a message says where the next try may find it mended."""

WHEN_ITS_CODE_CHANGES = (
    dg.AutomationCondition.code_version_changed().since_last_handled()  # type: ignore[misc]
    & ~dg.AutomationCondition.in_progress()
)
"""Made again when its code version changes; the first time is a job's."""

AFTER_ITS_SOURCES = dg.AutomationCondition.eager()
"""Made again when something that it is made of was, and nothing of that is at work."""


def retries(settings: Settings) -> dg.RetryPolicy:
    """Tries of a step after its first: each waits twice as long as the one before."""
    return dg.RetryPolicy(max_retries=settings.retries, delay=settings.retry_seconds, backoff=dg.Backoff.EXPONENTIAL)


def name_of(error: BaseException) -> str | None:
    """The name of a permanent failure; None where another try may help (a lock, a network disk, a killed worker)."""
    told = str(error).lower()
    if any(sign in told for sign in _PASSING):
        return None
    if remedy(told):
        return "machine"
    return next((name for kind, name in PERMANENT if isinstance(error, kind)), None)


@contextmanager
def named_failures() -> Iterator[None]:
    """Let a permanent failure end its step at once, under its name; any other is tried again.

    Who stops a run (Ctrl-C, SIGTERM of a service manager) does not want the step to be tried again, as Dagster would.
    """
    try:
        yield
    except (DagsterExecutionInterruptedError, KeyboardInterrupt):
        what = "stopped: somebody asked the run to end; run again, it goes on with what is not done"
        raise dg.Failure(what, metadata={"failure": "stopped"}, allow_retries=False) from None
    except Exception as error:
        # dbt's failures are Dagster's Failures, which would be tried again.
        if isinstance(error, dg.Failure) and not isinstance(error, DagsterDbtCliRuntimeError):
            raise
        name = name_of(error)
        if name is None:
            raise
        raise dg.Failure(f"{name}: {error}", metadata={"failure": name}, allow_retries=False) from error


def freshness(settings: Settings) -> dg.FreshnessPolicy:
    """Fails where nothing was made for `alert_after_hours`, warns from three quarters of that."""
    window = dt.timedelta(hours=settings.alert_after_hours)
    return dg.FreshnessPolicy.time_window(fail_window=window, warn_window=window * 0.75)


def run_tags(started_by: str, landed_on: dt.date | None = None) -> dict[str, str]:
    """Tags that tell runs apart: who started it, its landing day, and the code and codebook that it reads by."""
    tags = {
        "dateline/started_by": started_by,
        "dateline/code": versions.release_code_version(),
        "dateline/codebook": stamps.codebook_version(),
    }
    return tags | ({"dateline/landed_on": landed_on.isoformat()} if landed_on else {})
