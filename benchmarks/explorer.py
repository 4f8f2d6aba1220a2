"""How fast the explorer answers over a million claims.

    python -m benchmarks.explorer <data folder with a published sample> [claims]

The sample's articles, stories, claims and weapon mentions are copied, under new names and on other days, until there
are so many claims. Then each question is asked as the page asks it, file opened and closed; and the page is run by
Streamlit's AppTest, first whole and then with another filter.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from pipelines.explorer import questions
from pipelines.explorer.questions import Filters
from pipelines.publish.serving import STORAGE_VERSION
from pipelines.settings import Settings

RENAMED = {
    "fct_article": "article_id = article_id || copy, story_id = story_id || copy, "
    "published_on = published_on - copy % 900",
    "fct_story": "story_id = story_id || copy, original_article_id = original_article_id || copy",
    "fct_casualty_claim": "claim_id = claim_id || copy, article_id = article_id || copy, story_id = story_id || copy, "
    "published_on = published_on - copy % 900",
    "fct_weapon_mention": "article_id = article_id || copy",
}


def grow(sample: Path, target: Path, n_claims: int) -> int:
    """Write a published file with at least so many claims; returns how many."""
    target.parent.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{sample}' as small (read_only)")
        connection.execute(f"attach '{target}' as large (storage_version '{STORAGE_VERSION}')")
        connection.execute("create schema large.marts")
        connection.execute("create schema large.meta")
        (n_sample,) = connection.execute("select count(*) from small.marts.fct_casualty_claim").fetchone() or (0,)
        copies = -(-n_claims // n_sample)
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'small'"
        ).fetchall():
            source = f"small.{schema}.{table}"
            renamed = RENAMED.get(table)
            if renamed is None:
                connection.execute(f"create table large.{schema}.{table} as from {source}")
                continue
            replaced = ", ".join(
                f"{new} as {name}" for name, new in (part.split(" = ") for part in renamed.split(", "))
            )
            connection.execute(
                f"create table large.{schema}.{table} as select * exclude (copy) replace ({replaced}) "
                f"from {source}, (select range::integer as copy from range({copies}))"
            )
        connection.execute("update large.meta.release set n_articles = (select count(*) from large.marts.fct_article)")
        connection.execute("checkpoint large")
    return copies * n_sample


def timed(ask: Callable[[], Any], rounds: int = 7) -> tuple[float, float]:
    """Median and longest of some rounds, in milliseconds."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - started))
    return statistics.median(took), max(took)


def main(data_dir: Path, n_claims: int) -> None:
    """Grow, ask, print a line each."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-explorer-"))
    try:
        settings = Settings(data_dir=folder)
        grown = grow(Settings(data_dir=data_dir).published_file, settings.published_file, n_claims)
        size = settings.published_file.stat().st_size / 1e6
        print(f"{grown:,} claims, {size:.0f} MB, DuckDB {duckdb.__version__}, {os.cpu_count()} processors")
        ask_all(settings.published_file)
        run_page(settings)
    finally:
        shutil.rmtree(folder)


def ask_all(file: Path) -> None:
    """Each question under each filter."""
    there = questions.choices(file)
    middle = there.last - dt.timedelta(days=200) if there.last else None
    filters = {
        "no filter": Filters(only_counted=False),
        "as it opens": Filters(measure="killed"),
        "days": Filters(middle, there.last, "killed"),
        "region": Filters(regions=("UA",)),
        "outlet": Filters(outlets=tuple(there.outlets)[:2]),
        "side": Filters(sides=tuple(there.sides[:1])),
        "weapon": Filters(weapons=tuple(there.weapons)[:3]),
    }
    print("choices".ljust(40) + "{:7.0f} ms, longest {:.0f}".format(*timed(lambda: questions.choices(file))))
    for name, chosen in filters.items():
        for what, ask in (
            ("totals", lambda chosen=chosen: questions.totals(file, chosen)),
            ("numbers by region", lambda chosen=chosen: questions.numbers(file, chosen, "Region")),
            ("numbers by outlet", lambda chosen=chosen: questions.numbers(file, chosen, "Outlet")),
            ("claims", lambda chosen=chosen: questions.claims(file, chosen)),
        ):
            print(f"{what}, {name}".ljust(40) + "{:7.0f} ms, longest {:.0f}".format(*timed(ask)))


def run_page(settings: Settings) -> None:
    """The page's script, whole, and again with another filter."""
    from streamlit.testing.v1 import AppTest

    os.environ["DATELINE_DATA_DIR"] = str(settings.data_dir)
    page = Path(questions.__file__).with_name("app.py")
    test = AppTest.from_file(str(page), default_timeout=60)
    print("page, first".ljust(40) + f"{timed(test.run, 1)[0]:7.0f} ms")
    sides = test.multiselect(key="sides")
    for box, values in (("sides", sides.options[:3]), ("weapons", ["drone"]), ("regions", ["UA"])):
        for value in values:
            took = timed(test.multiselect(key=box).set_value([value]).run, 1)[0]
            assert not test.exception, test.exception
            print(f"page, {box} {value}".ljust(40) + f"{took:7.0f} ms")
        test.multiselect(key=box).set_value([]).run()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
