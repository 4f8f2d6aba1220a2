"""Rules of actors, each beside the sentence it was made for: who is found, under which identity, and in which role."""

import polars as pl
import pytest
from reading import batch_of

from pipelines.extract.actor_roles import actor_table


def actors_of(*bodies: str, **article: str) -> pl.DataFrame:
    return actor_table(batch_of(*bodies, **article)).filter(~pl.col("in_headline"))


def roles(text: str) -> dict[str, set[str]]:
    """Roles of each actor_id of a text."""
    table = actors_of(text)
    return {i: set(table.filter(pl.col("actor_id") == i)["role"]) for i in table["actor_id"].unique()}


def names(text: str) -> set[str]:
    return set(actors_of(text)["actor_name"])


SPEAKERS = [
    # Offices with a name, in every order.
    ("Kharkiv regional governor Oleh Petrenko said two people had died.", "oleh-petrenko"),
    ("The regional governor, Oleh Petrenko, said two people had died.", "oleh-petrenko"),
    ("The governor of the Kharkiv region, Oleh Petrenko, said two people had died.", "oleh-petrenko"),
    ("Oleh Petrenko, the governor of Kharkiv, said two people had died.", "oleh-petrenko"),
    ("Two people had died, said Oleh Petrenko, the governor.", "oleh-petrenko"),
    ("Divisional Commissioner K. L. Rana said 26 camps had been set up.", "k-l-rana"),
    ("Police spokesman Musa Danladi said 14 villagers had died.", "musa-danladi"),
    ("An army spokesman, Col. Idris Bakhit, said the column had been destroyed.", "idris-bakhit"),
    ("Two people died, the head of the military administration, Denys Shevchuk, said.", "denys-shevchuk"),
    # Titles.
    ("Dr Mehnaz Siddiqui said the wards were full.", "mehnaz-siddiqui"),
    ("Lt. Gen. Abdel Karim al-Nour said the town was calm.", "abdel-karim-al-nour"),
    ("“No one is missing,” said Brigadier Hogir Zebari.", "hogir-zebari"),
    # People without office.
    ("“They burned the barn,” said Musa Adamu, a farmer.", "musa-adamu"),
    ("Kharkiv resident Inna Koval, 45, said the windows fell in.", "inna-koval"),
    ("Svetlana Belova, 61, said she heard three blasts.", "svetlana-belova"),
    ("The charity’s co-founder, Beth Ashcombe, said he had volunteered twice.", "beth-ashcombe"),
    # Bodies.
    ("Ukraine's air force said it had shot down nine drones.", "ukrainian-air-force"),
    ("The Nubian Doctors Network said 31 people had been killed.", "nubian-doctors-network"),
    ("The attack killed nine, according to the Syrian Observatory for Human Rights.", "syrian-observatory-for-human-rights"),
    ("Human Rights Watch said the strike was unlawful.", "human-rights-watch"),
    ("A study by Human Rights Watch arrived at 800 deaths.", "human-rights-watch"),
    ("A nurse at Médecins Sans Frontières said the clinic was full.", "medecins-sans-frontieres"),
    ("The health ministry in Gaza said 40 people were killed.", "gaza-health-ministry"),
    ("Moscow said its forces had taken the village.", "state-ru"),
    ("The Kremlin said the attack would not go unanswered.", "kremlin"),
    ("The Pentagon said the convoy was hit by mistake.", "pentagon"),
    ("Police said the bomb was planted in a cart.", "police"),
    ("Prosecutors said the bodies bore signs of torture.", "prosecutors"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor_id"), SPEAKERS)
def test_who_says_something_is_a_speaker(text: str, actor_id: str) -> None:
    assert "speaker" in roles(text).get(actor_id, set()), roles(text)
