"""The steps of one landing day: read, extract, validate. Each takes paths, writes Parquet and says what it did.

What belongs here: order, batches and what is left alone because it is current. What does not: any rule about text
(ingest, extract), any expectation (expectations), any Dagster (assets).

Read and extracted tables are written to `<data>/candidate/`; only what passed validation goes on to `<data>/lake/`, so
that nobody ever sees rows that nobody has looked at, and a failed day leaves the lake's partitions as they were.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipelines import stamps
from pipelines.batches import articles_of_a_batch
from pipelines.engines import engine_of
from pipelines.extract.codebook import Codebook
from pipelines.files import empty_folder
from pipelines.ingest.day import read_landing_day
from pipelines.ingest.withdrawal import withdrawals
from pipelines.lake import (
    copy_partition,
    is_readable,
    n_rows,
    partition_file,
    rows_of_a_group,
    write_partition,
    write_parts,
    write_tables,
)
from pipelines.progress import Reporter, Silent
from pipelines.schemas import (
    ARTICLE,
    DOCUMENT,
    EXTRACT_TABLES,
    EXTRACTION_QUALITY,
    INGEST_TABLES,
    QUARANTINE,
    TABLES,
    VALIDATION,
    Table,
)
from pipelines.settings import GOLD_DIR, SEEDS_DIR, Settings
from pipelines.slices import DayInSlices


@dataclass(frozen=True)
class StepResult:
    """What a step did: rows per table; `reused` where the work was current already."""

    rows: dict[str, int]
    reused: bool = False
    seconds: float = 0.0
    outcomes: dict[str, int] = field(default_factory=dict)
    """Of reading: documents by outcome."""


@dataclass(frozen=True)
class ValidationResult(StepResult):
    """Also: rows taken out per table, and what blocks the day."""

    quarantined: dict[str, int] = field(default_factory=dict)
    failures: tuple[str, ...] = ()


def candidate_dir(settings: Settings) -> Path:
    """Folder of tables that are not validated yet."""
    return settings.data_dir / "candidate"


def ingest_day(settings: Settings, landed_on: dt.date, reporter: Reporter | None = None) -> StepResult:
    """Read a landing day's raw files into candidate article, document and quarantine."""
    reporter, name, started = reporter or Silent(), landed_on.isoformat(), time.monotonic()
    stamp = stamps.ingest_stamp(settings, landed_on)
    folder = candidate_dir(settings)
    if _is_done(settings, "ingest", name, stamp, folder, [t.name for t in INGEST_TABLES], landed_on):
        return StepResult(_rows(folder, [t.name for t in INGEST_TABLES], landed_on), reused=True)
    refuse_what_is_missing(settings, landed_on)
    reporter.start("read", None)
    engine = engine_of(settings)
    with empty_folder(folder / f".ingest-{name}") as work_dir:
        ingested = read_landing_day(
            settings.raw_dir,
            landed_on,
            max_file_bytes=settings.max_file_bytes,
            max_article_chars=settings.max_article_chars,
            max_bundle_bytes=settings.max_bundle_bytes,
            max_bundle_members=settings.max_bundle_members,
            sharers=engine.sharers,
            read_files=engine.read_files,
            spool_dir=work_dir,
            on_progress=lambda done, total: reporter.advance("read", done, f"of {total} files"),
        )
        parts = [
            write_tables(work_dir / f"{number:06d}", {ARTICLE.name: frame})[ARTICLE.name]
            for number, frame in enumerate(ingested.articles())
        ]
        made = [
            write_parts(folder, ARTICLE, landed_on, parts, row_group=_articles_of_a_batch(settings, parts)),
            write_partition(folder, DOCUMENT, landed_on, ingested.document),
            write_partition(folder, QUARANTINE, landed_on, ingested.quarantine),
        ]
    stamps.set_current(settings, "ingest", name, stamp, made)
    reporter.finish("read", f"{ingested.document.height} documents")
    outcomes = dict(ingested.document.group_by("outcome").len().sort("outcome").iter_rows())
    rows = _rows(folder, [table.name for table in INGEST_TABLES], landed_on)
    return StepResult(rows, seconds=time.monotonic() - started, outcomes=outcomes)


def _articles_of_a_batch(settings: Settings, parts: list[Path]) -> int:
    """Of a day's articles, given as Arrow IPC files. A batch is a row group of them: who extracts it reads no other."""
    words = pl.concat([pl.read_ipc(part, columns=["word_count"]) for part in parts] or [ARTICLE.empty()])["word_count"]
    return articles_of_a_batch(words, settings.batch_words, settings.batch_articles)


def extract_day(settings: Settings, landed_on: dt.date, reporter: Reporter | None = None) -> StepResult:
    """Read candidate articles into candidate fact tables, in batches that bound memory."""
    reporter, name, started = reporter or Silent(), landed_on.isoformat(), time.monotonic()
    stamp = stamps.extract_stamp(settings, landed_on)
    folder = candidate_dir(settings)
    names = [table.name for table in EXTRACT_TABLES]
    if _is_done(settings, "extract", name, stamp, folder, names, landed_on):
        return StepResult(_rows(folder, names, landed_on), reused=True)
    source = partition_file(folder, ARTICLE, landed_on)
    if not source.exists():
        write_partition(folder, ARTICLE, landed_on, ARTICLE.empty())
    reporter.start("extract", _rows(folder, [ARTICLE.name], landed_on)[ARTICLE.name])
    with empty_folder(folder / f".extract-{name}") as parts_dir:
        parts = engine_of(settings).extract(
            source, parts_dir, lambda done: reporter.advance("extract", done, "articles")
        )
        made = [write_parts(folder, table, landed_on, parts[table.name]) for table in EXTRACT_TABLES]
    rows = _rows(folder, names, landed_on)
    stamps.set_current(settings, "extract", name, stamp, made)
    reporter.finish("extract", f"{rows['casualty_claim']} casualty claims")
    return StepResult(rows, seconds=time.monotonic() - started)


def validate_day(
    settings: Settings, landed_on: dt.date, run_id: str, reporter: Reporter | None = None
) -> ValidationResult:
    """Validate a day's candidate tables; where nothing blocks, make them the day's lake partitions.

    Single bad rows go to the quarantine table. The results are written in either case.
    """
    reporter, name, started = reporter or Silent(), landed_on.isoformat(), time.monotonic()
    stamp = stamps.validate_stamp(settings, landed_on)
    names = [*TABLES]
    if _is_done(settings, "validate", name, stamp, settings.lake_dir, [*names, VALIDATION.name], landed_on):
        return ValidationResult(_rows(settings.lake_dir, names, landed_on), reused=True)
    # Imported here: Great Expectations takes seconds to import, and only this step needs it.
    from expectations.validate import validate_day as validate

    reporter.start("validate", None)
    candidates, codebook = candidate_dir(settings), Codebook.load(SEEDS_DIR)
    day = DayInSlices(
        candidates,
        landed_on,
        on_progress=lambda done, total: reporter.advance("validate", done, f"of {total} parts of the day"),
    )
    with empty_folder(candidates / f".validate-{name}") as parts_dir:
        parts: list[dict[str, Path]] = []
        validated = validate(
            day,
            codebook.tables,
            landed_on,
            run_id,
            docs_dir(settings, landed_on),
            actor_ids=day.actor_ids(),
            keep=lambda tables: parts.append(write_tables(parts_dir / f"{len(parts):06d}", tables)),
        )
        made = [write_partition(settings.lake_dir, VALIDATION, landed_on, validated.results)]
        failures = tuple(
            f"{failure.table}: {failure.expectation}: {failure.n_unexpected} unexpected rows, such as {failure.samples}"
            for failure in validated.critical_failures
        )
        if not failures:
            made += [_let_in(settings, landed_on, table, parts, validated.quarantine) for table in TABLES.values()]
            stamps.set_current(settings, "validate", name, stamp, made)
    refused = validated.quarantine.group_by("table_name").len().sort("table_name")
    reporter.finish("validate", f"{validated.results.height} expectations")
    return ValidationResult(
        validated.n_rows,
        seconds=time.monotonic() - started,
        quarantined=dict(zip(refused["table_name"], refused["len"], strict=True)),
        failures=failures,
    )


def _let_in(
    settings: Settings, landed_on: dt.date, table: Table, parts: list[dict[str, Path]], refused: pl.DataFrame
) -> Path:
    """Make a candidate table the lake's: as it is where no row was set aside (`parts` is empty)."""
    if not parts:
        return copy_partition(candidate_dir(settings), settings.lake_dir, table, landed_on)
    kept = [part[table.name] for part in parts]
    if table not in (DOCUMENT, QUARANTINE):
        candidate = partition_file(candidate_dir(settings), table, landed_on)
        return write_parts(settings.lake_dir, table, landed_on, kept, row_group=rows_of_a_group(candidate))
    # In the order of source_uri, which is not that of the slices; these rows are narrow.
    frames = [pl.read_ipc(path) for path in kept] + ([refused] if table is QUARANTINE else [])
    return write_partition(settings.lake_dir, table, landed_on, pl.concat(frames))


def measure_quality(settings: Settings, reporter: Reporter | None = None) -> StepResult:
    """Score this code and codebook on the gold corpus into the lake table extraction_quality."""
    from pipelines.evaluate.quality import evaluate, quality_file, quality_table, write_quality

    reporter, stamp, target = reporter or Silent(), stamps.quality_stamp(), quality_file(settings.lake_dir)
    table = EXTRACTION_QUALITY.name
    if not settings.full_refresh and target.exists() and stamps.is_current(settings, "measure", "all", stamp):
        return StepResult({table: n_rows(target)}, reused=True)
    reporter.start("measure", None)
    evaluation = evaluate(GOLD_DIR, Codebook.load(SEEDS_DIR))
    scores = quality_table(evaluation)
    write_quality(settings.lake_dir, scores)
    stamps.set_current(settings, "measure", "all", stamp)
    reporter.finish("measure", f"{len(evaluation.articles)} gold articles")
    return StepResult({table: scores.height})


class MissingRawError(RuntimeError):
    """Raw files that were read before are gone, and nobody withdrew them. Says which, and what to do."""


def refuse_what_is_missing(settings: Settings, landed_on: dt.date) -> None:
    """Stop before a damaged archive empties the lake. Raises MissingRawError."""
    known = partition_file(settings.lake_dir, DOCUMENT, landed_on)
    if not known.exists() or not is_readable(known):
        return
    read_before = set(pl.read_parquet(known, columns=["file_uri"], hive_partitioning=False)["file_uri"])
    folder = settings.raw_dir / landed_on.isoformat()
    there = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    missing = sorted(read_before - there - {entry.file_uri for entry in withdrawals(settings.raw_dir)})
    if missing:
        raise MissingRawError(
            f"found {len(missing)} files of {landed_on} gone from {folder} that were read before, such as "
            f"{missing[0]}; expected the archive to keep what it was given: restore them from the backup, or take them "
            "back by `dateline withdraw FILE --reason ...`"
        )


def docs_dir(settings: Settings, landed_on: dt.date) -> Path:
    """Folder of a landing day's Data Docs page."""
    return settings.published_dir / "validation" / landed_on.isoformat()


def _is_done(
    settings: Settings, step: str, name: str, stamp: str, folder: Path, tables: list[str], landed_on: dt.date
) -> bool:
    """Is the step's stamp current, and are its files there?"""
    known = TABLES | {VALIDATION.name: VALIDATION, QUARANTINE.name: QUARANTINE}
    files_there = all(partition_file(folder, known[table], landed_on).exists() for table in tables)
    done = files_there and stamps.is_current(settings, step, name, stamp, thoroughly=True)
    return not settings.full_refresh and done


def _rows(folder: Path, tables: list[str], landed_on: dt.date) -> dict[str, int]:
    """Rows of a day's tables, from the files' footers."""
    return {table: n_rows(partition_file(folder, TABLES[table], landed_on)) for table in tables}
