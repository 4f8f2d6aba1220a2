"""Queries shown in Markdown, with the output that they really gave.

A block of `sql` is followed by a block of `text`: its output on the sample corpus, as `dateline sql` prints it. After a
change of rules or of the sample, `python tests/docs/blocks.py` writes all outputs anew: read the difference.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
WIDTH = 110
_PAIR = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A query in a document and the output shown below it."""

    document: Path
    sql: str
    output: str

    @property
    def name(self) -> str:
        """Document and first line of the query, for the test's name."""
        return f"{self.document.name}: {self.sql.strip().splitlines()[0]}"


def documents() -> list[Path]:
    """Markdown pages that may show queries."""
    return [PROJECT_DIR / "README.md", *sorted((PROJECT_DIR / "docs").glob("*.md"))]


def blocks() -> list[Block]:
    """Every query that is shown with its output."""
    return [
        Block(document, match["sql"], match["output"])
        for document in documents()
        if document.exists()
        for match in _PAIR.finditer(document.read_text())
    ]


def output_of(data_dir: Path, sql: str) -> str:
    """What `dateline sql` prints for a query, in the width of the documents."""
    from rich.console import Console

    from pipelines.console import table_of
    from pipelines.publish.serving import reading

    with reading(data_dir / "published" / "dateline.duckdb") as connection:
        cursor = connection.execute(sql)
        table = table_of(cursor.fetchall(), [column[0] for column in cursor.description or []])
    console = Console(width=WIDTH, record=True, file=io.StringIO())
    console.print(table)
    return "\n".join(line.rstrip() for line in console.export_text().splitlines()) + "\n"


def write_anew(data_dir: Path) -> None:
    """Replace every output by what the query gives now."""
    for document in documents():
        text = document.read_text()
        anew = _PAIR.sub(
            lambda match: f"```sql\n{match['sql']}```\n\n```text\n{output_of(data_dir, match['sql'])}```", text
        )
        if anew != text:
            document.write_text(anew)
            print(f"{document.relative_to(PROJECT_DIR)}: outputs written anew")


if __name__ == "__main__":
    sys.path[:0] = [str(PROJECT_DIR), str(PROJECT_DIR / "tests")]
    from warehouses import SAMPLE_DAY, build

    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [PROJECT_DIR / "data" / "sample"], landed_on=SAMPLE_DAY)
        write_anew(Path(folder))
