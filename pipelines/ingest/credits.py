"""Who published and who wrote: outlet, wire credit, byline, dateline place, language.

What belongs here: reading the lines around a body and its dateline. The names of outlets and agencies stand in the
seed `outlets`. What does not: main text (readers), dates (dates.py).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl
import tldextract

_EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

_PLACE_WORD = r"[A-ZÀ-Þ][\w.'’`À-ÿ-]*"
_SMALL_WORD = "al|el|de|la|du|of|es"
_AGENCY = r"\((?:[A-Z]{2,8}(?:-[A-Z]{2,8})?|Reuters|Xinhua|Bloomberg|Anadolu|Interfax|Efe)\)"
"""A credit in brackets, where a country may stand too: `DEIR AL-BALAH, Gaza Strip (AP) —`, `Port Sudan (Sudan) (AFP)
–`.
"""
_MONTH = (
    "(?:[Jj][Aa][Nn]|[Ff][Ee][Bb]|[Mm][Aa][Rr]|[Aa][Pp][Rr]|[Mm][Aa][Yy]|[Jj][Uu][Nn]|[Jj][Uu][Ll]|[Aa][Uu][Gg]"
    "|[Ss][Ee][Pp]|[Oo][Cc][Tt]|[Nn][Oo][Vv]|[Dd][Ee][Cc])"
)
_DATELINE_PLACE = re.compile(
    rf"^(?:[\"“(\[]\s*)?(?P<place>(?:{_PLACE_WORD}|{_SMALL_WORD})"
    rf"(?:[ /,-]{{1,2}}(?:(?!{_AGENCY})\(?{_PLACE_WORD}\)?|{_SMALL_WORD}))*)"
    rf"(?:,? (?:\d{{1,2}} )?{_MONTH}\w*\.?(?: \d{{1,2}})?(?:,? \d{{2,4}})?)?"
    r"\.?\s*(?P<credit>\((?:[A-Za-zÀ-ÿ .&/-]{2,40})\)|/[A-Z]{2,12}/)?\.?\s*(?P<dash>[-–—]{1,2}|:|\.?(?= /))\s"
)
_CREDIT = re.compile(r"\((?P<name>[A-Z][A-Za-zÀ-ÿ .&/-]{1,40})\)\s*[-–—]{1,2}|/(?P<slash>[A-Z]{2,12})/")
_BYLINE = re.compile(r"^(?:By|BY|by)\s+(?P<names>[^\n]{2,120})$", re.MULTILINE)

_STOPWORDS: dict[str, list[str]] = {
    "en": "the and of to in that was said for with on by were have has from people".split(),
    "fr": "le la les des et que dans une pour qui sur est avec par ont".split(),
    "es": "el los las que una por con para del fue han sus como pero".split(),
    "de": "der die und das den nicht mit ein eine auf von dem wurde sich".split(),
    "pt": "que não uma para com dos das foi pelo mais como são".split(),
    "it": "che della gli con una per sono dei nel alla stato più".split(),
    "tr": "ve bir için bu ile olarak olan daha çok sonra".split(),
    "nl": "de het een van dat niet zijn voor met ook werd".split(),
    "pl": "nie się jest że oraz przez dla jak były został".split(),
}
_SCRIPTS = (
    ("ru", re.compile(r"[ыэъё]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)


@dataclass(frozen=True)
class Outlets:
    """The outlets seed, ready for look-up."""

    by_domain: dict[str, str]
    by_name: dict[str, str]
    credits: dict[str, str]
    """Ways in which an agency's credit is written (lower case) to its canonical credit."""
    sites: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def long_credits(self) -> tuple[str, ...]:
        """Of those ways, the ones that are no short word by chance."""
        return tuple(term for term in self.credits if len(term) > 6)

    @classmethod
    def of(cls, seed: pl.DataFrame) -> Outlets:
        """Build from the seed: outlet_id, outlet_name, domain, wire_credit, credit_terms, site_names."""
        by_domain, by_name, credits, sites = {}, {}, {}, []
        for row in seed.iter_rows(named=True):
            if row["domain"]:
                by_domain[row["domain"]] = row["outlet_id"]
            names = [row["outlet_name"], *(row["site_names"] or "").split("|")]
            for name in filter(None, names):
                by_name[name.casefold()] = row["outlet_id"]
                sites.append((name, row["outlet_id"]))
            if row["wire_credit"]:
                for term in filter(
                    None, [row["wire_credit"], row["outlet_name"], *(row["credit_terms"] or "").split("|")]
                ):
                    credits[term.casefold()] = row["wire_credit"]
        return cls(by_domain, by_name, credits, sites)

    def identify(self, domain: str | None, name: str | None) -> str:
        """outlet_id: the seed's for a known domain or name, else the domain, else a slug of the name, else unknown."""
        if domain and domain in self.by_domain:
            return self.by_domain[domain]
        if name and name.casefold() in self.by_name:
            return self.by_name[name.casefold()]
        if domain:
            return domain
        slug = re.sub(r"[^\w]+", "-", (name or "").casefold()).strip("-")
        return slug or "unknown"

    def credit(self, name: str | None) -> str | None:
        """Canonical wire credit of a name, if it is an agency's."""
        return self.credits.get(name.casefold().strip(" .")) if name else None


def registered_domain(url_or_host: str | None) -> str | None:
    """`www.news.example.co.uk` to `example.co.uk`, by the bundled public suffix list; NULL where there is none."""
    if not url_or_host:
        return None
    found = _EXTRACT(url_or_host.strip())
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}".lower()
    # .example, .test, .local have no public suffix: the last two labels.
    host = re.sub(r"^[a-z]+://", "", url_or_host.strip().lower()).split("/")[0].split(":")[0]
    labels = [label for label in host.split(".") if label]
    return ".".join(labels[-2:]) if len(labels) >= 2 and re.fullmatch(r"[\w.-]+", host) else None


def wire_credit(outlets: Outlets, body: str, surroundings: str, hint: str | None) -> str | None:
    """Wire credit of a text: in its dateline, its last line, its byline or the source's credit fields, in this order.

    An agency in a dateline that the seed does not know (`/VNA/`) is given as written.
    """
    lead = "\n".join(body.split("\n\n")[:3]).strip()
    match = _CREDIT.search(lead[:400])
    if match:
        name = match["name"] or match["slash"]
        known = outlets.credit(name)
        if known:
            return known
        if match["slash"]:
            return name
    # The last lines, not the last alone: a site's own lines may follow the agency's name.
    for line in reversed([line.strip() for line in body.split("\n") if line.strip()][-4:]):
        last = line.strip(" .()[]—–-*")
        if len(last) <= 40 and (known := outlets.credit(last)):
            return known
        # … the ministry said. AFP
        signed = re.search(r"[.!?][\"”’]?\s+[(—–-]?\s?([A-Z][\w/ ]{1,20})\)?$", line)
        if signed and (known := outlets.credit(signed[1])):
            return known
    for text in (hint or "", surroundings):
        for line in text.split("\n"):
            found = _credit_in_line(outlets, line.strip())
            if found:
                return found
    return None


def _credit_in_line(outlets: Outlets, line: str) -> str | None:
    """The agency that a credit line names: `By A. Writer, Associated Press`, `© AFP`, `Source: Xinhua`."""
    if not line or len(line) > 160:
        return None
    bare = re.sub(r"(?i)^(?:by|source|sources|credit|via|from|©|copyright|\(c\))[\s:]*", "", line).strip(" .()©")
    bare = re.sub(r"^(?:19|20)\d\d\s*", "", bare).strip(" .()©")
    if known := outlets.credit(re.sub(r"^The ", "", bare)):
        return known
    marked = re.match(r"(?i)^(?:by |source|reporting by|©|copyright|\(c\)|credit|additional reporting)", line)
    looks_like_byline = re.search(r"(?:^|[,|/–—-]|\bfor|\bvia|\bwith)\s*(?:The )?([A-Z][\w. -]{1,30})$", line)
    parts = re.split(r"[,|/]| and | with | via | for |\(|\)|–|—| - ", bare)
    for part in parts:
        known = outlets.credit(re.sub(r"^(?:The|the) ", "", part.strip()))
        if known and (marked or looks_like_byline):
            return known
    folded = line.casefold()
    if folded.endswith(outlets.long_credits) and len(line.split()) <= 8:
        return next(outlets.credits[term] for term in outlets.long_credits if folded.endswith(term))
    return None


def dateline_place(body: str) -> str | None:
    """Place of the dateline as written, from the first paragraphs: `KYIV`, `Kano (Nigeria)`, `ADEN/DUBAI`."""
    for paragraph in body.split("\n\n")[:3]:
        match = _DATELINE_PLACE.match(paragraph.replace("\n", " "))
        if not match:
            continue
        place = match["place"].strip(" ,")
        capitals = place.split(",")[0].split("(")[0].split("/")[0].strip()
        shouted = capitals.isupper() and len(capitals) > 2
        if re.match(
            r"(?i)(?:updated?|breaking|exclusive|live|watch|corrected|correction|analysis|photo|video)\b", place
        ):
            continue
        if (
            (shouted or match["credit"])
            and match["dash"] is not None
            and len(place) <= 60
            and not re.search(r"\d", place)
        ):
            months = r"(?i),?\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?$"
            return re.sub(months, "", place).strip(" ,") or None
    return None


def byline(surroundings: str) -> str | None:
    """Names of a `By …` line."""
    match = _BYLINE.search(surroundings)
    return match["names"].strip() if match else None


def language(body: str) -> str | None:
    """ISO 639-1 code by script, else by the most frequent stop words; NULL where neither tells."""
    sample = body[:5000].lower()
    words = re.findall(r"[^\W\d_]+", sample)
    letters = sum(map(len, words)) or 1
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", sample))
    if cyrillic > letters / 2:
        return "uk" if len(_SCRIPTS[1][1].findall(sample)) > len(_SCRIPTS[0][1].findall(sample)) else "ru"
    for code, pattern in _SCRIPTS[2:]:
        if len(pattern.findall(sample)) > letters / 3:
            return code
    if not words:
        return None
    times = Counter(words)
    counts = {code: sum(times[word] for word in stop) for code, stop in _STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(1, len(words) // 25) else None
