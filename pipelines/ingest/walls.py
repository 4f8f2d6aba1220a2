"""Pages that stand where an article was asked for: error pages, logins, consent walls, checks for robots, listings.

What belongs here: telling such a page by the words that it says, and by how little else it says. What does not:
furniture around an article (readers/furniture.py), and a real article's date, credits or text.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from pipelines.ingest.readers.furniture import is_prose, lower_case

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

_PHRASES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "an error page": (
        (
            ("looking for", "requested", "tried to", "followed", "be found", "exist", "moved", "deleted"),
            r"(?:page|article|story|content|url|link) (?:that )?(?:you(?:['’]re| are| were| have)? "
            r"(?:looking for|requested|tried to \w+|followed)|(?:can ?not|can['’]t|could not|couldn['’]t) be found"
            r"|(?:does not|doesn['’]t|no longer) exists?|(?:was|has been) (?:moved|removed|deleted))",
        ),
        (("page not found",), r"page not found"),
        (("404", "403", "error"), r"404 (?:error|not found)|error (?:code:? )?(?:404|403|50\d)"),
        (("have permission to",), r"you (?:do not|don['’]t) have permission to (?:access|view)"),
    ),
    "a login or subscription page": (
        (
            ("login", "log in", "log-in", "signin", "sign in", "sign-in"),
            r"(?:log|sign)[ -]?in (?:(?:or|and) \w+ )*to (?:continue|read|view|access|your)",
        ),
        (("password",), r"forgot(?:ten)? (?:your )?password"),
        (("continue reading", "keep reading"), r"(?:to|and) (?:continue|keep) reading"),
        (
            ("subscriber",),
            r"already a subscriber|(?:available|exclusive|open|reserved) (?:only )?(?:to|for) (?:\w+ )?subscribers"
            r"|subscribers only",
        ),
        (
            ("have an account", "create a", "create your"),
            r"already have an account|create (?:an|a free|your) account",
        ),
        (("register ",), r"register (?:for free )?to read"),
        (("unlimited access",), r"unlimited access"),
    ),
    "a consent page": (
        (
            ("cookie",),
            r"(?:use|uses|using|accept|allow|manage|reject|set) (?:\w+ ){0,3}cookies|cookie (?:policy|preferences"
            r"|settings)",
        ),
        (("store and/or",), r"store and/or access information"),
        (("your privacy", "your consent"), r"your (?:privacy|consent) (?:choices|preferences)|withdraw your consent"),
        (("partners",), r"\bour (?:\d+ )?partners\b.{0,80}(?:data|information|device)"),
        (("legitimate interest",), r"legitimate interest"),
    ),
    "a check for robots": (
        (("human", "robot"), r"(?:you are|you['’]re) (?:a |not a )?(?:human|robot)"),
        (("javascript",), r"enable javascript|javascript is (?:disabled|required)"),
        (("checking your browser",), r"checking your browser"),
        (("captcha",), r"captcha"),
        (("unusual ",), r"unusual (?:traffic|activity) from"),
        (("security service",), r"security service to protect"),
    ),
    "a page of search results": (
        (("search result",), r"\bsearch results? for\b"),
        (("results for ",), r"\bresults for [\"“']"),
        (("no results ",), r"no results (?:were )?found"),
        (("your search",), r"your search (?:for|returned|did)|refine your search"),
    ),
}
"""What such pages say to their reader, each with words of which it must hold one: most news holds none of them, and to
look for words takes a tenth of the time."""
_IN_TEXT = {
    kind: tuple((words, re.compile(pattern)) for words, pattern in phrases) for kind, phrases in _PHRASES.items()
}
_WORDS = tuple({word: None for phrases in _PHRASES.values() for words, _ in phrases for word in words})


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
    if words := _words_of_walls("\n".join(lines)):
        sentences = [sentence for line in lines for sentence in re.split(r"(?<=[.!?])\s+|\n+", line) if sentence]
        said = [_said(sentence, words) for sentence in sentences]
        kinds = [kind for kind in said if kind]
        told = sum(len(s.split()) for s, kind in zip(sentences, said, strict=True) if kind is None and is_prose(s))
        if kinds and (told < FEW_WORDS or 2 * len(kinds) > len(sentences)):
            return kinds[0]
    titles = sum(4 <= len(line.split()) <= 25 for line in lines)
    return "a listing of titles" if titles >= MANY_LINES and not any(map(is_prose, lines)) else None


def _words_of_walls(text: str) -> tuple[str, ...]:
    """Those words of the phrases of walls that a text holds anywhere."""
    lower = lower_case(text)
    return tuple(word for word in _WORDS if word in lower)


def _said(sentence: str, words: tuple[str, ...]) -> str | None:
    """The kind of page whose phrase a sentence has; `words`: of the phrases, those that its text holds."""
    lower = lower_case(sentence)
    if not any(word in lower for word in words):
        return None
    for kind, phrases in _IN_TEXT.items():
        if any(pattern.search(lower) for held, pattern in phrases if any(word in lower for word in held)):
            return kind
    return None


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
