"""Who says what: every case is a sentence made up for the form of attribution it shows."""

import polars as pl
import pytest
from reading import of_sentences, read

from pipelines.extract.statements import statement_table


def attributed(batch) -> pl.DataFrame:
    return of_sentences(batch, batch.attributions)


def said(text: str, headline: str = "News of the day") -> list[tuple[str, str]]:
    """Speaker and content of each attribution, in text order."""
    rows = read(attributed, text, headline=headline)
    content = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return rows.select("speaker_text", content=content).rows()


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        # The speaker before the word of saying.
        ("The mayor said two people were killed.", "The mayor", "two people were killed"),
        ("The mayor said on Monday that two people were killed.", "The mayor", "two people were killed"),
        ("Kyiv has repeatedly said its forces hold the town.", "Kyiv", "its forces hold the town"),
        ("In Odrava, prosecutors said the bodies of two men had been exhumed.", "prosecutors", "the bodies of two men"),
        ("A spokesman for the army in the north said nine men had died.", "A spokesman for the army", "nine men had died"),
        ("Residents, a nurse and the town's mayor said many were old.", "Residents, a nurse and the town's mayor", "many were old"),
        ("The police chief, Oleh Danko, told reporters that six were held.", "The police chief, Oleh Danko", "six were held"),
        ("The head of the regional administration, Oleh Danko, said the bridge was down.", "The head of the regional administration, Oleh Danko", "the bridge was down"),
        ("The Harbour Watch, a monitoring group based in Malmo, said 12 fighters had died.", "The Harbour Watch, a monitoring group", "12 fighters had died"),
        ("A miner, who asked not to be named, said a post some way off stood empty.", "A miner", "a post some way off stood empty"),
        ("ODRAVA, Oct 3 (Newswire) - The army said two men died.", "The army", "two men died"),
        ("Two men have died since the siege began Oct. 17, the army said.", "the army", "Two men have died since the siege began Oct. 17"),
        ("The group claimed in a statement posted on Telegram that it shot two men.", "The group", "it shot two men"),
        ("In a letter to the court, she apologised and said two men had died.", "she", "two men had died"),
        ("They fled to a town where the police reported at least 20 victims at a school.", "the police", "at least 20 victims"),
        ("As the parade went by, the radio reported at least six dead.", "the radio", "at least six dead"),
        ("The mayor walked out with aides, calling it “a farce” and said two men had died.", "The mayor", "two men had died"),
        ("He's comparing it to a siege and says two men had died.", "He's", "two men had died"),
        ("The clinic that treated the wounded said two had died.", "The clinic that treated the wounded", "two had died"),
        ("Saturday at the party's convention Sen. Ruth Alder (D-MA) said the truce was dead.", "Sen. Ruth Alder", "the truce was dead"),
        # Behind it.
        ('"We ran for the cellar," said Marta Ilves, 61.', "Marta Ilves", "We ran for the cellar"),
        ("Two people died in the shelling, said the governor of Odrava, Oleh Danko.", "the governor of Odrava, Oleh Danko", "Two people died in the shelling"),
        ("Another 40 are in hospital, eight of them on ventilators, said Dr Marta Ilves.", "Dr Marta Ilves", "Another 40 are in hospital"),
        ("A bomb went off in Tirana, killing four shoppers, said police spokesman Gjon Marku.", "police spokesman Gjon Marku", "A bomb went off in Tirana"),
        # Content before the speaker.
        ("Two people died in the shelling, the interior ministry said on Monday in a statement.", "the interior ministry", "Two people died in the shelling"),
        ("Two people died in the shelling, his family said.", "his family", "Two people died in the shelling"),
        ("Two people died in the shelling, local police told the Daily Ferry.", "local police", "Two people died in the shelling"),
        ("Nobody was hurt, the head of the town's administration, Ihor Danko, said as crews left.", "the head of the town's administration, Ihor Danko", "Nobody was hurt"),
        # On both sides.
        ("Both men, according to the ministry, are giving confessions.", "the ministry", "Both men"),
        ("Two girls waiting at a stop died, he said, and nine others were hurt.", "he", "nine others were hurt"),
        # According to, in the words of.
        ("According to the army, nine soldiers died.", "the army", "nine soldiers died"),
        ("Nine soldiers died, according to the charity's founder, Marta Ilves.", "the charity's founder, Marta Ilves", "Nine soldiers died"),
        ("According to reports, nine soldiers died.", "reports", "nine soldiers died"),
        ("Nine soldiers died, by the count of the Harbour Network.", "the Harbour Network", "Nine soldiers died"),
        # Passive.
        ("The deaths of five miners were confirmed by the regional hospital.", "the regional hospital", "The deaths of five miners"),
        ("It was reported by the Harbour Network that five miners died.", "the Harbour Network", "five miners died"),
        ("The governor was quoted as saying that five miners died.", "The governor", "five miners died"),
        ("The daily quoted a police officer as saying that five miners died.", "a police officer", "five miners died"),
        # Several words of saying.
        ("The army rejected the claim and said that not one soldier was lost.", "The army", "not one soldier was lost"),
        ("Two plants were stopped, the Atomic Agency said, adding that safety was not at risk.", "the Atomic Agency", "safety was not at risk"),
        ("The minister was quick to praise the crews and said that nobody was missing.", "The minister", "nobody was missing"),
        ("Ukraine counted 32 dead; the occupation administration admitted to 59 deaths.", "the occupation administration", "59 deaths"),
        # Media.
        ("The state news agency SANA reported that two shells fell on the town.", "The state news agency SANA", "two shells fell on the town"),
        ("The regime's SANA news agency, citing a military source, said 12 men died.", "The regime's SANA news agency", "12 men died"),
        # Words that count.
        ("The Harbour Network put the toll at 14.", "The Harbour Network", "the toll at 14"),
        ("A councillor reached by telephone spoke of 32 graves.", "A councillor", "32 graves"),
    ],
)  # fmt: skip
def test_a_speaker_and_what_he_says(text, speaker, content):
    assert any(s.startswith(speaker) and content in c for s, c in said(text)), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "A lorry slammed into a bus.",
        "The flood claimed three lives.",
        "The strike put eight launchers out of action.",
        "The hospital admitted 412 people with burns.",
        "They moved to western states this week.",
        "Two jets were reported missing.",
        "The reports are many and the claims are few.",
        "The survivors were told to leave.",
        "He said it.",
        "The army has not said that two men died.",
        "The country has the third highest number of cases reported by region.",
        "No group claimed responsibility for the blast.",
    ],
)
def test_words_that_report_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Oleh Danko, the governor, said two died. He added that a school burned down.", "Oleh Danko"),
        ("The army said two died. It added that a school burned down.", "The army"),
        ("The army said two died. A guard, Oleh Danko, was there. It said that a school burned down.", "The army"),
        ("UN monitors said in a study that two died. The report said that a school burned down.", "UN monitors"),
        ("Oleh Danko told the army to go. The mayor said two died. She said that a school burned down.", "The mayor"),
    ],
)
def test_a_pronoun_or_a_paper_speaks_for_the_one_named_before(text, speaker):
    assert [s for s, c in said(text) if "school" in c] == [speaker + ", the governor"] or [
        s for s, c in said(text) if "school" in c
    ] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "“We have buried nine men,” said Marta Ilves. “The rest are in the forest.”",
        "“We have buried nine men. The rest are in the forest,” said Marta Ilves.",
        "Marta Ilves said: “We have buried nine men. The rest are in the forest.”",
        "“We have buried nine men,” said Marta Ilves.\n\n“The rest are in the forest.”",
        "“The rest are in the forest.” Marta Ilves said.",
        "Speaking on Monday, Marta Ilves said:\n\n“The rest are in the forest. Nobody has come back.”",
        "'The rest are in the forest,' said Marta Ilves.",
    ],
)
def test_a_quotation_over_several_sentences_has_one_speaker(text):
    assert [s for s, c in said(text) if "The rest are in the forest" in c] == ["Marta Ilves"]


def test_who_speaks_inside_a_quotation_is_not_the_speaker():
    assert said("“They tell me three died,” said Marta Ilves.") == [("Marta Ilves", "They tell me three died")]


def test_a_short_sentence_is_said_by_who_is_named_behind_it():
    assert ("the governor, Oleh Danko", "Two people died in Odrava.") in said(
        "Two people died in Odrava. This was announced by the governor, Oleh Danko."
    )


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Air strikes kill 17 civilians in the north: civil defence", "civil defence"),
        ("Army loses 1,370 soldiers in past day – General Staff", "General Staff"),
        ("Three hurt as a bus burns in Odrava, police say", "police"),
    ],
)
def test_a_headline_names_its_source_at_the_end(headline, speaker):
    assert [s for s, _ in said("Nothing more was known.", headline)] == [speaker]


def test_a_concession_behind_a_denial_is_the_outlets_own():
    text = "Moscow denies aiming at homes, although thousands have died since the war began."
    assert said(text) == [("Moscow", "aiming at homes")]


def statements(text: str) -> list[tuple[str, str, bool]]:
    return read(statement_table, text).select("evidence", "kind", "is_quote").rows()


@pytest.mark.parametrize(
    ("text", "evidence", "kind"),
    [
        ("Moscow denies aiming at homes.", "Moscow denies aiming at homes", "denial"),
        ("The ministry condemned the strike on the port.", "The ministry condemned the strike on the port", "accusation"),
        ("The rebels claimed responsibility for the attack on the bridge.", "The rebels claimed responsibility for the attack on the bridge", "confirmation"),
        ("The general staff confirmed that its drones had burned the depot and the yard behind it.", "The general staff confirmed that its drones had burned the depot and the yard behind it", "confirmation"),
        ("The minister vowed to rebuild every house in the town.", "The minister vowed to rebuild every house in the town", "pledge"),
        ("The agency warned that the dam could collapse within days unless pumps arrive.", "The agency warned that the dam could collapse within days unless pumps arrive", "warning"),
        ("The army said the strike was in response to shelling of the port by rebels.", "the strike was in response to shelling of the port by rebels", "justification"),
        ("The army said the strike hit a depot near the port at dawn.", "the strike hit a depot near the port at dawn", "claim"),
    ],
)  # fmt: skip
def test_the_evidence_holds_the_word_of_saying_where_it_is_what_is_stated(text, evidence, kind):
    assert (evidence, kind, False) in statements(text)


def test_a_quotation_is_told_from_reported_speech():
    assert statements("“We ran down to the cellar,” said Marta Ilves.")[0][2]
    assert not statements("Marta Ilves said they ran down to the cellar.")[0][2]
