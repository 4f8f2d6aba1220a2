"""Wire-length articles to measure with: the project's own texts recombined and varied, or a corpus of one's own.

What belongs here: making the articles. What does not: measuring (extract.py). The same seed gives the same articles.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import tempfile
from pathlib import Path

import polars as pl

from pipelines.ingest.day import read_landing_day
from pipelines.schemas import ARTICLE
from pipelines.settings import SAMPLE_DIR

SEED = 20240115
CHARACTERS = 2_300
"""Mean length of a wire story's body (Reuters and AFP file 350 to 400 words)."""
_DAY = dt.date(2024, 1, 15)
_SYLLABLES = "ba be da do ga ha hi ka ko la li ma mo na ne ra ri sa so ta te va vo za zi".split()


def articles(n: int, source: Path | None = None) -> pl.DataFrame:
    """So many articles in the columns of schemas.ARTICLE, in order of version_id.

    `source`: a JSON-lines file with headline (or title) and body (or text), taken in turn as often as it takes; without
    it, paragraphs of data/sample are recombined, with other numbers, names and places in them.
    """
    rows = _given(n, source) if source else _recombined(n)
    frame = pl.DataFrame(rows, schema={"headline": pl.String, "body": pl.String}).with_row_index("number")
    identified = frame.select(
        "headline",
        "body",
        version_id=pl.format("{}-0000abcd", pl.col("number").cast(pl.String).str.zfill(16)),
        article_id=pl.col("number").cast(pl.String).str.zfill(16),
        published_on=pl.lit(_DAY),
    )
    return pl.concat([ARTICLE.empty(), identified], how="diagonal_relaxed")


def _given(n: int, source: Path) -> list[dict[str, str]]:
    texts = pl.read_ndjson(source, infer_schema_length=None)
    headline = next(name for name in ("headline", "title") if name in texts.columns)
    body = next(name for name in ("body", "text") if name in texts.columns)
    texts = texts.select(headline=headline, body=body).filter(pl.col("body").is_not_null())
    order = pl.Series([number % texts.height for number in range(n)])
    return texts[order].to_dicts()


def _recombined(n: int) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLE_DIR, Path(folder) / _DAY.isoformat())
        texts = read_landing_day(Path(folder), _DAY).article.sort("version_id")
    headlines = texts["headline"].to_list()
    bodies = [[p for p in body.split("\n") if len(p) > 40] for body in texts["body"]]
    dice = random.Random(SEED)
    words = sorted({word for body in bodies for p in body for word in re.findall(r"\b[A-Z][a-z]{4,}\b", p)})
    return [_story(dice, headlines, bodies, words) for _ in range(n)]


def _story(dice: random.Random, headlines: list[str], bodies: list[list[str]], words: list[str]) -> dict[str, str]:
    """The opening of one text, then paragraphs of that text and of two others, up to the length of a wire story."""
    chosen = dice.sample(range(len(bodies)), 3)
    pool = [p for number in chosen for p in bodies[number][1:]]
    dice.shuffle(pool)
    paragraphs = bodies[chosen[0]][:1]
    length = dice.randint(CHARACTERS // 2, CHARACTERS * 3 // 2)
    while pool and sum(map(len, paragraphs)) < length:
        paragraphs.append(pool.pop())
    changed = {word: _name(dice, word, words) for word in words if dice.random() < 0.3}

    def varied(text: str) -> str:
        text = re.sub(r"\b[A-Z][a-z]{4,}\b", lambda match: changed.get(match.group(), match.group()), text)
        return re.sub(
            r"\b\d{1,3}\b(?![,.:/]\d)", lambda match: str(max(1, int(match.group()) + dice.randint(-3, 9))), text
        )

    return {"headline": varied(headlines[chosen[0]]), "body": "\n\n".join(varied(p) for p in paragraphs)}


def _name(dice: random.Random, word: str, words: list[str]) -> str:
    """Another capitalised word of the texts, or one that nobody has seen."""
    if dice.random() < 0.7:
        return dice.choice(words)
    return "".join(dice.choices(_SYLLABLES, k=3)).capitalize()
