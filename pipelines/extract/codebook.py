"""The codebook: the seeds of dbt_project/seeds as frames, with one version for all of them.

What belongs here: loading. What an entry means stands in the seed; what a sentence means stands in the extractors.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Codebook:
    """All seeds, by name. Every column is text; an empty cell is NULL."""

    tables: dict[str, pl.DataFrame]
    version: str
    """First 12 hex digits of the SHA-256 of all seed files: changes when any rule changes."""
    derived: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What extractors compute once from the seeds (gazetteers, pattern lists), by their own key."""

    @classmethod
    def load(cls, seeds_dir: Path) -> Codebook:
        """Read every CSV of a folder, once a process as long as they stay the same.

        Raises FileNotFoundError where there is none.
        """
        return _read(seeds_dir, seeds_version(seeds_dir))

    def table(self, name: str) -> pl.DataFrame:
        """One seed. Raises KeyError that names what there is."""
        try:
            return self.tables[name]
        except KeyError:
            raise KeyError(f"no seed {name!r} in the codebook; there are: {', '.join(self.tables)}") from None

    def terms(self, name: str) -> pl.DataFrame:
        """A seed of terms, ready for terms.py: is_case_sensitive as Boolean (empty: false)."""
        table = self.table(name)
        if "is_case_sensitive" not in table.columns:
            return table.with_columns(is_case_sensitive=pl.lit(False))
        flag = pl.col("is_case_sensitive").str.to_lowercase().is_in(["true", "1"]).fill_null(False)
        return table.with_columns(is_case_sensitive=flag)


def seeds_version(seeds_dir: Path) -> str:
    """The version of the seeds as they are on disk. Raises FileNotFoundError where there is none."""
    digest = hashlib.sha256()
    for path in _seeds(seeds_dir):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _seeds(seeds_dir: Path) -> list[Path]:
    paths = sorted(seeds_dir.glob("*.csv"))
    if not paths:
        raise FileNotFoundError(f"no seeds found: expected CSV files in {seeds_dir}; is the checkout complete?")
    return paths


@lru_cache(maxsize=1)
def _read(seeds_dir: Path, version: str) -> Codebook:
    """Parse the seeds; what is derived from them is kept with them, for all that a process does."""
    return Codebook({path.stem: pl.read_csv(path, infer_schema=False) for path in _seeds(seeds_dir)}, version)
