import pytest
import reading

from pipelines.extract.casualties import casualty_figures
from pipelines.extract.casualty_rules import INHERIT, RULES


def read(text: str, **options):
    frame = reading.read(casualty_figures, text, **options)
    return frame.select("measure", "low", "high").rows()


@pytest.mark.parametrize(("name", "text"), [(rule.name, f"{rule.example}.") for rule in RULES])
def test_every_rule_reads_the_sentence_it_was_made_for(name, text):
    assert name in reading.read(casualty_figures, text)["rule"].to_list()


@pytest.mark.parametrize(
    "text", [f"Nine people were killed. Six more were killed, {rule.example}." for rule in INHERIT]
)
def test_every_carrying_rule_reads_its_sentence_behind_a_toll(text):
    assert not reading.read(casualty_figures, text).is_empty()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("At least six civilians were killed.", [("killed", 6, None)]),
        ("The blast killed 12 people and wounded 30.", [("killed", 12, 12), ("wounded", 30, 30)]),
        ("Three people were killed and at least 14 wounded.", [("killed", 3, 3), ("wounded", 14, None)]),
        ("Shelling left 14 dead and dozens injured.", [("killed", 14, 14), ("wounded", None, None)]),
        ("The death toll rose to 41.", [("killed", 41, 41)]),
        ("The bombing claimed the lives of 17 people.", [("killed", 17, 17)]),
        ("Fifty-nine mourners died.", [("killed", 59, 59)]),
        ("Rescuers recovered 458 bodies.", [("killed", 458, 458)]),
        ("A woman was killed and her husband was injured.", [("killed", 1, 1), ("wounded", 1, 1)]),
        ("Four miners are missing.", [("missing", 4, 4)]),
        ("Gunmen kidnapped 20 pupils.", [("abducted", 20, 20)]),
        ("Police arrested three men.", [("detained", 3, 3)]),
        ("Some 5,000 residents fled.", [("displaced", 5000, 5000)]),
        ("Six people were pulled alive from the ruins.", [("rescued", 6, 6)]),
        ("The army captured two rebels.", [("captured", 2, 2)]),
        ("The clash caused 40 casualties.", [("casualties", 40, 40)]),
        ("Some 300 troops were killed or wounded.", [("casualties", 300, 300)]),
        ("The number of injured rose from 17 to 23.", [("wounded", 17, 17), ("wounded", 23, 23)]),
    ],
)
def test_a_toll_is_read(text, rows):
    assert read(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("There were no casualties.", [("casualties", 0, 0)]),
        ("No one was hurt.", [("wounded", 0, 0)]),
        ("Debris fell without causing injuries.", [("wounded", 0, 0)]),
        ("Nobody was killed or injured.", [("killed", 0, 0), ("wounded", 0, 0)]),
    ],
)
def test_none_is_a_figure_too(text, rows):
    assert read(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "A 52-year-old baker opened his shop, police who killed time said.",
        "The missile could kill 500 people.",
        "They had planned to kill 12 guards.",
        "Troops captured three villages.",
        "The army lost 14 tanks.",
        "Gunners neutralised 62 of the 71 drones.",
        "Another six were lost locationally, the air force said.",
        "The killed man had owned 12 houses.",
        "He did not say how many of the 97 had died.",
        "The home side was killed off by 3 late goals.",
        "The brigade eliminated 23 M777s.",
        "The enemy lost 12 warplanes.",
        "Fighters seized 18 localities.",
        "Raiders burned 30 huts.",
    ],
)
def test_what_is_no_toll_gives_no_row(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Six people, including two children, were killed.", 2),
        ("Nine people died, three of them children.", 3),
        ("Eleven were killed. Seven of the dead were drivers.", 7),
        ("The toll from the blast rose to nine as two injured constables succumbed.", 2),
        ("The death toll climbed to 34 on Friday after three more people died of their wounds.", 3),
    ],
)
def test_a_sub_count_is_marked_as_a_part(text, low):
    frame = reading.read(casualty_figures, text)
    part = frame.filter(frame["is_part"])
    assert part["low"].to_list() == [low]
    assert part["measure"].to_list() == ["killed"]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Two Ukrainian soldiers were killed.", "combatant"),
        ("Two children were killed.", "child"),
        ("Three women died.", "woman"),
        ("A journalist was killed.", "journalist"),
        ("Two aid workers were killed.", "aid_worker"),
        ("Five people were killed.", "person"),
        ("Four villagers were shot dead.", "civilian"),
        ("Two nurses were injured.", "medic"),
        ("Three police officers were killed.", "police"),
    ],
)
def test_the_noun_says_who_they_were(text, group):
    assert reading.read(casualty_figures, text)["victim_group"].to_list() == [group]


def test_an_elliptic_figure_has_the_group_of_the_one_before():
    frame = reading.read(casualty_figures, ("27 soldiers were killed and 90 injured."))
    assert frame["victim_group"].to_list() == ["combatant", "combatant"]


def test_a_headline_in_capitals_loses_no_figure():
    plain = read("Nothing else.", headline="Six people killed, 12 wounded in strike")
    capitals = read("Nothing else.", headline="SIX PEOPLE KILLED, 12 WOUNDED IN STRIKE")
    assert plain == capitals == [("killed", 6, 6), ("wounded", 12, 12)]


def test_a_bare_victim_in_a_headline_counts_one():
    assert read("Nothing else.", headline="Shelling kills pensioner, wounds four") == [
        ("killed", 1, 1),
        ("wounded", 4, 4),
    ]


def test_the_evidence_holds_figure_and_word_of_harm():
    text = "Officials said that at least six civilians were killed in the night."
    row = reading.read(casualty_figures, text).row(0, named=True)
    assert text[row["start"] : row["end"]] == "at least six civilians were killed"


def test_a_name_in_a_headline_counts_one():
    assert read("Nothing else.", headline="Reporter Ana Ruiz killed in shelling") == [("killed", 1, 1)]
    assert read("Nothing else.", headline="Ana Ruiz killed in shelling, two hurt") == [
        ("killed", 1, 1),
        ("wounded", 2, 2),
    ]


def test_a_person_told_by_name_is_written_as_named():
    frame = reading.read(casualty_figures, ("Mayor Ana Ruiz was killed. Carlos Mora, 45, died in the blast."))
    assert frame["victim_text"].to_list() == ["Mayor Ana Ruiz", "Carlos Mora"]


def test_the_losses_of_a_bulletin_are_casualties():
    assert read("The enemy lost up to 130 troops, two tanks and a howitzer.") == [("casualties", None, 130)]
    assert read("The enemy lost up to 300 troops in the past day.") == [("casualties", None, 300)]
    assert read("The army lost 12 soldiers in the battle.") == [("killed", 12, 12)]
