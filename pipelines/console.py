"""What a person sees of a run: progress while it works, and a summary at the end.

What belongs here: showing. What does not: deciding or counting anything that a query of the published file can tell.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.publish.serving import reading
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.runner import RunReport

STEPS = {
    "prepare": "Prepare the graph",
    "read": "Read raw files",
    "extract": "Extract claims and mentions",
    "validate": "Validate",
    "measure": "Measure on the gold corpus",
    "model": "Model in DuckDB",
    "publish": "Publish",
    "report": "Draw the report",
}
FIRST_QUERY = """\
select region_name, measure, low, high, claimant_text, status, evidence
from marts.fct_casualty_claim join marts.dim_region using (region_id)
where not is_repeat order by coalesce(low, high) desc nulls last limit 5"""


class LiveProgress:
    """A line per step with its time; where nobody looks (no terminal), one plain line when a step ends."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.bars = Progress(
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<28}"),
            BarColumn(bar_width=24),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[detail]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> LiveProgress:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def start(self, step: str, total: int | None) -> None:
        """Show the step with a bar, or a pulse where nobody knows how much there is to do."""
        self.tasks[step] = self.bars.add_task(STEPS.get(step, step), total=total, detail="")

    def advance(self, step: str, done: int, detail: str = "") -> None:
        """Move the step's bar."""
        if step in self.tasks:
            self.bars.update(self.tasks[step], completed=done, detail=f"{done or ''} {detail}".strip())

    def wait(self, step: str, why: str) -> None:
        """Say at once what the step waits for, also where nobody looks: a log is read to learn what holds a run up."""
        if step in self.tasks:
            self.bars.update(self.tasks[step], detail=why)
        if not self.console.is_terminal:
            self.console.print(f"{STEPS.get(step, step)}: {why}", highlight=False)

    def finish(self, step: str, summary: str) -> None:
        """Close the step's bar."""
        if step in self.tasks:
            self.bars.update(self.tasks[step], total=1, completed=1, detail=summary)
            self.bars.stop_task(self.tasks[step])
        if not self.console.is_terminal:
            self.console.print(f"{STEPS.get(step, step)}: {summary}", highlight=False)


def show_status(console: Console, settings: Settings, told: dict[str, Any]) -> None:
    """What status.status gathered, and of the published file the accounting and what failed."""
    backlog, published = told["backlog"], told["published"]
    oldest = f", the oldest for {backlog['oldest_hours']} hours" if backlog["inbox_files"] else ""
    console.print(f"[bold]inbox[/]      {backlog['inbox_files']} files wait, {_bytes(backlog['inbox_bytes'])}{oldest}")
    stale = backlog["stale_days"]
    lake = f"{len(stale)} landing days are stale: {', '.join(stale)}" if stale else "current"
    console.print(f"[bold]lake[/]       {lake}")
    if published is None:
        console.print("[bold]published[/]  nothing yet; `dateline run` makes it")
    else:
        is_current = "current" if published["is_current"] else "older than the lake; `dateline run` renews it"
        console.print(f"[bold]published[/]  {is_current}; {published['age_hours']} hours old")
    console.print(f"[bold]size[/]       {', '.join(f'{name} {_bytes(n)}' for name, n in told['bytes'].items())}")
    console.print(f"[bold]versions[/]   {', '.join(f'{name} {value}' for name, value in told['versions'].items())}")
    if told["runs"]:
        console.print("\n[bold]last runs[/]")
        columns = ["at", "outcome", "seconds", "landed", "published", "error"]
        console.print(table_of([tuple(run.get(column) for column in columns) for run in told["runs"]], columns))
    if published is not None:
        _show_release(console, settings)
    if told["quarantine"]:
        console.print("\n[bold]quarantine[/]")
        console.print(table_of(list(told["quarantine"].items()), ["reason", "n"]))


def _show_release(console: Console, settings: Settings) -> None:
    with reading(settings.published_file) as connection:
        for title, query in (
            ("release", "select * from meta.release"),
            ("accounting", "select * from meta.accounting order by landed_on desc limit 14"),
            (
                "failed expectations",
                'select landed_on, "table", expectation, severity, n_unexpected from meta.validation '
                "where not success order by severity, n_unexpected desc limit 20",
            ),
        ):
            cursor = connection.execute(query)
            rows = cursor.fetchall()
            if rows:
                console.print(f"\n[bold]{title}[/]")
                console.print(table_of(rows, [column[0] for column in cursor.description or []]))


def _bytes(n: int) -> str:
    """`1536` to `1.5 KiB`."""
    size, units = float(n), ["B", "KiB", "MiB", "GiB", "TiB"]
    while size >= 1024 and len(units) > 1:
        size, units = size / 1024, units[1:]
    return f"{size:.0f} B" if units[0] == "B" else f"{size:.1f} {units[0]}"


def no_formula(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made harmless by a ' (as OWASP has it); else the value."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def show_summary(console: Console, settings: Settings, report: RunReport) -> None:
    """What the warehouse holds now, what was refused and why, where it is, and a first query."""
    with reading(settings.published_file) as connection:
        console.print()
        console.print(_title(connection, report))
        console.print(_numbers(connection))
        _show_regions(console, connection)
        _show_quarantine(console, connection)
    where = _short(settings.published_file)
    console.print(f"\n[bold]Warehouse[/]  {escape(where)}   [dim]read-only DuckDB; Parquet beside it[/]")
    console.print(f"[bold]Report[/]     {escape(_short(settings.report_file))}   [dim]open it in a browser[/]")
    option = "" if settings.data_dir == Path("data") else f"--data-dir {_short(settings.data_dir)} "
    query = " ".join(FIRST_QUERY.split())
    console.print("[bold]Try[/]", highlight=False)
    console.print(f'  dateline sql {option}"{query}"', highlight=False, soft_wrap=True, markup=False)


def _title(connection: duckdb.DuckDBPyConnection, report: RunReport) -> str:
    release = connection.execute(
        "select release_id, first_published_on, last_published_on from meta.release"
    ).fetchone()
    assert release is not None
    if report.published:
        head = f"[bold green]Release {release[0]} published[/] in {report.seconds:.0f} s"
    else:
        head = f"[bold]Nothing new.[/] Release {release[0]} stands ({report.seconds:.1f} s)"
    if report.landing.redelivered:
        head += f", {len(report.landing.redelivered)} files had landed before"
    return f"{head} · news of {release[1]} to {release[2]}"


def _numbers(connection: duckdb.DuckDBPyConnection) -> Table:
    """The numbers people ask for first, in one row."""
    row = connection.execute(
        """
        select
            (select sum(n_documents) from meta.accounting) as documents,
            (select count(*) from marts.fct_article) as articles,
            (select count(*) from marts.fct_article where is_conflict) as conflict_articles,
            (select count(*) from marts.fct_story) as stories,
            (select count(*) from marts.fct_casualty_claim) as claims,
            (select count(*) from marts.fct_casualty_claim where status = 'unverified') as unverified,
            (select count(distinct region_id) from marts.fct_region_mention where role = 'hit') as regions_hit,
            (select count(*) from meta.quarantine) as quarantined
        """
    ).fetchone()
    assert row is not None
    names = [
        "documents",
        "articles",
        "on conflict",
        "stories",
        "casualty claims",
        "unverified",
        "regions hit",
        "quarantined",
    ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, justify="right", header_style="dim")
    table.add_row(*(f"[bold]{int(value or 0):,}[/]" for value in row))
    return table


def _show_regions(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    """Regions most often said to be hit, as bars of independent stories."""
    rows = connection.execute(
        """
        select regions.region_name || ', ' || regions.country_code, count(distinct articles.story_id) as n_stories
        from marts.fct_region_mention as mentions
        join marts.dim_region as regions using (region_id)
        join marts.fct_article as articles using (article_id)
        where mentions.role = 'hit'
        group by 1 order by 2 desc, 1 limit 8
        """
    ).fetchall()
    if not rows:
        return
    console.print("\n[bold]Regions hit[/] [dim]in independent stories[/]")
    most = max(count for _, count in rows)
    for name, count in rows:
        bar = "█" * max(1, round(24 * count / most))
        console.print(f"  {escape(name):<32} [cyan]{bar}[/] {count}", highlight=False)


def _show_quarantine(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    """What was refused, by reason, with one example each."""
    rows = connection.execute(
        """
        select reason, count(*) as n, min(source_uri) as example
        from meta.quarantine group by reason order by n desc, reason
        """
    ).fetchall()
    if not rows:
        console.print("\n[bold]Quarantine[/] is empty: every document was read.")
        return
    console.print("\n[bold]Quarantine[/] [dim]select * from meta.quarantine tells what to do with each[/]")
    for reason, count, example in rows:
        console.print(f"  {count:>4} × {reason:<20} [dim]e.g. {escape(example)}[/]", highlight=False, soft_wrap=True)


def show_error(console: Console, error: Exception) -> None:
    """An error as a person reads it: what happened, and nothing of the machinery."""
    console.print(Panel(escape(str(error)), title=type(error).__name__.removesuffix("Error"), border_style="red"))


def table_of(rows: list[tuple[Any, ...]], columns: list[str]) -> Table:
    """Query results as a table; text is shown as text."""
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(escape(column))
    for row in rows:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    return table


def _short(path: Path) -> str:
    """The path from here, where it is below here."""
    resolved = path.resolve()
    here = Path.cwd()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)
