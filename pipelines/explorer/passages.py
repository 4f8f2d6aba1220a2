"""The sentence of an article that a value was read from, with the characters of its evidence marked.

What belongs here: finding the text in the lake, and HTML in which every character of it is text. The published file has
no bodies: whoever has only that file sees the evidence alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from markupsafe import Markup, escape

from pipelines import schemas
from pipelines.extract.sentences import split_sentences
from pipelines.lake import partition_file
from pipelines.report.wording import printable


@dataclass(frozen=True)
class Passage:
    """A text and the span in it (0-based, half-open, code points); the sentence that holds the span, as another."""

    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int

    def sentence(self) -> Markup:
        """The sentence as HTML, the span in `<mark>`."""
        return self._marked(self.sentence_start, self.sentence_end)

    def whole(self) -> Markup:
        """The whole text as HTML, the span in `<mark>`."""
        return self._marked(0, len(self.text))

    def _marked(self, first: int, last: int) -> Markup:
        shown = printable(self.text)
        before, span, after = shown[first : self.start], shown[self.start : self.end], shown[self.end : last]
        return escape(before) + Markup("<mark>") + escape(span) + Markup("</mark>") + escape(after)


def passage(
    lake_dir: Path,
    *,
    article_id: str,
    source_uri: str,
    landed_on: dt.date,
    headline: str | None,
    in_headline: bool,
    evidence: str,
    char_start: int,
    char_end: int,
) -> Passage | None:
    """Find the span in its article; None where the lake has not its text, or other characters at the span."""
    if in_headline:
        text = headline or ""
    else:
        found = _body(lake_dir, article_id, source_uri, landed_on)
        if found is None:
            return None
        text = found
    if text[char_start:char_end] != evidence:
        return None
    if in_headline:
        return Passage(text, char_start, char_end, 0, len(text))
    article = pl.DataFrame({"version_id": "", "article_id": article_id, "headline": "", "body": text})
    around = split_sentences(article).filter(
        pl.col("char_start") < char_end, pl.col("char_end") > char_start, ~pl.col("in_headline")
    )
    first, last = around["char_start"].min(), around["char_end"].max()
    if first is None or last is None:
        return Passage(text, char_start, char_end, char_start, char_end)
    return Passage(text, char_start, char_end, min(int(first), char_start), max(int(last), char_end))  # type: ignore[arg-type]


def _body(lake_dir: Path, article_id: str, source_uri: str, landed_on: dt.date) -> str | None:
    file = partition_file(lake_dir, schemas.ARTICLE, landed_on)
    if not file.exists():
        return None
    found = (
        pl.scan_parquet(file, hive_partitioning=False)
        .filter(pl.col("article_id") == article_id, pl.col("source_uri") == source_uri)
        .select("body")
        .collect()
    )
    return found.item(0, "body") if found.height else None
