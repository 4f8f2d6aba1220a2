import json

import pytest
from lxml import html as lxml_html

from pipelines.ingest.documents import RejectedError
from pipelines.ingest.readers import html
from pipelines.ingest.readers.html import plain_text, read_html

HEADLINE = "Six dead as missiles hit Lesnovo power station"
PARAGRAPHS = [
    "Missiles hit the power station at Lesnovo early on Thursday and killed six workers of the night shift, the "
    "regional governor said in a statement.",
    "The station lost two of its four boilers, and half of the town was without heating until the afternoon, when "
    "engineers brought one of them back to work.",
    "Governor Pavlo Testenko said that no soldier had been anywhere near the station, and asked for generators from "
    "the neighbouring regions before the frost of the weekend.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(head: str = "", before: str = "", inside: str = BODY, after: str = "", h1: str = HEADLINE) -> str:
    return (
        f"<!doctype html><html lang='en-GB'><head><title>{h1} | The Lesnovo Lantern</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav>{before}<main><article><h1>{h1}</h1>{inside}</article></main>{after}"
        "</body></html>"
    )


def linked_data(**fields) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**tags: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in tags.items())


def test_a_page_is_a_headline_and_its_paragraphs():
    document = read_html(page())
    assert document.headline == HEADLINE
    assert document.body.split("\n\n") == PARAGRAPHS
    assert (document.format, document.language) == ("html", "en")


def test_linked_data_goes_before_open_graph_and_tags():
    head = linked_data(
        headline="Six dead in Lesnovo raid, governor says",
        datePublished="2023-03-09T06:12:00Z",
        dateModified="2023-03-09T09:00:00Z",
        author=[{"@type": "Person", "name": "Olena Writer"}, {"@type": "Person", "name": "Petro Reporter"}],
        publisher={"@type": "Organization", "name": "The Lesnovo Lantern"},
        url="https://lantern.example/ld",
    ) + meta(
        og__title="Open graph headline of the raid",
        og__site_name="Another Name",
        article__published_time="2020-01-01",
    )
    document = read_html(page(head))
    assert document.headline == "Six dead in Lesnovo raid, governor says"
    assert document.published == "2023-03-09T06:12:00Z"
    assert document.modified == "2023-03-09T09:00:00Z"
    assert document.author == "Olena Writer; Petro Reporter"
    assert document.outlet_name == "The Lesnovo Lantern"
    assert document.url == "https://lantern.example/ld"


def test_open_graph_goes_before_the_page_s_own_tags():
    head = meta(
        og__title="Open graph headline of the raid",
        og__site_name="The Lesnovo Lantern",
        og__url="https://lantern.example/og",
        article__published_time="2023-03-09T06:12:00+02:00",
    )
    document = read_html(page(head, inside="<time datetime='2019-01-01'>then</time>" + BODY))
    assert document.headline == "Open graph headline of the raid"
    assert document.outlet_name == "The Lesnovo Lantern"
    assert document.url == "https://lantern.example/og"
    assert document.published == "2023-03-09T06:12:00+02:00"


def test_a_canonical_link_goes_before_other_addresses():
    head = "<link rel='canonical' href='https://lantern.example/canonical'>" + meta(og__url="https://lantern.example/x")
    assert read_html(page(head)).url == "https://lantern.example/canonical"


def test_without_metadata_the_heading_and_the_time_tag_are_read():
    document = read_html(page(inside="<time datetime='2023-03-09T08:12:00Z'>this morning</time>" + BODY))
    assert (document.headline, document.published) == (HEADLINE, "2023-03-09T08:12:00Z")


def test_the_article_is_found_in_a_graph_of_linked_data():
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "The Lesnovo Lantern", "headline": "Not this"},
            {"@type": ["NewsArticle", "Report"], "headline": "Six dead in raid", "datePublished": "2023-03-09"},
        ]
    }
    document = read_html(page(f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (document.headline, document.published) == ("Six dead in raid", "2023-03-09")


def test_broken_linked_data_is_passed_over():
    document = read_html(page('<script type="application/ld+json">{"@type": "NewsArticle", </script>'))
    assert document.headline == HEADLINE


def test_a_site_s_name_is_no_part_of_a_headline():
    head = meta(og__title=f"{HEADLINE} | The Lesnovo Lantern", og__site_name="Lesnovo Lantern")
    assert read_html(page(head)).headline == HEADLINE


FORTY = "Forty people were killed when a market was hit in the port, witnesses told this paper on Friday."


@pytest.mark.parametrize(
    "block",
    [
        f"<aside><h3>Related</h3><p>{FORTY}</p></aside>",
        f"<div class='related-stories'><p>{FORTY}</p></div>",
        f"<section id='more-on'><p>{FORTY}</p></section>",
        f"<div class='newsletter-signup'><p>{FORTY}</p></div>",
        f"<div role='complementary'><p>{FORTY}</p></div>",
        f"<div aria-label='Related articles'><p>{FORTY}</p></div>",
        f"<div style='display: none'><p>{FORTY}</p></div>",
        f"<figure><img src='a.jpg'><figcaption>{FORTY}</figcaption></figure>",
        f"<ul class='most-read'><li><a href='/b'>{FORTY}</a></li></ul>",
    ],
)
@pytest.mark.parametrize("place", ["inside", "after"])
def test_a_block_beside_the_article_leaks_no_figure(block, place):
    middle = f"<p>{PARAGRAPHS[0]}</p>{block}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    source = page(inside=middle) if place == "inside" else page(after=block)
    document = read_html(source)
    assert "Forty" not in document.body
    assert document.body.split("\n\n") == PARAGRAPHS


def test_a_site_that_calls_its_article_a_sidebar_is_read_whole():
    document = read_html(page(inside=f"<div class='sidebar'>{BODY}</div>"))
    assert document.body.split("\n\n") == PARAGRAPHS


def test_a_stated_article_body_is_taken_where_it_is_whole():
    stated = "\n\n".join(
        [*PARAGRAPHS, "The frost is to last until Monday, and the governor said so on Thursday night."]
    )
    document = read_html(page(linked_data(headline=HEADLINE, articleBody=stated)))
    assert document.body == stated


def test_a_stated_article_body_that_is_cut_short_is_not_taken():
    document = read_html(page(linked_data(headline=HEADLINE, articleBody=PARAGRAPHS[0] + " The station...")))
    assert document.body.split("\n\n") == PARAGRAPHS


def test_lines_of_furniture_are_in_no_paragraph():
    lines = "<p>Advertisement</p><p>Share this article</p><p>Subscribe to our newsletter</p>"
    document = read_html(page(inside=f"{lines}{BODY}{lines}"))
    assert document.body.split("\n\n") == PARAGRAPHS


def test_what_stands_beside_the_body_is_kept_for_dates_and_credits():
    byline = "<p class='byline'>By Olena Writer</p><p class='dateline'>Published 9 March 2023</p>"
    document = read_html(page(inside=byline + BODY))
    assert "By Olena Writer" in document.surroundings
    assert "9 March 2023" in document.surroundings
    assert PARAGRAPHS[0] not in document.surroundings


def reason_of(text: str) -> str:
    with pytest.raises(RejectedError) as caught:
        read_html(text)
    return caught.value.reason


def test_a_page_without_running_text_has_no_body():
    assert reason_of("<html><body><h1>Video</h1><video src='a.mp4'></video></body></html>") == "no_body"


def test_a_page_without_elements_is_malformed():
    assert reason_of("<!-- only a comment -->") in ("malformed_html", "no_body")


def test_unclosed_elements_are_read_as_browsers_read_them():
    document = read_html(page(inside=BODY.replace("</p>", "")))
    assert document.body.split("\n\n") == PARAGRAPHS


def test_html_of_a_field_becomes_paragraphs():
    assert plain_text("<p>Six &amp; two.</p><p>They <b>died</b>.</p>") == "Six & two.\n\nThey died."
    assert plain_text("Six &amp; two") == "Six & two"


def in_chunks(*chunks: list[str]) -> str:
    divs = "".join(f'<div class="chunk">{"".join(f"<p>{p}</p>" for p in chunk)}</div><div>Ad</div>' for chunk in chunks)
    return f'<html><body><main>{divs}<ul><li class="chunk"><p>{"Another story of the day. " * 5}</p></li></ul></main></body></html>'


def test_an_article_in_several_containers_of_one_class_is_read_whole():
    told = [f"Paragraph {n} tells of the town and of what befell it in the night of the raid." for n in range(6)]
    tree = lxml_html.document_fromstring(in_chunks(told[:3], told[3:5], told[5:]))
    assert html._in_like_containers(tree, told[:3]) == told


def test_a_container_of_another_class_or_of_another_place_is_none_of_the_article():
    told = [f"Paragraph {n} tells of the town and of what befell it in the night of the raid." for n in range(4)]
    page = in_chunks(told[:3]).replace(
        "</main>", f'</main><aside><div><div><div class="chunk"><p>{told[3]}</p></div></div></div></aside>'
    )
    tree = lxml_html.document_fromstring(page)
    assert html._in_like_containers(tree, told[:3]) == told[:3]
    assert (
        html._in_like_containers(tree, ["Nothing of this stands on the page, whatever its containers are called."])
        == []
    )
