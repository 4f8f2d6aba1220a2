"""What much larger archives would cost, of what was measured: `python -m benchmarks.scale`

Reckons with measured.json, which `whole_way --save`, `reading --save` and `storage --save` write, and with assumptions
that are named. docs/scale.md shows what this prints; a test compares them. A cost of a record is what the larger run
took more than the smaller one, by record; what is left is fixed, once a landing day or once a release.

What belongs here: arithmetic. What does not: measuring.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from typing import Any

from benchmarks.measured import measured

SMALL, LARGE = "1000", "100000"
PAGES = "saved pages"
SPREAD = ("read", "extract")
"""Steps whose work is spread over all cores, or over the cluster; the rest is done by one process."""
OF_A_RELEASE = ("prepare", "measure", "model", "publish", "report")
"""Steps that are done once for all landing days; the rest once a landing day."""


@dataclass(frozen=True)
class Assumed:
    """What is not measured here."""

    cores: int = 16
    """Of the one machine, and of each node."""
    nodes: int = 20
    spark_read: float = 1.16
    spark_extract: float = 1.11
    """Processor time of Apache Spark beside the embedded engine's (docs/spark.md)."""
    spark_start: float = 21.0
    """Processor seconds of starting it, once a landing day (docs/spark.md)."""
    core_hour: float = 0.04
    """US dollars of a core for an hour."""
    gb_month: float = 0.023
    """US dollars of a GB in an object store for a month (raw files)."""
    disk_gb_month: float = 0.08
    """US dollars of a GB of disk for a month (all else)."""


@dataclass(frozen=True)
class Work:
    """So many records in so many landing days, of one release."""

    name: str
    records: float
    days: int
    is_page: bool


YEAR = 1.35e9 / 10
"""Records of CC-NEWS: about 1.35 billion from August 2016 to 2026."""
WORKS = (
    Work("a day of 500,000 as JSON lines", 5e5, 1, False),
    Work("a day of 500,000 as pages", 5e5, 1, True),
    Work("a year of CC-NEWS", YEAR, 365, True),
    Work("ten years of CC-NEWS", 10 * YEAR, 3650, True),
)


@dataclass
class Costs:
    """Processor seconds by step, and bytes by folder."""

    fixed: dict[str, float] = field(default_factory=dict)
    a_record: dict[str, float] = field(default_factory=dict)
    a_page: float = 0.0
    """Of reading one, in place of a record of JSON lines."""
    writing: float = 0.0
    """Of writing the tables of one record: the part of extraction that one process does."""
    size: dict[str, float] = field(default_factory=dict)
    page_size: float = 0.0

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Costs:
        """Of measured.json."""
        small, large = kept["whole_way"][SMALL], kept["whole_way"][LARGE]
        n, m = small["n_articles"], large["n_articles"]
        costs = cls()
        for step, stage in large["stages"].items():
            before = small["stages"][step]["processor"]
            a_record = max(0.0, (stage["processor"] - before) / (m - n))
            costs.a_record[step] = a_record
            costs.fixed[step] = max(0.0, before - a_record * n)
        page = kept["reading"][PAGES]
        costs.a_page = page["seconds"] / page["articles"]
        costs.page_size = page["megabytes"] * 1e6 / page["articles"]
        costs.writing = kept["storage"]["seconds"] / kept["storage"]["articles"]
        for part, size in large["sizes"].items():
            costs.size[part] = max(0.0, (size - small["sizes"][part]) / (m - n))
        return costs

    def read(self, work: Work) -> float:
        """Of reading a record of such work."""
        json_lines = self.a_record["read"]
        return max(self.a_page, json_lines) if work.is_page else json_lines

    def spread(self, work: Work, assumed: Assumed | None = None) -> float:
        """Processor seconds of a record that can be spread; with `assumed`, by Spark."""
        read, extract = self.read(work), self.a_record["extract"] - self.writing
        return read * assumed.spark_read + extract * assumed.spark_extract if assumed else read + extract

    def of_one(self) -> float:
        """Processor seconds of a record that one process spends."""
        return self.writing + sum(spent for step, spent in self.a_record.items() if step not in SPREAD)

    def fixed_of(self, work: Work) -> float:
        """Processor seconds that do not grow with records."""
        of_days = sum(spent for step, spent in self.fixed.items() if step not in OF_A_RELEASE)
        return of_days * work.days + sum(self.fixed[step] for step in OF_A_RELEASE)

    def stored(self, work: Work) -> tuple[float, float]:
        """Bytes of raw files, and of all else."""
        parts = ("candidate/", "lake/", "warehouse/", "published/")
        raw = self.page_size if work.is_page else self.size["raw/"]
        return raw * work.records, sum(self.size[part] for part in parts) * work.records


def hours(costs: Costs, work: Work, assumed: Assumed) -> dict[str, float]:
    """Core hours and hours by design."""
    alone = costs.of_one() * work.records + costs.fixed_of(work)
    spread = costs.spread(work) * work.records
    by_spark = costs.spread(work, assumed) * work.records
    started = assumed.spark_start * work.days
    return {
        "core hours": (alone + spread) / 3600,
        "machine": (alone + spread / assumed.cores) / 3600,
        "machine, one process": alone / 3600,
        "core hours, cluster": (alone + by_spark + started) / 3600,
        "cluster": (alone + started + by_spark / (assumed.cores * assumed.nodes)) / 3600,
    }


def _table(head: list[str], rows: list[list[str]]) -> str:
    rule = f"|---|{'--:|' * (len(head) - 1)}"
    first, *others = (f"| {' | '.join(line)} |" for line in (head, *rows))
    return "\n".join([first, rule, *others])


def _number(value: float) -> str:
    """Two digits that count."""
    if value == 0:
        return "0"
    if value >= 100:
        digits = len(f"{value:.0f}") - 2
        return f"{round(value, -digits):,.0f}"
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def tables(costs: Costs, assumed: Assumed) -> dict[str, str]:
    """Markdown tables by name."""
    steps = [
        [
            step,
            "all cores" if step in SPREAD else "one process",
            "release" if step in OF_A_RELEASE else "landing day",
            f"{costs.fixed[step]:.1f}",
            f"{spent * 1e3:.2f}",
        ]
        for step, spent in costs.a_record.items()
    ]
    steps.append(["read, a page in place of it", "all cores", "landing day", "", f"{costs.a_page * 1e3:.2f}"])
    steps.append(["of extract: writing tables", "one process", "landing day", "", f"{costs.writing * 1e3:.2f}"])
    sizes = [[part, f"{size:,.0f}"] for part, size in costs.size.items()]
    sizes.append(["raw/, pages in place of JSON lines", f"{costs.page_size:,.0f}"])
    by_work = {work: hours(costs, work, assumed) for work in WORKS}
    time_rows = [
        [
            work.name,
            f"{work.records / 1e6:,.1f}",
            *(
                _number(spent[name])
                for name in ("core hours", "machine", "machine, one process", "core hours, cluster", "cluster")
            ),
        ]
        for work, spent in by_work.items()
    ]
    money_rows = []
    for work, spent in by_work.items():
        raw, made = costs.stored(work)
        nodes_hours = spent["cluster"] * assumed.cores * assumed.nodes
        money_rows.append(
            [
                work.name,
                _number(raw / 1e9),
                _number(made / 1e9),
                _number(costs.size["dateline.duckdb"] * work.records / 1e9),
                _number(spent["machine"] * assumed.cores * assumed.core_hour),
                _number(nodes_hours * assumed.core_hour),
                _number((raw * assumed.gb_month + made * assumed.disk_gb_month) / 1e9),
            ]
        )
    alone_a_day = sum(
        spent for step, spent in costs.a_record.items() if step not in SPREAD and step not in OF_A_RELEASE
    )
    of_release = sum(costs.a_record[step] for step in OF_A_RELEASE)
    json_lines, pages = WORKS[0], WORKS[1]
    limits = [
        ["one machine reads and extracts, a day of JSON lines", _at(costs.spread(json_lines) / assumed.cores)],
        ["one machine reads and extracts, a day of pages", _at(costs.spread(pages) / assumed.cores)],
        [
            "the cluster does, a day of pages",
            _at(costs.spread(pages, assumed) / assumed.cores / assumed.nodes),
        ],
        ["the one process of a landing day: writing, validation", _at(alone_a_day + costs.writing)],
        ["a full build and release", _at(of_release)],
    ]
    return {
        "costs": _table(["step", "done by", "once a", "fixed s", "ms a record"], steps),
        "sizes": _table(["folder", "bytes a record"], sizes),
        "hours": _table(
            [
                "work",
                "million records",
                "core hours",
                f"hours, one machine of {assumed.cores} cores",
                "of them one process's",
                "core hours with Spark",
                f"hours, {assumed.nodes} nodes",
            ],
            time_rows,
        ),
        "money": _table(
            [
                "work",
                "raw GB",
                "other GB",
                "of it the release, GB",
                "$ one machine",
                f"$ {assumed.nodes} nodes",
                "$ a month of storage",
            ],
            money_rows,
        ),
        "limits": _table(["what takes 24 hours", "million records"], limits),
    }


def _at(seconds: float) -> str:
    """Millions of records that take 24 hours at so many seconds each."""
    return _number(24 * 3600 / seconds / 1e6)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in vars(Assumed()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"assumed: {value}")
    assumed = Assumed(**vars(parser.parse_args()))
    for name, table in tables(Costs.of(measured()), assumed).items():
        print(f"\n{name}:\n\n{table}")


if __name__ == "__main__":
    main()
