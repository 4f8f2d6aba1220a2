"""Weapons: what is named, and what was done with it."""

import pytest
from reading import batch_of, of_sentences, read

from pipelines.extract.weapons import weapon_table


def roles_of(body, headline="News of the day"):
    return set(read(weapon_table, body, headline=headline).select("weapon_id", "role").rows())


def mentioned(batch):
    return of_sentences(batch, batch.weapons)


def classes_of(body):
    return set(read(mentioned, body)["weapon_class"])


@pytest.mark.parametrize(
    ("body", "weapon_class"),
    [
        ("Two Kalibr missiles hit the harbour.", "cruise_missile"),
        ("A Kinzhal hypersonic missile struck the plant.", "hypersonic_missile"),
        ("Gunners fired Grad rockets at the village.", "rocket_artillery"),
        ("Shelling killed a farmer near the river.", "artillery"),
        ("A roadside bomb wounded three guards.", "ied"),
        ("A car packed with explosives went off outside the court.", "vehicle_bomb"),
        ("Assailants detonated an explosives-laden vehicle at the gate.", "vehicle_bomb"),
        ("A man blew himself up in the queue.", "suicide_bomb"),
        ("He was shot dead outside his shop.", "small_arms"),
        ("Gunmen shot two guards at the mine office.", "small_arms"),
        ("The raiders shot herders at a well.", "small_arms"),
        ("A masked man shot Faruk Demiri on his doorstep.", "small_arms"),
        ("The corvette fired its deck gun at the pier.", "artillery"),
        ("Attackers armed with machetes stormed the farm.", "bladed"),
        ("A petrol bomb was thrown at the library.", "incendiary"),
        ("An airstrike flattened a bakery.", "aircraft"),
        ("Helicopters dropped barrels packed with explosives on the suburb.", "aerial_bomb"),
        ("A landmine killed two shepherds.", "mine"),
        ("Unknown men hurled a hand grenade into the bar.", "grenade"),
        ("Sarin was used against the town.", "chemical"),
        ("Snipers fired from the roof.", "sniper"),
        ("A mortar shell landed in a yard.", "mortar"),
        ("Projectiles landed near the airfield.", "other"),
        ("An acid attack left two women with burns.", "chemical"),
        ("A torpedo sank the ferry.", "other"),
        ("Assailants fired upon a civilian car.", "small_arms"),
        ("Libyan planes attacked the oasis.", "aircraft"),
        ("A man ploughed a truck into crowds in Nice, killing 84 people.", "other"),
        ("The village was attacked with a drone on Monday.", "drone"),
        ("The army launched drones on the town.", "drone"),
        ("The jets bombed the village.", "aircraft"),
        ("The Lancet drone hit a gun.", "loitering_munition"),
        ("Two guards were killed in a shootout.", "small_arms"),
        ("He was shot in the arm during the attack.", "small_arms"),
        ("The soldiers in the tank were killed.", "tank"),
        ("A farmer was killed by a mine.", "mine"),
        ("A boy was killed by live fire.", "small_arms"),
        ("A culvert bomb killed a trader.", "ied"),
        ("Drones packed with explosives hit the base.", "loitering_munition"),
        ("Two half-tonne bombs fell on the block.", "aerial_bomb"),
        ("Rebels fired a shoulder-fired missile at the plane.", "air_defence"),
        ("A knifeman wounded two guards.", "bladed"),
        ("A cruiser shelled the coast.", "warship"),
        ("Russian bombers took off and bombed the town.", "aircraft"),
    ],
)
def test_a_weapon_is_named_or_told_by_an_act(body, weapon_class):
    assert weapon_class in classes_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "A think tank in the capital counted the dead in the attack.",
        "Police used bulletproof vests; soldiers were killed in the attack.",
        "The gold mine was closed after the attack on the village.",
        "A friend of mine was killed in the attack.",
        "The shell company paid the men who attacked the village.",
        "Fuel tanks burned after the attack on the depot.",
        "Drone footage showed the ruins after the attack.",
        "He said the price of a rocket salad rose after the attack.",
        "Gun control was debated after the attack.",
        "The Qassam Brigades said they had killed two soldiers.",
        "The bombshell came a day after the attack.",
        "Critics drone on about the attack.",
        "A study in The Lancet counted the dead of the attack.",
        "The plan was a shot in the arm for the talks after the attack.",
        "Two police cruisers came after the attack.",
        "The army held live-fire drills after the attack.",
    ],
)
def test_a_weapons_word_in_another_sense_is_none(body):
    assert classes_of(body) == set()


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Air defences shot down 12 drones overnight.", ("drone", "intercepted")),
        ("Four missiles were intercepted over the bay.", ("missile", "intercepted")),
        ("The militia shot a reconnaissance drone down near the pass.", ("drone", "intercepted")),
        ("The army destroyed two tanks near the canal.", ("tank", "target")),
        ("A howitzer and three armoured vehicles were destroyed.", ("artillery", "target")),
        ("A howitzer and three armoured vehicles were destroyed.", ("armoured-vehicle", "target")),
        ("The brigade lost 60 men, two tanks and a howitzer.", ("tank", "target")),
        ("Police seized 40 rifles and two machine guns.", ("rifle", "target")),
        ("Police seized 40 rifles and two machine guns.", ("machine-gun", "target")),
        ("Berlin pledged four Patriot batteries and 20 Leopard 2 tanks.", ("leopard-2", "supplied")),
        ("The package includes Stinger missiles, howitzers and Javelin missiles.", ("javelin", "supplied")),
        ("The minister asked for more Patriot systems.", ("patriot", "supplied")),
        ("Rebels fired rockets at the port.", ("rocket", "used")),
        ("Jets bombed the bridge.", ("aircraft", "used")),
        ("Troops came in on two helicopters and stormed the camp.", ("helicopter", "used")),
        ("The general said the army could use cluster munitions.", ("cluster-munition", "mentioned")),
        ("The UN asked for money to clear landmines from the fields hit in the war.", ("mine", "mentioned")),
        ("The Iron Dome system shot down the rockets.", ("iron-dome", "used")),
        ("Tehran is accused of arming the northern rebels with drones.", ("drone", "supplied")),
        ("The president renewed his plea for more air defence systems.", ("air-defence", "supplied")),
        ("The army received Scud missiles, some of which hit the harbour.", ("scud", "used")),
        ("Customs officers seized engines for the Shahed drones.", ("shahed-136", "mentioned")),
        ("Bern is holding back its Taurus missiles after the attack.", ("taurus", "mentioned")),
        ("A Scud believed to be an old one damaged a school.", ("scud", "used")),
        ("Jets hit two cruise missiles that were being readied for launch.", ("cruise-missile", "target")),
        ("He led the rocket unit of the group that attacked the town.", ("rocket", "mentioned")),
        ("Two warplanes flattened a clinic.", ("aircraft", "used")),
        ("Rome is preparing to send Kyiv a further €600m of howitzers.", ("artillery", "supplied")),
        ("A patrol that gave chase ran into a roadside bomb.", ("ied", "used")),
        ("An army helicopter came under fire near the river.", ("helicopter", "target")),
        ("Pictures showed a burnt-out tank after the attack.", ("tank", "target")),
    ],
)
def test_the_clause_tells_what_was_done(body, role):
    assert role in roles_of(body)


def test_one_weapon_can_have_two_roles():
    roles = roles_of("It launched 140 drones at the city, the army said, adding that 92 had been shot down.")
    assert {("drone", "used"), ("drone", "intercepted")} <= roles


def test_some_of_them_were_met_in_the_next_sentence():
    roles = roles_of("Some 70 rockets were fired at the towns. The gunners brought down 14 of them.")
    assert {("rocket", "used"), ("rocket", "intercepted")} <= roles


def test_a_fired_bomb_that_was_shot_down_was_used():
    roles = roles_of("Air defences shot down two guided bombs.")
    assert {("glide-bomb", "used"), ("glide-bomb", "intercepted")} <= roles


def test_what_was_fired_from_somewhere_was_shot_down():
    roles = roles_of("The army said a missile launched from Yemen had been intercepted before it crossed the border.")
    assert {("missile", "used"), ("missile", "intercepted")} <= roles


def test_to_shoot_down_is_not_yet_shot_down():
    assert ("missile", "intercepted") not in roles_of(
        "The navy did not attempt to shoot down the missile fired at the port."
    )


def test_losses_in_a_list_under_a_colon():
    roles = roles_of("The enemy has also lost:\n\ntanks – 812 (+7);\n\nhelicopters – 32 (+0);")
    assert {("tank", "target"), ("helicopter", "target")} <= roles


def test_drones_of_an_article_are_the_model_that_it_names():
    roles = roles_of(
        "Attack drones hit the port. The air force said it had downed 21 of 27 Shahed drones launched at the coast."
    )
    assert {weapon for weapon, _ in roles} == {"shahed-136"}
    roles = roles_of("The firm bought parts for Shahed drones. The army fired 40 of the drones at the town.")
    assert {weapon for weapon, _ in roles} == {"shahed-136"}


def test_shells_and_projectiles_are_what_was_named_before():
    assert classes_of("Gunners fired six mortar shells at the town. A shell fell on a school.") == {"mortar"}
    assert classes_of("The rebels fired rockets at the port. Two projectiles fell in a field.") == {"rocket"}
    assert classes_of("Tanks and mortars were used. A shell fell on a school.") >= {"artillery"}


def test_a_film_that_was_shot_is_no_weapon():
    assert "small_arms" not in classes_of("A crew shot a long film about soldiers near the front.")


def test_a_model_with_its_kind_is_one_mention():
    weapons = batch_of("An Iskander-M ballistic missile hit the depot.").weapons
    assert weapons["weapon_text"].to_list() == ["Iskander-M ballistic missile"]


def test_cluster_munitions_carried_by_a_missile_are_a_weapon_of_their_own():
    assert {"ballistic_missile", "cluster_munition"} <= classes_of(
        "A Tochka-U missile carrying cluster munitions landed among the crowd."
    )


def test_explosives_within_another_weapon_are_no_second_weapon():
    assert "explosive" not in classes_of("A drone boat filled with explosives rammed the tanker.")


def test_bombed_by_a_plane_is_an_aerial_bomb():
    assert "aerial_bomb" in classes_of("An aircraft bombed the theatre.")


def test_an_air_defence_missile_fired_at_the_ground_is_a_missile():
    assert classes_of("An S-300 missile hit a five-storey block.") == {"missile"}


def test_shot_down_is_no_shot_person():
    assert "small_arms" not in classes_of("The ministry said that 92 drones had been shot down.")


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        ("Scuds were fired at the city and intercepted by gunners.", {("scud", "used"), ("scud", "intercepted")}),
        ("The group used MANPADS to bring down a helicopter.", {("manpads", "used"), ("helicopter", "intercepted")}),
        ("Soldiers found a cache that included mortars and land mines.", {("mortar", "target"), ("mine", "target")}),
        ("Tank fire destroyed the house.", {("tank", "used")}),
        ("Apache helicopters strafed the building.", {("apache", "used")}),
        ("Anti-aircraft guns were used on the crowd.", {("air-defence", "used")}),
        ("Cluster munitions are banned by treaty.", {("cluster-munition", "mentioned")}),
        ("Chemical weapons inspectors visited the site.", {("chemical-weapon", "mentioned")}),
        ("The body had gunshot wounds, and bullet casings were found.", {("small-arms", "used")}),
        ("The Su-34 dropped four glide bombs on the town.", {("su-34", "used"), ("glide-bomb", "used")}),
        ("Gunners destroyed three Grad systems.", {("grad", "target")}),
        ("The group has acquired drones.", {("drone", "supplied")}),
        ("The ship carried AK-47s destined for the rebels.", {("ak-47", "supplied")}),
        ("Guerrillas machine-gunned a patrol boat.", {("machine-gun", "used"), ("warship", "target")}),
        ("Police discovered a bomb factory.", {("bomb", "mentioned")}),
        (
            "Seoul called for the North to abandon its ballistic missile programme.",
            {("ballistic-missile", "mentioned")},
        ),
        ("The leader ordered a missile drill.", {("missile", "used")}),
        ("The navy did not try to destroy the missile.", {("missile", "used")}),
        ("It has planes able to deliver nuclear bombs.", {("nuclear-weapon", "mentioned")}),
        ("The army tested firing at land targets and firing missiles from boats.", {("missile", "used")}),
        ("The film captures the launch of a Scud.", {("scud", "used")}),
        ("Troops found 1,500 cartridges and a quantity of explosives.", {("explosive", "target")}),
        ("Seoul is to install an American missile defense battery.", {("air-defence", "mentioned")}),
        ("Another 20 drones were lost from radar.", {("drone", "intercepted")}),
        ("Several houses took damage in a drone attack.", {("drone", "used")}),
        ("Three vehicles packed with explosives went off at the gate.", {("car-bomb", "used")}),
        ("Nine passengers were taken off a bus and shot.", {("small-arms", "used")}),
        ("Planes bombed the town with incendiary devices.", {("incendiary-weapon", "used")}),
        (
            "Jets supplied by a neighbour were used to bomb schools.",
            {("aircraft", "supplied"), ("aerial-bomb", "used")},
        ),
        ("Soldiers opened fire with 82mm mortars on the village.", {("mortar", "used")}),
        ("They shot down a one-way attack drone.", {("loitering-munition", "intercepted")}),
        ("A parcel packed with explosives went off in an office.", {("bomb", "used")}),
        ("Soldiers knocked a quadcopter out of the sky.", {("drone", "intercepted")}),
        ("Two cruise missiles were hit by air defences.", {("cruise-missile", "intercepted")}),
        ("The army repelled an attack by drones.", {("drone", "used"), ("drone", "intercepted")}),
        ("Soldiers shot a bomber jet down.", {("aircraft", "intercepted")}),
        ("Air defences stopped 23 drones.", {("drone", "intercepted")}),
        ("Soldiers found the wreckage of a drone that had been shot down.", {("drone", "intercepted")}),
        ("Fragments of a rocket were found at the scene of the attack.", {("rocket", "used")}),
        ("Gunners shot down two of about 40 attack drones.", {("drone", "intercepted"), ("drone", "used")}),
        ("The rebels set a tank on fire.", {("tank", "target")}),
        ("The strike put two howitzers out of action.", {("artillery", "target")}),
        ("The raid took out two howitzers.", {("artillery", "target")}),
        ("Raiders hit a depot, a howitzer and a command post.", {("artillery", "target")}),
        ("Fighters posed with captured tanks after the battle.", {("tank", "target")}),
        ("Soldiers uncovered land mines in a cave.", {("mine", "target")}),
        ("The destruction of 12 HIMARS was claimed.", {("himars", "target")}),
        ("The strike hit a workshop that assembled drones.", {("drone", "target")}),
        ("France handed over two howitzers to the army.", {("artillery", "supplied")}),
        ("The rebels handed over two howitzers to the army.", {("artillery", "target")}),
        ("The minister urged allies to send missiles after the attack.", {("missile", "supplied")}),
        ("Rifles were smuggled to the rebels.", {("rifle", "supplied")}),
        ("The first tanks arrived in Ukraine from Poland.", {("tank", "supplied")}),
        ("The howitzers are on their way to Ukraine.", {("artillery", "supplied")}),
        ("Kyiv is to get howitzers from Oslo.", {("artillery", "supplied")}),
        ("The missiles have a range of 300 km.", {("missile", "mentioned")}),
        ("Stocks of shells are low after the war's first year.", {("artillery", "mentioned")}),
        ("Rockets were displayed at a parade.", {("rocket", "mentioned")}),
        ("Missiles could be used in the next attack.", {("missile", "mentioned")}),
        ("Drones could be heard over the town before the attack.", {("drone", "used")}),
        ("The army is preparing to launch missiles.", {("missile", "mentioned")}),
        ("Soldiers searched the road for land mines.", {("mine", "mentioned")}),
        ("The army held an exercise with missiles.", {("missile", "mentioned")}),
        ("He warned against the use of cluster bombs.", {("cluster-munition", "mentioned")}),
        ("The plant makes drones.", {("drone", "mentioned")}),
        ("The army ran out of rockets after the battle.", {("rocket", "mentioned")}),
        ("Soldiers learned to fly drones.", {("drone", "mentioned")}),
        ("Nets protect the soldiers from drones.", {("drone", "mentioned")}),
        ("The minister spoke about missiles after the attack.", {("missile", "mentioned")}),
        ("The agency called for a ban on cluster bombs.", {("cluster-munition", "mentioned")}),
        ("Drones are expensive, an officer said after the battle.", {("drone", "mentioned")}),
        ("The sides agreed to withdraw howitzers from the front.", {("artillery", "mentioned")}),
        ("Soldiers were hiding in a cellar from rockets that hit the town.", {("rocket", "used")}),
        # What one clause tells is not told of the next.
        (
            "The plant produces missiles, and drones were shot down.",
            {("missile", "mentioned"), ("drone", "intercepted")},
        ),
        ("The brigade lost two tanks; the army could use drones.", {("tank", "target"), ("drone", "mentioned")}),
        ("Berlin pledged tanks when the town was hit by rockets.", {("tank", "supplied"), ("rocket", "used")}),
        ("The town was hit by rockets and two tanks were destroyed.", {("rocket", "used"), ("tank", "target")}),
        (
            "The army attacked with rockets, adding that Norway delivered howitzers.",
            {("rocket", "used"), ("artillery", "supplied")},
        ),
        (
            "Rockets were intercepted hours before gunners shot down drones.",
            {("rocket", "intercepted"), ("rocket", "used"), ("drone", "intercepted")},
        ),
        (
            "Gunners shot down drones and Norway delivered howitzers.",
            {("drone", "intercepted"), ("artillery", "supplied")},
        ),
        ("Houses were destroyed by bomb strikes and missile attacks.", {("bomb", "used"), ("missile", "used")}),
        # How many, of what kind and by whose word stand between the verb and the weapon.
        ("Gunners shot down what the army said were drones.", {("drone", "intercepted")}),
        ("Gunners shot down as many as 12 drones.", {("drone", "intercepted")}),
        ("The strike destroyed “tanks”.", {("tank", "target")}),
        ("Police seized weapons such as rifles.", {("rifle", "target")}),
        ("Two tanks (one of them new) were destroyed.", {("tank", "target")}),
        ("Germany pledged up to 40 howitzers after the attack.", {("artillery", "supplied")}),
        ("Soldiers confiscated from the rebels 25 rifles.", {("rifle", "target")}),
        ("Rebels fired captured mortar shells at the base.", {("mortar", "used")}),
        ("M113s shelled the camp.", {("m113", "used"), ("artillery", "used")}),
        ("A BTR-82A ran over a mine.", {("btr", "target"), ("mine", "used")}),
        ("The rebels fired no fewer than nine rockets.", {("rocket", "used")}),
    ],
)
def test_roles_in_one_sentence(body, roles):
    assert roles_of(body) == roles


def test_a_verb_parts_a_model_from_the_kind_behind_it():
    roles = roles_of("The Iron Dome intercepted five rockets that were fired from the strip.")
    assert {("rocket", "intercepted"), ("iron-dome", "used")} <= roles
