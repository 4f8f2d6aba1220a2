"""Which article a document is, and which text of it.

What belongs here: canonical URLs, article_id, content_hash, version_id. What does not: reading fields.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ocid|ref|ref_src|smid|ito|at_\w+|ns_\w+|CMP|traffic_source|xtor|"
    r"feature)$",
    re.IGNORECASE,
)


def canonical_url(url: str | None) -> str | None:
    """A URL by which copies of a page agree: https, lower-case host without www, no tracking, no fragment."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)])
    path = re.sub(r"/(?:amp/?|index\.html?)$", "/", parts.path).rstrip("/")
    return urlunsplit(("https", host, path, query, ""))


def article_id(url: str | None, outlet_id: str, title: str, published_on: dt.date | None = None) -> str:
    """16 hex digits from the canonical URL, else from outlet, title (case and punctuation folded) and day.

    `title`: the headline; for a record without one, its own key, so that two incidents that begin alike stay two.
    `published_on`: where the text tells it; a `Daily situation report` of the next day is no new version of today's.
    """
    canonical = canonical_url(url)
    words = " ".join(re.findall(r"\w+", title.casefold()))
    key = canonical or "\n".join([outlet_id, words, *([published_on.isoformat()] if published_on else [])])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def content_hash(headline: str, body: str) -> str:
    """SHA-256 of headline and body with white space folded, 64 hex digits."""
    folded = " ".join(headline.split()) + "\n" + " ".join(body.split())
    return hashlib.sha256(folded.encode()).hexdigest()


def version_id(article: str, content: str) -> str:
    """The text version: article_id and the first 8 digits of the content hash."""
    return f"{article}-{content[:8]}"
