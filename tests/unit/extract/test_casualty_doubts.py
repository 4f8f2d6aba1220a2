"""Sentences in which a figure stands beside a word of harm, and nobody was harmed or nobody new."""

import pytest
from reading import read

from pipelines.extract.casualties import casualty_figures


@pytest.mark.parametrize(
    "text",
    [
        "The court withdrew notices seeking the arrest of 14 brokers.",
        "The government said it was committed to rescuing the 218 girls.",
        "The movement has persecuted and killed members of the Tarin faith, one of the oldest in the valley.",
        "The father of one of the hostages told reporters that his daughter was in the video.",
        "Biographers pieced together the lives of the singer and her husband.",
        "The two republics fell victim to the politics of divide and rule.",
        "Another man was led away, shouting at the crowd.",
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
    ],
)
def test_these_were(text, groups):
    assert read(casualty_figures, text)["victim_group"].to_list() == groups
