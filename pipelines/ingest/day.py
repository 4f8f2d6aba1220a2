"""One landing day: raw files to the frames `article`, `document` and `quarantine`.

What belongs here: the order of things (files, records, fields, identity, duplicates) and the accounting of every
document. What does not: how a format is read (readers), how a field is read (dates.py, credits.py).
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ingest import credits, dates, identity, walls
from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers import json_feeds
from pipelines.ingest.readers.files import COMPRESSED, clean, decode, read_file
from pipelines.ingest.readers.furniture import is_furniture
from pipelines.ingest.readers.html import read_html
from pipelines.ingest.readers.text import read_text, split_label
from pipelines.schemas import ARTICLE, DOCUMENT, QUARANTINE
from pipelines.settings import SEEDS_DIR

POOL_FROM = 64
"""Files from which a process pool pays for its start (0.4 s on 2 cores)."""

SHORTEST_PAGE, SHORTEST_RECORD = 12, 5
"""Words from which a text is an article."""

MARKUP = 20
"""Characters of a saved page to one of its article, at most: scripts and pictures are kept inside pages."""

_OBJECT = re.compile(r"(?:\[\s*)?\{\s*\"[^\"]{1,100}\"\s*:")
"""How JSON begins, and no article does."""

_TEXT, _HTML, _JSON, _LINES = (".txt", ".text"), (".html", ".htm", ".xhtml"), (".json",), (".jsonl", ".ndjson")


class AccountingError(RuntimeError):
    """A raw file ended as no document: the day is not let go on. Says which files."""


@dataclass(frozen=True)
class Ingested:
    """The three frames of a landing day, in the columns of pipelines.schemas."""

    article: pl.DataFrame
    document: pl.DataFrame
    quarantine: pl.DataFrame


def read_landing_day(
    raw_dir: Path,
    landed_on: dt.date,
    *,
    workers: int = 1,
    max_file_bytes: int = 512 * 1024**2,
    max_article_chars: int = 1_000_000,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ingested:
    """Read every file of a landing day.

    The result depends on the files alone: not on their order, nor on the number of workers. `on_progress` is called
    with the number of files read and the number of files. Never raises for a bad file: it goes to quarantine. Raises
    OSError where the machine fails, and AccountingError where a file ended as nothing.
    """
    day_dir = raw_dir / landed_on.isoformat()
    paths = (
        sorted(p for p in day_dir.rglob("*") if p.is_file() and not p.name.startswith(".")) if day_dir.exists() else []
    )
    tasks = [
        _Task(path, _as_text(path.relative_to(day_dir)), landed_on, max_file_bytes, max_article_chars) for path in paths
    ]
    articles: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    results = _in_pool(tasks, workers) if workers > 1 and len(tasks) >= POOL_FROM else map(_read_task, tasks)
    for done, (read, refused) in enumerate(results, start=1):
        articles += read
        rejects += refused
        if on_progress:
            on_progress(done, len(tasks))
    ingested = _frames(articles, rejects, landed_on)
    if lost := {task.file_uri for task in tasks} - set(ingested.document["file_uri"]):
        raise AccountingError(
            f"{len(lost)} of {len(tasks)} files of {landed_on} ended as no document, such as {sorted(lost)[:3]}; "
            "expected each as an article or in quarantine; report it with the files"
        )
    return ingested


@dataclass(frozen=True)
class _Task:
    path: Path
    file_uri: str
    landed_on: dt.date
    max_file_bytes: int
    max_article_chars: int


def _as_text(path: Path) -> str:
    """A path as it can be written down: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever a reader stumbles over refuses the document, and costs no landing day.

    What the machine lacks (memory, disk, rights) is no fault of the document, and is raised.
    """
    try:
        yield
    except (RejectedError, OSError, MemoryError):
        raise
    except RecursionError:
        raise RejectedError(
            "malformed_html", "found elements nested too deeply to read; expected a saved page"
        ) from None
    except Exception as error:
        raise RejectedError(
            "reader_failed",
            f"found what the reader can't cope with ({type(error).__name__}: {error}); expected to read or refuse "
            "anything; report it with the file, and run `dateline quarantine retry` with the mended reader",
        ) from error


def _in_pool(tasks: list[_Task], workers: int) -> Iterator[tuple[list[Any], list[Any]]]:
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_read_task, tasks, chunksize=8)


def _read_task(task: _Task) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """One file to article rows and rejects."""
    file_uri, landed_on = task.file_uri, task.landed_on
    articles, rejects = [], []
    for uri, record, document in _documents(task):
        try:
            if isinstance(document, RejectedError):
                raise document
            with _refusing():
                _check_size(document.body, task.max_article_chars)
                articles.append(_article(document, uri, file_uri, landed_on))
        except RejectedError as error:
            rejects.append(_reject(uri, file_uri, record, error, landed_on))
    if not articles and not rejects:
        nothing = RejectedError("empty", "found a list without records; expected one article or more; fetch it again")
        rejects.append(_reject(file_uri, file_uri, None, nothing, landed_on))
    return articles, rejects


def _documents(task: _Task) -> Iterator[tuple[str, int | None, Document | RejectedError]]:
    """Documents of a file: source_uri, 1-based record of a multi-record file, and the document or why not."""
    file_uri = task.file_uri
    try:
        with _refusing():
            text = decode(read_file(task.path, task.max_file_bytes))
            if not text.strip():
                raise RejectedError("empty", "found no characters; expected an article; fetch the file again")
            kind = _kind(task.path, text)
            if kind in (_TEXT, _HTML):
                _check_size(text, task.max_article_chars * (MARKUP if kind is _HTML else 1))
    except RejectedError as error:
        yield file_uri, None, error
        return
    if kind in (_JSON, _LINES):
        for number, record in json_feeds.records(text, lines=kind is _LINES):
            uri = file_uri if number is None else f"{file_uri}#{number}"
            document = _record(record)
            if kind is _LINES and isinstance(document, Document):
                document.format = "jsonl"
            yield uri, number, document
        return
    try:
        with _refusing():
            document = read_html(text) if kind is _HTML else read_text(text)
            _check_length(document)
    except RejectedError as error:
        yield file_uri, None, _wall(error, text, kind)
        return
    yield file_uri, None, document


def _check_size(text: str, limit: int) -> None:
    """Raises RejectedError: too_large. What is longer than any article is a dump, and would take all memory."""
    if len(text) > limit:
        raise RejectedError(
            "too_large",
            f"found one text of {len(text)} characters; expected at most {limit}; split it into articles or raise "
            "DATELINE_MAX_ARTICLE_CHARS",
            text[:200],
        )


def _check_length(document: Document) -> None:
    """Raises RejectedError: no_body. An incident's summary may be one short sentence; a page is not."""
    expected = SHORTEST_RECORD if document.format in ("json", "jsonl") else SHORTEST_PAGE
    found = len(document.body.split())
    if found < expected:
        detail = f"found {found} words of text; expected an article of {expected} or more"
        raise RejectedError("no_body", detail, document.body[:200])


def _wall(error: RejectedError, text: str, kind: tuple[str, ...]) -> RejectedError:
    """Why a page was refused: because it is no article at all, or for what the reader missed in it."""
    if error.reason not in ("no_body", "no_headline"):
        return error
    why = walls.why_no_article(*walls.lines_of(text, is_html=kind is _HTML))
    return _not_an_article(why, error.excerpt or text.strip()) if why else error


def _not_an_article(why: str, excerpt: str) -> RejectedError:
    return RejectedError(
        "not_an_article", f"found {why}; expected an article; save the article's own page, if there is one", excerpt
    )


def _record(record: Any) -> Document | RejectedError:
    if isinstance(record, RejectedError):
        return record
    try:
        with _refusing():
            return json_feeds.read_record(record)
    except RejectedError as error:
        return error


def _kind(path: Path, text: str) -> tuple[str, ...]:
    """The format by ending and by content; what the content says plainly wins over a wrong ending."""
    suffixes = [s.lower() for s in path.suffixes]
    while suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    head = text.lstrip()[:300].lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in text[:3000].lower():
        return _HTML
    if suffix in _LINES:
        return _LINES
    if suffix in _JSON or (suffix in (*_TEXT, *_HTML) and _OBJECT.match(head)):
        return _LINES if head.startswith("{") and "\n{" in text and _is_lines(text) else _JSON
    if suffix in _HTML:
        return _HTML
    if suffix in _TEXT:
        return _TEXT
    raise RejectedError(
        "unknown_format",
        f"found the ending {suffix or 'none'!r}; expected .txt, .html, .json, .jsonl or one of these with .gz or .zst",
        text[:200],
    )


def _is_lines(text: str) -> bool:
    """Does a .json file hold one object a line?"""
    lines = [line for line in text.split("\n")[:3] if line.strip()]
    return len(lines) > 1 and all(line.strip().startswith("{") and line.strip().endswith("}") for line in lines)


@cache
def outlets() -> credits.Outlets:
    """The outlets seed, read once a process."""
    return credits.Outlets.of(pl.read_csv(SEEDS_DIR / "outlets.csv", infer_schema=False))


def _article(document: Document, uri: str, file_uri: str, landed_on: dt.date) -> dict[str, Any]:
    """A document to an article row. Raises RejectedError: no_headline, no_body, not_an_article."""
    # A reader may unfold what a file has folded: `\\u001b` and half a pair in a page's linked data.
    texts = {name: clean(value) for name, value in vars(document).items() if isinstance(value, str)}
    document = replace(document, **texts)
    label, headline = split_label(" ".join((document.headline or "").split()))
    body = document.body.strip()
    n_words = len(body.split())
    known = outlets()
    headline = _without_outlet(headline, document)
    if why := walls.why_no_article(headline, body.split("\n\n")):
        raise _not_an_article(why, f"{headline}\n{body}")
    if not headline or (document.record_key is None and is_furniture(headline)):
        raise RejectedError("no_headline", "found text without a headline; expected one", body[:200])
    _check_length(document)
    domain = credits.registered_domain(document.outlet_domain) or credits.registered_domain(document.url)
    outlet_id = known.identify(domain, document.outlet_name)
    when = dates.publication(document.published, document.modified, document.surroundings, body, landed_on)
    url = identity.canonical_url(document.url)
    # A record without a title, or of a database of incidents: its link may be that of the whole database.
    keyed = document.record_key is not None
    article = (
        identity.article_id(None, url or outlet_id, document.record_key or "")
        if keyed
        else identity.article_id(url, outlet_id, headline)
    )
    content = identity.content_hash(headline, body)
    return {
        "version_id": identity.version_id(article, content),
        "article_id": article,
        "source_uri": uri,
        "file_uri": file_uri,
        "url": url,
        "outlet_id": outlet_id,
        "outlet_name": document.outlet_name,
        "outlet_domain": domain,
        "agency": credits.wire_credit(known, body, document.surroundings, document.agency_hint),
        "author": document.author or credits.byline(document.surroundings),
        "headline": headline,
        "headline_label": label,
        "body": body,
        "dateline_place": credits.dateline_place(body),
        "published_at": when.published_at,
        "modified_at": when.modified_at,
        "published_on": when.published_on,
        "published_on_source": when.source,
        "published_on_text": when.text,
        "language": document.language or credits.language(body),
        "word_count": n_words,
        "format": document.format,
        "content_hash": content,
        "landed_at": dt.datetime.combine(landed_on, dt.time()),
        "landed_on": landed_on,
    }


def _without_outlet(headline: str, document: Document) -> str:
    """`Six dead in raid - The Example` without the outlet that the document names elsewhere."""
    match = re.search(r"^(.{15,}?)\s+[-|–—]\s+([^-|–—]{3,40})$", headline)
    if not match:
        return headline
    names = " ".join(filter(None, [document.outlet_name, document.outlet_domain, document.url])).casefold()
    folded = re.sub(r"^the|\W", "", match[2].casefold())
    return match[1] if folded and folded in re.sub(r"\W", "", names) else headline


def _reject(uri: str, file_uri: str, record: int | None, error: RejectedError, landed_on: dt.date) -> dict[str, Any]:
    return {
        "source_uri": uri,
        "file_uri": file_uri,
        "record": record,
        "stage": "ingest",
        "table_name": "document",
        "row_key": "",
        "reason": error.reason,
        "detail": clean(error.detail),
        "excerpt": clean(error.excerpt)[:200] if error.excerpt else None,
        "landed_at": dt.datetime.combine(landed_on, dt.time()),
        "landed_on": landed_on,
    }


def _frames(articles: list[dict[str, Any]], rejects: list[dict[str, Any]], landed_on: dt.date) -> Ingested:
    """Rows to frames; of two documents with the same text of the same article the first by source_uri is kept."""
    schema = {**ARTICLE.schema, "file_uri": pl.String()}
    schema.pop("article_version")
    read = pl.DataFrame(articles, schema=schema).sort("source_uri")
    is_first = pl.int_range(pl.len()).over("version_id") == 0
    read = read.with_columns(is_first=is_first)
    order = pl.coalesce("modified_at", "published_at", pl.col("published_on").cast(pl.Datetime("us")))
    kept = (
        read.filter("is_first")
        .sort("article_id", order, "source_uri")
        .with_columns(article_version=(pl.int_range(pl.len()).over("article_id") + 1).cast(pl.Int32))
    )
    refused = pl.DataFrame(rejects, schema={**QUARANTINE.schema, "file_uri": pl.String()})
    at = pl.lit(dt.datetime.combine(landed_on, dt.time())).cast(pl.Datetime("us"))
    documents = pl.concat(
        [
            read.select(
                "source_uri",
                "file_uri",
                "version_id",
                "article_id",
                outcome=pl.when("is_first").then(pl.lit("article")).otherwise(pl.lit("duplicate")),
            ),
            refused.select(
                "source_uri",
                "file_uri",
                outcome=pl.when(pl.col("reason") == "not_an_article")
                .then(pl.lit("not_an_article"))
                .otherwise(pl.lit("quarantined")),
            ),
        ],
        how="diagonal",
    ).with_columns(landed_at=at, landed_on=pl.lit(landed_on))
    return Ingested(ARTICLE.conform(kept), DOCUMENT.conform(documents), QUARANTINE.conform(refused))
