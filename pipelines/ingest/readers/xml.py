"""XML that strangers wrote: parsed without entities, external files or networks; and which format its root names.

What belongs here: parsing safely, and small helpers over elements. What does not: a format (feeds.py, newsml.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from pipelines.ingest.documents import RejectedError

_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\]\s*)?>\s*)*"
    r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")

FEEDS = ("rss", "feed", "RDF")
ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
STORIES = ("nitf",)
SAFELY = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
          "remove_comments": True, "remove_pis": True}  # fmt: skip
"""How a parser takes what strangers wrote: nothing is fetched, and nothing unfolds."""
ROOTS = (*FEEDS, "newsMessage", *ITEMS, *STORIES)


def root_name(text: str) -> str | None:
    """Local name of the root element; None where the text does not begin as XML."""
    match = _ROOT.match(text[:20_000])
    return match["name"] if match else None


def parse(text: str) -> Any:
    """The root element. Raises RejectedError: malformed_xml, also for a file that declares entities.

    Entities of HTML (`&nbsp;`), which many feeds use undeclared, are taken as their characters.
    """
    try:
        root = etree.fromstring(unfolded(text).encode(), etree.XMLParser(**SAFELY, encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RejectedError(
            "malformed_xml",
            f"found no well-formed XML ({error}); expected one root element; fetch it again",
            text[:200],
        ) from error
    refuse_entities(root.getroottree(), text[:200])
    return root


def unfolded(text: str) -> str:
    """The text with entities of HTML as their characters."""
    return _NAMED.sub(lambda match: html5.get(match[1], match[0]), text)


def refuse_entities(tree: Any, excerpt: str) -> None:
    """Raises RejectedError: malformed_xml, where the file declares entities of its own."""
    declared = tree.docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise RejectedError(
            "malformed_xml",
            "found a declaration of entities, which can read other files or fill the memory; expected none; ask its "
            "sender for a file without",
            excerpt,
        )


def local(element: Any) -> str:
    """Name without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def every(element: Any, *names: str) -> Iterator[Any]:
    """Elements below of one of these names, in order, whatever their namespace."""
    return (found for found in element.iterdescendants() if local(found) in names)


def first(element: Any, *path: str) -> Any | None:
    """The first element that a path of local names leads to, each anywhere below the one before."""
    for name in path:
        element = next(every(element, name), None) if element is not None else None
    return element


def text_of(element: Any | None) -> str | None:
    """All text of an element, white space folded; None where there is none."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def markup_of(element: Any) -> str:
    """What is inside an element, as HTML without namespaces."""
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = etree.QName(each).localname
    etree.cleanup_namespaces(element)
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(inner)
