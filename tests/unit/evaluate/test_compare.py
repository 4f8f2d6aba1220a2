import pytest

from pipelines.evaluate.compare import FIELDS, compare, same_name
from pipelines.evaluate.gold import LISTS, GoldArticle
from pipelines.evaluate.readings import Figure, Named, Reading, Statement

BODY = "Shells killed at least six people in Lesnovo, the mayor said. Dozens were hurt."


def gold(**rows):
    every = {name: [] for name in LISTS} | rows
    return GoldArticle("a", "a.txt", "tuning", "wire", True, "Six dead", BODY, "2024-05-06", "AP", every)


def claim(low=6, high=None, vague=None, measure="killed", **fields):
    defaults = {"group": "person", "claimant": None, "status": "asserted", "place": None, "part_of": None}
    return {"measure": measure, "low": low, "high": high, "vague": vague, "cumulative": False, **defaults, **fields}


def counts(outcomes, name):
    return outcomes[name].counts()


def test_every_field_is_judged_and_an_article_not_read_has_everything_missed():
    outcomes = compare(gold(casualty_claims=[claim()]), None)
    assert tuple(outcomes) == FIELDS
    assert counts(outcomes, "casualty") == (0, 1, 0)
    assert counts(outcomes, "agency") == (0, 1, 0)
    assert counts(outcomes, "body") == (0, 11, 0)


@pytest.mark.parametrize(
    ("row", "figure", "is_same"),
    [
        (claim(6, None), Figure("killed", 6, None, None, "person"), True),
        (claim(6, None), Figure("killed", 6, 6, None, "person"), False),
        (claim(6, None), Figure("wounded", 6, None, None, "person"), False),
        (claim(None, 20), Figure("killed", None, 20, None, "person"), True),
        (claim(None, None, "dozens"), Figure("killed", None, None, "Dozens of", "person"), True),
        (claim(None, None, "dozens"), Figure("killed", None, None, "scores", "person"), False),
        (claim(0, 0), Figure("killed", 0, 0, None, "person"), True),
    ],
)
def test_figures_are_the_same_by_measure_and_bounds_or_vague_word(row, figure, is_same):
    outcomes = compare(gold(casualty_claims=[row]), Reading(figures=[figure]))
    assert counts(outcomes, "casualty") == ((1, 0, 0) if is_same else (0, 1, 1))


def test_a_figure_said_twice_counts_once():
    twice = [Figure("killed", 6, None, None, "person")] * 2
    assert counts(compare(gold(casualty_claims=[claim(), claim()]), Reading(figures=twice)), "casualty") == (1, 0, 0)


def test_the_group_is_judged_with_the_figure():
    outcomes = compare(gold(casualty_claims=[claim()]), Reading(figures=[Figure("killed", 6, None, None, "child")]))
    assert counts(outcomes, "casualty") == (1, 0, 0)
    assert counts(outcomes, "casualty_group") == (0, 1, 1)


def test_attributes_are_judged_on_figures_that_both_have():
    row = claim(claimant="the mayor", status="attributed", place="Lesnovo", part_of=0, cumulative=True)
    right = Figure("killed", 6, None, None, "person", ("mayor of Lesnovo",), "attributed", "Lesnovo", True, True)
    wrong = Figure("killed", 6, None, None, "person", (), "denied", None, False, False)
    other = Figure("killed", 7, None, None, "person")
    for name in ("claimant", "status", "place", "part_of", "cumulative"):
        assert counts(compare(gold(casualty_claims=[row]), Reading(figures=[right])), name) == (1, 0, 0)
        assert counts(compare(gold(casualty_claims=[row]), Reading(figures=[wrong])), name) == (0, 1, 1)
        assert counts(compare(gold(casualty_claims=[row]), Reading(figures=[other])), name) == (0, 0, 0)


def test_a_claimant_where_the_text_names_none_is_wrong():
    figure = Figure("killed", 6, None, None, "person", ("the mayor",))
    assert counts(compare(gold(casualty_claims=[claim()]), Reading(figures=[figure])), "claimant") == (0, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("the governor Danylo Writer", "Danylo Writer", True),
        ("Russia", "Russian", True),
        ("Russian Ministry of Defence", "Russia's defence ministry", True),
        ("Ukraine's air force", "Ukrainian Air Force", True),
        ("police", "the army", False),
        ("", "Russia", False),
    ],
)
def test_names_are_the_same_by_their_words(one, other, is_same):
    assert same_name(one, other) is is_same


def test_an_actor_in_another_role_is_no_invention():
    rows = [{"name": "Mayor of Lesnovo", "as_written": ["the mayor"], "roles": ["mentioned"]}]
    reading = Reading(actors=[Named(("the mayor",), is_speaker=True), Named(("Hector",), is_speaker=True)])
    outcomes = compare(gold(actors=rows), reading)
    assert counts(outcomes, "actor") == (1, 0, 1)
    assert counts(outcomes, "actor_speaker") == (0, 0, 1)


def test_a_statement_is_read_where_half_of_it_is_covered():
    quote = "Shells killed at least six people in Lesnovo"
    row = {"speaker": "the mayor", "quote": quote}
    half = Statement(0, len(quote) // 2, ("mayor",))
    less = Statement(0, len(quote) // 2 - 2, ("mayor",))
    other = Statement(0, len(quote), ("a driver",))
    for statement, expected, speaker in (
        (half, (1, 0, 0), (1, 0, 0)),
        (less, (0, 1, 0), (0, 0, 0)),
        (other, (1, 0, 0), (0, 1, 1)),
    ):
        outcomes = compare(gold(statements=[row]), Reading(body=BODY, statements=[statement]))
        assert counts(outcomes, "statement") == expected
        assert counts(outcomes, "statement_speaker") == speaker


def test_the_body_is_judged_by_runs_of_four_words():
    outcomes = compare(gold(), Reading(body=BODY + " Sign up for our letter"))
    assert counts(outcomes, "body") == (11, 0, 5)
