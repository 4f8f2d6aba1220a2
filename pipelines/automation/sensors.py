"""Sensors: what sets a run off, and what raises an alert.

What belongs here: looking and asking. What does not: landing (pipelines/ingest/landing.py) and delivery
(pipelines/alerts.py). Run keys carry the content of a landing day, so that a re-delivery asks for nothing, and a tick
that was killed between landing and asking is made good by the next.
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import datetime as dt

import dagster as dg

from pipelines import stamps
from pipelines.alerts import alert, watch
from pipelines.automation.jobs import WHOLE_WAY
from pipelines.automation.policies import run_tags
from pipelines.remedies import remedy
from pipelines.runner import BusyError, ingest, today, why_a_step_failed
from pipelines.settings import Settings

RUNNING = dg.DefaultSensorStatus.RUNNING
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def take_up(
    settings: Settings, landed_on: dt.date, instance: dg.DagsterInstance
) -> list[dg.RunRequest] | dg.SkipReason:
    """Land what is complete in the inbox, and ask for the landing days whose files have changed.

    Looks at the day and the one before it: a tick that was killed at midnight is made good too. While a run of the
    whole way waits or works, files land but nothing is asked for: the look after it asks for all of them at once.
    """
    try:
        report = ingest(settings, [], landed_on)
    except BusyError as error:
        return dg.SkipReason(f"{error}; the next look takes up what waits")
    days = stamps.stale_days(settings, since=landed_on - dt.timedelta(days=1))
    if days and instance.get_runs_count(dg.RunsFilter(job_name=WHOLE_WAY, statuses=UNFINISHED)):
        return dg.SkipReason(f"a run is at work: {report}; the look after it asks for {', '.join(map(str, days))}")
    return [request(settings, day, "inbox") for day in days] or dg.SkipReason(f"nothing new: {report}")


def request(settings: Settings, day: dt.date, started_by: str, round_of: str = "") -> dg.RunRequest:
    """The run of a landing day; its key carries the day's files, code and codebook: the same work is asked for once.

    `round_of` goes before the key: what failed in one round is asked for again in the next.
    """
    return dg.RunRequest(
        run_key=f"{round_of}{day}:{stamps.validate_stamp(settings, day)}",
        partition_key=day.isoformat(),
        tags=run_tags(started_by, day),
    )


def sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """`inbox`, `freshness`, `run_failure`, and `automation` for the assets with a condition of their own."""

    @dg.sensor(
        name="inbox",
        job_name=WHOLE_WAY,
        minimum_interval_seconds=60,
        default_status=RUNNING,
        description="Lands what is complete in the inbox, and asks for the landing day's run.",
    )
    def inbox(context: dg.SensorEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
        return take_up(settings, today(), context.instance)

    @dg.sensor(
        name="freshness",
        minimum_interval_seconds=900,
        default_status=RUNNING,
        description="Raises an alert once where the published file or the inbox is too old; again after it was well.",
    )
    def freshness() -> dg.SkipReason:
        return dg.SkipReason("; ".join(sorted(watch(settings))) or "all is fresh")

    @dg.run_failure_sensor(
        name="run_failure", default_status=RUNNING, description="Raises an alert for every run that fails."
    )
    def run_failure(context: dg.RunFailureSensorContext) -> None:
        run, steps = context.dagster_run, context.get_step_failure_events()
        why = "; ".join(map(why_a_step_failed, steps)) or str(context.failure_event.message)
        alert(
            settings,
            f"run {run.run_id[:8]} of {run.job_name} failed",
            f"landing day {run.tags.get('dagster/partition', 'all')}: {why}; "
            f"{remedy(why) or 'docs/operations.md says what to do'}; the last good file stays",
        )

    automation = dg.AutomationConditionSensorDefinition(
        "automation",
        target=dg.AssetSelection.groups("measured", "published"),
        default_status=RUNNING,
        minimum_interval_seconds=300,
        run_tags=run_tags("automation"),
        description="Measures quality anew when the code changed; draws the report anew when the published file did.",
    )
    return [inbox, freshness, run_failure, automation]
