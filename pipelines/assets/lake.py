"""Assets of the raw and lake floors: one per table, named as the table, partitioned by landing day.

What belongs here: names, lineage and metadata. What does not: the work (pipelines/steps.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines import steps, versions
from pipelines.automation.partitions import LANDING_DAYS
from pipelines.lake import partition_file
from pipelines.progress import Reporter
from pipelines.schemas import EXTRACT_TABLES, INGEST_TABLES, TABLES, VALIDATION, Table
from pipelines.settings import Settings

OWNERS = ["team:dateline"]
RAW_FILES = dg.AssetKey(["raw", "files"])
SQL_TYPES = {pl.String: "VARCHAR", pl.Int32: "INTEGER", pl.Int64: "BIGINT", pl.Boolean: "BOOLEAN", pl.Date: "DATE"}


def table_key(table: Table) -> dg.AssetKey:
    """Asset of a lake table."""
    return dg.AssetKey(["lake", table.name])


def column_schema(table: Table) -> dg.TableSchema:
    """A lake table's columns, as the Dagster UI shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                SQL_TYPES.get(column.dtype, "TIMESTAMP"),  # type: ignore[call-overload]
                description=column.description,
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in table.columns
        ]
    )


def lake_assets(settings: Settings, reporter: Reporter) -> list[dg.AssetsDefinition]:
    """The assets from raw files to validated lake tables."""

    @dg.asset(
        key=RAW_FILES,
        group_name="raw",
        owners=OWNERS,
        kinds={"file"},
        partitions_def=LANDING_DAYS,
        description="Raw news files of a landing day: immutable, content-addressed, the only thing that can't be rebuilt.",
    )
    def raw_files(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        folder = settings.raw_dir / context.partition_key
        files = [path for path in folder.glob("*/*") if path.is_file()]
        return dg.MaterializeResult(
            metadata={
                "files": len(files),
                "bytes": sum(path.stat().st_size for path in files),
                "path": dg.MetadataValue.path(folder),
            }
        )

    @dg.multi_asset(
        name="ingest",
        specs=[_spec(table, [RAW_FILES], versions.ingest_version()) for table in INGEST_TABLES],
        partitions_def=LANDING_DAYS,
    )
    def ingest(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        """Read raw files into articles."""
        yield from _results(INGEST_TABLES, steps.ingest_day(settings, _day(context), reporter), settings, context)

    @dg.multi_asset(
        name="extract",
        specs=[_spec(table, [table_key(TABLES["article"])], versions.extract_version()) for table in EXTRACT_TABLES],
        partitions_def=LANDING_DAYS,
    )
    def extract(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        """Read articles into fact tables."""
        yield from _results(EXTRACT_TABLES, steps.extract_day(settings, _day(context), reporter), settings, context)

    @dg.asset(
        key=table_key(VALIDATION),
        deps=[table_key(table) for table in TABLES.values()],
        group_name="lake",
        owners=OWNERS,
        kinds={"greatexpectations", "parquet"},
        partitions_def=LANDING_DAYS,
        code_version=versions.validate_version(),
        description=VALIDATION.description,
        metadata={"dagster/column_schema": column_schema(VALIDATION)},
    )
    def validation(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        result = steps.validate_day(settings, _day(context), context.run_id, reporter)
        for failure in result.failures:
            context.log.error("expectation failed, the day is not let into the lake: %s", failure)
        return dg.MaterializeResult(
            metadata={
                "reused": result.reused,
                "rows quarantined": sum(result.quarantined.values()),
                "quarantined by table": dg.MetadataValue.json(result.quarantined),
                "blocking failures": len(result.failures),
                "data docs": dg.MetadataValue.path(steps.docs_dir(settings, _day(context)) / "index.html"),
                "path": dg.MetadataValue.path(partition_file(settings.lake_dir, VALIDATION, _day(context))),
            }
        )

    return [raw_files, ingest, extract, validation]


def _spec(table: Table, deps: list[dg.AssetKey], code_version: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        table_key(table),
        deps=deps,
        group_name="lake",
        owners=OWNERS,
        kinds={"polars", "parquet"},
        code_version=code_version,
        description=table.description,
        metadata={
            "dagster/column_schema": column_schema(table),
            "primary key": ", ".join(table.key),
        },
    )


def _results(
    tables: tuple[Table, ...], result: steps.StepResult, settings: Settings, context: dg.AssetExecutionContext
) -> Iterator[dg.MaterializeResult[None]]:
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=table_key(table),
            metadata={
                "dagster/row_count": result.rows[table.name],
                "reused": result.reused,
                "path": _path(partition_file(settings.lake_dir, table, _day(context))),
            },
        )


def _path(path: Path) -> dg.PathMetadataValue:
    return dg.MetadataValue.path(path)


def _day(context: dg.AssetExecutionContext) -> dt.date:
    return dt.date.fromisoformat(context.partition_key)
