"""The report: one file that asks nobody for anything, the same bytes for the same rows, whatever the rows are."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from pipelines.report import page as page_of
from pipelines.report import pictures, wording
from pipelines.report.page import page, read, write_report
from pipelines.settings import PROJECT_DIR, Settings

HOSTILE = "</text><script>alert('1')</script><img src=x onerror=alert(2)>\"'&\x00\u202e"
KEYS = [picture.key for picture in pictures.PICTURES]


@pytest.fixture(scope="module")
def of_the_sample(sample_warehouse: Path) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    return read(Settings(data_dir=sample_warehouse).published_file)


@pytest.fixture(scope="module")
def written(sample_warehouse: Path) -> bytes:
    """The page that the run of the session made."""
    return Settings(data_dir=sample_warehouse).report_file.read_bytes()


@pytest.fixture(scope="module")
def document(written: bytes) -> Any:
    return lxml.html.document_fromstring(written.decode())


@pytest.fixture(scope="module")
def hostile(of_the_sample) -> str:
    """A page whose every text is an attack, with one row a picture."""
    facts, rows = of_the_sample
    words = wording.printable(HOSTILE)
    keep = {"period", "measure", "outcome", "theatre"}
    poisoned = {
        key: [{n: words if isinstance(v, str) and n not in keep else v for n, v in row.items()} for row in found[:1]]
        for key, found in rows.items()
    }
    return page(facts, poisoned)


def test_the_same_published_file_gives_the_same_bytes(of_the_sample, written):
    assert page(*of_the_sample).encode() == written


def test_nothing_on_the_page_asks_for_anything(document, written):
    text = written.decode()
    assert not re.search(r"https?:|//[a-z]|url\(|@import", text)
    assert document.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//base|//image|//use") == []
    assert document.xpath("//@*[starts-with(name(), 'on')]|//@style|//@src") == []
    assert {link for link in document.xpath("//@href") if not link.startswith("#")} == set()


def test_the_policy_allows_the_page_s_own_style_sheet_and_nothing_else(document):
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = document.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("key", KEYS)
def test_each_picture_has_question_unit_words_table_and_query(document, key):
    section = document.get_element_by_id(key)
    question = section.xpath("string(h3)")
    assert question.endswith("?")
    assert section.xpath("string(p[@class='unit'])").strip()
    assert section.xpath("string(.//figcaption)").strip().endswith(".")
    drawn = section.xpath(".//svg")
    assert {svg.get("class") for svg in drawn} == {"narrow", "wide"}
    assert all(svg.get("role") == "img" and question in svg.get("aria-label") for svg in drawn)
    assert section.xpath(".//table/thead//th")
    assert section.xpath(".//table/tbody/tr")
    assert section.xpath("string(.//pre/code)").strip().startswith("--")


def test_both_widths_show_the_same_marks(document):
    """A telephone's reader is told no less: the same dots and bars, in the same numbers."""
    for panel in document.xpath("//div[@class='panel'][svg]"):
        narrow, wide = ([len(svg.xpath(f".//{tag}")) for tag in ("path",)] for svg in panel.xpath("svg"))
        assert narrow == wide


def test_links_of_the_contents_lead_to_the_pictures(document):
    assert document.xpath("//nav//a/@href") == [f"#{key}" for key in KEYS]
    assert len(document.xpath("//*/@id")) == len(set(document.xpath("//*/@id")))


def test_crimea_stands_where_iso_3166_2_puts_it(of_the_sample, document):
    countries = {row["region_name"]: row["country_name"] for row in of_the_sample[1]["places"]}
    assert countries["Crimea"] == "Ukraine"
    assert "Crimea, Ukraine" in document.get_element_by_id("places").xpath("string(.//svg[@class='wide'][1])")


def test_what_the_texts_say_is_text_and_nothing_else(hostile):
    document = lxml.html.document_fromstring(hostile)
    assert document.xpath("//script|//img") == []
    assert document.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "\x00" not in hostile
    assert "\u202e" not in hostile
    assert "<script>alert('1')" in document.get_element_by_id("reprints").xpath("string(.//table)")
    assert "<script>" in document.get_element_by_id("reprints").xpath("string(.//svg)")


def test_pictures_of_one_row_are_drawn(hostile):
    document = lxml.html.document_fromstring(hostile)
    assert len(document.xpath("//article[.//figcaption]")) == len(KEYS)
    assert "NaN" not in hostile
    assert "Infinity" not in hostile


def test_without_a_single_article_every_question_is_answered_in_words(of_the_sample):
    facts = {name: 0 if isinstance(value, int) else value for name, value in of_the_sample[0].items()}
    facts |= {"first_published_on": None, "last_published_on": None}
    document = lxml.html.document_fromstring(page(facts, {key: [] for key in KEYS}))
    assert "no article in this release" in document.xpath("string(//p[@class='lead'])")
    for picture in pictures.PICTURES:
        section = document.get_element_by_id(picture.key)
        assert section.xpath("string(p[@class='nothing'])") == picture.nothing
        assert section.xpath(".//svg|.//table") == []
        assert section.xpath("string(.//pre/code)").strip()


def test_a_long_table_says_how_many_rows_the_query_gives_beside_it(of_the_sample):
    facts, rows = of_the_sample
    (row,) = rows["validation"][:1]
    (picture,) = (picture for picture in pictures.PICTURES if picture.key == "validation")
    section = page_of._section(picture, [row] * (page_of.MOST_TABLE_ROWS + 3), facts)
    assert (len(section["cells"]), section["left_out"]) == (page_of.MOST_TABLE_ROWS, 3)


def test_what_the_queries_read_is_what_the_exposure_says():
    asked = {
        table
        for path in pictures.QUERIES_DIR.glob("*.sql")
        for table in re.findall(r"\b(?:marts|meta)\.([a-z_]+)", path.read_text())
    }
    exposures = yaml.safe_load((PROJECT_DIR / "dbt_project/models/semantic/_exposures.yml").read_text())["exposures"]
    (report,) = (exposure for exposure in exposures if exposure["name"] == "report")
    assert {ref.removeprefix("ref('").removesuffix("')") for ref in report["depends_on"]} == asked
    assert {path.stem for path in pictures.QUERIES_DIR.glob("*.sql")} == {"lead", *KEYS}


def test_a_report_that_fails_leaves_the_old_one(sample_warehouse, tmp_path, monkeypatch):
    published = Settings(data_dir=sample_warehouse).published_file
    monkeypatch.setattr(page_of, "page", lambda *_: "first")
    (tmp_path / ".report.1").mkdir()  # of a run that was killed
    assert write_report(published, tmp_path / "report").path.read_text() == "first"

    def broken(*_: Any) -> str:
        raise RuntimeError("no paint")

    monkeypatch.setattr(page_of, "page", broken)
    with pytest.raises(RuntimeError, match="no paint"):
        write_report(published, tmp_path / "report")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert (tmp_path / "report" / "index.html").read_text() == "first"


def test_a_published_file_without_a_release_is_named(tmp_path):
    import duckdb

    with duckdb.connect(str(tmp_path / "dateline.duckdb")) as connection:
        connection.execute("create schema marts; create schema meta")
        sql = (pictures.QUERIES_DIR / "lead.sql").read_text()
        columns = "release_id varchar, published_at timestamp, codebook_version varchar, first_published_on date, last_published_on date"
        connection.execute(f"create table meta.release({columns})")
        for table in sorted(set(re.findall(r"marts\.[a-z_]+", sql))):
            connection.execute(
                f"create table {table}(outlet_id int, status int, low int, high int, region_id int, role varchar, n_claims int, event_date date)"
            )
    with pytest.raises(ValueError, match=r"no row in meta\.release"):
        read(tmp_path / "dateline.duckdb")
