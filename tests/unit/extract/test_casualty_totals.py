"""Which figures are running totals, and which are parts of larger ones."""

import pytest
from reading import read

from pipelines.extract.claims import casualty_claims


@pytest.mark.parametrize(
    ("text", "low", "is_cumulative"),
    [
        ("More than 70,000 people have been killed since the war began.", 70_000, True),
        ("At least 231 people have been killed in the country since Friday.", 231, True),
        ("Some 5,601 people were killed in 2024, the office said.", 5601, True),
        ("Monitors had verified the deaths of 605 civilians.", 605, True),
        ("Some 6.9 million people are displaced.", 6_900_000, True),
        ("Shelling killed 40 people in the first months of the war.", 40, True),
        ("A bomb killed 12 people in 2015.", 12, False),
        ("The blast killed 11 people, in one of the deadliest attacks this year.", 11, False),
        ("Three soldiers died near the tunnel, bringing to 35 the number lost since July.", 3, False),
        ("Three soldiers died near the tunnel, bringing to 35 the number lost since July.", 35, True),
        ("Six people were killed on Thursday.", 6, False),
        ("About 400,000 people fled in two days.", 400_000, False),
        ("A strike killed six people, bringing the death toll from the blast to 19.", 19, False),
        ("More than 9,000 people have died since then. The army says it has killed 1,700 rebels.", 1700, True),
        ("More than 9,000 have died since May. The army says it has killed 1,700 rebels and lost 340 men.", 340, True),
        ("More than 9,000 people have died since then. On Friday a raid killed 120 people.", 120, False),
        ("More than 9,000 people have died since then. The army says it has killed six rebels.", 6, False),
        ("Six people were killed, bringing the cumulative death toll to 1,915.", 1915, True),
        ("Six people were killed, bringing the cumulative death toll to 1,915.", 6, False),
        ("The bodies of two students who had been missing since Monday were found.", 2, False),
        ("Rebel fire killed 130 civilians over the same period.", 130, True),
        ("It has killed 300 people during its five decades of war.", 300, True),
        ("Two soldiers died, taking to 51 the number killed this year.", 2, False),
        ("Strikes there have killed 31 people in recent months.", 31, True),
        ("At least 9,000 villagers died between 25 August and 24 September 2017.", 9000, True),
        ("The front inflicted 261 casualties on the army during October.", 261, True),
        ("It brought the number of people killed in the valley this month to five.", 5, True),
        ("Over 900 people have been killed since Marshal Odra took power.", 900, True),
        ("It was the worst in nine months of violence, in which 200 people died.", 200, True),
        ("The group documented an attack on a market that killed 97 people.", 97, False),
    ],
)
def test_a_total_over_a_long_time_is_told_from_an_incident(text, low, is_cumulative):
    rows = read(casualty_claims, text)
    assert rows.filter(rows["low"] == low)["is_cumulative"].to_list() == [is_cumulative]


def test_a_part_of_a_total_is_a_total():
    rows = read(casualty_claims, ("Since the war began 2,000 people have died, 400 of them children."))
    assert rows["is_cumulative"].to_list() == [True, True]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Six people, including two children, were killed.", 2, 6),
        ("Two children were among eight civilians killed.", 2, 8),
        ("Eleven people were wounded, seven of whom were treated at the scene.", 7, 11),
        ("Ten people were wounded. Three are in a serious condition.", 3, 10),
        ("The crew of 19, 14 Filipinos, four Indians and a Georgian, were rescued.", None, None),
        ("Nineteen people - 14 Filipinos, four Indians and a Georgian - were rescued.", 14, 19),
        ("No soldiers were among the dead. Nine people were killed.", None, None),
        ("The army had 60 casualties: 12 dead and 48 wounded.", 12, 60),
        ("A bomb wounded eight people, one of whom later died.", 1, 8),
        ("At least nine died. The dead comprised four officers, two nurses and three raiders.", 4, 9),
        ("Two women were hurt. The army had 60 casualties, including 12 dead and 48 wounded.", 48, 60),
    ],
)
def test_a_part_points_to_its_whole(text, part, whole):
    rows = read(casualty_claims, text)
    parts = rows.filter(rows["part_of_claim_id"].is_not_null())
    if part is None:
        assert parts.filter(parts["low"] == 0).is_empty()
        return
    row = parts.filter(parts["low"] == part).row(0, named=True)
    assert rows.filter(rows["claim_id"] == row["part_of_claim_id"])["low"].to_list() == [whole]


def test_a_list_of_who_died_is_no_sum():
    rows = read(casualty_claims, "Killed were three men, two women and a boy.")
    assert rows["part_of_claim_id"].null_count() == 3
