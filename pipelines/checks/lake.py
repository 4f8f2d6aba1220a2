"""One blocking check per lake table: what its suite of expectations found on the landing day.

What belongs here: showing the results of validation as asset checks. What does not: expectations (expectations/).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import dagster as dg
import polars as pl

from pipelines.assets.lake import table_key
from pipelines.automation.partitions import LANDING_DAYS
from pipelines.lake import read_partition
from pipelines.schemas import TABLES, VALIDATION
from pipelines.settings import Settings

CHECK = "expectations"


def lake_checks(settings: Settings) -> list[dg.AssetChecksDefinition]:
    """The checks of all lake tables, read from the day's validation results."""

    @dg.multi_asset_check(
        name="lake_expectations",
        specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=table_key(table),
                blocking=True,
                additional_deps=[table_key(VALIDATION)],
                partitions_def=LANDING_DAYS,
                description=f"The suite of expectations of {table.name}; a critical failure blocks the warehouse.",
            )
            for table in TABLES.values()
        ],
    )
    def lake_expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        results = read_partition(settings.lake_dir, VALIDATION, dt.date.fromisoformat(context.partition_key))
        for table in TABLES.values():
            yield check_result(table.name, results.filter(pl.col("table_name") == table.name))

    return [lake_expectations]


def check_result(table_name: str, results: pl.DataFrame) -> dg.AssetCheckResult:
    """The check of one table. In: its rows of schemas.VALIDATION. Without results the check fails."""
    failed = results.filter(~pl.col("success"))
    critical = failed.filter(pl.col("severity") == "critical")
    shown = failed.sort("severity", "n_unexpected", descending=[False, True]).head(10)
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey(["lake", table_name]),
        check_name=CHECK,
        passed=results.height > 0 and critical.is_empty(),
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if results.height else "no results of this table: the validation step did not look at it",
        metadata={
            "expectations": results.height,
            "failed": failed.height,
            "failed, critical": critical.height,
            "unexpected rows": int(failed["n_unexpected"].sum() or 0),
            "failures": dg.MetadataValue.json(
                shown.select("expectation", "severity", "n_unexpected", "observed").to_dicts()
            ),
        },
    )
