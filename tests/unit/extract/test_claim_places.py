"""The place of a figure, by sentence."""

import polars as pl
import pytest
from reading import read

from pipelines.extract.claims import casualty_claims


def places(text: str, **options) -> list[str | None]:
    """place_text of the figures of the body, in text order."""
    claims = read(casualty_claims, text, **options).filter(~pl.col("in_headline"))
    return claims.sort("char_start")["place_text"].to_list()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # The sentence.
        ("Shelling killed two people in Kupiansk.", "Kupiansk"),
        # The dateline, where the text says so or names no other scene.
        ("KANO, Nigeria (AP) — A blast in a market here killed six people.", "KANO"),
        ("KANO, Nigeria (AP) — Police in Lagos said a blast in this northern city killed six people.", "KANO"),
        ("LAHORE — A bomb tore through a park, killing 70 people.", "LAHORE"),
        ("LAHORE — A bomb tore through a park in Multan, killing 70 people.", "Multan"),
        ("In Kupiansk, shelling killed two people.", "Kupiansk"),
        ("The death toll from the Aleppo market blast rose to 34.", "Aleppo"),
        ("The battle for Kandahar has cost 34 lives.", "Kandahar"),
        ("Two people were killed in Kupiansk in the Kharkiv region.", "Kupiansk"),
        ("At a market in Kupiansk, in the Kharkiv region, a missile killed nine people.", "Kupiansk"),
        ("A blast in the Donetsk town of Toretsk killed three people.", "Toretsk"),
        ("Two people were killed in the village of Qarabuna in Idlib province.", "Qarabuna"),
        ("An airstrike on a house in Tarbul, near the city of Tyre, killed two people.", "Tarbul"),
        ("A missile killed five people in Odesa, while in Lviv there was no alarm.", "Odesa"),
        ("Shelling killed four people in Kherson region.", "Kherson region"),
        # The smaller of two, whatever stands nearer.
        ("Gunmen attacked the village of Qarabuna in Hesana district, killing two men.", "Qarabuna"),
        ("In Karsal village, Bannu district, gunmen killed two farmers.", "Karsal"),
        ("Bombs fell on the Tarin camp, on the outskirts of Goma, killing 15 people.", "Tarin"),
        ("Two people were killed in strikes on the al-Tawasi neighbourhood of Raqqa.", "al-Tawasi"),
        ("Shelling killed two people in Ituri's Djugu territory.", "Djugu territory"),
        ("Three soldiers were wounded by a bomb in Ra-ngae district, Narathiwat province, Thailand.", "Ra-ngae"),
        ("Two people were killed in the Houthi-run district of Hodeidah.", "Hodeidah"),
        ("Government forces killed two people across the Orontes in Hama.", "Hama"),
        # Forces that kill in a town are no office there.
        (
            "At least 36 people were killed by government forces in the town of Dejen, in Ethiopia's Amhara region.",
            "Dejen",
        ),
        ("Three people died in Guma Local Government Area of Benue State.", "Guma"),
        ("He had moved to Nice from Sousse, where 38 people were killed.", "Sousse"),
        ("A roadside bomb killed a soldier at Baure in Lamu County on Sunday.", "Baure"),
        # Where people were taken from; and a power that strikes is no place.
        ("Gunmen abducted a hundred people from Maru district in Zamfara state.", "Maru district"),
        ("Nine people were killed in a reported US drone strike on a car in Kupiansk.", "Kupiansk"),
        # A part of the country.
        ("Shells hit Jammu. More than 40,000 people have fled their homes in the border belt.", "border belt"),
        ("Clashes with Azerbaijan along the border killed 49 soldiers, Yerevan said.", "border"),
        ("A drone hit a bus in Nikopol. An insurgency in the northeast has killed 40,000 people.", "northeast"),
        # Where somebody speaks, lies or is from is not where it happened.
        ("A shell hit a bus in Nikopol. The governor of Kherson said two people were killed there.", "Nikopol"),
        (
            "Drones hit the Ukrainian port of Reni. Three people were injured, Odesa regional governor Ivan Petrenko said.",
            "Reni",
        ),
        ("A bomb went off in Charsadda. Five people died, said a doctor at a hospital in Peshawar.", "Charsadda"),
        # Pointing back.
        ("Shells fell on Kupiansk at dawn.\n\nThree people were killed in the town, police said.", "Kupiansk"),
        # Earlier in the paragraph, then the article's scene.
        ("A drone hit a bus in Nikopol. Two people were killed.", "Nikopol"),
        ("A drone hit a bus in Nikopol.\n\nPolice were at work.\n\nTwo people were killed.", "Nikopol"),
    ],
)
def test_a_figure_belongs_to_its_scene(text, place):
    assert places(text)[-1] == place


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit a bus in Nikopol.\n\nMore than 10,000 civilians have been killed since the invasion began.",
        "A drone hit a bus in Nikopol.\n\nMillions of people fled, and 6,900,000 people have been displaced.",
        "Pirates boarded a ship near Hodeidah. The group still holds 25 sailors whom it seized in November.",
        "Rebels attacked Goma.\n\nThe post had stood empty since an ambush in March in which 34 soldiers were killed.",
    ],
)
def test_a_total_without_a_place_of_its_own_has_none(text):
    assert places(text)[-1] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Fighters overran Monguno early on Saturday. Aid groups gave a death toll of 38.", "Monguno"),
        ("Local councils in northern Homs said three civilians died when guns struck the town of Talbiseh.", "Talbiseh"),
        ("Two Palestinians were killed in the West Bank on Monday.", "West Bank"),
        ("Daraa province: two people were killed by shelling on Inkhil.", "Inkhil"),
        ("A rocket hit a market. Aleppo 24 said that nine people died.", None),
        ("A rocket hit Aleppo.\n\nThe conflict in Syria began in 2011. More than 250,000 people have since died.", "Syria"),
        ("A rocket hit Aleppo.\n\nSyria's civil war, now in its sixth year, has killed more than 250,000 people.", "Syria"),
        ("A rocket hit Aleppo.\n\nSyria has been locked in civil war since 2011. Millions have been displaced since 2011.", "Syria"),
        ("A rocket hit Aleppo.\n\nSyria has been at war since 2011. Hundreds of thousands have since been killed.", "Syria"),
        ("A shell killed five in Rafah. The war has killed 44,000, according to the Gaza health ministry.", "Gaza"),
        ("Iran’s health ministry raised the toll. It said 231 people had been killed since Israel attacked.", "Iran"),
        # A country that only acts is no place.
        ("A rocket hit Aleppo.\n\nRussia named its dead. Since 2022, 5,937 soldiers have been killed.", None),
    ],
)  # fmt: skip
def test_a_total_is_of_the_country_at_war(text, place):
    assert places(text)[-1] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # The last one of the paragraph, else what the article is about.
        (
            "Rebels shelled Hawija on Monday, killing nine people.\n\nThe dead lay in Hawija for days, residents said."
            "\n\nThe base is at Dibis.\n\nAnother 14 people were killed in the town, doctors said.",
            "Hawija",
        ),
        ("Shells fell on Kupiansk.\n\nA bomb hit a bus in Nikopol. Four people were killed in the town.", "Nikopol"),
    ],
)
def test_the_town_is_the_one_told_of(text, place):
    assert places(text)[-1] == place


def test_a_total_keeps_the_place_beside_it():
    text = "A drone hit a bus in Nikopol.\n\nSince the war began 300 people have been killed in Kherson."
    assert places(text)[-1] == "Kherson"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A region and a town in it, each with what happened there.
        (
            "Debris killed a man in the Dnipropetrovsk region and two children were injured in Pavlohrad.",
            ["Dnipropetrovsk region", "Pavlohrad"],
        ),
        # A part took place where its whole did.
        (
            "Nine people were killed in Ariha. Rebels later shelled Aleppo.\n\nThree of the dead were children.",
            ["Ariha", "Ariha"],
        ),
        # Where somebody speaks is no scene.
        (
            "Three soldiers were killed in an attack on a base in Mafraq.\n\nThe president, speaking in Ohio, vowed to"
            " respond.\n\nAnother 34 were wounded.",
            ["Mafraq", "Mafraq"],
        ),
        ("Six people died in Kirkuk, three in Hawija and one in Daquq.", ["Kirkuk", "Hawija", "Daquq"]),
    ],
)
def test_figures_of_several_scenes(text, expected):
    assert places(text) == expected
