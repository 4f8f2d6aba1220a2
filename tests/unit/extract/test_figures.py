import polars as pl
import pytest

from pipelines.extract.figures import figures


def read(text: str) -> pl.DataFrame:
    frame = pl.DataFrame({"sentence_id": [0], "text": [text]}, schema_overrides={"sentence_id": pl.UInt32})
    return figures(frame)


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("six", 6, 6, "exact"),
        ("Twenty-six", 26, 26, "exact"),
        ("1,200", 1200, 1200, "exact"),
        ("two hundred and twelve", 212, 212, "exact"),
        ("one thousand two hundred", 1200, 1200, "exact"),
        ("half a million", 500_000, 500_000, "exact"),
        ("1.2 million", 1_200_000, 1_200_000, "exact"),
        ("a dozen", 12, 12, "exact"),
        ("two dozen", 24, 24, "exact"),
        ("half a dozen", 6, 6, "exact"),
        ("a couple", 2, 2, "exact"),
        ("at least six", 6, None, "at_least"),
        ("no fewer than 18", 18, None, "at_least"),
        ("six or more", 6, None, "at_least"),
        ("forty-two or more", 42, None, "at_least"),
        ("300-plus", 300, None, "at_least"),
        ("a total of at least 40", 40, None, "at_least"),
        ("at least six and possibly seven", 6, 7, "between"),
        ("more than 60", 60, None, "more_than"),
        ("over 60", 60, None, "more_than"),
        ("up to 20", None, 20, "at_most"),
        ("as many as 20", None, 20, "at_most"),
        ("fewer than 20", None, 20, "fewer_than"),
        ("about 50", 50, 50, "about"),
        ("an estimated 50", 50, 50, "about"),
        ("30-odd", 30, 30, "about"),
        ("nearly 200", 200, 200, "nearly"),
        ("between 10 and 15", 10, 15, "between"),
        ("between 15 and 10", 10, 15, "between"),
        ("between 15 and 15", 15, 15, "exact"),
        ("10 to 15", 10, 15, "between"),
        ("10-15", 10, 15, "between"),
        ("one to two million", 1_000_000, 2_000_000, "between"),
        ("at least 300 and perhaps as many as 1,500", 300, 1500, "between"),
        ("another 79", 79, 79, "exact"),
    ],
)
def test_bounds_are_what_the_text_states(text, low, high, qualifier):
    row = read(f"{text} people").row(0, named=True)
    assert (row["low"], row["high"], row["qualifier"]) == (low, high, qualifier)
    assert row["figure_kind"] == "count"


@pytest.mark.parametrize("word", ["dozens", "scores", "several", "tens of thousands", "several hundred", "a number"])
def test_a_vague_word_has_no_bounds(word):
    row = read(f"{word} of people").row(0, named=True)
    assert (row["low"], row["high"], row["qualifier"], row["vague_term"]) == (None, None, "vague", word)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a 52-year-old baker", "age"),
        ("aged 45,", "age"),
        ("two men aged 38 and 57 had died", "age"),
        ("her sons, 12 and 15, died", "age"),
        ("on March 9", "date"),
        ("on 12 February", "date"),
        ("in 1999", "date"),
        ("the war of 2008-09", "date"),
        ("$5 million", "money"),
        ("20 percent", "measure"),
        ("30 km", "measure"),
        ("three years", "measure"),
        ("T-72", "name"),
        ("at 18:41", "name"),
        ("the M23 rebels", "name"),
        ("how many people", "name"),
    ],
)
def test_an_age_a_date_a_sum_a_distance_or_a_name_is_no_count(text, kind):
    assert read(text)["figure_kind"].to_list()[-1] == kind


def test_from_to_is_two_figures_and_a_range_is_one():
    assert read("rose from 17 to 23").select("low", "high").rows() == [(17, 17), (23, 23)]
    assert read("ranging from 17 to 23").select("low", "high").rows() == [(17, 23)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The toll went up to 25.", (25, 25, "exact")),
        ("The toll went up to at least 25.", (25, None, "at_least")),
        ("The toll was revised up to nearly 25.", (25, 25, "nearly")),
        ("They fear up to 25 died.", (None, 25, "at_most")),
    ],
)
def test_a_number_that_something_went_up_to_is_no_upper_bound(text, row):
    assert read(text).select("low", "high", "qualifier").rows() == [row]


def test_an_hour_is_no_count():
    assert read("as of 1618 there were none")["figure_kind"].to_list() == ["date"]


def test_a_number_beyond_int64_has_no_value():
    assert read("99999999999999999999999 people")["low"].to_list() == [None]
