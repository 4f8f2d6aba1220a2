"""The measured floor: how well this code and codebook read the gold corpus.

What belongs here: the asset and its metadata. What does not: scoring (pipelines/evaluate). It has no landing day: it
belongs to the code.
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import dagster as dg

from pipelines import stamps, steps
from pipelines.assets.lake import OWNERS, column_schema, table_key
from pipelines.automation.policies import WHEN_ITS_CODE_CHANGES, named_failures, retries
from pipelines.evaluate.quality import quality_file
from pipelines.progress import Reporter
from pipelines.schemas import EXTRACTION_QUALITY
from pipelines.settings import Settings


def measured_assets(settings: Settings, reporter: Reporter) -> list[dg.AssetsDefinition]:
    """The lake table extraction_quality."""

    @dg.asset(
        key=table_key("measured", EXTRACTION_QUALITY),
        group_name="measured",
        owners=OWNERS,
        kinds={"polars", "parquet"},
        code_version=stamps.quality_stamp(),
        retry_policy=retries(settings),
        automation_condition=WHEN_ITS_CODE_CHANGES,
        description=EXTRACTION_QUALITY.description,
        metadata={
            "dagster/column_schema": column_schema(EXTRACTION_QUALITY),
            "primary key": ", ".join(EXTRACTION_QUALITY.key),
        },
    )
    def extraction_quality(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        with named_failures():
            result = steps.measure_quality(settings, reporter)
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": result.rows[EXTRACTION_QUALITY.name],
                "reused": result.reused,
                "path": dg.MetadataValue.path(quality_file(settings.lake_dir)),
            }
        )

    return [extraction_quality]
