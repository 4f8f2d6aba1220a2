"""Verbs and nouns of harm in every construction that has one: sentences of a grid of both, each made up.

As in test_casualty_sentences.py: (measure, low, high, victim group), and "part" of a larger figure.
"""

import pytest
from reading import read, told

from pipelines.extract.casualties import casualty_figures

AROUND_THEIR_OBJECT = [
    ("A mob beat two men to death.", ["killed 2 2 person"]),
    ("A mob had beaten a man and two boys to death.", ["killed 1 1 person", "killed 2 2 child"]),
    ("Gunmen mowed 14 worshippers down.", ["killed 14 14 civilian"]),
    ("Militants buried nine villagers alive.", ["killed 9 9 civilian"]),
    ("The army wiped out 30 rebels.", ["killed 30 30 combatant"]),
    ("Guards stormed the cell, beating six inmates up.", ["wounded 6 6 prisoner"]),
    ("Police rounded 40 students up overnight.", ["detained 40 40 civilian"]),
    ("Soldiers took nine men into custody.", ["detained 9 9 person"]),
    ("Police hauled in 14 students for questioning.", ["detained 14 14 civilian"]),
    ("The junta threw nine medics in jail.", ["detained 9 9 medic"]),
    ("Rebels marched 23 officials off.", ["abducted 23 23 civilian"]),
    ("Masked men dragged two nurses away.", ["abducted 2 2 medic"]),
    ("Two teachers were led away at gunpoint.", ["abducted 2 2 civilian"]),
    ("Neighbours pulled nine people out alive.", ["rescued 9 9 person"]),
    ("Neighbours pulled nine bodies from the rubble.", ["killed 9 9 person"]),
    ("The blast buried 14 people under the rubble.", ["missing 14 14 person"]),
    ("The shelling prompted 3,000 villagers to flee.", ["displaced 3000 3000 civilian"]),
]  # fmt: skip

WORDS = [
    ("Nine farmers were speared to death.", ["killed 9 9 civilian"]),
    ("Fourteen soldiers fell to sniper fire.", ["killed 14 14 combatant"]),
    ("Two marines breathed their last in hospital.", ["killed 2 2 combatant"]),
    ("Three officials were shot in cold blood.", ["killed 3 3 civilian"]),
    ("Six guards were peppered with shrapnel.", ["wounded 6 6 civilian"]),
    ("Two sergeants were left disabled.", ["wounded 2 2 combatant"]),
    ("Four girls cannot be found.", ["missing 4 4 child"]),
    ("It reported the enforced disappearance of 14 people.", ["missing 14 14 person"]),
    ("Sixty rebels laid down their weapons.", ["captured 60 60 combatant"]),
    ("The siege ended with the surrender of 61 troops.", ["captured 61 61 combatant"]),
    ("Fourteen students were thrown in jail.", ["detained 14 14 civilian"]),
    ("Fourteen monks are in police custody.", ["detained 14 14 civilian"]),
    ("Two nurses were marched off.", ["abducted 2 2 medic"]),
    ("Three nuns remain in the hands of their captors.", ["abducted 3 3 woman"]),
    ("Nine hostages were liberated.", ["rescued 9 9 civilian"]),
    ("Some 4,000 people have become refugees.", ["displaced 4000 4000 person"]),
    ("There were 14 battle deaths.", ["killed 14 14 person"]),
    ("Hospitals reported 14 minor injuries.", ["wounded 14 14 person"]),
    ("About 60 marchers were badly beaten and then arrested.", ["detained 60 60 civilian"]),
]  # fmt: skip

BETWEEN = [
    ("Nine people were, according to the mayor, shot dead.", ["killed 9 9 person"]),
    ("Two of the nurses were, it is believed, kidnapped.", ["abducted 2 2 medic"]),
    ("Nine men were arrested but three girls were killed.", ["detained 9 9 person", "killed 3 3 child"]),
    ("Two nurses were abducted before being shot dead.", ["abducted 2 2 medic", "killed 2 2 medic"]),
    ("Twelve men were detained before he was killed.", ["detained 12 12 person"]),
    ("According to a doctor, 14 people were shot dead.", ["killed 14 14 person"]),
]  # fmt: skip

JOINED = [
    ("Police shot dead both two gunmen and three boys.", ["killed 2 2 combatant", "killed 3 3 child"]),
    ("Eleven soldiers were killed and so were four police officers.", ["killed 11 11 combatant", "killed 4 4 police"]),
    ("Nine men were wounded and three children too.", ["wounded 9 9 person", "wounded 3 3 child"]),
    ("Two nurses lost their lives, along with three boys.", ["killed 2 2 medic", "killed 3 3 child"]),
    ("Three monks died alongside two nuns.", ["killed 3 3 civilian", "killed 2 2 woman"]),
    ("Not only 23 nurses but also two boys were shot dead.", ["killed 23 23 medic", "killed 2 2 child"]),
    ("Nine men died in Mosul; 11 in Erbil.", ["killed 9 9 person", "killed 11 11 person"]),
    ("In Mosul seven traders died and in Erbil 23.", ["killed 7 7 civilian", "killed 23 23 civilian"]),
    ("In Mosul, six nurses were abducted, and nine in Erbil.", ["abducted 6 6 medic", "abducted 9 9 medic"]),
    ("At least 31 women (four girls) were killed.", ["killed 31 - woman", "killed 4 4 child part"]),
    ("The mayor told reporters that also missing are 23 boys.", ["missing 23 23 child"]),
    ("Nine women appear to have been killed.", ["killed 9 9 woman"]),
]  # fmt: skip

TOLLS = [
    ("Fatalities in the valley stood at 40.", ["killed 40 40 person"]),
    ("Injuries reached six.", ["wounded 6 6 person"]),
    ("Deaths have topped 600.", ["killed 600 - person"]),
    ("The dead now number 11.", ["killed 11 11 person"]),
    ("The toll went up to at least 31.", ["killed 31 - person"]),
    ("The total number of displaced was raised to 30,000.", ["displaced 30000 30000 person"]),
    ("The tally of dead stood at four.", ["killed 4 4 person"]),
    ("The number of those detained has risen to 17.", ["detained 17 17 person"]),
    ("Police were holding nine people.", ["detained 9 9 person"]),
    ("Nine clergymen were killed.", ["killed 9 9 civilian"]),
    ("Two orderlies and a blacksmith were killed.", ["killed 2 2 person", "killed 1 1 civilian"]),
    ("Fourteen Tamil Tigers were killed.", ["killed 14 14 combatant"]),
    ("An Islamist stronghold was hit and 14 special forces were killed.", ["killed 14 14 combatant"]),
    ("Nine market-goers were killed.", ["killed 9 9 civilian"]),
    ("The strikes led to dozens of arrests.", ["detained - - person"]),
    ("The monitor recorded dozens of confirmed deaths.", ["killed - - person"]),
    ("The fighting resulted in no fewer than 11 dead.", ["killed 11 - person"]),
    ("Four nurses on the road between Mosul and Erbil were shot dead.", ["killed 4 4 medic"]),
    ("“Also killed were two boys,” he said.", ["killed 2 2 child"]),
    ("Twelve men were killed on Monday and 26 on Tuesday.", ["killed 12 12 person", "killed 26 26 person"]),
    ("Gunmen killed two boys in one village and four in another.", ["killed 2 2 child", "killed 4 4 child"]),
    ("Nine people died in the blast and two in the fire that followed.", ["killed 9 9 person", "killed 2 2 person"]),
    ("Nine residents were killed. They included two girls.", ["killed 9 9 civilian", "killed 2 2 child part"]),
    ("Nine residents died. The victims include two girls.", ["killed 9 9 civilian", "killed 2 2 child part"]),
    ("There was no loss of life.", ["killed 0 0 person"]),
    ("None of them was killed.", ["killed 0 0 person"]),
    ("No one appears to have been hurt.", ["wounded 0 0 person"]),
    ("Police picked up nine men for questioning.", ["detained 9 9 person"]),
    ("Gunmen took four pupils from a bus.", ["abducted 4 4 child"]),
    ("Two tank crewmen dead.", ["killed 2 2 combatant"]),
    ("Apart from 17 to 23 pilgrims killed, six were hurt.", ["killed 17 23 civilian", "wounded 6 6 civilian"]),
    ("The gang is holding 14 kidnap victims.", ["abducted 14 14 civilian"]),
]  # fmt: skip

ASIDES = [
    ("Ten soldiers guarding the bridge were killed.", ["killed 10 10 combatant"]),
    ("Ten people taking part in a protest were arrested.", ["detained 10 10 person"]),
    ("Ten people believed to be spies were killed.", ["killed 10 10 person"]),
    ("At least 57 women fleeing the fighting were killed.", ["killed 57 - woman"]),
    ("At least 57 children sheltering in a school were killed.", ["killed 57 - child"]),
    ("Ten nurses abducted last week have been killed.", ["killed 10 10 medic"]),
    ("Ten nurses held hostage were freed.", ["rescued 10 10 medic"]),
    ("Ten women missing since Monday were found dead.", ["killed 10 10 woman"]),
    ("Ten teachers injured in the blast died in hospital.", ["killed 10 10 civilian"]),
    ("Ten men trapped in the rubble were rescued.", ["rescued 10 10 person"]),
    ("Ten monks wanted for murder were arrested.", ["detained 10 10 civilian"]),
    ("Ten monks linked to the killings were arrested.", ["detained 10 10 civilian"]),
    ("Ten farmers were hit by a shell and killed.", ["killed 10 10 civilian"]),
    ("Ten farmers tried to flee and were shot dead.", ["killed 10 10 civilian"]),
    ("Ten farmers stepped on a mine and died.", ["killed 10 10 civilian"]),
    ("A dispute between two tribes left 14 men dead.", ["killed 14 14 person"]),
]  # fmt: skip

NOTHING = [
    "Fourteen men saw the guards being killed.",
    "Fourteen people knew the guards were killed.",
    "A jet was lost within weeks along with its pilot.",
    "Fourteen bystanders waited and fled.",
    "Fourteen people living there could be killed.",
    "The mission was to prevent seven men from being killed.",
    "Were 14 people killed in the raid?",
    "Two were treated, neither of whom was killed.",
    "Fourteen patients were killed by cancer.",
    "They prevented two men from killing nine others.",
    "Injuries were blamed mostly on 14 stray dogs.",
    "He walked up to two guards and greeted them.",
    "Officials met deaths with 14 promises.",
    "Troops fought alongside 14 rebels.",
    "The court sentenced 14 men to death.",
    "The miners blew up two pylons.",
    "The blast blew out six windows.",
    "They cut 14 posts down.",
    "Eight of the 14 districts were liberated.",
    "They celebrated the surrender of 14 tanks.",
    "They want to beat three men to death.",
    "According to a doctor, the clinic was hit.",
    "He sent two letters to jail.",
]


@pytest.mark.parametrize(("text", "expected"), [*AROUND_THEIR_OBJECT, *WORDS, *BETWEEN, *JOINED, *TOLLS, *ASIDES])
def test_a_sentence_gives_its_figures(text, expected):
    assert told(read(casualty_figures, text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_that_states_no_toll_gives_none(text):
    assert told(read(casualty_figures, text)) == []
