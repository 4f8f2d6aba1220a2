"""Numbers of an attack that are no casualties."""

import pytest
from reading import read

from pipelines.extract.counts import attack_counts


def counts_of(body):
    return set(read(attack_counts, body).select("what", "low", "high").rows())


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("The army launched 30 missiles at the city.", ("launched", 30, 30)),
        ("Air defences shot down 37 of 52 drones.", ("intercepted", 37, 37)),
        ("Air defences shot down 37 of 52 drones.", ("launched", 52, 52)),
        ("They fired more than 300 rockets at the coast.", ("launched", 300, None)),
        ("Some 70 rockets were fired. The gunners brought down 14 of them.", ("intercepted", 14, 14)),
        ("It launched 140 drones, adding that 92 had been shot down.", ("intercepted", 92, 92)),
        ("Air defences downed 129 drones, including 68 over the Rostov region.", ("intercepted", 68, 68)),
        ("The army destroyed a tank.", ("hit", 1, 1)),
        ("It said it had shot down an F-16.", ("intercepted", 1, 1)),
        ("The strike destroyed two Su-30 fighters.", ("hit", 2, 2)),
        ("Police recovered three AK-47 rifles.", ("other", 3, 3)),
        ("Shelling destroyed 75 houses.", ("homes_damaged", 75, 75)),
        ("Raiders attacked six villages.", ("settlements", 6, 6)),
        ("Ten regions were hit by the strikes.", ("regions", 10, 10)),
        ("Drones were shot down over nine regions.", ("regions", 9, 9)),
        ("Drones were shot down over at least nine regions.", ("regions", 9, None)),
        ("Explosions were heard in seven regions before dawn.", ("regions", 7, 7)),
        ("Sirens sounded in eleven regions.", ("regions", 11, 11)),
        ("The two sides exchanged 97 prisoners of war each.", ("prisoners_swapped", 97, 97)),
        ("There were 175 clashes along the front.", ("attacks", 175, 175)),
        ("It was the fifth attack this month.", ("attacks", 5, 5)),
        ("The 11th large-scale assault on the grid left the town dark.", ("attacks", 11, 11)),
        ("The district came under fire four times.", ("attacks", 4, 4)),
        ("The strike burned six cars.", ("hit", 6, 6)),
        ("The army said it destroyed up to 60 mortars and 14 vehicles.", ("hit", None, 14)),
        ("Tanks – 8,696 (+7); the enemy has lost them in the war.", ("other", 8696, 8696)),
        ("The strike left 40,000 households without power.", ("other", 40000, 40000)),
        # What was found, seized or made safe was not hit.
        ("Two camps were destroyed and 122 rifles were seized.", ("other", 122, 122)),
        ("Rebels seized 20 rifles as well as 80,000 rounds of ammunition.", ("other", 80000, 80000)),
        ("Sappers defused 14 bombs after the attack.", ("other", 14, 14)),
        ("The gunmen took two shotguns and fled.", ("other", 2, 2)),
        ("The brigade captured 41 positions in the battle.", ("other", 41, 41)),
        ("The airstrikes destroyed 96 car bombs.", ("hit", 96, 96)),
        ("Fourteen targets including shelters and gun pits were destroyed.", ("hit", 14, 14)),
        ("Rebels burned two backhoes of a quarry.", ("hit", 2, 2)),
        ("The raiders torched six motorbikes and a shop.", ("hit", 6, 6)),
        ("Jets destroyed nine tunnels in the raid.", ("hit", 9, 9)),
        ("Gunners neutralised 62 of the 71 drones.", ("intercepted", 62, 62)),
        ("Gunners downed 23 drones over the port and eight more over the bay.", ("intercepted", 8, 8)),
        ("Another six drones were lost locationally.", ("intercepted", 6, 6)),
        ("The strike left 14,000 customers in the dark.", ("other", 14000, 14000)),
        ("Soldiers seized two .50-calibre rifles, 11 grenades and a truck.", ("other", 11, 11)),
        ("Over the past day 15 villages of the district came under fire.", ("settlements", 15, 15)),
        ("Jets dropped two 300-pound bombs on a hamlet.", ("launched", 2, 2)),
        ("Shells struck the main clinic for the third time.", ("attacks", 3, 3)),
        ("A deal saw 205 prisoners from each side return home in a swap.", ("prisoners_swapped", 205, 205)),
        ("Raiders burned two pharmacies.", ("hit", 2, 2)),
        ("A shell exploded at a depot, setting eight cars on fire.", ("hit", 8, 8)),
        ("Gunners brought down a Sukhoi near the lake.", ("intercepted", 1, 1)),
        ("The rebels fired two projectiles at the port.", ("launched", 2, 2)),
        ("The rebels fired no fewer than nine rockets at the port.", ("launched", 9, None)),
        ("The ministry reported the interception of 12 drones.", ("intercepted", 12, 12)),
        ("Seventeen drones were hit by air defences.", ("intercepted", 17, 17)),
        ("The army fired 30 missiles, nine of which were shot down.", ("intercepted", 9, 9)),
        ("The army fired 30 missiles, with nine shot down.", ("intercepted", 9, 9)),
        ("The army attacked with 30 drones; air defences destroyed 21.", ("intercepted", 21, 21)),
        ("Gunners shot down 12 of more than 60 drones.", ("intercepted", 12, 12)),
        ("Gunners shot down 12 drones of the 60 that the rebels launched.", ("launched", 60, 60)),
        ("Twelve drones out of 60 launched were shot down.", ("intercepted", 12, 12)),
        ("The army launched 60 drones overnight, 12 of them were downed.", ("launched", 60, 60)),
        ("The army destroyed two tanks, at least 12 howitzers and a radar.", ("hit", 12, None)),
        ("The attack left 40 homes uninhabitable.", ("homes_damaged", 40, 40)),
        ("Shelling damaged three high-rise buildings.", ("homes_damaged", 3, 3)),
        ("Raiders burned 30 huts.", ("homes_damaged", 30, 30)),
        ("After the strike 900 customers lost electricity.", ("other", 900, 900)),
        ("The enemy made six attempts to storm the town.", ("attacks", 6, 6)),
        ("Jets carried out 12 airstrikes.", ("attacks", 12, 12)),
        ("The two sides exchanged 50 captured soldiers.", ("prisoners_swapped", 50, 50)),
        ("Police found 1,300 cartridges after the attack.", ("other", 1300, 1300)),
        ("The strike destroyed six fuel tanks.", ("hit", 6, 6)),
        ("Drones destroyed two locomotives.", ("hit", 2, 2)),
        ("The brigade eliminated 23 M777s.", ("hit", 23, 23)),
        ("The raid destroyed a gun and three cars fitted with rifles.", ("hit", 3, 3)),
        ("Strikes engaged two units, a tunnel, four buildings and a truck.", ("hit", 4, 4)),
        ("No school was damaged by the blast, although ten homes were.", ("homes_damaged", 10, 10)),
    ],
)
def test_a_number_and_what_it_counts(body, count):
    assert count in counts_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "It was one of the heaviest attacks of the war.",
        "The two sailors were killed when a missile hit the ship.",
        "He was shot with a 7.65 pistol.",
        "Nearly 150,000 people in the region fled the fighting.",
        "The 2015 attacks shook the country.",
        "The September 11th attacks shook the country.",
        "The patrol car was hit several times.",
        "Two of its fighters wearing explosive belts had attacked a shrine.",
        "The two sides exchanged fire in the battle.",
        "An attack hit the town, and officials opened 12 schools.",
        "Five shops reopened after the attack.",
        "The strike hit a town in a district that has 40 villages.",
        "Nine regions held elections while the attacks went on.",
        "Volunteers put up nine tents after the strike destroyed a camp.",
        "Of the 11,000 sent there, most took part in the battle.",
    ],
)
def test_a_number_of_something_else(body):
    assert counts_of(body) == set()
