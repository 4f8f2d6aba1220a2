"""Whatever comes: readers and extractors raise nothing, lose nothing, and their offsets slice back.

A small, seeded share of fuzz.py, which tries as many inputs as there is time for.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import fuzz
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.ingest.documents import RejectedError
from pipelines.ingest.identity import canonical_url
from pipelines.ingest.landing import safe_name
from pipelines.ingest.readers import json_feeds
from pipelines.ingest.readers.files import clean, decode
from pipelines.ingest.readers.html import read_html
from pipelines.ingest.readers.text import read_text
from pipelines.settings import SEEDS_DIR

S = "Officials said on Monday that 12 people were killed when a missile hit a market in Kharkiv."
EVERY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
SNIPPETS = some.lists(some.sampled_from([*fuzz.PIECES, "<p>", "</p>", "<", ">", "&#0;", "By A. Writer"]), max_size=30)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=30) | some.sampled_from([S, "<p>" + S]),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(["name", "text", "title"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = some.sampled_from(["title", "text", "body", "url", "date", "author", "source", "language", "id", "eventid", "iyear",
                          "summary", "Event Date", "fields", "_source", "articles"])  # fmt: skip


@cache
def codebook() -> Codebook:
    return Codebook.load(SEEDS_DIR)


def result(read: Callable[[Any], Any], value: object) -> tuple[Any, RejectedError | None]:
    """What a reader makes of a value, or why it refuses it; anything else that it raises fails the test."""
    try:
        return read(value), None
    except RejectedError as error:
        return None, error


def test_any_file_ends_as_a_document():
    counts = fuzz.fuzz_readers(random.Random(7), 150, time.monotonic() + 600, batch=75)
    assert counts["files"] == 150
    assert counts["article"] > 30  # not everything is spoilt
    assert counts["quarantined"] > 30


def test_any_text_is_extracted_with_evidence_that_slices_back():
    counts = fuzz.fuzz_extractors(random.Random(7), 120, time.monotonic() + 600)
    assert counts["texts"] == 120
    assert counts["rows"] > 1000


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda tables: {"statement": tables["statement"].with_columns(char_end=pl.col("char_end") + 1)},
        lambda tables: {"casualty_claim": pl.concat([tables["casualty_claim"]] * 2)},
        lambda tables: {"casualty_claim": tables["casualty_claim"].with_columns(low=pl.lit(-1, pl.Int64))},
        lambda tables: {"frame_mention": tables["frame_mention"].drop("evidence")},
    ],
)
def test_the_fuzzer_sees_what_is_wrong(monkeypatch, spoilt):
    articles = fuzz.articles_of([f"{S} “We lost six men,” said Olena Kovalenko."])
    tables = extract(articles, codebook())
    monkeypatch.setattr(fuzz, "extract", lambda *_: tables | spoilt(tables))
    with pytest.raises(fuzz.FoundError):
        fuzz.check_extracted(articles, codebook())


@EVERY
@given(some.binary(max_size=300))
def test_bytes_are_text_or_refused(data):
    text, refusal = result(decode, data)
    assert clean(text) == text if refusal is None else refusal.reason in ("not_text", "undecodable")


@EVERY
@given(SNIPPETS.map("".join))
def test_a_text_or_a_page_is_a_document_or_refused(text):
    for read in (read_text, read_html):
        document, refusal = result(read, text)
        if refusal is None:
            assert document.body.strip()
        else:
            assert refusal.reason in ("no_body", "no_headline", "malformed_html", "not_an_article")
            assert "found" in refusal.detail


@EVERY
@given(some.dictionaries(KEYS, VALUES, max_size=6))
def test_a_record_is_a_document_or_refused(record):
    for number, found in json_feeds.records(json.dumps(record), lines=False):
        document, refusal = result(json_feeds.read_record, found)
        assert number is None or number >= 1
        assert document.body if refusal is None else refusal.reason in ("no_body", "no_headline", "malformed_json")


@EVERY
@given(some.text(max_size=300))
def test_a_name_stays_in_its_folder(name):
    safe = safe_name(name.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert safe
    assert len(safe) <= 200
    assert not safe.startswith(".")
    assert not {"/", "\\", "\0", "\n"} & set(safe)


@EVERY
@given(some.text(max_size=80) | some.text(max_size=40).map("https://example.com/".__add__))
def test_a_canonical_url_stays_canonical(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


# --- extremes of a text --------------------------------------------------------------------------------

EXTREMES = {
    "numbers beyond int64": [
        "Officials said 99999999999999999999999 people were killed in Kharkiv on Monday.",
        f"Officials said {'9' * 400} soldiers were killed in Kharkiv.",
        "Officials said 9,223,372,036,854,775,808 people were killed in Sumy.",
        "Officials said 9223372036854775807 million people were killed in Sumy.",
        f"1{',000' * 200} people were killed in Kharkiv.",
    ],
    "days that never were": [
        "The attack on 1 January 0000 killed 5 people.",
        "Five people were killed on 31 December 9999 in Kharkiv.",
        "On February 30, 2026, five people were killed.",
        "Five were killed on 99/99/9999 in Kharkiv, 10000 years ago.",
    ],
    "right to left": [f"قال مسؤولون إن 12 شخصا قتلوا. \u202e{S}\u202c", f"\u05d0\u05d1 {S}"],
    "combining characters": [f"{'O' + chr(0x301) * 3000} {S}", S.replace("people", "pe\u0323\u0301ople")],
    "emoji": [f"👩‍👩‍👧‍👦 {S} 💥🇺🇦 " * 20],
    "sentences of 10,000 characters": [
        "Officials said that 12 people were killed in Kharkiv and " * 180 + "that was all.",
        "a " * 5000 + S,
        "“" * 5000 + S + "”" * 5000,
        "12-13-14-" * 1100 + " people were killed.",
    ],
    "nothing": ["", ".", "…", "\n\n\n"],
}


@pytest.mark.parametrize("what", EXTREMES)
def test_an_extreme_text_is_extracted_like_any_other(what):
    articles = fuzz.articles_of([*EXTREMES[what], S])
    assert fuzz.check_extracted(articles, codebook()) > 0


@pytest.mark.parametrize("text", EXTREMES["numbers beyond int64"])
def test_a_figure_that_no_one_can_have_counted_has_no_number(text):
    claims = extract(fuzz.articles_of([text], headline="Strike on a market"), codebook())["casualty_claim"]
    assert claims.filter(pl.col("low").is_not_null() | pl.col("high").is_not_null()).is_empty()


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_the_first_and_the_last_day_are_days(day):
    texts = [S, "Five people were killed yesterday, ten will die tomorrow, two were killed three years ago in Kharkiv."]
    articles = fuzz.articles_of(texts).with_columns(published_on=pl.lit(day))
    assert fuzz.check_extracted(articles, codebook()) > 0
