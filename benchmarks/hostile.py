"""Does time stay linear on text that was made to hold up regular expressions? `python -m benchmarks.hostile`

Each text is read and extracted at three lengths, each twice the last. Shown: processor seconds at the longest, and the
exponent of growth (1 is linear, 2 is quadratic) between the first and the last. Ends with 1 where one is above 1.5.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.ingest.day import read_landing_day
from pipelines.schemas import ARTICLE
from pipelines.settings import SEEDS_DIR

SENTENCE = "Officials said on Monday that 12 people were killed when a missile hit a market in Kharkiv."
HEADLINE = "Twelve killed in strike on Kharkiv market"
LENGTHS = (50_000, 100_000, 200_000)
HOSTILE = {
    "sentences": f"{SENTENCE} ",
    "letters": "a",
    "digits": "1",
    "numbers": "12-13,14.",
    "commas": "a,",
    "spaces": " ",
    "tabs and lines": "\t\n",
    "brackets": "(",
    "tags": "<p>",
    "half tags": "<",
    "quotes": "“",
    "straight quotes": '"',
    "dashes": "a - ",
    "initials": "A. ",
    "titles": "Mr. ",
    "capitals": "Olena ",
    "killed": "killed ",
    "said": "he said that ",
    "and": "12 and ",
    "of the": "of the ",
    "combining": "e\u0301",
    "zero width joiners": "\u200d",
    "addresses": "https://",
    "entities": "&amp",
}


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds, the better of two."""
    best = math.inf
    for _ in range(2):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def read(name: str, content: str) -> Callable[[], object]:
    """Reading a landing day of one file."""

    def work() -> object:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "2026-11-20"
            folder.mkdir()
            (folder / name).write_text(content)
            return read_landing_day(Path(home), dt.date(2026, 11, 20))

    return work


def extracted(body: str, codebook: Codebook) -> Callable[[], object]:
    """Extracting one article."""
    row = {
        "version_id": "0",
        "article_id": "0",
        "headline": HEADLINE,
        "body": body,
        "published_on": dt.date(2026, 1, 1),
    }
    articles = pl.concat([ARTICLE.empty(), pl.DataFrame([row])], how="diagonal_relaxed")
    return lambda: extract(articles, codebook)


def main() -> int:
    """Measure all, show a table."""
    codebook, worst = Codebook.load(SEEDS_DIR), 0.0
    extracted(SENTENCE, codebook)()
    print(f"{'text':<20} " + " ".join(f"{way:>16}" for way in ("text", "html", "json", "extract")))
    for name, unit in HOSTILE.items():
        shown = []
        for way in ("text", "html", "json", "extract"):
            times = []
            for length in LENGTHS:
                body = f"{SENTENCE} {SENTENCE}\n\n{unit * (length // len(unit))}\n\n{SENTENCE}"
                if way == "extract":
                    work = extracted(body, codebook)
                elif way == "json":
                    work = read("a.json", json.dumps({"title": HEADLINE, "text": body}))
                elif way == "html":
                    work = read(
                        "a.html", f"<html><body><h1>{HEADLINE}</h1><p>{SENTENCE}</p><p>{body}</p></body></html>"
                    )
                else:
                    work = read("a.txt", f"{HEADLINE}\n\n{body}")
                times.append(seconds(work))
            # Below a twentieth of a second, growth is noise.
            growth = math.log(times[-1] / max(times[0], 0.05), LENGTHS[-1] / LENGTHS[0]) if times[-1] > 0.05 else 0.0
            worst = max(worst, growth)
            shown.append(f"{times[-1]:7.2f} s  ^{growth:4.2f}")
        print(f"{name:<20} " + " ".join(f"{cell:>16}" for cell in shown), flush=True)
    print(f"steepest growth: n^{worst:.2f}")
    return int(worst > 1.5)


if __name__ == "__main__":
    sys.exit(main())
