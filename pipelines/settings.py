"""Where things stand: the paths and knobs of one installation.

What belongs here: everything environmental. Each value comes from the command line or from a `DATELINE_*`
environment variable; the data folder has no silent default in code (the Makefile and the CLI name it).
What does not: rules about text (the codebook) and table shapes (pipelines/schemas.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipelines.ingest.documents import Limits

PROJECT_DIR = Path(__file__).resolve().parents[1]
DBT_PROJECT_DIR = PROJECT_DIR / "dbt_project"
SEEDS_DIR = DBT_PROJECT_DIR / "seeds"
SAMPLE_DIR = PROJECT_DIR / "data" / "sample"
GOLD_DIR = PROJECT_DIR / "data" / "gold"


@contextmanager
def environment(changed: Mapping[str, str]) -> Iterator[None]:
    """The process's environment with these values, for the processes that are started within."""
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class SettingsError(ValueError):
    """A setting's value is none that it can have. Says which, and what it can have."""


class Settings(BaseSettings):
    """Paths and knobs; `DATELINE_DATA_DIR` is required, everything below it is derived. Raises SettingsError."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", extra="ignore")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            told = (f"found DATELINE_{str(e['loc'][0]).upper()}={e['input']}: {e['msg']}" for e in error.errors())
            raise SettingsError(f"{'; '.join(told)}; correct it in the environment (docs/operations.md)") from None

    data_dir: Path = Field(description="Folder of the inbox, raw archive, lake, warehouse and published files")
    engine: Literal["embedded", "spark"] = Field(default="embedded", description="Who reads files and extracts")
    warehouse: Literal["duckdb", "spark"] = Field(default="duckdb", description="Where dbt builds the models")
    workers: int = Field(default=2, ge=1, description="Processes of the embedded engine")
    batch_words: int = Field(default=500_000, ge=1, description="Words of an extraction batch: 0.6 GiB a process")
    batch_articles: int = Field(default=5_000, ge=1, description="Most articles of an extraction batch")
    warehouse_memory: str = Field(
        default="2GB",
        pattern=r"^\d+(\.\d+)?[KMGT]i?B$",
        description="Of DuckDB, building and publishing; the rest on disk",
    )
    spark_master: str = Field(default="local[*]", description="Of the spark engine: where its tasks run")
    spark_memory: str = Field(default="2g", pattern=r"^\d+[mg]$", description="Heap of its driver; local: of all of it")
    spark_conf: dict[str, str] = Field(default={}, description="More settings of its session, as JSON")
    full_refresh: bool = Field(default=False, description="Do all work again, also what is current")
    max_file_bytes: int = Field(default=512 * 1024**2, ge=1, description="Largest raw file, after decompression")
    max_bundle_bytes: int = Field(default=64 * 1024**3, ge=1, description="Most bytes of a WARC or bundle, unpacked")
    max_bundle_members: int = Field(default=1_000_000, ge=1, description="Most members of a bundle")
    max_article_chars: int = Field(default=1_000_000, ge=1, description="Longest text of one article: a thick book")
    inbox_url: str | None = Field(default=None, description="Drop zone elsewhere, as an fsspec address (s3://…)")
    archive_url: str | None = Field(default=None, description="Where raw files are kept too, as an fsspec address")
    retries: int = Field(default=2, ge=0, description="Tries of a failed step, where another try may help")
    retry_seconds: float = Field(default=10, ge=0, description="Seconds before the first of them")
    alert_after_hours: float = Field(default=26, ge=0.1, description="Age of the published file that raises an alert")
    alert_inbox_hours: float = Field(default=2, gt=0, description="Age of a file in the inbox that raises an alert")
    alert_webhook: str | None = Field(default=None, description="URL that gets each alert as JSON by POST")
    alert_mail: str | None = Field(default=None, description="Address that gets each alert")
    alert_mail_server: str = Field(default="localhost:25", description="Mail server, host:port")

    @property
    def limits(self) -> Limits:
        """How much of a raw file is read."""
        return Limits(self.max_file_bytes, self.max_article_chars, self.max_bundle_bytes, self.max_bundle_members)

    @property
    def inbox_dir(self) -> Path:
        """Drop zone: anyone may put files here."""
        return self.data_dir / "inbox"

    @property
    def raw_dir(self) -> Path:
        """Immutable archive, one folder per landing day; the only thing that can't be rebuilt."""
        return self.data_dir / "raw"

    @property
    def lake_dir(self) -> Path:
        """Parquet tables that Python writes."""
        return self.data_dir / "lake"

    @property
    def warehouse_dir(self) -> Path:
        """Private folder of the build file; only dbt writes it."""
        return self.data_dir / "warehouse"

    @property
    def build_file(self) -> Path:
        """DuckDB file that dbt builds."""
        return self.warehouse_dir / "build.duckdb"

    @property
    def spark_warehouse_dir(self) -> Path:
        """Folder of the tables that dbt builds on Apache Spark: `<schema>.db/<table>/*.parquet`."""
        return self.warehouse_dir / "spark"

    @property
    def published_dir(self) -> Path:
        """Folder of what readers open."""
        return self.data_dir / "published"

    @property
    def published_file(self) -> Path:
        """Read-only DuckDB file that readers open."""
        return self.published_dir / "dateline.duckdb"

    @property
    def report_file(self) -> Path:
        """Page of pictures made from the published file."""
        return self.published_dir / "report" / "index.html"
