"""Targets: what was hit, and what is only named."""

import pytest
from reading import read

from pipelines.extract.targets import target_mentions


def kinds_of(body):
    return set(read(target_mentions, body)["target_kind"])


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("A missile struck an apartment building.", {"residential"}),
        ("Rockets damaged a school, a clinic and two shops.", {"school", "hospital", "market"}),
        ("An attack on a police checkpoint killed two.", {"checkpoint"}),
        ("A bomb exploded outside the mosque.", {"religious"}),
        ("The power station was hit overnight.", {"energy"}),
        ("A substation and a railway bridge were destroyed.", {"energy", "rail"}),
        ("Gunmen opened fire on a minibus.", {"vehicle"}),
        ("Assailants set fire to a town hall.", {"government"}),
        ("Militants stormed a military base in the valley.", {"military_base"}),
        ("Shells fell on the market.", {"market"}),
        ("Drones crashed into the oil refinery.", {"energy"}),
        ("The warehouse caught fire after the strike.", {"depot"}),
        ("Fighters ambushed an aid convoy.", {"aid_convoy"}),
        ("A grenade was thrown at a newspaper office.", {"communications"}),
        ("The blast ripped through a hotel.", {"other"}),
        ("The dam was breached by the explosion.", {"water"}),
        ("They blew up a road bridge.", {"bridge"}),
        ("Raiders burned 14 houses in the attack.", {"residential"}),
        ("The church bombing killed four.", {"religious"}),
        ("A steel plant came under fire.", {"industry"}),
        ("A drone ploughed into a barracks at the nearby air base.", {"military_base"}),
        ("Tanks and quadcopter drones fired on the village.", {"residential"}),
        ("The airport was shelled.", {"airport"}),
        ("Two grain terminals were attacked.", {"port"}),
        ("A roof of a kindergarten was damaged in the shelling.", {"school"}),
        ('They used a missile to destroy a "temporary deployment point".', {"troops"}),
        ("A car bomb went off outside the headquarters of the secret police.", {"government"}),
        ("Men set fire to the offices of a small newspaper.", {"communications"}),
        ("Rockets hit the headquarters of the third brigade.", {"military_base"}),
        ("A homemade bomb exploded at the entrance to the mosque.", {"religious"}),
        ("A lorry full of explosives was driven into the gates of the barracks.", {"military_base"}),
        ("A man with a knife stabbed three worshippers outside the synagogue.", {"religious"}),
        ("Machine-gun fire raked the hotel.", {"other"}),
        ("Car bombs were used against the garrison.", {"military_base"}),
        ("Shrapnel smashed the windows of 14 houses.", {"residential"}),
        ("Two Grad rockets landed at the military airport.", {"airport"}),
        ("A girl was pulled from an apartment block south of Odesa that was hit by a missile.", {"residential"}),
        ("The driver died when the van he was driving was hit by shells.", {"vehicle"}),
        ("A device went off near a school bus.", {"vehicle"}),
        ("Jets pounded guerrilla positions.", {"military_base"}),
        ("Two schools and a bakery were put out of service by the raids.", {"school", "market"}),
        ("The blast blew out the windows of nearby apartments.", {"residential"}),
        ("Gunmen killed four constables at a checkpoint.", {"checkpoint"}),
        ("Drones knocked out a water treatment facility.", {"water"}),
        ("A similar bombing in the industrial zone of Afrin killed six.", {"industry"}),
        ("The bomber struck outside a voter registration center.", {"government"}),
        ("Jets hit 23 targets, including 17 bunkers, two command posts and a bakery.", {"military_base", "market"}),
        ("Jets bombed Kurdistan Workers Party (PKK) camps and ammunition stores.", {"depot"}),
        ("Artillery shelled with heavy rockets and mortars the army barracks.", {"military_base"}),
        ("He showed a bakery and a water tank that he said had been destroyed.", {"water"}),
        ("Guerrillas toppled a steel tower of the power company.", {"energy"}),
        ("One strike engaged a tactical unit and destroyed a tunnel.", {"troops", "military_base"}),
        ("They launched one large ballistic missile with a new engine and two drones at the airport.", {"airport"}),
        ("A drone killed two militiamen in a pickup near the border.", {"vehicle"}),
        ("A blast tore the roof off a dairy.", {"industry"}),
        ("Two glide bombs slammed into a hardware superstore.", {"market"}),
        ("Rebels dynamited a stretch of the northern pipeline.", {"energy"}),
        ("In Torva a power station was hit.", {"energy"}),
        ("Mortars hit a village near Torva, and the defence ministry alleged more would come.", {"residential"}),
        ("Rebels burned a Catholic mission.", {"religious"}),
        ("Jets hit a steel plant and a frigate had fired missiles.", {"industry"}),
        ("Armed men had broken into a warehouse of the charity.", {"depot"}),
        ("The army destroyed 30 underground shafts.", {"military_base"}),
        ("The shell punched a hole in the roof of a bakery.", {"market"}),
        ("Windows were shattered in two schools.", {"school"}),
        ("Also hit was a clinic.", {"hospital"}),
        ("Among the damaged buildings were two mosques.", {"religious"}),
        ("The target was a refinery, the army said of the strike.", {"energy"}),
        ("Rebels besieged the barracks for a week.", {"military_base"}),
        ("A rocket impacted a warehouse.", {"depot"}),
        ("The raiders damaged at least four bakeries.", {"market"}),
        ("Drones struck what the army described as a command post.", {"military_base"}),
        ("A rocket hit a large, recently renovated clinic.", {"hospital"}),
        ("A bridge belonging to the national rail company was hit.", {"bridge"}),
        ("A train filled with people was hit.", {"rail"}),
        ("A checkpoint (the only one in the valley) was hit.", {"checkpoint"}),
        ("Shells hit a theatre as well as a kindergarten.", {"other", "school"}),
        ("A bomb fell in the area of a radio station, hitting the grounds of a school.", {"school"}),
        ("At least four schools were destroyed by the blasts.", {"school"}),
        ("A hotel and at least two bakeries were hit.", {"other", "market"}),
        ("A school was the target of the attack.", {"school"}),
        ("An oil depot was still burning after the drone strike.", {"energy"}),
        ("A town hall had its windows shattered by the blast.", {"government"}),
        ("A clinic lost its roof in the attack.", {"hospital"}),
        ("Smoke rose from a refinery after the strike.", {"energy"}),
        ("The governor told of damage at a bakery after the strike.", {"market"}),
        ("A town hall was overrun by rebels.", {"government"}),
        ("A checkpoint was under fire for an hour.", {"checkpoint"}),
        ("A bridge, hit by a missile, fell into the river.", {"bridge"}),
        ("Rescuers worked at the power station after it was hit.", {"energy"}),
        ("People sheltering in a school were killed by a shell.", {"school"}),
        ("Two guards at a warehouse were killed by gunmen.", {"depot"}),
        ("The attackers entered a bank and opened fire.", {"industry"}),
        ("Jets struck militant positions on Sunday.", {"military_base"}),
        ("Jets hit the headquarters in the old town.", {"other"}),
        ("Shells hit a building on Lenin Street.", {"other"}),
        ("Bombs hit a smelter, a trading post and a parking lot.", {"industry", "market", "other"}),
        ("Drones hit a convoy carrying aid.", {"aid_convoy"}),
        ("The blast damaged a cancer centre.", {"hospital"}),
        ("Strikes destroyed a water intake and a communications hub.", {"water", "communications"}),
        ("A rocket hit a shelter for displaced families.", {"residential"}),
    ],
)
def test_what_was_hit(body, kinds):
    assert kinds <= kinds_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "The wounded were taken to a hospital after the attack.",
        "A drone fell near a school; nobody was hurt.",
        "He died in hospital after the shelling.",
        "The governor's office said that the drones were shot down.",
        "Police threatened to storm the church.",
        "No damage to the bridge was reported after the attack.",
        "The stock market was not shaken by the attack.",
        "Troops attacked with mortars from the airport.",
        "The army vowed to strike the power station.",
        "The plane landed at the airport after the attack.",
        "He rammed his car into two guards.",
        "Police found grenades in the truck after the attack.",
        "A bomb threat against the school was a hoax.",
        "Police found a pipe bomb in the garage of a house.",
        "He was thrown into prison after the attack.",
        "They attacked an army that is home to 20,000 men.",
        "The army foiled an attempt by armed men to attack military posts.",
        "The destroyer was not damaged in the attack.",
        "They shelled with artillery and rocket launchers the outskirts.",
        "The strike killed two, the defence ministry alleged.",
        "The strike came while the army was killing at least 30 soldiers.",
        "Jets strafed the hill following a clash between government troops.",
        "Also there was a clinic, the mayor said after the strike.",
        "The strike killed a man, a guard of the mosque said.",
        "Soldiers took fire from gunmen in a building near the river.",
        "Residents took shelter when the rockets hit.",
        "The ministry was the target of criticism after the attack.",
        "People in a village near the border were killed by a shell.",
        "The gunmen entered a shop and bought bread before the attack.",
        "Rebels fired rockets and families gathered at the dam.",
    ],
)
def test_what_was_not_hit(body):
    assert kinds_of(body) == set()


def test_another_clause_is_in_no_list():
    assert kinds_of("Families gathered at a school, and a warehouse was destroyed.") == {"depot"}
    assert kinds_of("A missile hit a warehouse, and the president visited a school.") == {"depot"}
    assert kinds_of("The dam closed last year, but a bus was destroyed.") == {"vehicle"}
    assert kinds_of("Shelling damaged a church, and the railway station reopened on Monday.") == {"religious"}


def test_the_depot_is_the_fuel_depot_that_was_named():
    rows = read(target_mentions, ("Drones set fire to a fuel depot. The army said it had targeted the depot."))
    assert rows["target_kind"].to_list() == ["energy"]


def test_a_part_of_a_thing_is_no_other_thing():
    assert kinds_of("Rockets hit the headquarters of the northern brigade.") == {"military_base"}
    assert kinds_of("Two bombers struck the courtyard of the mosque.") == {"religious"}


def test_the_building_is_the_one_that_was_hit_before():
    assert kinds_of("Gunmen attacked the town hall with dynamite. The building was set on fire.") == {"government"}
    assert "other" in kinds_of("Shelling hit a building in the port.")


def test_evidence_runs_from_the_word_of_violence_to_the_thing():
    rows = read(target_mentions, ("Rockets hit a crowded market on Monday."))
    assert rows["evidence"].to_list() == ["hit a crowded market"]


def test_evidence_runs_from_the_thing_to_what_befell_it():
    rows = read(target_mentions, "The militia admitted that two “transport vehicles” were hit by shells.")
    assert rows["evidence"].to_list() == ["transport vehicles” were hit"]
