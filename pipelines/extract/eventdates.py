"""When it happened: time phrases resolved against the day of publication.

What belongs here: `on Thursday`, `overnight`, `last October`, `on 8 April`, `since 24 February` to a day and its
precision. What does not: the publication date itself (pipelines/ingest/dates.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import find_pattern, lean, text_before

MONTHS = {
    m: i
    for i, m in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
_MONTH_NUMBERS = MONTHS | {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), start=1)}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
"""A month's name in a text, whole or cut short."""
_MONTH_WORD = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_WAR = r"(?:war|conflict|invasion|full-scale invasion|fighting|operation|special military operation|offensive|uprising|siege|hostilities|ground operation|year|month|week)"  # noqa: E501
_MONTH_CAPITALS = r"(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
_WEEKDAY_CAPITALS = r"(?:MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
_YEAR = r"(?:19|20)\d\d"
_COUNTS = {c: i for i, c in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), start=1)}
_COUNT = "|".join(list(_COUNTS)[1:])
_ORDINAL = r"(?:st|nd|rd|th)?"

TIME_PHRASE = "|".join(
    (
        # 11/12/2015: at the head of an incident summary; 2015-11-12
        rf"(?:^\d{{1,2}}/\d{{1,2}}/{_YEAR}(?:\b|:)|\b{_YEAR}-\d\d-\d\d\b)",
        # on Thursday, 8 April 2022; Oct. 7, 2023
        rf"(?i:\b(?:since|on|of|by|until|before|after|from) )?(?:{_WEEKDAY},? )?(?:the )?"
        rf"\b(?:\d{{1,2}}{_ORDINAL}(?: of)? {MONTH}(?:,? {_YEAR})?\b|{MONTH} \d{{1,2}}{_ORDINAL}\b(?:,? {_YEAR}\b)?)",
        # in March 2022
        rf"(?i:\b(?:since|in|throughout|during|by|late|last|this) )?(?i:early |mid-|late )?"
        rf"\b{_MONTH_WORD} (?:of )?{_YEAR}\b",
        # last October
        rf"(?i:\b(?:since|in|last|this|earlier in|throughout) )(?i:early |mid-|late |last )?{_MONTH_WORD}\b",
        # on Thursday, late Friday
        rf"(?i:\b(?:since|on|last|by|late|early|before) )?(?i:late |early )?\b{_WEEKDAY}(?i:['’]s)?\b",
        # in 2023
        rf"(?i:\b(?:since|in) )(?i:early |late |mid-)?{_YEAR}\b",
        # since the start of the invasion
        rf"(?i:\bsince (?:the )?(?:(?:start|beginning|outbreak|onset) of )?(?:the |"
        rf"its )?(?:\w+[ -]){{0,2}}{_WAR}\b(?: (?:began|started|broke out))?)",
        r"(?i:\b(?:overnight|yesterday|today|tonight|(?:earlier |late |early )?this (?:morning|afternoon|evening|week|"
        r"weekend|month|year))\b)",
        r"(?i:\b(?:at|over|during) the weekend\b)",
        r"(?i:\blast (?:night|week|month|year)\b)",
        r"(?i:\b(?:a day (?:earlier|before)|the (?:day before|previous day))\b)",
        r"(?i:\b(?:over|in|during) the (?:past|last) (?:day|24 hours|week|month|year)\b)",
        rf"(?i:\b(?:{_COUNT}|\d{{1,2}}) (?:days|weeks|months|years) (?:ago|earlier|before)\b)",
        r"(?i:\ba (?:week|month|year) (?:ago|earlier|before)\b)",
        # In capitals, as wire texts of the 1980s are.
        rf"\b(?:(?:SINCE|ON|IN|OF|LAST) )?(?:\d{{1,2}} {_MONTH_CAPITALS}(?:,? {_YEAR})?|"
        rf"{_MONTH_CAPITALS} \d{{1,2}}(?:,? {_YEAR})?|{_MONTH_CAPITALS} {_YEAR}|{_WEEKDAY_CAPITALS})\b",
    )
)
"""Phrases that say when, longest forms first."""

BOUND = r"(?i)^(?:since|before|until|after)\b"
"""Phrases that bound a count or stand for another event: `before Thursday's attack`."""

SAYING = (
    r"(?i)\b(?:said|says|told(?: \S+){1,4}|announced|reported|added|wrote|stated|confirmed|denied|claimed|"
    r"(?:statement|briefing|interview|post|report|address|bulletin|update)(?: released| published| issued)?) (?:late |"
    r"early )?$"
)
"""Before a day on which something was said: not the day on which it happened."""

DATELINE = r"^,?\s?(?:\d{4},?\s?)?(?:\([^)]{2,40}\)\s?)?(?:-{1,2}|–|—)\s"
"""Behind the date of a dateline: `KYIV, Oct 3 (Reuters) -`."""


def event_dates(batch: Batch, spans: pl.DataFrame) -> pl.DataFrame:
    """The time of each span: of its own sentence, else of the sentences before it in its paragraph, else of the lead,
    else the day on which it was said, else of the dateline.

    In: row_id (unique), sentence_id, start, end. Out, one row per span: row_id, event_date (Date; first day of a week,
    month or year), event_date_precision, event_date_text, is_own_date (of its own sentence). A phrase with `since` or
    `before` bounds a count and dates no event: its text is given, with precision `unknown`.
    """
    sentences = batch.sentences.select("sentence_id", "version_id", "paragraph_no", "in_headline", "text")
    texts = sentences.filter(~pl.col("in_headline"))
    published = batch.articles.select("version_id", "published_on")
    found = (
        find_pattern(texts, TIME_PHRASE)
        .join(sentences.select("sentence_id", "version_id", "paragraph_no", "text"), on="sentence_id", how="left")
        .join(published, on="version_id", how="left")
    )
    # A batch says `on Monday` a thousand times: each phrase is resolved once a day of publication.
    said = found.select("matched", "published_on").unique().with_columns(_resolved())
    found = found.join(said, on=["matched", "published_on"], how="left", nulls_equal=True, maintain_order="left")
    phrases = (
        _with_known_days(found, batch.codebook.table("known_days"))
        .with_columns(
            is_bound=pl.col("matched").str.contains(lean(BOUND)),
            left=text_before("text", "start", 60),
            behind=pl.col("text").str.slice(pl.col("end"), 50),
        )
        # `a man born in 1967`
        .filter(~pl.col("left").str.contains(lean(r"(?i)\bborn $")))
        .with_columns(
            is_saying=pl.col("left").str.contains(lean(SAYING)),
            is_dateline=(pl.col("paragraph_no") == 1)
            & (pl.col("start") < 70)
            & pl.col("behind").str.contains(lean(DATELINE)),
        )
        .drop("text", "left", "behind")
        .rename({"start": "phrase_start", "end": "phrase_end", "matched": "event_date_text"})
    )
    wanted = spans.select("row_id", "sentence_id", "start", "end").join(
        sentences.select("sentence_id", "version_id", "paragraph_no"), on="sentence_id", how="left"
    )
    columns = ["row_id", "event_date", "event_date_precision", "event_date_text"]
    gap = pl.max_horizontal(pl.col("phrase_start") - pl.col("end"), pl.col("start") - pl.col("phrase_end"), pl.lit(0))
    here = (
        wanted.join(phrases.drop("version_id", "paragraph_no", "published_on"), on="sentence_id", how="inner")
        .filter(~pl.col("is_dateline"))
        .sort("row_id", "is_saying", gap, "phrase_start")
        .unique("row_id", keep="first", maintain_order=True)
        .with_columns(
            event_date=pl.when(~pl.col("is_bound")).then("event_date"),
            event_date_precision=pl.when(pl.col("is_bound"))
            .then(pl.lit("unknown"))
            .otherwise(pl.col("event_date_precision")),
        )
    )
    own = here.filter(~pl.col("is_saying")).select(columns)
    # The lead's `officials said on Thursday` is the day itself; elsewhere the day of saying comes last.
    said = here.filter("is_saying").select(columns)
    usable = phrases.filter(~pl.col("is_bound") & pl.col("event_date").is_not_null() & ~pl.col("is_dateline"))
    missing = wanted.join(own, on="row_id", how="anti")
    before = (
        missing.join(
            usable.filter(~pl.col("is_saying")).rename({"sentence_id": "phrase_sentence"}),
            on=["version_id", "paragraph_no"],
            how="inner",
        )
        .filter(pl.col("phrase_sentence") < pl.col("sentence_id"))
        .sort("row_id", "phrase_sentence", "phrase_start", descending=[False, True, False])
        .unique("row_id", keep="first", maintain_order=True)
        .select(columns)
    )
    missing = missing.join(before, on="row_id", how="anti")
    lead = usable.filter((pl.col("paragraph_no") <= 2) & (pl.col("event_date_precision") == "day"))
    lead = lead.sort("version_id", "is_saying", "sentence_id", "phrase_start").unique(
        "version_id", keep="first", maintain_order=True
    )
    from_lead = missing.join(lead.drop("sentence_id"), on="version_id", how="inner").select(columns)
    missing = missing.join(from_lead, on="row_id", how="anti")
    found = pl.concat([own, before, from_lead, said.join(missing, on="row_id", how="semi")])
    missing = missing.join(said, on="row_id", how="anti")
    # Nothing but the dateline: the day of the report.
    dated = phrases.filter("is_dateline").unique("version_id", keep="first", maintain_order=True)
    from_dateline = missing.join(dated.drop("sentence_id"), on="version_id", how="inner").select(columns)
    return (
        wanted.select("row_id")
        .join(pl.concat([found, from_dateline]), on="row_id", how="left")
        .join(own.select("row_id", is_own_date=pl.lit(True)), on="row_id", how="left")
        .with_columns(pl.col("event_date_precision").fill_null("unknown"), pl.col("is_own_date").fill_null(False))
    )


def _with_known_days(found: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Days that are said for years without their year: `Hamas stormed into Israel on October 7` is of 2023.

    In: matched, text, event_date, published_on; seeds/known_days.csv (month, day, year, cue: what the sentence names
    too). Out: the same rows, event_date of the year that is known, where the text is younger.
    """
    days = known.select(
        known_day=pl.date(*(pl.col(part).cast(pl.Int32) for part in ("year", "month", "day"))), known_cue="cue"
    )
    found = found.with_row_index("found_no")
    candidates = found.filter(~pl.col("matched").str.contains(lean(rf"\b{_YEAR}\b")))
    told = (
        candidates.join(days, left_on=_month_and_day("event_date"), right_on=_month_and_day("known_day"), how="inner")
        .filter((pl.col("known_day") <= pl.col("published_on")) & pl.col("matched").str.contains(r"\d"))
        .filter(pl.col("text").str.contains(pl.col("known_cue")))
        .select("found_no", "known_day")
    )
    return (
        found.join(told, on="found_no", how="left", maintain_order="left")
        .with_columns(event_date=pl.coalesce("known_day", "event_date"))
        .drop("found_no", "known_day")
    )


def _month_and_day(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%m-%d")


def _resolved() -> list[pl.Expr]:
    """event_date and its precision, from `matched` and `published_on`."""
    text = pl.col("matched").str.to_lowercase().str.replace_all(".", " ", literal=True).str.replace_all(r"\s+", " ")
    published = pl.col("published_on")
    month_name = "|".join([*MONTHS, "sept", *(m[:3] for m in MONTHS)])
    month = text.str.extract(lean(rf"\b({month_name})\b"), 1).replace_strict(
        _MONTH_NUMBERS, default=None, return_dtype=pl.Int32
    )
    day = text.str.extract(lean(r"\b(\d{1,2})(?:st|nd|rd|th)?\b"), 1).cast(pl.Int32, strict=False)
    stated_year = text.str.extract(lean(r"\b((?:19|20)\d\d)\b"), 1).cast(pl.Int32, strict=False)
    this_year = published.dt.year()
    # Without a year: the latest such day or month that is not after publication (a day's grace for time zones).
    later_day = (month == published.dt.month()) & (day > published.dt.day() + 1)
    year_of_day = stated_year.fill_null(this_year - ((month > published.dt.month()) | later_day).cast(pl.Int32))
    year_of_month = stated_year.fill_null(this_year - (month > published.dt.month()).cast(pl.Int32))
    a_day = _date(year_of_day, month, day)
    a_month = _date(year_of_month, month, pl.lit(1))
    weekday = text.str.extract(lean(rf"\b({'|'.join(WEEKDAYS)})"), 1).replace_strict(
        WEEKDAYS, default=None, return_dtype=pl.Int32
    )
    back = (published.dt.weekday().cast(pl.Int32) - weekday) % 7
    back = pl.when(text.str.contains(lean(r"\blast ")) & (back == 0)).then(7).otherwise(back)
    a_weekday = published.dt.offset_by(pl.format("-{}d", back))
    counted = text.str.extract(lean(rf"\b({'|'.join(_COUNTS)}|\d{{1,2}}) (?:days?|weeks?|months?|years?)\b"), 1)
    count = pl.coalesce(
        counted.replace_strict(_COUNTS, default=None, return_dtype=pl.Int32), counted.cast(pl.Int32, strict=False)
    )
    # 11/12/2015: the month first, as in American databases, unless it can't be one.
    first = text.str.extract(lean(r"^(\d{1,2})/\d{1,2}/\d{4}"), 1).cast(pl.Int32)
    second = text.str.extract(lean(r"^\d{1,2}/(\d{1,2})/\d{4}"), 1).cast(pl.Int32)
    is_month_first = first <= 12
    slashed = _date(
        stated_year,
        pl.when(is_month_first).then(first).otherwise(second),
        pl.when(is_month_first).then(second).otherwise(first),
    )
    iso = text.str.extract(lean(r"^(\d{4}-\d\d-\d\d)$"), 1).str.to_date("%Y-%m-%d", strict=False)
    monday = published.dt.truncate("1w")
    has = text.str.contains
    date = (
        pl.when(first.is_not_null())
        .then(slashed)
        .when(iso.is_not_null())
        .then(iso)
        .when(month.is_not_null() & day.is_not_null())
        .then(a_day)
        .when(month.is_not_null())
        .then(a_month)
        .when(weekday.is_not_null())
        .then(a_weekday)
        .when(has("overnight|today|tonight|this (?:morning|afternoon|evening)"))
        .then(published)
        .when(has("(?:past|last) (?:day|24 hours)"))
        .then(published)
        .when(has("yesterday|last night|a day (?:earlier|before)|day before|previous day"))
        .then(published.dt.offset_by("-1d"))
        # The week of the Saturday that was.
        .when(has("weekend"))
        .then(
            published.dt.offset_by(pl.format("-{}d", (published.dt.weekday().cast(pl.Int32) + 1) % 7)).dt.truncate("1w")
        )
        .when(has(r"this week|(?:past|last) week") & ~has("last week"))
        .then(monday)
        .when(has("last week|a week (?:ago|earlier|before)"))
        .then(monday.dt.offset_by("-1w"))
        .when(has("this month|the (?:past|last) month"))
        .then(published.dt.month_start())
        .when(has("last month|a month (?:ago|earlier|before)"))
        .then(published.dt.month_start().dt.offset_by("-1mo"))
        .when(has("this year|the (?:past|last) year"))
        .then(_date(this_year, pl.lit(1), pl.lit(1)))
        .when(has("last year|a year (?:ago|earlier|before)"))
        .then(_date(this_year - 1, pl.lit(1), pl.lit(1)))
        .when(has("days (?:ago|earlier|before)"))
        .then(published.dt.offset_by(pl.format("-{}d", count)))
        .when(has("weeks (?:ago|earlier|before)"))
        .then(monday.dt.offset_by(pl.format("-{}w", count)))
        .when(has("months (?:ago|earlier|before)"))
        .then(published.dt.month_start().dt.offset_by(pl.format("-{}mo", count)))
        .when(has("years (?:ago|earlier|before)"))
        .then(_date(this_year - count, pl.lit(1), pl.lit(1)))
        .when(stated_year.is_not_null())
        .then(_date(stated_year, pl.lit(1), pl.lit(1)))
    )
    precision = (
        pl.when(date.is_null()).then(pl.lit("unknown"))
        .when(first.is_not_null() | iso.is_not_null()).then(pl.lit("day"))
        .when(month.is_not_null() & day.is_not_null()).then(pl.lit("day"))
        .when(month.is_not_null()).then(pl.lit("month"))
        .when(weekday.is_not_null()).then(pl.lit("day"))
        .when(has("week")).then(pl.lit("week"))
        .when(has("month")).then(pl.lit("month"))
        .when(has("year") | stated_year.is_not_null()).then(pl.lit("year"))
        .otherwise(pl.lit("day"))
    )  # fmt: skip
    return [date.alias("event_date"), precision.alias("event_date_precision")]


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """A date from its parts; NULL where they make none (31 April)."""
    return pl.format(
        "{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2)
    ).str.to_date("%Y-%m-%d", strict=False)
