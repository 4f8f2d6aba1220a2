import json

import pytest

from pipelines.ingest.documents import RejectedError
from pipelines.ingest.readers.json_feeds import first_sentence, read_record, records

TITLE = "Six dead as missiles hit Lesnovo power station"
TEXT = (
    "Missiles hit the power station at Lesnovo early on Thursday and killed six workers, the governor said.\n\n"
    "The station lost two of its four boilers, and half of the town was without heating until the afternoon."
)


def all_of(data, *, lines: bool = False):
    return list(records(data if isinstance(data, str) else json.dumps(data), lines=lines))


def test_a_single_object_has_no_number():
    assert all_of({"title": TITLE, "text": TEXT}) == [(None, {"title": TITLE, "text": TEXT})]


def test_records_of_a_list_are_numbered_from_one():
    assert [number for number, _ in all_of([{"a": 1}, {"a": 2}])] == [1, 2]


@pytest.mark.parametrize("key", ["articles", "results", "docs", "items", "stories", "data", "posts"])
def test_a_feed_s_list_is_found_under_its_key(key):
    feed = {"status": "ok", "totalResults": 2, key: [{"title": "a"}, {"title": "b"}]}
    assert all_of(feed) == [(1, {"title": "a"}), (2, {"title": "b"})]


def test_a_list_nested_in_the_response_is_found():
    assert [n for n, _ in all_of({"response": {"status": "ok", "results": [{"webTitle": "a"}]}})] == [1]


def test_records_of_a_line_file_have_the_number_of_their_line():
    found = all_of('{"a": 1}\n\n{"a": 2}\n', lines=True)
    assert found == [(1, {"a": 1}), (3, {"a": 2})]


def test_a_malformed_line_is_refused_with_its_number_and_the_rest_goes_on():
    first, second, third = all_of('{"a": 1}\n{"a": \n{"a": 3}', lines=True)
    assert (first, third) == ((1, {"a": 1}), (3, {"a": 3}))
    number, error = second
    assert number == 2
    assert isinstance(error, RejectedError)
    assert error.reason == "malformed_json"
    assert "line 2" in error.detail
    assert error.excerpt == '{"a": '


def test_json_nested_too_deeply_is_malformed():
    ((_, error),) = all_of("[" * 200_000)
    assert isinstance(error, RejectedError)
    assert error.reason == "malformed_json"


SOURCES = {
    "news API": {
        "source": {"id": None, "name": "The Lesnovo Lantern"},
        "author": "Olena Writer",
        "title": TITLE,
        "description": "Six workers died.",
        "url": "https://lantern.example/six-dead",
        "publishedAt": "2023-03-09T06:12:00Z",
        "content": TEXT,
    },
    "news-please": {
        "authors": ["Olena Writer"],
        "date_publish": "2023-03-09T06:12:00Z",
        "language": "en",
        "maintext": TEXT,
        "source_domain": "lantern.example",
        "title": TITLE,
        "url": "https://lantern.example/six-dead",
    },
    "Fundus": {
        "title": TITLE,
        "plaintext": TEXT,
        "authors": ["Olena Writer"],
        "publishing_date": "2023-03-09T06:12:00Z",
        "publisher": "The Lesnovo Lantern",
        "lang": "en",
        "url": "https://lantern.example/six-dead",
    },
    "Media Cloud": {
        "title": TITLE,
        "text": TEXT,
        "publish_date": "2023-03-09T06:12:00Z",
        "language": "en",
        "url": "https://lantern.example/six-dead",
        "media_name": "The Lesnovo Lantern",
        "media_url": "lantern.example",
        "byline": "Olena Writer",
    },
    "content API": {
        "webTitle": TITLE,
        "webPublicationDate": "2023-03-09T06:12:00Z",
        "webUrl": "https://lantern.example/six-dead",
        "fields": {"bodyText": TEXT, "byline": "Olena Writer", "publication": "The Lesnovo Lantern"},
    },
    "web crawl": {
        "thread": {"site": "lantern.example", "site_full": "www.lantern.example"},
        "title": TITLE,
        "text": TEXT,
        "author": "Olena Writer",
        "published": "2023-03-09T06:12:00Z",
        "url": "https://lantern.example/six-dead",
        "language": "english",
    },
}


@pytest.mark.parametrize("source", SOURCES)
def test_the_key_names_of_the_common_sources_are_read(source):
    document = read_record(SOURCES[source])
    assert document.headline == TITLE
    assert document.body == TEXT
    assert document.url == "https://lantern.example/six-dead"
    assert document.author == "Olena Writer"
    assert document.published == "2023-03-09T06:12:00Z"
    assert "lantern" in f"{document.outlet_name} {document.outlet_domain}".lower()
    assert document.language in ("en", None)


def test_html_in_a_field_is_read_as_text():
    document = read_record(
        {"title": "Six &amp; two dead in raid", "html": "<p>Six died.</p><p>Two more fled home.</p>"}
    )
    assert document.headline == "Six & two dead in raid"
    assert document.body == "Six died.\n\nTwo more fled home."


def test_the_longest_body_field_is_the_text():
    assert read_record({"title": TITLE, "content": TEXT[:60] + "… [+3120 chars]", "text": TEXT}).body == TEXT


def test_the_mark_of_a_cut_field_is_no_text():
    body = read_record({"title": TITLE, "content": TEXT + "… [+3120 chars]"}).body
    assert body == TEXT


def test_paragraphs_as_a_list_are_joined():
    assert read_record({"title": TITLE, "body": ["Six died.", {"text": "Two fled."}]}).body == "Six died.\n\nTwo fled."


def test_a_teaser_is_no_article():
    with pytest.raises(RejectedError) as caught:
        read_record({"title": TITLE, "description": "Six workers died."})
    assert caught.value.reason == "no_body"
    assert "description" in caught.value.detail


def test_a_record_without_a_headline_takes_its_first_sentence():
    document = read_record({"text": TEXT})
    assert document.headline == TEXT.split("\n\n")[0]


def test_lines_of_furniture_in_a_field_are_left_out():
    document = read_record({"title": TITLE, "text": f"Advertisement\n\n{TEXT}\n\nShare this article"})
    assert document.body == TEXT


@pytest.mark.parametrize("record", ["a string", 7, None, ["a", "list"]])
def test_what_is_no_object_is_malformed(record):
    with pytest.raises(RejectedError) as caught:
        read_record(record)
    assert caught.value.reason == "malformed_json"


@pytest.mark.parametrize(
    ("stated", "code"), [("en", "en"), ("en-GB", "en"), ("english", "en"), ("Ukrainian", "uk"), ("Klingon", None)]
)
def test_a_language_is_a_two_letter_code(stated, code):
    assert read_record({"title": TITLE, "text": TEXT, "language": stated}).language == code


INCIDENT = "04/12/2015: Assailants attacked a police checkpoint in Lesnovo. At least two officers were killed."


@pytest.mark.parametrize(
    "record",
    [
        {"eventid": 201504120001, "iyear": 2015, "imonth": 4, "iday": 12, "summary": INCIDENT},
        {"event_id_cnty": "LSN17", "event_date": "2015-04-12", "notes": INCIDENT},
        {"id": 17, "title": None, "text": INCIDENT, "iso_date": "2015-04-12"},
        {"id": 17, "title": "N/A", "text": INCIDENT, "iso_date": "2015-04-12"},
        {"Incident ID": 17, "Date": "2015-04-12", "Description": INCIDENT},
        {"type": "Feature", "properties": {"id": 17, "date_start": "2015-04-12", "narrative": INCIDENT}},
    ],
)
def test_a_record_of_an_incident_is_an_article_with_its_first_sentence_as_headline(record):
    document = read_record(record)
    assert document.headline == "Assailants attacked a police checkpoint in Lesnovo."
    assert document.body == INCIDENT
    assert document.published == "2015-04-12"
    assert document.record_key


def test_an_unknown_day_of_an_incident_is_no_date():
    assert read_record({"eventid": 1, "iyear": 2015, "imonth": 4, "iday": 0, "summary": INCIDENT}).published is None


def test_a_teaser_of_a_sentence_stands_for_an_article_whose_text_is_not_there():
    teaser = "Six workers died when missiles hit the power station at Lesnovo early on Thursday."
    assert read_record({"title": TITLE, "description": teaser, "content": None}).body == teaser


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Gen. A. Writer was shot in the U.S. on Friday. He lived.", "Gen. A. Writer was shot in the U.S. on Friday."),
        ("2015-04-12 - Two died. Three fled.", "Two died."),
        ("Two died\n\nThree fled.", "Two died"),
    ],
)
def test_the_first_sentence_does_not_end_at_an_abbreviation(text, headline):
    assert first_sentence(text) == headline


def test_a_long_first_sentence_is_cut_at_a_comma():
    text = "Assailants " + "and more of them " * 8 + "attacked a post, killing two, " + "and then fled " * 10 + "home."
    assert first_sentence(text).endswith("attacked a post, killing two")
    assert len(first_sentence("word " * 100)) <= 200


@pytest.mark.parametrize("wrapper", ["incidents", "events", "records", "features"])
def test_lists_of_incidents_are_unwrapped(wrapper):
    data = {"count": 2, wrapper: [{"id": 1, "notes": INCIDENT}, {"id": 2, "notes": INCIDENT}]}
    assert [number for number, _ in all_of(json.dumps(data))] == [1, 2]


def test_spaces_without_end_hold_up_no_reader():
    text = f"{TEXT}{' ' * 100_000}x"  # took hours when the mark of a cut field was looked for from every space
    assert read_record({"title": "Six dead in raid", "text": text}).body == text
