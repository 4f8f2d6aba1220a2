"""When an article was published, and by which rule that is known.

What belongs here: metadata, date lines in the page text, datelines, and the inference of a missing year. What does
not: when the events happened (pipelines/extract/eventdates.py).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateutil import parser as dateutil_parser

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = (
    r"(?P<zone>GMT|UTC|BST|CET|CEST|EET|EEST|MSK|EST|EDT|ET|IST|PKT|WAT|EAT|CAT|SAST)?"
    r"(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?"
)
_DATES = (
    rf"\b{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}\b",
    rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
    rf"\b{_YEAR}-(?P<month_number>\d\d)-(?P<day_number>\d\d)\b",
    r"\b(?P<slash_first>\d{1,2})[/.](?P<slash_second>\d{1,2})[/.](?P<slash_year>(?:19|20)\d\d)\b",
)
_ZONES = {
    "GMT": 0, "UTC": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "EST": -300,
    "EDT": -240, "ET": -300, "IST": 330, "PKT": 300, "WAT": 60, "EAT": 180, "CAT": 120, "SAST": 120,
}  # fmt: skip
"""Minutes ahead of UTC."""

_PUBLISHED_LINE = re.compile(
    r"(?i)\b(?:first published|originally published|published(?: on| at)?|issued on|posted(?: on)?"
    r"|publication date|date)\b"
)
_UPDATED_LINE = re.compile(r"(?i)\b(?:last updated|updated(?: on| at)?|modified|last modified)\b")

WAR_STARTS = (
    (re.compile(r"(?i)\b(?:russia|ukrain|kyiv|kiev|moscow)"), dt.date(2022, 2, 24)),
    (re.compile(r"(?i)\b(?:gaza|hamas|israel)"), dt.date(2023, 10, 7)),
    (re.compile(r"(?i)\b(?:sudan|rsf|khartoum|darfur)"), dt.date(2023, 4, 15)),
    (re.compile(r"(?i)\b(?:myanmar|burma|junta)"), dt.date(2021, 2, 1)),
    (re.compile(r"(?i)\b(?:syria|damascus|assad)"), dt.date(2011, 3, 15)),
    (re.compile(r"(?i)\b(?:yemen|houthi|sanaa)"), dt.date(2014, 9, 21)),
    (re.compile(r"(?i)\b(?:boko haram|nigeria)"), dt.date(2009, 7, 26)),
    (re.compile(r"(?i)\b(?:mali|bamako)\b"), dt.date(2012, 1, 16)),
)
"""Where a war is called `year-old` or `13-year`: what it is about, and when it began (UCDP conflict start dates)."""

_NUMBER_WORDS = {
    w: i
    for i, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
_ORDINAL_WORDS = {
    w: i
    for i, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_WAR = (
    r"(?:full-scale |civil |all-out |renewed |russian |russia['’]s )*(?:invasion|war|conflict|insurgency|offensive|"
    r"rebellion"
    r"|fighting|hostilities)"
)
_COUNT = r"(?P<number>\d{1,4}|" + "|".join(_NUMBER_WORDS) + ")"
_NTH = r"(?P<nth>\d{1,4}(?:st|nd|rd|th)|" + "|".join(_ORDINAL_WORDS) + ")"
_UNIT = r"(?P<unit>year|month|week|day)"
_WAR_AGES = tuple(
    re.compile(rf"(?i)\b{pattern}\b")
    for pattern in (
        rf"(?:{_COUNT}[- ])?{_UNIT}(?:-old|-long) {_WAR}",
        rf"{_COUNT}-{_UNIT} {_WAR}",
        rf"{_COUNT}(?: and a half)? {_UNIT}s (?:of|into) (?:the |its |his |their |a |an )?{_WAR}",
        rf"{_COUNT} {_UNIT}s (?:after|since) (?:the (?:start|beginning|outbreak) of )?(?:the |its |his )?{_WAR}",
        rf"{_COUNT} {_UNIT}s (?:after|since) (?:russia|moscow) (?:invaded|launched its)",
        rf"{_NTH} {_UNIT} of (?:the |its |his |their |a )?{_WAR}",
        rf"{_WAR}(?:,? now)? (?:in|is in|enters|entered|entering|has entered) its {_NTH} {_UNIT}",
        rf"day (?P<nth>\d{{1,4}}) of (?:the |its |his )?{_WAR}",
    )
)
"""How a text tells a war's age; an ordinal counts from its beginning: the third year is the war's age of two to three.
"""

_DAYS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
_HEAD_DATE = re.compile(
    rf"^\s*(?:{_YEAR}-(?P<month_number>\d\d)-(?P<day_number>\d\d)"
    r"|(?P<slash_first>\d{1,2})[/.](?P<slash_second>\d{1,2})[/.](?P<slash_year>(?:19|20)\d\d))\s*(?::|[-–—]\s)"
)
_DATELINE = re.compile(
    rf"(?i)^[^\n]{{0,80}}?(?:\b{_MONTH} {_DAY}|\b(?P<day_first>\d{{1,2}}) (?P<month_second>{'|'.join(MONTHS)})\.?)"
    r"(?:,? (?P<year>(?:19|20)?\d\d))?"
    r"(?=\s*(?:\((?:\w|[ .&/-])+\)|\.?\s*/\w+/|\s*[-–—]))"
)
_RELATIVE_DAY = re.compile(r"\b(?:on|late|early|overnight|last) (" + "|".join(d.title() for d in WEEKDAYS) + r")\b")


@dataclass(frozen=True)
class Publication:
    """published_on with the rule it was read by; instants are naive UTC."""

    published_on: dt.date
    source: str
    published_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None
    text: str | None = None


def publication(
    published: str | None, modified: str | None, surroundings: str, body: str, landed_on: dt.date
) -> Publication:
    """Read the date of publication: metadata, else the page's date line, else the dateline, else the landing day.

    `surroundings` are the lines beside the body. A dateline without a year takes the year that its weekday and the
    age of its war agree with (`inferred`), else the latest such day up to the landing day (`landing`).
    """
    changed = _instant(modified)
    _, stated_change = _date_line(surroundings, _UPDATED_LINE)
    modified_at = (changed[1] if changed else None) or stated_change
    from_metadata = _instant(published)
    if from_metadata:
        day, at = from_metadata
        return Publication(day, "metadata", at, modified_at, published)
    line = _published_line(surroundings)
    if line:
        day, at, text = line
        return Publication(day, "text", at, modified_at, text)
    head = _head_date(body)
    if head:
        return Publication(head[0], "text", None, modified_at, head[1])
    dateline = _dateline(body)
    if dateline:
        year, month, day_number, text = dateline
        if year:
            stated = _date(year, month, day_number)
            if stated:
                return Publication(stated, "dateline", None, modified_at, text)
        else:
            inferred = _infer_year(month, day_number, body, landed_on)
            if inferred:
                return Publication(inferred[0], inferred[1], None, modified_at, text)
    return Publication(landed_on, "landing", None, modified_at, None)


def _instant(text: str | None) -> tuple[dt.date, dt.datetime | None] | None:
    """A metadata date: its day as written, and its instant in UTC where it has a time."""
    if not text or not text.strip():
        return None
    value = text.strip()
    if re.fullmatch(r"\d{10}(?:\.\d+)?", value):
        moment = dt.datetime.fromtimestamp(float(value), dt.UTC)
        return moment.date(), moment.replace(tzinfo=None)
    if re.fullmatch(r"\d{13}", value):
        moment = dt.datetime.fromtimestamp(int(value) / 1000, dt.UTC)
        return moment.date(), moment.replace(tzinfo=None)
    if re.fullmatch(r"\d{8}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    try:
        moment = dt.datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        try:
            moment = dateutil_parser.parse(value, default=dt.datetime(1, 1, 1), tzinfos=_tzinfos)
        except (ValueError, ArithmeticError):  # ArithmeticError: `10h` and a minute of forty digits
            return None
    if not 1900 <= moment.year <= 2100:
        return None
    day = moment.date()
    if len(value) <= 10:
        return day, None
    if moment.tzinfo is not None:
        moment = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return day, moment


def _tzinfos(name: str | None, offset: int | None) -> dt.tzinfo | None:
    if offset is not None:
        return dt.timezone(dt.timedelta(seconds=offset))
    return dt.timezone(dt.timedelta(minutes=_ZONES[name])) if name in _ZONES else None


def _published_line(surroundings: str) -> tuple[dt.date, dt.datetime | None, str] | None:
    """The page's own date: a line that says `Published`, else the first line that is a date and little else."""
    lines = [line.strip() for line in surroundings.split("\n") if line.strip()]
    for line in lines:
        marked = _PUBLISHED_LINE.search(line)
        if marked and (found := _in_line(line[marked.start() :])):
            return found
    for line in lines:
        if (
            len(line) <= 120
            and (found := _in_line(line))
            and not re.match(r"(?i)\s*(?:last )?updated|©|copyright", line)
        ):
            rest = line.replace(found[2], "")
            if len(re.findall(r"[^\W\d_]{3,}", rest)) <= 8:
                return found
    return None


def _date_line(surroundings: str, marker: re.Pattern[str]) -> tuple[dt.date | None, dt.datetime | None]:
    """The date behind a marker such as `Last updated:`; a day without a time counts as its end."""
    for line in surroundings.split("\n"):
        marked = marker.search(line)
        if marked and (found := _in_line(line[marked.start() :])):
            day, at, _ = found
            return day, at or dt.datetime.combine(day, dt.time(23, 59))
    return None, None


def _in_line(line: str) -> tuple[dt.date, dt.datetime | None, str] | None:
    """The first full date of a line, with its time if one stands near."""
    best: re.Match[str] | None = None
    for pattern in _DATES:
        match = re.search(pattern, line, re.IGNORECASE)
        if match and (best is None or match.start() < best.start()):
            best = match
    if best is None:
        return None
    parts = best.groupdict()
    if parts.get("slash_year"):
        first, second = int(parts["slash_first"]), int(parts["slash_second"])
        # Day first, as most of the world writes it, unless that is no date.
        day = _date(int(parts["slash_year"]), second, first) or _date(int(parts["slash_year"]), first, second)
    elif parts.get("month_number"):
        day = _date(int(parts["year"]), int(parts["month_number"]), int(parts["day_number"]))
    else:
        day = _date(int(parts["year"]), MONTHS[parts["month"].lower()], int(parts["day"]))
    if day is None:
        return None
    clock = re.search(_TIME + r"\s*" + _ZONE, line[best.end() :]) or re.search(
        _TIME + r"\s*" + _ZONE, line[: best.start()]
    )
    return day, _at(day, clock), best.group(0)


def _at(day: dt.date, clock: re.Match[str] | None) -> dt.datetime | None:
    """Instant in UTC from a day and a clock time; without a zone the time is not used."""
    if clock is None or not (clock["zone"] or clock["offset"]):
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    ahead = _ZONES.get(clock["zone"] or "UTC", 0)
    if clock["offset"]:
        sign = -1 if clock["offset"][0] == "-" else 1
        digits = clock["offset"][1:].replace(":", "")
        ahead = sign * (int(digits[:2]) * 60 + int(digits[2:] or 0)) if len(digits) > 2 else sign * int(digits) * 60
    return dt.datetime.combine(day, dt.time(hour, minute)) - dt.timedelta(minutes=ahead)


def _head_date(body: str) -> tuple[dt.date, str] | None:
    """The date at the head of an incident's summary: `04/12/2015: Assailants attacked a checkpoint`.

    Month first where both readings are dates, as the Global Terrorism Database writes it.
    """
    match = _HEAD_DATE.match(body)
    if not match:
        return None
    if match["slash_year"]:
        year, first, second = (int(match[name]) for name in ("slash_year", "slash_first", "slash_second"))
        day = _date(year, first, second) or _date(year, second, first)
    else:
        day = _date(int(match["year"]), int(match["month_number"]), int(match["day_number"]))
    return (day, match.group(0).strip(" \t:–—")) if day else None


def _dateline(body: str) -> tuple[int | None, int, int, str] | None:
    """Year (if any), month, day and text of the dateline at the start of the body, or at its first paragraphs."""
    for paragraph in body.split("\n\n")[:4]:
        match = _DATELINE.match(paragraph.replace("\n", " "))
        if match:
            month = MONTHS[(match["month"] or match["month_second"]).lower()]
            day = int(match["day"] or match["day_first"])
            year = match["year"]
            number = (
                None
                if year is None
                else int(year)
                if len(year) == 4
                else 1900 + int(year)
                if int(year) > 50
                else 2000 + int(year)
            )
            return number, month, day, match.group(0)[-40:].strip()
    return None


def _infer_year(month: int, day: int, body: str, landed_on: dt.date) -> tuple[dt.date, str] | None:
    """The year of a dateline without one: the candidate that most clues of the text agree with, the latest of equals.

    Clues: the first weekday of the lead (`on Thursday`) is the dateline's own day or a day or two before, and later
    ones weigh half of it; the latest year that the text names is the dateline's or the one before, and never after
    it; `year-old invasion` and `seven months into the war` give the war's age.
    Without a clue: the latest such day up to the landing day (`landing`).
    """
    years = range(landed_on.year, landed_on.year - 30, -1)
    candidates = [d for y in years if (d := _date(y, month, day)) and d <= landed_on]
    if not candidates:
        return None
    lead = "\n\n".join(body.split("\n\n")[:3])
    weekdays = [WEEKDAYS[name.lower()] for name in _RELATIVE_DAY.findall(lead)]
    stated = [
        int(y) for y in re.findall(r"\b(?:in|since|of|until|by|late|early) (?:[A-Z]\w+ )?((?:19|20)\d\d)\b", body)
    ]
    latest = max((y for y in stated if y <= landed_on.year), default=None)
    aged = _by_war_age(candidates, body)

    def score(candidate: dt.date) -> float:
        points = 3.0 if candidate in aged else 0.0
        if weekdays:
            behind = [(candidate.weekday() - w) % 7 for w in weekdays]
            points += max(0.0, 2.0 - 0.6 * behind[0]) + max(0.0, 1.0 - 0.3 * min(behind))
        if latest is not None:
            points += {0: 2.0, 1: 1.5}.get(candidate.year - latest, -3.0 if candidate.year < latest else 0.0)
        return points

    best = max(candidates, key=score)
    has_clue = score(best) > 0
    return best, "inferred" if has_clue else "landing"


def _by_war_age(candidates: list[dt.date], body: str) -> list[dt.date]:
    """Candidates on which the war that the text is about has the age that the text gives it."""
    match = next((found for pattern in _WAR_AGES if (found := pattern.search(body))), None)
    counts = [(len(pattern.findall(body)), start) for pattern, start in WAR_STARTS]
    most, start = max(counts, key=lambda item: item[0])
    if match is None or not most:
        return []
    parts = match.groupdict()
    unit = _DAYS[(parts.get("unit") or "day").lower()]
    if nth := parts.get("nth"):
        number = _ORDINAL_WORDS.get(nth.lower()) or int(re.sub(r"\D", "", nth))
        low, high = (number - 1) * unit - 3, number * unit + 3
        return [d for d in candidates if low <= (d - start).days <= high]
    stated = parts.get("number") or "1"
    age = (_NUMBER_WORDS.get(stated.lower()) or int(stated)) * unit
    # Half a year either way for years, half a month and a little more for months: ages are told in round numbers.
    slack = max(0.5 * unit, 2.0) if unit > 300 else 0.75 * unit
    fit = [d for d in candidates if abs((d - start).days - age) <= slack]
    return fit or [d for d in candidates if 0 <= (d - start).days - age < unit]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
