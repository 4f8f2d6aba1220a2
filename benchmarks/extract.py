"""How fast the extract floor is, by stage, and beside others over the same texts: `python -m benchmarks.extract`.

What belongs here: measuring. What does not: a threshold; a loaded machine must not fail a build. Every measurement
runs in a process of its own, so that its peak of memory is its own. Seconds are processor seconds of all threads and,
where they tell more, wall seconds; ratios of processor seconds hold on a busy machine, too.

Peers: one plain Aho-Corasick pass that looks for all terms of the codebook and does nothing with what it finds; a
plain loop in Python over three regular expressions (numbers of people harmed, who says, places); the same in DuckDB,
as one would write it by hand: the regular expressions in SQL, and places by a join with the names of the gazetteer; a
spaCy blank pipeline (sentencizer and entity ruler over the same names), which finds mentions only and is left out where
spaCy is not installed. What each finds is counted: a peer's row is a match, the extraction's a claim with its place,
day, claimant and evidence.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks.corpus import articles
from pipelines.batches import articles_of_a_batch, extract_in_batches
from pipelines.extract import engine
from pipelines.extract.batch import Batch
from pipelines.extract.codebook import Codebook
from pipelines.extract.gazetteer import Gazetteer
from pipelines.extract.terms import TermTree
from pipelines.settings import SEEDS_DIR, Settings

STAGES = ("sentences", "tokens", "_terms_found", "figures", "places", "actors", "attributions", "weapons", "casualties")
"""Parts of the batch, in the order in which they need one another."""

FOUND = {"figures": "casualty_claim", "places": "region_mention", "speakers": "statement"}
"""What peers look for, and the tables of extraction in which it stands."""

HARMED = (
    r"\b(\d[\d,]*|\w+) (?:\w+ ){0,3}(?:were |was |have been )?(killed|dead|wounded|injured|died)\b",
    r"\b([A-Z]\w+(?: [A-Z]\w+)*) (said|told|added|denied|claimed)\b",
)
"""Numbers with a word of harm behind them; who says. As regular expressions that RE2 and Python read alike."""
IN_A_PLACE = r"\b(?:in|near|at|of|from) ([A-Z]\w+(?: [A-Z]\w+)*)"

Found = dict[str, int]
"""How many of each kind."""


@dataclass
class Measured:
    """One measurement. `seconds`: processor time; `setup`: what is made once a process, not in `seconds`."""

    name: str
    n_articles: int
    megabytes: float
    seconds: float
    wall: float
    setup: float
    peak_mib: float
    stages: dict[str, float] = field(default_factory=dict)
    found: Found = field(default_factory=dict)


def _codebook() -> Codebook:
    codebook = Codebook.load(SEEDS_DIR)
    engine.extract(articles(20), codebook)
    return codebook


def stages(frame: pl.DataFrame) -> tuple[Callable[[], None], dict[str, float]]:
    """The whole extraction, each part of the batch and each table timed by itself."""
    codebook = _codebook()
    spent: dict[str, float] = {}

    def one(name: str, work: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        start = time.process_time()
        made = work()
        spent[name] = time.process_time() - start
        return made

    def run() -> None:
        batch = Batch(frame, codebook)
        tables = {}
        for name in STAGES[:-3]:
            one(name.strip("_"), partial(getattr, batch, name))
        one("attributions", lambda: batch.attributions)
        for name, function in engine._OF_ALL_ARTICLES.items():
            tables[name] = one(f"table {name}", partial(engine._run, function, batch))
        conflict = batch.restricted_to(tables["article_topic"].filter("is_conflict"))
        for name in ("figures", "weapons", "casualties"):
            one(name, partial(getattr, conflict, name))
        for name, function in engine._OF_CONFLICT_ARTICLES.items():
            one(f"table {name}", partial(engine._run, function, conflict))

    return run, spent


def extraction(frame: pl.DataFrame, batch_articles: int) -> Callable[[], Found]:
    """The whole extraction in batches, in this process."""
    codebook = _codebook()

    def run() -> Found:
        found = dict.fromkeys(FOUND, 0)
        for start in range(0, frame.height, batch_articles):
            tables = engine.extract(frame.slice(start, batch_articles), codebook)
            for what, table in FOUND.items():
                found[what] += tables[table].height
        return found

    return run


def _articles_of_a_batch(frame: pl.DataFrame) -> int:
    """As many as the pipeline's own settings make of these texts."""
    words, knobs = frame["body"].str.count_matches(r"\S+"), Settings.model_fields
    return articles_of_a_batch(words, knobs["batch_words"].default, knobs["batch_articles"].default)


def a_day(frame: pl.DataFrame, batch_articles: int, workers: int) -> Callable[[], Found]:
    """A landing day as the pipeline runs it: from Parquet to parts on disk, with the start of its processes."""
    # The folder goes when nothing holds it any more: at the latest with this process.
    made = tempfile.TemporaryDirectory()
    folder = Path(made.name)
    frame.write_parquet(folder / "articles.parquet", row_group_size=20_000)

    def run() -> Found:
        extract_in_batches(
            folder / "articles.parquet", folder / "parts", batch_articles=batch_articles, workers=workers
        )
        made.cleanup()
        return {}

    return run


def aho_corasick(frame: pl.DataFrame) -> Callable[[], Found]:
    """One pass of polars' Aho-Corasick automaton for all terms of the codebook."""
    entries = TermTree.of(Codebook.load(SEEDS_DIR)).entries.values()
    terms = pl.concat([entry.select("term") for entry in entries])["term"].drop_nulls().unique().sort().to_list()
    found = pl.col("body").str.find_many(terms, ascii_case_insensitive=True, overlapping=True)

    def run() -> Found:
        frame.select(found)
        return {}

    return run


def _place_names() -> pl.Series:
    """The gazetteer's names, in lower case."""
    keys = Gazetteer.of(Codebook.load(SEEDS_DIR)).keys
    return keys.filter(pl.col("stopword_kind").is_null())["key"].unique().sort()


def python_loop(frame: pl.DataFrame) -> Callable[[], Found]:
    """Three regular expressions over each article."""
    harmed, says, place = re.compile(HARMED[0], re.IGNORECASE), re.compile(HARMED[1]), re.compile(IN_A_PLACE)
    patterns = {"figures": harmed, "speakers": says, "places": place}
    bodies = frame["body"].to_list()

    def run() -> Found:
        found = dict.fromkeys(FOUND, 0)
        for body in bodies:
            for what, pattern in patterns.items():
                found[what] += len(pattern.findall(body))
        return found

    return run


def in_duckdb(frame: pl.DataFrame) -> Callable[[], Found]:
    """The same regular expressions in DuckDB, into tables; what the gazetteer has is a place."""
    connection = duckdb.connect(config={"threads": 1})
    connection.register("articles", frame.select("version_id", "body").to_arrow())
    connection.register("gazetteer", _place_names().to_frame("name").to_arrow())
    connection.execute("create table article as from articles; create table place as from gazetteer")

    def run() -> Found:
        connection.execute(
            """
            create or replace table figures as
            select version_id, regexp_extract(phrase, $harmed, ['number', 'harm'], 'i') as figure, phrase
            from (select version_id, unnest(regexp_extract_all(body, $harmed, 0, 'i')) as phrase from article)
            """,
            {"harmed": HARMED[0]},
        )
        connection.execute(
            """
            create or replace table speakers as
            select version_id, unnest(regexp_extract_all(body, $says, 1)) as speaker from article
            """,
            {"says": HARMED[1]},
        )
        connection.execute(
            """
            create or replace table places as
            select named.version_id, place.name
            from (select version_id, unnest(regexp_extract_all(body, $place, 1)) as name from article) as named
            inner join place on lower(named.name) = place.name
            """,
            {"place": IN_A_PLACE},
        )
        return {what: connection.table(what).count("*").fetchall()[0][0] for what in FOUND}

    return run


def spacy_blank(frame: pl.DataFrame) -> Callable[[], Found]:
    """spaCy's blank English pipeline: tokenizer, sentencizer, entity ruler over the gazetteer's names."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "PLACE", "pattern": name} for name in _place_names()])
    bodies = frame["body"].to_list()

    def run() -> Found:
        found = 0
        for document in nlp.pipe(bodies, batch_size=64):
            assert document.has_annotation("SENT_START")
            found += len(document.ents)
        return {"places": found}

    return run


PEERS: dict[str, Callable[[pl.DataFrame], Callable[[], Found]]] = {
    "aho-corasick": aho_corasick,
    "python loop": python_loop,
    "duckdb and regex": in_duckdb,
    "spacy": spacy_blank,
}


def measure(name: str, n: int, source: Path | None, batch_articles: int, workers: int) -> Measured:
    """Run one measurement in this process."""
    frame = articles(n, source)
    batch_articles = batch_articles or _articles_of_a_batch(frame)
    start = time.process_time()
    spent: dict[str, float] = {}
    work: Callable[[], Found | None]
    if name == "stages":
        work, spent = stages(frame)
    elif name == "extraction":
        work = extraction(frame, batch_articles)
    elif name == "a day":
        work = a_day(frame, batch_articles, workers)
    else:
        work = PEERS[name](frame)
    setup = time.process_time() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, clock = time.process_time(), time.perf_counter()
    found = work()
    seconds, wall = time.process_time() - cpu, time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds += after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if name == "a day" and workers > 1:
        peak += workers * after.ru_maxrss
    return Measured(
        name,
        n,
        int(frame.select(pl.col("body").str.len_bytes().sum()).item()) / 1e6,
        seconds,
        wall,
        setup,
        peak / 1024,
        spent,
        found or {},
    )


def _elsewhere(name: str, n: int, options: argparse.Namespace, workers: int = 1) -> Measured:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.extract", "--measure", name, "--articles", str(n)]
    command += ["--batch", str(options.batch), "--workers", str(workers)]
    command += ["--corpus", str(options.corpus)] if options.corpus else []
    environment = os.environ | {"POLARS_MAX_THREADS": "1"}
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    return Measured(**json.loads(output.splitlines()[-1]))


def _row(m: Measured) -> str:
    return (
        f"| {m.name} | {m.n_articles:,} | {m.seconds:.2f} | {m.wall:.2f} | {m.n_articles / m.seconds:,.0f} | "
        f"{m.n_articles / m.wall:,.0f} | {m.megabytes / m.seconds:.1f} | {m.peak_mib:,.0f} | "
        + " | ".join(f"{m.found[what]:,}" if what in m.found else "" for what in FOUND)
        + " |"
    )


def main() -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=4_000, help="articles of the largest measurement")
    parser.add_argument("--corpus", type=Path, help="JSON lines with headline and body, in place of the project's own")
    parser.add_argument("--batch", type=int, default=0, help="articles of a batch; else by words, as the pipeline does")
    parser.add_argument("--workers", type=int, default=2, help="processes of a day")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measured = measure(options.measure, options.articles, options.corpus, options.batch, options.workers)
        print(json.dumps(asdict(measured)))
        return
    n = options.articles
    print(
        "| measurement | articles | processor s | wall s | articles/s and core | articles/s | MB/s and core |"
        " peak MiB | " + " | ".join(FOUND) + " |"
    )
    print("|---|" + "--:|" * (7 + len(FOUND)))
    sizes = [_elsewhere("extraction", size, options) for size in (n // 4, n // 2, n)]
    day = _elsewhere("a day", 2 * n, options, options.workers)
    is_here = {"spacy": importlib.util.find_spec("spacy") is not None}
    peers = [_elsewhere(name, n, options) for name in PEERS if is_here.get(name, True)]
    if not is_here["spacy"]:
        print("spaCy is not installed: its row is left out (pip install spacy)", file=sys.stderr)
    for measured in (*sizes, day, *peers):
        print(_row(measured))
    whole, automaton = sizes[-1], peers[0]
    exponent = math.log(whole.seconds / sizes[0].seconds) / math.log(whole.n_articles / sizes[0].n_articles)
    print(f"\nGrowth of processor time with articles: exponent {exponent:.2f} (1 is linear).")
    print(f"Extraction takes {whole.seconds / automaton.seconds:.1f} times one plain Aho-Corasick pass.")
    for peer in peers[1:]:
        print(f"Extraction is {peer.seconds / whole.seconds:.2f} times as fast as: {peer.name}.")
    by_stage = _elsewhere("stages", min(n, options.batch), options)
    total = sum(by_stage.stages.values())
    print(f"\nStages of one batch of {by_stage.n_articles:,} articles ({by_stage.megabytes:.1f} MB):\n")
    print("| stage | processor s | share | articles/s | MB/s |\n|---|--:|--:|--:|--:|")
    for name, seconds in sorted(by_stage.stages.items(), key=lambda item: -item[1]):
        rate, speed = by_stage.n_articles / max(seconds, 1e-9), by_stage.megabytes / max(seconds, 1e-9)
        print(f"| {name} | {seconds:.3f} | {seconds / total:.0%} | {rate:,.0f} | {speed:,.1f} |")


if __name__ == "__main__":
    main()
