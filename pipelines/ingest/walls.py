"""Pages that stand where an article was asked for: error pages, logins, consent walls, checks for robots, listings.

What belongs here: telling such a page by the words that it says, and by how little else it says. What does not:
furniture around an article (readers/furniture.py), and a real article's date, credits or text.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from pipelines.ingest.readers.furniture import is_prose

FEW_WORDS = 30
"""So few words beside a wall's own make no article: a teaser before a paywall has more, and stays one."""
LONG_PAGE = 250
"""Words from which a page is an article even under a wall's headline: `Access denied` is also a feature's."""
MANY_LINES = 8
"""Lines from which a page of links and nothing else is a listing."""

_KINDS = {
    "an error page": (
        r"(?:error )?\b(?:404|403|410|500|502|503)\b(?: error)?(?:[ :.-]+(?:not found|forbidden|gone|error|internal "
        r"server error|bad gateway|service unavailable|page not found))?",
        r"page (?:not found|unavailable)|not found|access (?:denied|forbidden)|forbidden|bad gateway|site maintenance"
        r"|service (?:temporarily )?unavailable|internal server error|oops[!.]*|something went wrong",
    ),
    "a login or subscription page": (
        r"(?:please )?(?:log|sign)[ -]?in(?: to (?:continue|your account|read .{1,40}))?|subscribe(?: now)?"
        r"|(?:create|register)(?: (?:an|a free|your))? account|subscribe to (?:continue|keep) reading|subscribers only",
    ),
    "a consent page": (
        r"before you continue(?: to .{1,30})?|(?:we value )?your privacy(?: choices)?|privacy (?:settings|preferences)"
        r"|cookie (?:consent|settings|preferences|notice)|(?:we use )?cookies",
    ),
    "a check for robots": (
        r"just a moment\W*|are you (?:a robot|human)\??|attention required!?.*|security check|(?:one more|please) step"
        r"|verify(?:ing)? (?:that )?you are (?:a )?human|robot check|please wait\W*|checking your browser.*",
    ),
    "a page of search results": (
        r"search results?\b.*|search|results? for [\"“'].*|\d[\d,.]* (?:search )?results? (?:for|found)\b.*"
        r"|no (?:search )?results?(?: found)?(?: for .*)?|nothing found",
    ),
}
_HEADLINES = {kind: re.compile(rf"(?i)\s*(?:{'|'.join(patterns)})\s*[.!]?\s*") for kind, patterns in _KINDS.items()}
"""Whole headlines of such pages."""

_PHRASES = {
    "an error page": r"(?:page|article|story|content|url|link) (?:that )?(?:you(?:['’]re| are| were| have)? "
    r"(?:looking for|requested|tried to \w+|followed)|(?:can ?not|can['’]t|could not|couldn['’]t) be found"
    r"|(?:does not|doesn['’]t|no longer) exists?|(?:was|has been) (?:moved|removed|deleted))|page not found"
    r"|404 (?:error|not found)|error (?:code:? )?(?:404|403|50\d)"
    r"|you (?:do not|don['’]t) have permission to (?:access|view)",
    "a login or subscription page": r"(?:log|sign)[ -]?in (?:(?:or|and) \w+ )*to (?:continue|read|view|access|your)"
    r"|forgot(?:ten)? (?:your )?password|(?:to|and) (?:continue|keep) reading|already (?:a subscriber|have an account)"
    r"|(?:available|exclusive|open|reserved) (?:only )?(?:to|for) (?:\w+ )?subscribers|register (?:for free )?to read"
    r"|create (?:an|a free|your) account|subscribers only|unlimited access",
    "a consent page": r"(?:use|uses|using|accept|allow|manage|reject|set) (?:\w+ ){0,3}cookies|cookie (?:policy"
    r"|preferences|settings)|store and/or access information|your (?:privacy|consent) (?:choices|preferences)"
    r"|\bour (?:\d+ )?partners\b.{0,80}(?:data|information|device)|withdraw your consent|legitimate interest",
    "a check for robots": r"(?:you are|you['’]re) (?:a |not a )?(?:human|robot)|enable javascript|javascript is "
    r"(?:disabled|required)|checking your browser|captcha|unusual (?:traffic|activity) from|security service to "
    r"protect",
    "a page of search results": r"\bsearch results? for\b|\bresults? for [\"“']|no results (?:were )?found"
    r"|your search (?:for|returned|did)|refine your search",
}
_IN_TEXT = {kind: re.compile(rf"(?i){pattern}") for kind, pattern in _PHRASES.items()}
"""What such pages say to their reader."""
_ANY_IN_TEXT = re.compile("(?i)" + "|".join(f"(?:{pattern})" for pattern in _PHRASES.values()))
_WALL_WORD = re.compile(
    r"(?i)page|article|story|content|url|link|404|403|error|permission|log|sign|password|reading|subscri|register|"
    r"account"
    r"|unlimited|cookie|privacy|consent|partners|store|legitimate|robot|human|javascript|browser|captcha|unusual"
    r"|security service|results|search"
)
"""A word that some phrase above holds: most sentences of news have none and need no further look."""


def why_no_article(headline: str | None, lines: list[str]) -> str | None:
    """What a page is that is no article (`an error page`, `a consent page`, ...); NULL where it may be one.

    `lines`: paragraphs of the main text, or all lines of a page without one. A page is a wall where a sentence says
    so and the others hold fewer than 30 words of running text, or where most sentences say so, or where its whole
    headline is a wall's and it has fewer than 250 words. It is a listing where 8 lines and more are titles and
    nothing is told.
    """
    title = " ".join((headline or "").split())
    by_headline = next((kind for kind, pattern in _HEADLINES.items() if pattern.fullmatch(title)), None)
    if by_headline and sum(len(line.split()) for line in lines) < LONG_PAGE:
        return by_headline
    # By sentence: a feed may give a whole article as one paragraph, with a paywall's sentence at its end.
    sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s+|\n+", line) if sentence]
    said = [_said(sentence) for sentence in sentences]
    kinds = [kind for kind in said if kind]
    told = sum(len(s.split()) for s, kind in zip(sentences, said, strict=True) if kind is None and is_prose(s))
    if kinds and (told < FEW_WORDS or 2 * len(kinds) > len(sentences)):
        return kinds[0]
    titles = sum(4 <= len(line.split()) <= 25 for line in lines)
    return "a listing of titles" if titles >= MANY_LINES and not any(map(is_prose, lines)) else None


def _said(sentence: str) -> str | None:
    """The kind of page whose words a sentence has."""
    if not _WALL_WORD.search(sentence) or not _ANY_IN_TEXT.search(sentence):
        return None
    return next((kind for kind, pattern in _IN_TEXT.items() if pattern.search(sentence)), None)


def lines_of(text: str, *, is_html: bool) -> tuple[str | None, list[str]]:
    """Title and lines of a page in which no reader found an article, furniture and all."""
    if not is_html:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return (lines[0] if lines else None), lines
    try:
        tree = lxml_html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return None, []
    heading = tree.find(".//h1")
    if heading is None:
        heading = tree.find(".//title")
    title = " ".join(heading.text_content().split()) if heading is not None else None
    for element in list(tree.iter("script", "style", "noscript", "template", "svg", "head", "nav", "footer")):
        if element.getparent() is not None:
            element.drop_tree()
    blocks = tree.iter("p", "li", "h1", "h2", "h3", "h4", "button", "label", "td", "dt", "dd", "div", "span", "a")
    found = (" ".join(element.text_content().split()) for element in blocks if not len(element) or element.tag == "p")
    return title, list(dict.fromkeys(filter(None, found)))
