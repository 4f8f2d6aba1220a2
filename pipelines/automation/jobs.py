"""Jobs: the whole way, and its two halves for several landing days at once."""

from __future__ import annotations

import dagster as dg

from pipelines.automation.partitions import LANDING_DAYS

WHOLE_WAY = "dateline"
LAKE = "lake"
WAREHOUSE = "warehouse"
REPORT = "report"


def jobs() -> list[dg.UnresolvedAssetJobDefinition]:
    """`dateline`: raw files of a landing day to the published file; its two halves; `report` alone."""
    lake = dg.AssetSelection.groups("raw", "ingest", "extract", "lake")
    warehouse = dg.AssetSelection.all() - lake
    return [
        dg.define_asset_job(
            WHOLE_WAY,
            dg.AssetSelection.all(),
            partitions_def=LANDING_DAYS,
            description="The whole way: raw files of a landing day, through lake and warehouse, to the published file.",
        ),
        dg.define_asset_job(
            LAKE,
            lake,
            partitions_def=LANDING_DAYS,
            description="One landing day to the lake: read, extract, validate. For backfills over many days.",
        ),
        dg.define_asset_job(
            WAREHOUSE, warehouse, description="All landing days of the lake to the warehouse and the published file."
        ),
        dg.define_asset_job(
            REPORT,
            dg.AssetSelection.assets(["published", "report"]),
            description="The report of the published file anew.",
        ),
    ]
