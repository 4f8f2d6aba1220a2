"""Versions of what decides the rows: digests of source files, so that nobody has to remember to raise a number.

What belongs here: naming a state of the code. What does not: comparing states (stamps.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from pipelines.settings import DBT_PROJECT_DIR, GOLD_DIR, PROJECT_DIR


def digest_of(parts: Iterable[str | bytes]) -> str:
    """First 12 hex digits of the SHA-256 of parts, each closed by a zero byte."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode() if isinstance(part, str) else part)
        total.update(b"\0")
    return total.hexdigest()[:12]


@cache
def code_version(*folders: str) -> str:
    """Digest of the Python files of folders below the project (`pipelines/extract`), with their names."""
    files = sorted(file for folder in folders for file in _python_files(PROJECT_DIR / folder))
    return digest_of(part for file in files for part in (str(file.relative_to(PROJECT_DIR)), file.read_bytes()))


def _python_files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(path.rglob("*.py"))


def ingest_version() -> str:
    """Changes when reading raw files may give other rows: the code, and the one list of the codebook that it reads."""
    outlets = DBT_PROJECT_DIR / "seeds" / "outlets.csv"
    return digest_of([code_version("pipelines/ingest", "pipelines/schemas.py"), outlets.read_bytes()])


def extract_version() -> str:
    """Changes when reading articles may give other rows (the codebook has a version of its own)."""
    return code_version("pipelines/extract", "pipelines/batches.py", "pipelines/schemas.py")


def evaluate_version() -> str:
    """Changes when the gold corpus, or how it is scored, changes."""
    files = sorted(path for path in GOLD_DIR.rglob("*") if path.is_file())
    parts = (part for path in files for part in (str(path.relative_to(GOLD_DIR)), path.read_bytes()))
    return digest_of([*parts, code_version("pipelines/evaluate", "pipelines/schemas.py")])


def validate_version() -> str:
    """Changes when other rows may be refused."""
    return code_version("expectations", "pipelines/slices.py", "pipelines/schemas.py")


def warehouse_version() -> str:
    """Changes when the models may give other rows."""
    files = sorted(
        file
        for pattern in ("models/**/*.sql", "models/**/*.yml", "macros/**/*.sql", "seeds/**/*", "*.yml")
        for file in DBT_PROJECT_DIR.glob(pattern)
        if file.is_file()
    )
    parts = (part for file in files for part in (str(file.relative_to(DBT_PROJECT_DIR)), file.read_bytes()))
    return digest_of([*parts, code_version("pipelines/publish")])


def build_version() -> str:
    """Changes when rows that an earlier build left may not be those that a build of everything would make today."""
    return digest_of([warehouse_version(), *map(metadata.version, ("dbt-core", "dbt-duckdb", "duckdb"))])


def report_version() -> str:
    """Changes when the same published file may give another report."""
    folder = PROJECT_DIR / "pipelines" / "report"
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".sql", ".css", ".j2"))
    return digest_of(part for file in files for part in (str(file.relative_to(folder)), file.read_bytes()))


def release_code_version() -> str:
    """The whole way's version, as meta.release names it."""
    return digest_of([ingest_version(), extract_version(), validate_version(), warehouse_version()])
