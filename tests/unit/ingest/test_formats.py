"""WARC, NewsML-G2, NITF, RSS, Atom, tar and zip: what each gives, and what a broken or hostile one costs."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import itertools
import json
import lzma
import tarfile
import tracemalloc
import zipfile

import polars as pl
import pytest
import zstandard
from test_day import (
    HEADLINE,
    LANDED,
    PAGE,
    TEXT,
    assert_balanced,
    html_of,
    lines_of,
    outcomes,
    read,
    reasons,
    record_of,
)

from pipelines.ingest import day, reading
from pipelines.ingest.day import read_landing_day
from pipelines.ingest.readers import large

URL = "https://courier.example/lesnovo-power-station"


def articles(ingested) -> list[dict]:
    return ingested.article.sort("source_uri").to_dicts()


# --- WARC -------------------------------------------------------------------------------------------


def record(
    body: bytes | str, url: str = URL, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK",
    warc_type: str = "response", head: str = "",
) -> bytes:  # fmt: skip
    body = body.encode() if isinstance(body, str) else body
    if warc_type == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body
        kind = "application/http; msgtype=response"
    return (
        f"WARC/1.0\r\nWARC-Type: {warc_type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body + b"\r\n\r\n"  # fmt: skip


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"


HTML = html_of(HEADLINE, TEXT).encode()
CRAWL = [
    record("software: a crawler", warc_type="warcinfo", kind="application/warc-fields"),
    record(HTML),
    record(b"\x89PNG", kind="image/png"),
    record("<html>gone</html>", status="404 Not Found"),
    record(html_of("Four killed as shells fall on Dravik", TEXT.replace("Lesnovo", "Dravik")), f"{URL}-2"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(CRAWL)),
        ("a.warc.gz", b"".join(map(gzip.compress, CRAWL))),
        ("whole.warc.gz", gzip.compress(b"".join(CRAWL))),
        ("a.warc.zst", b"".join(map(zstandard.compress, CRAWL))),
    ],
)
def test_a_warc_file_gives_its_pages_with_their_address(tmp_path, name, data):
    ingested = read(tmp_path, {name: data})
    first, second = articles(ingested)
    assert (first["source_uri"], second["source_uri"]) == (f"{name}#1", f"{name}#4")
    assert (first["headline"], first["url"], first["format"]) == (HEADLINE, URL, "html")
    assert first["outlet_domain"] == "courier.example"
    assert first["published_on"] == dt.date(2024, 5, 3), "the day of the crawl, where the page has none"
    assert_balanced(ingested)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked(HTML)),
        ("Content-Encoding: gzip\r\n", gzip.compress(HTML)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(gzip.compress(HTML))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n", HTML),
        ("Content-Encoding: deflate\r\n", HTML),
    ],
    ids=["chunked", "gzip", "both", "taken off, but not from the head", "said and not so"],
)
def test_a_page_is_read_as_its_server_meant_it(tmp_path, head, body):
    (article,) = articles(read(tmp_path, {"a.warc": record(body, head=head)}))
    assert article["headline"] == HEADLINE


def test_a_page_in_the_encoding_that_only_its_server_names(tmp_path):
    page = html_of(HEADLINE, TEXT).replace("Lesnovo", "Lešnovo").encode("cp1250")
    (article,) = articles(read(tmp_path, {"a.warc": record(page, kind="text/html; charset=windows-1250")}))
    assert article["headline"] == HEADLINE.replace("Lesnovo", "Lešnovo")


def test_resources_and_texts_made_of_pages_are_documents(tmp_path):
    made = record(PAGE, warc_type="conversion", kind="text/plain")
    ingested = read(tmp_path, {"a.warc": made + record(HTML, warc_type="resource", kind="text/html")})
    assert outcomes(ingested) == {"a.warc#1": "article", "a.warc#2": "duplicate"}


@pytest.mark.parametrize(
    ("data", "reason", "n_read"),
    [
        (gzip.compress(CRAWL[1]) + gzip.compress(CRAWL[4])[:-60], "corrupt_archive", 1),
        (CRAWL[1] + CRAWL[4][:-80], "corrupt_archive", 1),
        (CRAWL[1] + b"no record\r\n" * 9, "corrupt_archive", 1),
        (b"no record at all " * 9, "corrupt_archive", 0),
        (CRAWL[0] + CRAWL[2], "empty", 0),
        (record(gzip.compress(b"0" * 3_000_000), head="Content-Encoding: gzip\r\n"), "too_large", 0),
        (record(b"0" * 2_600_000) + CRAWL[1], "too_large", 1),
    ],
    ids=["cut gzip", "cut", "garbage behind", "garbage", "no pages", "a bomb in a page", "a long record"],
)
def test_a_broken_warc_file_costs_what_is_broken(tmp_path, data, reason, n_read):
    name = "a.warc.gz" if data[:2] == b"\x1f\x8b" else "a.warc"
    (tmp_path / LANDED.isoformat()).mkdir()
    (tmp_path / LANDED.isoformat() / name).write_bytes(data)
    ingested = read_landing_day(tmp_path, LANDED, max_file_bytes=2_500_000)
    assert ingested.quarantine["reason"].to_list() == [reason]
    assert ingested.article.height == n_read
    assert_balanced(ingested)


def test_a_warc_file_larger_than_the_limit_is_read_up_to_it(tmp_path):
    (tmp_path / LANDED.isoformat()).mkdir()
    (tmp_path / LANDED.isoformat() / "a.warc").write_bytes(b"".join(CRAWL))
    ingested = read_landing_day(tmp_path, LANDED, max_bundle_bytes=len(HTML) + 100)
    assert reasons(ingested) == {"a.warc": "too_large"}
    assert "DATELINE_MAX_BUNDLE_BYTES" in ingested.quarantine["detail"][0]
    assert ingested.article.height == 1


def test_several_processes_read_one_large_file_as_one_does(tmp_path, monkeypatch):
    pages = [record(html_of(f"{HEADLINE} {n}", f"{TEXT} Shift {n} was on."), f"{URL}-{n}") for n in range(9)]
    data = b"".join(pages) + b"garbage"
    monkeypatch.setattr(day, "ROWS_AT_ONCE", 2)
    alone = read(tmp_path, {"a.warc": data})
    monkeypatch.setattr(day, "LARGE_BYTES", 1)
    together = read(tmp_path, {"a.warc": data}, sharers=4)
    for table in ("article", "document", "quarantine"):
        assert getattr(alone, table).equals(getattr(together, table))
    assert (alone.article.height, alone.quarantine.height) == (9, 1)


# --- bundles ----------------------------------------------------------------------------------------


def tar_of(files: dict[str, bytes], *extra: tarfile.TarInfo) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in extra:
            archive.addfile(info)
    return packed.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


FILES = {
    "day/a.html": HTML,
    "day/b.txt.gz": gzip.compress(PAGE.replace("Lesnovo", "Dravik").encode()),
    "day/c.jsonl": lines_of(record_of("Ten hurt in raid on Orlec"), "{", record_of("Two dead in Orlec")).encode(),
    "day/.DS_Store": b"x",
    "README.md": b"what this is",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of(FILES)),
        ("a.tar", tar_of(FILES)),
        ("a.tar.gz", gzip.compress(tar_of(FILES))),
        ("a.tgz", gzip.compress(tar_of(FILES))),
        ("a.tar.bz2", bz2.compress(tar_of(FILES))),
        ("a.tar.xz", lzma.compress(tar_of(FILES))),
        ("a.tar.zst", zstandard.compress(tar_of(FILES))),
    ],
)
def test_a_bundle_gives_the_documents_of_its_members(tmp_path, name, data):
    ingested = read(tmp_path, {name: data})
    assert outcomes(ingested) == {
        f"{name}#1": "article", f"{name}#2": "article", f"{name}#3.1": "article", f"{name}#3.2": "quarantined",
        f"{name}#3.3": "article",
    }  # fmt: skip
    assert ingested.quarantine["record"].to_list() == [3]
    assert_balanced(ingested)


def link(name: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def zip_link() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("good.txt", PAGE)
    return packed.getvalue()


GOOD = {"good.txt": PAGE.encode()}
HOSTILE = {
    "a path that climbs": ("a.tar", tar_of({"../../etc/evil.txt": b"x", **GOOD}), "a name that leads out of the bundle"),
    "a path from the root": ("a.zip", zip_of({"/etc/evil.txt": b"x", **GOOD}), "a name that leads out of the bundle"),
    "a path of Windows": ("a.zip", zip_of({"C:\\evil.txt": b"x", **GOOD}), "a name that leads out of the bundle"),
    "a symbolic link": ("a.tar", tar_of(GOOD, link("a.txt")), "a link"),
    "a hard link": ("a.tar", tar_of(GOOD, link("a.txt", tarfile.LNKTYPE)), "a link"),
    "a device": ("a.tar", tar_of(GOOD, link("a.txt", tarfile.CHRTYPE)), "a device"),
    "a link in a zip": ("a.zip", zip_link(), "a link"),
    "an archive in an archive": ("a.zip", zip_of({"a.zip": zip_of(GOOD), **GOOD}), "an archive inside an archive"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_member_is_refused_and_the_others_are_read(tmp_path, what):
    name, data, why = HOSTILE[what]
    ingested = read(tmp_path, {name: data})
    assert set(ingested.quarantine["reason"]) == {"unknown_format"}
    assert f"found {why}; expected a file" in ingested.quarantine["detail"][0]
    assert ingested.article["headline"].to_list() == [HEADLINE]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]
    assert_balanced(ingested)


@pytest.mark.parametrize(
    ("name", "data", "limits", "reason", "n_read"),
    [
        ("a.zip", zip_of({**GOOD, "b.txt": b"0" * 3_000_000}), {"max_file_bytes": 2_000_000}, "too_large", 1),
        ("a.tar", tar_of({**GOOD, "b.txt": b"0" * 3_000_000}), {"max_bundle_bytes": 2_000_000}, "too_large", 1),
        ("a.zip", zip_of({**GOOD, "b.txt": b"x", "c.txt": b"x"}), {"max_bundle_members": 1}, "too_large", 1),
        ("a.zip", zip_of({**GOOD, "b.txt.gz": gzip.compress(b"0" * 3_000_000)}), {"max_file_bytes": 2_000_000},
         "too_large", 1),
        ("a.zip", b"PK\x03\x04" + bytes(99), {}, "corrupt_archive", 0),
        ("a.tar.gz", gzip.compress(tar_of({**GOOD, "b.txt": b"0" * 9000}))[:-20], {}, "corrupt_archive", 1),
        ("a.tar.bz2", b"BZh9 no bz2 at all", {}, "corrupt_archive", 0),
        ("a.tar", b"no tar" * 200, {}, "corrupt_archive", 0),
        ("a.tar", tar_of({}), {}, "empty", 0),
    ],
)  # fmt: skip
def test_a_bomb_or_a_broken_bundle_costs_what_is_too_much(tmp_path, name, data, limits, reason, n_read):
    (tmp_path / LANDED.isoformat()).mkdir()
    (tmp_path / LANDED.isoformat() / name).write_bytes(data)
    ingested = read_landing_day(tmp_path, LANDED, **limits)
    assert set(ingested.quarantine["reason"]) == {reason}
    assert ingested.article.height == n_read


def test_a_tar_header_of_many_bytes_is_not_taken_into_memory(tmp_path):
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "x" * 3_000_000}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert reasons(read(tmp_path, {"a.tar": packed.getvalue()})) == {"a.tar": "too_large"}


# --- large feeds ------------------------------------------------------------------------------------


def test_a_large_feed_is_read_line_by_line_with_the_same_names(tmp_path, monkeypatch):
    records = [record_of(f"{HEADLINE} {n}", f"{TEXT} Shift {n} was on.") for n in range(40)]
    data = lines_of(*records[:20], "", '{"title": ', *records[20:]).encode()
    packed = {"": data, ".gz": gzip.compress(data), ".zst": zstandard.compress(data)}
    whole = {end: read(tmp_path / f"w{end}", {f"a.jsonl{end}": packed[end]}) for end in packed}
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    monkeypatch.setattr(day, "LARGE_BYTES", 100)
    for (end, before), sharers in itertools.product(whole.items(), (1, 3)):
        now = read(tmp_path / f"l{end}", {f"a.jsonl{end}": packed[end]}, sharers=sharers)
        assert now.article.equals(before.article)
        assert now.document.equals(before.document)
        assert now.quarantine["detail"].to_list() == before.quarantine["detail"].to_list()


def test_a_large_feed_that_ends_early_gives_what_stands_before(tmp_path, monkeypatch):
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    data = lines_of(*(record_of(f"{HEADLINE} {n}", f"{TEXT} {n * 7919}") for n in range(400))).encode()
    ingested = read(tmp_path, {"a.jsonl.gz": gzip.compress(data)[:-9]})
    assert ingested.article.height >= 300
    assert reasons(ingested)["a.jsonl.gz"] == "corrupt_archive"


def test_a_line_longer_than_any_record_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    data = lines_of(record_of(), json.dumps({"title": "x" * 5000}), record_of("Two dead in Orlec"))
    ingested = read(tmp_path, {"a.jsonl": data})
    assert outcomes(ingested) == {"a.jsonl#1": "article", "a.jsonl#2": "quarantined", "a.jsonl#3": "article"}
    assert reasons(ingested) == {"a.jsonl#2": "too_large"}


def both_ways(tmp_path, monkeypatch, name, data):
    """The file read whole, and record by record by three who share it."""
    whole = read(tmp_path / "whole", {name: data})
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    monkeypatch.setattr(large, "_BLOCK", 700)
    monkeypatch.setattr(day, "LARGE_BYTES", 100)
    return whole, read(tmp_path / "large", {name: data}, sharers=3)


RECORDS = [record_of(f"{HEADLINE} {n}", f"{TEXT} Shift {n} was on. Ωmega “{n}”") for n in range(40)]
LARGE_LISTS = {
    "a.json": json.dumps(RECORDS, ensure_ascii=False).encode(),
    "b.json": b"\xef\xbb\xbf \n" + json.dumps(RECORDS, indent=2).encode(),
    "c.json": json.dumps({"status": "ok", "n": [1, 2], "articles": RECORDS, "more": {"x": None}}).encode(),
    "d.json": json.dumps({"response": {"pages": 3, "results": RECORDS}}).encode(),
    "e.json": json.dumps([*RECORDS[:3], 12, "text", {"title": "x"}, [], None, *RECORDS[3:], 4.5e3]).encode(),
    "f.json": json.dumps(RECORDS, ensure_ascii=False).replace("Ωmega", "é").encode("cp1252"),
    "g.json": lines_of(*RECORDS).encode(),
    "h.json": json.dumps(RECORDS, ensure_ascii=False).encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "n_read", "reason"),
    [
        (lambda text: text[:-900], 37, "malformed_json"),
        (lambda text: text.replace("Shift 20", 'Shift 20", "title: ', 1), 20, "malformed_json"),
        (lambda text: text + "]", 40, "malformed_json"),
        (lambda text: text.replace("Shift 20", "Shift 20" + "x" * 9000, 1), 20, "too_large"),
        (lambda text: text.replace('"title": ', '"title": "Other", "title": ', 1), 39, "malformed_json"),
        (lambda text: "[" * 100_000 + text, 0, "malformed_json"),
        (lambda text: '{"meta": ' + text + "}", 0, "too_large"),
        (lambda text: ('{"meta": [], "x": {"articles": [2]}}' + " " * 2000), 0, "malformed_json"),
        (lambda text: '{"a\x01\n\xff": 1, 12: 2}' + " " * 3000, 0, "malformed_json"),
    ],
)  # fmt: skip
def test_a_damaged_large_list_gives_what_stands_before(tmp_path, monkeypatch, change, n_read, reason):
    data = change(json.dumps([record_of(f"{HEADLINE} {n}", f"{TEXT} Shift {n}") for n in range(40)])).encode()
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    monkeypatch.setattr(large, "_BLOCK", 700)
    ingested = read(tmp_path, {"a.json": data, "b.json.gz": gzip.compress(data)[:-9]})
    by_file = dict(ingested.article.group_by(pl.col("source_uri").str.extract(r"([ab]\.json)")).len().iter_rows())
    assert ingested.quarantine.filter(pl.col("source_uri").str.contains("a.json"))["reason"].to_list() == [reason]
    assert n_read - 9 <= by_file.get("a.json", 0) <= n_read


def feed_of(items, head="<title>The Herald</title><link>https://herald.example/</link>", tail=""):
    return f"<rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>{tail}"


ITEMS = [
    f"<item><title>{HEADLINE} {n} &eacute;</title><link>https://herald.example/{n}</link><media:x xmlns:media='m'/>"
    f"<description><![CDATA[<p>{TEXT}</p><p>Shift {n} was on &nbsp; &amp; so on.</p>]]></description></item>\r\n"
    for n in range(40)
]
LARGE_XML = {
    "a.rss": feed_of(ITEMS).encode(),
    "b.xml": ("<?xml version='1.0' encoding='iso-8859-1'?><!-- x -->" + feed_of(ITEMS)).encode("latin-1"),
    "c.xml": ("<?xml version='1.0' encoding='windows-1252'?>" + feed_of([*ITEMS[:20], "\x0b<item>“é”</item>", *ITEMS[20:]])
              ).encode("cp1252"),
    "d.xml": ("<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'><channel><title>The Herald</title></channel>"
              + "".join(ITEMS) + "</rdf:RDF>").encode(),
    "e.atom": ("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Herald</title>" + "".join(
        f"<entry><title type='html'>{HEADLINE} {n}</title><id>x:{n}</id><content type='xhtml'><div xmlns='h'><p>{TEXT}"
        f"</p><p>Shift {n}</p></div></content></entry>" for n in range(40)) + "</feed>").encode("utf-16"),
    "f.newsml": ("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><packageItem/>" + "".join(
        f"<newsItem guid='g{n}'><contentMeta><headline>{HEADLINE} {n}</headline></contentMeta><contentSet><inlineData>"
        f"{TEXT} {n}</inlineData></contentSet></newsItem>" for n in range(40)) + "</itemSet></newsMessage>").encode(),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), [*LARGE_LISTS.items(), *LARGE_XML.items()], ids=[*LARGE_LISTS, *LARGE_XML])
def test_a_large_feed_is_read_record_by_record_with_the_same_rows(tmp_path, monkeypatch, name, data):
    whole, now = both_ways(tmp_path, monkeypatch, name, data)
    assert now.article.equals(whole.article)
    assert now.document.equals(whole.document)
    assert now.quarantine.equals(whole.quarantine)
    assert whole.article.height == 40


@pytest.mark.parametrize(
    ("text", "n_read", "reason"),
    [
        (feed_of(ITEMS)[:-2000], 35, "malformed_xml"),
        (feed_of([*ITEMS[:20], "<item><a></b></item>", *ITEMS[20:]]), 20, "malformed_xml"),
        (feed_of([*ITEMS[:20], "<item><title>" + "x" * 9000 + "</title></item>", *ITEMS[20:]]), 20, "too_large"),
        ("<!DOCTYPE rss [<!ENTITY a 'aaaa'>]>" + feed_of(ITEMS), 0, "malformed_xml"),
        ("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + feed_of(["<item>&a;</item>"] * 90), 0, "malformed_xml"),
        (feed_of(["<x/>"] * 3000), 0, "too_large"),
        (feed_of([], head="<title>x</title>" + "<link/>\n" * 200), 0, "empty"),
        (feed_of(ITEMS, tail="<item/>"), 40, "malformed_xml"),
    ],
)  # fmt: skip
def test_a_damaged_large_feed_of_xml_gives_what_stands_before(tmp_path, monkeypatch, text, n_read, reason):
    monkeypatch.setattr(large, "WHOLE_BYTES", 2_000)
    monkeypatch.setattr(large, "_BLOCK", 700)
    ingested = read(tmp_path, {"a.xml": text.encode()})
    assert ingested.quarantine.filter(pl.col("record").is_null())["reason"].to_list() == [reason]
    assert n_read - 3 <= ingested.article.height <= n_read


@pytest.mark.parametrize("name", ["a.json", "a.rss"])
def test_a_large_list_takes_the_memory_of_one_record(tmp_path, monkeypatch, name):
    monkeypatch.setattr(large, "WHOLE_BYTES", 1_000_000)
    text = "x" * 10_000
    items = [f"<item><title>{n}</title><description>{text}</description></item>" for n in range(3000)]
    data = json.dumps([{"title": n, "text": text} for n in range(3000)]) if name == "a.json" else feed_of(items)
    (tmp_path / name).write_text(data)
    tracemalloc.start()
    assert sum(1 for _ in large.feed(tmp_path / name, reading.Limits())) == 3000
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_a_warc_file_takes_the_memory_of_one_page(tmp_path):
    page = record(html_of("x", "y") + "<!--" + "z" * 1_000_000 + "-->", kind="image/png")
    (tmp_path / "a.warc").write_bytes(page * 40 + CRAWL[1])
    tracemalloc.start()
    assert len(list(reading.documents(tmp_path / "a.warc", "a.warc", reading.Limits()))) == 1
    assert tracemalloc.get_traced_memory()[1] < 12_000_000
    tracemalloc.stop()


# --- RSS and Atom -----------------------------------------------------------------------------------

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Coast Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>{HEADLINE}</title><link>{URL}</link><guid isPermaLink="false">42</guid>
  <media:title>A picture</media:title><media:content url="x.jpg"/>
  <dc:creator>A. Writer</dc:creator><pubDate>Fri, 03 May 2024 08:15:00 +0200</pubDate>
  <description>Six workers died.</description><content:encoded><![CDATA[{PARAGRAPHS}&nbsp;]]></content:encoded></item>
<item><title>Only a title</title><link>{URL}-2</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Coast Courier</title>
<link rel="self" href="https://courier.example/feed"/><link href="https://courier.example/"/>
<entry><title type="html">{HEADLINE}</title><link rel="alternate" href="{URL}"/><id>urn:42</id>
<published>2024-05-03T08:15:00+02:00</published><updated>2024-05-04T09:00:00Z</updated><author><name>A. Writer</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry></feed>"""


@pytest.mark.parametrize(("name", "text", "form"), [("a.rss", RSS, "rss"), ("a.xml", ATOM, "atom")])
def test_a_feed_with_full_text_gives_an_article_an_item(tmp_path, name, text, form):
    ingested = read(tmp_path, {name: text})
    article = articles(ingested)[0]
    assert (article["source_uri"], article["format"]) == (f"{name}#1", form)
    assert (article["headline"], article["body"], article["url"]) == (HEADLINE, TEXT, URL)
    assert (article["outlet_name"], article["author"], article["language"]) == ("The Coast Courier", "A. Writer", "en")
    assert (article["published_on"], article["outlet_domain"]) == (dt.date(2024, 5, 3), "courier.example")
    assert reasons(ingested) == ({"a.rss#2": "no_body"} if form == "rss" else {})


def test_an_item_that_another_outlet_wrote_is_that_outlet_s(tmp_path):
    told = RSS.replace("<pubDate>", '<source url="https://gazette.example/rss">The Gazette</source><pubDate>')
    assert articles(read(tmp_path, {"a.rss": told}))[0]["outlet_name"] == "The Gazette"


# --- NewsML-G2 and NITF -----------------------------------------------------------------------------

NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>slug</title><docdata><doc-id id-string="wire-42"/><date.issue norm="20240503T061500Z"/>
<doc.copyright holder="Karsia Wire"/></docdata><pubdata name="Karsia Wire"/></head>
<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>By A. Writer</byline>
<dateline><location>Lesnovo, Karsia</location></dateline></body.head>
<body.content><media><media-caption><p>A caption.</p></media-caption></media><block>{PARAGRAPHS}</block></body.content>
</body></nitf>"""


def item(
    content: str, *, status: str = "usable", kind: str = "text", version: int = 1, headline: str = HEADLINE
) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:karsia:42" version="{version}"
xml:lang="en"><rightsInfo><copyrightHolder literal="Karsia Wire"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="Karsia Wire"/>
<versionCreated>2024-05-03T0{version}:30:00Z</versionCreated><firstCreated>2024-05-03T00:15:00Z</firstCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><by>By A. Writer</by><headline>{headline}</headline><dateline>Lesnovo, Karsia</dateline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
    f"<body>{PARAGRAPHS}</body></html></inlineXML>"
)
IN_NITF = "<inlineXML>" + NITF[NITF.index("<nitf") :].replace(
    "<nitf", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"'
) + "</inlineXML>"  # fmt: skip
PLAIN = f'<inlineData contenttype="text/plain">{TEXT}</inlineData>'
DATELINED = f"LESNOVO, Karsia — {TEXT}"


@pytest.mark.parametrize("content", [XHTML, IN_NITF, PLAIN], ids=["xhtml", "nitf", "plain"])
def test_a_news_item_is_an_article_under_its_dateline(tmp_path, content):
    (article,) = articles(read(tmp_path, {"a.xml": item(content)}))
    assert (article["headline"], article["body"], article["format"]) == (HEADLINE, DATELINED, "newsml")
    assert (article["outlet_name"], article["author"], article["language"]) == ("Karsia Wire", "A. Writer", "en")
    assert article["published_at"] == dt.datetime(2024, 5, 3, 0, 15)
    assert (article["modified_at"], article["dateline_place"]) == (dt.datetime(2024, 5, 3, 1, 30), "LESNOVO, Karsia")


def test_versions_of_a_news_item_are_versions_of_one_article(tmp_path):
    later = item(PLAIN.replace("six workers", "seven workers"), version=2, headline=HEADLINE.replace("Six", "Seven"))
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{later}{item(PLAIN)}</itemSet></newsMessage>'
    ingested = read(tmp_path, {"a.newsml": message})
    assert ingested.article["article_id"].n_unique() == 1
    assert dict(ingested.article.select("source_uri", "article_version").iter_rows()) == {
        "a.newsml#2": 1,
        "a.newsml#1": 2,
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (item("", kind="picture"), "a news item of the class picture"),
        (item(XHTML, status="canceled"), "a news item that was canceled by its agency; withdraw its earlier versions"),
        ('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"/>', "a packageItem"),
    ],
)
def test_what_is_no_text_is_no_article(tmp_path, text, what):
    ingested = read(tmp_path, {"a.xml": text})
    assert outcomes(ingested) == {"a.xml": "not_an_article"}
    assert f"found {what}; expected a text" in ingested.quarantine["detail"][0]


def test_a_nitf_story_is_an_article(tmp_path):
    (article,) = articles(read(tmp_path, {"a.nitf": NITF}))
    assert (article["headline"], article["body"], article["format"]) == (HEADLINE, DATELINED, "nitf")
    assert (article["outlet_name"], article["author"]) == ("Karsia Wire", "A. Writer")
    assert article["published_at"] == dt.datetime(2024, 5, 3, 6, 15)


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        (RSS[:-30], "malformed_xml", "found no well-formed XML"),
        ("<rss>" + "<a>" * 5000, "malformed_xml", "found no well-formed XML"),
        ("<rss><channel/></rss>", "empty", "found a list without records"),
        ("<other><p>text</p></other>", "unknown_format", "found XML of the root 'other'"),
        (item(""), "no_body", "found a news item without text"),
        (NITF.replace("<p>", "<x>").replace("</p>", "</x>"), "no_body", "found a story without paragraphs"),
    ],
)
def test_broken_xml_says_what_to_do(tmp_path, text, reason, message):
    refused = read(tmp_path, {"a.xml": text}).quarantine.row(0, named=True)
    assert refused["reason"] == reason
    assert message in refused["detail"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    "entities", ['<!ENTITY told SYSTEM "file://{secret}">', LAUGHS, '<!ENTITY % told SYSTEM "{secret}">']
)
@pytest.mark.parametrize("text", [RSS, ATOM, NITF, item(PLAIN)], ids=["rss", "atom", "nitf", "newsml"])
def test_entities_are_refused_and_never_followed(tmp_path, text, entities):
    (tmp_path / "secret").write_text("the secret of the house")
    root = reading.xml.root_name(text)
    start = text.index(f"<{root}")
    declared = entities.replace("{secret}", f"{tmp_path}/secret")
    body = text[start:].replace(HEADLINE, f"{HEADLINE} {'&l11;' if entities is LAUGHS else '&told;'}")
    ingested = read(tmp_path / "raw", {"a.xml": f"<!DOCTYPE {root} [{declared}]>{body}"})
    refused = ingested.quarantine.row(0, named=True)
    assert (ingested.article.height, refused["reason"]) == (0, "malformed_xml")
    assert "secret of the house" not in str(refused)
