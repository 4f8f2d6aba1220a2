import datetime as dt

import pytest

from pipelines.ingest.identity import article_id, canonical_url, content_hash, version_id


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://www.News.example/a/?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("https://m.news.example/a/index.html", "https://news.example/a"),
        ("https://news.example/a/amp/", "https://news.example/a"),
        ("javascript:alert(1)", None),
        ("not a url", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_copies_of_a_page_have_one_url(url, canonical):
    assert canonical_url(url) == canonical


def test_an_article_is_its_url_else_its_outlet_and_headline():
    assert article_id("https://a.example/1", "a", "X") == article_id("https://www.a.example/1?fbclid=z", "b", "Y")
    assert article_id(None, "a", "Six dead!") == article_id(None, "a", "SIX DEAD")
    assert article_id(None, "a", "Six dead") != article_id(None, "b", "Six dead")
    monday, tuesday = dt.date(2024, 1, 15), dt.date(2024, 1, 16)
    assert article_id(None, "a", "Daily report", monday) == article_id(None, "a", "Daily report.", monday)
    assert article_id(None, "a", "Daily report", monday) != article_id(None, "a", "Daily report", tuesday)
    assert article_id("https://a.example/1", "a", "X", monday) == article_id("https://a.example/1", "a", "X", tuesday)


def test_white_space_changes_no_version_and_a_word_does():
    assert content_hash("A  b", "c\n\nd") == content_hash("A b", "c d")
    assert content_hash("A b", "c d") != content_hash("A b", "c e")
    assert version_id("0123456789abcdef", "f" * 64) == "0123456789abcdef-ffffffff"
