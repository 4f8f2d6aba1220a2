"""Wire-length articles to measure with: the project's own texts recombined and varied, or a corpus of one's own.

What belongs here: making the articles. What does not: measuring (extract.py). The same seed gives the same articles.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.terms import TermTree
from pipelines.ingest.day import read_landing_day
from pipelines.ingest.readers.furniture import is_furniture
from pipelines.schemas import ARTICLE
from pipelines.settings import SAMPLE_DIR, SEEDS_DIR

SEED = 20240115
CHARACTERS = 2_300
"""Mean length of a wire story's body (Reuters and AFP file 350 to 400 words)."""
_DAY = dt.date(2024, 1, 15)
_SYLLABLES = "ba be da do ga ha hi ka ko la li ma mo na ne ra ri sa so ta te va vo za zi".split()
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b(?![,.:/]\d)")
_STRUCTURE = frozenset(
    "about above according across after against along already also although among another around because been before "
    "being below between both could down during each either even every few from further have here however including "
    "into itself last less many might more most much must near neither never next none nor once only onto other others "
    "over past same several shall should since some such than that their them then there these they this those though "
    "through today together toward towards under unless until upon were what when where whether which while whose will "
    "with within without would your hours days weeks months years week month year least nearly almost dozens hundreds "
    "thousands people said says told added".split()
)
"""Words that hold a sentence together: they stay."""
_ENDINGS = ("ing", "ed", "ly", "s")
SHARE_OF_NAMES, SHARE_OF_WORDS = 0.5, 0.9
"""Of a text's names and of its other words: how many are others in each story."""


def articles(n: int, source: Path | None = None) -> pl.DataFrame:
    """So many articles in the columns of schemas.ARTICLE, in order of version_id.

    `source`: a JSON-lines file with headline (or title) and body (or text), taken in turn as often as it takes; without
    it, `stories`.
    """
    rows = _given(n, source) if source else list(stories(n))
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


def stories(n: int) -> Iterator[dict[str, str]]:
    """So many stories of their own (headline, body), one after another: paragraphs of data/sample recombined.

    Numbers, names and other words differ from story to story, so that two have no more runs of words in common than
    reports of different events have.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLE_DIR, Path(folder) / _DAY.isoformat())
        texts = read_landing_day(Path(folder), _DAY).article.sort("version_id")
    headlines = texts["headline"].to_list()
    bodies = [[p for p in body.split("\n") if len(p) > 40] for body in texts["body"]]
    names = sorted({word for body in bodies for p in body for word in _NAME.findall(p)})
    words = _Words.of(bodies)
    dice = random.Random(SEED)
    for _ in range(n):
        yield _story(dice, headlines, bodies, names, words)


@dataclass(frozen=True)
class _Words:
    """Lower-case words by what the codebook says of them and by their ending: another of the kind takes one's place."""

    kinds: dict[str, list[str]]

    @classmethod
    def of(cls, bodies: list[list[str]]) -> _Words:
        found = {word for body in bodies for p in body for word in _WORD.findall(p)} - _STRUCTURE
        lists: dict[str, list[str]] = {}
        for name, entries in TermTree.of(Codebook.load(SEEDS_DIR)).entries.items():
            for term in found.intersection(entries["term"].drop_nulls()):
                lists.setdefault(term, []).append(name)
        alike: dict[str, list[str]] = {}
        for word in sorted(found):
            alike.setdefault(f"{lists.get(word, '')} {_ending(word)}", []).append(word)
        return cls({word: words for words in alike.values() for word in words})

    def another(self, dice: random.Random, word: str) -> str:
        """A word of the same kind."""
        return dice.choice(self.kinds.get(word, [word]))


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")


def _story(
    dice: random.Random, headlines: list[str], bodies: list[list[str]], names: list[str], words: _Words
) -> dict[str, str]:
    """The opening of one text, then paragraphs of that text and of four others, up to the length of a wire story."""
    chosen = dice.sample(range(len(bodies)), 5)
    pool = [p for number in chosen for p in bodies[number][1:]]
    dice.shuffle(pool)
    paragraphs = bodies[chosen[0]][:1]
    length = dice.randint(CHARACTERS // 2, CHARACTERS * 3 // 2)
    while pool and sum(map(len, paragraphs)) < length:
        paragraphs.append(pool.pop())
    changed: dict[str, str] = {}

    def other(word: str) -> str:
        """What a word is in this story, the same wherever it stands."""
        if word not in changed:
            is_name = word[0].isupper()
            stays = dice.random() >= (SHARE_OF_NAMES if is_name else SHARE_OF_WORDS)
            changed[word] = word if stays else _name(dice, names) if is_name else words.another(dice, word)
        return changed[word]

    def renamed(text: str) -> str:
        text = _NAME.sub(lambda match: other(match.group()), text)
        return _NUMBER.sub(lambda match: str(max(1, int(match.group()) + dice.randint(-3, 9))), text)

    body = (_WORD.sub(lambda match: other(match.group()), renamed(paragraph)) for paragraph in paragraphs)
    headline = renamed(headlines[chosen[0]])
    if is_furniture(headline):  # by its new names: no reader takes it for a headline
        headline = headlines[chosen[0]]
    return {"headline": headline, "body": "\n\n".join(body)}


def _name(dice: random.Random, names: list[str]) -> str:
    """A capitalised word of the texts, or one that nobody has seen."""
    if dice.random() < 0.7:
        return dice.choice(names)
    return "".join(dice.choices(_SYLLABLES, k=3)).capitalize()
