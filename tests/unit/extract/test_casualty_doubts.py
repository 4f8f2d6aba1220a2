"""Sentences in which a figure stands beside a word of harm, and nobody was harmed or nobody new."""

import pytest
from reading import read

from pipelines.extract.casualties import casualty_figures


@pytest.mark.parametrize(
    "text",
    [
        "The court withdrew notices seeking the arrest of 14 brokers.",
        "The government said it was committed to rescuing the 218 girls.",
        "A sum was offered for information leading to the capture of the two commanders.",
        "Transport was paralysed.",
        "Everything was wiped out.",
        "The movement has persecuted and killed members of the Tarin faith, one of the oldest in the valley.",
        "The father of one of the hostages told reporters that his daughter was in the video.",
        "Biographers pieced together the lives of the singer and her husband.",
        "The two republics fell victim to the politics of divide and rule.",
        "Another man was led away, shouting at the crowd.",
        "The last six of 20 jets ordered by the army were being held back.",
        "The strikes destroyed four rebel-held depots.",
        "The troops seized one of the strongest forts on the river.",
        "The army has never given any casualty figures.",
        "No casualties were given by either side.",
        "The driver survived despite multiple injuries.",
        "He hoped his daughter had been freed.",
        "The parents did not know whether their son was among those killed.",
        "The toll had been given by a minister.",
        "Some 150 voting cards were burned in the square.",
        "She lives abroad because of the cartel's assassination threats.",
        "Talks like the one being held in Geneva may end the war.",
        "It is hard for a president to bargain for the freedom of citizens held abroad.",
        "Omar Tarin was shot by an unidentified attacker.",
    ],
)
def test_nobody_was_harmed(text):
    assert read(casualty_figures, text).is_empty()


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Police killed the gunman, Omar Tarin, 29, a clerk born in Kabul.", ["combatant"]),
        ("Raiders killed the mayor, a teacher and a nurse.", ["civilian", "civilian", "medic"]),
        ("Two shepherds fell victim to shelling near the border.", ["civilian"]),
        ("The mine claimed the lives of a farmer and his wife.", ["civilian", "woman"]),
        ("A lawyer was led away by masked men.", ["civilian"]),
        ("The rebels captured two of the guards.", ["civilian"]),
        ("The group freed 21 of the more than 200 pupils.", ["person"]),
        ("Seventeen others were burned in the blast.", ["person"]),
    ],
)
def test_these_were(text, groups):
    assert read(casualty_figures, text)["victim_group"].to_list() == groups
