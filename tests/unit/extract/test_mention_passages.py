"""Short passages in the registers of incident databases, NGO texts and wires, read as whole articles.

All passages are extracted together, once. Each states only the fields that it was written for.
"""

import datetime as dt
from functools import cache

import polars as pl
import pytest
from reading import codebook

from pipelines.extract.engine import extract

REGIONS = [
    ("On 14 May gunmen attacked a mosque in Idlib and killed nine people.", {"SY-ID": "hit"}),
    # An address ends in the country, which does nothing.
    (
        "06/12/2014: An explosive device detonated at a polling station in Salar area, Kunar province, Afghanistan.",
        {"AF-KNR": "hit"},
    ),
    (
        "08/22/2016: Assailants set fire to two buses and a lorry in Tame municipality, Arauca, Colombia.",
        {"CO-ARA": "hit"},
    ),
    (
        "An assailant threw an incendiary device at the offices of a newspaper in Quetta, Balochistan, Pakistan.",
        {"PK-BA": "hit"},
    ),
    # What stands between the name and its region only says which kind of unit it is.
    (
        "Karak: Police recovered explosives from a house in Karak district of Khyber Pakhtunkhwa, an officer said.",
        {"PK-KP": "mentioned"},
    ),
    (
        "Six people were killed when troops raided the Jenin refugee camp. The Jenin Brigade said it fired back.",
        {"PS-JEN": "hit"},
    ),
    (
        "Three rockets landed in Baghdad late on Monday, two of them near the U.S. embassy, security officials said.",
        {"IQ-BG": "hit"},
    ),
    ("Gunmen opened fire on villagers in Depayin and torched houses in Budalin, Myanmar.", {"MM-01": "hit"}),
    ("Assailants dynamited a section of the Cano Limon pipeline.", {"CO-ARA": "hit"}),
    ("Sudan: 11 May 2023: RSF fighters shelled a hospital.", {"SD": "hit"}),
]

NO_ACTORS = [
    ("Assailants attacked a house in Dinsoor, Bay region, Somalia with hand grenades.", "Somalia"),
    ("Burkina Faso: In the night of 12 June militants attacked Seytenga and shot civilians.", "Burkina Faso"),
    ("Shells hit the market. Residents of Ombara said 20 had died in the attack.", "Ombara"),
    ("A roadside bomb hit a patrol in Tikrit city, Salah ad Din governorate, Iraq. One officer was killed.", "Iraq"),
    ("Ethiopia: On 3 November 2020 a vehicle came under fire near Abiy Addi, Tigray. Two men were shot.", "Ethiopia"),
]

CONFLICT = [
    "A vehicle bomb detonated near a football stadium, wounding eleven people.",
    "The unmanned forces' commander said his pilots had struck the refinery, and the ministry reported downing 131 "
    "drones over nine regions.",
    "RSF fighters occupied the hospital and expelled its staff, the union said. Shells hit the maternity ward.",
]

TARGETS = [
    # A month, and nothing that only may happen.
    ("On 12 May gunmen attacked a school in Idlib and killed nine people.", {"school"}),
    ("Gunmen opened fire with machine guns on worshippers at a church near Jos.", {"religious"}),
    ("Fighters stormed the town before dawn, burning between 800 and 1,000 homes.", {"residential"}),
    ("An air strike hit a tent encampment in Mawasi, west of Khan Younis, and a clinic.", {"residential", "hospital"}),
    ("The rebels launched 14 drones and two ballistic missiles at Aramco facilities in Ras Tanura.", {"energy"}),
    ("Artillery shook the market town of Balakliia.", set()),
    # The ministry speaks: it is no member of the list.
    ("A drone hit an oil refinery, and the interior ministry said nobody was hurt.", {"energy"}),
    ("An explosive device detonated near a telephone tower in Helmand, Afghanistan.", {"communications"}),
    ("Gunmen attacked NATO tankers near Quetta.", {"vehicle"}),
    ("Assailants attacked a gendarmerie post in Soum, Burkina Faso.", {"military_base"}),
    ("Assailants attacked border guards in Sistan, Iran.", {"troops"}),
    ("Two gunmen opened fire at a toll plaza near Mardan.", {"other"}),
    ("Jets carried out air strikes on a bridge in Gharyan and on a depot in Misrata.", {"bridge", "depot"}),
    (
        "Gunners destroyed two cars fitted with heavy machine guns, an ammunition depot and a bridge.",
        {"vehicle", "depot", "bridge"},
    ),
    ("Drones were used by a resistance group against a police station in Yangon, wounding two.", {"government"}),
    ("Troops killed nine villagers; a clinic was burned down along with 180 houses.", {"hospital", "residential"}),
    ("Shelling killed nine; a warehouse with hygiene kits was hit.", {"depot"}),
    ("A shell hit a tram stop in Donetsk, killing eight.", {"other"}),
    ("Two soldiers died. Two pipe bombs had been found last month at a clinic nearby.", set()),
    ("A bomb exploded at a branch of Banco del Sur in Lima, killing two policemen.", {"industry"}),
    ("Nine people were killed in a mob attack; it stoned the commissioner's office.", {"government"}),
    ("The strike on a water distillation plant killed nine.", {"water"}),
    ("Nine rebels died. Drones loaded with grenades tried to target residential areas.", set()),
    (
        "Army units killed nine rebels and destroyed three cars with their crews, an ammunition depot and a bridge.",
        {"vehicle", "depot", "bridge"},
    ),
    ("A bomb went off as a police van passed, killing two officers.", {"vehicle"}),
    ("Gunmen sprayed a cafe with bullets, killing two.", {"other"}),
    ("Two guards were killed as gunmen forced their way into the bank.", {"industry"}),
    ("The car of the prosecutor was riddled with bullets; he was killed.", {"vehicle"}),
    (
        "Two soldiers were killed by rebels. The coalition hit six vehicles, a mortar system and a tunnel near Rawa.",
        {"vehicle", "military_base"},
    ),
    # The truck is the weapon.
    ("A gunman smashed a truck into a crowd in Nice, killing 84 people.", {"other"}),
    ("Two wounded men died in the burns unit of the Escuela Hospital after the attack.", set()),
]

WEAPONS = [
    ("Nine soldiers were killed by rebels. The US will send Ukraine 31 Abrams tanks.", {"abrams": "supplied"}),
    ("Two soldiers died. The navy intercepted a shipment of rockets bound for the rebels.", {"rocket": "supplied"}),
    (
        "Two soldiers were killed by rebels. The coalition hit six vehicles, a mortar system and a tunnel near Rawa.",
        {"mortar": "target"},
    ),
    ("On 13 May jets bombed a hospital in Aleppo, killing nine people.", {"aircraft": "used", "aerial-bomb": "used"}),
    (
        "Militants set off a bomb as an armoured vehicle passed, killing two soldiers.",
        {"bomb": "used", "armoured-vehicle": "target"},
    ),
    (
        "The fighters had taken away 40 Kalashnikovs and a mortar after the attack.",
        {"ak-47": "target", "mortar": "target"},
    ),
    ("Gang members fired on a UN helicopter near the capital.", {"helicopter": "target"}),
    (
        "Rebels fired a rocket; troops destroyed four drones and an anti-ship missile that had been prepared to launch.",
        {"drone": "target", "anti-ship-missile": "target", "rocket": "used"},
    ),
    ("Troops shelled the airport with Grad rockets.", {"grad": "used"}),
    ("Herders opened fire with machine guns on the farmers.", {"machine-gun": "used"}),
    ("Rebels attacked the base with captured mortars, killing two soldiers.", {"mortar": "used"}),
    # What was planted and did no harm.
    ("A sticky bomb under the car of a clerk in Homs was later safely defused.", {"ied": "target"}),
    ("After the attack soldiers dismantled an explosive device near the bridge.", {"explosive": "target"}),
    (
        "After the attack police recovered two suicide vests and an anti-tank mine.",
        {"suicide-bomb": "target", "mine": "target"},
    ),
    ("Fighters destroyed two car bombs and captured a village.", {"car-bomb": "target"}),
    ("The gunmen killed a guard, took two shotguns and fled.", {"shotgun": "target"}),
    ("The rebels took up rifles again and attacked the town.", {"rifle": "used"}),
    # What follows `along with` suffers the same.
    (
        "Two soldiers died. The army said ten missiles had been shot down overnight, along with five Lancet drones.",
        {"missile": "intercepted", "lancet": "intercepted"},
    ),
    ('A "BMP" vehicle was destroyed in the rebel attack, and two soldiers were killed.', {"bmp": "target"}),
    ("Two soldiers died in the attack. Berlin has offered Poland Patriot batteries.", {"patriot": "supplied"}),
    ('The damage was caused by "foreign air defence systems" after the attack.', {"air-defence": "used"}),
    # The planes took part; the things behind them were destroyed.
    (
        "Rebels died in the raids. More than 20 F-16 jets took part, and fourteen rebel targets were destroyed.",
        {"f-16": "used"},
    ),
    ("Soldiers beat a man with rifle butts and burned a house.", {}),
    ("Israeli jets destroyed two gun positions in the raid, killing six rebels.", {"aircraft": "used"}),
    ("Militants set off a hand-made bomb in the attack.", {"ied": "used"}),
    ("An armoured police vehicle was hit in the attack.", {"armoured-vehicle": "target"}),
    ("The blast killed two soldiers and blew apart an American-made Humvee.", {"humvee": "target"}),
    ("Two gunmen were killed. The army seized 1,200 cartridges and 40 grenades.", {"grenade": "target"}),
    ("Troops killed nine rebels and captured an earth wall at Kuda, along with 12 rifles.", {"rifle": "target"}),
    (
        "The raids killed nine soldiers. A convoy of trucks carrying Fateh-110 missiles was destroyed.",
        {"fateh-110": "target"},
    ),
    (
        "Jets carried out strikes on a depot for Turkish-made drones, killing two.",
        {"aircraft": "used", "drone": "target"},
    ),
    (
        "Nine died in the siege. The defenders are armed with rifles and a few mortars.",
        {"rifle": "mentioned", "mortar": "mentioned"},
    ),
    ("Nine died in the siege. The commander demanded anti-tank missiles.", {"anti-tank-missile": "supplied"}),
    ("Several ammunition dumps blew up in the raid by jets, killing nine.", {"aircraft": "used"}),
    # Help is no supply, and what was hit only flew.
    (
        "The air force provided support with warplanes and gunships as rebels fired.",
        {"aircraft": "used", "helicopter": "used"},
    ),
    (
        "Rebels machine-gunned the helicopter. The helicopter was flying low.",
        {"machine-gun": "used", "helicopter": "target"},
    ),
    (
        "A suicide bomber rammed a truck into a consulate. The truck bomb killed six.",
        {"truck-bomb": "used", "suicide-bomb": "used"},
    ),
    # Destroyed where it stood; shot down on its way, wherever it came from.
    (
        "Two soldiers were killed. US jets destroyed seven rebel cruise missiles on the ground.",
        {"aircraft": "used", "cruise-missile": "target"},
    ),
    ("Two soldiers died. Five rebels were gunned down and an AK-47 seized.", {"ak-47": "target", "small-arms": "used"}),
    (
        "Nine died as Serbs shelled the town. The president asked NATO to bomb them.",
        {"artillery": "used", "bomb": "mentioned"},
    ),
    (
        "Army units killed nine rebels and destroyed three cars with their crews and two rocket-launching platforms.",
        {"rocket": "target"},
    ),
    ("Gunmen stormed a ward and shot mothers in their beds.", {"small-arms": "used"}),
    (
        "Nine were killed. The destroyer Carney shot down a drone over the gulf.",
        {"warship": "used", "drone": "intercepted"},
    ),
    ("A man who gave only his name said nine rebels were killed as they planted explosives.", {"explosive": "used"}),
    (
        "The fighters killed nine soldiers and destroyed a tank and a bulldozer with missiles.",
        {"tank": "target", "missile": "used"},
    ),
    # One of those that were named, whichever it was.
    (
        "A car bomb killed six in Kabul, and a suicide bomber blew himself up in Herat. He condemned the bombings.",
        {"car-bomb": "used", "suicide-bomb": "used"},
    ),
]

COUNTS = [
    ("Regime helicopters dropped four barrel bombs on a hospital.", {("launched", 4, 4)}),
    ("Assailants set fire to two buses and a construction vehicle.", {("hit", 2, 2)}),
    ("Rebels attacked the base with captured guns and shot down a helicopter.", {("intercepted", 1, 1)}),
    ("After the attack the gunmen had taken away 40 rifles.", {("other", 40, 40)}),
    ("Nine soldiers died. Two of the bombers wore explosive belts.", set()),
    (
        "Two rebels were killed. Police seized two pistols and 300 rounds of ammunition.",
        {("other", 2, 2), ("other", 300, 300)},
    ),
    # What was seized was not hit, whatever stands between.
    (
        "Nine soldiers were killed by rebels. It said 200 vehicles and a Pantsir system had been seized.",
        {("other", 200, 200)},
    ),
    ("A blast killed nine. This was one of 17 attacks that day.", {("attacks", 17, 17)}),
    ("Two soldiers were killed. American jets destroyed seven rebel cruise missiles on the ground.", {("hit", 7, 7)}),
    ("Troops killed two rebels and unearthed two IEDs on a road.", {("other", 2, 2)}),
    ("Nine died in the raid; the pipeline was dynamited for the fourth time this year.", {("attacks", 4, 4)}),
    ("The clinic was shelled for the third time, killing nine nurses and two soldiers.", {("attacks", 3, 3)}),
    ("Nine people were killed. It was the second time in ten days that the bus was shelled.", {("attacks", 2, 2)}),
    ("Jets killed nine rebels, destroying four armed vehicles.", {("hit", 4, 4)}),
    ("Nine nurses were killed by rebels. It recorded 46 incidents of violence against clinics.", {("attacks", 46, 46)}),
    ("Nine died in an ambush. Two primary schools in Kapedo have been closed since the attack.", set()),
    ("Five rebels were gunned down and an AK-47 and a mortar seized.", set()),
    ("Fighters killed two, captured 41 positions and destroyed six car bombs.", {("other", 41, 41), ("hit", 6, 6)}),
    ("Two soldiers died. A bomb hidden in a bicycle was found, and defused.", set()),
    (
        "Troops killed two gunmen and seized 36 rifles, 13 small shotguns, two grenade launchers, 13 hand grenades, "
        "3,525 rounds of ammunition and eight vehicles.",
        {("other", n, n) for n in (36, 13, 2, 3525, 8)},
    ),
    ("In two weeks of fighting the junta flew some 200 sorties.", {("attacks", 200, 200)}),
    ("The air force said it shot down 33 of 48 Shahed drones.", {("intercepted", 33, 33), ("launched", 48, 48)}),
]

ACTORS = [
    ("On 12 May gunmen attacked a school in Idlib.", {"gunmen": "attacker"}),
    ("Five died when a suicide bomber carrying explosives blew himself up.", {"suicide bomber": "attacker"}),
    ("Insurgents had stolen a truck and killed its owner.", {"Insurgents": "attacker"}),
    # The head speaks, not the body.
    ("A bomb went off. The head of the provincial council, Fazl Haq Ehsan, said so.", {"Fazl Haq Ehsan": "speaker"}),
    ("A bomb went off. The head of its military administration, Ivan Barabash, said so.", {"Ivan Barabash": "speaker"}),
    ("A bomb went off. The local council chairman, Modu Mallam, told reporters so.", {"Modu Mallam": "speaker"}),
    ("A bomb went off. A spokesman for the army said so.", {"army": "speaker"}),
    ("Five died in the attack, Al-Nahar newspaper said.", {"Al-Nahar": "speaker"}),
    # Who is blamed is an actor, whatever it is called.
    ("Five died in the attack. It was attributed to the Mountain Falcons.", {"Mountain Falcons": "attacker"}),
    ("Five died in the attack. Sources attributed the attack to Boko Haram.", {"Boko Haram": "attacker"}),
    ("Five died in the attack. The militant group Valley Eagles fled.", {"Valley Eagles": "mentioned"}),
    (
        "Five died in the attack. Al-Qaeda in the Arabian Peninsula (AQAP) was suspected.",
        {"Al-Qaeda in the Arabian Peninsula": "attacker"},
    ),
    (
        "Five died in the attack. It was staged under the control of Hay'at Tahrir al Sham.",
        {"Hayat Tahrir al-Sham": "mentioned"},
    ),
    ("Five died in the attack, the activist network Raqqa Voice reported.", {"Raqqa Voice": "speaker"}),
    (
        "Five died in an attack. Troops seized fighters of the People's Defence Force.",
        {"People's Defence Force": "target"},
    ),
    (
        "Five died in the attack. The group claimed it through its spokesperson, Sarbaz Khan.",
        {"Sarbaz Khan": "speaker"},
    ),
    ("Five died. Brigadier General Mark Hester attributed the bombings to foreigners.", {"Mark Hester": "speaker"}),
    ("Five died in the attack, residents of Mayadin said by WhatsApp.", {}),
    (
        "HAMA, SANA – Terrorist organizations attacked a village, killing five people.",
        {"Terrorist organizations": "attacker"},
    ),
    ("Five died. It was a crime, said Deborah Lyons, the UN envoy.", {"Deborah Lyons": "speaker"}),
    ("Chad: A grenade killed five people in a mission school.", {}),
    ("Five died, the governor of Norte de Santander, William Vargas, said.", {"William Vargas": "speaker"}),
    ("Five died. In a statement read by Brigadier General Yahya Saree, it took the blame.", {"Yahya Saree": "speaker"}),
    ("Five died in the attack. Kinshasa demanded sanctions.", {"Democratic Republic of the Congo": "speaker"}),
    ("Haiti: Gang members killed five people in an office.", {"Gang members": "attacker"}),
    (
        "Five died. A Saudi-led coalition airstrike hit a hall. The coalition denied it.",
        {"Saudi-led coalition": "speaker"},
    ),
]

CLAIMED = "Five soldiers died in the attack. The Kashmir Tigers claimed responsibility."


@cache
def tables() -> dict[str, pl.DataFrame]:
    """Every table of all passages, version_id being the passage."""
    texts = list(
        dict.fromkeys(
            [CLAIMED, *(text for text, *_ in REGIONS + NO_ACTORS + TARGETS + WEAPONS + COUNTS + ACTORS), *CONFLICT]
        )
    )
    articles = pl.DataFrame({"version_id": texts, "article_id": texts, "body": texts}).with_columns(
        headline=pl.lit(None, pl.String),
        published_on=pl.lit(dt.date(2023, 3, 9)),
        dateline_place=pl.lit(None, pl.String),
        language=pl.lit("en"),
        agency=pl.lit(None, pl.String),
        outlet_id=pl.lit("outlet.example"),
        outlet_name=pl.lit(None, pl.String),
    )
    return extract(articles, codebook())


def rows_of(table: str, text: str) -> pl.DataFrame:
    return tables()[table].filter(version_id=text)


@pytest.mark.parametrize(("text", "regions"), REGIONS)
def test_regions(text: str, regions: dict[str, str]) -> None:
    assert dict(rows_of("region_mention", text).select("region_id", "role").rows()) == regions


@pytest.mark.parametrize(("text", "name"), NO_ACTORS)
def test_a_country_of_an_address_is_no_actor(text: str, name: str) -> None:
    assert name not in set(rows_of("actor_mention", text)["actor_name"])


@pytest.mark.parametrize("text", CONFLICT)
def test_conflict(text: str) -> None:
    assert rows_of("article_topic", text)["is_conflict"].to_list() == [True]


@pytest.mark.parametrize(("text", "kinds"), TARGETS)
def test_targets(text: str, kinds: set[str]) -> None:
    assert set(rows_of("target_mention", text)["target_kind"]) == kinds


@pytest.mark.parametrize(("text", "roles"), WEAPONS)
def test_weapons(text: str, roles: dict[str, str]) -> None:
    assert dict(rows_of("weapon_mention", text).select("weapon_id", "role").rows()) == roles


@pytest.mark.parametrize(("text", "counts"), COUNTS)
def test_counts(text: str, counts: set[tuple[str, int, int]]) -> None:
    assert set(rows_of("attack_count", text).select("what", "low", "high").rows()) == counts


def test_more_drones_were_launched_than_met() -> None:
    text, _ = COUNTS[-1]
    assert set(rows_of("weapon_mention", text)["role"]) == {"intercepted", "used"}


@pytest.mark.parametrize(("text", "actors"), ACTORS)
def test_actors(text: str, actors: dict[str, str]) -> None:
    assert dict(rows_of("actor_mention", text).select("actor_name", "role").rows()) == actors


def test_who_claims_an_attack_says_so_and_did_it() -> None:
    rows = rows_of("actor_mention", CLAIMED).filter(actor_id="kashmir-tigers")
    assert set(rows["role"]) == {"speaker", "attacker"}
