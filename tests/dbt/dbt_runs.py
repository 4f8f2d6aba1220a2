"""Running dbt in tests, on a copy of a built warehouse, and reading what it says.

What belongs here: the command and its environment. What does not: what the models should give.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.assets.warehouse import DBT, dbt_environment
from pipelines.settings import DBT_PROJECT_DIR, Settings


@dataclass(frozen=True)
class Said:
    """What a run of dbt said: exit code, every line, and the results by node."""

    code: int
    lines: list[str]
    results: dict[str, str]

    @property
    def complaints(self) -> list[str]:
        """Lines that warn of something or call it deprecated."""
        return [line for line in self.lines if "[WARNING]" in line or "deprecat" in line.lower() or "WARN " in line]


@dataclass(frozen=True)
class Warehouse:
    """A data folder with a build file that a test may change, and dbt's own folder."""

    data_dir: Path
    target_dir: Path

    @property
    def build_file(self) -> Path:
        """The file that dbt writes."""
        return self.data_dir / "warehouse" / "build.duckdb"

    def dbt(self, *arguments: str) -> Said:
        """Run dbt; what it says is in the result, also where it fails."""
        run_results = self.target_dir / "run_results.json"
        run_results.unlink(missing_ok=True)
        done = subprocess.run(
            [
                DBT, "--no-use-colors", "--show-all-deprecations", *arguments,
                "--project-dir", DBT_PROJECT_DIR, "--profiles-dir", DBT_PROJECT_DIR,
                "--target-path", self.target_dir, "--log-path", self.target_dir,
            ],
            env=dbt_environment(Settings(data_dir=self.data_dir)), capture_output=True, text=True, check=False,
        )  # fmt: skip
        results = {}
        if run_results.exists():
            for result in json.loads(run_results.read_text())["results"]:
                results[result["unique_id"]] = result["status"]
        return Said(done.returncode, (done.stdout + done.stderr).splitlines(), results)

    @property
    def manifest(self) -> dict[str, Any]:
        """Dbt's manifest, as the last command left it."""
        loaded: dict[str, Any] = json.loads((self.target_dir / "manifest.json").read_text())
        return loaded


def copy_of(built: Path, folder: Path) -> Warehouse:
    """A copy of the build file of the data folder `built`, over the same lake."""
    (folder / "warehouse").mkdir(parents=True)
    shutil.copy(built / "warehouse" / "build.duckdb", folder / "warehouse" / "build.duckdb")
    (folder / "lake").symlink_to(built / "lake")
    return Warehouse(folder, folder / "dbt")
