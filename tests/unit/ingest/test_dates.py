import datetime as dt

import pytest

from pipelines.ingest.dates import publication

LANDED = dt.date(2026, 11, 24)


def read(published=None, modified=None, surroundings="", body="Text.", landed_on=LANDED):
    return publication(published, modified, surroundings, body, landed_on)


@pytest.mark.parametrize(
    ("stated", "day", "moment"),
    [
        ("2024-08-14T18:42:00.000+03:00", dt.date(2024, 8, 14), dt.datetime(2024, 8, 14, 15, 42)),
        ("2024-10-12T14:07:45Z", dt.date(2024, 10, 12), dt.datetime(2024, 10, 12, 14, 7, 45)),
        ("2023-09-19 11:26:03", dt.date(2023, 9, 19), dt.datetime(2023, 9, 19, 11, 26, 3)),
        ("2019-05-01", dt.date(2019, 5, 1), None),
        ("20190501", dt.date(2019, 5, 1), None),
        ("1700000000", dt.date(2023, 11, 14), dt.datetime(2023, 11, 14, 22, 13, 20)),
        ("Tue, 12 Nov 2024 10:00:00 GMT", dt.date(2024, 11, 12), dt.datetime(2024, 11, 12, 10, 0)),
    ],
)
def test_metadata_gives_the_day_as_written_and_the_moment_in_utc(stated, day, moment):
    found = read(published=stated)
    assert (found.published_on, found.published_at, found.source) == (day, moment, "metadata")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 14 Jan 2024 09:12", dt.date(2024, 1, 14)),
        ("October 3, 2024 4:41 PM GMT+3 Updated 2 hours ago", dt.date(2024, 10, 3)),
        ("Issued on: 12/09/2022 - 18:41", dt.date(2022, 9, 12)),
        ("Published 5:47 p.m. ET Nov. 12, 2024", dt.date(2024, 11, 12)),
        ("30 August 2023, Wednesday, 09:24", dt.date(2023, 8, 30)),
        ("Tunis, 13/11/2024 08:40 - AP", dt.date(2024, 11, 13)),
        ("Posted 04/23/2021", dt.date(2021, 4, 23)),
    ],
)
def test_a_date_line_of_the_page_is_the_next_best(line, day):
    found = read(surroundings=f"Menu\n{line}\nShare")
    assert (found.published_on, found.source) == (day, "text")


def test_an_update_is_no_publication():
    found = read(surroundings="Published: 13 Feb 2025 16:42 GMT\nLast updated: 14 Feb 2025 11:20 GMT")
    assert found.published_on == dt.date(2025, 2, 13)
    assert found.modified_at == dt.datetime(2025, 2, 14, 11, 20)


def test_a_dateline_with_its_year_is_read():
    found = read(body="SAN MIGUEL, 3 JAN 90 -- [TEXT] THE ARMY SAID")
    assert (found.published_on, found.source) == (dt.date(1990, 1, 3), "dateline")


def test_a_weekday_gives_the_missing_year():
    # 14 May was a Tuesday in 2024.
    found = read(body="GOMA, May 14 (Reuters) - Rebels took the town on Tuesday, its mayor said.")
    assert (found.published_on, found.source) == (dt.date(2024, 5, 14), "inferred")


def test_the_age_of_a_war_gives_the_missing_year():
    body = "KYIV, June 2 (AP) — Shells fell. In its three-year-old war Russia took the hill near Kyiv from Ukraine."
    assert read(body=body).published_on == dt.date(2025, 6, 2)


def test_a_year_in_the_text_can_not_lie_after_it():
    body = "JUBA, Jan 21 — Gangs came on Sunday. In 2024 they had killed hundreds."
    assert read(body=body).published_on.year in (2024, 2025)


def test_without_a_clue_the_latest_such_day_is_taken_and_says_so():
    found = read(body="KYIV, June 2 (AP) — Shells fell.")
    assert (found.published_on, found.source) == (dt.date(2026, 6, 2), "landing")


def test_without_any_date_the_landing_day_stands_in():
    found = read()
    assert (found.published_on, found.source) == (LANDED, "landing")


@pytest.mark.parametrize(
    "stated", ["0000-00-00", "year 9", "31 February 2020", "9999-12-31T00:00:00", "", "10h" + "9" * 40]
)
def test_a_date_that_is_none_is_passed_over(stated):
    assert read(published=stated).source == "landing"


def test_the_29_february_of_a_dateline_is_in_a_leap_year():
    assert read(body="KYIV, Feb 29 (Reuters) - It rained.").published_on == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("KYIV, Sept. 14 — Nearly seven months into the war in Ukraine, missiles hit the town.", 2022),
        ("KYIV, Sept. 14 — Ukraine is in the third year of its full-scale war with Russia.", 2024),
        ("KYIV, Sept. 14 — Russia's invasion, now in its fourth year, has cost Ukraine much.", 2025),
        ("KYIV, Jan 3 - On day 314 of the war in Ukraine shells fell again.", 2023),
        ("GAZA, June 8 - Eight months of war between Israel and Hamas have left Gaza in ruins.", 2024),
        ("KHARTOUM, May 2 - Sudan's two-year-old war with the RSF goes on.", 2025),
        ("KYIV, Oct 20 - Eight months after Russia invaded Ukraine, power is cut.", 2022),
    ],
)
def test_the_age_of_a_war_may_be_told_in_months_and_ordinals(body, year):
    found = read(body=body)
    assert (found.published_on.year, found.source) == (year, "inferred")


def test_the_first_weekday_of_the_lead_weighs_most():
    body = "KYIV, Sept. 14 - A missile fell on Wednesday in a town that troops had left on Saturday."
    assert read(body=body, landed_on=dt.date(2024, 11, 1)).published_on == dt.date(2022, 9, 14)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("04/12/2015: Assailants attacked a checkpoint in Lesnovo.", dt.date(2015, 4, 12)),
        ("25/12/2015: Assailants attacked a checkpoint in Lesnovo.", dt.date(2015, 12, 25)),
        ("2015-04-12: Assailants attacked a checkpoint in Lesnovo.", dt.date(2015, 4, 12)),
    ],
)
def test_the_date_at_the_head_of_an_incident_is_read_month_first(body, day):
    found = read(body=body)
    assert (found.published_on, found.source) == (day, "text")


def test_metadata_wins_over_the_date_at_the_head():
    assert read(published="2015-12-04", body="04/12/2015: Assailants came.").published_on == dt.date(2015, 12, 4)
