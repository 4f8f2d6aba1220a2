"""The `dateline` command: thin over the job.

What belongs here: arguments, exit codes and who shows what. Exit codes: 0 done, 1 the job failed (the last good file
stays), 2 wrong use, 3 nothing to work on, 4 another run is at work.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

FAILED, NOTHING, BUSY = 1, 3, 4

app = typer.Typer(
    name="dateline",
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
    """Form of query results."""

    table = "table"
    csv = "csv"


@app.command()
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders of raw articles; without any: what waits in <data-dir>/inbox."),
    ] = None,
    data_dir: DataDir = Path("data"),
    landed_on: Annotated[
        str | None, typer.Option(help="Landing day, YYYY-MM-DD; today (UTC) if not given.", show_default=False)
    ] = None,
    full_refresh: Annotated[bool, typer.Option("--full-refresh", help="Do all work again.")] = False,
) -> None:
    """Land files and bring the published warehouse up to date."""
    from pipelines.console import LiveProgress, show_error, show_summary
    from pipelines.runner import BusyError, NothingLandedError, RunError
    from pipelines.runner import run as run_job
    from pipelines.settings import Settings

    settings = Settings(data_dir=data_dir, full_refresh=full_refresh)
    day = _day(landed_on)
    errors, console = Console(stderr=True), Console()
    try:
        with LiveProgress(errors) as progress:
            report = run_job(settings, paths or [], day, progress)
    except FileNotFoundError as error:
        show_error(errors, error)
        raise typer.Exit(2) from None
    except NothingLandedError as error:
        show_error(errors, error)
        raise typer.Exit(NOTHING) from None
    except BusyError as error:
        show_error(errors, error)
        raise typer.Exit(BUSY) from None
    except RunError as error:
        show_error(errors, error)
        raise typer.Exit(FAILED) from None
    show_summary(console, settings, report)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query; schemas marts and meta.")],
    data_dir: DataDir = Path("data"),
    output: Annotated[Output, typer.Option("--format", help="Form of the result.")] = Output.table,
) -> None:
    """Query the published warehouse, read-only."""
    import duckdb

    from pipelines.console import show_error, table_of
    from pipelines.publish.serving import reading
    from pipelines.settings import Settings

    try:
        with reading(Settings(data_dir=data_dir).published_file) as connection:
            cursor = connection.execute(query)
            columns = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall()
    except FileNotFoundError as error:
        show_error(Console(stderr=True), error)
        raise typer.Exit(NOTHING) from None
    except duckdb.Error as error:
        show_error(Console(stderr=True), error)
        raise typer.Exit(2) from None
    if output is Output.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        width = None if sys.stdout.isatty() else 200
        Console(width=width).print(table_of(rows, columns))


@app.command()
def status(data_dir: DataDir = Path("data")) -> None:
    """Tell what has landed, what is published, and what is not up to date."""
    from pipelines.console import table_of
    from pipelines.publish.serving import reading
    from pipelines.settings import Settings
    from pipelines.stamps import is_published, stale_days

    settings, console = Settings(data_dir=data_dir), Console()
    inbox = [path for path in settings.inbox_dir.rglob("*") if path.is_file()] if settings.inbox_dir.exists() else []
    stale = stale_days(settings)
    console.print(f"[bold]inbox[/]      {len(inbox)} files wait")
    lake = f"{len(stale)} landing days are stale: {', '.join(map(str, stale))}" if stale else "current"
    console.print(f"[bold]lake[/]       {lake}")
    if not settings.published_file.exists():
        console.print("[bold]published[/]  nothing yet; `dateline run` makes it")
        raise typer.Exit(NOTHING)
    published = "current" if is_published(settings) else "older than the lake; `dateline run` renews it"
    console.print(f"[bold]published[/]  {published}")
    with reading(settings.published_file) as connection:
        for title, query in (
            ("release", "select * from meta.release"),
            ("accounting", "select * from meta.accounting order by landed_on"),
            (
                "failed expectations",
                'select landed_on, "table", expectation, severity, n_unexpected from meta.validation '
                "where not success order by severity, n_unexpected desc limit 20",
            ),
            ("quarantine", "select reason, count(*) as n from meta.quarantine group by reason order by n desc, reason"),
        ):
            cursor = connection.execute(query)
            rows = cursor.fetchall()
            if rows:
                console.print(f"\n[bold]{title}[/]")
                console.print(table_of(rows, [column[0] for column in cursor.description or []]))


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
