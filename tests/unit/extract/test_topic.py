"""Topic: which texts report armed violence."""

import pytest
from reading import batch_of, read

from pipelines.extract.topic import article_topics

VIOLENCE = [
    "04/12/2015: Assailants attacked a police checkpoint in Kirkuk city, Iraq. At least two officers were killed in the attack.",
    "01/02/2014: Unknown gunmen shot and killed a tribal elder in Quetta, Pakistan. No group claimed responsibility.",
    "An explosive device planted near a school was discovered and safely defused in Peshawar. There were no reported casualties.",
    "Assailants abducted two engineers from a construction site in Zamfara. The outcome is unknown.",
    "Assailants set fire to a church in Kampala. There were no casualties, although the church was damaged.",
    "Two people were stabbed by an unidentified man outside a train station in Berlin.",
    "Assailants attempted to assassinate a judge in Basra. The judge was unharmed.",
    "Three aid workers were kidnapped while travelling by road in Upper Nile. They were released unharmed two days later.",
    "Unknown perpetrators broke into the compound of an INGO and stole laptops at gunpoint.",
    "A staff member was shot in the leg during an armed robbery on his house.",
    "Projectiles landed near a residential area in Ashkelon. There were no casualties.",
    "Assailants hurled a petrol bomb at the office of a newspaper in Athens.",
    "Rebels took over two villages in Ituri after the army withdrew.",
    "A mob beat a man to death over accusations of blasphemy.",
    "A landmine killed a farmer in Kandahar province.",
    "Assailants threw a hand-grenade into a bar in Bujumbura; five people were injured.",
    "Armed men stopped a vehicle belonging to an NGO and took the driver hostage.",
    "An assailant drove a car into pedestrians in Nice, killing four.",
    "A letter bomb was sent to the embassy of Chile. It was intercepted before it could explode.",
    "Police killed four suspected gang members in a raid in Tegucigalpa.",
    "Government warplanes hit the town of Saraqib on Tuesday. Eight civilians died.",
    "Shells fell on the Mezzeh district, wounding three children.",
    "Incident: an INGO vehicle came under fire in Bangui. The staff escaped.",
    "Soldiers looted a clinic run by a medical charity and beat the guard.",
    "A suicide bomber was arrested before he could blow up his vest.",
    "Several houses were burned in an attack by herders on a farming village.",
    "The mayor of a town in Guerrero was found dead with bullet wounds.",
    "Three police officers died when their vehicle hit an IED.",
    "Militants beheaded two fishermen on the lake.",
    "Unidentified individuals vandalized electricity pylons in Balochistan using explosives.",
    "Cattle raiders killed 12 in Jonglei.",
    "Two journalists were beaten by police during a protest.",
    "The warehouse of a food agency was looted by armed youths.",
    "A car exploded outside a hotel, killing 3.",
    "Fighting between the army and rebels displaced 2,000 people.",
    "Residents said jets pounded the suburbs overnight.",
    "At least 14 people were killed when barrels packed with explosives were dropped on Aleppo.",
    "An armed group fired on a boat carrying health workers.",
    "SNHR documented no fewer than 214 arbitrary arrests in Syria in May, including 14 children. Of these, 160 have become enforced disappearances.",
    "Airwars recorded 22 incidents of concern last week, in which between 90 and 130 civilians were alleged killed, among them 40 children.",
    "From 1 to 15 April the UN human rights office recorded 212 killed and 640 injured in Ukraine. Most were harmed in Donetsk region.",
    "The Syrian Observatory for Human Rights said on Tuesday that 14 people, including three children, had died in the east of the country.",
    "The White Helmets pulled the bodies of two women from a collapsed house in Ariha.",
    "Civilian deaths in Afghanistan rose by a fifth last year, the United Nations mission said in its annual report.",
    "Civilians reported killed: 3 - 5. Civilians reported injured: 10. Cause of injury: heavy weapons and explosive munitions.",
    "UNAMA documented 1,659 civilian deaths and 3,524 injured in the first six months.",
    "Explosive weapons in populated areas injured 420 civilians in October, Action on Armed Violence recorded.",
    "Five members of a family died when their house collapsed after it was hit; the civilian harm assessment is still open, the coalition said.",
    "Fourteen civilians lost their lives in Idlib and the countryside of Hama yesterday, Syrian opposition sources said.",
    "Local sources said three civilians were killed and four injured in the town of Hajin.",
    "Bern will hand over two Patriot batteries by the end of the year, its defence minister said.",
    "The general staff said its drones had struck a refinery. The ministry claimed 76 were destroyed over six regions.",
    "The vessel was struck by an unknown projectile; its crew is safe.",
    "The army left behind a convoy of tanks and missiles; the forces spoke of a breach of the ceasefire.",
]
OTHER_TOPICS = [
    "The UN human rights office said on Monday that 212 people had died in floods in Libya and 640 were injured.",
    "Human rights groups recorded 40 deaths in custody in prisons of the state last year, mostly from disease.",
    "Two storms killed two farmers and damaged crops in the south.",
    "At least 15 workers have been killed on building sites in Qatar since January, a union database shows.",
    "Five members of a family died when their house collapsed after heavy rain.",
    "The charity said that 1,204 deaths on the roads in the first half of the year were avoidable.",
    "Civilians may apply for jobs at the base; 420 were hired in October.",
    "Rescuers pulled the bodies of two women from a collapsed house in Mumbai.",
    "The observatory recorded 14 meteors on Tuesday, among them three fireballs.",
    "Police made 214 arrests in May over fake tickets, including 14 minors.",
    "Helmets were worn by 40 of the injured cyclists, doctors said; none died.",
    "Two people were killed and four injured in the crash outside the town of Hajin.",
    "The ferry sank in the lake; dozens are unaccounted for and at least 40 were confirmed dead.",
    "The strike by train drivers entered its third day on Monday, hitting commuters across the region.",
    "A bus overturned on a mountain road, killing 21 people and injuring 14.",
    "An earthquake of magnitude 6.1 killed four and destroyed dozens of homes.",
    "A gas explosion in a flat killed two people, firefighters said.",
    "Shares tumbled as a price war hit profits.",
    "Four people died of cholera in the camp, the ministry of health said.",
    "The senator attacked her rival over taxes in a debate on Monday.",
    "A bomb disposal team film won three awards at the festival.",
    "The army band played at the opening of the new stadium.",
    "Heavy rains killed 12 and displaced thousands.",
    "Police arrested a man over the theft of a bicycle.",
    "The visitors were shelled in the second half: the striker fired home twice and the goalkeeper was left wounded, the league leaders said after the match.",
    "A price war has claimed its first casualties: the retailer will cut 900 jobs after shares fell.",
]


def is_conflict(body):
    return read(article_topics, body)["is_conflict"].to_list()


@pytest.mark.parametrize("body", VIOLENCE)
def test_a_summary_of_armed_violence_is_of_conflict(body):
    assert is_conflict(body) == [True]


@pytest.mark.parametrize("body", OTHER_TOPICS)
def test_sport_business_accident_and_disease_are_not(body):
    assert is_conflict(body) == [False]


def test_a_long_text_needs_more_than_a_chance_word():
    filler = "The committee met again and the members spoke about schools. " * 60
    assert is_conflict(filler + "One member recalled that his uncle was killed by soldiers.") == [False]


def test_every_article_has_one_row_even_without_any_term():
    topics = article_topics(batch_of("Nothing happened.", "A mortar shell killed two farmers."))
    assert topics.height == 2
    assert topics.sort("version_id")["n_conflict_terms"].to_list()[0] == 0
