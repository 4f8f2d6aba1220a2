"""The `dateline` command: thin over the job.

What belongs here: arguments, exit codes and who shows what. Exit codes: 0 done, 1 the job failed (the last good file
stays), 2 wrong use, 3 nothing to work on, 4 another run is at work.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core
from rich.console import Console

from pipelines.results import Form

if TYPE_CHECKING:
    from pipelines.mirror import Mirrored
    from pipelines.settings import Settings

FAILED, NOTHING, BUSY = 1, 3, 4


class Commands(typer.core.TyperGroup):
    """All commands: none begins with a setting that can't be."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        from pipelines.settings import SettingsError

        with _refusals({SettingsError: 2}):
            return super().invoke(ctx)


app = typer.Typer(
    name="dateline",
    cls=Commands,
    help="A warehouse of what the news reported about war: raw news files in, a DuckDB file of attributed claims out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    epilog="Exit codes: 0 done · 1 failed, the last good file stays · 2 wrong use · 3 nothing to work on · 4 busy",
)

DataDir = Annotated[
    Path,
    typer.Option(
        "--data-dir", envvar="DATELINE_DATA_DIR", show_default="data", help="Folder of raw files, lake and warehouse."
    ),
]


class Output(StrEnum):
    """Form of a list."""

    table = "table"
    csv = "csv"


class Engine(StrEnum):
    """Who reads and extracts."""

    embedded = "embedded"
    spark = "spark"


RawPaths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders or addresses (s3://…) of raw articles; without any: what waits in <data-dir>/inbox."
    ),
]
EngineName = Annotated[
    Engine,
    typer.Option(
        "--engine",
        envvar="DATELINE_ENGINE",
        show_default="embedded",
        help="Who reads and extracts: processes here, or Apache Spark.",
    ),
]
MirrorUrl = Annotated[
    str, typer.Argument(envvar="DATELINE_MIRROR_URL", help="Where, as an fsspec address (s3://…).", show_default=False)
]
LandedOn = Annotated[
    str | None, typer.Option(help="Landing day, YYYY-MM-DD; today (UTC) if not given.", show_default=False)
]


quarantine_app = typer.Typer(help="Look at what was refused, with its raw text, and give it another chance.")
app.add_typer(quarantine_app, name="quarantine", no_args_is_help=True)


@app.command()
def run(
    paths: RawPaths = None,
    data_dir: DataDir = Path("data"),
    landed_on: LandedOn = None,
    full_refresh: Annotated[bool, typer.Option("--full-refresh", help="Do all work again.")] = False,
    engine: EngineName = Engine.embedded,
) -> None:
    """Land files and bring the published warehouse up to date."""
    from pipelines.console import LiveProgress, show_summary
    from pipelines.runner import BusyError, NothingLandedError, RunError
    from pipelines.runner import run as run_job
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir, full_refresh=full_refresh, engine=engine.value)
    day = _day(landed_on)
    with (
        _refusals({FileNotFoundError: 2, NothingLandedError: NOTHING, BusyError: BUSY, RunError: FAILED}),
        LiveProgress(Console(stderr=True)) as progress,
    ):
        report = run_job(settings, paths or [], day, progress)
    show_summary(Console(), settings, report)


@app.command()
def ingest(
    paths: RawPaths = None,
    data_dir: DataDir = Path("data"),
    landed_on: LandedOn = None,
) -> None:
    """Only land files in the archive; the next run, scheduled or by hand, reads them."""
    from pipelines.runner import BusyError, RunError
    from pipelines.runner import ingest as land_files
    from pipelines.settings import Settings

    with _refusals({FileNotFoundError: 2, BusyError: BUSY, RunError: FAILED}):
        report = land_files(Settings(data_dir=data_dir), paths or [], _day(landed_on))
    for path in report.landed:
        typer.echo(path)
    for path, why in report.skipped:
        typer.echo(f"left alone: {path}: {why}", err=True)
    typer.echo(report, err=True)


@app.command()
def backfill(
    first: Annotated[str, typer.Argument(metavar="FROM", help="First landing day, YYYY-MM-DD.", show_default=False)],
    last: Annotated[str, typer.Argument(metavar="TO", help="Last landing day.", show_default=False)],
    data_dir: DataDir = Path("data"),
    anew: Annotated[bool, typer.Option("--anew", help="Also the days that are current.")] = False,
    engine: EngineName = Engine.embedded,
) -> None:
    """Bring a range of landing days as far as the lake; the next run publishes them."""
    from pipelines.console import LiveProgress
    from pipelines.runner import BusyError, NothingLandedError, RunError
    from pipelines.runner import backfill as fill
    from pipelines.settings import Settings

    with (
        _refusals({BusyError: BUSY, NothingLandedError: NOTHING, RunError: FAILED}),
        LiveProgress(Console(stderr=True)) as progress,
    ):
        settings = Settings(data_dir=data_dir, engine=engine.value)
        days = fill(settings, _day(first), _day(last), anew=anew, reporter=progress)
    for day in days:
        typer.echo(day)
    typer.echo(f"{len(days)} landing days brought up to date; `dateline run` publishes them", err=True)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(help="One SQL query; schemas marts and meta. Without any: Harlequin, or what is piped in."),
    ] = None,
    command: Annotated[
        str | None, typer.Option("-c", "--command", help="The same, as psql and duckdb have it.")
    ] = None,
    data_dir: DataDir = Path("data"),
    output: Annotated[Form, typer.Option("--format", help="Form of the result.")] = Form.table,
    file: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the result here, not to standard output.")
    ] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="CSV without the ' that keeps spreadsheets from running a text.")
    ] = False,
) -> None:
    """Query the published warehouse, read-only; without a query, open it in Harlequin."""
    import duckdb

    from pipelines.console import show_error
    from pipelines.publish.serving import reading
    from pipelines.results import write
    from pipelines.settings import Settings

    published_file = Settings(data_dir=data_dir).published_file
    errors = Console(stderr=True)
    if query is not None and command is not None:
        raise typer.BadParameter("found two queries, expected one", param_hint="-c")
    asked = query if query is not None else command
    try:
        if asked is None and sys.stdin.isatty():
            _open_harlequin(published_file)
        asked = asked if asked is not None else sys.stdin.read()
        if not asked.strip():
            raise ValueError("found no query: give one, pipe one in, or type `dateline sql` at a terminal")
        with reading(published_file) as connection:
            write(connection, asked, output, file, exact=exact)
    except (duckdb.Error, ModuleNotFoundError, ValueError, OSError) as error:
        show_error(errors, error)
        raise typer.Exit(2 if published_file.exists() else NOTHING) from None


def _open_harlequin(published_file: Path) -> None:
    """Become Harlequin over the published file, read-only. Raises FileNotFoundError, ModuleNotFoundError."""
    from pipelines.publish.serving import expect_published

    expect_published(published_file)
    harlequin = Path(sys.executable).with_name("harlequin")
    if not harlequin.exists():
        raise ModuleNotFoundError(
            "found no Harlequin: `pip install 'dateline[sql]'` brings it; `dateline sql \"select ...\"` works without"
        )
    os.execv(harlequin, [str(harlequin), "--adapter", "duckdb", "--read-only", str(published_file)])


@app.command()
def explore(
    data_dir: DataDir = Path("data"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8501,
) -> None:
    """Look at numbers, their claims, sentences and copies in a browser; only this machine can reach it."""
    from pipelines.explorer.launch import arguments
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir.absolute())
    with _refusals({FileNotFoundError: NOTHING, ModuleNotFoundError: 2}):
        command = arguments(settings, port)
    os.environ["DATELINE_DATA_DIR"] = str(settings.data_dir)
    os.execv(command[0], command)


@app.command()
def report(data_dir: DataDir = Path("data")) -> None:
    """Draw the report of the published warehouse anew."""
    from pipelines.runner import BusyError, draw_report
    from pipelines.settings import Settings

    with _refusals({FileNotFoundError: NOTHING, BusyError: BUSY}):
        drawn = draw_report(Settings(data_dir=data_dir))
    typer.echo(drawn.path)


@app.command()
def docs(data_dir: DataDir = Path("data")) -> None:
    """Write dbt's documentation of the models, and a first page over all that is published."""
    from pipelines.assets.warehouse import DbtError
    from pipelines.publish.documents import write_documents
    from pipelines.runner import BusyError, alone
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir)
    with _refusals({FileNotFoundError: NOTHING, BusyError: BUSY, DbtError: FAILED}), alone(settings):
        page = write_documents(settings)
    typer.echo(page)


@app.command()
def status(
    data_dir: DataDir = Path("data"),
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object, for a monitor.")] = False,
    tell: Annotated[bool, typer.Option("--alert", help="Only raise alerts for what is too old, for a timer.")] = False,
) -> None:
    """Tell what waits, what is published and how old it is, the last runs, quarantine, sizes and versions."""
    from pipelines.console import show_status
    from pipelines.settings import Settings
    from pipelines.status import status as status_of

    settings = Settings(data_dir=data_dir)
    if tell:
        from pipelines.alerts import watch

        typer.echo("; ".join(sorted(watch(settings))) or "all is fresh", err=True)
        return
    told = status_of(settings, dt.datetime.now(dt.UTC).replace(tzinfo=None))
    if as_json:
        print(json.dumps(told, indent=2, default=str))
    else:
        show_status(Console(width=None if sys.stdout.isatty() else 200), settings, told)
    if told["published"] is None:
        raise typer.Exit(NOTHING)


@app.command()
def withdraw(
    names: Annotated[list[str], typer.Argument(help="Raw files: source_uri as in meta.quarantine, or a path.")],
    reason: Annotated[str, typer.Option(help="Why, for whoever asks later.")],
    data_dir: DataDir = Path("data"),
) -> None:
    """Take raw files back for good: out of the archive now, out of the warehouse with the next run."""
    from pipelines.ingest.withdrawal import WithdrawalError
    from pipelines.ingest.withdrawal import withdraw as take_back
    from pipelines.runner import BusyError, alone, today
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir)
    with _refusals({WithdrawalError: 2, BusyError: BUSY}), alone(settings):
        entries = take_back(settings.raw_dir, names, reason, today())
        # The build file keeps deleted rows in its free blocks. It is made anew, from nothing; so are Spark's tables.
        settings.build_file.unlink(missing_ok=True)
        shutil.rmtree(settings.spark_warehouse_dir, ignore_errors=True)
    Console().print(f"{len(entries)} files withdrawn; `dateline run` publishes a release without them", highlight=False)


@app.command()
def mirror(url: MirrorUrl, data_dir: DataDir = Path("data")) -> None:
    """Keep raw files, lake and release at an address too: what changed is sent there."""
    from pipelines.mirror import mirror as send

    _tell(send, data_dir, url, "{} files sent, {} were there, {} deleted there")


@app.command()
def restore(url: MirrorUrl, data_dir: DataDir = Path("data")) -> None:
    """Fetch raw files, lake and release from such an address into an empty data folder."""
    from pipelines.mirror import restore as fetch

    _tell(fetch, data_dir, url, "{} files fetched, {} were here")


def _tell(work: Callable[[Settings, str], Mirrored], data_dir: Path, url: str, told: str) -> None:
    """Do a mirror's work alone, and say what it did."""
    from pipelines.ingest.remote import RemoteError
    from pipelines.ingest.withdrawal import WithdrawalError
    from pipelines.runner import BusyError, alone
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir)
    ends = {FileNotFoundError: NOTHING, FileExistsError: 2, WithdrawalError: 2, RemoteError: FAILED, BusyError: BUSY}
    with _refusals(ends), alone(settings):
        done = work(settings, url)
    typer.echo(told.format(done.moved, done.kept, done.deleted), err=True)


@quarantine_app.command("list")
def quarantine_list(
    data_dir: DataDir = Path("data"),
    reason: Annotated[str | None, typer.Option(help="Only this reason.")] = None,
    landed_on: Annotated[str | None, typer.Option(help="Only this landing day, YYYY-MM-DD.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows to show.")] = 50,
    output: Annotated[Output, typer.Option("--format", help="Form of the list.")] = Output.table,
) -> None:
    """List what was refused and why, newest landing day first."""
    from pipelines.console import table_of
    from pipelines.quarantine import rejects
    from pipelines.results import write_csv
    from pipelines.settings import Settings

    day = _day(landed_on) if landed_on else None
    rows = rejects(Settings(data_dir=data_dir), reason=reason, landed_on=day)
    shown = rows.select("landed_on", "source_uri", "stage", "reason", "detail").head(limit)
    if output is Output.csv:
        write_csv(sys.stdout, shown.columns, shown.rows())
        return
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table_of(shown.rows(), shown.columns))
    console.print(f"{rows.height} in quarantine" + (f", {shown.height} shown" if shown.height < rows.height else ""))


@quarantine_app.command("show")
def quarantine_show(
    source_uri: Annotated[str, typer.Argument(help="As `dateline quarantine list` has it.")],
    data_dir: DataDir = Path("data"),
    full: Annotated[bool, typer.Option("--full", help="The whole text, not its first 4,000 characters.")] = False,
) -> None:
    """Show one reject: what was found, what was expected, what to do, and its raw text."""
    from pipelines.quarantine import raw_file, raw_text
    from pipelines.settings import Settings

    settings, console = Settings(data_dir=data_dir), Console(width=None if sys.stdout.isatty() else 200)
    for row in _rejects_of(settings, source_uri):
        told = [f"{row['reason']}: {row['detail']}"] if not row["row_key"] else []
        told += [f"{row['table_name']} {row['row_key']}: {row['detail']}"] if row["row_key"] else []
        with _quarantine_refusals():
            path = raw_file(settings, row["landed_on"], row["source_uri"])
            text = raw_text(settings, row["landed_on"], row["source_uri"], row["record"])
        for line in (row["source_uri"], *told, f"{path}, landed on {row['landed_on']}", ""):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        console.print(text if full else text[:4000], markup=False, highlight=False, soft_wrap=True)


@quarantine_app.command("retry")
def quarantine_retry(
    source_uris: Annotated[list[str], typer.Argument(help="As `dateline quarantine list` has them.")],
    data_dir: DataDir = Path("data"),
    mended: Annotated[
        Path | None, typer.Option("--with", help="A mended copy that takes the file's place on its landing day.")
    ] = None,
) -> None:
    """Read the landing days of rejects anew, with a mended copy in a file's place, and publish."""
    from pipelines import stamps
    from pipelines.quarantine import mend
    from pipelines.runner import alone, today
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir)
    rows = [row for uri in source_uris for row in _rejects_of(settings, uri)]
    if mended and len({(row["landed_on"], row["source_uri"].split("#")[0]) for row in rows}) > 1:
        raise typer.BadParameter("found several files, expected one that the copy replaces", param_hint="--with")
    with _quarantine_refusals(), alone(settings):
        if mended:
            mend(settings, rows[0]["landed_on"], rows[0]["source_uri"], mended, today())
        for day in {row["landed_on"] for row in rows}:
            stamps.forget(settings, day)
    run(None, data_dir)
    left = sum(bool(_rows_of(settings, uri)) for uri in source_uris)
    Console().print(f"{len(source_uris) - left} of {len(source_uris)} are out of quarantine", highlight=False)


@app.command()
def dev(
    data_dir: DataDir = Path("data"),
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Open Dagster's UI and daemon over the data folder, on this machine only."""
    from pipelines.instance import dagster_home
    from pipelines.settings import PROJECT_DIR, Settings

    settings = Settings(data_dir=data_dir)
    os.environ["DAGSTER_HOME"] = str(dagster_home(settings))
    os.environ["DATELINE_DATA_DIR"] = str(settings.data_dir.resolve())
    dagster = Path(sys.executable).with_name("dagster")
    workspace = PROJECT_DIR / "workspace.yaml"
    os.execv(dagster, [str(dagster), "dev", "-w", str(workspace), "-h", "127.0.0.1", "-p", str(port)])


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Option(help="Folder of gold.jsonl and raw/.", show_default="data/gold of the project")
    ] = None,
    data_dir: DataDir = Path("data"),
    compare: Annotated[
        bool, typer.Option("--compare", help="Show what is read otherwise than in the last evaluation.")
    ] = False,
    misses: Annotated[
        str | None, typer.Option(help="Show what is missed and invented of a field, in the tuning half.")
    ] = None,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="The tables as docs/quality.md has them.")] = False,
) -> None:
    """Measure how well the gold corpus is read; of the project's own, write the lake table extraction_quality."""
    from pipelines.console import show_error
    from pipelines.evaluate import quality, report
    from pipelines.evaluate.compare import FIELDS
    from pipelines.extract.codebook import Codebook
    from pipelines.settings import GOLD_DIR, SEEDS_DIR, Settings

    console = Console(width=None if sys.stdout.isatty() else 160)
    if misses is not None and misses not in FIELDS:
        raise typer.BadParameter(f"found {misses!r}, expected one of {', '.join(FIELDS)}", param_hint="--misses")
    settings = Settings(data_dir=data_dir)
    try:
        evaluation = quality.evaluate(gold or GOLD_DIR, Codebook.load(SEEDS_DIR))
    except (FileNotFoundError, ValueError) as error:
        show_error(Console(stderr=True), error)
        raise typer.Exit(2) from None
    if gold is None:  # the next release publishes it: it tells of the corpus that ships with the project
        quality.write_quality(settings.lake_dir, quality.quality_table(evaluation))
    if as_markdown:
        tables = f"{report.markdown(evaluation)}\n\n{report.markdown_by_register(evaluation)}"
        console.print(tables, soft_wrap=True, highlight=False, markup=False)
    else:
        report.show(console, evaluation)
    if misses is not None:
        report.show_misses(console, evaluation, misses)
    last = settings.data_dir / report.LAST
    if compare:
        report.show_changes(console, evaluation, last)
    report.save(last, evaluation)


def _rows_of(settings: Settings, source_uri: str) -> list[dict[str, Any]]:
    from pipelines.quarantine import rejects

    return rejects(settings, source_uri=source_uri).to_dicts()


def _rejects_of(settings: Settings, source_uri: str) -> list[dict[str, Any]]:
    """Rows of a reject; ends with exit code 2 where there is none."""
    from pipelines.quarantine import NotInQuarantineError

    rows = _rows_of(settings, source_uri)
    with _quarantine_refusals():
        if not rows:
            raise NotInQuarantineError(
                f"found nothing of {source_uri} in quarantine; `dateline quarantine list` has what there is"
            )
    return rows


def _quarantine_refusals() -> AbstractContextManager[None]:
    """What the quarantine commands refuse."""
    from pipelines.quarantine import NotInQuarantineError
    from pipelines.runner import BusyError

    return _refusals({NotInQuarantineError: 2, FileNotFoundError: 2, BusyError: BUSY})


@contextmanager
def _refusals(ends: Mapping[type[Exception], int]) -> Iterator[None]:
    """Errors that a command tells without a traceback, each with its exit code."""
    from pipelines.console import show_error

    try:
        yield
    except tuple(ends) as error:
        show_error(Console(stderr=True), error)
        raise typer.Exit(next(code for kind, code in ends.items() if isinstance(error, kind))) from None


def _day(text: str | None) -> dt.date:
    """A landing day. Raises typer.BadParameter."""
    if text is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"found {text!r}, expected a day as YYYY-MM-DD", param_hint="--landed-on") from None


def main() -> None:
    """Entry point of the console script."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    app()


if __name__ == "__main__":
    main()
