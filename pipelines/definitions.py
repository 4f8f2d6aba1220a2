"""The graph: assets with their checks, jobs and resources of one installation.

What belongs here: putting together. `build_defs` gives tests and tools a fresh graph; `defs` is what the Dagster UI
loads through workspace.yaml.
"""

from __future__ import annotations

import os

import dagster as dg

from pipelines.assets.lake import lake_assets
from pipelines.assets.measured import measured_assets
from pipelines.assets.published import published_assets
from pipelines.assets.warehouse import dbt_resource, warehouse_assets
from pipelines.automation.jobs import jobs
from pipelines.automation.schedules import schedules
from pipelines.automation.sensors import sensors
from pipelines.journal import Journal
from pipelines.progress import Reporter, Silent
from pipelines.settings import PROJECT_DIR, Settings


def build_defs(settings: Settings, reporter: Reporter | None = None) -> dg.Definitions:
    """All definitions over one data folder. `reporter` hears of the steps' progress."""
    reporter = reporter or Silent()
    warehouse = warehouse_assets(settings, reporter)
    return dg.Definitions(
        assets=[
            *lake_assets(settings, reporter),
            *measured_assets(settings, reporter),
            *warehouse,
            *published_assets(settings, reporter, warehouse),
        ],
        jobs=jobs(),
        schedules=schedules(settings),
        sensors=sensors(settings),
        resources={"dbt": dbt_resource()},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The installation that DATELINE_DATA_DIR names; without it the checkout's data folder, with a warning."""
    if "DATELINE_DATA_DIR" not in os.environ:
        dg.get_dagster_logger("dateline").warning("DATELINE_DATA_DIR is not set: using %s", PROJECT_DIR / "data")
        settings = Settings(data_dir=PROJECT_DIR / "data")
    else:
        settings = Settings()
    return build_defs(settings, Journal(settings, Silent()))
