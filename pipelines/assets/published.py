"""The published floor: the serving file that readers open, and the report that is drawn from it.

What belongs here: the asset and its metadata. What does not: copying and swapping (pipelines/publish), drawing
(pipelines/report).
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import datetime as dt
import time

import dagster as dg

from pipelines import stamps, versions
from pipelines.assets.lake import OWNERS
from pipelines.assets.warehouse import POOL, manifest_file
from pipelines.automation.policies import AFTER_ITS_SOURCES, freshness, named_failures, retries
from pipelines.progress import Reporter
from pipelines.publish.contracts import primary_keys
from pipelines.publish.serving import STORAGE_VERSION, publish
from pipelines.report.page import write_report
from pipelines.settings import Settings

SERVING_FILE = dg.AssetKey(["published", "dateline"])
REPORT = dg.AssetKey(["published", "report"])


def published_assets(
    settings: Settings, reporter: Reporter, warehouse: list[dg.AssetsDefinition]
) -> list[dg.AssetsDefinition]:
    """The serving file, made when every mart and meta table is, and the report of it."""
    relations = sorted(
        key for definition in warehouse for key in definition.keys if key.path[0] in ("marts", "exports", "meta")
    )  # fmt: skip

    @dg.asset(
        key=SERVING_FILE,
        deps=relations,
        group_name="published",
        owners=OWNERS,
        kinds={"duckdb", "parquet"},
        pool=POOL,
        code_version=versions.code_version("pipelines/publish"),
        retry_policy=retries(settings),
        freshness_policy=freshness(settings),
        description="The read-only DuckDB file that analysts and BI tools open, and a Parquet file per mart beside it.",
    )
    def dateline(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        stamp, started = stamps.warehouse_stamp(settings), time.monotonic()
        reporter.start("publish", len(relations))
        with named_failures():
            published = publish(
                settings.build_file,
                settings.published_dir,
                run_id=context.run_id,
                code_version=versions.release_code_version(),
                codebook_version=stamps.codebook_version(),
                published_at=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
                keys=primary_keys(manifest_file(settings)),
                memory=settings.warehouse_memory,
                on_relation=lambda name: reporter.advance("publish", 0, name),
            )
        stamps.set_current(settings, "publish", "all", stamp, [published.path])
        reporter.finish("publish", f"release {published.release.release_id}")
        return dg.MaterializeResult(
            metadata={
                "release": published.release.release_id,
                "path": dg.MetadataValue.path(published.path),
                "bytes": published.n_bytes,
                "storage version": STORAGE_VERSION,
                "step seconds": round(time.monotonic() - started, 3),
                "rows, all relations": sum(published.rows.values()),
                "relations": len(published.rows),
                "rows": dg.MetadataValue.json(published.rows),
            }
        )

    @dg.asset(
        key=REPORT,
        deps=[SERVING_FILE],
        group_name="published",
        owners=OWNERS,
        kinds={"altair"},
        code_version=versions.report_version(),
        retry_policy=retries(settings),
        automation_condition=AFTER_ITS_SOURCES,
        description="One page of pictures drawn from the published file: what was reported, by whom, how well read.",
    )
    def report(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        stamp = stamps.report_stamp(settings)
        reporter.start("report", None)
        with named_failures():
            drawn = write_report(settings.published_file, settings.report_file.parent)
        stamps.set_current(settings, "report", "all", stamp, [drawn.path])
        reporter.finish("report", f"{drawn.n_pictures} pictures of release {drawn.release_id}")
        return dg.MaterializeResult(
            metadata={
                "release": drawn.release_id,
                "path": dg.MetadataValue.path(drawn.path),
                "bytes": drawn.n_bytes,
                "pictures": drawn.n_pictures,
                "sections with nothing to draw": drawn.n_empty,
            }
        )

    return [dateline, report]
