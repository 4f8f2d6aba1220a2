"""Copied page text: where the headline and the article are among the site's furniture.

What belongs here: plain text copied from a page, with menus, share bars, captions and related stories around it.
What does not: what a line of furniture looks like (furniture.py).
"""

from __future__ import annotations

import re

from pipelines.ingest.credits import dateline_place
from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers.furniture import (
    END,
    is_date_line,
    is_dated_title,
    is_furniture,
    is_menu,
    is_prose,
    without_furniture,
)

LABEL = re.compile(
    r"^(?P<label>UPDATED?|BREAKING(?: NEWS)?|EXCLUSIVE|CORRECTED|CORRECTION|LIVE|WATCH|ANALYSIS|EXPLAINER"
    r"|FACTBOX|WRAPUP \d+|UPDATE \d+"
    r"|Updated|Breaking|Exclusive|Live)\s*(?:[:|–—]|-(?=\S| ))\s*(?=\S)"
)
"""A label before a headline: `UPDATED: Six dead in raid`, `UPDATE 2-Six dead in raid`."""

_BYLINE = re.compile(r"^(?:By|BY|Text by|Words by|From) [A-Z\u00c0-\u00de]")
_CAPTION = re.compile(
    r"(?:REUTERS/|AP Photo|/AFP|AFP via|Getty Images|EPA|/Handout|File Photo|Photo:|Photograph:|Courtesy of|Credit:)"
    r"[^.]{0,60}\.?$"
)
_BULLET = r"^[•*‣▪·]\s"
_ITEM = re.compile(_BULLET)
_NO_HEADLINE = re.compile(
    _BULLET + r"|(?i:\bedition)\W*$|^(?i:key (?:figures|points|facts)|highlights|at a glance)\W*$"
)
"""An item of a list, a masthead (`The Coast Courier – English edition`), a heading over a list."""
_URL = re.compile(r"^[^\S\n]*(https?://\S+)[^\S\n]*$", re.MULTILINE)


def read_text(text: str) -> Document:
    """One copied page to one Document. Raises RejectedError: no_headline, no_body."""
    blocks = _blocks(text)
    first = next((i for i, block in enumerate(blocks) if _opens_body(block)), None)
    if first is None:
        raise RejectedError(
            "no_body",
            f"found {len(blocks)} short lines and no running text; expected an article; is it a menu or a cookie page?",
            text.strip()[:200],
        )
    place = _headline_at(blocks, first)
    if place is None:
        raise RejectedError(
            "no_headline", "found running text but no line above it that could be its headline", text.strip()[:200]
        )
    headline = " ".join(blocks[place].split())
    start = first
    lead = blocks[place + 1 : first]
    # A standfirst is a sentence between headline and byline; the body begins behind the byline or the date.
    marks = [i for i in range(place + 1, min(len(blocks), first + 6)) if _is_mark(blocks[i])]
    later = [i for i in range(first + 1, len(blocks)) if is_prose(blocks[i])]
    if marks and marks[-1] > first and later:
        start = next((i for i in later if i > marks[-1]), first)
        lead = blocks[place + 1 : start]
    body_blocks = blocks[start:]
    if start - 1 > place and _is_lone_dateline(blocks[start - 1]):
        body_blocks = blocks[start - 1 :]
    items = [i for i in range(place + 1, start) if _ITEM.match(blocks[i])]
    if len(items) >= 2:  # key figures in a list above the text
        body_blocks = blocks[items[0] :]
        lead = blocks[place + 1 : items[0]]
    ended = _end(body_blocks)
    body = without_furniture(body_blocks[:ended], headline)
    body = [block for block in body if not _is_mark(block) and not _is_caption(block)]
    if not body or sum(len(block) for block in body) < 60:
        raise RejectedError(
            "no_body", "found a headline and fewer than 60 characters of text; expected an article", text.strip()[:200]
        )
    around = "\n".join([*blocks[:place], *lead, *body_blocks[ended:]])
    urls = _URL.findall(text)
    url = urls[-1] if len(urls) == 1 else None
    return Document(headline=headline, body="\n\n".join(body), format="text", surroundings=around, url=url)


def _is_lone_dateline(block: str) -> bool:
    """A dateline on a line of its own: `HAMA, Syria`."""
    in_capitals = re.fullmatch(r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{2,20})?", block)
    return in_capitals is not None and dateline_place(f"{block} — x") is not None


def split_label(headline: str) -> tuple[str | None, str]:
    """`UPDATED: Six dead` to (`UPDATED`, `Six dead`)."""
    match = LABEL.match(headline)
    if not match or len(headline) - match.end() < 8:
        return None, headline
    return match["label"].upper(), headline[match.end() :]


def _blocks(text: str) -> list[str]:
    """Paragraphs: blank lines separate them; lines inside one are joined if they are hard-wrapped."""
    blocks = []
    for chunk in re.split(r"\n[^\S\n]*\n+", text):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        if len(lines) >= 2 and _is_wrapped(lines) and not any(map(_stands_alone, lines)):
            blocks.append(" ".join(lines))
        else:
            blocks.extend(lines)
    return blocks


def _stands_alone(line: str) -> bool:
    """A line that is no part of a paragraph, whatever stands above and below it."""
    return is_furniture(line) or is_date_line(line) or bool(_ITEM.match(line))


def _is_wrapped(lines: list[str]) -> bool:
    """Lines cut at a column: all but the last are of a like length, and some break inside a sentence."""
    inner = lines[:-1]
    if not re.search(r"[.!?:;…][\"'”’)]*$", lines[-1]):
        return False
    longest = max(len(line) for line in lines)
    broken = sum(not re.search(r"[.!?:]['\"”’)]*$", line) for line in inner)
    return longest <= 100 and min(len(line) for line in inner) >= 0.6 * longest and longest >= 45 and broken > 0


def _opens_body(block: str) -> bool:
    """Running text or a dateline, and no furniture."""
    if is_furniture(block) or _is_caption(block) or _BYLINE.match(block):
        return False
    if is_prose(block):
        return len(block) >= 60
    # A kicker and a headline have a dateline's form too: `BORDER IN FLAMES: Drones turn depot into fireball`.
    return dateline_place(block) is not None and len(block) > 50 and not re.match(r"[^–—(]{0,40}: ", block)


def _headline_at(blocks: list[str], first: int) -> int | None:
    """The first line above the body that shares enough words with it.

    A standfirst shares words too, often more of them, but stands below the headline; a newspaper's motto shares none.
    A title with a date in it looks like a date line, and is the headline where nothing else is.
    """
    body_words = set(re.findall(r"\w{4,}", " ".join(blocks[first : first + 12]).casefold()))
    scores = {}
    for i, block in enumerate(blocks[:first]):
        words = re.findall(r"\w+", block)
        if not 3 <= len(words) <= 40 or is_furniture(block) or _is_mark(block) or _is_caption(block):
            continue
        if re.search(r" [»>›] |\s{3,}", block) or block.count("|") > 1 or _NO_HEADLINE.search(block) or is_menu(block):
            continue
        shared = sum(w in body_words for w in set(re.findall(r"\w{4,}", block.casefold())))
        scores[i] = shared + 0.1 * min(len(words), 14) - (2 if block.endswith(".") else 0)
    best = max(scores.values(), default=0.0)
    if best < 1:
        dated = (i for i, block in enumerate(blocks[:first]) if is_dated_title(block) and not is_furniture(block))
        return next(iter(scores), next(dated, None))
    # Names of papers and sections are shorter than headlines.
    long_enough = {i: score for i, score in scores.items() if len(blocks[i].split()) >= 5} or scores
    return next(i for i, score in long_enough.items() if score >= min(0.45 * best, max(long_enough.values())))


def _is_mark(block: str) -> bool:
    """A byline, a date line or a place line between headline and body."""
    if len(block) > 160 or (is_prose(block) and not _BYLINE.match(block)):
        return False
    if _BYLINE.match(block) and len(block.split()) <= 16:
        return True
    return is_date_line(block)


def _is_caption(block: str) -> bool:
    """A photograph's caption: it ends in a credit."""
    return bool(_CAPTION.search(block)) and len(block) < 500


def _end(blocks: list[str]) -> int:
    """Index of the first line behind which the article does not go on."""
    n_prose = sum(is_prose(block) for block in blocks) or 1
    seen = 0
    for i, block in enumerate(blocks):
        if END.match(block) and seen >= 0.5 * n_prose:
            return i
        seen += is_prose(block)
    return len(blocks)
