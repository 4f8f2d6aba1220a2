import pytest

from pipelines.ingest.documents import RejectedError
from pipelines.ingest.readers.furniture import is_furniture
from pipelines.ingest.readers.text import read_text, split_label

HEADLINE = "Six dead as missiles hit Lesnovo power station"
LEAD = (
    "LESNOVO, March 9 (Wire) - Missiles hit the power station at Lesnovo early on Thursday and killed six workers "
    "of the night shift, the regional governor said."
)
SECOND = "The station lost two of its four boilers, and half of the town was without heating until the afternoon."
THIRD = "Governor Pavlo Testenko said that engineers would need a week to bring the missing boilers back to work."
PARAGRAPHS = [LEAD, SECOND, THIRD]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def body_of(*lines: str) -> list[str]:
    return read_text(page(*lines)).body.split("\n\n")


def test_a_copied_page_is_a_headline_and_its_paragraphs():
    document = read_text(page(HEADLINE, *PARAGRAPHS))
    assert document.headline == HEADLINE
    assert document.body.split("\n\n") == PARAGRAPHS
    assert document.format == "text"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("UPDATED: Six dead in raid", "UPDATED"),
        ("BREAKING NEWS: Six dead in raid", "BREAKING NEWS"),
        ("UPDATE 2-Six dead in raid", "UPDATE 2"),
        ("EXCLUSIVE | Six dead in raid", "EXCLUSIVE"),
        ("Live: Six dead in raid", "LIVE"),
        ("Six dead in raid", None),
    ],
)
def test_a_label_is_taken_off_the_headline(line, label):
    assert split_label(line) == (label, "Six dead in raid")


def test_a_word_that_only_looks_like_a_label_stays():
    assert split_label("Breaking point near for city of millions") == (
        None,
        "Breaking point near for city of millions",
    )
    assert split_label("Live: war") == (None, "Live: war")


@pytest.mark.parametrize(
    "line",
    [
        "Reading Time: 3 minutes",
        "4 min read",
        "Share this article on Facebook",
        "Listen to this article",
        "Subscribe to our newsletter",
        "Sign up for the morning briefing in your inbox",
        "We use cookies to make this site better",
        "Advertisement",
        "Article continues below",
        "%d bloggers like this:",
        "Like Loading...",
        "Leave a comment",
        "Read more: Who are the Lesnovo engineers",
        "Skip to main content",
        "Photo: Wire/Handout",
        "Tags: Lesnovo, energy, missiles",
    ],
)
def test_a_line_of_furniture_is_in_no_paragraph(line):
    assert body_of(HEADLINE, line, LEAD, line, SECOND, THIRD, line) == PARAGRAPHS


def test_links_under_a_heading_go_with_it():
    related = ["Related stories", "Forty dead in another raid", "Hospital hit in port"]
    assert body_of(HEADLINE, LEAD, *related, SECOND, THIRD) == PARAGRAPHS


def test_nothing_behind_the_end_of_a_page_is_the_article():
    tail = ["More on this story", "Forty people were killed when a market was hit in the port, witnesses said."]
    assert body_of(HEADLINE, *PARAGRAPHS, *tail) == PARAGRAPHS


def test_the_headline_said_twice_is_no_paragraph():
    assert body_of(HEADLINE, HEADLINE, *PARAGRAPHS) == PARAGRAPHS


def test_a_menu_above_the_headline_is_not_the_headline():
    document = read_text(page("Home", "World", "The Lesnovo Lantern", "Menu", HEADLINE, *PARAGRAPHS))
    assert document.headline == HEADLINE


BODY = "Two people were killed and five wounded when a shell hit the market in Sarmin on Monday, residents said."


@pytest.mark.parametrize(
    "above",
    [
        "News Sport Showbiz Money Travel Puzzles Shop",
        "Home | Where we work | Publications | Jobs | Donate",
        "The Coast Courier – English edition",
        "THE DAILY LANTERN",
        "• Two killed and five wounded at the market in Sarmin",
    ],
)
def test_what_stands_above_a_headline_is_not_the_headline(above):
    document = read_text(f"{above}\n\nShell on Sarmin market kills two, wounds five\n\n{BODY}\n\n{BODY} Again.")
    assert document.headline == "Shell on Sarmin market kills two, wounds five"


def test_a_kicker_in_capitals_is_no_dateline():
    headline = "BORDER DEPOT IN FLAMES: Swarm of drones turns fuel tanks into a wall of fire"
    assert read_text(f"THE DAILY LANTERN\n\n{headline}\n\n{BODY}\n\n{BODY} Again.").headline == headline


def test_key_figures_in_a_list_belong_to_the_article():
    document = read_text(
        "Escalation in North Darfur – Flash Report\n\nPosted: 21 November 2024\n\n• 34 people killed in the town\n\n"
        f"• 3,600 families displaced\n\n{BODY}"
    )
    assert document.body.startswith("• 34 people killed in the town\n\n• 3,600 families displaced")


def test_a_date_line_over_a_short_line_is_no_paragraph():
    document = read_text(
        "Convoy ambushed near the river, two armies differ\n\nPublished on 17/05/2024 at 18:40 – Updated at 19:05\n"
        f"Reading time: 2 min.\n\n{BODY}\n\n{BODY} Again."
    )
    assert document.body.startswith("Two people were killed")


def test_a_standfirst_stands_below_the_headline():
    standfirst = "Half of the town without heating after missiles hit boilers."
    document = read_text(page(HEADLINE, standfirst, "By Olena Writer", *PARAGRAPHS))
    assert document.headline == HEADLINE
    assert document.body.split("\n\n") == PARAGRAPHS


def test_byline_and_date_line_are_beside_the_body_not_in_it():
    document = read_text(page(HEADLINE, "By Olena Writer", "Published: 9 March 2023 08:12 GMT", *PARAGRAPHS))
    assert document.body.split("\n\n") == PARAGRAPHS
    assert "By Olena Writer" in document.surroundings
    assert "9 March 2023" in document.surroundings


def test_a_photograph_s_caption_is_no_paragraph():
    caption = "A worker looks at a burnt boiler in Lesnovo, where 40 people died last year. Olena Lens/Getty Images"
    assert body_of(HEADLINE, LEAD, caption, SECOND, THIRD) == PARAGRAPHS


def test_hard_wrapped_lines_are_one_paragraph():
    wrapped = (
        "The station lost two of its four boilers, and half of the\n"
        "town was without heating until the afternoon, when a team\n"
        "of engineers brought a smaller boiler back to its work."
    )
    assert body_of(HEADLINE, LEAD, wrapped)[1] == wrapped.replace("\n", " ")


def test_a_paragraph_a_line_is_a_paragraph_without_blank_lines():
    document = read_text("\n".join([HEADLINE, *PARAGRAPHS]))
    assert document.headline == HEADLINE
    assert document.body.split("\n\n") == PARAGRAPHS


def test_a_dateline_on_its_own_line_opens_the_body():
    body = body_of(HEADLINE, "LESNOVO, Ruritania", SECOND, THIRD)
    assert body[0] == "LESNOVO, Ruritania"


def test_the_only_address_on_a_page_is_its_own():
    assert read_text(page(HEADLINE, *PARAGRAPHS, "https://lantern.example/six-dead")).url == (
        "https://lantern.example/six-dead"
    )
    two = read_text(page(HEADLINE, *PARAGRAPHS, "https://lantern.example/a", "https://lantern.example/b"))
    assert two.url is None


def reason_of(text: str) -> str:
    with pytest.raises(RejectedError) as caught:
        read_text(text)
    return caught.value.reason


def test_short_lines_without_running_text_have_no_body():
    assert reason_of(page("Home", "World", "Sport", "Weather in Lesnovo")) == "no_body"


def test_running_text_without_a_line_above_it_has_no_headline():
    assert reason_of(page(*PARAGRAPHS)) == "no_headline"


@pytest.mark.parametrize(
    "line",
    [
        "Lea también: Dos muertos en Lesnovo",
        "Leia mais",
        "Lire aussi : Deux morts à Lesnovo",
        "Lesen Sie auch: Zwei Tote in Lesnovo",
        "Leggi anche",
        "Читайте также: Двое погибли в Лесново",
        "Читайте також: Двоє загинули",
    ],
)
def test_a_line_that_leads_to_another_story_is_furniture_in_other_languages_too(line):
    assert is_furniture(line)
    assert not is_furniture("La gente lee también de noche, dijo el gobernador.")


@pytest.mark.parametrize(
    "line",
    [
        "Get more of this in our newsletter every Friday",
        "The whole week IN YOUR INBOX, every Friday",
        "© The Example. All rights reserved",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "This website uses strictly necessary cookies to work",
        "Read the cookie policy of The Example",
        "By going on you agree to our Terms of Use",
        "A burnt car in Lesnovo. REUTERS/A. Photographer",
        "A. Writer is a freelance reporter based in Lesnovo",
        "A. Writer and others contributed. B. Writer contributed from Lesnovo",
        "Readers pay for all of this: become a member today",
        "This website contains only a portion of the stories of the printed paper",
        "A. Writer reported from Lesnovo and B. Writer from the coast",
        "Questions about our figures? See our FAQ",
        "İLGİLİ HABERLER: Lesnovo'da iki ölü",
        "AYRICA OKUYUN: Lesnovo'da iki ölü",
    ],
)
def test_a_line_of_furniture_is_told_however_it_begins_and_whatever_its_case(line):
    assert is_furniture(line)


def test_a_sentence_with_a_word_of_furniture_in_it_stays():
    assert not is_furniture("The editor of the paper was shot dead at his home, the reporter's union said.")
    assert not is_furniture("A reporter who contributed to the newspaper was among the five people killed in Lesnovo.")


@pytest.mark.parametrize(
    "headline",
    [
        "Northern front assessment, 4 March 2024: the price of one village",
        "Weekly review of the border clashes, March 4, 2024",
    ],
)
def test_a_title_with_a_date_in_it_is_the_headline_where_nothing_else_is(headline):
    read = read_text(page(headline, "March 5, 2024", *PARAGRAPHS))
    assert read.headline == headline
    assert read.body == page(*PARAGRAPHS)


@pytest.mark.parametrize("line", ["Published on Monday 4 March 2024 at 09:12 GMT", "Examplia, 4/3/2024 08:40 - Wire"])
def test_a_date_line_is_no_headline(line):
    with pytest.raises(RejectedError, match="no line above it"):
        read_text(page(line, *PARAGRAPHS))
