import polars as pl
import pytest
from automaton import find_terms
from reading import batch_of, codebook

from pipelines.extract.terms import TERM_SETS, TermTree, of_set

LINES = (
    "At least six soldiers were killed when a car bomb hit the governor’s office in Kharkiv, police said.",
    "Israel's army said F-16s and S-300 missiles, 105mm guns and a think-tank were not its targets; Hamas’ did.",
    "Éarmée chief: “The U.S.-made Shahed-136 drones of the Islamic Revolutionary Guard Corps fell,” he told Reuters.",
    "REBELS KILLED TWO SOLDIERS OF THE ARMED FORCES IN AN AMBUSH, THE MINISTRY OF DEFENSE SAID ON MONDAY.",
    "A twenty-six-year-old, 3rd brigade; the air  force (two spaces) and the anti - tank mine did nothing.",
    "O'Brien can't say that Shi'ite militiamen of Sana'a weren't wounded by mortar_shells or 7.62mm rounds.",
)


@pytest.mark.parametrize("name", sorted(TERM_SETS))
def test_the_tokens_give_what_the_automaton_gives(name):
    batch = batch_of(*LINES)
    terms = TermTree.of(codebook()).entries[name]
    expected = find_terms(batch.sentences.select("sentence_id", "text"), terms)
    order = ["sentence_id", "start", "end", "term"]
    columns = ["sentence_id", "start", "end", "matched", *terms.columns]
    assert batch.terms(name).select(columns).sort(order).equals(expected.select(columns).sort(order))


def test_nested_terms_are_kept_on_request():
    batch = batch_of("A car bomb went off.")
    tree = TermTree.of(codebook())
    nested = of_set(batch._terms_found, "weapons", tree, keep_nested=True)
    assert set(nested["matched"]) >= {"car bomb", "bomb"}
    assert "bomb" not in set(batch.terms("weapons")["matched"])


def test_a_restricted_batch_has_the_matches_of_its_own_articles():
    batch = batch_of("Two soldiers were killed.", "Three soldiers were wounded.")
    assert batch.terms("casualty_terms").height >= 2
    part = batch.restricted_to(pl.DataFrame({"version_id": ["1"]}))
    assert part.terms("casualty_terms")["matched"].to_list() == ["wounded"]
