"""Assets from raw files to the lake: one per table, named as the table, partitioned by landing day.

Floors: raw (files), ingest and extract (candidate tables), lake (what passed validation, with a blocking check per
table). What belongs here: names, lineage and metadata. What does not: the work (pipelines/steps.py).
"""

# No `from __future__ import annotations` here: Dagster reads the type of `context` as it stands.

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import dagster as dg
import polars as pl

from pipelines import stamps, steps, versions
from pipelines.automation.partitions import LANDING_DAYS
from pipelines.automation.policies import freshness, named_failures, retries
from pipelines.lake import partition_file, read_partition
from pipelines.progress import Reporter
from pipelines.schemas import EXTRACT_TABLES, INGEST_TABLES, TABLES, VALIDATION, Table
from pipelines.settings import Settings

OWNERS = ["team:dateline"]
RAW_FILES = dg.AssetKey(["raw", "files"])
SQL_TYPES = {
    pl.String: "VARCHAR",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Float64: "DOUBLE",
}


CHECK = "expectations"


def table_key(floor: str, table: Table) -> dg.AssetKey:
    """Asset of a table on a floor: ingest, extract or lake."""
    return dg.AssetKey([floor, table.name])


def column_schema(table: Table) -> dg.TableSchema:
    """A lake table's columns, as the Dagster UI shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                SQL_TYPES.get(column.dtype.base_type(), "TIMESTAMP"),
                description=column.description,
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in table.columns
        ]
    )


def lake_assets(settings: Settings, reporter: Reporter) -> list[dg.AssetsDefinition]:
    """The assets from raw files to validated lake tables."""
    # A changed codebook shows as another code version: what was extracted by the old one is stale.
    extract_version = versions.digest_of([versions.extract_version(), stamps.codebook_version()])

    tools = {"polars", "parquet", *(["spark"] if settings.engine == "spark" else [])}
    engine = {"engine": settings.engine}

    @dg.asset(
        key=RAW_FILES,
        group_name="raw",
        owners=OWNERS,
        kinds={"file"},
        partitions_def=LANDING_DAYS,
        description="Raw files of a landing day: immutable, content-addressed, the only thing that can't be rebuilt.",
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
        specs=[
            _spec("ingest", table, [RAW_FILES], versions.ingest_version(), made_by=tools) for table in INGEST_TABLES
        ],
        partitions_def=LANDING_DAYS,
        retry_policy=retries(settings),
    )
    def ingest(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        """Read raw files into articles."""
        with named_failures():
            result = steps.ingest_day(settings, _day(context), reporter)
        yield from _results("ingest", INGEST_TABLES, result, steps.candidate_dir(settings), _day(context), engine)

    article = table_key("ingest", TABLES["article"])

    @dg.multi_asset(
        name="extract",
        specs=[_spec("extract", table, [article], extract_version, made_by=tools) for table in EXTRACT_TABLES],
        partitions_def=LANDING_DAYS,
        retry_policy=retries(settings),
    )
    def extract(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        """Read articles into fact tables."""
        with named_failures():
            result = steps.extract_day(settings, _day(context), reporter)
        yield from _results("extract", EXTRACT_TABLES, result, steps.candidate_dir(settings), _day(context), engine)

    candidates = {table.name: table_key("ingest", table) for table in INGEST_TABLES}
    candidates |= {table.name: table_key("extract", table) for table in EXTRACT_TABLES}

    @dg.multi_asset(
        name="validate",
        specs=[
            *(
                _spec(
                    "lake",
                    table,
                    [candidates[table.name]],
                    versions.validate_version(),
                    skippable=True,
                    freshness_policy=freshness(settings),
                )
                for table in TABLES.values()
            ),
            _spec("lake", VALIDATION, [*candidates.values()], versions.validate_version()),
        ],
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=table_key("lake", table),
                blocking=True,
                description=f"The suite of expectations of {table.name}; a critical failure blocks the warehouse.",
            )
            for table in TABLES.values()
        ],
        partitions_def=LANDING_DAYS,
        retry_policy=retries(settings),
    )
    def validate(context: dg.AssetExecutionContext) -> Iterator[Any]:
        """Let candidate tables into the lake, where no critical expectation failed."""
        day = _day(context)
        with named_failures():
            result = steps.validate_day(settings, day, context.run_id, reporter)
        results = read_partition(settings.lake_dir, VALIDATION, day)
        for table in TABLES.values():
            yield check_result(table.name, results.filter(pl.col("table_name") == table.name))
        if result.failures:
            for failure in result.failures:
                context.log.error(f"critical expectation failed, the day is not let into the lake: {failure}")
        else:
            yield from _results(
                "lake", tuple(TABLES.values()), result, settings.lake_dir, day, quarantined=result.quarantined
            )
        yield dg.MaterializeResult(
            asset_key=table_key("lake", VALIDATION),
            metadata={
                "dagster/row_count": results.height,
                "rows quarantined": sum(result.quarantined.values()),
                "blocking failures": len(result.failures),
                "data docs": dg.MetadataValue.path(steps.docs_dir(settings, day) / "index.html"),
                "path": dg.MetadataValue.path(partition_file(settings.lake_dir, VALIDATION, day)),
            },
        )

    return [raw_files, ingest, extract, validate]


def _spec(
    floor: str,
    table: Table,
    deps: list[dg.AssetKey],
    code_version: str,
    *,
    made_by: Iterable[str] = ("greatexpectations", "parquet"),
    skippable: bool = False,
    freshness_policy: dg.FreshnessPolicy | None = None,
) -> dg.AssetSpec:
    return dg.AssetSpec(
        table_key(floor, table),
        deps=deps,
        group_name=floor,
        owners=OWNERS,
        kinds={*made_by},
        code_version=code_version,
        description=table.description,
        metadata={"dagster/column_schema": column_schema(table), "primary key": ", ".join(table.key)},
        skippable=skippable,
        freshness_policy=freshness_policy,
    )


def _results(
    floor: str,
    tables: tuple[Table, ...],
    result: steps.StepResult,
    folder: Path,
    landed_on: dt.date,
    of_the_step: Mapping[str, str] = MappingProxyType({}),
    *,
    quarantined: dict[str, int] | None = None,
) -> Iterator[dg.MaterializeResult[None]]:
    """What was made of each table: rows, file, whether the work was current already, who did it, rows taken out."""
    for table in tables:
        metadata: dict[str, Any] = {
            "dagster/row_count": result.rows[table.name],
            "reused": result.reused,
            "path": dg.MetadataValue.path(partition_file(folder, table, landed_on)),
        }
        if quarantined is not None:
            metadata["rows quarantined"] = quarantined.get(table.name, 0)
        if table.name == "document":
            metadata |= {f"documents: {outcome}": n for outcome, n in result.outcomes.items()}
            metadata |= _rate("quarantined, share", result.outcomes.get("quarantined", 0), result.rows[table.name])
        if not result.reused:  # numbers are drawn over time: only those of work that was done
            metadata |= of_the_step
            metadata["step seconds"] = round(result.seconds, 3)
            metadata |= _rate("rows per second", result.rows[table.name], result.seconds)
        yield dg.MaterializeResult(asset_key=table_key(floor, table), metadata=metadata)


def _rate(name: str, n: float, of: float) -> dict[str, float]:
    """A quotient as metadata, where there is one."""
    return {name: round(n / of, 4)} if of else {}


def check_result(table_name: str, results: pl.DataFrame) -> dg.AssetCheckResult:
    """The check of one lake table. In: its rows of schemas.VALIDATION. Without results the check fails."""
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


def _day(context: dg.AssetExecutionContext) -> dt.date:
    return dt.date.fromisoformat(context.partition_key)
