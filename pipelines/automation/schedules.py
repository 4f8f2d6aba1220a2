"""Schedules: the hourly look at the inbox, and the daily rounds over what is stale.

What belongs here: when, and for which landing days. What does not: what a run does (assets).
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import datetime as dt

import dagster as dg

from pipelines import stamps
from pipelines.automation.jobs import LAKE, WAREHOUSE, WHOLE_WAY
from pipelines.automation.policies import run_tags
from pipelines.automation.sensors import request, take_up
from pipelines.settings import Settings

DAYS_A_TICK = 400
"""Old landing days that one round asks for: a new codebook makes all of them stale at once."""


def schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """`hourly_inbox` (off: the sensor looks every minute), `daily_stale_days` and `daily_warehouse`."""

    @dg.schedule(
        name="hourly_inbox",
        job_name=WHOLE_WAY,
        cron_schedule="5 * * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="What the sensor `inbox` does, once an hour: for those who want fewer runs. Turn the sensor off.",
    )
    def hourly_inbox(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
        return take_up(settings, context.scheduled_execution_time.astimezone(dt.UTC).date(), context.instance)

    @dg.schedule(
        name="daily_stale_days",
        job_name=LAKE,
        cron_schedule="0 2 * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Landing days whose files, code or codebook changed are read anew; steps that are current are not.",
    )
    def daily_stale_days(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
        stale = stamps.stale_days(settings)[::-1][:DAYS_A_TICK]
        on = context.scheduled_execution_time.date()
        return [request(settings, day, "daily_stale_days", f"{on}:") for day in stale] or dg.SkipReason(
            "all landing days are current"
        )

    @dg.schedule(
        name="daily_warehouse",
        job_name=WAREHOUSE,
        cron_schedule="0 4 * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="A new release, where the lake, the codebook or the models changed since the last.",
    )
    def daily_warehouse(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if not stamps.known_days(settings):
            return dg.SkipReason("nothing has landed yet")
        if stamps.is_published(settings):
            return dg.SkipReason("the published file is current")
        return dg.RunRequest(
            run_key=f"{context.scheduled_execution_time.date()}:{stamps.warehouse_stamp(settings)}",
            tags=run_tags("daily_warehouse"),
        )

    return [hourly_inbox, daily_stale_days, daily_warehouse]
