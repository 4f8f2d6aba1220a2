"""Places by sentence: which names are places, which region they lie in, and what was hit."""

import polars as pl
import pytest
from reading import batch_of, codebook, of_sentences, read

from pipelines.extract.gazetteer import Gazetteer, fold, skeleton
from pipelines.extract.regions import region_mentions


def regions(text: str, **options) -> dict[str, str]:
    """region_id to role."""
    rows = read(region_mentions, text, **options)
    return dict(rows.select("region_id", "role").iter_rows())


def mentioned(batch) -> pl.DataFrame:
    return of_sentences(batch, batch.places)


def mentions(text: str) -> dict[str, str | None]:
    """place_text to region_id, of the body."""
    found = read(mentioned, text).filter(~pl.col("in_headline"))
    return dict(found.select("place_text", "region_id").iter_rows())


@pytest.mark.parametrize(
    ("text", "region"),
    [
        # Spellings of one town.
        ("Shelling hit Kyiv on Monday.", "UA-30"),
        ("Shelling hit Kiev on Monday.", "UA-30"),
        ("A missile struck Dnipro on Monday.", "UA-12"),
        ("A missile struck Dnepropetrovsk on Monday.", "UA-12"),
        ("A car bomb exploded in Deir al-Zor, Syria.", "SY-DY"),
        ("A car bomb exploded in Deir ez-Zor, Syria.", "SY-DY"),
        ("A car bomb exploded in Dayr az-Zawr, Syria.", "SY-DY"),
        ("Jets bombed Saraqeb in northern Syria.", "SY-ID"),
        ("Jets bombed Saraqib in northern Syria.", "SY-ID"),
        ("Jets bombed Maarat al-Numan in northern Syria.", "SY-ID"),
        ("Jets bombed Ma'arrat al-Nu'man in northern Syria.", "SY-ID"),
        ("Clashes broke out in Al-Hasakah, Syria.", "SY-HA"),
        ("Clashes broke out in Hassakeh, Syria.", "SY-HA"),
        ("Shells fell on Dar'a in southern Syria.", "SY-DR"),
        ("Gunmen attacked a patrol in Lashkargah, Afghanistan.", "AF-HEL"),
        ("Gunmen attacked a patrol in Lashkar Gah, Afghanistan.", "AF-HEL"),
        ("A blast killed five in Tal Afar, Iraq.", "IQ-NI"),
        ("A blast killed five in Baqouba, Iraq.", "IQ-DI"),
        ("Fighters attacked Beledweyne in Somalia.", "SO-HI"),
        ("Fighters attacked Beletweyne in Somalia.", "SO-HI"),
        ("Gunmen raided Birnin-Gwari in Nigeria.", "NG-KD"),
        ("Rebels attacked an army post in North Cotabato, Philippines.", "PH-12"),
        ("Troops shelled the Donetsk People's Republic.", "UA-14"),
        ("Gunmen attacked a bus in Côte d'Ivoire.", "CI"),
        # Units of the second level and areas within a region.
        ("Militants attacked a convoy in North Waziristan, Pakistan.", "PK-KP"),
        ("A roadside bomb killed two soldiers in Pulwama, India.", "IN-JK"),
        ("Police were ambushed in Dantewada, India.", "IN-CG"),
        ("Rebels overran Masisi in eastern Congo.", "CD-NK"),
        ("A man was shot dead in Norfolk, England.", "GB-ENG"),
        # Containment and context.
        ("A bomb exploded in Tripoli, Lebanon, killing two.", "LB-AS"),
        ("A bomb exploded in Tripoli, Libya, killing two.", "LY-TB"),
        ("A gunman opened fire in Paris, Texas, killing two.", "US-TX"),
        ("A gunman opened fire in Paris, killing two, French police said.", "FR-IDF"),
        # All else in the article is American, or Ukrainian: a metropolis is not its namesake village.
        ("Gunmen opened fire in Paris. Texas, Ohio and Florida sent help, the U.S. Congress said.", "FR-IDF"),
        ("A bomb went off in Moscow. Ohio and Florida sent help, the U.S. Congress said.", "RU-MOW"),
        ("A gunman opened fire in New York, as Kramatorsk in Ukraine's Donetsk region was shelled.", "US-NY"),
        ("A missile hit a ship off Djibouti, killing two.", "DJ"),
        ("The Lebanese city of Tripoli was shelled.", "LB-AS"),
        ("Gunmen attacked a village in Niger state, Nigeria.", "NG-NI"),
        ("Israel bombed Gaza overnight.", "PS-GZA"),
        ("A bomb exploded in Manchester on Friday.", "GB-ENG"),
        ("A bomb exploded in Panama City, Panama.", "PA-8"),
        ("Shelling was reported in Crimea.", "UA-43"),
        # Kinds of unit beside the name, in any order.
        ("Gunmen killed five in Borno State.", "NG-BO"),
        ("Gunmen killed five in the state of Borno.", "NG-BO"),
        ("Rockets fell in Belgorod Oblast.", "RU-BEL"),
        ("Rockets fell in the Kharkiv region.", "UA-63"),
        ("Strikes hit Idlib governorate.", "SY-ID"),
        ("GUERRILLAS ATTACKED A GARRISON IN CHALATENANGO DEPARTMENT, EL SALVADOR.", "SV-CH"),
        ("THE BOMB EXPLODED IN THE CITY OF MEDELLIN, COLOMBIA.", "CO-ANT"),
    ],
)
def test_a_place_is_told_to_its_region(text, region):
    assert regions(text).get(region) == "hit"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Two deputies were shot on Friday in Weirsdale, Calif., the sheriff said.", "US-CA"),
        ("A man opened fire at a bowling alley in Kirksville, Mo. Police are looking for a second man.", "US-MO"),
        ("A drive-by shooting in Springfield, Mass., left one man dead.", "US-MA"),
        ("Gunmen killed two students in Athens, Ga., on Monday.", "US-GA"),
        ("A gunman killed nine people at a church in Columbia, S.C.", "US-SC"),
        ("A gunman killed two people in Columbia, MO, on Monday.", "US-MO"),
        ("A gunman killed two people in Clark County, Nevada, on Sunday.", "US-NV"),
        ("Gunmen killed two people in Austin, in Scott County, Indiana.", "US-IN"),
        # No gazetteer has a town of the name there.
        ("Police in Bradford, Ontario, said two men were stabbed to death.", "CA-ON"),
        ("GUERRILLAS KILLED FIVE SOLDIERS IN TEJUTLA, CHALATENANGO DEPARTMENT.", "SV-CH"),
        # The name of a state or province speaks for its country.
        ("A gunman opened fire in Odessa, killing seven people. The Texas governor flew there.", "US-TX"),
        ("Five policemen died when a bomb exploded in Karak. The Khyber Pakhtunkhwa police lost a car.", "PK-KP"),
        ("Police shot a man dead in Dubbo, NSW.", "AU-NSW"),
        ("The bomb exploded on the Homs-Palmyra highway.", "SY-HI"),
        ("The gunman killed 49 people at an Orlando nightclub, a Florida sheriff said.", "US-FL"),
        ("Russian shells struck Nikopol overnight, killing a woman.", "UA-12"),
        ("Shells hit rural Damascus, killing a woman.", "SY-RD"),
        ("Fighting raged around Sake, near Congo's border, killing nine.", "CD-NK"),
        ("Burglars attacked a farm in the Midi-Pyrénées region of France.", "FR-OCC"),
        ("GUERRILLAS ATTACKED A PATROL IN NORTHEASTERN CABANAS DEPARTMENT, EL SALVADOR.", "SV-CA"),
        # Provinces of several countries.
        ("Gunmen killed three officers in Al Jawf governorate, Yemen.", "YE-JA"),
        ("Gunmen killed three officers in Red Sea province, Sudan.", "SD-RS"),
        ("Gunmen killed three officers in Punjab province, India.", "IN-PB"),
        ("Gunmen killed three officers in Punjab province, Pakistan.", "PK-PB"),
        ("Gunmen killed three farmers in Cotabato province, Philippines.", "PH-12"),
        ("Gunmen killed three farmers in Cotabato city, Philippines.", "PH-14"),
        ("A bomb killed two people in Metropolitan Manila, Philippines.", "PH-00"),
        ("Gunmen killed three people in Al-Baydah governorate, Yemen.", "YE-BA"),
        ("Gunmen killed three people in Kosi zone, Nepal.", "NP-P1"),
    ],
)
def test_an_address_tells_the_region(text, region):
    assert {region_id: role for region_id, role in regions(text).items() if len(region_id) > 2} == {region: "hit"}


@pytest.mark.parametrize(
    ("text", "place", "region"),
    [
        ("Gunmen attacked in Bradford, Ontario, on Monday. Canada sent police to Bradford.", "Bradford", "CA-ON"),
        ("Gunmen struck in Paris and San Bernardino, Calif., last year.", "Paris", "FR-IDF"),
        ("In Texas, Ms. Lopez was shot, and she is alive.", "Ms", None),
        ("Police shot a man in Houston, Texas. Clayton said he had fired first.", "Clayton", None),
        ("A mob killed Jane Roe, MD, and burned a Glock, AR-15 rifles and ammunition in Ohio.", "MD", None),
        ("The clash between Democratic and Republican mobs in Ohio left two dead.", "Republican", None),
    ],
)
def test_an_address_tells_the_name_all_over_the_article(text, place, region):
    assert mentions(text).get(place) == region


@pytest.mark.parametrize(
    ("text", "place", "region"),
    [
        ("Three people were killed in the village of Qarabuna in Idlib province.", "Qarabuna", "SY-ID"),
        ("Shells fell on Tarmashin, a town in northern Aleppo, on Monday.", "Tarmashin", "SY-HL"),
        ("Gunmen stormed Bartuwa and Kadoro in the Gwoza district of Nigeria.", "Kadoro", "NG-BO"),
        ("A mortar round landed near Vesnyanka-Mala in the Kharkiv region.", "Vesnyanka-Mala", "UA-63"),
        ("A drone hit a house in Zarubovka, Belgorod region.", "Zarubovka", "RU-BEL"),
        ("Rebels attacked the town of Mukenyera in North Kivu.", "Mukenyera", "CD-NK"),
        ("In rebel-held Tarmashin, near Hama, a woman was killed.", "Tarmashin", "SY-HM"),
        ("An airstrike hit Atareeb in Syria.", "Atareeb", "SY-HL"),
        ("The blast tore through Mogadishu's Hodanwaa district.", "Hodanwaa", "SO-BN"),
    ],
)
def test_a_place_nobody_knows_lies_where_the_text_puts_it(text, place, region):
    assert mentions(text).get(place) == region


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said that it had hit all targets.",
        "Aid for Kyiv was delayed, Washington said.",
        "The University of Georgia studied the war.",
        "The Department of Agriculture issued a warning.",
        "The Kyiv Independent reported an attack.",
        "Lieutenant Jackson said the troops were attacked.",
        "Islamic State claimed the attack.",
        "Arab states condemned the attack.",
        "The commander of forces in the Pacific region spoke of the attack.",
        "The news agency Sana reported an attack.",
        "The White House condemned the attack.",
        "GARCIA MARTINEZ, THE MAYOR, WAS KIDNAPPED.",
        "Troops crossed to the Dnipro’s left bank under fire.",
        "Officials in Moscow were silent.",
    ],
)
def test_a_name_that_is_no_place_gives_no_region(text):
    assert [region for region in regions(text) if len(region) > 2] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A missile hit a warehouse in Odesa.", "hit"),
        ("An explosion rocked central Odesa.", "hit"),
        ("Fighting raged in Odesa on Monday.", "hit"),
        ("Russian forces shelled Odesa.", "hit"),
        ("Odesa was bombed overnight.", "hit"),
        ("The conference will be held in Odesa.", "mentioned"),
        ("Moscow threatened to attack Odesa.", "mentioned"),
        ("A driver from Odesa was killed in Kherson.", "mentioned"),
        ("Grain is shipped from Odesa.", "mentioned"),
    ],
)
def test_a_region_is_hit_where_violence_is_said_to_have_happened(text, role):
    assert regions(text)["UA-51"] == role


@pytest.mark.parametrize(
    ("text", "hit", "mentioned"),
    [
        ("Barrel bombs fell on the Damascus suburb of Darayya.", "SY-RD", "SY-DI"),
        ("Clashes broke out on the Kabul-Kandahar highway in Zabul, killing four.", "AF-ZAB", "AF-KAN"),
        ("The victims were flown to a hospital in Ankara after the blast in Gaziantep.", "TR-27", "TR-06"),
        ("The militants who attacked a mall in Nairobi had trained in Kismayo.", "KE-30", "SO-JH"),
        ("A former mayor of Cali was shot dead in Bogotá.", "CO-DC", "CO-VAC"),
        ("Guerrillas attacked a bus near Zaragoza, 10 km from San Salvador. The army arrived.", "SV-LI", "SV-SS"),
        ("Air raid sirens sounded in Kyiv. A missile hit Sumy.", "UA-59", "UA-30"),
        ("There were no explosions in Kyiv. A missile hit Sumy.", "UA-59", "UA-30"),
        (
            "Police foiled a plot to bomb a synagogue in Toledo, Ohio. A bomb killed two in Salem, Ore.",
            "US-OR",
            "US-OH",
        ),
        ("Troops were sent from Kirkuk to Mosul, where militants killed six.", "IQ-NI", "IQ-KI"),
    ],
)
def test_a_place_beside_the_scene_is_not_hit(text, hit, mentioned):
    found = regions(text)
    assert (found[hit], found[mentioned]) == ("hit", "mentioned")


def test_the_land_of_a_city_is_told_by_the_type_word_of_its_list():
    assert regions("Drones hit Sumy, Kyiv and Odesa oblasts.") == {"UA-59": "hit", "UA-32": "hit", "UA-51": "hit"}
    assert set(regions("Ukraine says Russian drones came from Bryansk, Millerovo and Yeysk.")) >= {"RU-ROS", "RU-BRY"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked banks in several Western states.",
        "Guerrillas attacked patrols in the country's Eastern region.",
        "Shells fell near the Guancorita canton.",
        "El Salvador: a patrol was attacked in the Montebello neighborhood.",
        "Rioters threw Molotov cocktails at police.",
        "A gunman attacked the Police department of the town.",
    ],
)
def test_a_part_of_any_country_is_no_province(text):
    assert [region for region in regions(text) if len(region) > 2] == []


def test_a_country_counts_only_where_no_region_of_it_is_named():
    assert regions("A bomb exploded in Somalia, killing two.") == {"SO": "hit"}
    assert "SO" not in regions("A bomb exploded in Baidoa, Somalia, killing two.")


def test_a_country_that_acts_is_no_place():
    assert "RU" not in regions("Russia said that it had hit a depot in Odesa.")


def test_a_part_of_a_country_is_the_country():
    assert regions("Fighting raged in eastern Syria.") == {"SY": "hit"}


def test_a_dateline_is_mentioned_and_not_hit():
    assert regions("BEIRUT, Oct 3 (Reuters) - A blast killed two people in Idlib province.") == {
        "LB-BA": "mentioned",
        "SY-ID": "hit",
    }


def test_a_sentence_in_capitals_is_no_dateline():
    assert regions("THE TOWN OF APOPA, EL SALVADOR, WAS ATTACKED BY REBELS.")["SV-SS"] == "hit"


def test_names_of_a_list_share_their_kind():
    found = mentions("Burkina Faso, Mali, Niger and Senegal sent troops. Nigeria did not.")
    assert found["Niger"] == "NE"
    assert mentions("Georgia, Texas and Florida voted.")["Georgia"] == "US-GA"


def test_a_name_told_once_is_told_for_the_article():
    found = mentions("A bomb exploded in Tripoli, Lebanon. Two people died in Tripoli on Monday.")
    assert found["Tripoli"] == "LB-AS"


def test_the_region_of_a_far_namesake_is_not_believed():
    text = (
        "Rockets hit Belgorod and Shebekino. The governor of Belgorod region said two men died in Valuyki. "
        "A drone hit a bus near Berezovka."
    )
    assert "RU-KYA" not in regions(text)


def test_another_language_s_name_of_a_far_town_is_not_believed():
    found = regions("A bomber struck an army base in the Al-Wadi area of Hadramawt, killing two.")
    assert list(found) == ["YE-HD"]


def test_evidence_is_the_text_of_its_offsets():
    batch = batch_of("Shelling hit the city of Kupiansk in the Kharkiv region of Ukraine.")
    body = batch.articles["body"][0]
    for row in region_mentions(batch).iter_rows(named=True):
        assert body[row["char_start"] : row["char_end"]] == row["evidence"]


def test_ways_to_transcribe_a_name_have_the_same_consonants():
    names = pl.DataFrame({"name": ["Atareb", "Al-Atarib", "Atārib"]})
    assert names.select(skeleton(fold(pl.col("name"))).n_unique()).item() == 1
    others = pl.DataFrame({"name": ["Khan Sheikhoun", "Khān Shaykhūn", "Khan Shaykhun"]})
    assert others.select(skeleton(fold(pl.col("name"))).n_unique()).item() == 1


def test_every_alias_names_a_region_of_the_seed():
    book = codebook()
    known = book.table("regions")["iso_3166_2"]
    assert book.table("place_aliases").filter(~pl.col("region_id").is_in(known.implode())).is_empty()


def test_the_gazetteer_of_the_cache_is_the_gazetteer_that_is_built(tmp_path, monkeypatch):
    from pipelines.extract import gazetteer

    monkeypatch.setattr(gazetteer, "_cache_dir", lambda: tmp_path)
    first = gazetteer._cached(codebook())
    again = gazetteer._cached(codebook())
    assert first.senses.equals(again.senses)
    assert first.keys.sort("key").equals(again.keys.sort("key"))
    assert Gazetteer.of(codebook()).senses.height == first.senses.height


@pytest.mark.parametrize(
    ("town", "country", "region"),
    [
        ("Musa Qala", "Afghanistan", "AF-HEL"),
        ("Dasht-e-Qala", "Afghanistan", "AF-TAK"),
        ("Mamund", "Pakistan", "PK-KP"),
        ("Dogon Na Hauwa", "Nigeria", "NG-PL"),
        ("Beled Xaawo", "Somalia", "SO-GE"),
        ("Kiembara", "Burkina Faso", "BF-01"),
        ("Nierteti", "Sudan", "SD-DC"),
        ("Mayendit", "South Sudan", "SS-UY"),
        ("Njiapanda", "the Democratic Republic of the Congo", "CD-NK"),
        ("Nangha Boguila", "the Central African Republic", "CF-AC"),
        ("Majdal Zoun", "Lebanon", "LB-JA"),
        ("Sloviansk", "Ukraine", "UA-14"),
        ("Thantlang", "Myanmar", "MM-14"),
        ("Hass", "Syria", "SY-ID"),
        ("Horo Guduru Wollega", "Ethiopia", "ET-OR"),
    ],
)
def test_towns_of_conflicts_that_geonames_lacks(town, country, region):
    assert regions(f"Gunmen attacked a checkpoint in {town}, {country}, on Tuesday, killing three people.") == {
        region: "hit"
    }
