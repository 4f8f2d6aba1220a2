"""The Data Docs page: what failed is on it, nothing calls out, nothing from an article becomes markup."""

import re
from functools import cache
from html.parser import HTMLParser

import polars as pl
import pytest
from good_day import CODEBOOK, LANDED_ON, spoilt

from expectations.validate import validate_day

pytestmark = pytest.mark.no_cover  # of pipelines/ it runs next to nothing, and takes half as long again

HOSTILE = "<script>alert('x')</script> \"><img src=https://evil.example/p.png onerror=alert(1)>"


@cache
def page() -> str:
    import tempfile
    from pathlib import Path

    day = spoilt("casualty_claim", 2, low=9, high=1, evidence=HOSTILE)
    day["article"] = day["article"].with_columns(
        headline=pl.when(pl.int_range(pl.len()) < 1).then(pl.lit(HOSTILE)).otherwise("headline"),
        word_count=pl.lit(7, pl.Int32),
    )
    tables = {name: day[name] for name in ("article", "article_topic", "casualty_claim")}
    with tempfile.TemporaryDirectory() as folder:
        came = validate_day([tables], CODEBOOK, LANDED_ON, "run <1>", Path(folder))
        assert came.docs_page is not None
        return came.docs_page.read_text(encoding="utf-8")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def elements() -> Elements:
    parser = Elements()
    parser.feed(page())
    return parser


def test_the_page_shows_the_failed_rule_with_count_and_sample() -> None:
    assert "low is at most high" in page()
    assert "2 of 80 rows differ (2.5%); rows quarantined." in page()
    assert "expect_column_values_to_be_in_set(low_is_at_most_high)" in page()


def test_the_page_says_that_the_day_is_blocked() -> None:
    assert '<p class="verdict critical">Blocked</p>' in page()
    assert "40 of 40 rows differ (100.0%); blocks." in page()


def test_the_page_refers_to_no_other_host() -> None:
    fetching = [
        a for tag, a in elements().found if tag in ("script", "link", "img", "iframe", "object", "form", "base")
    ]
    assert fetching == []
    links = [value for _, a in elements().found for name, value in a.items() if name in ("href", "src", "action")]
    assert links
    assert all(link and link.startswith("#") for link in links)
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import|//", style[1])


def test_no_address_of_another_host_stands_on_the_page_but_as_escaped_text() -> None:
    without_samples = page().replace("https://evil.example", "")
    assert not re.search(r"https?://", without_samples)


def test_a_hostile_text_is_escaped() -> None:
    assert "&lt;script&gt;alert(" in page()
    assert not any("onerror" in attributes for _, attributes in elements().found)
    assert "<script" not in page()
    assert "run &lt;1&gt;" in page()


def test_the_page_is_well_formed_and_every_link_has_its_target() -> None:
    assert elements().open == []
    ids = {a["id"] for _, a in elements().found if "id" in a}
    assert {str(a["href"]).removeprefix("#") for _, a in elements().found if "href" in a} <= ids


@pytest.mark.parametrize("needed", ['lang="en"', 'name="viewport"', "color-scheme:light dark", "<h1>", 'scope="col"'])
def test_the_page_can_be_read_on_small_screens_and_by_screen_readers(needed: str) -> None:
    assert needed in page()
