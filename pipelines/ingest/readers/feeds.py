"""RSS (0.9x, 1.0, 2.0) and Atom: one document an item, where the feed carries the text.

What belongs here: which element holds what. What does not: parsing (xml.py), and what becomes of the fields, which is
that of a record of a news API (json_feeds.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers import json_feeds
from pipelines.ingest.readers.xml import every, first, local, markup_of, text_of

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def entries(root: Any) -> Iterator[Document | RejectedError]:
    """Documents of a feed, in its order; what an item lacks comes as an error."""
    is_atom = local(root) == "feed"
    about = _feed(root) if is_atom else _channel(root)
    for item in every(root, "entry" if is_atom else "item"):
        record = {
            name: value for name, value in {**about, **(_entry(item) if is_atom else _item(item))}.items() if value
        }
        try:
            document = json_feeds.read_record(record)
            document.format = "atom" if is_atom else "rss"
            yield document
        except RejectedError as error:
            yield RejectedError(error.reason, error.detail, error.excerpt or str(record.get("title", "")))


def _channel(root: Any) -> dict[str, Any]:
    channel = first(root, "channel")
    if channel is None:
        return {}
    return {
        "source_name": text_of(_own(channel, "title")),
        "source_domain": text_of(_own(channel, "link")),
        "language": text_of(_own(channel, "language")) or text_of(channel.find(f"{{{_DC}}}language")),
    }


def _item(item: Any) -> dict[str, Any]:
    guid = _own(item, "guid")
    is_link = guid is not None and guid.get("isPermaLink", "true") != "false"
    named = text_of(_own(item, "author"))  # RSS 2.0 wants an address with the name in brackets
    author = named.split("(", 1)[1].rstrip(")") if named and "@" in named and "(" in named else named
    source = _own(item, "source")
    fields = {
        "title": text_of(_own(item, "title")),
        "url": text_of(_own(item, "link")) or (text_of(guid) if is_link else None),
        "content": _raw(item.find(f"{{{_CONTENT}}}encoded")),
        "description": _raw(_own(item, "description")),
        "published": text_of(_own(item, "pubDate")) or text_of(item.find(f"{{{_DC}}}date")),
        "updated": text_of(item.find(f"{{{_DCTERMS}}}modified")),
        "author": text_of(item.find(f"{{{_DC}}}creator")) or author,
        "id": text_of(guid),
    }
    if source is not None and text_of(source):  # the outlet that the feed took the item from
        fields |= {"source_name": text_of(source), "source_domain": source.get("url")}
    return {name: value for name, value in fields.items() if value}


def _feed(root: Any) -> dict[str, Any]:
    return {
        "source_name": text_of(_own(root, "title")),
        "source_domain": _link(root),
        "language": root.get(_LANG),
    }


def _entry(entry: Any) -> dict[str, Any]:
    source, author = _own(entry, "source"), _own(entry, "author")
    fields = {
        "title": _plain(_own(entry, "title")),
        "url": _link(entry),
        "content": _raw(_own(entry, "content")),
        "description": _raw(_own(entry, "summary")),
        "published": text_of(_own(entry, "published")) or text_of(_own(entry, "updated")),
        "updated": text_of(_own(entry, "updated")),
        "author": text_of(_own(author, "name")) if author is not None else None,
        "id": text_of(_own(entry, "id")),
        "language": entry.get(_LANG),
    }
    if source is not None and text_of(_own(source, "title")):
        fields |= {"source_name": text_of(_own(source, "title")), "source_domain": _link(source)}
    return {name: value for name, value in fields.items() if value}


def _own(element: Any, name: str) -> Any | None:
    """The child of a name in the element's own namespace: `title`, not `media:title`."""
    space = etree.QName(element).namespace
    return element.find(f"{{{space}}}{name}" if space else name)


def _link(element: Any) -> str | None:
    """Address of the page: a link without a relation, or of `alternate`."""
    links = element.findall(f"{{{etree.QName(element).namespace}}}link")
    return next((link.get("href") for link in links if link.get("rel", "alternate") == "alternate"), None)


def _raw(element: Any | None) -> str | None:
    """Text or markup of a field: escaped HTML as it stands, XHTML as HTML."""
    if element is None:
        return None
    return markup_of(element) if len(element) else element.text


def _plain(element: Any | None) -> str | None:
    """A title as text, also where it is escaped HTML."""
    raw = _raw(element)
    return json_feeds.plain_text(raw) if raw else None
