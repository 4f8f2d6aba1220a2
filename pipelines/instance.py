"""Dagster's own memory of one data folder: `<data>/.dagster`, shared by the command line and the UI.

What belongs here: its settings. Telemetry is off; one run at a time opens the build file; a run that was killed
is started once more.
"""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from pipelines.settings import Settings

CONFIG = """\
# Written by Dateline (pipelines/instance.py).
telemetry:
  enabled: false
concurrency:
  pools:
    default_limit: 1
    granularity: run
  runs:
    max_concurrent_runs: 2
run_retries:
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
nux:
  enabled: false
run_monitoring:
  enabled: true
"""


def dagster_home(settings: Settings) -> Path:
    """The folder, made with its settings where it is not there yet."""
    home = (settings.data_dir / ".dagster").resolve()
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(CONFIG)
    return home


def dagster_instance(settings: Settings) -> dg.DagsterInstance:
    """Open the instance. Raises what Dagster raises where its database can't be opened."""
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
    home = dagster_home(settings)
    os.environ["DAGSTER_HOME"] = str(home)
    return dg.DagsterInstance.from_config(str(home))
