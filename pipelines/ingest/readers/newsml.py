"""NewsML-G2 and NITF, as agencies deliver: one document a news item, with its versions under one identity.

What belongs here: which element of the IPTC standards (NewsML-G2 2.x, NITF 3.x) holds what. What does not: parsing
(xml.py). Items that are no text (pictures, packages, concepts) and items that were cancelled are no articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipelines.ingest.credits import dateline_place
from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers.html import plain_text
from pipelines.ingest.readers.xml import ITEMS, every, first, local, markup_of, text_of

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WITHHELD = ("canceled", "cancelled", "withheld")


def items(root: Any) -> Iterator[Document | RejectedError]:
    """Documents of a NewsML-G2 file: a news item, or all of a news message's; what is no text comes as an error."""
    for item in (root,) if local(root).endswith("Item") else every(root, *ITEMS):
        try:
            yield _item(item)
        except RejectedError as error:
            yield error


def _item(item: Any) -> Document:
    """One item. Raises RejectedError: not_an_article, no_body."""
    title = text_of(first(item, "headline")) or text_of(first(item, "itemMeta", "title"))
    if local(item) != "newsItem":
        raise _no_article(f"a {local(item)}", title)
    meta, about = first(item, "itemMeta"), first(item, "contentMeta")
    kind = _code(first(meta, "itemClass")) if meta is not None else None
    if kind and kind != "text":
        raise _no_article(f"a news item of the class {kind}", title)
    status = _code(first(meta, "pubStatus")) if meta is not None else None
    if status in _WITHHELD:
        raise _no_article(f"a news item that was {status} by its agency; withdraw its earlier versions", title)
    document = _content(item, title)
    guid = item.get("guid")
    made, changed = text_of(first(item, "firstCreated")), text_of(first(item, "versionCreated"))
    credit = [text_of(first(item, name)) for name in ("creditline", "infoSource")]
    holder = next(filter(None, (_literal(each) for each in every(item, "copyrightHolder"))), None)
    provider = _literal(first(meta, "provider")) if meta is not None else None
    document.headline = title or document.headline
    document.format = "newsml"
    document.record_key = guid or None
    document.url = document.url or _alternate(item)
    document.outlet_name = document.outlet_name or provider or holder
    document.author = _without_by(text_of(first(about, "by")) if about is not None else None) or document.author
    document.language = _language(item.get(_LANG) or _tag(first(item, "contentMeta", "language")))
    document.published = text_of(first(item, "contentCreated")) or made or changed or document.published
    document.modified = text_of(first(item, "contentModified")) or changed
    document.agency_hint = "\n".join(filter(None, [*credit, provider, holder, document.agency_hint]))
    place = text_of(first(about, "dateline")) if about is not None else None
    document.body = _with_dateline(document.body, place)
    return document


def _content(item: Any, title: str | None) -> Document:
    """The text of an item: NITF, XHTML or plain."""
    if (story := first(item, "inlineXML", "nitf")) is not None:
        return read_nitf(story)
    for inline in every(item, "inlineXML"):
        page = first(inline, "body")
        if page is None:
            page = inline
        if text := plain_text(markup_of(page)).strip():
            return Document(headline=title, body=text, format="newsml")
    for inline in every(item, "inlineData"):
        if inline.get("encoding") is None and (text := "".join(inline.itertext()).strip()):
            body = plain_text(text) if "html" in (inline.get("contenttype") or "") else _paragraphs(text)
            return Document(headline=title, body=body, format="newsml")
    raise RejectedError(
        "no_body",
        "found a news item without text in it; expected inlineXML or inlineData; land its remote content",
        title,
    )


def read_nitf(root: Any) -> Document:
    """One NITF story to one Document. Raises RejectedError: no_body."""
    head = first(root, "hedline")
    headline = text_of(first(head, "hl1")) if head is not None else None
    headline = headline or text_of(first(root, "head", "title"))
    content = first(root, "body.content")
    paragraphs = [text_of(each) for each in every(content, "p") if not _is_beside(each)] if content is not None else []
    body = "\n\n".join(filter(None, paragraphs))
    if not body:
        raise RejectedError("no_body", "found a story without paragraphs; expected body.content with p", headline)
    where, byline = first(root, "dateline"), text_of(first(root, "byline"))
    place = text_of(first(where, "location")) if where is not None else None
    holder, paper = first(root, "doc.copyright"), first(root, "pubdata")
    owner = holder.get("holder") if holder is not None else None
    sender = text_of(first(root, "distributor"))
    issued, released = first(root, "date.issue"), first(root, "date.release")
    dates = [each.get("norm") for each in (issued, released) if each is not None]
    link = paper.get("ex-ref") if paper is not None else None
    name = paper.get("name") if paper is not None else None
    number = first(root, "doc-id")
    return Document(
        headline=headline,
        body=_with_dateline(body, place or text_of(where)),
        format="nitf",
        url=link if link and link.startswith("http") else None,
        outlet_name=name or sender or owner,
        author=_without_by(byline),
        language=_language(root.get(_LANG)),
        published=next(filter(None, dates), None),
        surroundings="\n".join(filter(None, [byline, text_of(where), text_of(first(root, "tagline"))])),
        agency_hint="\n".join(filter(None, [sender, owner])),
        record_key=number.get("id-string") if number is not None else None,
    )


def _is_beside(paragraph: Any) -> bool:
    """Inside a picture, table or note."""
    return any(local(above) in ("media", "table", "fn", "nitf-table")
               for above in paragraph.iterancestors())  # fmt: skip


def _with_dateline(body: str, place: str | None) -> str:
    """The text under its dateline, which these formats keep beside it: `LESNOVO, Karsia — Missiles hit …`."""
    if not place or dateline_place(body):
        return body
    town, comma, rest = re.split(r"\s*[-–—(]", place.strip(), maxsplit=1)[0].strip(" ,").partition(",")
    return f"{town.upper()}{comma}{rest} — {body}" if town else body


def _paragraphs(text: str) -> str:
    """Plain text with an empty line between paragraphs; lines that are indented begin one."""
    parts = re.split(r"\n\s*\n|\n(?=[ \t]{2,}\S)", text)
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in parts)))


def _code(element: Any | None) -> str | None:
    """`ninat:text` to `text`."""
    code = (element.get("qcode") or element.get("uri") or "") if element is not None else ""
    return re.split(r"[:/]", code)[-1].lower() or None


def _literal(element: Any | None) -> str | None:
    """A party's name: in words, else as a literal."""
    if element is None:
        return None
    return text_of(first(element, "name")) or element.get("literal") or text_of(element)


def _tag(element: Any | None) -> str | None:
    return element.get("tag") if element is not None else None


def _language(tag: str | None) -> str | None:
    return tag[:2].lower() if tag and re.match(r"[A-Za-z]{2}(?:-|$)", tag) else None


def _alternate(item: Any) -> str | None:
    """The story's page, where the item links to one."""
    links = (link.get("href") for link in every(item, "link") if "alternate" in (link.get("rel") or ""))
    return next((link for link in links if link and link.startswith("http")), None)


def _without_by(name: str | None) -> str | None:
    return re.sub(r"^(?:By|BY|by)\s+", "", name) if name else None


def _no_article(what: str, title: str | None) -> RejectedError:
    return RejectedError("not_an_article", f"found {what}; expected a text", title)
