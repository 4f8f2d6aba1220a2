"""Broken and hostile files: each costs itself at most, never the landing day, and says what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
import zstandard
from test_day import HEADLINE, LANDED, PAGE, TEXT, assert_balanced, html_of, lines_of, outcomes, read, record_of

from pipelines.ingest import day, reading
from pipelines.ingest.day import AccountingError, read_landing_day
from pipelines.ingest.landing import land
from pipelines.ingest.readers import json_feeds

DEEP = 50_000


def zip_of(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_charset(name: str) -> bytes:
    return html_of(HEADLINE, TEXT, f'<meta charset="{name}">').replace("Lesnovo", "Lešnovo").encode("cp1250")


REFUSED = {
    "an empty file": ("a.txt", b"", "empty", "found no characters"),
    "white space": ("a.txt", b" \n\t\r\n", "empty", "found no characters"),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf", "empty", "found no characters"),
    "a list of nothing": ("a.json", b"[]", "empty", "found a list without records"),
    "bytes of a program": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(50), "not_text", "found a program"),
    "any bytes": ("a.txt", bytes(range(256)) * 8, "not_text", "as in a binary file"),
    "a picture called an article": ("a.html", b"\x89PNG\r\n\x1a\n" + b"\x01" * 80, "not_text", "found a PNG picture"),
    "an office document": ("a.txt", zip_of(word="x"), "not_text", "found a zip archive"),
    "NUL bytes at its end": ("a.txt", PAGE.encode() + bytes(500), "not_text", "found NUL bytes"),
    "UTF-16 without its mark": ("a.txt", PAGE.encode("utf-16-le"), "not_text", "found NUL bytes"),
    "half a character of UTF-16": ("a.txt", PAGE.encode("utf-16")[:-1], "undecodable", "save the file as UTF-8"),
    "text called JSON": ("a.json", PAGE.encode(), "malformed_json", "found no JSON in the file"),
    "a cut object": ("a.json", b'{"title": "Six dead', "malformed_json", "found no JSON in the file"),
    "arrays without end": ("a.json", b"[" * DEEP, "malformed_json", "recursion depth exceeded"),
    "objects without end": ("a.json", b'{"a":' * DEEP, "malformed_json", "recursion depth exceeded"),
    "two headlines": (
        "a.json",
        b'{"title": "Six dead in raid", "title": "Ten dead in raid", "text": "' + b"Six dead. " * 9 + b'"}',
        "malformed_json",
        "found the key 'title' twice with different values in the file",
    ),
    "nested tags": (
        "a.html",
        f"<html><body>{'<div>' * DEEP}{TEXT}".encode(),
        "malformed_html",
        "nested more than 256 deep",
    ),
    "a bomb of gzip": ("a.txt.gz", gzip.compress(b"0" * 3_000_000), "too_large", "raise DATELINE_MAX_FILE_BYTES"),
    "a bomb of zstd": ("a.txt.zst", zstandard.compress(b"0" * 3_000_000), "too_large", "DATELINE_MAX_FILE_BYTES"),
    "a bomb of many zstd frames": (
        "a.txt.zst",
        zstandard.compress(b"0" * 100_000) * 30,
        "too_large",
        "DATELINE_MAX_FILE_BYTES",
    ),
    "gzip that ends early": ("a.txt.gz", gzip.compress(PAGE.encode())[:-9], "corrupt_archive", "fetch it again"),
    "gzip with a wrong sum": (
        "a.txt.gz",
        gzip.compress(PAGE.encode())[:-8] + b"\x00" * 8,
        "corrupt_archive",
        "fetch it again",
    ),
    "zstd that ends early": (
        "a.txt.zst",
        zstandard.compress(PAGE.encode() + os.urandom(9000))[:-4000],
        "corrupt_archive",
        "the file ends inside a frame",
    ),
    "one line longer than a book": (
        "a.txt",
        f"{HEADLINE}\n\n{TEXT * 500}".encode(),
        "too_large",
        "raise DATELINE_MAX_ARTICLE_CHARS",
    ),
    "a page longer than a book": (
        "a.html",
        html_of(HEADLINE, TEXT + " Fires burnt." * 9000).encode(),
        "too_large",
        "raise DATELINE_MAX_ARTICLE_CHARS",
    ),
    "a page of scripts": (
        "a.html",
        html_of(HEADLINE, TEXT, f"<script>{'x' * 2_000_000}</script>").encode()[:2_000_000],
        "too_large",
        "DATELINE_MAX_ARTICLE_CHARS",
    ),
    "a record longer than a book": (
        "a.jsonl",
        lines_of(record_of(text=TEXT * 500)).encode(),
        "too_large",
        "DATELINE_MAX_ARTICLE_CHARS",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_can_not_be_read_is_refused_with_what_to_do(tmp_path, what):
    name, content, reason, message = REFUSED[what]
    for file, data in {name: content, "good.txt": PAGE.encode()}.items():
        (tmp_path / LANDED.isoformat()).mkdir(exist_ok=True)
        (tmp_path / LANDED.isoformat() / file).write_bytes(data)
    ingested = read_landing_day(tmp_path, LANDED, max_file_bytes=2_500_000, max_article_chars=90_000)
    refused = ingested.quarantine.row(0, named=True)
    assert ingested.quarantine.height == 1
    assert (refused["source_uri"].split("#")[0], refused["reason"]) == (name, reason)
    assert message in refused["detail"]
    assert len(refused["excerpt"] or "") <= 200
    assert outcomes(ingested)["good.txt"] == "article"
    assert_balanced(ingested)


READ = {
    "a byte order mark": ("a.txt", b"\xef\xbb\xbf" + PAGE.encode()),
    "a byte order mark before JSON": ("a.json", b"\xef\xbb\xbf" + json.dumps(record_of()).encode()),
    "UTF-16": ("a.txt", PAGE.encode("utf-16")),
    "a NUL byte inside a word": ("a.txt", PAGE.replace("power", "po\0wer").encode()),
    "a page called text": ("a.txt", html_of(HEADLINE, TEXT).encode()),
    "a page called JSON": ("a.json", html_of(HEADLINE, TEXT).encode()),
    "JSON called text": ("a.txt", json.dumps(record_of()).encode()),
    "JSON called a page": ("a.html", json.dumps([record_of()]).encode()),
    "two frames of zstd": (
        "a.txt.zst",
        zstandard.compress(PAGE[:90].encode()) + zstandard.compress(PAGE[90:].encode()),
    ),
    "a field nested too deeply": ("a.json", json.dumps(record_of(text="<p>" + "<b>" * DEEP + TEXT)).encode()),
    "a number of 5,000 digits": ("a.json", json.dumps(record_of()).encode()[:-1] + b', "n": ' + b"9" * 5000 + b"}"),
    "a number of 5,000 digits in a page's linked data": (
        "a.html",
        html_of(HEADLINE, TEXT, f'<script type="application/ld+json">{{"n": {"9" * 5000}}}</script>').encode(),
    ),
    "half a pair and a terminal's commands in a page's linked data": (
        "a.html",
        html_of(
            HEADLINE,
            "A teaser of some words.",
            '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": '
            + json.dumps(TEXT * 3).replace("heating", "hea\\ud800\\u001bting")
            + "}</script>",
        ).encode(),
    ),
    "a day of digits that are no numbers": (
        "a.json",
        json.dumps(record_of(iyear="²⁰²⁴", imonth="٥", iday="²")).encode(),
    ),
    "no number": ("a.json", json.dumps(record_of()).encode()[:-1] + b', "n": NaN, "m": 1e999}'),
    "a tag said twice": ("a.json", json.dumps(record_of()).encode()[:-1] + b', "tag": 1, "tag": 2}'),
    "a headline said twice the same": (
        "a.json",
        json.dumps(record_of()).encode()[:-1] + f', "title": "{HEADLINE}"}}'.encode(),
    ),
    "half a surrogate pair": (
        "a.json",
        json.dumps(record_of()).replace("heating", "hea\\ud800ting").encode(),
    ),
    "an address that is none": ("a.json", json.dumps(record_of(url="http://[::1")).encode()),
    "fields of odd types": (
        "a.json",
        json.dumps(record_of(url={"a": 1}, author={"x": [1]}, language=["en"], date=[[]])).encode(),
    ),
}


@pytest.mark.parametrize("what", READ)
def test_what_can_be_read_is_read_all_the_same(tmp_path, what):
    name, content = READ[what]
    ingested = read(tmp_path, {name: content})
    article = ingested.article.row(0, named=True)
    assert article["headline"] == HEADLINE
    assert " ".join(article["body"].split()) in (" ".join(TEXT.split()), " ".join((TEXT * 3).split()))
    assert ingested.quarantine.is_empty()


@pytest.mark.parametrize("record", ['{"title": "\\ud800\\u001b[31m"}', '["\\ud800\\u001b[31m"]', '{"\\ud800": 1}'])
def test_half_a_pair_in_what_is_refused_costs_no_landing_day(tmp_path, record):
    refused = read(tmp_path, {"a.json": record, "good.txt": PAGE}).quarantine.row(0, named=True)
    assert not {"\ud800", "\x1b"} & set(f"{refused['detail']}{refused['excerpt']}")


@pytest.mark.parametrize("name", ["undefined", "idna", "hex", "unicode_escape", "utf-8", "no-such-thing"])
def test_a_page_that_names_a_wrong_encoding_is_read(tmp_path, name):
    article = read(tmp_path, {"a.html": with_charset(name)}).article.row(0, named=True)
    assert article["headline"] == HEADLINE.replace("Lesnovo", "Lešnovo")


def test_text_that_was_decoded_wrongly_before_it_came_is_mended(tmp_path):
    told = PAGE.replace("Lesnovo", "Železná").replace("the governor said", "“we know”, the governor said")
    spoilt = told.encode().decode("latin-1").encode()
    article = read(tmp_path, {"a.txt": spoilt}).article.row(0, named=True)
    assert "Železná" in article["headline"]
    assert "“we know”, the governor" in article["body"]


@pytest.mark.parametrize("text", ["Ñuñoa and Åland", "the “Â” of Âncora", "São Tomé – 30 °C", "Їжа і Ґанок"])
def test_text_that_only_looks_odd_stays_as_it_is(tmp_path, text):
    article = read(tmp_path, {"a.txt": PAGE.replace("two of its four boilers", text)}).article.row(0, named=True)
    assert f"The station lost {text}, and" in article["body"]


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("0000-01-01", LANDED),
        ("0001-01-01T00:00:00+14:00", LANDED),
        ("9999-12-31T23:59:59-12:00", LANDED),
        (99999999999999999999, LANDED),
        (-1, LANDED),
        ("2024-02-30", LANDED),
    ],
)
def test_a_day_that_never_was_is_no_date_of_publication(tmp_path, stated, day):
    ingested = read(tmp_path, {"a.json": json.dumps(record_of(published=stated))})
    assert ingested.article.select("published_on", "published_on_source").row(0) == (day, "landing")


def test_an_external_entity_is_never_fetched(tmp_path):
    (tmp_path / "secret").write_text("the secret of the house")
    page = html_of(HEADLINE, TEXT + " &told;").replace("<html>", "<!DOCTYPE html [%s]><html>")
    entity = f'<!ENTITY told SYSTEM "file://{tmp_path}/secret">'
    ingested = read(tmp_path / "raw", {"a.html": "<?xml version='1.0'?>" + page % entity})
    assert ingested.article.height == 1
    assert "secret" not in ingested.article["body"][0]


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<style>a{}</style>"])
def test_markup_and_scripts_are_no_part_of_a_headline(tmp_path, script):
    page = html_of(HEADLINE, TEXT).replace("<h1>", f"<h1>{script}").replace("<title>", f"<title>{script}")
    feed = json.dumps([record_of(f"{script}{HEADLINE}")])
    ingested = read(tmp_path, {"a.html": page.replace(f"<title>{script}{HEADLINE}</title>", ""), "b.json": feed})
    assert ingested.article["headline"].to_list() == [HEADLINE]
    assert sorted(outcomes(ingested).values()) == ["article", "duplicate"]


@pytest.mark.parametrize(
    "name", ["x'; drop table marts.fct_article; --.txt", "..txt", "=1+1.txt", "a\nb.txt", "%s{0}.txt"]
)
def test_a_file_s_name_is_only_a_name(tmp_path, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(PAGE)
    report = land([tmp_path / "in" / name], tmp_path / "raw", LANDED)
    if name.startswith("."):
        assert report.skipped
        return
    assert report.landed[0].parents[2] == tmp_path / "raw"
    ingested = read_landing_day(tmp_path / "raw", LANDED)
    assert ingested.document["file_uri"].to_list() == [f"{report.landed[0].parent.name}/{report.landed[0].name}"]


def test_a_name_that_is_no_utf_8_is_written_down_as_far_as_it_can_be(tmp_path):
    (tmp_path / "in").mkdir()
    odd = Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/K\xe4mpfe.txt"))
    odd.write_text(PAGE)
    assert land([odd], tmp_path / "raw", LANDED).landed[0].name == "K\ufffdmpfe.txt"
    odd.rename(Path(os.fsdecode(os.fsencode(tmp_path / "raw" / LANDED.isoformat()) + b"/K\xe4mpfe.txt")))
    assert "K\ufffdmpfe.txt" in outcomes(read_landing_day(tmp_path / "raw", LANDED))


def test_a_link_in_the_archive_leads_nowhere(tmp_path):
    (tmp_path / "secret.txt").write_text(PAGE)
    folder = tmp_path / "raw" / LANDED.isoformat()
    folder.mkdir(parents=True)
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    refused = read_landing_day(tmp_path / "raw", LANDED).quarantine.row(0, named=True)
    assert (refused["reason"], refused["detail"][:21]) == ("unknown_format", "found a symbolic link")


def test_what_no_reader_foresaw_costs_one_document(tmp_path, monkeypatch):
    def stumble(record):
        raise KeyError("x") if record["title"] == "bad" else TypeError("y")

    monkeypatch.setattr(json_feeds, "read_record", stumble)
    ingested = read(tmp_path, {"a.json": json.dumps([{"title": "bad"}, {"title": "worse"}]), "good.txt": PAGE})
    assert ingested.quarantine["reason"].to_list() == ["reader_failed", "reader_failed"]
    assert "TypeError: y" in ingested.quarantine["detail"][1]
    assert ingested.article.height == 1


def test_what_the_machine_lacks_is_no_fault_of_the_document(tmp_path, monkeypatch):
    def no_disk(path, limit):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(reading, "read_file", no_disk)
    with pytest.raises(OSError, match="Input/output"):
        read(tmp_path, {"a.txt": PAGE})


def test_a_file_that_ended_as_nothing_stops_its_day(tmp_path, monkeypatch):
    monkeypatch.setattr(day, "read_file_task", lambda task: day.Rows())
    with pytest.raises(AccountingError, match=r"1 of 1 files of 2024-05-06 ended as no document, such as \['a.txt'\]"):
        read(tmp_path, {"a.txt": PAGE})
