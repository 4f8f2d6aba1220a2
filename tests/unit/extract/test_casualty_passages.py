"""Passages as each register writes them, and the figures that they state: (measure, low, high, victim group).

A row that ends in "part" is a part of a larger figure. What one sentence gives is in test_casualty_sentences.py; here
nouns, verbs and order vary as they do in summaries of incidents, entries of monitors, wire, broadsheets, live blogs and
translated bulletins. Every passage is invented.
"""

from functools import cache

import polars as pl
import pytest
from reading import batch_of, expect, read, told

from pipelines.extract.casualties import casualty_figures

INCIDENT_SUMMARIES = [
    (
        "05/14/2013: An explosive device detonated near a police vehicle in Karsal village, Bannu district, Khyber Pakhtunkhwa, Pakistan. Three officers and a passer-by were killed, and 11 people, seven of them police, were injured in the blast. No group claimed responsibility.",
        ["killed 1 1 civilian", "killed 3 3 police", "wounded 11 11 person", "wounded 7 7 police part"],
    ),
    (
        "Assailants fired a rocket at a school bus in Sirte. There were no casualties in the attack.",
        ["casualties 0 0 person"],
    ),
    (
        "A suicide bomber detonated an explosives-laden vehicle at an army checkpoint in Mosul, Iraq. In addition to the bomber, five soldiers were killed and nine others were wounded.",
        ["killed 1 1 combatant", "killed 5 5 combatant", "wounded 9 9 combatant"],
    ),
    (
        "Gunmen stormed a village chief's house in Puntland. The chief and his two wives were killed in the assault.",
        ["killed 1 1 civilian", "killed 2 2 woman"],
    ),
    (
        "A roadside bomb struck a military convoy in Helmand; four soldiers died and another two sustained injuries.",
        ["killed 4 4 combatant", "wounded 2 2 combatant"],
    ),
    (
        "A grenade was thrown at the home of a journalist in Bujumbura. The journalist was unharmed but a guard suffered minor injuries.",
        ["wounded 1 1 civilian"],
    ),
    (
        "At least 17 people, including the six assailants, were killed and 32 others, mostly civilians, were injured when assailants raided a hotel in Kismayo.",
        ["killed 17 - person", "killed 6 6 combatant part", "wounded 32 32 person"],
    ),
    (
        "Assailants set fire to the town hall in Arauca. The damage was minor and nobody was hurt.",
        ["wounded 0 0 person"],
    ),
    (
        "Militants attacked a polio vaccination team in Peshawar. Two female health workers and a policeman guarding them were shot dead; a third health worker was critically injured.",
        ["killed 1 1 police", "killed 2 2 medic", "wounded 1 1 medic"],
    ),
    (
        "An explosive device planted under the car of a prosecutor exploded in Medellin. The prosecutor and two bodyguards died in the explosion, and four pedestrians were wounded.",
        ["killed 1 1 civilian", "killed 2 2 person", "wounded 4 4 civilian"],
    ),
    ("Assailants beheaded two farmers in Cabo Delgado and burned 40 houses.", ["killed 2 2 civilian"]),
    (
        "Explosives detonated prematurely at a house in Sanaa, killing two suspected bomb makers.",
        ["killed 2 2 combatant"],
    ),
    (
        "Assailants attacked a Shiite procession in Karachi with firearms. One person was killed and eight, including four women, were wounded.",
        ["killed 1 1 person", "wounded 4 4 woman part", "wounded 8 8 person"],
    ),
    (
        "An aid convoy of a Swiss charity was attacked near Bangassou. Three aid workers were abducted and subsequently released unharmed on 5 June.",
        ["abducted 3 3 aid_worker"],
    ),
    (
        "Perpetrators hurled a petrol bomb at a shop in Belfast. The shop's owner was treated for burns.",
        ["wounded 1 1 civilian"],
    ),
    ("Militants executed seven truck drivers whom they had seized a month earlier.", ["killed 7 7 civilian"]),
    ("A former lawmaker was gunned down outside his residence in Mogadishu.", ["killed 1 1 civilian"]),
    (
        "The attackers killed one security guard, wounded three more, and took 12 workers hostage.",
        ["abducted 12 12 civilian", "killed 1 1 civilian", "wounded 3 3 civilian"],
    ),
    (
        "At least 20 villagers were massacred, among them 11 children.",
        ["killed 11 11 child part", "killed 20 - civilian"],
    ),
    (
        "Assailants opened fire on a bus carrying Coptic pilgrims in Minya, Egypt. Seven passengers were killed and 19 others were wounded, some critically.",
        ["killed 7 7 civilian", "wounded 19 19 civilian"],
    ),
    (
        "Assailants attacked a police station in Farah. At least one police officer was killed and four others were injured in the assault.",
        ["killed 1 - police", "wounded 4 4 police"],
    ),
    (
        "An explosive device detonated at a cafe in Baghdad. At least four people were killed and 13 others were wounded in the blast. This was one of three attacks in the city on this date.",
        ["killed 4 - person", "wounded 13 13 person"],
    ),
    (
        "Two assailants on a motorcycle shot dead a provincial council member in Herat. The assailants fled the scene.",
        ["killed 1 1 civilian"],
    ),
    (
        "Security forces repelled the attack and killed eight assailants. Two soldiers were also killed and five were wounded.",
        ["killed 2 2 combatant", "killed 8 8 combatant", "wounded 5 5 combatant"],
    ),
    (
        "Assailants opened fire on and killed a tribal elder and his two sons.",
        ["killed 1 1 civilian", "killed 2 2 person"],
    ),
    (
        "A landmine detonated under a civilian vehicle in Marib, killing the driver and wounding three female passengers.",
        ["killed 1 1 civilian", "wounded 3 3 woman"],
    ),
    (
        "Assailants abducted an engineer working for a telecommunications firm in Zamboanga. The victim was rescued by soldiers 11 days later.",
        ["abducted 1 1 civilian", "rescued 1 1 person"],
    ),
    (
        "A soldier identified as Lance Naik Ramesh was killed when militants fired on an army post in Kupwara; a civilian porter was hurt.",
        ["killed 1 1 combatant", "wounded 1 1 civilian"],
    ),
    (
        "A parcel bomb addressed to the mayor exploded in the post office, injuring two clerks.",
        ["wounded 2 2 civilian"],
    ),
    (
        "No fatalities were reported but 14 students sustained minor injuries.",
        ["killed 0 0 person", "wounded 14 14 civilian"],
    ),
    ("Militants stabbed a shopkeeper to death in Cox's Bazar.", ["killed 1 1 civilian"]),
    (
        "Unidentified assailants lobbed two grenades at a bar in Bujumbura. Three customers were killed and nine more, including the bar owner, were injured.",
        ["killed 3 3 civilian", "wounded 1 1 civilian part", "wounded 9 9 civilian"],
    ),
    (
        "The bodies of 11 Shia coal miners, who had been abducted a day earlier, were found with their throats slit in Mach.",
        ["killed 11 11 civilian"],
    ),
    (
        "Seven Maoists surrendered and three were arrested after the clash, in which a constable of the reserve police died.",
        ["captured 7 7 combatant", "detained 3 3 combatant", "killed 1 1 police"],
    ),
    (
        "A suicide bomber targeted a convoy of NATO forces in Kabul. Five Afghan civilians were killed, and three foreign soldiers and 17 Afghans, most of them schoolchildren, were injured.",
        ["killed 5 5 civilian", "wounded 17 17 person", "wounded 3 3 combatant"],
    ),
    (
        "Assailants attacked a church during Sunday service, killing the priest and at least five parishioners.",
        ["killed 1 1 civilian", "killed 5 - civilian"],
    ),
    ("Gunmen in military uniform killed 14 off-duty soldiers after taking them off a bus.", ["killed 14 14 combatant"]),
    (
        "An explosive device was discovered and defused by security forces. There were no casualties.",
        ["casualties 0 0 person"],
    ),
    (
        "Twelve people, including nine assailants and three civilians, were killed, and two others wounded.",
        ["killed 12 12 person", "killed 3 3 civilian part", "killed 9 9 combatant part", "wounded 2 2 person"],
    ),
    ("Besides the bomber, the blast killed two intelligence officers.", ["killed 2 2 combatant"]),
    (
        "The assailant was killed and one police officer was injured in the ensuing exchange of fire.",
        ["killed 1 1 combatant", "wounded 1 1 police"],
    ),
    ("Both assailants were shot and killed by security forces.", ["killed 2 2 combatant"]),
    (
        "Assailants attacked a pro-government tribal militia, killing four tribesmen and wounding 11.",
        ["killed 4 4 civilian", "wounded 11 11 civilian"],
    ),
    ("The victims, five tailors from Punjab, were shot dead in their shop.", ["killed 5 5 civilian"]),
    (
        "Three Thai rangers died in the blast, and a fourth lost both legs.",
        ["killed 3 3 combatant", "wounded 1 1 combatant"],
    ),
    ("At least one person was killed and an unknown number were wounded.", ["killed 1 - person", "wounded - - person"]),
    ("Two security guards were held hostage for six hours.", ["abducted 2 2 civilian"]),
    (
        "Gunmen shot and killed a high school principal and wounded his son in Yala.",
        ["killed 1 1 civilian", "wounded 1 1 person"],
    ),
    (
        "The assailants, who were armed with knives, stabbed three Buddhist monks, one of whom died.",
        ["killed 1 1 civilian part", "wounded 3 3 civilian"],
    ),
    (
        "Armed men stopped a bus and executed nine of the passengers after checking their identity cards.",
        ["killed 9 9 civilian"],
    ),
    (
        "A mortar attack on a UN base in Timbuktu killed a peacekeeper and a civilian contractor and injured seven peacekeepers.",
        ["killed 1 1 civilian", "killed 1 1 combatant", "wounded 7 7 combatant"],
    ),
    (
        "One assailant died and two were arrested after the attempted hijacking.",
        ["detained 2 2 combatant", "killed 1 1 combatant"],
    ),
    (
        "Assailants set off a bomb at a cinema. No one was injured, but the building was badly damaged.",
        ["wounded 0 0 person"],
    ),
    (
        "Approximately 20 militants raided a village, killing at least four residents, abducting 11 women and burning homes.",
        ["abducted 11 11 woman", "killed 4 - civilian"],
    ),
    (
        "The incident left two soldiers and four militants dead and an unknown number of people injured.",
        ["killed 2 2 combatant", "killed 4 4 combatant", "wounded - - person"],
    ),
    (
        "A police constable succumbed to his injuries on the following day, bringing the toll to three.",
        ["killed 1 1 police", "killed 3 3 person"],
    ),
    ("Two children playing nearby were killed when the device detonated.", ["killed 2 2 child"]),
    ("Three civilians were killed and a fourth was wounded.", ["killed 3 3 civilian", "wounded 1 1 civilian"]),
    (
        "09/08/2014: Two suicide bombers struck a church in Kano. At least 16 people, including both perpetrators, were killed and 20 others were wounded.",
        ["killed 16 - person", "killed 2 2 combatant part", "wounded 20 20 person"],
    ),
    (
        "A suicide bomber killed himself and four others when he set off his vest at a recruitment centre.",
        ["killed 1 1 combatant", "killed 4 4 person"],
    ),
    (
        "Gunmen kidnapped nine nurses in Kaduna. Two of the hostages were later killed and one of the missing nurses was found dead.",
        ["abducted 9 9 medic", "killed 1 1 medic part", "killed 2 2 civilian part"],
    ),
    (
        "Two waiters were shot dead at the restaurant and the third escaped with minor injuries.",
        ["killed 2 2 civilian", "wounded 1 1 civilian"],
    ),
    (
        "The group stated that its fighters had killed eight guards and taken three captive.",
        ["abducted 3 3 civilian", "killed 8 8 civilian"],
    ),
    (
        "Insurgents took 12 soldiers captive at the post and took 30 miners captive on the road.",
        ["abducted 30 30 civilian", "captured 12 12 combatant"],
    ),
    (
        "A roadside bomb left three guards dead and wounded a translator.",
        ["killed 3 3 civilian", "wounded 1 1 civilian"],
    ),
    (
        "A corporal and two farmers were killed and six others injured when a mine went off.",
        ["killed 1 1 combatant", "killed 2 2 civilian", "wounded 6 6 person"],
    ),
    ("There was no captive rebel in the camp.", []),
    ("Gunmen shot four climbers and a local guide at their camp.", ["killed 1 1 civilian", "killed 4 4 civilian"]),
    (
        "A grenade was thrown into the yard. No deaths or injuries were reported.",
        ["killed 0 0 person", "wounded 0 0 person"],
    ),
    ("The mine killed all but two of the 14 workers.", []),
    ("Seven people, all but one of them tourists, were killed.", ["killed 1 1 person part", "killed 7 7 person"]),
    (
        "Rebels seized four others, who were later found beheaded.",
        ["abducted 4 4 person", "killed 4 4 person"],
    ),
    (
        "Assailants abducted a priest identified as Father Omar, killing four nuns and 12 others.",
        ["abducted 1 1 civilian", "killed 12 12 person", "killed 4 4 woman"],
    ),
    (
        "Assailants fired on a patrol, wounding a soldier who later succumbed to his injuries.",
        ["killed 1 1 combatant", "wounded 1 1 combatant"],
    ),
    ("Two soldiers and three others were killed.", ["killed 2 2 combatant", "killed 3 3 person"]),
]

MONITORS = [
    (
        "On 4 July 2016 nine civilians, including three children and two women, were killed in air strikes by regime warplanes on a market in Ariha, Idlib governorate.",
        ["killed 2 2 woman part", "killed 3 3 child part", "killed 9 9 civilian"],
    ),
    (
        "SNHR recorded the deaths of 86 civilians at the hands of Syrian regime forces in May, among them 17 children and nine women (adult female).",
        ["killed 17 17 child part", "killed 86 86 civilian", "killed 9 9 woman part"],
    ),
    (
        "The group documented at least 143 cases of arbitrary arrest in April, including 12 children and six women.",
        ["detained 12 12 child part", "detained 143 - person", "detained 6 6 woman part"],
    ),
    (
        "A woman and her infant were reported killed and up to five others were injured in the strike.",
        ["killed 1 1 child", "killed 1 1 woman", "wounded - 5 person"],
    ),
    (
        "Between 14 and 22 civilians reportedly died, with a further 30 wounded.",
        ["killed 14 22 civilian", "wounded 30 30 civilian"],
    ),
    (
        "An ambulance was hit by drone fire in Kupiansk, injuring two paramedics and their driver.",
        ["wounded 1 1 civilian", "wounded 2 2 medic"],
    ),
    (
        "Soldiers fired live rounds at demonstrators in Beita. A 15-year-old boy was killed and another minor was hit in the leg.",
        ["killed 1 1 child", "wounded 1 1 child"],
    ),
    ("Muhammad Salameh, 17, from Nablus was killed by a bullet to the chest.", ["killed 1 1 child"]),
    (
        "A 43-year-old resident of Jenin refugee camp, father of six, was killed by live fire. Did not participate in hostilities.",
        ["killed 1 1 civilian"],
    ),
    (
        "Armed men attacked a health centre in Ituri and killed a nurse, two patients and a caretaker.",
        ["killed 1 1 civilian", "killed 1 1 medic", "killed 2 2 civilian"],
    ),
    (
        "In the first half of the year 24 health workers were killed, 51 injured and 17 arrested.",
        ["detained 17 17 medic", "killed 24 24 medic", "wounded 51 51 medic"],
    ),
    (
        "Nine civilians from one family, four children and their parents among them, died when a barrel bomb fell on their home.",
        ["killed 4 4 child part", "killed 9 9 civilian"],
    ),
    (
        "Fatalities: 6 civilians. Injuries: 14, of which four are children.",
        ["killed 6 6 civilian", "wounded 14 14 person", "wounded 4 4 child part"],
    ),
    (
        "The strike is said to have claimed the lives of an entire family of seven, the youngest a two-month-old baby.",
        ["killed 1 1 child part", "killed 7 7 civilian"],
    ),
    (
        "Three media workers lost their lives and eight others were wounded while covering the fighting.",
        ["killed 3 3 journalist", "wounded 8 8 journalist"],
    ),
    ("Four detainees died under torture in Branch 215 in Damascus.", ["killed 4 4 prisoner"]),
    (
        "We recorded 29 massacres, which caused the death of 378 civilians, 101 of whom were children and 54 women.",
        ["killed 101 101 child part", "killed 378 378 civilian", "killed 54 54 woman part"],
    ),
    (
        "A total of 12 women and 19 children were among the 47 dead.",
        ["killed 12 12 woman part", "killed 19 19 child part", "killed 47 47 person"],
    ),
    (
        "On the morning of 12 March, government forces shelled the western neighbourhood of Saraqib with artillery, resulting in the death of four civilians, including a child and a woman, and the injury of about ten others.",
        ["killed 1 1 child part", "killed 1 1 woman part", "killed 4 4 civilian", "wounded 10 10 civilian"],
    ),
    (
        "Sources reported that up to four people died and three others were wounded, though it was not clear whether they were civilians or fighters.",
        ["killed - 4 person", "wounded 3 3 person"],
    ),
    (
        "Dr Khaled Nasser, a surgeon, was killed with his wife and two children when an airstrike hit his home.",
        ["killed 1 1 medic", "killed 1 1 woman", "killed 2 2 child"],
    ),
    (
        "Israeli security forces killed 11 Palestinians in the West Bank in May, three of them minors.",
        ["killed 11 11 person", "killed 3 3 child part"],
    ),
    (
        "Settlers beat a 70-year-old farmer and his wife, who needed hospital treatment.",
        ["wounded 1 1 civilian", "wounded 1 1 woman"],
    ),
    (
        "Two humanitarian workers from an international NGO were shot and wounded and a driver was killed when their vehicle came under fire near Pibor.",
        ["killed 1 1 civilian", "wounded 2 2 aid_worker"],
    ),
    (
        "Armed men raided a hospital and kidnapped two nurses and a lab technician.",
        ["abducted 1 1 medic", "abducted 2 2 medic"],
    ),
    (
        "As many as 25 civilians may have been killed in the strike, according to local sources.",
        ["killed - 25 civilian"],
    ),
    (
        "Eight members of the al-Hamoud family were among the victims, including four girls.",
        ["killed 4 4 child part", "killed 8 8 civilian part"],
    ),
    (
        "The toll: 14 dead, of whom six were women and five children.",
        ["killed 14 14 person", "killed 5 5 child part", "killed 6 6 woman part"],
    ),
    (
        "In total, 58 aid workers were killed, 31 injured and 44 kidnapped during the year.",
        ["abducted 44 44 aid_worker", "killed 58 58 aid_worker", "wounded 31 31 aid_worker"],
    ),
    (
        "The man, 34, died of his wounds in hospital three days later. A second man was lightly injured by shrapnel.",
        ["killed 1 1 person", "wounded 1 1 person"],
    ),
    (
        "A teacher and three of her pupils were injured when a shell landed beside the school.",
        ["wounded 1 1 civilian", "wounded 3 3 child"],
    ),
    ("Four Yazidi women held by the group since 2014 were freed in the operation.", ["rescued 4 4 woman"]),
    (
        "Some 3,200 families were displaced by the fighting and seven people, all male, lost their lives.",
        ["displaced 3200 3200 civilian", "killed 7 7 person"],
    ),
    ("Abu Layla, a 45-year-old ambulance driver, was killed by a landmine on the Aleppo road.", ["killed 1 1 medic"]),
    ("Regime artillery killed a girl named Rima al-Shami on 3 June.", ["killed 1 1 child"]),
    (
        "Sixteen people were arrested at checkpoints, among whom were two women.",
        ["detained 16 16 person", "detained 2 2 woman part"],
    ),
    ("Five civilians killed in the explosion of a motorcycle bomb in Afrin.", ["killed 5 5 civilian"]),
    (
        "The dead were identified as Ali Hassan, 34, his wife Maryam, 29, and their daughter Sara, 4.",
        ["killed 1 1 child", "killed 1 1 person", "killed 1 1 woman"],
    ),
    ("At least six health facilities were hit and 13 health staff killed.", ["killed 13 13 medic"]),
    ("Another 14 staff of UN agencies lost their lives.", ["killed 14 14 aid_worker"]),
    ("No civilian harm was reported.", ["casualties 0 0 civilian"]),
    (
        "Israeli forces demolished three homes in Silwan, displacing 17 people, including nine children.",
        ["displaced 17 17 person", "displaced 9 9 child part"],
    ),
    (
        "Seven students were wounded when shells struck a school in Horlivka, two of them seriously.",
        ["wounded 2 2 civilian part", "wounded 7 7 civilian"],
    ),
    ("The strike injured 22 people, most of them children.", ["wounded 22 22 person"]),
    (
        "Soldiers shot a 17-year-old in the head with live ammunition. He died the next day.",
        ["killed 1 1 child", "killed 1 1 child"],
    ),
    ("Cluster munitions killed three shepherds and wounded a fourth.", ["killed 3 3 civilian", "wounded 1 1 civilian"]),
    ("Four volunteers of the Syrian Red Crescent were killed in a strike on their centre.", ["killed 4 4 aid_worker"]),
    (
        "The bodies of two women and a man were pulled from under the rubble by civil defence teams.",
        ["killed 1 1 person", "killed 2 2 woman"],
    ),
    (
        "Between two and four civilians were reportedly killed, including a man and his three children, and up to nine others injured in an alleged air strike on the town.",
        ["killed 1 1 person part", "killed 2 4 civilian", "killed 3 3 child part", "wounded - 9 civilian"],
    ),
    (
        "Civilians reported killed: 4-6. Belligerents reported killed: 2.",
        ["killed 2 2 combatant", "killed 4 6 civilian"],
    ),
    (
        "Children accounted for 90 of the dead and the police identified 12 of the bodies.",
        ["killed 12 12 person part", "killed 90 90 child part"],
    ),
    ("Three drivers travelling with them are unaccounted for.", ["missing 3 3 civilian"]),
    ("By one count, 300 people were killed.", ["killed 300 300 person"]),
    (
        "Among the victims were the imam Khalid Yusuf, his pregnant wife Amina, and their daughters Sara (5) and Leila (3).",
        ["killed 1 1 civilian", "killed 1 1 woman part"],
    ),
    ("At least 40 deaths and injuries were recorded in the two districts.", ["casualties 40 - person"]),
    (
        "Three residents said that 18 people were killed. One of them, a pharmacist, said he saw the bodies of five children.",
        ["killed 18 18 person", "killed 5 5 child"],
    ),
    ("A survivor recalled that four of her cousins were killed.", ["killed 4 4 person"]),
    ("The robbers stopped the team and shot one of them in the leg.", ["wounded 1 1 person"]),
    (
        "Gunmen killed a woman and abducted her two daughters (10 and 12 years old).",
        ["abducted 2 2 child", "killed 1 1 woman"],
    ),
    (
        "A female midwife was abducted from her home by unknown armed men and found dead the following day.",
        ["abducted 1 1 medic", "killed 1 1 medic"],
    ),
    ("Among the 28 dead were 21 pupils.", ["killed 21 21 child part", "killed 28 28 person"]),
    ("Forty villagers, taken hostage on Friday, regained their freedom.", ["abducted 40 40 civilian"]),
]

WIRE = [
    (
        "BAGHDAD (AP) - A car bomb tore through a crowded vegetable market in Baghdad's Sadr City on Monday, killing at least 28 shoppers and vendors and wounding 60, police and hospital officials said.",
        ["killed 28 - civilian", "wounded 60 60 civilian"],
    ),
    (
        "Gunmen killed four policemen and injured three more in an attack on a station house in Quetta.",
        ["killed 4 4 police", "wounded 3 3 police"],
    ),
    (
        "The Taliban said 14 of its fighters had been killed and 20 hurt.",
        ["killed 14 14 combatant", "wounded 20 20 combatant"],
    ),
    (
        "Israeli fire killed a Palestinian teenager and wounded five others near Ramallah, Palestinian medics said.",
        ["killed 1 1 child", "wounded 5 5 person"],
    ),
    ("Two of the dead were sisters aged four and six.", ["killed 2 2 child part"]),
    ("Fourteen bodies were pulled from the rubble, the civil defence said.", ["killed 14 14 person"]),
    ("The explosion left one policeman dead and five bystanders hurt.", ["killed 1 1 police", "wounded 5 5 civilian"]),
    ("Most of the dead were women and children, and at least 70 people were unaccounted for.", ["missing 70 - person"]),
    (
        "The attack on the hospital killed two doctors and three nurses and injured 12 patients.",
        ["killed 2 2 medic", "killed 3 3 medic", "wounded 12 12 civilian"],
    ),
    (
        "Hundreds have died since the fighting erupted in April, and more than 300,000 have fled their homes.",
        ["displaced 300000 - person", "killed - - person"],
    ),
    ("Police arrested 23 suspects and seized weapons.", ["detained 23 23 person"]),
    ("Three U.S. service members died and 34 were injured.", ["killed 3 3 combatant", "wounded 34 34 combatant"]),
    (
        "The mortar round landed in a schoolyard, killing five pupils and a teacher.",
        ["killed 1 1 civilian", "killed 5 5 child"],
    ),
    (
        "Two Turkish soldiers were martyred and four wounded, the defence ministry said.",
        ["killed 2 2 combatant", "wounded 4 4 combatant"],
    ),
    (
        "Nigeria's military said it had killed 76 Boko Haram fighters and freed 42 hostages.",
        ["killed 76 76 combatant", "rescued 42 42 civilian"],
    ),
    (
        "Officials said the toll could rise as 15 of the wounded were in critical condition.",
        ["wounded 15 15 person part"],
    ),
    ("Among those killed was a Lebanese cameraman.", ["killed 1 1 journalist part"]),
    ("Clashes left 12 protesters and two police officers dead.", ["killed 12 12 civilian", "killed 2 2 police"]),
    ("Forty-one inmates died in the fire.", ["killed 41 41 prisoner"]),
    (
        "The bombing killed 12 people, eight of them policemen, and injured more than 40, some of them critically, said hospital director Ahmad Farid.",
        ["killed 12 12 person", "killed 8 8 police part", "wounded 40 - person"],
    ),
    ("Palestinian health officials said the dead included five members of one family.", ["killed 5 5 civilian part"]),
    (
        "Ten people died, said police, adding that the dead included the gunman.",
        ["killed 1 1 combatant part", "killed 10 10 person"],
    ),
    (
        "The Houthis said a U.S. strike killed three of their fighters and a child.",
        ["killed 1 1 child", "killed 3 3 combatant"],
    ),
    (
        "Kenyan police shot dead two protesters and wounded at least 10 others in Kisumu.",
        ["killed 2 2 civilian", "wounded 10 - civilian"],
    ),
    (
        "Russian air defences destroyed 47 drones overnight. Debris injured a 12-year-old girl in Voronezh.",
        ["wounded 1 1 child"],
    ),
    (
        "The clashes have killed 48 people and displaced nearly 30,000, the U.N. said.",
        ["displaced 30000 30000 person", "killed 48 48 person"],
    ),
    (
        "A rocket attack on an Iraqi base killed a U.S. contractor and wounded several American troops.",
        ["killed 1 1 civilian", "wounded - - combatant"],
    ),
    ("Four army officers were among those killed.", ["killed 4 4 combatant part"]),
    (
        "The toll rose to 64 after six more bodies were found in the ruins.",
        ["killed 6 6 person part", "killed 64 64 person"],
    ),
    (
        "Twenty-three people, 14 of them passengers on a bus, were killed when two bombs went off minutes apart.",
        ["killed 14 14 civilian part", "killed 23 23 person"],
    ),
    (
        "Two Palestinian gunmen were killed and an Israeli border policeman was moderately wounded.",
        ["killed 2 2 combatant", "wounded 1 1 police"],
    ),
    (
        "At least nine Pakistani troops and 21 militants were killed in separate clashes, the military's media wing said.",
        ["killed 21 21 combatant", "killed 9 - combatant"],
    ),
    (
        "An explosion at a mosque killed the imam and wounded 15 worshippers.",
        ["killed 1 1 civilian", "wounded 15 15 civilian"],
    ),
    (
        "Officials put the number of wounded at over 120, of whom 30 were in serious condition.",
        ["wounded 120 - person", "wounded 30 30 person part"],
    ),
    ("Thirty-one people were killed in the stampede and gunfire that followed.", ["killed 31 31 person"]),
    ("Gunmen kidnapped 30 schoolgirls and their headmistress.", ["abducted 1 1 civilian", "abducted 30 30 child"]),
    (
        "An off-duty soldier was stabbed to death and his companion seriously injured.",
        ["killed 1 1 combatant", "wounded 1 1 person"],
    ),
    (
        "Twelve Ukrainian prisoners of war were executed by their captors, the prosecutor general's office said.",
        ["killed 12 12 prisoner"],
    ),
    ("Also among the dead was a French aid worker.", ["killed 1 1 aid_worker part"]),
    (
        "The blast left at least five civilians, including a baby, dead.",
        ["killed 1 1 child part", "killed 5 - civilian"],
    ),
    (
        "Two people are dead and at least a dozen are in hospital after the shooting.",
        ["killed 2 2 person", "wounded 12 - person"],
    ),
    (
        "Three more bodies were recovered on Tuesday, taking the toll to 41.",
        ["killed 3 3 person", "killed 41 41 person"],
    ),
    ("That brings to 17 the number of aid workers killed since January.", ["killed 17 17 aid_worker"]),
    ("The death toll includes 14 women and nine children.", ["killed 14 14 woman part", "killed 9 9 child part"]),
    ("A spokesman said no American personnel were injured.", ["wounded 0 0 combatant"]),
    ("The crash killed all 14 aboard.", ["killed 14 14 civilian"]),
    ("Hamas-run authorities say more than 40,000 Palestinians have been killed.", ["killed 40000 - person"]),
    ("Nearly 60 schoolboys died in their dormitory.", ["killed 60 60 child"]),
    ("Shelling killed a mother and her newborn.", ["killed 1 1 child", "killed 1 1 woman"]),
    ("Another four died on the way to hospital.", ["killed 4 4 person"]),
    (
        "It was not immediately clear how many were hurt, but witnesses said at least 10 bodies lay in the street.",
        ["killed 10 - person"],
    ),
    ("Unknown assailants killed at least eight people and burned several houses.", ["killed 8 - person"]),
    ("The attack, in which 22 people died, was the deadliest this year.", ["killed 22 22 person"]),
    ("Twin blasts killed scores.", ["killed - - person"]),
    ("At least 19 dead as gunmen attack Nigerian village", ["killed 19 - person"]),
    ("One killed, nine wounded in grenade attack", ["killed 1 1 person", "wounded 9 9 person"]),
    ("The army killed six gunmen in Nablus in its deadliest raid this year.", ["killed 6 6 combatant"]),
    (
        "Two policemen and three attackers were killed in the firefight, a police official said.",
        ["killed 2 2 police", "killed 3 3 combatant"],
    ),
    (
        "Hospitals received the bodies of 48 people, 21 of them children.",
        ["killed 21 21 child part", "killed 48 48 person"],
    ),
    ("Ukraine returned the bodies of 40 Russian soldiers.", ["killed 40 40 combatant"]),
    ("A lieutenant colonel was among six soldiers killed.", ["killed 1 1 combatant part", "killed 6 6 combatant"]),
    (
        "Some 1,200 people, mostly civilians, were killed and 251 taken hostage on Oct. 7.",
        ["abducted 251 251 person", "killed 1200 1200 person"],
    ),
    ("Iranian-backed militias lost at least 18 fighters, the Observatory said.", ["killed 18 - combatant"]),
    ("At least 12 of the 30 people on board drowned.", ["killed 12 - civilian"]),
    ("More than 90 people have been killed, about half of them women and children.", ["killed 90 - person"]),
    ("Police said the blast had killed at least one and hurt several.", ["killed 1 - person", "wounded - - person"]),
    (
        "The airstrike killed the group's commander, Abu Khaled, and two of his aides.",
        ["killed 1 1 combatant", "killed 2 2 person"],
    ),
    ("Thousands fled their homes.", ["displaced - - person"]),
    ("At least 100,000 people have been forced from their homes.", ["displaced 100000 - person"]),
    (
        "Rescuers saved 31 migrants from the sinking boat; eight were missing.",
        ["missing 8 8 civilian", "rescued 31 31 civilian"],
    ),
    (
        "Israel says 134 hostages remain in Gaza, 32 of whom are believed dead.",
        ["abducted 134 134 civilian", "killed 32 32 civilian part"],
    ),
    (
        "Six people died in Kirkuk, three in Hawija and one in Daquq.",
        ["killed 1 1 person", "killed 3 3 person", "killed 6 6 person"],
    ),
    ("Eight were killed in Saturday's attack and 14 in Sunday's.", ["killed 14 14 person", "killed 8 8 person"]),
    ("Twelve soldiers were killed in 2014 and 19 in 2015.", ["killed 12 12 combatant", "killed 19 19 combatant"]),
    ("Nine people were killed in the attack, one in a series of bombings.", ["killed 9 9 person"]),
    ("The guard was killed in the street and two houses were burned.", ["killed 1 1 civilian"]),
    ("Neither of the two policemen was seriously wounded.", ["wounded 0 0 police"]),
    (
        '"They killed my father and my two brothers," said Ahmad, 19, who had fled to Duhok.',
        ["killed 1 1 person", "killed 2 2 person"],
    ),
    ("Two of the nine people who were killed on Monday were tourists.", ["killed 2 2 person", "killed 9 9 person"]),
    ("The bomber blew up his vest, killing himself and five guards.", ["killed 1 1 combatant", "killed 5 5 civilian"]),
    ("A man was killed, two dockers received stab wounds.", ["killed 1 1 person", "wounded 2 2 civilian"]),
    ("The man shot dead nine people before killing himself.", ["killed 1 1 person", "killed 9 9 person"]),
    (
        "A 3-year-old girl and her grandmother were among five people killed.",
        ["killed 1 1 child part", "killed 1 1 woman part", "killed 5 5 person"],
    ),
    (
        "A rocket hit a school, killing, according to local teachers, six pupils and wounding 20.",
        ["killed 6 6 child", "wounded 20 20 child"],
    ),
]

BROADSHEETS = [
    (
        "By nightfall the hospital had counted 31 corpses, nine of them too small for the shrouds that the nurses had.",
        ["killed 31 31 person", "killed 9 9 person part"],
    ),
    ("The shelling that week took the lives of 19 people; twice that number were maimed.", ["killed 19 19 person"]),
    ("Her son, a 22-year-old conscript, was killed near Izium in the spring.", ["killed 1 1 combatant"]),
    ("He lost two brothers and a cousin in the raid.", ["killed 1 1 person", "killed 2 2 person"]),
    (
        "Some 200 fighters, and perhaps as many civilians, perished in the siege.",
        ["killed 200 200 civilian", "killed 200 200 combatant"],
    ),
    ("The strike wiped out a family of eight as they sat down to dinner.", ["killed 8 8 civilian"]),
    ("The morgue received 17 bodies that night, all of them men of fighting age.", ["killed 17 17 person"]),
    (
        "It was the deadliest day of the year for the force: nine officers dead, another 14 in hospital.",
        ["killed 9 9 police", "wounded 14 14 police"],
    ),
    (
        "Rebels admitted to the loss of 30 fighters, although the army spoke of 75 enemy dead.",
        ["killed 30 30 combatant", "killed 75 75 combatant"],
    ),
    ("More than a dozen policemen have been murdered in the province since January.", ["killed 12 - police"]),
    ("Five journalists have been killed since October, more than in any year on record.", ["killed 5 5 journalist"]),
    (
        "The officer, a 29-year-old father of two, was shot twice in the neck and died at the scene.",
        ["killed 1 1 police"],
    ),
    (
        "Soldiers rounded up some 400 men and boys; the bodies of at least 60 were later found in a ravine.",
        ["detained 400 400 person", "killed 60 - person"],
    ),
    ("Aid agencies say a quarter of a million people have been uprooted.", ["displaced 250000 250000 person"]),
    ("Also killed were two engineers and a driver.", ["killed 1 1 civilian", "killed 2 2 civilian"]),
    ("Also injured was a street vendor.", ["wounded 1 1 civilian"]),
    ("Killed in the attack were four policemen and a trader.", ["killed 1 1 civilian", "killed 4 4 police"]),
    ("They murdered, at gunpoint, a soldier who was in a hospital bed.", ["killed 1 1 combatant"]),
    (
        "The post has stood empty since August, when Daniel Varela, party leader and former ambassador to Spain, was shot dead.",
        ["killed 1 1 civilian"],
    ),
    ("A group of unidentified men today killed Angela Duarte, wife of Colonel Carlos Duarte.", ["killed 1 1 woman"]),
    ("The fight was stepped up following the killing of a presidential candidate.", ["killed 1 1 civilian"]),
    (
        "Only one person who happened to be passing through the park at the time of the explosion was wounded.",
        ["wounded 1 1 person"],
    ),
    ("We condemn the violent murder of a member of the police.", ["killed 1 1 police"]),
    ("A university president was assassinated by the squad.", ["killed 1 1 civilian"]),
    ("The colonel had been murdered; Garay was murdered that evening.", ["killed 1 1 combatant", "killed 1 1 person"]),
    ("There is the case of Justo Silva, who was assassinated by a policeman.", ["killed 1 1 person"]),
    ("Five men are suspected of killing presidential candidate Luis Garay.", ["killed 1 1 civilian"]),
    ("In the first week alone, 400 died.", ["killed 400 400 person"]),
    ("The war has cost at least 150,000 lives.", ["killed 150000 - person"]),
    ("Gangs killed 5,600 people last year, a thousand more than the year before.", ["killed 5600 5600 person"]),
]

SYRIA = [
    (
        "At least 21 civilians were killed on Friday in Russian air raids on Maarat al-Numan, said the Syrian Observatory for Human Rights. Eight of them were children.",
        ["killed 21 - civilian", "killed 8 8 child part"],
    ),
    (
        "The Observatory said 14 regime troops and allied militiamen were killed, as were nine jihadists.",
        ["killed 14 14 combatant", "killed 9 9 combatant"],
    ),
    (
        "SANA said a rocket fired by terrorists hit a house in Aleppo's Hamdaniya district, martyring a woman and wounding her three children.",
        ["killed 1 1 woman", "wounded 3 3 child"],
    ),
    (
        "White Helmets volunteers recovered the bodies of a man, his wife and their daughter.",
        ["killed 1 1 child", "killed 1 1 person", "killed 1 1 woman"],
    ),
    ("Two White Helmets rescuers were killed in a double-tap strike.", ["killed 2 2 medic"]),
    (
        "Activists said 33 people, mostly women and children, died in the chemical attack; dozens more were suffering from breathing difficulties.",
        ["killed 33 33 person", "wounded - - person"],
    ),
    (
        "Ten rebels and seven pro-government fighters died in clashes near Palmyra, activists reported.",
        ["killed 10 10 combatant", "killed 7 7 combatant"],
    ),
    (
        "The shelling claimed eight lives, including that of a pregnant woman.",
        ["killed 1 1 woman part", "killed 8 8 person"],
    ),
    ("The coalition acknowledged that its strike unintentionally killed six civilians.", ["killed 6 6 civilian"]),
    (
        "State news agency SANA reported the death of three people and the injury of nine, most of them pupils, in mortar attacks on Damascus.",
        ["killed 3 3 person", "wounded 9 9 person"],
    ),
    (
        "Opposition activists said at least 50 people had been killed in shelling of Douma, including 17 children, and 200 wounded.",
        ["killed 17 17 child part", "killed 50 - person", "wounded 200 200 person"],
    ),
    (
        "Eleven civilians, the majority of them from the same family, were killed by landmines left by the jihadists.",
        ["killed 11 11 civilian"],
    ),
    ("The bodies of 25 executed soldiers were found in a mass grave near Tabqa.", ["killed 25 25 combatant"]),
    (
        "Local Coordination Committees documented 67 martyrs, among them nine women and six children.",
        ["killed 6 6 child part", "killed 67 67 person", "killed 9 9 woman part"],
    ),
    ("Among the dead were 14 fighters of the Nusra Front.", ["killed 14 14 combatant part"]),
    (
        "Barrel bombs dropped on Saraqeb killed a couple and their three children.",
        ["killed 2 2 person", "killed 3 3 child"],
    ),
    ("At least 35 Syrian army soldiers were killed in an ambush on a bus in Deir al-Zor.", ["killed 35 - combatant"]),
    (
        "Russia said one of its pilots had been killed and a marine died in the rescue.",
        ["killed 1 1 combatant", "killed 1 1 combatant"],
    ),
    (
        "Three displaced women lost their lives and a boy was left with serious burns when the camp was shelled.",
        ["killed 3 3 woman", "wounded 1 1 child"],
    ),
    ("The raid killed a displaced man and his niece near Sarmada.", ["killed 1 1 person", "killed 1 1 person"]),
    ("Ankara said that six PKK/YPG militants had been neutralised.", ["killed 6 6 combatant"]),
    (
        "Two girls and a guard figured among those killed in the raids.",
        ["killed 1 1 civilian part", "killed 2 2 child part"],
    ),
    (
        "The bombardment left seven fighters dead and wounded a displaced woman and her son.",
        ["killed 7 7 combatant", "wounded 1 1 person", "wounded 1 1 woman"],
    ),
    (
        "The mine killed nine people, bringing the number of civilians killed since the start of 2022 to 12.",
        ["killed 12 12 civilian", "killed 9 9 person"],
    ),
    (
        "Thus, it rises to 1,214, including 90 children, the number of people killed since the beginning of the operation.",
        ["killed 1214 1214 person", "killed 90 90 child part"],
    ),
    (
        "The army said nine people died, but activists gave a figure of 45.",
        ["killed 45 45 person", "killed 9 9 person"],
    ),
    ("The White Helmets said that four of its members had been killed.", ["killed 4 4 aid_worker"]),
    ("The party mourned three of its fighters on Monday.", ["killed 3 3 combatant"]),
    ('"We lost 17 martyrs on this front," said Abu Yahya, a rebel commander.', ["killed 17 17 combatant"]),
]

LIVE = [
    ("10:42 - Four dead in missile strike on Kryvyi Rih, mayor says", ["killed 4 4 person"]),
    (
        "UPDATE: Death toll from the Kharkiv strike now stands at seven, with 59 hurt",
        ["killed 7 7 person", "wounded 59 59 person"],
    ),
    (
        "15.20 Two children are among those injured. Rescuers are still looking for three people under the debris.",
        ["missing 3 3 person", "wounded 2 2 child part"],
    ),
    ("Woman killed, two hurt in Nikopol shelling", ["killed 1 1 woman", "wounded 2 2 person"]),
    (
        "Casualties so far: 3 dead, 21 injured (incl. 4 children)",
        ["killed 3 3 person", "wounded 21 21 person", "wounded 4 4 child part"],
    ),
    ("Number of wounded climbs to 38 - emergency service", ["wounded 38 38 person"]),
    ("No injuries have been reported at this stage.", ["wounded 0 0 person"]),
    ("A first responder was killed while putting out a fire caused by the first strike.", ["killed 1 1 aid_worker"]),
    ("Five-year-old boy among wounded in Kharkiv", ["wounded 1 1 child part"]),
    (
        "Rescuers end search in Uman. Final toll: 23 dead, six of them children.",
        ["killed 23 23 person", "killed 6 6 child part"],
    ),
    (
        "8.15am: Police say one person has been killed and three injured. 8.40am: Now two dead, police say.",
        ["killed 1 1 person", "killed 2 2 person", "wounded 3 3 person"],
    ),
    (
        "Hospital officials tell us they have received 42 injured, nine of whom need surgery.",
        ["wounded 42 42 person", "wounded 9 9 person part"],
    ),
    ("Two residential blocks hit, at least 5 killed - governor", ["killed 5 - person"]),
    ("Kherson: two dead, a child among the injured", ["killed 2 2 person", "wounded 1 1 child part"]),
    ("BREAKING Suicide bomber kills 11 at Kabul voter centre", ["killed 11 11 person"]),
    ("We're now hearing that as many as nine people may have been killed.", ["killed - 9 person"]),
    ("Death toll now 14, says Ukraine's emergency service", ["killed 14 14 person"]),
]

CAPITALS = [
    (
        "GUERRILLAS OF THE FARC ATTACKED A POLICE STATION IN SAN VICENTE, LEAVING A TOLL OF FIVE POLICEMEN DEAD AND THREE WOUNDED.",
        ["killed 5 5 police", "wounded 3 3 police"],
    ),
    (
        "UNIDENTIFIED INDIVIDUALS SHOT AND KILLED A JUDGE AND HIS BODYGUARD IN MEDELLIN LAST NIGHT.",
        ["killed 1 1 civilian", "killed 1 1 person"],
    ),
    (
        "THE ARMY REPORTED THAT 12 SUBVERSIVES WERE KILLED AND SEVEN CAPTURED. THREE SOLDIERS DIED IN THE ACTION.",
        ["captured 7 7 combatant", "killed 12 12 combatant", "killed 3 3 combatant"],
    ),
    (
        "A CAR BOMB EXPLODED IN FRONT OF THE HOTEL. AS A RESULT, TWO PERSONS WERE KILLED AND 15 WERE INJURED, SIX OF THEM SERIOUSLY.",
        ["killed 2 2 person", "wounded 15 15 person", "wounded 6 6 person part"],
    ),
    ("TWO PEASANTS AND A RURAL TEACHER WERE MURDERED BY HOODED MEN.", ["killed 1 1 civilian", "killed 2 2 civilian"]),
    ("FOUR MEMBERS OF THE NATIONAL POLICE DIED WHEN THEIR VEHICLE WAS BLOWN UP.", ["killed 4 4 police"]),
    ("THE BODIES OF THREE TRADE UNION LEADERS WERE FOUND WITH SIGNS OF TORTURE.", ["killed 3 3 civilian"]),
    ("THE TERRORISTS KIDNAPPED TWO U.S. CITIZENS WHO WORK FOR THE COMPANY.", ["abducted 2 2 civilian"]),
    (
        "A BOMB PLACED BY THE SHINING PATH CAUSED THE DEATH OF A POLICE SERGEANT AND SLIGHT INJURIES TO TWO CIVILIANS.",
        ["killed 1 1 police", "wounded 2 2 civilian"],
    ),
    (
        "POLICE SAID THAT EIGHT PEOPLE, INCLUDING A 10-YEAR-OLD CHILD, LOST THEIR LIVES.",
        ["killed 1 1 child part", "killed 8 8 person"],
    ),
    ("SIX JESUIT PRIESTS AND TWO WOMEN WERE SAVAGELY MURDERED AT DAWN.", ["killed 2 2 woman", "killed 6 6 civilian"]),
    (
        "THE ATTACK RESULTED IN 3 DEAD AND 10 WOUNDED AMONG THE CIVILIAN POPULATION.",
        ["killed 3 3 civilian", "wounded 10 10 civilian"],
    ),
    (
        "THE MINISTER, HIS WIFE AND TWO BODYGUARDS PERISHED IN THE ATTACK.",
        ["killed 1 1 civilian", "killed 1 1 woman", "killed 2 2 person"],
    ),
    (
        "POLICE SPOKESMEN SAID THAT A PREGNANT WOMAN AND HER 3-YEAR-OLD SON WERE AMONG THE DEAD.",
        ["killed 1 1 child part", "killed 1 1 woman part"],
    ),
    (
        "A YOUNG MAN WAS KILLED AND HIS GIRLFRIEND WAS SERIOUSLY INJURED WHEN A BOMB EXPLODED.",
        ["killed 1 1 person", "wounded 1 1 woman"],
    ),
    (
        "ACCORDING TO THE COMMUNIQUE, THE ACTION LEFT 15 SOLDIERS DEAD, 20 WOUNDED, AND 8 TAKEN PRISONER.",
        ["captured 8 8 combatant", "killed 15 15 combatant", "wounded 20 20 combatant"],
    ),
    (
        "GUERRILLAS ASSASSINATED A FORMER MAYOR, TWO COUNCILMEN AND FOUR PEASANTS IN URABA.",
        ["killed 1 1 civilian", "killed 2 2 civilian", "killed 4 4 civilian"],
    ),
    ("TEN PERSONS WERE MASSACRED EARLY TODAY BY A PARAMILITARY SQUAD IN CORDOBA.", ["killed 10 10 person"]),
    (
        "THE EXPLOSION KILLED A NIGHT WATCHMAN AND INJURED A POLICEMAN AND TWO PASSERSBY.",
        ["killed 1 1 civilian", "wounded 1 1 police", "wounded 2 2 civilian"],
    ),
    (
        "SOME 30 REBELS TOOK OVER THE TOWN AND KILLED THE POLICE CHIEF AND THREE AGENTS.",
        ["killed 1 1 police", "killed 3 3 police"],
    ),
    (
        "WE REPORT THAT CITIZEN JUSTO SALAS RODRIGUEZ, 42, WAS KILLED BY TWO BULLETS FIRED BY A MEMBER OF THE PARTY.",
        ["killed 1 1 civilian"],
    ),
    (
        "A GROUP OF UNIDENTIFIED INDIVIDUALS TODAY KILLED ANGELA DUARTE, WIFE OF COLONEL CARLOS DUARTE OF THE ARMED FORCES, IN NORTHERN BOGOTA.",
        ["killed 1 1 woman"],
    ),
    ("FIVE MEN ARE SUSPECTED OF KILLING LIBERAL PRESIDENTIAL CANDIDATE LUIS GARAY.", ["killed 1 1 civilian"]),
    ("RODRIGUEZ LOBO, 65, WAS KILLED BY ALLEGED URBAN GUERRILLAS.", ["killed 1 1 person"]),
    (
        "THE MURDER OF SENATOR LUIS GARAY AND TWO OF HIS BODYGUARDS WAS CONDEMNED.",
        ["killed 1 1 civilian", "killed 2 2 person"],
    ),
    ("A 12- YEAR-OLD GIRL WAS INJURED IN SOYAPANGO.", ["wounded 1 1 child"]),
    ("THIS MORNING, LEGAL ADVISOR ABEL DIAZ WAS SHOT DEAD.", ["killed 1 1 civilian"]),
    ("HE WAS KILLED LAST FRIDAY.", ["killed 1 1 person"]),
    (
        "THEY CONDEMN THE MURDERS OF THE JESUIT PRIESTS, THEIR COOK AND HER DAUGHTER.",
        ["killed 1 1 child", "killed 1 1 civilian"],
    ),
    ("HE RECEIVED THE BANNER OF LUIS GARAY, WHO WAS KILLED LAST FRIDAY.", ["killed 1 1 person"]),
    (
        "THE GUERRILLAS KILLED EIGHT SOLDIERS, WOUNDED 12, AND CAPTURED FIVE OTHERS.",
        ["captured 5 5 combatant", "killed 8 8 combatant", "wounded 12 12 combatant"],
    ),
    (
        "IN ADDITION, TWO POLICE AGENTS DIED AND A SERGEANT WAS WOUNDED WHEN A BOMB EXPLODED.",
        ["killed 2 2 police", "wounded 1 1 combatant"],
    ),
    (
        "ACCORDING TO POLICE, AT LEAST 20 PEOPLE DIED, AMONG THEM FIVE CHILDREN, AND 70 WERE INJURED.",
        ["killed 20 - person", "killed 5 5 child part", "wounded 70 70 person"],
    ),
    ("THE REBELS CLAIM TO HAVE INFLICTED 45 CASUALTIES ON THE ARMY.", ["casualties 45 45 combatant"]),
    ("TWO BODYGUARDS OF THE SENATOR WERE KILLED AND HIS WIFE WAS WOUNDED.", ["killed 2 2 person", "wounded 1 1 woman"]),
    (
        "A PRELIMINARY TALLY INDICATES THAT THERE ARE FIVE DEAD AND 22 INJURED.",
        ["killed 5 5 person", "wounded 22 22 person"],
    ),
    ("POLICE FOUND THE BULLET-RIDDLED BODY OF A LAWYER ON THE ROAD TO THE AIRPORT.", ["killed 1 1 civilian"]),
    (
        "THERE HAVE BEEN 58 DEATHS AND MORE THAN 100 INJURIES SINCE JANUARY.",
        ["killed 58 58 person", "wounded 100 - person"],
    ),
    (
        "A SERGEANT, TWO CORPORALS AND SEVEN SOLDIERS DIED IN THE AMBUSH.",
        ["killed 1 1 combatant", "killed 2 2 combatant", "killed 7 7 combatant"],
    ),
    ("THE RADIO REPORTED 400 MILITARY CASUALTIES IN TWO DAYS.", ["casualties 400 400 combatant"]),
    ("FIVE CASUALTIES WERE INFLICTED ON THE NORTHERN BRIGADE.", ["casualties 5 5 combatant"]),
    ("THE JUDGE DOES NOT KNOW WHO PLANNED ANA RUIZ'S ASSASSINATION.", ["killed 1 1 person"]),
]

HEADLINES = [
    ("Suicide bomber kills 23 in Kabul mosque", ["killed 23 23 person"]),
    ("Gunmen kill 14 bus passengers in Balochistan", ["killed 14 14 civilian"]),
    ("At least 30 dead, scores injured in Baghdad market blast", ["killed 30 - person", "wounded - - person"]),
    ("Two Israeli soldiers killed in Gaza fighting", ["killed 2 2 combatant"]),
    ("Israeli strike kills family of six in Rafah", ["killed 6 6 civilian"]),
    ("Aleppo hospital bombing leaves 50 dead", ["killed 50 50 person"]),
    ("Death toll in Kharkiv strike rises to 18", ["killed 18 18 person"]),
    ("Journalist shot dead in Mexico", ["killed 1 1 journalist"]),
    ("Boko Haram abducts 20 women in Borno", ["abducted 20 20 woman"]),
    ("US drone strike kills senior al-Qaeda leader in Yemen", ["killed 1 1 combatant"]),
    (
        "Nine killed, including three children, in Russian attack on Zaporizhzhia",
        ["killed 3 3 child part", "killed 9 9 person"],
    ),
    ("Syria: 72 killed in Idlib chemical attack", ["killed 72 72 person"]),
    ("Militants kill policeman, wound two in Kashmir", ["killed 1 1 police", "wounded 2 2 person"]),
    ("3 aid workers among 9 killed in South Sudan ambush", ["killed 3 3 aid_worker part", "killed 9 9 person"]),
    ("Car bomb injures 40 in Bogota police academy", ["wounded 40 40 person"]),
    ("Taliban attack kills dozens of Afghan troops", ["killed - - combatant"]),
    ("Somalia: Al-Shabab attack on hotel leaves at least 21 dead", ["killed 21 - person"]),
    ("Pakistani Taliban claim attack that killed 10", ["killed 10 10 person"]),
    ("Palestinian teen killed by Israeli fire in West Bank", ["killed 1 1 child"]),
    ("Ukraine says it shot down 20 drones; one killed in Odesa", ["killed 1 1 person"]),
    ("French soldier killed in Mali", ["killed 1 1 combatant"]),
    ("Five UN peacekeepers killed in Mali attack", ["killed 5 5 combatant"]),
    ("Bus bomb kills four tourists near Giza pyramids", ["killed 4 4 civilian"]),
    ("Toll from Mogadishu truck bomb passes 500", ["killed 500 - person"]),
    ("Police kill 11 in Rio favela raid", ["killed 11 11 person"]),
    ("Mass grave with 60 bodies found near Tripoli", ["killed 60 60 person"]),
    ("Hamas frees two American hostages", ["rescued 2 2 civilian"]),
    ("Mother, two children killed in shelling of Nikopol", ["killed 1 1 woman", "killed 2 2 child"]),
    ("Afghan blast: 8 children among 12 dead", ["killed 12 12 person", "killed 8 8 child part"]),
    ("Rebels down helicopter, killing all five on board", ["killed 5 5 civilian"]),
    ("No casualties as rocket hits Green Zone", ["casualties 0 0 person"]),
    ("Two dead in shooting outside Brussels museum", ["killed 2 2 person"]),
    ("IS beheads British aid worker", ["killed 1 1 aid_worker"]),
    ("Iraq: 1,375 killed in January, UN says", ["killed 1375 1375 person"]),
    ("Soldier, 3 rebels die in southern Philippines clash", ["killed 1 1 combatant", "killed 3 3 combatant"]),
    ("Driver killed as mine hits truck in Kherson region", ["killed 1 1 civilian"]),
    ("Suicide bomber kills self, six others at mosque", ["killed 1 1 combatant", "killed 6 6 person"]),
]

KIN_AND_LISTS = [
    (
        "Rahim and his bodyguard were killed, and his driver was injured in the attack.",
        ["killed 1 1 person", "killed 1 1 person", "wounded 1 1 civilian"],
    ),
    (
        "Khaled Ibrahim, his wife Samira and their baby son were killed when a drone struck their car.",
        ["killed 1 1 child", "killed 1 1 person", "killed 1 1 woman"],
    ),
    (
        "Muhammad al-Hassan, a media activist from Douma city, died from wounds that he sustained in shelling.",
        ["killed 1 1 journalist"],
    ),
    (
        "Four people, a man, his wife and two of their children, were martyred in shelling on Saraqib.",
        ["killed 1 1 person", "killed 1 1 woman", "killed 2 2 child", "killed 4 4 person"],
    ),
    ("Her sister, Hala, 6, lost an arm.", ["wounded 1 1 child"]),
    ("His brother Omar, 31, was shot dead.", ["killed 1 1 person"]),
    (
        "The office verified 6 civilian deaths and 30 injuries last week.",
        ["killed 6 6 civilian", "wounded 30 30 civilian"],
    ),
    (
        "The mission documented 1,662 civilian deaths and 3,581 injured.",
        ["killed 1662 1662 civilian", "wounded 3581 3581 civilian"],
    ),
    ("They attacked a police post, killing three agents and taking five others prisoner.", [
        "captured 5 5 combatant", "killed 3 3 police"
    ]),
    ("Monitors told of the death of 9 members of the regime forces in clashes.", ["killed 9 9 combatant"]),
    ("The toll rose to 16; 52 people are being treated.", ["killed 16 16 person", "wounded 52 52 person"]),
    ("A rescuer was injured when a second bomb fell.", ["wounded 1 1 medic"]),
    ("A woman, 67, was killed and three people, including a 12-year-old boy, were hurt in Ochakiv.", [
        "killed 1 1 woman", "wounded 1 1 child part", "wounded 3 3 person"
    ]),
    ("At least 21 members of the security forces, 13 rebels and 46 civilians were among the dead in Homs.", [
        "killed 13 13 combatant part", "killed 21 - combatant part", "killed 46 46 civilian part"
    ]),
    ("Two soldiers died, raising to 402 the number of troops lost since the offensive began.", [
        "killed 2 2 combatant", "killed 402 402 combatant"
    ]),
    ("Thirteen miners were taken captive; nine soldiers were taken captive.", [
        "abducted 13 13 civilian", "captured 9 9 combatant"
    ]),
    ("Gunmen abducted 317 students from a school; 279 have since been freed.", [
        "abducted 317 317 civilian", "rescued 279 279 civilian"
    ]),
    ("The army said it had put about forty jihadists out of action.", ["casualties 40 40 combatant"]),
    ("Fighters attacked a village, killing ten people and abducting a pastor's two daughters.", [
        "abducted 2 2 child", "killed 10 10 person"
    ]),
    ("By nightfall 41 of the wounded had died.", ["killed 41 41 person part"]),
    ("A bomb killed a soldier and wounded four of his colleagues.", ["killed 1 1 combatant", "wounded 4 4 combatant"]),
    ("A rubber tapper was hacked to death.", ["killed 1 1 civilian"]),
    ("The air force had attacked a meeting of terrorists and killed 14 of them.", ["killed 14 14 combatant"]),
    ("Two port employees died. There are seven injured, three of them serious.", [
        "killed 2 2 civilian", "wounded 3 3 person part", "wounded 7 7 person"
    ]),
    ("Drones cause most civilian casualties, according to monitors, who recorded 16 killed and 144 injured.", [
        "killed 16 16 civilian", "wounded 144 144 civilian"
    ]),
    ("A diplomat put Russian losses in the offensive at well over a thousand dead.", ["killed 1000 - combatant"]),
    ("The number of dead, police said, is 12. More than 250 people have since died.", [
        "killed 12 12 person", "killed 250 - person"
    ]),
]  # fmt: skip
"""People told of together: names with their kin, lists with an age, groups that the word of harm tells."""

TABLE = [*INCIDENT_SUMMARIES, *MONITORS, *WIRE, *BROADSHEETS, *SYRIA, *LIVE, *CAPITALS, *KIN_AND_LISTS]
expect(tuple(text for text, _ in TABLE))


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_passage_gives_its_figures(text, expected):
    assert sorted(told(read(casualty_figures, text))) == expected


@cache
def of_headlines() -> pl.DataFrame:
    bodies = ["The report was sent on Monday."] * len(HEADLINES)
    return casualty_figures(batch_of(*bodies, headline=[headline for headline, _ in HEADLINES]))


@pytest.mark.parametrize("number", range(len(HEADLINES)), ids=[headline for headline, _ in HEADLINES])
def test_a_headline_gives_its_figures(number):
    rows = of_headlines().filter(pl.col("version_id") == str(number))
    assert sorted(told(rows)) == HEADLINES[number][1]
