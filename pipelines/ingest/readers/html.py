"""Saved HTML pages: metadata by its standards, main text by trafilatura.

What belongs here: JSON-LD, OpenGraph, meta tags, and cutting away what is not the article before the main text is
read. What does not: copied page text (text.py).
"""

from __future__ import annotations

import copy
import html as html_entities
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers.furniture import is_furniture, without_furniture

_ARTICLE_TYPES = {
    "Article", "NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "Report", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "WebPage", "SocialMediaPosting", "ReviewNewsArticle",
}  # fmt: skip

_LISTING_TYPES = {"CollectionPage", "SearchResultsPage"}

_SIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|promo\w*|share|sharing|social|newsletter|sign-?up|subscribe|cookie\w*|consent"
    r"|cmp|banner|advert\w*|ads?|sponsor\w*|comments?|breadcrumbs?|most-(?:read|watched|popular)|trending|popular"
    r"|read-?(?:more|next|also)|more-(?:on|from|stories|news)|also|teaser\w*|sidebar|footer|nav|menu|toolbar|caption"
    r"|figcaption|credit|byline|author\w*|tags?|topics?|pull-?quote|standfirst|deck|dek|subhead(?:line)?|summary"
    r"|print|skip|hidden|vh|sr-only|visually-hidden|widget|outbrain|taboola|embed|gallery|video|player|timestamp|"
    r"lede-?art"
    r"|contact|correction-link|next-story|upnext|promobox|factbox-link|inline-link|toc|rail)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what stands around articles, not in them."""

_ARTICLE_BODY = re.compile(r"article-?body|story-?body|post-?content|entry-?content", re.IGNORECASE)
_LABELLED = etree.XPath("descendant-or-self::*[@class or @id or @role or @hidden or @style or @aria-label]")

_SIDE_TAGS = ("aside", "nav", "footer", "form", "button", "figure", "figcaption", "script", "style", "noscript", "svg",
              "iframe", "time", "select", "dialog", "template")  # fmt: skip


_SIDE_ROLES = ("navigation", "complementary", "contentinfo", "banner")
_INLINE = ("span", "a", "time", "b", "strong", "em", "i", "small", "br", "abbr")


def read_html(text: str) -> Document:
    """One page to one Document. Raises RejectedError: malformed_html, no_body, not_an_article."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise RejectedError(
            "malformed_html", f"found no HTML elements ({error}); expected a saved page", text[:200]
        ) from error
    data = _article_data(tree)
    meta = _meta(tree)
    if _is_listing(tree, data, meta):
        raise RejectedError(
            "not_an_article",
            "found a page that calls itself a listing; expected an article; save the article's own page",
            _tag_text(tree, "title"),
        )
    headline = _first_text(data.get("headline"), data.get("name"), meta.get("og:title"), meta.get("twitter:title"))
    headline = _without_site(headline, meta) or _tag_text(tree, "h1") or _tag_text(tree, "title")
    body = _main_text(tree, data, headline)
    if not body and any("Excessive depth" in entry.message for entry in parser.error_log):
        raise RejectedError(
            "malformed_html",
            "found elements nested more than 256 deep, and no text above them; expected a saved page; save it again, "
            "as text",
            _tag_text(tree, "title"),
        )
    if not body:
        raise RejectedError(
            "no_body", "found a page without running text; expected an article; is it a video, index or cookie page?",
            _tag_text(tree, "title"),
        )  # fmt: skip
    publisher = data.get("publisher")
    outlet = _first_text(_name(publisher), meta.get("og:site_name"), meta.get("application-name"))
    url = _first_text(
        _attribute(tree, "//link[@rel='canonical']/@href"), meta.get("og:url"), data.get("url"), _main_entity(data)
    )
    surroundings = _surroundings(tree, body)
    credited = (
        _authors(data.get("author")),
        meta.get("author"),
        meta.get("article:author"),
        _name(data.get("copyrightHolder")),
        _name(data.get("sourceOrganization")),
    )
    return Document(
        headline=headline,
        body=body,
        format="html",
        url=url if url and url.startswith("http") else None,
        outlet_name=outlet,
        outlet_domain=None,
        author=_authors(data.get("author")) or meta.get("author") or meta.get("article:author"),
        language=(tree.get("lang") or meta.get("language") or "")[:2].lower() or None,
        published=_first_text(
            data.get("datePublished"),
            meta.get("article:published_time"),
            meta.get("dcterms.date"),
            meta.get("date"),
            meta.get("pubdate"),
            meta.get("publishdate"),
            meta.get("dc.date"),
            meta.get("parsely-pub-date"),
            meta.get("sailthru.date"),
            meta.get("og:published_time"),
            _time_tag(tree),
        ),
        modified=_first_text(data.get("dateModified"), meta.get("article:modified_time"), meta.get("og:updated_time")),
        surroundings=surroundings,
        agency_hint="\n".join(filter(None, credited)),
    )


def plain_text(fragment: str) -> str:
    """HTML of a JSON field to paragraphs."""
    if "<" not in fragment:
        return html_entities.unescape(fragment)
    try:
        root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return re.sub(r"<[^>]+>", " ", fragment)
    _cut_sides(root)
    blocks = [" ".join(b.text_content().split()) for b in root.iter("p", "li", "h2", "h3", "h4", "blockquote")
              if b.getparent() is None or b.tag != "p" or b.getparent().tag not in ("li", "blockquote")]  # fmt: skip
    text = "\n\n".join(filter(None, blocks)) or " ".join(root.text_content().split())
    return text or " ".join(re.sub(r"<[^<>]*>", " ", fragment).split())  # nested too deeply for the parser


def _main_text(tree: Any, data: dict[str, Any], headline: str | None) -> str:
    """The article's paragraphs: by the page's own article body where it is whole, else by trafilatura."""
    page = copy.deepcopy(tree)
    _cut_sides(page)
    body = without_furniture(_extracted(page), headline)
    if _length(body) < 0.5 * _running_text(tree):
        # Where a site calls its own article a sidebar, too much was cut: the whole page is read instead.
        whole = without_furniture(_extracted(tree), headline)
        if _length(body) < 0.6 * _length(whole):
            body = whole
    in_parts = without_furniture(_in_like_containers(page, body), headline)
    if _length(in_parts) > MORE_IN_PARTS * _length(body):
        body = in_parts
    stated = data.get("articleBody")
    if isinstance(stated, str):
        text = plain_text(stated).strip()
        if len(text) >= 0.9 * len("\n\n".join(body)) and len(text) > 400 and not re.search(r"(?:\.\.\.|…)$", text):
            paragraphs = [p.strip() for p in re.split(r"\n+", text) if p.strip()]
            body = without_furniture(paragraphs, headline)
    return "\n\n".join(body)


MORE_IN_PARTS = 1.25
"""How much more text an article's containers must hold together than what was read, before they are read instead."""


def _in_like_containers(tree: Any, body: list[str]) -> list[str]:
    """Paragraphs of all containers like the one that holds most of the text that was read.

    Some sites break an article into several containers of one class, with advertisements between them; main text
    extractors take the largest. Containers are like it where tag and class agree and a common ancestor is three steps
    up at most. [] where no container holds half of the text.
    """
    known = {block[:60] for block in body if len(block) >= 60}
    holders: dict[Any, list[str]] = {}
    for paragraph in tree.iter("p"):
        text = " ".join(paragraph.text_content().split())
        parent = paragraph.getparent()
        if text and parent is not None:
            holders.setdefault(parent, []).append(text)
    held = {parent: sum(text[:60] in known for text in texts) for parent, texts in holders.items()}
    main = max(held, key=lambda parent: held[parent], default=None)
    if main is None or not main.get("class") or 2 * sum(held.values()) < len(known) or held[main] < 2:
        return []
    near = set(list(main.iterancestors())[:3])
    like = (
        parent
        for parent in holders
        if (parent.tag, parent.get("class")) == (main.tag, main.get("class"))
        and near & set(list(parent.iterancestors())[:3])
    )
    return [text for parent in like for text in holders[parent]]


_LONG_TEXTS = etree.XPath(
    "//body//text()[string-length() > 80 and not(parent::script or parent::style or parent::noscript)]"
)


def _running_text(tree: Any) -> int:
    """Characters of a page's running text, article or not: of all that stands without markup for a line and more."""
    return sum(len(" ".join(text.split())) for text in _LONG_TEXTS(tree))


def _extracted(page: Any) -> list[str]:
    """Blocks of a parsed page's main text, without bullets. The page is left as it is.

    Without trafilatura's comparison with other extractors (`fast`): of 181 saved pages it changed three, for the worse
    in two, and it parses a page again for each.
    """
    text = (
        trafilatura.extract(page, include_comments=False, include_tables=False, include_formatting=False, fast=True)
        or ""
    )
    return [re.sub(r"^[-•]\s+", "", line.strip()) for line in text.split("\n") if line.strip()]


def _length(blocks: list[str]) -> int:
    return sum(len(block) for block in blocks)


def _cut_sides(tree: Any) -> None:
    """Remove elements that stand around an article: by tag, class, id and role."""
    for tag in _SIDE_TAGS:
        for element in list(tree.iter(tag)):
            if tag == "figure" and len(element.text_content()) > 1500:
                continue
            _drop(element)
    total = len(tree.text_content()) or 1
    for element in _LABELLED(tree):
        if element.tag in ("html", "body", "main", "article"):
            continue
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        style = element.get("style")
        is_side = (
            _names_side(label)
            or element.get("role") in _SIDE_ROLES
            or element.get("hidden") is not None
            or (style is not None and "display:none" in style.replace(" ", ""))
            or "related" in (element.get("aria-label") or "").lower()
        )
        # A wrapper that holds most of the page is no side, whatever its name.
        if is_side and len(element.text_content()) < 0.5 * total:
            _drop(element)


@lru_cache(maxsize=20_000)
def _names_side(label: str) -> bool:
    """Whether a class and id name what stands around an article. A site's pages share theirs."""
    return _SIDE.search(label) is not None and _ARTICLE_BODY.search(label) is None


def _drop(element: Any) -> None:
    """Remove an element and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _article_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article, of a list or @graph, whichever says most."""
    best: dict[str, Any] = {}
    for item in _linked_data(tree):
        names = _types(item)
        if names & _ARTICLE_TYPES and len(item) > len(best) - 5 * ("WebPage" in names):
            if "WebPage" in names and best:
                continue
            best = item
    return best


def _is_listing(tree: Any, data: dict[str, Any], meta: dict[str, str]) -> bool:
    """The page calls itself a collection or search results, and nothing on it an article."""
    named = not _types(data) <= {"WebPage"} or meta.get("og:type") == "article" or "article:published_time" in meta
    return not named and any(_types(item) & _LISTING_TYPES for item in _linked_data(tree))


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page; what is no JSON is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):  # no JSON, or a number of more digits than Python reads
            continue
        yield from _objects(data)


def _types(item: dict[str, Any]) -> set[str]:
    """Types of a JSON-LD object."""
    types = item.get("@type")
    return {name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD document: itself, a list's, a @graph's."""
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph", []))


def _meta(tree: Any) -> dict[str, str]:
    """Meta tags by name or property, lower case; the first of each."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), content.strip())
    return found


def _surroundings(tree: Any, body: str) -> str:
    """Lines of the page that are not in the body."""
    lines = []
    for figure in tree.iter("figure", "figcaption"):
        figure.clear(keep_tail=True)
    for element in tree.iter("p", "span", "div", "time", "li", "address", "footer", "h1", "h2", "dd", "small", "em"):
        if len(element) and element.tag in ("div", "li", "footer") and any(c.tag not in _INLINE for c in element):
            continue
        line = " ".join(element.text_content().split())
        if 2 < len(line) < 200 and line not in body:
            lines.append(line)
    return "\n".join(dict.fromkeys(lines))


def _time_tag(tree: Any) -> str | None:
    """The first <time datetime>, preferably one that says it is the publication."""
    marked = tree.xpath(
        "//time[@datetime and (contains(@class,'publish') or @itemprop='datePublished' or @pubdate)]/@datetime"
    )
    every = tree.xpath("//time[@datetime]/@datetime")
    return (marked or every or [None])[0]


def _first_text(*values: Any) -> str | None:
    """The first value that is a non-empty string, as plain text."""
    for value in values:
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            unescaped = html_entities.unescape(value)
            stripped = re.sub(r"<[^>]*>", "", unescaped) if "<" in unescaped else unescaped
            return " ".join(stripped.split()) or None
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _authors(value: Any) -> str | None:
    """Names of one or several authors, joined with '; '."""
    items = value if isinstance(value, list) else [value]
    names = [name for item in items if (name := _name(item))]
    return "; ".join(dict.fromkeys(names)) or None


def _main_entity(data: dict[str, Any]) -> str | None:
    entity = data.get("mainEntityOfPage")
    return entity.get("@id") if isinstance(entity, dict) else entity if isinstance(entity, str) else None


def _attribute(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return found[0] if found else None


def _tag_text(tree: Any, tag: str) -> str | None:
    found = tree.find(f".//{tag}")
    if found is None:
        return None
    return _first_text("".join(found.xpath(".//text()[not(ancestor::script or ancestor::style)]")))


def _without_site(headline: str | None, meta: dict[str, str]) -> str | None:
    """`Six dead in raid | The Example` to `Six dead in raid`."""
    if not headline:
        return None
    site = meta.get("og:site_name")
    if site:
        headline = re.sub(rf"\s*[|–—-]\s*(?:The )?{re.escape(site)}\s*$", "", headline, flags=re.IGNORECASE)
    return None if is_furniture(headline) else headline
