"""Sentences as news writes them, and the figures they state: (measure, low, high, victim group).

A row that ends in "part" is a part of a larger figure. Every sentence is invented.
"""

import pytest
from reading import read, told

from pipelines.extract.casualties import casualty_figures

WIRE = [
    (
        "At least two soldiers and an assailant were killed and four people, including two civilians, were injured in"
        " the blast.",
        ["killed 2 - combatant", "killed 1 1 combatant", "wounded 4 4 person", "wounded 2 2 civilian part"],
    ),
    (
        "The attack left at least 20 dead, among them seven police officers, and more than 50 wounded.",
        ["killed 20 - person", "killed 7 7 police part", "wounded 50 - person"],
    ),
    ("A Reuters journalist was killed and six others were wounded.", ["killed 1 1 journalist", "wounded 6 6 person"]),
    ("Four Syrian soldiers were killed, seven wounded in the raid.", ["killed 4 4 combatant", "wounded 7 7 combatant"]),
    ("Two terrorist bombings have wounded six persons.", ["wounded 6 6 person"]),
    ("Hundreds of people have since been killed.", ["killed - - person"]),
    ("As many as 60 troops and 40 militants are thought to have been killed.", ["killed - 60 combatant", "killed 40 40 combatant"]),
    (
        "Eight Turkish soldiers were killed, bringing to 33 the number of Turkish troops killed this month.",
        ["killed 8 8 combatant", "killed 33 33 combatant"],
    ),
    (
        "Three people were killed, bringing to 35 the number lost since July.",
        ["killed 3 3 person", "killed 35 35 person"],
    ),
    ("Twelve wounded soldiers were flown to the capital.", ["wounded 12 12 combatant"]),
    ("Security forces shot dead two militants.", ["killed 2 2 combatant"]),
    ("Gunmen shot six youths by the roadside.", ["killed 6 6 person"]),
    ("One man died and another was injured.", ["killed 1 1 person", "wounded 1 1 person"]),
    ("Two gunmen attacked the post; both were killed.", ["killed 2 2 person"]),
    ("A family of four was killed.", ["killed 4 4 civilian"]),
    ("Shells killed a family of five.", ["killed 5 5 civilian"]),
    ("The army said 37 guerrillas (FLN) and 12 soldiers were killed.", ["killed 37 37 combatant", "killed 12 12 combatant"]),
    ("Police said six Germans, four U.S. citizens, a Canadian and a Spaniard were arrested.",
     ["detained 6 6 person", "detained 4 4 civilian", "detained 1 1 person", "detained 1 1 person"]),
    ("More than 2,000 people - many of them civilians - have been killed.", ["killed 2000 - person", "killed - - civilian part"]),
    ("Three further arrests were made on Monday.", ["detained 3 3 person"]),
]  # fmt: skip

SUMMARIES = [
    ("Ten assailants, two of whom detonated their vests, were killed.", ["killed 10 10 combatant"]),
    (
        "At least 11 people, including three children, were killed and 24 others were injured in the blast.",
        ["killed 11 - person", "killed 3 3 child part", "wounded 24 24 person"],
    ),
    ("Two of the assailants were killed when the device detonated prematurely.", ["killed 2 2 combatant"]),
    ("The assailant and one civilian were killed in the explosion.", ["killed 1 1 combatant", "killed 1 1 civilian"]),
    ("An unknown number of people were injured.", ["wounded - - person"]),
    ("There were no reported casualties in the attack.", ["casualties 0 0 person"]),
    ("The victim was found dead two days later.", ["killed 1 1 person"]),
    ("Sources indicated that between 3 and 7 people were killed.", ["killed 3 7 person"]),
    ("One person, identified as Abdul Karim, was killed and two were injured.", ["killed 1 1 person", "wounded 2 2 person"]),
    ("Assailants abducted 14 bus passengers, of whom nine are still being held.", ["abducted 14 14 civilian", "abducted 9 9 civilian part"]),
]  # fmt: skip

NGO = [
    (
        "Between 3 and 5 civilians, among them at least two children, reportedly died.",
        ["killed 3 5 civilian", "killed 2 - child part"],
    ),
    ("Local sources put the death toll at 12.", ["killed 12 12 person"]),
    ("The strike resulted in the deaths of four family members.", ["killed 4 4 civilian"]),
    ("Local media reported the death of a woman and her two children.", ["killed 1 1 woman", "killed 2 2 child"]),
    (
        "The network documented the killing of 14 civilians, including two children and one woman.",
        ["killed 14 14 civilian", "killed 2 2 child part", "killed 1 1 woman part"],
    ),
    ("Up to ten civilians were injured by artillery strikes on the town.", ["wounded - 10 civilian"]),
    ("Six civilians were martyred and dozens wounded by barrel bombs.", ["killed 6 6 civilian", "wounded - - civilian"]),
    ("Two children were among eight civilians killed in the shelling.", ["killed 2 2 child part", "killed 8 8 civilian"]),
    (
        "Four people were killed: two women, a man and a six-year-old girl.",
        ["killed 4 4 person", "killed 2 2 woman part", "killed 1 1 person part", "killed 1 1 child part"],
    ),
    ("Of the injured, 24 are civilians and eight are police officers.", ["wounded 24 24 civilian part", "wounded 8 8 police part"]),
    ("At least 13 women and children were killed.", ["killed 13 - civilian"]),
    ("His 14-year-old brother was killed.", ["killed 1 1 child"]),
    ("A 16-year-old was shot dead by soldiers.", ["killed 1 1 child"]),
    ("Nine members of the armed forces were killed.", ["killed 9 9 combatant"]),
    ("Fighting has driven more than 2,000 people from their homes.", ["displaced 2000 - person"]),
    ("A panel said between 10,000 and 15,000 people were slain there.", ["killed 10000 15000 person"]),
]  # fmt: skip

PERSONS = [
    ("A US soldier died in the blast.", ["killed 1 1 combatant"]),
    ("Carlos Mora and his five children died in the raid.", ["killed 1 1 person", "killed 5 5 child"]),
    ("Mayor Ana Ruiz was kidnapped in May and found dead on Monday.", ["abducted 1 1 civilian", "killed 1 1 civilian"]),
    ("Two engineers were abducted and later killed.", ["abducted 2 2 civilian", "killed 2 2 civilian"]),
    ("Four people were injured and taken to hospital.", ["wounded 4 4 person"]),
    ("Mora's driver was killed and his bodyguard wounded.", ["killed 1 1 civilian", "wounded 1 1 person"]),
    ("The body of Carlos Mora, 30, who was kidnapped in August, had knife wounds.", ["killed 1 1 person"]),
    ("Rebels killed the mayor of the town, as well as two peasants.", ["killed 1 1 civilian", "killed 2 2 civilian"]),
    ("Gunmen fired at Javed Khan, killing him and injuring his son.", ["killed 1 1 person", "wounded 1 1 person"]),
    ("An assailant detonated explosives, killing himself and two guards.", ["killed 1 1 combatant", "killed 2 2 civilian"]),
    ("The men shot at the couple, killing both.", ["killed 2 2 person"]),
    ("She was president from 2010 to 2014 and her cousin died in the crash.", ["killed 1 1 person"]),
    (
        "The dead included two doctors from the coast, and their two children.",
        ["killed 2 2 medic part", "killed 2 2 child part"],
    ),
    ("Mayor Ana Ruiz was shot dead.", ["killed 1 1 civilian"]),
    ("The journalist Omar Haddad was killed in the shelling.", ["killed 1 1 journalist"]),
    ("Carlos Mora, 45, was killed in the raid.", ["killed 1 1 person"]),
    ("Carlos Mora, mayor of the town in the north, was killed by gunmen.", ["killed 1 1 civilian"]),
    ("The assassination of Carlos Mora shook the country.", ["killed 1 1 person"]),
    ("The judge's murder led to a strike.", ["killed 1 1 civilian"]),
    ("Gunmen killed Captain Lee and wounded two.", ["killed 1 1 combatant", "wounded 2 2 person"]),
    ("The driver was killed.", ["killed 1 1 civilian"]),
    ("Sgt. Juan L. Perez, 24, of the 2nd Battalion, was killed in action.", ["killed 1 1 combatant"]),
    ("THE MURDER OF MSGR CARLOS MORA WAS CONDEMNED.", ["killed 1 1 person"]),
    ("GENERAL ENRIQUE MORA LOPEZ WAS ASSASSINATED TODAY.", ["killed 1 1 combatant"]),
    ("MORA'S MURDER WAS CONDEMNED.", ["killed 1 1 person"]),
    ("She is the third nurse to be killed this year.", ["killed 3 3 medic"]),
    ("This is the 40th confirmed death in the camp.", ["killed 40 40 person"]),
    ("Gunmen killed the driver of the bus and two passengers.", ["killed 1 1 civilian", "killed 2 2 civilian"]),
]  # fmt: skip

CORRECTIONS = [
    ("The death toll was later revised to 14 from 12.", ["killed 14 14 person", "killed 12 12 person"]),
    ("The death toll from a bombing at the consulate in the city rose to at least six.", ["killed 6 - person"]),
    ("The confirmed death count is over 120,000.", ["killed 120000 - person"]),
    ("The toll rose from 12 to 14.", ["killed 12 12 person", "killed 14 14 person"]),
    ("Earlier reports had put the death toll at 12.", ["killed 12 12 person"]),
]

GOING_ON = [
    ("Shells hit the village, killing 12 people. By Friday the number had risen to 34.", ["killed 12 12 person", "killed 34 34 person"]),
    ("Twenty people were killed. The governor put it at nine.", ["killed 20 20 person", "killed 9 9 person"]),
    ("Thirty people were killed. Nineteen of them are children.", ["killed 30 30 person", "killed 19 19 child part"]),
    ("Six people were killed. Two were nurses.", ["killed 6 6 person", "killed 2 2 medic part"]),
    ("Six people were killed. The office recorded 40 thefts, nine of them in the port.", ["killed 6 6 person"]),
]  # fmt: skip
"""Figures whose word of harm stands in a sentence before."""

SIDES = [
    ("Our side lost 14 in the battle.", ["killed 14 14 combatant"]),
    ("The republic has lost 40,000 men since the spring.", ["killed 40000 40000 combatant"]),
    ("The militia admitted the loss of three of its own.", ["killed 3 3 combatant"]),
    ("The army has suffered around 850 casualties.", ["casualties 850 850 combatant"]),
    ("The blast caused 30 casualties.", ["casualties 30 30 person"]),
    ("The family lost three members.", ["killed 3 3 person"]),
    ("Losses in the valley came to 480 men.", ["casualties 480 480 combatant"]),
    ("Gunmen opened fire on worshippers, killing 12.", ["killed 12 12 civilian"]),
    ("A bomb hit a bus full of pupils, killing seven and injuring nine.", ["killed 7 7 child", "wounded 9 9 child"]),
    ("An attack by militants, killing three, was condemned.", ["killed 3 3 person"]),
]
"""Who the dead are, where no noun says it."""

HELD = [
    ("It still holds the 25 crew.", ["abducted 25 25 civilian"]),
    ("We hold 412 suspects.", ["detained 412 412 person"]),
    ("Rescue workers are searching for two more people.", ["missing 2 2 person"]),
    ("The fighting left 5,000 people homeless.", ["displaced 5000 5000 person"]),
    ("About 9,000 people live in temporary accommodation.", ["displaced 9000 9000 person"]),
    ("Two miners did not come back.", ["missing 2 2 civilian"]),
]

TOLLS = [
    ("The boat was hit but its two-person crew was unhurt.", ["wounded 0 0 civilian"]),
    ("All 14 sailors were unharmed.", ["wounded 0 0 civilian"]),
    ("The army denies losing a single man.", ["killed 0 0 combatant"]),
    (
        "Two soldiers were killed. Police denied that anyone had been hurt.",
        ["killed 2 2 combatant", "wounded 0 0 person"],
    ),
    ("Nine staff of the last working clinic were killed.", ["killed 9 9 medic"]),
    ("Five staff members at the town hospital were injured.", ["wounded 5 5 medic"]),
    ("Five staff members at the town hall were injured.", ["wounded 5 5 civilian"]),
    ("The clash left 40 dead on both sides.", ["killed 40 40 combatant"]),
    ("Two people were hurt and the search for two more is going on.", ["wounded 2 2 person", "missing 2 2 person"]),
    ("Killed: 3. Wounded: 5.", ["killed 3 3 person", "wounded 5 5 person"]),
    ("The dead are two farmers and a nurse.", ["killed 2 2 civilian", "killed 1 1 medic"]),
    ("Four patients have since been transferred to a hospital in the capital.", ["wounded 4 4 civilian"]),
    ("A soldier was killed and three were wounded.", ["killed 1 1 combatant", "wounded 3 3 combatant"]),
    ("A soldier was killed and three others were wounded.", ["killed 1 1 combatant", "wounded 3 3 person"]),
    ("Five people on board the ferry were rescued.", ["rescued 5 5 civilian"]),
    ("The death toll in the strip has reached 40,000.", ["killed 40000 40000 person"]),
    ("The death toll has passed 1,000.", ["killed 1000 - person"]),
    ("The number of displaced has reached 900,000.", ["displaced 900000 900000 person"]),
    ("Police denied that anyone had been killed.", ["killed 0 0 person"]),
    ("No foreign guests were among the dead or injured.", ["killed 0 0 civilian", "wounded 0 0 civilian"]),
]

LATER = [
    # Who dies of wounds is no longer wounded.
    ("The toll rises to nine as two injured constables succumb.", ["killed 9 9 person", "killed 2 2 police part"]),
    # Corrections give both figures, in capitals too.
    ("The ministry cut the toll from 28 to 24 dead.", ["killed 28 28 person", "killed 24 24 person"]),
    ("THE TOLL ROSE FROM 17 TO 23 DEAD.", ["killed 17 17 person", "killed 23 23 person"]),
    ("Nine people died, not 11.", ["killed 9 9 person", "killed 11 11 person"]),
    (
        "The army said nine people died, while others reported as many as 16.",
        ["killed 9 9 person", "killed - 16 person"],
    ),
    # A word of measure that belongs to the verb; ages behind names.
    ("The army handed over 25 bodies.", ["killed 25 25 person"]),
    ("Mahmoud Dib (52) and his wife Amina (47) were killed.", ["killed 1 1 person", "killed 1 1 woman"]),
    # Parts in brackets, behind a comma, behind a colon.
    (
        "Six people (two children, one woman) were killed.",
        ["killed 6 6 person", "killed 2 2 child", "killed 1 1 woman"],
    ),
    (
        "Two civilians, a man and his nephew, were killed in the shelling.",
        ["killed 2 2 civilian", "killed 1 1 person part", "killed 1 1 person part"],
    ),
    (
        "The strike caused 78 casualties: 31 dead and 47 wounded.",
        ["casualties 78 78 person", "killed 31 31 person part", "wounded 47 47 person part"],
    ),
    (
        "100 people were killed: 70 in Kobane and 30 in Afrin.",
        ["killed 100 100 person", "killed 70 70 person part", "killed 30 30 person part"],
    ),
    # A number inside the phrase of another.
    ("Some 17 people from two families died.", ["killed 17 17 person"]),
    # Persons.
    ("The raid killed three people and himself.", ["killed 3 3 person", "killed 1 1 person"]),
    ("He was kidnapped on Monday.", ["abducted 1 1 person"]),
    ("Rescuers pulled two survivors from the rubble.", ["rescued 2 2 person"]),
    ("Three pilgrims kidnapped in March have been freed.", ["rescued 3 3 civilian"]),
    # Killed or injured is not killed; victims are not said to be dead.
    ("At least 204 people were reported killed or injured.", ["casualties 204 - person"]),
    ("The number of victims was 25.", ["casualties 25 25 person"]),
    ("Two residents asked for medical assistance.", ["wounded 2 2 civilian"]),
    ("All nine terrorists were sent to hell.", ["killed 9 9 combatant"]),
    # Nobody at all, dead or hurt.
    ("The vessel was damaged but the crew is safe.", ["casualties 0 0 civilian"]),
    ("The army reported no losses of its own.", ["casualties 0 0 combatant"]),
    # Two verbs, the second of which is theirs.
    ("Seven sailors were ambushed and shot to death.", ["killed 7 7 civilian"]),
    (
        "A guard and two clerks who had been playing cards were wounded.",
        ["wounded 1 1 civilian", "wounded 2 2 civilian"],
    ),
    ("Six teachers and two women who worked for them were killed.", ["killed 6 6 civilian", "killed 2 2 woman"]),
    ("The wounded guard died in hospital.", ["killed 1 1 civilian"]),
    ("The kidnapped engineer was found dead.", ["killed 1 1 civilian"]),
    ("Two dockers sustained gunshot injuries.", ["wounded 2 2 civilian"]),
    ("A nurse was stabbed by a relative and later died.", ["killed 1 1 medic", "wounded 1 1 medic"]),
    # Survivors are not dead; where others are, they are no figure.
    ("Both pilots survived.", ["killed 0 0 combatant"]),
    ("The baby survived.", ["killed 0 0 child"]),
    ("Three elderly people in the van survived.", ["killed 0 0 person"]),
    ("Two clerks died and two survived.", ["killed 2 2 civilian"]),
    # Who was sent where, and at what cost.
    ("The blast sent 12 people to hospital.", ["wounded 12 12 person"]),
    ("The assault cost seven policemen their lives.", ["killed 7 7 police"]),
    ("The rebels wiped out a patrol of 11 men.", ["killed 11 11 person"]),
    ("The murder last week of four candidates was condemned.", ["killed 4 4 civilian"]),
    ("The town lists hundreds of residents as missing.", ["missing - - civilian"]),
    ("Rescuers are searching for four missing children.", ["missing 4 4 child"]),
    ("The plane crashed with 17 soldiers aboard, all of whom died.", ["killed 17 17 combatant"]),
    ("Smugglers made off with two foreign engineers.", ["abducted 2 2 civilian"]),
    ("Her husband and son were killed.", ["killed 1 1 person", "killed 1 1 person"]),
    ("Ten of the 14 wounded are children.", ["wounded 10 10 child part", "wounded 14 14 person"]),
    ("Casualties among the rebels were put at 60.", ["casualties 60 60 combatant"]),
    # Dozens of them, and whose number nobody gives.
    ("Our forces inflicted dozens of casualties on the enemy.", ["casualties - - combatant"]),
    ("The raids have caused hundreds of deaths.", ["killed - - person"]),
    ("The blast left “tens of invaders” dead.", ["killed - - combatant"]),
    ("The crash left an undetermined number of passengers dead.", ["killed - - civilian"]),
    ("The rebels took several clerks as hostages.", ["abducted - - civilian"]),
    ("They have taken five prisoners of war.", ["captured 5 5 prisoner"]),
    ("Police called the murder of these two traders a robbery.", ["killed 2 2 civilian"]),
    ("Rebels are to blame for the murder of four candidates.", ["killed 4 4 civilian"]),
    ("Two activists from the front [a party of the left] were murdered.", ["killed 2 2 civilian"]),
    (
        "The attack killed ten, including leader Ana Mora, and more than 30 people were injured.",
        ["killed 10 10 person", "killed 1 1 person part", "wounded 30 - person"],
    ),
    ("The pilot ejected and was captured by rebels.", ["captured 1 1 combatant"]),
    ("Some 30 shops burned down and 200 people lost their homes.", ["displaced 200 200 person"]),
    # A name that opens a sentence.
    ("Mora was kidnapped on Monday and was found dead.", ["abducted 1 1 person", "killed 1 1 person"]),
    ("PASTRANA WAS KIDNAPPED IN JANUARY.", ["abducted 1 1 person"]),
    # Parts of what was told.
    (
        "Four guards were injured, one critically, when a mine exploded.",
        ["wounded 4 4 civilian", "wounded 1 1 person part"],
    ),
    (
        "Six members of a family died: a couple and their four children.",
        ["killed 6 6 civilian", "killed 2 2 civilian part", "killed 4 4 child part"],
    ),
    (
        "Monitors put civilian deaths at 14 to 17, of whom 6 were children.",
        ["killed 14 17 civilian", "killed 6 6 child part"],
    ),
    ("One hostage, a British national, was killed.", ["killed 1 1 civilian"]),
    ("There were no police casualties.", ["casualties 0 0 police"]),
    ("Two MSF workers were killed.", ["killed 2 2 aid_worker"]),
    # One more, told by its number; the rest of a whole.
    ("Five of the six gunmen died; the sixth was captured.", ["killed 5 5 combatant", "captured 1 1 combatant"]),
    ("The mother and three of her five children died.", ["killed 1 1 woman", "killed 3 3 child"]),
    ("None of the 12 guards was hurt.", ["wounded 0 0 civilian"]),
    ("Nine were abducted; two of them were released on Friday.", ["abducted 9 9 person"]),
    ("Four decapitated bodies were found.", ["killed 4 4 person"]),
    ("The dead comprised nine soldiers and a farmer.", ["killed 9 9 combatant", "killed 1 1 civilian"]),
    # Long phrases between a figure and its verb.
    ("At least two children in Basra, Iraq have died.", ["killed 2 - child"]),
    ("Twelve mayors of small and remote towns in the hills were killed.", ["killed 12 12 civilian"]),
    ("At least 27 fighters from both sides have been killed.", ["killed 27 - combatant"]),
    ("Also killed today were two traders and a nurse.", ["killed 2 2 civilian", "killed 1 1 medic"]),
    ("The war led to more than 30,000 combat and civilian deaths.", ["killed 30000 - person"]),
    (
        "One man had serious head wounds while another had abdominal wounds.",
        ["wounded 1 1 person", "wounded 1 1 person"],
    ),
    ("The remains of 45 people were found in a pit.", ["killed 45 45 person"]),
    ("The gunmen wounded Mora's driver.", ["wounded 1 1 civilian"]),
    # Two tolls of the same dead.
    (
        "They put the toll at 12, but the opposition said it was at least 30.",
        ["killed 12 12 person", "killed 30 - person"],
    ),
    (
        "The toll stood at 12 on Friday and by Sunday it had climbed to 31.",
        ["killed 12 12 person", "killed 31 31 person"],
    ),
    # What they are is said by the words beside the noun.
    ("Several civilian personnel were injured when frigates shelled the port.", ["wounded - - civilian"]),
    ("A frigate was hit and 37 sailors were killed.", ["killed 37 37 combatant"]),
    ("A fishing boat met a frigate and 37 sailors were killed.", ["killed 37 37 civilian"]),
    ("Rebels shot down a helicopter, killing all five crew members.", ["killed 5 5 combatant"]),
    ("His deputy, Colonel Hassan Nawar, was among the dead.", ["killed 1 1 combatant part"]),
    ("The raiders killed 70 members of a local tribe.", ["killed 70 70 civilian"]),
    ("Police arrested 35 suspected members of the gang.", ["detained 35 35 combatant"]),
    ("Police arrested 35 members of a rights group.", ["detained 35 35 person"]),
    ("Two staff members of the central hospital were injured.", ["wounded 2 2 medic"]),
    ("Five staff were hurt at the clinic in Odrava.", ["wounded 5 5 medic"]),
    ("The ministry confirmed one death, that of a reporter.", ["killed 1 1 journalist"]),
    ("A kindergarten teacher and 11 pupils died.", ["killed 1 1 civilian", "killed 11 11 child"]),
    ("A driver working for a medical charity was shot dead.", ["killed 1 1 aid_worker"]),
    ("Gunmen abducted three nationals employed by a UN agency.", ["abducted 3 3 aid_worker"]),
    ("The army suffered three dead and eleven wounded.", ["killed 3 3 combatant", "wounded 11 11 combatant"]),
    ("A Syrian serviceman and four officers were wounded.", ["wounded 1 1 combatant", "wounded 4 4 combatant"]),
    ("A strike killed three volunteers of the civil defence.", ["killed 3 3 medic"]),
    (
        "The driver was shot dead, and a patient, a pregnant woman, died.",
        ["killed 1 1 civilian", "killed 1 1 civilian"],
    ),
    ("The strike killed the group's deputy leader.", ["killed 1 1 combatant"]),
    ("Rebels captured 21 schoolgirls in a night raid.", ["abducted 21 21 child"]),
    # An age limit before a verb is no figure.
    ("Three of the children under ten were killed.", ["killed 3 3 child"]),
    ("Raiders shot 28 passengers dead.", ["killed 28 28 civilian"]),
    ("Her two boys, eight and 11, were pulled out alive.", ["rescued 2 2 child"]),
    ("Three sisters (4, 6 and 9) were killed.", ["killed 3 3 woman"]),
    ("A 7- and a 9-year-old were killed.", ["killed 1 1 child"]),
    (
        "There were 47 casualties, including 19 dead and 28 wounded.",
        ["casualties 47 47 person", "killed 19 19 person part", "wounded 28 28 person part"],
    ),
    ("The rebels caused the army 65 casualties.", ["casualties 65 65 combatant"]),
    ("Troops killed 42 Tamil Tiger rebels.", ["killed 42 42 combatant"]),
    ("A mine wounded two soldiers, one critically.", ["wounded 2 2 combatant", "wounded 1 1 person part"]),
    ("Three monks were among the dead, as well as eight nuns.", ["killed 3 3 civilian part", "killed 8 8 woman part"]),
    (
        "Two soldiers were killed and three others, including a baker, were hurt.",
        ["killed 2 2 combatant", "wounded 3 3 person", "wounded 1 1 civilian part"],
    ),
    ("In addition to the bomber, nine mourners were killed.", ["killed 1 1 combatant", "killed 9 9 civilian"]),
    ("Militants took 48 men from the mosque and executed them.", ["killed 48 48 person"]),
    ("Gunmen kidnapped two engineers and later killed them.", ["abducted 2 2 civilian", "killed 2 2 civilian"]),
    (
        "Two reporters were abducted as they left a house, and were found shot dead.",
        ["abducted 2 2 journalist", "killed 2 2 journalist"],
    ),
    ("It was the 40th such death.", ["killed 40 40 person"]),
    ("The ambulances evacuated 19 wounded.", ["wounded 19 19 person"]),
    ("The blast killed a police brigadier general.", ["killed 1 1 police"]),
    ("He was taken to the clinic, where he died.", ["killed 1 1 person"]),
    ("Six soldiers and as many rebels died.", ["killed 6 6 combatant", "killed 6 6 combatant"]),
    ("A raid killed four guards and wounded as many others.", ["killed 4 4 civilian", "wounded 4 4 civilian"]),
    ("The number of soldiers killed since May in these attacks has risen to 61.", ["killed 61 61 combatant"]),
    ("A shell killed three UNICEF staff.", ["killed 3 3 aid_worker"]),
    ("Masked men wounded three rescue volunteers.", ["wounded 3 3 medic"]),
    ("Dozens more were rushed to hospitals.", ["wounded - - person"]),
    ("Some 90 people, mostly men but also boys, were mowed down.", ["killed 90 90 person"]),
    ("Soldiers shot a pupil. She died the next day.", ["killed 1 1 child", "killed 1 1 child"]),
    ("Raiders injured a university teacher who was with him.", ["wounded 1 1 civilian"]),
    (
        "Child casualties: 1,509 (388 deaths and 1,121 injured).",
        ["casualties 1509 1509 child", "killed 388 388 person part", "wounded 1121 1121 person part"],
    ),
    ("THE GUERRILLAS SUFFERED AN UNDETERMINED NUMBER OF CASUALTIES.", ["casualties - - combatant"]),
    ("Including both bombers, 60 people were killed.", ["killed 2 2 combatant part", "killed 60 60 person"]),
    ("Three American and two British soldiers were killed.", ["killed 3 3 combatant", "killed 2 2 combatant"]),
    ("The dead also include two lawmakers.", ["killed 2 2 civilian part"]),
    ("Government troops had two dead and five wounded.", ["killed 2 2 combatant", "wounded 5 5 combatant"]),
    (
        "A gunman killed nine people before officers stormed the hall and killed him.",
        ["killed 9 9 person", "killed 1 1 combatant"],
    ),
    ("Twelve members of the Reed Liberation Army fell in an ambush.", ["killed 12 12 combatant"]),
    ("Another 20 were treated for their wounds.", ["wounded 20 20 person"]),
    ("Four bombers detonated their vests and a fifth assailant was killed.", ["killed 1 1 combatant"]),
    ("Mora and four other policemen were killed.", ["killed 1 1 police", "killed 4 4 police"]),
    (
        "In total 48 people died: 42 in the fire, six from gunshot wounds.",
        ["killed 48 48 person", "killed 42 42 person part", "killed 6 6 person part"],
    ),
    ("Raiders cut the throats of 11 shepherds.", ["killed 11 11 civilian"]),
    ("Raiders shot dead 19 construction workers building a bridge.", ["killed 19 19 civilian"]),
    ("The militants held 15 others captive.", ["abducted 15 15 person"]),
    ("A man stabbed two people and was shot dead by police.", ["killed 1 1 person", "wounded 2 2 person"]),
    ("A gunman opened fire at a mosque before being shot dead by police.", ["killed 1 1 combatant"]),
    ("The attacker stabbed two officers before he was shot dead.", ["killed 1 1 combatant", "wounded 2 2 police"]),
    (
        "It verified 900 deaths and 2,000 injuries, including 60 children killed and 130 injured.",
        ["killed 900 900 person", "wounded 2000 2000 person", "killed 60 60 child part", "wounded 130 130 person part"],
    ),
    ("There were 14 injured, two of them under ten.", ["wounded 14 14 person", "wounded 2 2 child part"]),
    ("Soldiers killed scores of men, women and children.", ["killed - - person"]),
    (
        "The army had three dead and six wounded and killed seven rebels.",
        ["killed 3 3 combatant", "wounded 6 6 combatant", "killed 7 7 combatant"],
    ),
    ("The group counts a minimum of 6 and a maximum of 8 civilian deaths.", ["killed 6 8 civilian"]),
    ("Twenty-two people, some as young as eight, died.", ["killed 22 22 person"]),
    ("He was the 61st to die.", ["killed 61 61 person"]),
    ("Another protester, 17-year-old Omar Salim, died on Friday.", ["killed 1 1 child"]),
    ("A physiotherapist of the charity was killed by a patient.", ["killed 1 1 medic"]),
    ("Two bystanders were hit by stray rounds.", ["wounded 2 2 civilian"]),
    ("They disarmed two guards but harmed no one.", ["wounded 0 0 person"]),
    (
        "Nine people, including the pastor, Senator Ana Ruiz, were killed.",
        ["killed 9 9 person", "killed 1 1 civilian part"],
    ),
    (
        "The toll climbed to 45 on Monday after a child succumbed to his wounds.",
        ["killed 45 45 person", "killed 1 1 child part"],
    ),
    ("Of the 239 injured, 49 are still being treated.", ["wounded 239 239 person", "wounded 49 49 person part"]),
    (
        "Marines found 72 bodies - 58 men and 14 women - at a ranch.",
        ["killed 72 72 person", "killed 58 58 person part", "killed 14 14 woman part"],
    ),
    (
        "A doctor and two paramedics of the clinic were among at least 27 civilians who lost their lives.",
        ["killed 1 1 medic part", "killed 2 2 medic part", "killed 27 - civilian"],
    ),
    (
        "At least 6,700, including 730 children below the age of five, were killed.",
        ["killed 6700 - person", "killed 730 730 child part"],
    ),
    ("Children: 7 killed, 37 injured.", ["killed 7 7 child", "wounded 37 37 child"]),
    ("The assailant was shot and arrested.", ["detained 1 1 combatant"]),
    ("One local source put civilian fatalities at nine.", ["killed 9 9 civilian"]),
    ("Fifteen rebels were reportedly killed or wounded.", ["casualties 15 15 combatant"]),
    ("Two were killed; the third vanished at a checkpoint.", ["killed 2 2 person", "missing 1 1 person"]),
    ("Rockets killed a policeman and a 50-year-old man sitting outside.", ["killed 1 1 police", "killed 1 1 person"]),
    ("Six soldiers died, while a seventh succumbed.", ["killed 6 6 combatant", "killed 1 1 combatant"]),
    ("A guard suffered splinter injuries.", ["wounded 1 1 civilian"]),
    ("In all 51 people arrived at the clinic, 40 with gunshot wounds.", ["wounded 40 40 person"]),
    (
        "Police put the number of the dead at six and that of the kidnapped at ten.",
        ["killed 6 6 person", "abducted 10 10 person"],
    ),
    ("The helicopter evacuated 18 of the wounded.", ["wounded 18 18 person part"]),
    ("A bomber as young as 12 killed 51 people.", ["killed 51 51 person"]),
    ("Fifteen soldiers perished, as did 11 of the attackers.", ["killed 15 15 combatant", "killed 11 11 combatant"]),
    ("Six others are said to be critical.", ["wounded 6 6 person"]),
    (
        "A bomb killed eight soldiers and wounded 12 at a checkpoint.",
        ["killed 8 8 combatant", "wounded 12 12 combatant"],
    ),
    ("Five SDF members were wounded.", ["wounded 5 5 combatant"]),
    ("The feud left anything from 55 to 100 dead.", ["killed 55 100 person"]),
    ("Death toll up to nine - governor.", ["killed 9 9 person"]),
]
NOTHING = [
    "They want to make sure the crew is safe after the bombing.",
    "There were two survivors.",
    "Shells could leave half a million people homeless.",
    "Police found a list of victims, a doctor said.",
    "Half of the 41 passengers died.",
    "Deaths in 14 districts were investigated.",
    "The trader was losing 100,000 lempiras a week to the gang.",
    "Only 12 of the passengers survived.",
    "Of the 120 passengers, 97 survived.",
    "A bus with 30 men, most of whom died, fell into the river.",
    "Two doctors walked to the hospital after the attack.",
    "The laureate Ana Ruiz died at 88.",
    "Two men received three letters.",
    "The party lost 14 in the vote.",
    "The team has lost three since May.",
    "The driver was unhurt.",
    "Police are searching for two gunmen after the killing.",
    "The mayor is holding two meetings with families of the dead.",
    "Killings in the valley led to 12 meetings.",
    "A shelter for 30 homeless people was opened.",
    "Officers were searching for a priest.",
    "A man whose sister was killed spoke to reporters.",
    "Five men killed time in the square.",
    "The mission to kill 12 guards failed.",
    "The group has sworn to kill 10 judges.",
    "The soldiers did not kill the 12 men.",
    "Two gunmen fled on foot.",
    "An Israeli bombardment killed hopes of a truce.",
    "A private clinic was hit.",
    "The air force shot down 37 of 52 drones.",
    "People in South Sudan were killed.",
    "Iran's execution of protesters was condemned.",
    "In 2019, 12 swans were found dead.",
    "The shops lost 14 windows.",
    "The 19 April movement was dissolved after the killing.",
    "The number two man of the movement spoke at the funeral of the dead.",
    "174 prisoners were freed in an exchange.",
    "Carlos Mora died of cancer.",
    "The attack was in retaliation for the killing of Carlos Mora.",
    "The team lost 3-1 at home.",
    "If two more die, the toll would be 14.",
    "In eight districts 50 pigs died.",
    "Two people could have been killed, he said.",
    "The court sentenced 12 men to death.",
    "Mayor Ana Ruiz survived an assassination attempt.",
    "How many people were killed is not known.",
    "The cell had the mission of assassinating two judges.",
    "They are planning General Mora's murder.",
    "The party lost more than a million voters.",
    "We seized 127 long weapons, 21 machineguns and support weapons.",
    "The city mourned for three days.",
    "Fans mourned Carlos Mora.",
    "By one count, the battle was lost when the bridge fell.",
    "One of the hostages was let go on Monday.",
    "Why did he die, the child asked.",
    "In the war he lost a leg.",
    "She died in 1999.",
    "Two men followed the soldiers and led them home.",
    "Two women called but he was hurt.",
    "Once they were hurt in the town, 57 jumped from the lorries.",
    "A bus was burned in a strike called to protest the execution of an opposition leader.",
    "Five of the abducted women had returned home by evening.",
]


@pytest.mark.parametrize(
    ("text", "expected"), WIRE + SUMMARIES + NGO + PERSONS + CORRECTIONS + GOING_ON + SIDES + HELD + TOLLS + LATER
)
def test_a_sentence_gives_its_figures(text, expected):
    assert told(read(casualty_figures, text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_that_states_no_toll_gives_none(text):
    assert told(read(casualty_figures, text)) == []


@pytest.mark.parametrize(
    ("text", "rows_expected"),
    [
        ("The troops did not sustain any casualties.", ["casualties 0 0 combatant"]),
        ("No one was killed.", ["killed 0 0 person"]),
        ("There were no immediate reports of casualties.", ["casualties 0 0 person"]),
    ],
)
def test_none_is_said_in_many_ways(text, rows_expected):
    assert told(read(casualty_figures, text)) == rows_expected
