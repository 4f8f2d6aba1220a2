import datetime as dt

import polars as pl
import pytest
from reading import batch_of

from pipelines.extract.eventdates import event_dates

THURSDAY = dt.date(2023, 3, 9)


def when(*bodies: str):
    batch = batch_of(*bodies, published_on=THURSDAY)
    last = batch.sentences.group_by("version_id", maintain_order=True).last()
    spans = last.select("sentence_id", row_id=pl.int_range(pl.len(), dtype=pl.UInt32), start=pl.lit(0), end=pl.lit(3))
    return event_dates(batch, spans).select("event_date", "event_date_precision").rows()


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("Six died on Thursday.", dt.date(2023, 3, 9), "day"),
        ("Six died on Monday.", dt.date(2023, 3, 6), "day"),
        ("Six died last Thursday.", dt.date(2023, 3, 2), "day"),
        ("Six died overnight.", dt.date(2023, 3, 9), "day"),
        ("Six had died a day earlier.", dt.date(2023, 3, 8), "day"),
        ("Six died on 8 April.", dt.date(2022, 4, 8), "day"),
        ("Six died on Oct. 7, 2021.", dt.date(2021, 10, 7), "day"),
        ("Six died last week.", dt.date(2023, 2, 27), "week"),
        ("Six died last October.", dt.date(2022, 10, 1), "month"),
        ("Six died in March 2021.", dt.date(2021, 3, 1), "month"),
        ("Six died last year.", dt.date(2022, 1, 1), "year"),
        ("Six have died since 24 February.", None, "unknown"),
        ("Six died on 31 April.", None, "unknown"),
        ("Six died.", None, "unknown"),
    ],
)
def test_a_time_phrase_is_resolved_against_the_day_of_publication(text, day, precision):
    assert when(text) == [(day, precision)]


def test_without_a_phrase_of_its_own_a_sentence_takes_the_one_before_it():
    assert when("It burned on Tuesday. Six died.") == [(dt.date(2023, 3, 7), "day")]


def test_without_one_in_the_paragraph_the_lead_decides():
    assert when("It burned on Tuesday.\n\nPeople ran.\n\nSix died.") == [(dt.date(2023, 3, 7), "day")]
