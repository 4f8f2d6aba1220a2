"""JSON and JSON Lines feeds: the key names of the common sources.

What belongs here: which key holds what, in news APIs, news-please, Fundus, the Guardian's content API, webz.io and
Media Cloud exports, and in databases of incidents (GTD, ACLED, UCDP GED, Airwars and those like them), whose records
have a short text and no title. What does not: reading HTML inside a field (html.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipelines.ingest.documents import Document, RejectedError
from pipelines.ingest.readers.files import clean
from pipelines.ingest.readers.furniture import END, is_furniture, is_prose
from pipelines.ingest.readers.html import plain_text

HEADLINE = ("title", "headline", "webTitle", "fields.headline", "name", "thread.title", "header", "subject")
BODY = (
    "text",
    "body",
    "maintext",
    "fields.bodyText",
    "plaintext",
    "plain_text",
    "article_text",
    "full_text",
    "fullText",
    "content",
    "articleBody",
    "story",
    "html",
    "fields.body",
    "content_html",
    "raw_html",
    "cleaned_text",
    "full_content",
)
TEASER = (
    "description",
    "summary",
    "snippet",
    "fields.trailText",
    "notes",
    "narrative",
    "details",
    "abstract",
    "incident_summary",
    "incident_description",
    "event_summary",
    "event_description",
)
"""Short texts: an article's teaser, or all that a database of incidents says about one."""
SHORTEST_TEASER = 12
"""Words from which a teaser stands for an article whose text is not in the record."""
PUBLISHED = (
    "published",
    "publishedAt",
    "date_publish",
    "publication_date",
    "publish_date",
    "publishing_date",
    "pubDate",
    "published_at",
    "webPublicationDate",
    "datePublished",
    "date_published",
    "published_date",
    "publishDate",
    "iso_date",
    "date",
    "event_date",
    "incident_date",
    "eventDate",
    "date_of_incident",
    "date_start",
    "start_date",
    "report_date",
    "pub_date",
    "thread.published",
    "created",
    "timestamp",
)
MODIFIED = (
    "date_modify",
    "modified",
    "updatedAt",
    "updated",
    "dateModified",
    "last_modified",
    "fields.lastModified",
    "updated_at",
)
URL = ("url", "link", "webUrl", "canonical_url", "article_url", "thread.url", "href", "guid")
OUTLET = (
    "source.name",
    "publisher",
    "fields.publication",
    "source_name",
    "media_name",
    "outlet",
    "source",
    "site_name",
    "publication",
    "thread.site_full",
    "source.site_full",
    "publisher.name",
    "source_id",
)
DOMAIN = (
    "source_domain",
    "domain",
    "thread.site",
    "source.site",
    "media_url",
    "source_url",
    "source.domain",
    "source.url",
)
AUTHOR = ("author", "authors", "creator", "byline", "fields.byline", "author_name", "by")
LANGUAGE = ("language", "lang", "fields.lang")
INCIDENT_ID = ("eventid", "event_id", "incident_id", "event_id_cnty", "incident_code", "event_code")
RECORD_ID = (*INCIDENT_ID, "id", "_id", "uid", "uuid", "guid", "record_id", "data_id")
DATE_PARTS = (("iyear", "imonth", "iday"), ("year", "month", "day"))
"""Day of an incident in three numbers, as GTD has it; a 0 stands for unknown."""

NO_TITLE = ("", "n/a", "na", "none", "null", "nan", "untitled", "no title", "unknown")
"""What stands where a record has no title."""

_DATE_HEAD = re.compile(r"^\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s*[:–—-]\s*")
_SENTENCE_GAP = re.compile(
    r"(?<![A-Z]\.)(?<!\b(?:Mr|Dr|St|Lt|No)\.)(?<!\b(?:Gen|Col|Maj|Sgt|Cpl|Mrs|Gov|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sep"
    r"|Oct|Nov|Dec)\.)(?<!\b(?:Sept|Capt|Brig)\.)(?<=[.!?])[\"”’)]?\s+(?=[\"“‘(A-Z\d\[])|\n\n"
)


LISTS = (
    "articles", "results", "docs", "items", "stories", "data", "posts", "response.results", "incidents", "events",
    "records", "reports", "features", "hits.hits",
)  # fmt: skip
_WRAPPERS = ("properties", "attributes", "_source", "fields")


def records(text: str, *, lines: bool) -> Iterator[tuple[int | None, Any | RejectedError]]:
    """Records of a feed, numbered from 1; a single object has no number. What can't be parsed comes as an error."""
    if lines:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, parse(line, f"line {number}")
        return
    data = parse(text, "the file")
    if isinstance(data, dict):
        for key in LISTS:
            inner = _get(data, key)
            if isinstance(inner, list) and inner and isinstance(inner[0], dict) and not _first(data, BODY):
                data = inner
                break
    if isinstance(data, list):
        yield from enumerate(data, start=1)
    else:
        yield None, data


def read_record(record: Any) -> Document:
    """One record to one Document. Raises RejectedError: malformed_json, no_headline, no_body."""
    if not isinstance(record, dict):
        raise RejectedError(
            "malformed_json",
            f"found {type(record).__name__}; expected an object with title and text",
            str(record)[:200],
        )
    record = _folded(record)
    headline = _text(_first(record, HEADLINE))
    if headline and headline.lower().strip(" .()[]-–—") in NO_TITLE:
        headline = None
    body = _body(record, has_headline=headline is not None)
    if not body:
        keys = ", ".join(sorted(map(str, record))[:20])
        raise RejectedError(
            "no_body", f"found the keys {keys}; expected one of {', '.join(BODY[:6])} with text", headline
        )
    published = _text(_first(record, PUBLISHED)) or _from_parts(record)
    record_key = None
    if not headline or _first(record, INCIDENT_ID):
        record_key = _text(_first(record, RECORD_ID)) or f"{published} {body}"
    if not headline:
        headline = first_sentence(body)
    body = without_lines_of_furniture(body)
    author = _names(_first(record, AUTHOR))
    outlet = _text(_first(record, OUTLET))
    return Document(
        headline=plain_text(headline).strip(),
        body=body,
        format="json",
        url=_text(_first(record, URL)),
        outlet_name=outlet,
        outlet_domain=_text(_first(record, DOMAIN)),
        author=author,
        language=_language(_text(_first(record, LANGUAGE))),
        published=published,
        record_key=record_key,
        modified=_text(_first(record, MODIFIED)),
        agency_hint="\n".join(filter(None, [author, outlet, _text(_first(record, ("copyright", "credit", "agency")))])),
    )


LONGEST_HEADLINE = 200
"""Characters of a headline made from a text."""


def first_sentence(body: str) -> str:
    """A stand-in headline for a record without one: its first sentence, without the date at its head.

    A sentence of more than 200 characters is cut at a comma in its second half, else at a word.
    """
    text = _DATE_HEAD.sub("", body.strip())
    sentence = " ".join(_SENTENCE_GAP.split(text, maxsplit=1)[0].split())
    if len(sentence) <= LONGEST_HEADLINE:
        return sentence
    cut = sentence[:LONGEST_HEADLINE]
    clause = re.match(rf"(.{{{LONGEST_HEADLINE // 2},}})[,;:—–] ", cut)
    return clause[1] if clause else cut.rsplit(" ", 1)[0]


def _from_parts(record: dict[str, Any]) -> str | None:
    """A day given as three numbers; NULL where one is unknown."""
    for names in DATE_PARTS:
        digits = [re.sub(r"\.0$", "", str(_get(record, name))) for name in names]
        if all(re.fullmatch(r"\d{1,4}", part) and int(part) for part in digits) and len(digits[0]) == 4:
            return f"{digits[0]}-{int(digits[1]):02d}-{int(digits[2]):02d}"
    return None


def _folded(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its keys as written and in lower case (`Event Date`: `event_date`), out of its wrapper."""
    for wrapper in _WRAPPERS:
        inner = record.get(wrapper)
        if isinstance(inner, dict) and not _first(record, (*BODY, *TEASER)):
            record = {**inner, **record}
    lower = {re.sub(r"[\s-]+", "_", str(key)).lower(): value for key, value in record.items()}
    return {**lower, **record}


def without_lines_of_furniture(body: str) -> str:
    """The text as it stands in the field, less whole lines of site furniture and what follows a page's end."""
    parts = re.split(r"(\n+)", body)
    lines, gaps = parts[::2], [*parts[1::2], ""]
    n_prose = sum(is_prose(line) for line in lines)
    kept, seen = [], 0
    for line, gap in zip(lines, gaps, strict=True):
        if END.match(line) and n_prose and seen >= max(1, 0.6 * n_prose):
            break
        seen += is_prose(line)
        if not is_furniture(line):
            kept.append(line + gap)
    return "".join(kept).strip() or body


def _body(record: dict[str, Any], *, has_headline: bool) -> str:
    """The longest of the body fields, as text; else a teaser: of 12 words where it stands under a headline."""
    best = ""
    for key in BODY:
        value = _get(record, key)
        if isinstance(value, list):
            value = "\n\n".join(str(v.get("text", "") if isinstance(v, dict) else v) for v in value)
        if isinstance(value, dict):
            value = value.get("text") or value.get("rendered") or value.get("html")
        if isinstance(value, str) and value.strip():
            text = clean(plain_text(value) if re.search(r"<(?:p|div|br|a|h\d|span)\b", value) else value).strip()
            if cut := re.search(r"\[\+\d{1,9} chars\]$", text):
                text = text[: cut.start()].rstrip().removesuffix("…").rstrip()
            if len(text) > len(best):
                best = text
    if len(best) < 40:
        teasers = [plain_text(teaser).strip() for key in TEASER if (teaser := _text(_get(record, key)))]
        longest = max(teasers, key=len, default="")
        if len(longest) > len(best) and (len(longest.split()) >= SHORTEST_TEASER or not has_headline):
            return longest
    return best


def _get(record: dict[str, Any], path: str) -> Any:
    """A value by its dotted path; NULL where it is absent."""
    if path in record:
        return record[path]
    value: Any = record
    for part in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def _first(record: dict[str, Any], paths: tuple[str, ...]) -> Any:
    """The first value that is there and not empty; objects only where they are named by `name`."""
    for path in paths:
        value = _get(record, path)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if value not in (None, "", [], {}):
            return value
    return None


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    text = clean(str(value)).strip() if value is not None else ""
    return text or None


def _names(value: Any) -> str | None:
    """Authors joined with '; '."""
    items = value if isinstance(value, list) else [value]
    names = [text for item in items if (text := _text(item))]
    return "; ".join(dict.fromkeys(names)) or None


def _language(value: str | None) -> str | None:
    """ISO 639-1 code of a language code or English name."""
    if not value:
        return None
    names = {"english": "en", "french": "fr", "spanish": "es", "german": "de", "arabic": "ar", "russian": "ru",
             "ukrainian": "uk", "portuguese": "pt", "italian": "it", "turkish": "tr"}  # fmt: skip
    return names.get(value.lower(), value[:2].lower() if re.match(r"^[A-Za-z]{2}(?:[-_].*)?$", value) else None)


def parse(text: str, where: str) -> Any:
    """A JSON text as it stands in `where`; RejectedError, not raised, where it is none or says two things of one."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except _TwoValuesError as error:
        return RejectedError(
            "malformed_json",
            f"found the key {error} twice with different values in {where}; expected it once; mend or drop it",
            text[:200],
        )
    except (json.JSONDecodeError, RecursionError) as error:
        return RejectedError(
            "malformed_json", f"found no JSON in {where} ({error}); expected one object; mend or drop it", text[:200]
        )


class _TwoValuesError(ValueError):
    """An object that says two things of one field, of which nobody knows the right one; the message is the key."""


_DECISIVE = {path.rsplit(".", 1)[-1].lower() for path in (*HEADLINE, *BODY, *TEASER, *PUBLISHED, *URL)}
"""Keys whose value decides what the article is."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of its pairs. Raises _TwoValuesError for a decisive key; of any other the last value stands."""
    record = dict(pairs)
    if len(record) < len(pairs):
        for key, value in pairs:
            if key.lower() in _DECISIVE and value != record[key]:
                raise _TwoValuesError(repr(key))
    return record


def _integer(digits: str) -> int | str:
    """A whole number; one of more digits than Python reads (4,300) stays a text."""
    return int(digits) if len(digits) <= 1000 else digits
