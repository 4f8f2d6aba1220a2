"""What a landing day costs in the warehouse, beside building all of it: `python -m benchmarks.warehouse`.

What belongs here: measuring dbt over a made lake (lake.py). What does not: a threshold; a loaded machine must not fail
a build. Seconds are processor seconds of dbt and all it starts, and wall seconds; ratios of processor seconds hold on
a busy machine, too. The parts that are printed are the costliest nodes, in wall seconds.

Three builds: all of it; a further day put into it; a day that was there before put into it, extracted again.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.lake import Templates, write_day
from pipelines.assets.warehouse import DBT, build_command, dbt_environment
from pipelines.settings import DBT_PROJECT_DIR, Settings
from pipelines.steps import measure_quality

N_COSTLIEST = 8


def build(settings: Settings, *, anew: bool) -> tuple[float, float]:
    """Run `dbt build` as the job does; returns processor and wall seconds. Raises RuntimeError."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    target = settings.warehouse_dir / "dbt"
    done = subprocess.run(
        [
            DBT, "--no-use-colors", *build_command(anew=anew),
            "--project-dir", DBT_PROJECT_DIR, "--profiles-dir", DBT_PROJECT_DIR,
            "--target-path", target, "--log-path", target,
        ],
        env=dbt_environment(settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stdout[-3000:] + done.stderr[-1000:])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def costliest(settings: Settings) -> str:
    """The nodes of the last build that took longest."""
    results = json.loads((settings.warehouse_dir / "dbt" / "run_results.json").read_text())["results"]
    slowest = sorted(results, key=lambda result: -result["execution_time"])[:N_COSTLIEST]
    return ", ".join(f"{one['unique_id'].split('.')[2]} {one['execution_time']:.1f}" for one in slowest)


def measured(settings: Settings, name: str, whole: float | None) -> float:
    """Build, print a line; returns processor seconds."""
    seconds, wall = build(settings, anew=whole is None)
    ratio = f"{seconds / whole:8.1%}" if whole else " " * 8
    with duckdb.connect(str(settings.build_file), read_only=True) as connection:
        (n_articles,) = connection.execute("select count(*) from marts.fct_article").fetchall()[0]
    megabytes = settings.build_file.stat().st_size / 1e6
    print(
        f"{name:28} {seconds:8.1f} s processor {wall:8.1f} s wall {ratio}  {n_articles:,} articles, {megabytes:,.0f} MB"
    )
    print(f"  longest (wall seconds): {costliest(settings)}", flush=True)
    return seconds


def main() -> None:
    """Make the lake and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument("--articles", type=int, default=1000, help="Texts of a day.")
    chosen = parser.parse_args()
    templates = Templates.read()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        settings.warehouse_dir.mkdir(parents=True)
        measure_quality(settings)
        for number in range(chosen.days):
            write_day(settings.lake_dir, templates, number, chosen.articles)
        whole = measured(settings, "all of it", None)
        write_day(settings.lake_dir, templates, chosen.days, chosen.articles)
        measured(settings, "a further day", whole)
        write_day(settings.lake_dir, templates, chosen.days // 2, chosen.articles - chosen.articles // 10)
        measured(settings, "an old day, extracted again", whole)


if __name__ == "__main__":
    main()
