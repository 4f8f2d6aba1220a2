"""Queries and commands shown in Markdown, with the output that they really gave.

A block of `sql`, `bash` or `python` is followed by a block of `text`: its output on the sample corpus. A query gives what
`dateline sql` prints; of commands only `dateline`'s own run here, of Python only what this project's own libraries can
(`make test-clients` runs the others). After a change of rules or of the sample, `python tests/docs/blocks.py` writes all
outputs anew: read the difference.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
WIDTH = 110
_PAIR = re.compile(r"```(?P<kind>sql|bash|python)\n(?P<code>[^`]*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)
_OTHERS = re.compile(r"^(?:import|from) (?!duckdb|polars|pandas)", re.MULTILINE)
"""Imports of clients that are no dependencies."""


@dataclass(frozen=True)
class Block:
    """A query or commands in a document and the output shown below."""

    document: Path
    kind: str
    code: str
    output: str

    @property
    def name(self) -> str:
        """Document and first line of the block, for the test's name."""
        return f"{self.document.name}: {self.code.strip().splitlines()[0]}"


def documents() -> list[Path]:
    """Markdown pages that may show queries."""
    return [PROJECT_DIR / "README.md", *sorted((PROJECT_DIR / "docs").glob("*.md"))]


def blocks() -> list[Block]:
    """Every block that is shown with its output and can be run here."""
    return [block for document in documents() if document.exists() for block in _blocks_of(document)]


def _blocks_of(document: Path) -> list[Block]:
    found = [Block(document, *match.group("kind", "code", "output")) for match in _PAIR.finditer(document.read_text())]
    return [block for block in found if _runs_here(block.kind, block.code)]


def _runs_here(kind: str, code: str) -> bool:
    return (
        kind == "sql"
        or (kind == "bash" and code.startswith("dateline "))
        or (kind == "python" and not _OTHERS.search(code))
    )


def output_of(data_dir: Path, kind: str, code: str) -> str:
    """What a block prints in a folder where `data` is the data folder, in the width of the documents."""
    if kind == "sql":
        return _lines(_table(data_dir, code))
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("data").symlink_to(data_dir.resolve())
        return _lines(_said(code) if kind == "bash" else _printed(code))


def _table(data_dir: Path, sql: str) -> str:
    from rich.console import Console

    from pipelines.console import table_of
    from pipelines.publish.serving import reading

    with reading(data_dir / "published" / "dateline.duckdb") as connection:
        cursor = connection.execute(sql)
        table = table_of(cursor.fetchall(), [column[0] for column in cursor.description or []])
    console = Console(width=WIDTH, record=True, file=io.StringIO())
    console.print(table)
    return console.export_text()


def _said(commands: str) -> str:
    """What `dateline` commands print, one after the other."""
    from typer.testing import CliRunner

    from pipelines.cli import app

    said = ""
    for line in commands.replace("\\\n", " ").splitlines():
        program, *arguments = shlex.split(line, comments=True)
        assert program == "dateline", f"only dateline's own commands run here, found {line}"
        # A build in this process leaves the setting behind; a reader's shell has none.
        said += CliRunner(env={"DATELINE_DATA_DIR": None}).invoke(app, arguments, catch_exceptions=False).output
    return said


def _printed(program: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(program, "<document>", "exec"), {})
    return printed.getvalue()


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


def write_anew(data_dir: Path) -> None:
    """Replace every output by what the block gives now."""

    def anew(match: re.Match[str]) -> str:
        kind, code = match.group("kind", "code")
        if not _runs_here(kind, code):
            return match[0]
        return f"```{kind}\n{code}```\n\n```text\n{output_of(data_dir, kind, code)}```"

    for document in documents():
        text = document.read_text()
        fresh = _PAIR.sub(anew, text)
        if fresh != text:
            document.write_text(fresh)
            print(f"{document.relative_to(PROJECT_DIR)}: outputs written anew")


if __name__ == "__main__":
    sys.path[:0] = [str(PROJECT_DIR), str(PROJECT_DIR / "tests")]
    from warehouses import SAMPLE_DAY, build

    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [PROJECT_DIR / "data" / "sample"], landed_on=SAMPLE_DAY)
        write_anew(Path(folder))
