"""Whose figure it is, and whether it stands: sentences made up for one rule each."""

import pytest
from reading import read

from pipelines.extract.claims import casualty_claims


def claims(text: str, headline: str = "News of the day") -> dict[int, tuple[str | None, str]]:
    """Claimant and status of each figure, by its number."""
    rows = read(casualty_claims, text, headline=headline)
    number = rows.get_column("low").fill_null(rows.get_column("high"))
    return dict(zip(number, rows.select("claimant_text", "status").rows(), strict=True))


@pytest.mark.parametrize(
    ("text", "figure", "claimant"),
    [
        ("Six people were killed, the mayor said.", 6, "the mayor"),
        ("Six people were killed.", 6, None),
        ("Six people were killed, the mayor said. Three of the dead were children.", 3, "the mayor"),
        ("Six people were killed, the mayor said. Another 12 were wounded.", 12, "the mayor"),
        ("Six people were killed, the mayor said. In Odrava, gunmen killed nine people.", 9, None),
        ("“I saw it all,” said the mayor. Nine other people were wounded.", 9, None),
        ("The commission called for the release of three journalists detained in May.", 3, None),
        ("Paris condemned the attack that killed 15 people.", 15, None),
        ("The air force said it had shot down nine drones. There were no casualties.", 0, None),
        ("Six people were killed, according to the White Helmets.", 6, "the White Helmets"),
        ("The governor said up to six people were killed.", 6, "The governor"),
        ("The governor said the bomb had claimed the lives of six people.", 6, "The governor"),
        ("The governor said six people had lost their lives.", 6, "The governor"),
        ("The offensive claimed six lives.", 6, None),
        ("In Mosul six people died, the governor said.", 6, "the governor"),
        ("According to the governor, the number of injured soared to six.", 6, "the governor"),
        ("According to the governor, a woman and six men were killed.", 6, "the governor"),
        ("According to Ana Ruiz, the mayor of Odrava, six people died.", 6, "Ana Ruiz, the mayor of Odrava"),
        ("The Harbour Observatory, a Malta-based monitor, said 15 civilians were killed.", 15, "The Harbour Observatory, a Malta-based monitor"),
        ("The army put the number of dead at 40.", 40, "The army"),
        ("No group claimed responsibility for the blast, which killed 12 people.", 12, None),
        ("Six people were killed, the mayor said. Two guards also died.", 2, "the mayor"),
        ("The bombing, which officials blamed on the rebels, killed 37 people.", 37, None),
        ("The Harbour Observatory assessed that 24 civilians were killed.", 24, "The Harbour Observatory"),
        ("SIX PEOPLE WERE KILLED, THE MAYOR SAID. THREE OF THE DEAD WERE CHILDREN.", 3, "THE MAYOR"),
        ("Six people were killed, the mayor said.\n\nA further 37 people were injured.", 37, "the mayor"),
        ("Six people were killed, the mayor said.\n\nFive others were found dead.\n\nIn Odrava, nine died.", 9, None),
        ("The hospital treated 38 people; four were dead on arrival, the director said.", 38, "the director"),
        ("A doctor counted 38 of the wounded; four died, the director said.", 38, "A doctor"),
        ("Six people died, according to a police report.", 6, "a police report"),
        ("Six people died, the mayor said. Seven men, two of them foreigners, have been held.", 7, "the mayor"),
        ("Six people died, the mayor said. Some 30 people were injured.", 30, "the mayor"),
        ("Six people died, the mayor said. Thirty houses were hit and nine nuns were abducted.", 9, None),
        ("Residents of the besieged suburb said they had buried 61 people.", 61, "Residents of the besieged suburb"),
        ("Doctors at the damaged hospital said six people died.", 6, "Doctors at the damaged hospital"),
        ("Six people died, according to the exiled government.", 6, "the exiled government"),
        ("A senior commander based in the hills said six soldiers died.", 6, "A senior commander based in the hills"),
        ("Six people died, a doctor who was at the scene said.", 6, "a doctor who was at the scene"),
        ("A man identified as a clerk was wounded, police said.", 1, "police"),
        ("Rebels beheaded two men accused of spying.", 2, None),
        ("At least 14 people were hurt in a strike called by dockers.", 14, None),
        ("The war between the clans has claimed more than 120 deaths.", 120, None),
        ("Six people died, according to police reports.", 6, "police reports"),
        ("Six people died, according to a local hospital report seen by Reuters.", 6, "a local hospital report seen by Reuters"),
        ("A UN report said six people died.", 6, "A UN report"),
        ("The police report six deaths.", 6, "The police"),
        ("Six people died, the Harbour Guard, also known as the Yellow Caps, said.", 6, "the Harbour Guard, also known as the Yellow Caps"),
        ("Since 2011 the network has documented the killing of 34 nurses.", 34, "the network"),
        ("Observatory activists monitored the death of 9 fighters.", 9, "Observatory activists"),
        ("The network documented 94 civilian deaths. Of these, the army caused 12 deaths.", 12, "The network"),
        ("Two bombs hit the clinic, the relief society said; a midwife and four nurses were hurt.", 4, "the relief society"),
        ("Two soldiers died, the army said; the rebels said that nine had died.", 9, "the rebels"),
        ("Four civilians were killed in the raid, Channel 12 said.", 4, "Channel 12"),
        ("Aleppo 24 said four civilians were killed in the raid.", 4, "Aleppo 24"),
        ("Civilians reported killed: 7.", 7, None),
        ("Fighters overran army posts in the valley. Nine soldiers were killed and four were hurt.", 9, None),
        ("The chancellor said he was “horrified” by a shooting that left nine people dead.", 9, None),
        ("Omar Nazari, the head doctor in Mazar-i-Sharif hospital, said four bodies had been brought in.", 4, "Omar Nazari, the head doctor in Mazar-i-Sharif hospital"),
        ("Nine soldiers died, the rebels said in a statement that was posted online.", 9, "the rebels"),
        ("The Reed Front claimed responsibility for the attack. Four people were killed.", 4, None),
        ("The Reed Front took responsibility for the blast. Another 12 people were wounded.", 12, None),
        ("The minister condemned the attack. Four people were killed.", 4, None),
        ("The Reed Front denied involvement. Four people were killed.", 4, None),
        ("Officials blamed the Reed Front for the attack. At least 30 people were killed.", 30, None),
        ("Witnesses said gunmen arrived on motorcycles. At least 30 people were killed.", 30, "Witnesses"),
        ("Gunmen abducted a priest identified as Father Omar, killing nine people.", 9, None),
        ("Police identified as many as 12 of the dead.", 12, "Police"),
        ("The ministry in Gaza stated that six people were killed.", 6, "The ministry in Gaza"),
        ("The Harbour Observatory's local assessors found that a strike killed at least 11 people.", 11, "The Harbour Observatory's local assessors"),
        ("It was found that 12 people had died.", 12, None),
        ("The shelling killed at least 70 civilians, medics said, among them 12 children.", 12, "medics"),
        ("Rocket fire killed three students, the governor, Omar Diab, was quoted as saying by state radio.", 3, "the governor, Omar Diab"),
        ("The Reed Front claimed responsibility for a bombing in Odrava that killed 12 people.", 12, None),
        ("The Reed Front claimed responsibility for the killing of nine guards.", 9, "The Reed Front"),
        ("The Reed Front claimed Monday's attack, which killed nine guards.", 9, None),
        ("The army claimed that the strike killed 30 rebels.", 30, "The army"),
        ("The ministry revised its toll to 53 from 41 on Thursday.", 53, "The ministry"),
        ("The ministry put the death toll at 120; activists said it was closer to 300.", 300, "activists"),
        ("Three rebels were hurt, an officer said. More than 68,000 people have been killed since 1989.", 68_000, None),
        ("Nine guards were killed, the army said. Four “bandits” were also killed.", 4, "the army"),
        ("Nine guards were killed, according to a tally by the Reed Observatory.", 9, "the Reed Observatory"),
    ],
)  # fmt: skip
def test_a_figure_belongs_to_who_asserts_it(text, figure, claimant):
    assert claims(text)[figure][0] == claimant


@pytest.mark.parametrize(
    ("text", "figure", "status"),
    [
        ("Six people were killed.", 6, "asserted"),
        ("Six people were killed, the mayor said.", 6, "attributed"),
        # Nobody could check it.
        ("The army said 60 rebels were killed. The claim could not be independently verified.", 60, "unverified"),
        ("The army said 60 rebels were killed. Reuters was unable to confirm the report.", 60, "unverified"),
        ("The army said 60 rebels were killed. There was no independent confirmation.", 60, "unverified"),
        ("The army said 60 rebels were killed. It provided no evidence.", 60, "unverified"),
        ("The army said 60 rebels were killed.\n\nThe claim has not been independently verified.", 60, "unverified"),
        ("The army said 60 rebels were killed.\n\nThe mayor said nine died. That figure could not be confirmed.", 60, "attributed"),
        ("The army said 60 rebels were killed, a claim that could not be verified.", 60, "unverified"),
        ("The army said 60 rebels were killed. The rebels said 45 soldiers were killed. Neither claim could be verified.", 60, "unverified"),
        ("Clashes killed 15 civilians; the figures are still being verified.", 15, "unverified"),
        ("The army said, without offering evidence, that 15 rebels were killed.", 15, "unverified"),
        ("The army claimed, without evidence, that 15 rebels were killed.", 15, "unverified"),
        ("The general staff said 60 rebels were killed.\n\nThe mayor said nine people died.\n\nThe figures published by the general staff cannot be verified.", 60, "unverified"),
        ("The general staff said 60 rebels were killed.\n\nThe mayor said nine people died.\n\nThe figures published by the general staff cannot be verified.", 9, "attributed"),
        ("The army said 60 rebels were killed. There was no immediate confirmation from the rebels.", 60, "unverified"),
        ("Unconfirmed reports said up to 60 people had died.", 60, "unverified"),
        # Another says it is not so.
        ("The army said 60 rebels were killed, a claim the rebels denied.", 60, "denied"),
        ("The army said 60 rebels were killed. The rebels denied the claim.", 60, "denied"),
        ("The army said 60 rebels were killed, a figure the rebels dismissed as propaganda.", 60, "disputed"),
        ("The army said 60 rebels were killed. The mayor disputed the toll.", 60, "disputed"),
        ("Residents counted 62 dead. The police put the number of dead at 51.", 62, "disputed"),
        ("Residents counted 62 dead. The police put the number of dead at 51.", 51, "disputed"),
        ("The mayor said 31 people died. Police gave a much lower toll. A spokesman said 14 people died.", 14, "disputed"),
        ("The army said 60 rebels were killed. The rebels denied that any town had been lost.", 60, "attributed"),
        # Two speakers, two numbers for the same dead.
        ("Six soldiers were killed, the army said. The rebels said 14 soldiers had died.", 6, "disputed"),
        ("Ten officers died. The Taliban said 25 officers had been killed.", 10, "disputed"),
        ("The army said six soldiers were killed. The rebels said 14 of their fighters had died.", 6, "attributed"),
        ("Twelve people died, the monitor said. In the rebel-held town rockets left five dead, the agency said.", 12, "attributed"),
        ("Forty-seven people died, the ministry said. Six dockers died, an official said.", 47, "attributed"),
        ("Six dockers died, the ministry said. Fourteen people died, an official said.", 14, "attributed"),
        ("Two people died in Kharkiv, police said. The mayor said five people were killed in Lviv.", 5, "attributed"),
        ("At least 30 people died, police said. A doctor said 45 people were killed.", 30, "attributed"),
        ("The army said 14 rebels died on Monday. The police said six rebels were killed on Friday.", 14, "attributed"),
        # What could not be checked is the number, and no denial.
        ("The mayor said 30 people died. The army blamed rebels. The toll could not be verified.", 30, "unverified"),
        ("The mayor said 30 people died. Moscow denies hitting civilians. The claims could not be verified.", 30, "unverified"),
        ("Houthi media said 20 people were killed. We have nothing to corroborate that claim.", 20, "unverified"),
        ("The army said it had killed 52 terrorists, a figure that no other source confirmed.", 52, "unverified"),
        # The outlet takes it back.
        ("Six people died.\n\nAn earlier version of this article said nine people were killed.", 9, "denied"),
        ("The army denied that 12 soldiers were killed.", 12, "denied"),
        ("The ministry said reports that 12 people had been killed were false.", 12, "denied"),
        ("Videos, which could not be independently verified, showed the bodies of five men.", 5, "unverified"),
        ("There was no independent confirmation of the report that 25 soldiers died.", 25, "unverified"),
        ("The report could not be confirmed, but 25 soldiers died last week.", 25, "asserted"),
        ("Police denied rumours of riots after a gunman killed two people.", 2, "asserted"),
        ("All parties rejected the murder of a senator.", 1, "asserted"),
        ("The army rejected claims that 12 people were killed.", 12, "denied"),
    ],
)  # fmt: skip
def test_whether_a_figure_stands(text, figure, status):
    assert claims(text)[figure][1] == status


def test_who_tells_it_is_no_victim():
    text = (
        "A bomb killed five soldiers and injured a nun in Orem on Sunday, Captain Ahmed Ali, a military officer, said."
    )
    assert read(casualty_claims, text)["victim_text"].to_list() == ["soldiers", "nun"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The army said three of its men had died, while eight were injured.", ["combatant", "combatant"]),
        ("Hezbollah said four of its members were killed.", ["combatant"]),
        ("The union said four of its members were killed.", ["person"]),
        ("They captured seven rebels, two of them foreigners.", ["combatant", "combatant"]),
        ("They killed nine people, two of them Kenyans.", ["person", "person"]),
        # Parts without a noun are of the whole's group.
        ("Shells wounded 23 soldiers, the mayor said. Six of them had burns.", ["combatant", "combatant"]),
    ],
)
def test_whose_men_they_are(text, groups):
    assert read(casualty_claims, text).sort("char_start")["victim_group"].to_list() == groups


def test_those_among_the_dead_are_no_parts_of_each_other():
    text = "At least 21 soldiers, 13 rebels and 46 civilians were among the dead, police said."
    assert read(casualty_claims, text)["part_of_claim_id"].to_list() == [None, None, None]


def test_a_headline_gives_its_claimant():
    assert claims("Nothing more was known.", "Air strikes kill 17 civilians in the north: civil defence")[17] == (
        "civil defence",
        "attributed",
    )
    assert claims("Nothing more was known.", "Afghan officials: Roadside bomb kills seven villagers")[7] == (
        "Afghan officials",
        "attributed",
    )
