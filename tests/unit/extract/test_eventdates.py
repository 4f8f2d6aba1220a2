import datetime as dt

import polars as pl
import pytest
from reading import read

from pipelines.extract.eventdates import event_dates

THURSDAY = dt.date(2023, 3, 9)


def dated(batch) -> pl.DataFrame:
    """When what the last sentence of each text tells took place."""
    last = batch.sentences.group_by("version_id", maintain_order=True).last().with_row_index("row_id")
    spans = last.select("sentence_id", "row_id", start=pl.lit(0), end=pl.lit(3))
    return event_dates(batch, spans).join(last.select("row_id", "version_id"), on="row_id")


def when(text: str):
    return read(dated, text, published_on=THURSDAY).select("event_date", "event_date_precision").rows()


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
        ("Six died early on Sunday.", dt.date(2023, 3, 5), "day"),
        ("Six had died the previous day.", dt.date(2023, 3, 8), "day"),
        ("Six had died ten days earlier.", dt.date(2023, 2, 27), "day"),
        ("Six died at the weekend.", dt.date(2023, 2, 27), "week"),
        ("Six died earlier this month.", dt.date(2023, 3, 1), "month"),
        ("11/12/2015: Gunmen attacked a checkpoint and six died.", dt.date(2015, 11, 12), "day"),
        ("23/12/2015: Gunmen attacked a checkpoint and six died.", dt.date(2015, 12, 23), "day"),
        ("SIX DIED ON 12 JANUARY.", dt.date(2023, 1, 12), "day"),
        ("ODRAVA, March 8 (Newswire) - Six died on Tuesday.", dt.date(2023, 3, 7), "day"),
        ("ODRAVA, March 8 (Newswire) - Six died.", dt.date(2023, 3, 8), "day"),
        ("Six died on Tuesday, the mayor said on Wednesday.", dt.date(2023, 3, 7), "day"),
        ("A man born in 1967 died on Tuesday.", dt.date(2023, 3, 7), "day"),
        ("Six had died before Tuesday's attack.", None, "unknown"),
        ("Six have died since the start of the war.", None, "unknown"),
        ("Six have died since 24 February.", None, "unknown"),
        ("Six died on 31 April.", None, "unknown"),
        ("Six died.", None, "unknown"),
    ],
)
def test_a_time_phrase_is_resolved_against_the_day_of_publication(text, day, precision):
    assert when(text) == [(day, precision)]


def test_without_a_phrase_of_its_own_a_sentence_takes_the_one_before_it():
    assert when("It burned on Tuesday. Six died.") == [(dt.date(2023, 3, 7), "day")]


def test_of_the_sentence_before_the_day_of_the_event_counts_and_not_the_day_of_saying():
    text = "Two died on Tuesday, the ministry said in a statement on Wednesday. Six were hurt."
    assert when(text) == [(dt.date(2023, 3, 7), "day")]


def test_without_one_in_the_paragraph_the_lead_decides():
    assert when("It burned on Tuesday.\n\nPeople ran.\n\nSix died.") == [(dt.date(2023, 3, 7), "day")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The war began when gunmen led by Hamas stormed into Israel on October 7, killing some 1,200.",
            dt.date(2023, 10, 7),
        ),
        ("Hamas fighters killed 1,200 people on Oct. 7.", dt.date(2023, 10, 7)),
        ("Rebels shelled Goma on October 7, killing four.", dt.date(2024, 10, 7)),
        ("Four were killed in Gaza on October 7, 2024.", dt.date(2024, 10, 7)),
        ("Russia's full-scale invasion on 24 February killed thousands.", dt.date(2022, 2, 24)),
    ],
)
def test_a_day_that_all_know_by_its_date_is_of_its_own_year(text, day):
    assert read(dated, text, published_on=dt.date(2024, 11, 19))["event_date"].to_list() == [day]


def test_a_known_day_is_not_told_before_it_came():
    dates = read(dated, "A raid by Hamas killed two on October 7.", published_on=dt.date(2021, 10, 9))
    assert dates["event_date"].to_list() == [dt.date(2021, 10, 7)]
