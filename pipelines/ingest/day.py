"""One landing day: raw files to the frames `article`, `document` and `quarantine`.

What belongs here: the order of things (files, records, fields, identity, duplicates) and the accounting of every
document. What does not: how a file is read (reading.py), how a field is read (dates.py, credits.py).
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ingest import credits, dates, identity, walls
from pipelines.ingest.documents import Document, Limits, RejectedError
from pipelines.ingest.readers.files import clean
from pipelines.ingest.readers.furniture import is_furniture
from pipelines.ingest.readers.text import split_label
from pipelines.ingest.reading import check_length, check_size, documents, is_streamed, not_an_article, refusing
from pipelines.ingest.spool import Spool
from pipelines.schemas import ARTICLE, DOCUMENT, QUARANTINE
from pipelines.settings import SEEDS_DIR

LARGE_BYTES = 32 * 1024**2
"""Bytes of a file of many records from which several processes share it, and that each of them is to have at least."""

ROWS_AT_ONCE = 2_000
"""Rows that are kept as Python objects, which take several times the memory of a frame's."""


class AccountingError(RuntimeError):
    """A raw file ended as no document: the day is not let go on. Says which files."""


@dataclass(frozen=True)
class Ingested:
    """The three tables of a landing day, in the columns of pipelines.schemas."""

    document: pl.DataFrame
    quarantine: pl.DataFrame
    spool: Spool
    kept: pl.DataFrame
    """row (of the spool), version_id, article_version of the texts that are articles."""

    def articles(self) -> Iterator[pl.DataFrame]:
        """Table article in its order, some thousand rows at once."""
        return map(ARTICLE.conform, self.spool.give(self.kept))

    @cached_property
    def article(self) -> pl.DataFrame:
        """Table article, all of it."""
        return pl.concat(self.articles())


def read_landing_day(
    raw_dir: Path,
    landed_on: dt.date,
    *,
    max_file_bytes: int = Limits.file_bytes,
    max_article_chars: int = Limits.article_chars,
    max_bundle_bytes: int = Limits.bundle_bytes,
    max_bundle_members: int = Limits.bundle_members,
    sharers: int = 1,
    read_files: ReadFiles | None = None,
    spool_dir: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ingested:
    """Read every file of a landing day.

    `read_files` runs the reading (an engine's; without one it is done here, file by file), `sharers` says among how
    many a large file may be shared. The result depends on the files alone: not on their order, nor on who reads them.
    `spool_dir`, an empty folder, takes texts where they are many; what comes must be taken before it is cleared.
    `on_progress` is called with the number of files read and the number of files. Never raises for a bad file: it goes
    to quarantine. Raises OSError where the machine fails, and AccountingError where a file ended as nothing.
    """
    day_dir = raw_dir / landed_on.isoformat()
    paths = (
        sorted(p for p in day_dir.rglob("*") if p.is_file() and not p.name.startswith(".")) if day_dir.exists() else []
    )
    limits = Limits(max_file_bytes, max_article_chars, max_bundle_bytes, max_bundle_members)
    tasks = _tasks(paths, day_dir, landed_on, limits, sharers)
    rows, spool, refused = Rows(), Spool(pl.Schema(_READ), spool_dir), [pl.DataFrame(schema=_REFUSED)]
    for read in read_files(tasks) if read_files else map(read_file_task, tasks):
        rows.take(read)
        for articles, rejects in rows.packed(ROWS_AT_ONCE):
            spool.add(articles)
            refused.append(rejects)
        if on_progress:
            on_progress(rows.n_tasks, len(tasks))
    for articles, rejects in rows.packed(at_least=1):
        spool.add(articles)
        refused.append(rejects)
    ingested = _accounted(spool, pl.concat(refused), landed_on)
    if lost := {task.file_uri for task in tasks} - set(ingested.document["file_uri"]):
        raise AccountingError(
            f"{len(lost)} of {len(tasks)} files of {landed_on} ended as no document, such as {sorted(lost)[:3]}; "
            "expected each as an article or in quarantine; report it with the files"
        )
    return ingested


@dataclass(frozen=True)
class FileTask:
    """One raw file to read, or a part of one."""

    path: Path
    file_uri: str
    landed_on: dt.date
    limits: Limits
    part: int = 0
    parts: int = 1
    """Of a large file of many records, the part that this task reads."""
    n_bytes: int = 0
    """Of the file on disk, by the parts that share it."""


def _tasks(paths: list[Path], day_dir: Path, landed_on: dt.date, limits: Limits, sharers: int) -> list[FileTask]:
    """One a file; several for a large file of many records."""
    tasks = []
    for path in paths:
        n_bytes = path.stat().st_size
        parts = min(sharers, 1 + n_bytes // LARGE_BYTES) if is_streamed(path) else 1
        uri = _as_text(path.relative_to(day_dir))
        tasks += [FileTask(path, uri, landed_on, limits, part, parts, n_bytes // parts) for part in range(parts)]
    return tasks


class Rows:
    """Rows of articles and of refused documents; all but the last are in frames, so that a large file fits."""

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = []
        self.rejects: list[dict[str, Any]] = []
        self.done: list[tuple[pl.DataFrame, pl.DataFrame]] = []
        self.n_tasks = 0
        """Tasks that ended with these rows."""

    def take(self, other: Rows) -> None:
        """The rows of another, behind these."""
        self.articles += other.articles
        self.rejects += other.rejects
        self.done += other.done
        self.n_tasks += other.n_tasks
        self.pack(ROWS_AT_ONCE)

    def pack(self, at_least: int) -> None:
        """Make frames of what is there, where it is enough."""
        if len(self.articles) + len(self.rejects) >= at_least:
            refused = pl.DataFrame(self.rejects, schema=_REFUSED)
            self.done.append((pl.DataFrame(self.articles, schema=_READ), refused))
            self.articles, self.rejects = [], []

    def packed(self, at_least: int) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
        """The frames that there are, which are gone then: articles and what was refused."""
        self.pack(at_least)
        done, self.done = self.done, []
        return done

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """All of them in one frame each: articles and what was refused."""
        done = self.packed(at_least=0)
        return pl.concat([read for read, _ in done]), pl.concat([refused for _, refused in done])


ReadFiles = Callable[[list[FileTask]], Iterator[Rows]]
"""Reads tasks, and gives their rows in any order and in any pieces."""

_READ = {
    **{name: dtype for name, dtype in ARTICLE.schema.items() if name != "article_version"},
    "file_uri": pl.String(),
}
"""Columns of an article as it was read."""

_REFUSED = {**QUARANTINE.schema, "file_uri": pl.String()}
"""Columns of what was refused."""


def _as_text(path: Path) -> str:
    """A path as it can be written down: bytes of a file name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def read_file_task(task: FileTask) -> Rows:
    """One file, or a part of it, to article rows and rejects."""
    rows = Rows()
    for pack in read_in_packs([task]):
        rows.take(pack)
    return rows


def read_in_packs(tasks: Iterable[FileTask]) -> Iterator[Rows]:
    """Rows of files one after another, as many at once as are kept as Python objects; the last may be none."""
    rows = Rows()
    for task in tasks:
        file_uri, landed_on = task.file_uri, task.landed_on
        for uri, record, document in documents(task.path, file_uri, task.limits, part=task.part, parts=task.parts):
            try:
                if isinstance(document, RejectedError):
                    raise document
                with refusing():
                    check_size(document.body, task.limits.article_chars)
                    rows.articles.append(_article(document, uri, file_uri, landed_on))
            except RejectedError as error:
                rows.rejects.append(_reject(uri, file_uri, record, error, landed_on))
            if len(rows.articles) + len(rows.rejects) >= ROWS_AT_ONCE:
                yield rows
                rows = Rows()
        rows.n_tasks += 1
    yield rows


@cache
def outlets() -> credits.Outlets:
    """The outlets seed, read once a process."""
    return credits.Outlets.of(pl.read_csv(SEEDS_DIR / "outlets.csv", infer_schema=False))


def _article(document: Document, uri: str, file_uri: str, landed_on: dt.date) -> dict[str, Any]:
    """A document to an article row. Raises RejectedError: no_headline, no_body, not_an_article."""
    # A reader may unfold what a file has folded: `\\u001b` and half a pair in a page's linked data.
    texts = {name: clean(value) for name, value in vars(document).items() if isinstance(value, str)}
    document = replace(document, **texts)  # type: ignore[arg-type]
    label, headline = split_label(" ".join((document.headline or "").split()))
    body = document.body.strip()
    n_words = len(body.split())
    known = outlets()
    headline = _without_outlet(headline, document)
    if why := walls.why_no_article(headline, body.split("\n\n")):
        raise not_an_article(why, f"{headline}\n{body}")
    if not headline or (document.record_key is None and is_furniture(headline)):
        raise RejectedError("no_headline", "found text without a headline; expected one", body[:200])
    check_length(document)
    domain = credits.registered_domain(document.outlet_domain) or credits.registered_domain(document.url)
    outlet_id = known.identify(domain, document.outlet_name)
    when = dates.publication(
        document.published, document.modified, document.surroundings, body, document.fetched_on or landed_on
    )
    url = identity.canonical_url(document.url)
    # A record without a title, or of a database of incidents: its link may be that of the whole database.
    keyed = document.record_key is not None
    article = (
        identity.article_id(None, url or outlet_id, document.record_key or "")
        if keyed
        else identity.article_id(url, outlet_id, headline, None if when.source == "landing" else when.published_on)
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


def _accounted(spool: Spool, refused: pl.DataFrame, landed_on: dt.date) -> Ingested:
    """What was read to the day's tables.

    Of two documents with the same text of the same article the first by source_uri is kept.
    """
    is_first = pl.int_range(pl.len()).over("version_id") == 0
    read = spool.names().with_columns(is_first=is_first)
    order = pl.coalesce("modified_at", "published_at", pl.col("published_on").cast(pl.Datetime("us")))
    kept = (
        read.filter("is_first")
        .sort("article_id", order, "source_uri")
        .select("row", "version_id", article_version=(pl.int_range(pl.len()).over("article_id") + 1).cast(pl.Int32))
    )
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
    return Ingested(DOCUMENT.conform(documents), QUARANTINE.conform(refused), spool, kept)
