import pytest

from pipelines.ingest import credits
from pipelines.ingest.day import outlets


def credit(body="Text.", surroundings="", hint=None):
    return credits.wire_credit(outlets(), body, surroundings, hint)


@pytest.mark.parametrize(
    ("where", "agency"),
    [
        ({"body": "KYIV, Oct 3 (Reuters) - A missile fell."}, "Reuters"),
        ({"body": "BEIRUT (AP) — A drone fell."}, "AP"),
        ({"body": "Kano (Nigeria) (AFP) – Gunmen came."}, "AFP"),
        ({"body": "MOSCOW, June 19. /TASS/. The army said so."}, "TASS"),
        ({"body": "A shell fell.\n\nReuters"}, "Reuters"),
        ({"body": "A shell fell, the ministry said. AFP"}, "AFP"),
        ({"surroundings": "By Ada Writer, Associated Press"}, "AP"),
        ({"surroundings": "© 2022 AFP"}, "AFP"),
        ({"surroundings": "Source: Xinhua"}, "Xinhua"),
        ({"hint": "Anadolu Agency"}, "Anadolu"),
        ({"body": "He told AFP that it was late."}, None),
        ({}, None),
    ],
)
def test_a_wire_credit_is_read_where_wires_put_it(where, agency):
    assert credit(**where) == agency


def test_an_unknown_agency_between_slashes_is_given_as_written():
    assert credit("OMSK, June 19. /XYZ/. It rained.") == "XYZ"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("KYIV, Oct 3 (Reuters) - A missile fell.", "KYIV"),
        ("ZENICA, Upper Valley (AP) — A missile fell.", "ZENICA, Upper Valley"),
        ("Port Lesno (Sudan) (AFP) – A missile fell.", "Port Lesno (Sudan)"),
        ("ADEN/DUBAI, Aug 14 (Reuters) - A ship sank.", "ADEN/DUBAI"),
        ("MOSCOW, June 19. /TASS/. The army said so.", "MOSCOW"),
        ("A missile fell on the town.", None),
        ("UPDATED: Six dead", None),
        ("The mayor spoke - briefly.", None),
    ],
)
def test_the_dateline_gives_the_place(body, place):
    assert credits.dateline_place(body) == place


def test_a_known_outlet_has_its_id_and_an_unknown_one_its_domain_or_name():
    known = outlets()
    assert known.identify("reuters.com", None) == known.identify(None, "Reuters")
    assert known.identify("quiet.example", "Quiet") == "quiet.example"
    assert known.identify(None, "The Quiet Post") == "the-quiet-post"
    assert known.identify(None, None) == "unknown"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("https://www.news.example/a", "news.example"),
        ("https://a.b.co.uk/x", "b.co.uk"),
        ("nonsense", None),
        (None, None),
    ],
)
def test_the_registered_domain_of_a_url(host, domain):
    assert credits.registered_domain(host) == domain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said that the town was taken and people have fled from it.", "en"),
        ("Le maire a dit que les soldats sont dans la ville avec des armes.", "fr"),
        ("Мэр сказал, что эта ночь была тихой, но мы ждём.", "ru"),
        ("Міський голова сказав, що ніч була тихою і її пережили.", "uk"),
        ("قال رئيس البلدية إن الليل كان هادئا", "ar"),
        ("12 34", None),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text, code):
    assert credits.language(text) == code


def test_a_byline_is_read():
    assert credits.byline("Menu\nBy Ada Writer and Bo Scribe\nShare") == "Ada Writer and Bo Scribe"


def test_a_site_s_own_lines_may_follow_the_agency():
    assert credit("A shell fell, the ministry said. AFP\n\nMore from this region\n\nWAR   GRAIN") == "AFP"
    assert credit("He spoke to AFP.\n\nAnother line.\n\nA last line.") is None
