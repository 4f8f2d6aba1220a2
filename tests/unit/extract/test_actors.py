"""Rules of actors, each beside the sentence it was made for: who is found, under which identity, and in which role."""

import polars as pl
import pytest
from reading import batch_of, read

from pipelines.extract.actor_roles import actor_table


def actors_of(text: str) -> pl.DataFrame:
    return read(actor_table, text).filter(~pl.col("in_headline"))


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
    ("Their deputy commander, British Major-General Colin Ashby, said the town was calm.", "colin-ashby"),
    ("Iraqi Lt. Gen. Walid Nasser al-Tamimi said the town was calm.", "walid-nasser-al-tamimi"),
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
    # Two that say the same.
    ("Jaish-e-Mohammed and the Pakistani Taliban both said they did it.", "jaish-e-mohammad"),
    ("Jaish-e-Mohammed and the Pakistani Taliban both said they did it.", "tehreek-e-taliban-pakistan"),
    ("The Spanish Basque Battalion took credit for the bombing.", "spanish-basque-battalion"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor_id"), SPEAKERS)
def test_who_says_something_is_a_speaker(text: str, actor_id: str) -> None:
    assert "speaker" in roles(text).get(actor_id, set()), roles(text)


NO_ACTORS = [
    # Crowds and people without a name speak in statements; they are no actors.
    ("Residents said the bridge was gone.", "residents"),
    ("Officials said nine people had died.", "officials"),
    ("Witnesses said the men wore uniforms.", "witnesses"),
    ("A spokesman said the road was open.", "spokesman"),
    ("The blast killed eight civilians.", "civilians"),
    ("Local authorities said the school was empty.", "local-authorities"),
    # Nouns that only tell what kind of thing follows.
    ("The shell hit a police station in the town.", "police"),
    ("They attacked an army convoy near the river.", "army"),
    ("Two men drove through a military checkpoint.", "military"),
    ("The village is rebel-held.", "rebel"),
    # Names that are part of another, and names of things.
    ("The jets flew from Marlow Air Force Base.", "marlow-air-force"),
    ("Council members cited Security Council Resolution 1701.", "security-council"),
    ("The settlers moved to the West Bank.", "west-bank"),
    ("The General Motors plant closed.", "motors"),
    ("She studied at Harlan Public School.", "harlan-public-school"),
    # Towns that begin like a name.
    ("The jets hit tents near the camps of Wadi Khaled and Morin.", "wadi-khaled"),
    ("Parts of General Santos lost power after the attack.", "santos"),
    # The place of an attack, and whose border it is.
    ("The Taliban denied any role in the Kabul attack.", "state-af"),
    ("The village lies near the border with Burkina Faso.", "state-bf"),
    # What was struck did not kill.
    ("A bomber rammed a truck into the German consulate in Kunduz killing two.", "german-consulate-in-kunduz attacker"),
    # Agencies that only sign.
    ("TORVA (AFP) - The bridge was shut.", "agence-france-presse"),
    # Phrases that are no name.
    ("A second clip said nothing of the dead.", "clip"),
    ("Both sides said the truce held.", "sides"),
]


@pytest.mark.parametrize(("text", "actor_id"), NO_ACTORS)
def test_what_is_no_actor(text: str, actor_id: str) -> None:
    actor_id, _, role = actor_id.partition(" ")
    found = roles(text).get(actor_id, set())
    assert (role not in found) if role else not found, roles(text)


LISTED = [
    ("Two fighters from the 44th Brigade were buried.", "44th-brigade"),
    ("Troops of the 3rd Battalion, 21st Field Artillery Regiment trained there.", "21st-field-artillery-regiment"),
    ("The convoy was met by Radio Karama reporters.", "radio-karama"),
    ("A volunteer told The Harbour Gazette that the boat had sunk.", "harbour-gazette"),
    ("Gunmen on motorbikes fell upon a convoy of five lorries.", "gunmen"),
    ("Assailants opened fire on a minibus.", "assailants"),
    ("Officials in Belgorod said the air raid was over.", "officials-in-belgorod"),
    ("Lebanese officials said the truce held.", "lb-officials"),
    ("Western analysts say the figure is low.", "western-analysts"),
    ("The foreign ministry of Cyprus said aid would be sent.", "cy-foreign-ministry"),
    ("The Army said three soldiers had died.", "army"),
    ("The city's emergency chief says the station was not hit.", "emergency-chief"),
    ("The army killed Farid Mansour, a militant commander.", "farid-mansour"),
    ("The strike killed Omar al-Rashidi.", "omar-al-rashidi"),
    ("Adam Halvorsen was hurt in May. Halvorsen, 41, is a plumber.", "adam-halvorsen"),
    ("Ukraine ordered Iranian-made drones to be taken apart.", "state-ir"),
    ("The Russians had left by dawn.", "state-ru"),
    ("Residents told the Guardian by telephone that bombs fell.", "the-guardian"),
]


@pytest.mark.parametrize(("text", "actor_id"), LISTED)
def test_what_is_an_actor(text: str, actor_id: str) -> None:
    assert actor_id in roles(text), roles(text)


GROUPS = [
    ("Daesh fighters left the town.", "islamic-state"),
    ("Da’esh fighters left the town.", "islamic-state"),
    ("ISIL left the town.", "islamic-state"),
    ("Al-Shabaab attacked the base.", "al-shabab"),
    ("Jabhat al-Nusra attacked the base.", "nusra-front"),
    ("Hay’at Tahrir al-Sham attacked the base.", "hayat-tahrir-al-sham"),
    ("Ansar Allah attacked the ship.", "houthis"),
    ("Tehrik-i-Taliban Pakistan attacked the base.", "tehreek-e-taliban-pakistan"),
    ("Sendero Luminoso attacked the base.", "shining-path"),
    ("The Guatemalan National Revolutionary Unity attacked the base.", "guatemalan-national-revolutionary-unity"),
    ("Lashkar-e-Toiba attacked the base.", "lashkar-e-taiba"),
    ("Members of the New People’s Army (NPA) ambushed a patrol.", "new-people-s-army"),
    ("Doctors Without Borders said the clinic was hit.", "medecins-sans-frontieres"),
    ("The SOHR said 12 people were killed.", "syrian-observatory-for-human-rights"),
    ("The U.N. said 12 people were killed.", "united-nations"),
]


@pytest.mark.parametrize(("text", "actor_id"), GROUPS)
def test_a_group_has_one_identity_across_its_names(text: str, actor_id: str) -> None:
    assert actor_id in roles(text), roles(text)


ROLES = [
    ("The Syrian army shelled the town.", "syrian-arab-army", "attacker"),
    ("Boko Haram has killed 40 villagers.", "boko-haram", "attacker"),
    ("The base was attacked by the Taliban.", "taliban", "attacker"),
    ("Clashes between M23 and the army went on.", "m23", "attacker"),
    ("Russian shelling hit the port.", "state-ru", "attacker"),
    ("Russian planes dropped bombs on Tadif.", "state-ru", "attacker"),
    ("Moscow’s strike killed nine.", "state-ru", "attacker"),
    ("Coalition military forces conducted 34 strikes in Syria.", "coalition-military-forces", "attacker"),
    ("Russian KAB-250 bombs killed three people.", "state-ru", "attacker"),
    ("Israel’s air strikes hit the port.", "state-il", "attacker"),
    ("The raid was blamed on Hezbollah.", "hezbollah", "attacker"),
    ("The raid killed two Peshmerga.", "peshmerga", "target"),
    ("Three members of Hamas were killed.", "hamas", "target"),
    ("The jets carried out strikes on the Houthis.", "houthis", "target"),
    ("Germany pledged two air defence systems.", "state-de", "supplier"),
    ("Qatar mediated the exchange.", "state-qa", "mediator"),
    ("NATO was not asked.", "nato", "mentioned"),
    ("Police was accused of looking away.", "police", ""),
    ("“We hold it,” said the army.", "army", "speaker"),
    ("Activists said government helicopters dropped bombs on the town.", "government", "attacker"),
    ("Armed men robbed an aid agency’s truck.", "armed-men", "attacker"),
    ("They attacked a Syrian army convoy.", "syrian-arab-army", "target"),
    ("A missile fired from Yemen hit the ship.", "state-ye", ""),
    ("Drones were downed over the Sea of Azov.", "azov-brigade", ""),
    ("Turkish-made drones hit the camp.", "state-tr", "supplier"),
    ("Government planes had carried out 22 raids.", "government", "attacker"),
    ("Gunmen believed to be bandits abducted 42 pupils.", "gunmen", "attacker"),
    ("A field source said nine had died.", "field-source", "speaker"),
    ("A security official said nine had died.", "security-official", "speaker"),
    ("The local administrator, Oliver Amim, told reporters that nine had died.", "oliver-amim", "speaker"),
    ("A house in Sheikh Radwan was hit.", "radwan", ""),
    ("A military source said the road was open.", "military-source", "speaker"),
    ("Armed settlers fired on shepherds.", "armed-settlers", "attacker"),
    ("IS-Khorasan claimed the attack.", "islamic-state-khorasan", "attacker"),
    ("The plan needs US$2.5 billion.", "state-us", ""),
]


@pytest.mark.parametrize(("text", "actor_id", "role"), ROLES)
def test_what_an_actor_does(text: str, actor_id: str, role: str) -> None:
    found = roles(text).get(actor_id, set())
    assert (role in found) if role else not found, roles(text)


def test_what_somebody_says_of_an_actor_is_not_what_it_says() -> None:
    assert roles("Residents said the army shelled the town.") == {"army": {"attacker"}}


def test_a_capital_names_the_country_of_a_ministry_but_not_of_the_towns_police() -> None:
    assert "de-police" not in roles("Berlin police said the square was shut.")
    assert "ukrainian-air-force" in roles("Kyiv's air force said it had shot down nine drones.")


def test_a_spokesman_is_not_who_he_speaks_for() -> None:
    assert "garba-sani" in roles("A spokesman for Muhammadu Buhari, Garba Sani, said talks went on.")


def test_a_last_name_alone_is_the_person_named_before() -> None:
    assert set(roles("Governor Oleh Petrenko spoke first. Petrenko said the grid was down.")) == {"oleh-petrenko"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The girl’s lawyer, Gaby Tamar, was sure. “They try to deter us,” Tamar told the court.", {"gaby-tamar"}),
        ("The spokesman, Garba Danjuma, wrote to us. Danjuma added that two had died.", {"garba-danjuma"}),
        ("It is a pity, said Rachel Dawes, a director. It means war, said Dawes.", {"rachel-dawes"}),
        ("Chief Secretary Yoshi Sugano spoke. But Mr Sugano said there was no proof.", {"yoshi-sugano"}),
        ("Chunhua Lin, a clerk, said no. “It is over,” Chunhua told the court.", {"chunhua-lin"}),
        (
            "Peter Dorn, a guard, and Ruth Dorn, a nurse, came. “I ran,” Dorn told the court.",
            {"peter-dorn", "ruth-dorn"},
        ),
    ],
)
def test_one_word_of_a_name_is_the_person_of_the_text_who_has_it(text, actors) -> None:
    assert {actor for actor in roles(text) if not actor.startswith("court")} == actors


def test_an_office_beside_a_name_is_the_person() -> None:
    found = roles("Hamid Sabri, the prime minister, called it a victory.")
    assert found == {"hamid-sabri": {"speaker"}}


def test_an_abbreviation_in_brackets_is_the_body_before_it() -> None:
    found = roles("The Nubian Rights Network (NRN) has a list. NRN said it held 57 names.")
    assert found == {"nubian-rights-network": {"speaker"}}


def test_the_ministry_is_the_ministry_named_before() -> None:
    found = roles("Lebanon’s health ministry counted 12 dead. The ministry said three were children.")
    assert set(found) == {"lebanese-health-ministry"}


def test_two_people_joined_by_and_are_two() -> None:
    found = names("Prime Minister Daniel Ito and President Farid Haddad met in Oslo.")
    assert {"Daniel Ito", "Farid Haddad"} <= found


def test_the_longest_mention_that_holds_the_name_is_the_text() -> None:
    table = actors_of("Hamid Sabri, the acting prime minister, called it a victory.")
    assert table["actor_text"].to_list() == ["Hamid Sabri"]


def test_a_country_gives_a_force_its_identity_in_either_order() -> None:
    assert "ge-coast-guard" in roles("Georgia’s Coast Guard said the ship had sunk.")
    assert "ge-coast-guard" in roles("The Coast Guard of Georgia said the ship had sunk.")


CAPITALS = [
    ("THE ARMY SAID THAT FIVE GUERRILLAS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT DIED.", "fmln"),
    ("SALVADORAN PRESIDENT MIGUEL ANGEL CERRO SAID THAT THE COUNTRY IS CALM.", "miguel-angel-cerro"),
    ("THE SALVADORAN GOVERNMENT SAID THAT THE COUNTRY IS CALM.", "sv-government"),
    ("FOREIGN MINISTER RODRIGO PLATA SAID IN A SPEECH THAT TALKS GO ON.", "rodrigo-plata"),
    ("THE POLICE SAID THAT THE COUNTRY IS CALM.", "police"),
]


@pytest.mark.parametrize(("text", "actor_id"), CAPITALS)
def test_texts_in_capitals(text: str, actor_id: str) -> None:
    assert actor_id in roles(text), roles(text)


def test_words_in_capitals_are_no_names() -> None:
    found = names("THE GOVERNMENT MADE THIS DECISION AFTER THE REBELS WERE TURNED BACK AND THE MINISTER WENT HOME.")
    assert not {name for name in found if " " in name}, found


def test_a_headline_in_title_case_names_no_people() -> None:
    table = actor_table(batch_of("The road is shut.", headline="Union Chief Slams Harbour Plan As Traders Protest"))
    assert table.is_empty()


def test_every_row_slices_back() -> None:
    body = "Gen. Karim al-Nour said Kurdish fighters took the hill. “We hold it,” al-Nour said."
    batch = batch_of(body)
    table = actor_table(batch).filter(~pl.col("in_headline"))
    assert table.height > 0
    assert all(body[a:b] == evidence for a, b, evidence in table.select("char_start", "char_end", "evidence").rows())
