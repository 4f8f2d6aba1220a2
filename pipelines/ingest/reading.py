"""From one raw file to its documents: one generator a file, over the readers.

What belongs here: telling formats apart, numbering and limits. What does not: how a format is read (readers), and what
becomes of a document (day.py).

A document is named by its file, `#<n>` for a record of it, and `#<n>.<m>` for a record of a bundle's member.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.ingest import walls
from pipelines.ingest.documents import Document, Limits, RawDocument, RejectedError
from pipelines.ingest.readers import bundles, feeds, json_feeds, large, newsml, warc, xml
from pipelines.ingest.readers.files import COMPRESSED, decode, read_file, unfold
from pipelines.ingest.readers.html import read_html
from pipelines.ingest.readers.text import read_text

Found = tuple[str, int | None, Document | RejectedError]
"""source_uri, 1-based record of a file of several, and the document or why not."""

SHORTEST_PAGE, SHORTEST_RECORD = 12, 5
"""Words from which a text is an article."""

MARKUP = 20
"""Characters of a saved page to one of its article, at most: scripts and pictures are kept inside pages."""

_OBJECT = re.compile(r"(?:\[\s*)?\{\s*\"[^\"]{1,100}\"\s*:")
"""How JSON begins, and no article does."""

_TEXT, _HTML, _JSON, _LINES = (".txt", ".text"), (".html", ".htm", ".xhtml"), large.JSON, large.LINES
_XML = (*large.XML, ".nitf")
_WARC = (".warc", ".warc.gz", ".warc.zst")


def is_streamed(path: Path) -> bool:
    """Is the file, where it is large, read record by record, so that several processes may share it?"""
    name = path.name.lower()
    return name.endswith((*_WARC, *bundles.TAR, *bundles.ZIP)) or large.is_feed(name)


def documents(path: Path, file_uri: str, limits: Limits, *, part: int = 0, parts: int = 1) -> Iterator[Found]:
    """Documents of a raw file in its order; what can't be read comes as why not. Raises OSError (the machine).

    `part` of `parts`: only every so-manieth record of a streamed file; what is said of the whole file is in part 0.
    """
    n_found = 0
    try:
        with refusing():
            if path.is_symlink():
                read_file(path, limits.file_bytes)  # says why not
            for number, raw in _raw_documents(path, limits):
                if raw is None:
                    continue
                n_found += 1
                if (number or 0) % parts == part:
                    yield from _named(file_uri, number, raw, limits)
            if not n_found:
                raise _nothing("documents")
    except RejectedError as error:
        if part == 0:
            yield file_uri, None, error


def raw_document(path: Path, record: int, limits: Limits) -> RawDocument | None:
    """One record of a file as it stands there; None where the file has none of that number."""
    try:
        for number, raw in _raw_documents(path, limits):
            if number == record:
                return raw if isinstance(raw, RawDocument) else None
    except RejectedError:
        return None
    return None


def _raw_documents(path: Path, limits: Limits) -> Iterator[tuple[int | None, RawDocument | RejectedError | None]]:
    """Raw documents of a file, numbered from 1; a file of one has no number. Raises RejectedError, OSError."""
    name = path.name.lower()
    if name.endswith(_WARC):
        yield from enumerate(warc.pages(path, limits), start=1)
    elif name.endswith((*bundles.TAR, *bundles.ZIP)):
        yield from enumerate(bundles.members(path, limits), start=1)
    elif (records := large.feed(path, limits)) is not None:
        yield from records
    else:
        name = path.name[: -len(path.suffix)] if path.suffix.lower() in COMPRESSED else path.name
        yield None, RawDocument(name, read_file(path, limits.file_bytes))


def _named(file_uri: str, number: int | None, raw: RawDocument | RejectedError, limits: Limits) -> Iterator[Found]:
    """A raw document's own documents, with their names."""
    uri = file_uri if number is None else f"{file_uri}#{number}"
    for inner, document in [(None, raw)] if isinstance(raw, RejectedError) else _read(raw, limits):
        if inner is None:
            yield uri, number, document
        elif number is None:
            yield f"{uri}#{inner}", inner, document
        else:
            yield f"{uri}.{inner}", number, document


def _read(raw: RawDocument, limits: Limits) -> Iterator[tuple[int | None, Document | RejectedError]]:
    """One raw document to its documents, numbered where it may hold several."""
    try:
        with refusing():
            content = raw.content
            if raw.name.lower().endswith(COMPRESSED):
                content = unfold(io.BytesIO(content), Path(raw.name.lower()).suffix, limits.file_bytes)
            text = decode(content, raw.charset)
            if not text.strip():
                raise RejectedError("empty", "found no characters; expected an article; fetch the file again")
            kind = _kind(Path(raw.name), text)
            if kind in (_TEXT, _HTML):
                check_size(text, limits.article_chars * (MARKUP if kind is _HTML else 1))
            root = xml.parse(text) if kind is _XML else None
    except RejectedError as error:
        yield None, error
        return
    found: Iterator[tuple[int | None, Document | RejectedError]]
    form = "jsonl" if kind is _LINES else "json"
    if raw.where and kind is _XML:
        found = ((None, document) for _, document in _of_xml(root))
    elif raw.where:
        found = iter([(None, _record(json_feeds.parse(text, raw.where), form))])
    elif kind in (_JSON, _LINES):
        found = ((n, _record(record, form)) for n, record in json_feeds.records(text, lines=kind is _LINES))
    elif kind is _XML:
        found = _of_xml(root)
    else:
        found = iter([(None, _page(text, kind))])
    n_found = 0
    for number, document in _safely(found):
        n_found += 1
        if isinstance(document, Document):
            document.url = document.url or raw.url
            document.fetched_on = raw.fetched_on
        yield number, document
    if not n_found:
        yield None, _nothing("records")


def _safely(
    found: Iterator[tuple[int | None, Document | RejectedError]],
) -> Iterator[tuple[int | None, Document | RejectedError]]:
    """Numbered documents; whatever the reader stumbles over ends them as one refusal."""
    try:
        with refusing():
            yield from found
    except RejectedError as error:
        yield None, error


def _record(record: Any, form: str) -> Document | RejectedError:
    if isinstance(record, RejectedError):
        return record
    try:
        with refusing():
            document = json_feeds.read_record(record)
            document.format = form
            return document
    except RejectedError as error:
        return error


def _page(text: str, kind: tuple[str, ...]) -> Document | RejectedError:
    try:
        with refusing():
            document = read_html(text) if kind is _HTML else read_text(text)
            check_length(document)
            return document
    except RejectedError as error:
        return _wall(error, text, kind)


def _of_xml(root: Any) -> Iterator[tuple[int | None, Document | RejectedError]]:
    """Documents of a feed, a news message, an item or a story, by what its root names."""
    name = xml.local(root)
    if name in xml.FEEDS:
        yield from enumerate(feeds.entries(root), start=1)
    elif name == "newsMessage":
        yield from enumerate(newsml.items(root), start=1)
    elif name in xml.ITEMS:
        yield None, next(newsml.items(root))
    elif name in xml.STORIES:
        try:
            yield None, newsml.read_nitf(root)
        except RejectedError as error:
            yield None, error
    else:
        yield (
            None,
            RejectedError(
                "unknown_format",
                f"found XML of the root {name!r}; expected rss, feed, RDF, nitf, newsItem or newsMessage",
            ),
        )


@contextmanager
def refusing() -> Iterator[None]:
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


def check_size(text: str, limit: int) -> None:
    """Raises RejectedError: too_large. What is longer than any article is a dump, and would take all memory."""
    if len(text) > limit:
        raise RejectedError(
            "too_large",
            f"found one text of {len(text)} characters; expected at most {limit}; split it into articles or raise "
            "DATELINE_MAX_ARTICLE_CHARS",
            text[:200],
        )


def check_length(document: Document) -> None:
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
    return not_an_article(why, error.excerpt or text.strip()) if why else error


def not_an_article(why: str, excerpt: str) -> RejectedError:
    """The refusal of what is something else: `why` says what."""
    return RejectedError(
        "not_an_article", f"found {why}; expected an article; save the article's own page, if there is one", excerpt
    )


def _nothing(what: str) -> RejectedError:
    return RejectedError("empty", f"found a list without {what}; expected one article or more; fetch it again")


def _kind(path: Path, text: str) -> tuple[str, ...]:
    """The format by ending and by content; what the content says plainly wins over a wrong ending."""
    suffixes = [s.lower() for s in path.suffixes]
    while suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    head = text.lstrip()[:300].lower()
    if head.startswith("<") and xml.root_name(text) in xml.ROOTS:
        return _XML
    if head.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in text[:3000].lower():
        return _HTML
    if suffix in _LINES:
        return _LINES
    if suffix in _JSON or (suffix in (*_TEXT, *_HTML) and _OBJECT.match(head)):
        return _LINES if head.startswith("{") and "\n{" in text and large.is_lines(text) else _JSON
    for kind in (_HTML, _TEXT, _XML):
        if suffix in kind:
            return kind
    raise RejectedError(
        "unknown_format",
        f"found the ending {suffix or 'none'!r}; expected .txt, .html, .json, .jsonl, .xml, .rss, .atom, .nitf, or one "
        "of these with .gz or .zst, or .warc, .tar, .zip",
        text[:200],
    )
