import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import zstandard

from pipelines.engines import embedded
from pipelines.ingest.day import Ingested, read_landing_day
from pipelines.ingest.walls import why_no_article
from pipelines.schemas import ARTICLE, DOCUMENT, OUTCOMES, QUARANTINE, QUARANTINE_REASONS
from pipelines.settings import Settings

LANDED = dt.date(2024, 5, 6)
HEADLINE = "Six dead as missiles hit Lesnovo power station"
TEXT = (
    "Missiles hit the power station at Lesnovo early on Thursday and killed six workers, the governor said.\n\n"
    "The station lost two of its four boilers, and half of the town was without heating until the afternoon."
)
PAGE = f"{HEADLINE}\n\n{TEXT}"


def html_of(headline: str, text: str, head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<html><head><title>{headline}</title>{head}</head><body><h1>{headline}</h1>{body}</body></html>"


def record_of(headline: str = HEADLINE, text: str = TEXT, **fields: object) -> dict[str, object]:
    return {"title": headline, "text": text, **fields}


def lines_of(*records: object) -> str:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records)


def read(tmp_path: Path, files: dict[str, str | bytes], *, landed: dt.date = LANDED, **how: Any) -> Ingested:
    for name, content in files.items():
        target = tmp_path / landed.isoformat() / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_landing_day(tmp_path, landed, **how)


def outcomes(ingested: Ingested) -> dict[str, str]:
    return dict(ingested.document.select("source_uri", "outcome").iter_rows())


def reasons(ingested: Ingested) -> dict[str, str]:
    return dict(ingested.quarantine.select("source_uri", "reason").iter_rows())


def assert_balanced(ingested: Ingested) -> None:
    """Documents are articles, duplicates, not articles or quarantined, and each has one outcome."""
    counts = {outcome: ingested.document.filter(outcome=outcome).height for outcome in OUTCOMES}
    assert sum(counts.values()) == ingested.document.height
    assert ingested.document["source_uri"].is_unique().all()
    assert counts["article"] == ingested.article.height
    refused = ingested.quarantine
    assert counts["not_an_article"] == refused.filter(reason="not_an_article").height
    assert counts["quarantined"] == refused.filter(pl.col("reason") != "not_an_article").height


# --- formats ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize(
    ("name", "content", "form", "uri"),
    [
        ("a.txt", PAGE, "text", "a.txt"),
        ("a.html", html_of(HEADLINE, TEXT), "html", "a.html"),
        ("a.json", json.dumps(record_of()), "json", "a.json"),
        ("list.json", json.dumps([record_of()]), "json", "list.json#1"),
        ("a.jsonl", lines_of(record_of()), "jsonl", "a.jsonl#1"),
    ],
)
def test_every_format_gives_the_same_article(tmp_path, name, content, form, uri, packing):
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[packing]
    ingested = read(tmp_path, {name + packing: pack(content.encode())})
    (row,) = ingested.article.to_dicts()
    number = uri.partition("#")[1] + uri.partition("#")[2]
    assert row["source_uri"] == name + packing + number
    assert (row["headline"], row["body"], row["format"]) == (HEADLINE, TEXT, form)
    assert row["word_count"] == len(TEXT.split())
    assert ingested.document["file_uri"].to_list() == [name + packing]


def test_what_a_file_says_wins_over_its_ending(tmp_path):
    records = lines_of(record_of("Two fled the town"), record_of("Three fled the town"))
    ingested = read(tmp_path, {"page.txt": html_of(HEADLINE, TEXT), "lines.json": records})
    assert dict(ingested.article.select("source_uri", "format").iter_rows()) == {
        "page.txt": "html",
        "lines.json#1": "jsonl",
        "lines.json#2": "jsonl",
    }


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_a_cyrillic_article_is_read_in_the_encodings_of_its_press(tmp_path, encoding):
    headline = "Шестеро погибли при ударе по станции Лесново"
    text = (
        "Ракеты попали в электростанцию Лесново рано утром в четверг, погибли шестеро рабочих, сообщил губернатор.\n\n"
        "Станция потеряла два котла из четырёх, и половина города осталась без отопления до самого вечера."
    )
    ingested = read(tmp_path, {"a.txt": f"{headline}\n\n{text}".encode(encoding)})
    (row,) = ingested.article.to_dicts()
    assert (row["headline"], row["body"], row["language"]) == (headline, text, "ru")


def test_a_latin_1_article_is_read(tmp_path):
    text = TEXT.replace("governor", "député Rémy Façade")
    ingested = read(tmp_path, {"a.txt": f"{HEADLINE}\n\n{text}".encode("latin-1")})
    assert ingested.article["body"].to_list() == [text]


def test_texts_are_nfc_whatever_the_file_s_form(tmp_path):
    text = TEXT.replace("governor", "de\u0301pute\u0301")
    files = {"a.txt": f"{HEADLINE}\n\n{text}", "b.json": json.dumps(record_of(text=text))}
    ingested = read(tmp_path, files)
    assert ingested.article.height == 1
    assert "député" in ingested.article["body"][0]


def test_a_label_is_no_part_of_the_headline(tmp_path):
    (row,) = read(tmp_path, {"a.txt": f"UPDATED: {PAGE}"}).article.to_dicts()
    assert (row["headline_label"], row["headline"]) == ("UPDATED", HEADLINE)


def test_the_outlet_s_name_is_no_part_of_the_headline(tmp_path):
    record = record_of(f"{HEADLINE} - Lesnovo Lantern", source={"name": "Lesnovo Lantern"})
    assert read(tmp_path, {"a.json": json.dumps(record)}).article["headline"].to_list() == [HEADLINE]


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n ", "empty"),
        ("a.txt", b"%PDF-1.7 \x00\x01", "not_text"),
        ("a.txt", bytes(range(32)) * 40, "not_text"),
        ("a.txt", b"\xff\xfe" + "Missiles".encode("utf-16-le") + b"\x00", "undecodable"),
        ("a.docx", PAGE.encode(), "unknown_format"),
        ("noending", PAGE.encode(), "unknown_format"),
        ("a.txt.gz", gzip.compress(PAGE.encode())[:-9], "corrupt_archive"),
        ("a.txt.zst", b"no archive", "corrupt_archive"),
        ("a.json", b'{"title": ', "malformed_json"),
        ("a.json", b'"only a string"', "malformed_json"),
        ("a.txt", TEXT.encode(), "no_headline"),
        ("a.json", json.dumps(record_of("Advertisement")).encode(), "no_headline"),
        ("a.txt", f"{HEADLINE}\n\nBy Olena Writer".encode(), "no_body"),
        ("a.json", json.dumps(record_of(text="Six dead.")).encode(), "no_body"),
        ("a.json", json.dumps({"title": HEADLINE, "url": "https://a.example/1"}).encode(), "no_body"),
        ("a.html", b"<html><body><h1>Missiles hit</h1><img src='a.jpg'></body></html>", "no_body"),
    ],
)
def test_a_document_that_can_not_be_read_is_quarantined_with_its_reason(tmp_path, name, content, reason):
    ingested = read(tmp_path, {name: content, "good.txt": PAGE})
    assert reasons(ingested) == {name: reason}
    assert reason in QUARANTINE_REASONS
    assert outcomes(ingested) == {name: "quarantined", "good.txt": "article"}
    assert ingested.quarantine["detail"].str.contains("found").all()
    assert_balanced(ingested)


def test_a_file_above_the_limit_is_too_large(tmp_path):
    read(tmp_path, {"a.txt": PAGE * 100})
    ingested = read_landing_day(tmp_path, LANDED, max_file_bytes=1000)
    assert reasons(ingested) == {"a.txt": "too_large"}


def test_a_malformed_line_is_quarantined_with_its_number_and_the_rest_goes_on(tmp_path):
    feed = lines_of(record_of(), '{"title": "cut', record_of("Two fled the town of Lesnovo"), "[]", "null")
    ingested = read(tmp_path, {"feed.jsonl": feed})
    assert ingested.article["source_uri"].sort().to_list() == ["feed.jsonl#1", "feed.jsonl#3"]
    refused = ingested.quarantine.select("source_uri", "record", "reason").rows()
    assert refused == [(f"feed.jsonl#{n}", n, "malformed_json") for n in (2, 4, 5)]
    assert ingested.quarantine["excerpt"][0] == '{"title": "cut'
    assert ingested.document["file_uri"].unique().to_list() == ["feed.jsonl"]
    assert_balanced(ingested)


def test_half_a_character_in_a_feed_stops_nothing(tmp_path):
    broken = '{"title": "Six dead \\ud83d as missiles hit", "text": ' + json.dumps(TEXT + " \ud83d end") + "}"
    ingested = read(tmp_path, {"feed.jsonl": lines_of(broken, record_of())})
    assert ingested.document.height == 2
    assert ingested.article.filter(source_uri="feed.jsonl#1")["headline"].to_list() == ["Six dead as missiles hit"]


@pytest.mark.parametrize(
    "fields",
    [
        {"published": 99999999999999999999},
        {"published": {"date": None}},
        {"published": "the day before"},
        {"url": 7},
        {"url": "http://[broken"},
        {"author": [None, {"name": "Olena"}, 3]},
        {"language": ["en"]},
        {"source": []},
        {"published": "0000-00-00"},
        {"published": "2024-02-30T25:61:00Z"},
    ],
)
def test_a_field_of_an_odd_type_costs_no_article(tmp_path, fields):
    ingested = read(tmp_path, {"a.json": json.dumps(record_of(**fields))})
    assert outcomes(ingested) == {"a.json": "article"}


def test_an_excerpt_has_at_most_200_characters(tmp_path):
    ingested = read(tmp_path, {"a.json": "x" * 5000, "b.txt": "word " * 999})
    assert ingested.quarantine["excerpt"].str.len_chars().max() <= 200


# --- pages that are no articles ---------------------------------------------------------------------

COOKIES = (
    "We use cookies to keep this site running and to measure how it is read. Our 312 partners store information on "
    "your device. You can withdraw your consent at any time in the cookie settings."
)
WALLS = {
    "a 404 page": (
        "Page not found",
        "The page you are looking for does not exist. It may have been moved, or the address was misspelt.",
    ),
    "a forbidden page": ("403 Forbidden", "You do not have permission to access this page on this server at all."),
    "a cookie wall": ("Before you continue", COOKIES),
    "a cookie wall with an article's name": (HEADLINE, COOKIES),
    "a login page": (
        "Sign in",
        "Log in or register to continue reading. Forgot your password? Write to us and we shall send a new one.",
    ),
    "a subscription page": (
        "Lesnovo Lantern",
        "This article is available to subscribers. Already a subscriber? Sign in to continue. It costs little a month.",
    ),
    "a check for robots": (
        "Just a moment...",
        "Checking your browser before you go on. Please enable JavaScript and cookies to show that you are human.",
    ),
    "a page of search results": (
        "Search results for missiles",
        "214 results. Refine your search by date or by section, or try it again with fewer words than these.",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("form", ["html", "txt", "json"])
def test_a_page_that_stands_where_an_article_was_is_none(tmp_path, wall, form):
    headline, text = WALLS[wall]
    content = {
        "html": html_of(headline, text),
        "txt": f"{headline}\n\n{text}",
        "json": json.dumps(record_of(headline, text)),
    }[form]
    ingested = read(tmp_path, {f"a.{form}": content, "good.txt": PAGE})
    assert outcomes(ingested) == {f"a.{form}": "not_an_article", "good.txt": "article"}
    assert reasons(ingested) == {f"a.{form}": "not_an_article"}
    assert_balanced(ingested)


TITLES = [f"{n} villages without power after the raid on the {n}th" for n in range(3, 14)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("section.txt", "\n\n".join(["World news", *TITLES])),
        ("section.html", f"<html><body><h1>World news</h1>{''.join(f'<p>{t}</p>' for t in TITLES)}</body></html>"),
        (
            "links.html",
            "<html><body><h1>World</h1><ul>"
            + "".join(f"<li><a href='/{i}'>{t}</a></li>" for i, t in enumerate(TITLES))
            + "</ul></body></html>",
        ),
    ],
)
def test_a_page_of_titles_is_no_article(tmp_path, name, content):
    assert outcomes(read(tmp_path, {name: content})) == {name: "not_an_article"}


@pytest.mark.parametrize("kind", ["CollectionPage", "SearchResultsPage"])
def test_a_page_that_calls_itself_a_listing_is_no_article(tmp_path, kind):
    data = f'<script type="application/ld+json">{json.dumps({"@type": kind, "name": "World news"})}</script>'
    assert outcomes(read(tmp_path, {"a.html": html_of(HEADLINE, TEXT, data)})) == {"a.html": "not_an_article"}
    article = json.dumps({"@graph": [{"@type": kind}, {"@type": "NewsArticle", "headline": HEADLINE}]})
    data = f'<script type="application/ld+json">{article}</script>'
    assert outcomes(read(tmp_path, {"a.html": html_of(HEADLINE, TEXT, data)})) == {"a.html": "article"}


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        # A teaser before a paywall tells something; its figures are kept.
        (HEADLINE, f"{TEXT}\n\nSubscribe to continue reading. Already a subscriber? Sign in."),
        (HEADLINE, f"{TEXT} This article is available to subscribers.".replace("\n\n", " ")),
        ("Search for survivors goes on in Lesnovo", TEXT),
        ("Results of the inquiry into the Lesnovo raid", TEXT),
        ("Aid convoy denied access to Lesnovo", TEXT),
        (
            "Regulator fines shops over cookies",
            "The regulator fined nine shops that use cookies without asking, the ministry said on Monday.\n\n"
            "The fines come to two million crowns, and the shops have a month to pay them or to go to court, it said, "
            "in the first such case since the law was changed last year.",
        ),
    ],
)
def test_an_article_with_a_wall_s_words_is_an_article(tmp_path, headline, text):
    assert outcomes(read(tmp_path, {"a.json": json.dumps(record_of(headline, text))})) == {"a.json": "article"}


def test_a_long_text_under_a_wall_s_headline_is_an_article():
    assert why_no_article("Access denied", [TEXT] * 10) is None
    assert why_no_article("Access denied", [TEXT]) == "an error page"


# --- duplicates, versions, accounting ---------------------------------------------------------------


def test_the_same_text_twice_in_a_day_is_one_article_and_a_duplicate(tmp_path):
    ingested = read(tmp_path, {"b.txt": PAGE, "a.txt": f"{PAGE}\n", "feed.jsonl": lines_of(record_of())})
    assert outcomes(ingested) == {"a.txt": "article", "b.txt": "duplicate", "feed.jsonl#1": "duplicate"}
    assert ingested.document["version_id"].n_unique() == 1
    assert ingested.document["article_id"].n_unique() == 1
    assert_balanced(ingested)


def test_the_same_text_of_another_outlet_is_another_article(tmp_path):
    feed = lines_of(*(record_of(url=f"https://{host}.example/six-dead") for host in ("lantern", "courier")))
    ingested = read(tmp_path, {"feed.jsonl": feed})
    assert ingested.article["article_id"].n_unique() == 2
    assert ingested.article["content_hash"].n_unique() == 1


def test_a_changed_text_of_an_article_is_its_next_version_in_order_of_time(tmp_path):
    url = "https://lantern.example/six-dead"
    feed = lines_of(
        record_of(text=TEXT.replace("six", "nine"), url=url, dateModified="2024-05-06T12:00:00Z"),
        record_of(url=url, dateModified="2024-05-06T08:00:00Z"),
        record_of("Seven dead in Lesnovo", TEXT, url=f"{url}?utm_source=x", dateModified="2024-05-06T10:00:00Z"),
    )
    ingested = read(tmp_path, {"feed.jsonl": feed})
    versions = dict(ingested.article.select("source_uri", "article_version").iter_rows())
    assert versions == {"feed.jsonl#2": 1, "feed.jsonl#3": 2, "feed.jsonl#1": 3}
    assert ingested.article["article_id"].n_unique() == 1
    assert set(outcomes(ingested).values()) == {"article"}


def test_the_report_of_every_day_is_an_article_each_day_and_a_version_only_of_its_own_day(tmp_path):
    def report(day: int, dead: int) -> str:
        return f"Daily situation report\n\nMay {day}, 2024\n\n{TEXT.replace('six', str(dead))}\n"

    files = {"monday.txt": report(6, 6), "monday-mended.txt": report(6, 8), "tuesday.txt": report(7, 9)}
    articles = read(tmp_path, files).article
    of = dict(articles.select("source_uri", "article_id").iter_rows())
    assert of["monday.txt"] == of["monday-mended.txt"] != of["tuesday.txt"]
    assert articles.height == 3


def test_a_day_without_files_is_three_empty_frames(tmp_path):
    ingested = read_landing_day(tmp_path, LANDED)
    for frame, table in ((ingested.article, ARTICLE), (ingested.document, DOCUMENT), (ingested.quarantine, QUARANTINE)):
        assert frame.height == 0
        assert frame.schema == table.schema


def test_hidden_files_are_no_documents(tmp_path):
    ingested = read(tmp_path, {".a.txt.tmp": PAGE, "folder/b.txt": PAGE})
    assert outcomes(ingested) == {"folder/b.txt": "article"}


MIXED: dict[str, str | bytes] = {
    "a.txt": PAGE,
    "copy.txt": PAGE,
    "page.html": html_of("Two fled the town of Lesnovo", TEXT),
    "wall.html": html_of(*WALLS["a cookie wall"]),
    "empty.txt": b"",
    "broken.txt.gz": b"no archive",
    "feed.jsonl": lines_of(record_of("Three more found", TEXT, url="https://lantern.example/3"), "{", record_of()),
    "list.json": json.dumps([record_of(f"{n} found in Lesnovo", TEXT) for n in range(20, 25)]),
}


def test_every_document_has_one_outcome(tmp_path):
    ingested = read(tmp_path, MIXED)
    assert ingested.document.height == 14
    assert ingested.document["outcome"].value_counts(sort=True).sort("outcome").rows() == [
        ("article", 8),
        ("duplicate", 2),
        ("not_an_article", 1),
        ("quarantined", 3),
    ]
    assert_balanced(ingested)


def test_the_number_of_workers_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "POOL_FROM", 2)
    one = read(tmp_path, MIXED)
    engine = embedded.EmbeddedEngine(Settings(data_dir=tmp_path, workers=2))
    two = read(tmp_path, MIXED, read_files=engine.read_files)
    for name in ("article", "document", "quarantine"):
        assert getattr(one, name).equals(getattr(two, name))


def test_the_order_of_files_changes_nothing(tmp_path, monkeypatch):
    forward = read(tmp_path, MIXED)
    listed = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: reversed(list(listed(self, pattern))))
    monkeypatch.setattr("builtins.sorted", lambda items, **_: list(items))
    backward = read_landing_day(tmp_path, LANDED)
    monkeypatch.undo()
    for name in ("article", "document", "quarantine"):
        assert getattr(forward, name).equals(getattr(backward, name))


def test_progress_is_told_file_by_file(tmp_path):
    read(tmp_path, {"a.txt": PAGE, "b.txt": PAGE})
    seen: list[tuple[int, int]] = []
    read_landing_day(tmp_path, LANDED, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_incidents_that_begin_alike_stay_two_and_one_that_comes_twice_is_a_duplicate(tmp_path):
    start = "Assailants attacked a police checkpoint in Lesnovo."
    first = {"eventid": 1, "summary": f"{start} Two officers were killed.", "link": "https://incidents.example"}
    second = {"eventid": 2, "summary": f"{start} Nine officers were hurt.", "link": "https://incidents.example"}
    bare = [{"date": f"2015-04-{day}", "notes": "Gunmen shot two officers dead."} for day in (12, 13)]
    ingested = read(tmp_path, {"a.jsonl": lines_of(first, second, first, *bare)})
    assert ingested.article["article_id"].n_unique() == 4
    assert list(outcomes(ingested).values()).count("duplicate") == 1
    assert ingested.article.filter(source_uri="a.jsonl#1")["headline"].to_list() == [start]
    assert_balanced(ingested)


def test_a_line_about_cookies_is_lost_only_where_a_site_speaks_of_its_own(tmp_path):
    text = f"{TEXT}\n\nSoldiers handed out cookies at the gate, a witness said.\n\nThis website uses cookies."
    (row,) = read(tmp_path, {"a.json": json.dumps(record_of(text=text))}).article.to_dicts()
    assert row["body"].endswith("a witness said.")
