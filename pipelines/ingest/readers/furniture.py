"""Site furniture: lines that stand on a page and are not the article.

What belongs here: what a line of furniture looks like, and dropping such lines from a list of blocks. What does not:
where the article begins and ends on a copied page (text.py).
"""

from __future__ import annotations

import re

_LINE = "|".join(
    (
        r"advertisement\b.*|advertising|annonse|anzeige|publicité|sponsored(?: content)?",
        r"article continues (?:after|below).*|story continues below.*|scroll to continue.*|continue reading.*",
        r"(?:\d+|one|two|three) min(?:ute)?s? read|reading time:?.*|\d+ min",
        r"listen to (?:this )?(?:article|story).*|share(?: this)?(?: article| story| on)?:?(?: .{0,60})?",
        r"share\b.*\bsave\b.*|print|e-?mail|copy link|facebook|twitter|x|whatsapp|telegram|linkedin|reddit",
        r"(?:follow|like|join) us\b.*|follow .{1,40} on .*|subscribe\b.*|sign[- ]?(?:up|in)\b.*|log in",
        r"register\b.{0,30}|get (?:the|our|all|today)\b.*\b(?:inbox|newsletter|app|email|e-mail|alerts?)\b.*",
        r"(?:read|see|watch|listen|more|related|also)(?: (?:more|also|next|on this|related|:))+\b.*",
        r"(?:read|see also|watch|listen|video|related|explainer|analysis|opinion|in pictures|gallery|live"
        r"|recommended)\s*[:|»>].*",
        r"you (?:might|may) also (?:like|be interested).*",
        # The same in Spanish, Portuguese, French, Italian, German, Turkish, Russian, Ukrainian and Arabic.
        r"(?:(?:lea|lee|leer|vea|ve) (?:también|más|además)|(?:también )?te puede(?:n)? interesar|leia (?:também|mais)"
        r"|você pode gostar|veja também|(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|leggi anche"
        r"|potrebbe(?:ro)? interessarti|lesen sie auch|mehr zum thema|auch interessant|ayrica okuyun|"
        r"ilgili haber(?:ler)?"
        r"|читайте (?:также|також)|смотрите также|дивіться також|по теме|за темою|اقرأ (?:أيضا|أيضاً)|"
        r"إقرأ أيضا)\b.{0,160}",
        r"more (?:on this story|from .{1,40}|in .{1,30}|stories|news)|most (?:read|popular|viewed|watched).*",
        r"the most read|trending(?: now)?|top stories|latest(?: news)?|editor['’]s picks?",
        r"recommended(?: for you)?|keep reading|up next|read next|don['’]t miss",
        r"related (?:topics?|articles?|stories|content|links?|tags?|posts?|coverage).*",
        r"topics? in this (?:article|story).*|suggested topics.*|tags?:.*|topics?:.*|filed under.*",
        r"categories:.*|(?:©|\(c\)|copyright\b).*|all rights reserved.*",
        r"(?:\()?(?:reporting|additional reporting|writing|editing|compiled|translated) by\b.*",
        r"our standards:.*|purchase licensing rights.*|cookies?(?: \w+){0,3}\W*",
        r"(?:accept|allow|manage|reject|decline|enable|disable)(?: \w+){0,3} cookies?\b.{0,120}",
        r"once you['’]re here.*",
        r"(?:join|follow|like|visit) our (?:\w+ )?(?:telegram|whatsapp|facebook|youtube|twitter|viber|signal|"
        r"instagram)\b.*",
        r"remote (?:video|image) url",
        r"%d bloggers.*|like loading.*|leave a (?:comment|reply).*|comments?(?: \(\d+\))?.{0,40}|\d+ comments?",
        r"view comments|be the first to comment.*|join the (?:conversation|discussion).*",
        r"(?:support|donate|help) .{1,60}(?:patreon|donation|journalism|today).*|support .{2,40} on patreon.*",
        r"if you (?:have )?(?:found|spot(?:ted)?|notice) (?:a|an) (?:spelling )?(?:error|mistake|typo).*",
        r"(?:photo|image|picture|file photo|file|photograph|credit|video|foto)\s*(?:credit|by|source)?\s*[:/].*",
        r"\[?\d+/\d+\]?\b.*|item \d+ of \d+.*|(?:slide|image|photo) \d+ of \d+.*|skip to (?:main )?content.*",
        r"jump to content.*|back to top|home(?: [»>|/].*)?|menu.{0,60}|search.{0,30}|accessibility .*",
        r"watch:? .{0,100}|\[(?:chart|map|graphic|video|photo|image|table|infographic)\b.*\]",
        r"(?:chart|graphic|map|source):.{0,160}|download (?:the|our) .*",
        r"this article (?:appeared|was first published|originally appeared).{0,160}",
        r"for (?:further|more) information.*(?:contact|visit).*|#\w+(?:[ ,]+#?[\w -]+){0,12}",
        r"(?:https?://|www\.)\S+",
        r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,5}|[·•|\-–—*_=~\s]+",
        r"(?:enter|your) (?:your )?e-?mail(?: address)?.{0,20}|privacy notice:.*|after newsletter promotion",
        r"explore more on .*|(?:also )?read (?:on the topic|\|).*|also read\b.*|\[?related(?: story)?:.*",
        r"→ ?\w+:.*|listen:.*|\[pull quote\].*|\[photo\].*",
        r"(?:author|byline|text|translation|editor):? [a-z].{2,60}|did you like .*|partner news",
        r"(?:network|online) edition .*|story saved.*|you can find this story in .*|image|credit\b.*",
        r"(?:our|full) coverage of .*|site (?:index|map|information).*",
        r"get (?:breaking|notified|the latest|alerts)\b.*|we[’']ll send you .*",
        r"follow .{2,40}[’']s? coverage .*|download our app.*|first published:.*|views?: ?[\d,.]+.*",
        r"this (?:story|article|page) is being updated.*|[-–—\s]*advertise?ment[-–—\s]*",
        r"tags|share|read more|send|comment|save|follow|see all our .{2,60} coverage",
        r"(?:the )?(?:content|page) you (?:requested|are looking for).*|page not found.*|404\b.*|loading.{0,5}",
        r"gift this article.*|the daily newsletter.*|essential international news.*",
        r"(?:last )?updated:? .{0,60}(?:ago|\d{4}|\d:\d\d).{0,20}",
    )
)
_FURNITURE = re.compile(rf"\s*(?:{_LINE})\s*")
"""A whole line of furniture that begins in its own words, in lower case: which it is, is told by its first letters."""

_BY_WORD = tuple(
    (words, re.compile(rf"\s*(?:{pattern})\s*"))
    for words, pattern in (
        (("newsletter",), r".*\b(?:our|daily|weekly|free) newsletter\b.*"),
        (("in your inbox",), r".*\bin your inbox\b.*"),
        (("all rights reserved",), r".*\ball rights reserved\b.{0,60}"),
        (("may not be published",), r".*may not be published, broadcast, rewritten.*"),
        (("trust principles",), r".*thomson reuters trust principles.*"),
        (
            ("cookie",),
            r".*\b(?:we|site|website|browser|service) (?:\w+ ){0,2}uses? (?:\w+ ){0,3}cookies\b.*"
            r"|.{0,120}\bcookie (?:policy|notice|settings|preferences|consent|statement|banner)\b.{0,120}",
        ),
        (
            ("privacy policy", "terms of", "terms and", "gdpr"),
            r".{0,120}\b(?:privacy policy|terms (?:of (?:use|service)|and conditions)|gdpr)\b.{0,120}",
        ),
        (
            ("getty images", "reuters/", "ap photo", "afp via", "epa-efe", "file photo", "handout"),
            r".{0,200}(?:getty images|reuters/[a-z].*|ap photo.*|afp via.*|epa-efe|file photo\)?|handout)\.?\)?",
        ),
        (
            ("correspondent", "reporter", "editor", "columnist", "writer"),
            r".{2,80}is (?:the|a) .{2,60}(?:correspondent|reporter|editor|columnist|writer)\b.{0,80}",
        ),
        (
            ("contributed",),
            r".{2,60}(?:staff writer|contributed to this report|contributed)\b.{0,60}contributed\b.{0,40}",
        ),
        (
            ("become a", "support us", "donate"),
            r".{0,120}\b(?:become a (?:patron|member|supporter)|support us (?:from|with|on)|donate (?:now|today|here))"
            r"\b.{0,80}",
        ),
        (("website contains only",), r".{2,60}website contains only a portion of .*"),
        (("reported from",), r".{2,60} reported from .{2,60}(?:contributed|and .{2,60} from ).{0,80}"),
        (("see our faq",), r".*\bsee our faq\b.*"),
    )
)
"""Lines of furniture that may begin in any words, each with words of which it must hold one: to look for these first
takes a twentieth of the time."""

END = re.compile(
    r"(?i)^\s*(?:(?:more (?:on this story|from\b|in\b|stories)|related (?:topics?|articles?|stories"
    r"|content|links?|coverage|news)|read next|keep reading|top stories|most (?:read|popular|viewed)"
    r"|the most read|you may also like|recommended|suggested topics|trending|latest news"
    r"|editor['’]s picks?|up next)\b.{0,40}|(?:©|\(c\)|copyright ).*|all rights reserved.*"
    r"|our standards:.*|sign up here\.?|once you['’]re here.*|%d bloggers.*|our coverage of .{2,60}"
    r"|comments? ?\(\d+\).*|\d+ comments?|leave a (?:comment|reply).*|join the (?:conversation"
    r"|discussion).*|\(?(?:additional )?reporting by\b.*|if you have found a spelling error.*"
    r"|#\w+(?: #\w+)+.*)$"
)
"""A line behind which no article goes on."""

LINK_HEAD = re.compile(
    r"(?i)^\s*(?:you (?:might|may) also like|more (?:on this|from|stories)\b.{0,40}|related\b.{0,40}"
    r"|read (?:more|also|next)|see also|recommended.{0,20}|also (?:read|on).{0,30}|most (?:read"
    r"|popular).{0,20}|trending.{0,10}|don['’]t miss)\s*:?\s*$"
)
"""A heading over links to other stories; the short lines under it go with it."""

SECTIONS = frozenset(
    "about africa americas analysis arts asia audio blogs books business careers climate comment contact culture data "
    "donate economy education english entertainment environment europe events fashion features finance football food "
    "français games gallery health home international investigations jobs latest law lifestyle listen live local "
    "magazine markets media middle-east money more multimedia music national news newsletters obituaries opinion "
    "photos "
    "pictures podcasts politics premium print property publications puzzles radio region regions reports resources "
    "science security shop shopping showbiz society sport sports stories subscribe tech technology top topics travel "
    "trending tv uk us video videos war weather what where who work world we".split()
)
"""Names of a site's sections: a line of nothing else is a menu."""


def is_menu(line: str) -> bool:
    """A row of section names: `News Sport Showbiz Money Travel Puzzles Shop`, `Home | Where we work | Jobs`."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.casefold())
    return len(words) >= 3 and sum(word in SECTIONS for word in words) >= 0.75 * len(words)


_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")


def is_furniture(line: str) -> bool:
    """Is the whole line site furniture?"""
    if len(line) >= 400:
        return False
    folded = lower_case(line)
    return _FURNITURE.fullmatch(folded) is not None or any(
        pattern.fullmatch(folded) for words, pattern in _BY_WORD if any(word in folded for word in words)
    )


def lower_case(line: str) -> str:
    """In lower case, with one i for the Turkish two."""
    lower = line.lower()
    return lower if lower.isascii() else lower.replace("i\u0307", "i").replace("ı", "i")


_DATE = re.compile(
    r"(?i)\b(?:\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? (?:19|20)\d\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2},? (?:19|20)\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)


def is_date_line(line: str) -> bool:
    """A date with little beside it: `Published: 14 Jan 2024 09:12`, `Tunis, 13/11/2024 08:40 - AP`."""
    return len(line) <= 160 and bool(_DATE.search(line)) and len(re.findall(r"[^\W\d_]{3,}", _DATE.sub("", line))) <= 8


_NO_TITLE = re.compile(
    r"(?i)^\W*(?:by|published|updated|posted|modified|created|filed|issued|first|last|date|written|from|print)\b"
)
_PART_OF_DATE = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc|[ecmp][ds]t")


def is_dated_title(line: str) -> bool:
    """A date line whose words are a title: `Eastern front assessment, 17 July 2024: the price of Pokrovsk`."""
    words = re.findall(r"[^\W\d_]{3,}", _PART_OF_DATE.sub("", _DATE.sub("", line)))
    return is_date_line(line) and len(words) >= 3 and not _NO_TITLE.match(line)


def is_prose(line: str) -> bool:
    """Running text: long, or a sentence with its full stop."""
    return len(line) >= 140 or (len(line.split()) >= 8 and bool(_SENTENCE_END.search(line)))


def without_furniture(blocks: list[str], headline: str | None) -> list[str]:
    """Blocks of main text without furniture, without the headline's repetition, and cut at the page's end.

    Short lines under a heading over links are dropped with it.
    """
    kept: list[str] = []
    folded_headline = _folded(headline or "")
    under_links = False
    n_prose = sum(is_prose(block) for block in blocks)
    seen_prose = 0
    for block in blocks:
        if END.match(block) and seen_prose >= max(1, 0.6 * n_prose):
            break
        if LINK_HEAD.match(block):
            under_links = True
            continue
        if under_links and not is_prose(block):
            continue
        under_links = False
        if (
            is_furniture(block)
            or (is_date_line(block) and not is_prose(block))
            or (folded_headline and _folded(block) == folded_headline)
        ):
            continue
        seen_prose += is_prose(block)
        kept.append(block)
    while kept and len(kept) > 1 and not is_prose(kept[-1]) and _is_tail(kept[-1]):
        kept.pop()
    return kept


def _is_tail(block: str) -> bool:
    """Short words at the end that are neither a sentence nor a wire's name."""
    return len(block.split()) > 6 and not _SENTENCE_END.search(block)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
