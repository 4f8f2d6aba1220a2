"""The grammar of casualty figures: tags of chunks, and the ways in which a figure is tied to a word of harm.

What belongs here: which token has which tag, and the rules as regular expressions over tags. What does not: the words
of harm and the nouns for people (seeds casualty_terms, victim_terms, non_victim_terms), and applying the rules
(casualties.py).

Tags: N figure, Z none of it, d a/an/his/her, D the, B both, V people (plural), v person (singular), q things,
x a number that counts nothing, O the third, P participle (killed), G active only (killing), I intransitive (died),
A predicate (dead), H head noun (deaths), T toll before its figure (death toll), M of/among the dead, i including,
m of them, n the number, L lost, u could/would/planned, k not, b be, h have, r who/which, R whose/where, & and, o of,
t to, p other preposition, s said, g he/them, e other word in -ed, j took, X but, C capitalised word, w other word, and
the signs , : ;
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.extract.matching import lean

# --- building blocks of rules, over tags -------------------------------------------------------------

_MODIFIERS = "[wCxDdVve]{0,6}"
"""What may stand between a figure and its verb inside the noun phrase."""
_PHRASE = "(?:[pot]+(?:[wCxDdVvqNeB]{1,6}(?:&[wCe]{1,2}q|[,&]C{1,2})?|g))"
"""A prepositional phrase: `of small and large towns`, `in Basra, Iraq`, `between Basra and Mosul`."""
_ASIDE = "(?:,(?:r[^;:T]{1,17}?|[^;:bT]{1,18}?|[^;:PIAT]{1,18}?),)"
"""Words between commas: `, including two children,`, `, aged 45 and 61,`."""
_RELATIVE = "(?:,?r[^;:PGIAs]{1,14},?)"
_WHO = "(?:r[^;:,PGIAsNdr]{1,8})"
"""A relative clause without commas: `who worked for them`."""
_INCLUDING = "(?:i[wDdN]{0,2}[wCxVv]{1,4}(?:&[wDdN]{0,2}[wCxVv]{1,4})?)"
"""`five people including a nurse and two boys`, without commas."""
_SUBJECT = (
    f"(?:[om]N)?[om]?{_MODIFIERS}(?:q{{1,2}}[wC]?[Vv]{{1,2}})?(?:&[wCeDd]{{0,2}}[Vv]{{1,2}})?{_PHRASE}{{0,3}}(?:wg)?"
    f"(?:{_ASIDE}|{_RELATIVE}|{_INCLUDING})?"
)
_DOING = "(?:[wj][^;:,PGIAHTNLMrsbhkuRX&]{0,12}|etb[wCxDdVv]{1,4})"
"""What they were or did: `guarding the bridge`, `taking part in a protest`, `believed to be spies`."""
_NOUN_PHRASE = f"{_SUBJECT}p?(?:,?r?|,wm)"
"""A subject, or one that a particle or a relative clause follows: `all those inside`, `two men who were killed`, `four
men, all of whom were killed`."""
_BE = "(?:hp?|wth|[hw]{0,3})b[hbwpset]{0,6}(?:G?&w{0,2}|,[^;:,PGIAHNr]{1,10},[hbw]{0,3})?"
"""`have been`, `were later`, `are believed to have been`, `were ambushed and`, `were, the mayor said,`, `appear
to have been`. Have without be is the active: `bombs have wounded six`."""
_AND = "(?:e[wCDpxeq]{0,5},?&w?)?"
"""A verb before theirs: `the pilot ejected and was captured`."""
_HAVE = "(?:hp)?[hbw]{0,4}"
_ITEM = "(?:d?N|[dZ])[wCxVvqe]{0,6}(?:[po][wCxDdVvq]{1,4}|g){0,2}(?:,x,?)?"
"""One member of a list: `two police officers`, `his two sons`."""
_MEMBER = f"(?:{_ITEM}|g|D[wCx]{{0,2}}q[wC]{{0,2}}v|[DVvC][wCxvV]{{0,6}}(?:[po][wCxDdVvq]{{1,4}}){{0,2}}(?:,x,?)?)"
"""One member of a list of objects, with names and plurals: `the Jesuits, the base commander and two guards`."""
_NO_OBJECT = "(?:[^NZdDVvCH]|$)"
"""Behind a participle: not the object that would make it an active verb (`two men killed the guard`)."""
_NAME = "[CwxeVv]{0,6}"
_ONE_ASIDE = "(?:,[^;:PGIAHbrN]{1,25},)"
_ONE = (
    f"P?{_NAME}(?:{_ONE_ASIDE}|{_PHRASE}{{1,3}}|,?r[^;:PGIAs]{{1,24}},?)?(?:{_ONE_ASIDE}|{_PHRASE})?"
    f"(?:&[DdvCN](?:[wCxvVN]|o[dD]?){{0,6}}{_ONE_ASIDE}?)?(?:,?r)?"
)
"""One person's noun phrase behind its first word: `Ana Ruiz, mayor of the town,`, `in the car, who`."""


_ACTED_AND_WAS = r"[wCxe]{0,3}[vV]{1,2}(?:[po][wCxDd]{1,4})?[ePGwju][^;:]{0,24}(?:,?&w?|,?pg?)b[bw]{0,2}"
"""A subject that did something and then suffered something: `stabbed two people and was`, `fired before being`."""


@dataclass(frozen=True)
class Rule:
    """One way in which a figure is tied to a word of harm.

    `pattern` matches the tags to the right of the figure (anchored with ^) or to its left (anchored with $); its
    first group is what stands between the figure and the word, its second group is the word's tag.
    """

    name: str
    side: str
    pattern: str
    example: str
    is_part: bool = False


RULES = (
    Rule("toll_rose_to_n", "left", r"(T)([^NZ;]{0,24}?[we]w?t)$", "The toll climbed to 45 after a child succumbed"),
    Rule("bodies_of_n", "left", r"(H)(o)$", "the bodies of three people"),
    Rule(
        "killed_family_of_n",
        "left",
        r"([PGH])(o?[dD]?w{0,2}[vV]o|o?[dD]w{0,2}[qw]o)$",
        "claimed the lives of an entire family of four",
    ),
    Rule(
        "killed_n",
        "left",
        r"((?:^|[^N])P|G)((?:,(?:p|st)[DdwCqVv]{1,4},)?[wDdB]{0,2})$",
        "The blast killed 12 people; killing, according to teachers, six pupils",
    ),
    Rule(
        "n_of_the_injured_died",
        "right",
        rf"^(w{{0,2}}M{_ASIDE}?[hbwpx]{{0,4}})(I)",
        "Three of the injured died overnight",
    ),
    Rule("n_of_the_dead", "right", r"^(w{0,2})(M)", "Seven of the dead were drivers", is_part=True),
    Rule(
        "n_taken_were_freed",
        "right",
        rf"^({_MODIFIERS}(?:rh[bw]{{0,2}})?(?:P(?:p[wCxDdVvqeN]{{1,6}}|w{{1,3}}){{0,2}}|"
        rf"[IA](?:[pt][wCxDdq]{{1,6}}|[wDdq]{{1,3}}){{0,2}})(?:h[bw]{{0,3}}|b[w]{{0,2}}))([PIA])",
        "Three pilgrims kidnapped in March have been freed",
    ),
    Rule(
        "n_hurt_died",
        "right",
        rf"^({_MODIFIERS}P(?:p[wCxDdVvq]{{1,6}}|w{{1,3}}){{1,2}})(I)",
        "Three pilgrims wounded in the blast died in hospital",
    ),
    Rule("n_dead", "right", rf"^([mo]?[wCxVve]{{0,4}}(?:q[Vv])?(?:x,?|{_ASIDE})?)(A)", "leaving 14 dead"),
    Rule(
        "killed_were_n",
        "left",
        rf"(?:^w{{0,2}}|(?:[;:,&s]|s[DVvwC]{{0,4}}r)w{{1,2}})([PA])(w{{0,2}}(?:p[DdwCqx]{{1,4}}){{0,2}}b[hbw]{{0,2}}(?:{_MEMBER},?[&,]){{0,6}}[dD]?)$",
        "Also killed were two engineers and a driver",
    ),
    Rule("n_wounded_soldiers", "right", r"^([wCe]{0,2})([PA])[wCe]{0,2}[Vv]", "Twelve wounded soldiers were flown out"),
    Rule("n_as_missing", "right", r"^(o?[wCxVve]{0,4}b?[we]?p)(A)", "The town lists 40 residents as missing"),
    Rule(
        "n_of_a_crime_were_arrested",
        "right",
        rf"^({_MODIFIERS}[pot]D?[wC]{{0,2}}[GH](?:[oDdwCvVp]{{1,5}})?[hb][bw]{{0,3}})(P)",
        "Three men accused of killing a priest were arrested",
    ),
    Rule("n_killed", "right", rf"^({_MODIFIERS})(P){_NO_OBJECT}", "30 wounded; three men injured"),
    Rule(
        "n_deaths",
        "right",
        r"^(o?(?:[wCev]&)?[wCxevV]{0,4}(?:s[wCxev]{0,3})?)(H)",
        "12 civilian deaths; 3 reported fatalities; 30 combat and civilian deaths",
    ),
    Rule("no_losses", "right", r"^([wCe]{0,2})(L)", "The army reported no losses of its own"),
    Rule("lost_n", "left", r"(L)([wDd]{0,2})$", "The army lost 12 men"),
    Rule("n_arrests", "right", r"^(o?[wCe]{0,3})(G)(?:[bh;]|$)", "Three further arrests were made"),
    Rule("n_cases_of_x", "right", r"^([wCe]{0,2}qo[wCev]{0,4})([GH])", "at least 143 cases of arbitrary arrest"),
    Rule("n_murders", "right", r"^(o?[wCe]{0,3})(G)[p,&;]", "2,900 political murders in a year"),
    Rule("n_died", "right", rf"^({_NOUN_PHRASE}(?:{_BE}|{_HAVE}))(I)", "More than 20,000 residents died"),
    Rule("n_were_killed", "right", rf"^({_NOUN_PHRASE}{_AND}{_BE})(P)", "At least six civilians were killed"),
    Rule("n_have_injuries", "right", rf"^({_NOUN_PHRASE}h[wCxev&]{{0,6}})([HG])", "Two dockers have shrapnel injuries"),
    Rule(
        "n_were_among_n_killed",
        "right",
        r"^((?:m?(?:od)?[wCxDdVve]{1,6}(?:&[Nd][wCVv]{1,4})?(?:[po][wCxDq]{1,4})?|mb|b)b?w{0,2}pN[wCxVve]{0,4}r?(?:hw?)?b?)([PHAI])",
        "Two children were among eight civilians killed",
        is_part=True,
    ),
    Rule("n_were_dead", "right", rf"^({_NOUN_PHRASE}{_BE})(A)", "Twelve sailors are dead"),
    Rule(
        "n_and_n_were_killed",
        "right",
        rf"^({_NOUN_PHRASE}(?:,?(?:&|,?Xw)?{_ITEM}){{1,6}}{_PHRASE}{{0,2}}(?:{_ASIDE}|{_WHO})?(?:,?r?{_BE}|[Vv]))(P){_NO_OBJECT}",
        "Two women, a guard and a child were killed",
    ),
    Rule(
        "n_and_n_died",
        "right",
        rf"^({_NOUN_PHRASE}(?:,?(?:&|,?Xw)?{_ITEM}){{1,6}}{_PHRASE}{{0,2}}{_ASIDE}?,?{_HAVE})([IA])",
        "Three patients, a nurse and a guard lost their lives",
    ),
    Rule("killed_n_and_n", "left", rf"([PGL])([wDB]?(?:{_MEMBER},?[&,]){{1,7}}[Dd]?)$", "killing a nurse and two men"),
    Rule(
        "killing_of_n",
        "left",
        r"([HGTM])((?:p[wxCD]{1,4}ox?[wC]{1,2}|p[wxC]{1,3}|w{1,2})?[om]D?w{0,2})$",
        "the killing of 26 prisoners; the murder on the evening of 2 May of six nuns",
    ),
    Rule(
        "killing_of_n_and_n",
        "left",
        rf"([HG])(oD?(?:{_MEMBER},?[&,]){{1,6}}[Dd]?)$",
        "the murder of six nuns and two maids",
    ),
    Rule(
        "the_dead_include_n",
        "left",
        rf"([TMH])(w?i(?:{_MEMBER},?[&,]){{0,6}}(?:d[vV]o|[Dd])?)$",
        "The dead also include two children",
        is_part=True,
    ),
    Rule(
        "among_the_dead_are_n",
        "left",
        rf"(M)((?:p[DdwCqx]{{1,4}})?b[bw]{{0,3}}i?(?:{_MEMBER},?[&,]){{0,6}}(?:d[vV]o|[Dd])?)$",
        "Among the dead were two children",
        is_part=True,
    ),
    Rule(
        "among_the_dead_and_n",
        "left",
        rf"(M)(,?&(?:{_MEMBER},?[&,]){{0,4}}[Dd]?)$",
        "Three monks were among the dead, as well as eight nuns",
        is_part=True,
    ),
    Rule(
        "among_n_dead_are_n",
        "left",
        rf"pN[wCVv]{{0,3}}([APH])(b[bw]{{0,3}}i?(?:{_MEMBER},?[&,]){{0,6}}[Dd]?)$",
        "Among the 28 dead were 21 pupils",
        is_part=True,
    ),
    Rule(
        "of_the_injured_n",
        "left",
        r"(M)(,(?:N[bwCev]{1,4}V?[,&]{1,2})?)$",
        "Of the injured, 24 are civilians",
        is_part=True,
    ),
    Rule("toll_is_n", "left", r"(T)([^NZ;]{0,24}?[tpob:][wp]{0,3})$", "put the number of dead at 51"),
    Rule("toll_reached_n", "left", rf"(T)({_PHRASE}{{0,2}}(?:[hb]w?)?[we]{{1,2}}p?)$", "The toll in the city has "
        "passed 90"),
    Rule("deaths_are_n", "left", r"(H)([hw]{0,3}b[wp]{0,2}|:w?|[we]{0,3}tw{0,2}|p)$", "Deaths rose to 40"),
    Rule(
        "deaths_in_x_came_to_n",
        "left",
        rf"(H)({_PHRASE}{{1,2}}(?:[hw]{{0,3}}b[wp]{{0,2}}|[we]{{1,3}}tw{{0,2}}))$",
        "Losses in the valley came to 40 men",
    ),
    Rule("deaths_reached_n", "left", r"(H)((?:p[DwCx]{1,4})?[hw]{0,3}[we]p?)$", "Fatalities in the valley reached 40"),
    Rule(
        "number_of_x_is_n",
        "left",
        r"n(o[wCVvDde]{0,4}[PAH]|M)([^NZ;]{0,12}?[tpb:e][wp]{0,3})$",
        "the true number of rebel dead was about 40",
    ),
    Rule(
        "the_dead_are_n_and_n",
        "left",
        rf"([TM])(b[bw]{{0,2}}(?:{_MEMBER},?[&,]){{1,6}}[Dd]?)$",
        "The dead are two farmers and a nurse",
    ),
    Rule("killed_colon_n", "left", r"(?:^|[;,])[VvwC]{0,2}([PA])(:)$", "Killed: 3. Civilians wounded: 5."),
    Rule(
        "named_the_dead_as_n",
        "left",
        rf"([TV])((?:b[hbw]{{0,2}}ep(?:{_MEMBER},?[&,]){{0,6}}|(?:{_MEMBER},?[&,]){{1,6}})[Dd]?)$",
        "named the dead as Ana Ruiz and her two sons",
    ),
    Rule("toll_n", "left", r"(T)([we]{0,2}n?)$", "The dead now number 231"),
    Rule(
        "toll_from_n_to_n",
        "left",
        r"(T)([^NZ;]{0,12}[pt]N[^NZ;]{0,3}[tp])$",
        "the number of injured rose from 17 to 23",
    ),
    Rule("n_is_the_toll", "right", r"^(o?D?)(T)", "bringing to 35 the number of dead"),
    Rule(
        "n_behind_it_the_toll",
        "right",
        rf"^((?:{_ASIDE}|,)D?)(T)",
        "It rises to 1,214, including 90 children, the number of people killed",
    ),
    Rule(
        "n_is_the_number_of_x",
        "right",
        r"^(D?no[wCVvDde]{0,6}[hbw]{0,3})([PAIHL])",
        "bringing to 13 the number of guards killed",
    ),
    Rule(
        "n_were_among_the_dead",
        "right",
        rf"^({_NOUN_PHRASE}(?:(?:,&?|&){_ITEM}){{0,6}}{_PHRASE}?(?:b[bwe]{{0,3}}|e)|[wCVv]{{0,4}},?)(M)",
        "Two children were among the wounded",
        is_part=True,
    ),
    Rule("n_people_in_x_killed", "right", rf"^({_SUBJECT})(P){_NO_OBJECT}", "12 people in a market killed"),
    Rule("killed_in_x_n", "left", r"([G])([wCqDdVvp]{1,4})$", "killing on the spot 12 policemen"),
    Rule(
        "killed_along_with_n",
        "left",
        r"(b[hbw]{0,3}P|I)([^NP;]{0,5}&[dD]?)$",
        "He was killed together with two guards",
    ),
    Rule(
        "killed_with_n",
        "left",
        r"b[hbw]{0,3}(P)(,?[wp]?p(?:[dN][wCxe]{0,3}[vV]{1,2},?[&,]){0,3}d?)$",
        "The surgeon was killed with his wife and two children",
    ),
    Rule(
        "n_hit_and_died",
        "right",
        rf"^({_NOUN_PHRASE}b[wGe][^;:NdVvPAI,]{{0,8}},?&[hbw]{{0,4}})(I)",
        "A couple on a motorcycle were hit on the road and died",
    ),
    Rule(
        "n_doing_x_were_killed",
        "right",
        rf"^([wCxDe]{{0,4}}[Vv]{{1,2}}{_DOING}[hb][hbw]{{0,3}})([PA]){_NO_OBJECT}",
        "Ten soldiers guarding the bridge were killed",
    ),
    Rule(
        "n_were_hit_and_killed",
        "right",
        rf"^({_NOUN_PHRASE}b[wGe][^;:NVPAI,]{{0,10}},?&[hbw]{{0,4}})(P){_NO_OBJECT}",
        "Six farmers were hit by a shell and killed",
    ),
    Rule(
        "n_did_x_and_died",
        "right",
        r"^([wCxe]{0,3}[vV]{1,2}[ew][^;:,NVPGIA&]{0,10}&[wh]{0,2})(I)",
        "Six farmers stepped on a mine and died",
    ),
    Rule("n_suffer_injuries", "right", rf"^({_NOUN_PHRASE}e[wCxev]{{0,4}})([HG])", "Two dockers received stab wounds"),
    Rule("n_aside", "right", r"^([wCxDde]{0,4}[Vv]{1,2},)(P)p", "Forty villagers, taken hostage on Friday, are back"),
    Rule("killed_himself_and_n", "left", r"([PG])(g?(?:,&?|&)[wDd]{0,2})$", "He killed himself and five others"),
    Rule(
        "n_acted_and_was_killed",
        "right",
        rf"^({_ACTED_AND_WAS})(P){_NO_OBJECT}",
        "A man stabbed two people before he was shot dead",
    ),
    Rule(
        "n_and_killed_them",
        "right",
        rf"^({_MODIFIERS}{_PHRASE}{{0,3}},?&w{{0,3}})([PG])g(?:[^NdDVv]|$)",
        "They took 48 men from the mosque and shot them",
    ),
    Rule("n_hostages", "right", r"^([wCxe]{0,4}q?[Vv]{0,2})([Vv])", "The gang holds 25 hostages"),
)  # fmt: skip
"""For figures, and for `a woman`, in order of precedence: the first rule that holds gives the figure its measure."""

ONE_RULES = (
    Rule("xs_death", "right", r"^([Cv]{0,3})([HG])(?:[^oNdDVv]|$)", "the priest's murder"),
    Rule("killing_of_x", "left", r"([HG])((?:p[wxC]{1,3})?oD?[wCexv]{0,6})$", "the murder of Ana Ruiz"),
    Rule("x_was_killed", "right", rf"^({_ONE}{_AND}{_BE})(P)", "Ana Ruiz, mayor of the town, was shot dead"),
    Rule("x_died", "right", rf"^({_ONE}{_HAVE})(I)", "Mayor Ana Ruiz died"),
    Rule("x_was_dead", "right", rf"^({_ONE}{_BE})(A)", "The driver is dead"),
    Rule("x_killed", "right", rf"^([vC]{{0,4}})(P){_NO_OBJECT}", "Reporter Ana Ruiz killed"),
    Rule("killed_x", "left", r"(?:^|[^bwh]|[VvC]w)([P])(D?[wCexv]{0,6})$", "Gunmen killed Mayor Ana Ruiz"),
    Rule("killing_x", "left", r"([G])(D?[wCexv]{0,6})$", "killing the mayor, Ana Ruiz"),
    Rule("x_hit_and_died", "right", rf"^({_ONE}b[wG][^;:NdVvPAI,]{{0,8}},?&[hbw]{{0,4}})(I)", "The officer was shot in "
        "the head and died"),
    Rule(
        "the_dead_are_x",
        "left",
        r"(M|T)((?:b[bw]{0,2}|i)(?:(?:[NdDC][wCxvVe]{0,6}(?:,x,?)?),?[&,]){0,5})$",
        "Among the dead were Ana Ruiz and her driver",
    ),
    Rule(
        "named_the_dead_as_x",
        "left",
        r"(T|V)((?:b[hbw]{0,2}ep)?(?:[NdDC][wCxvVe]{0,6}(?:,x,?)?,?[&,]){0,5})$",
        "The dead were identified as Ana Ruiz and her driver",
    ),
    Rule(
        "x_and_n_died",
        "right",
        rf"^({_NAME}(?:,{_MEMBER}){{1,4}},?&{_MEMBER}{_PHRASE}?(?:{_BE}|{_HAVE}))([PI])",
        "The minister, his wife and two bodyguards perished",
    ),
    Rule(
        "x_acted_and_was_killed",
        "right",
        rf"^({_ACTED_AND_WAS})(P){_NO_OBJECT}",
        "The gunman opened fire before being shot dead",
    ),
    Rule(
        "besides_x",
        "right",
        rf"^([wCe]{{0,3}}v{_PHRASE}?,[Nd][^;:PGIAHr]{{1,24}})([PI])",
        "In addition to the bomber, three soldiers were killed",
    ),
    Rule("killed_n_and_x", "left", r"([PG])([NdD][wCxVvq]{1,5}&)$", "killed three people and himself"),
    Rule(
        "killed_names_and_x",
        "left",
        rf"([PGH])(oD?(?:{_MEMBER}(?:,[^;:PGIAHNbs,]{{1,8}})?,?[&,]){{1,4}}o?|"
        rf"(?:{_MEMBER}(?:,[^;:PGIAHNbs,]{{1,8}})?,?[&,]){{1,4}})$",
        "killed Mayor Ruiz, leader of the party, and attorney Ana Flores",
    ),
)  # fmt: skip
"""For one person told by name, title or `the`: `Mayor Ana Ruiz`, `the driver`. Only close ties count."""

ORDINAL_RULES = (
    Rule(
        "nth_to_die",
        "right",
        r"^([wCe]{0,5}v[wC]{0,4}(?:t|r)?[hbw]{0,3}|t[hbw]{0,3})([PI])",
        "the third nurse to be killed",
    ),
    Rule("nth_death", "right", r"^([wCevsD]{0,5})(H)(?:[^o]|$)", "the 40th confirmed death"),
)
"""`the third nurse to be killed`: three have been."""

INHERIT = (
    Rule(
        "others_say_n",
        "left",
        r"([PIAH][^N;:PIAH]{0,14}[p&,;][wCV]{1,3}(?:[hb]?s[wt]{0,2}))(r?)$",
        "while others reported as many as 16",
    ),
    Rule(
        "as_were_n",
        "left",
        r"([PI])([^NZ;:PIA]{0,10},?(?:p|&w)[hbw])$",
        "Ten soldiers were killed, as were nine rebels",
    ),
    Rule("not_n", "left", r"([PIAH][^N;:]{0,4},?k)(w?)$", "nine people died, not 11"),
    Rule(
        "including_n",
        "left",
        r"()(i)[wDb,]{0,2}(?:[rgwD]o)?$",
        "nine lives, including those of two children",
        is_part=True,
    ),
    Rule(
        "n_among_them",
        "right",
        r"^([wCxeVv]{1,4}(?:&[dN]?[wCxeVv]{1,4})?)(i)(?:[,;]|$)",
        "nine people died, two nuns among them",
        is_part=True,
    ),
    Rule(
        "n_of_them",
        "right",
        r"^()(m)(?:b[hbw]{0,2}[^ehbw]|b?[hw]{1,2}[^eb]|[^ehbw]|$)",
        "nine people, three of them children",
        is_part=True,
    ),
    Rule("n_critically", "right", r"^()(w)(?:[,;]|$)", "four guards were injured, one critically", is_part=True),
    Rule("n_were_children", "right", r"^()(bd?[wCe]{0,2}[Vv])", "four were children", is_part=True),
    Rule(
        "n_of_them_and_n",
        "left",
        r"(m)(N?b?[wCxe]{0,2}[Vv],?&w?)$",
        "nine people, three of them children and two women",
        is_part=True,
    ),
    Rule(
        "it_is_n",
        "left",
        r"()([gDr][hbwept]{1,4})$",
        "the opposition said it was at least 30",
    ),
    Rule("n_is_the_total", "right", r"^()(n)(?:[^o]|$)", "bringing to 35 the number lost"),
    Rule("the_number_is_n", "left", r"(n)((?:[^NZ;]{0,8}t|[hbwep]{0,4}t?p?))$", "the number had risen to 34"),
    Rule(
        "n_in_another_town",
        "left",
        r"()([PIA](?:N[wCeVv]{1,4})?p[DdNOwCqx]{1,5}(?:[,;]&?|&)(?:Np[DwCqx]{1,5}(?:[,;]&?|&))*|I(?:[,;]&?|&)|(?:^|[sr])p[DwC]{1,4},?N[^;:NPIA]{1,14}[PIA](?:[,;]&?|&))$",
        "Six people died in Kirkuk, three in Hawija and one in Daquq",
    ),
    Rule(
        "and_in_another_town_n",
        "left",
        r"()([PIA][^NZ;:PIA]{0,12}[,;]?&?,?pw?C{1,3},?)$",
        "in Kirkuk nine people died and in Hawija 14",
    ),
    Rule("figure_of_n", "left", r"()(no)$", "nine died, but activists gave a figure of 45"),
    Rule(
        "n_of_a_list",
        "left",
        rf"([PIAHMVv][^NdZ;:]{{0,14}}:)((?:{_MEMBER},?[&,]){{0,6}}[Dd]?)$",
        "two nurses, a man and a girl",
        is_part=True,
    ),
    Rule(
        "including_n_and_n",
        "left",
        rf"(i)([wD]?(?:{_MEMBER},?[&,]){{1,6}}d?)$",
        "including a nurse and her two boys",
        is_part=True,
    ),
    Rule(
        "n_in_brackets",
        "left",
        r"([VvHPAMC]w?,(?:NV[,&]{1,2})*)()$",
        "six people (two children, one woman)",
        is_part=True,
    ),
    Rule("n_too", "left", r"([PIA])([^NZ;:PIA]{0,10},?&[we]?)$", "Ten soldiers were killed and nine rebels too"),
)
"""Rules that give a figure the measure of the figure before it."""

_BE_WORDS = "is are was were be been being got get getting remain remained remains lay lie became".split()
_HAVE_WORDS = "has have had having".split()
_NOT = "not n't never hardly neither".split()
_PRONOUNS = "he she it they we you i him them himself herself themselves everyone everybody anyone".split()
_TAKE = "take takes took taken taking hold holds held holding".split()
_PREPOSITIONS = (
    "in at near on from by with during after before between into outside inside across around over under against for "
    "since as along behind beside beyond through within without upon off aboard following amid among per about above "
    "below via when while because throughout"
).split()
_SAYING = (
    "said says say saying told tells reported reports added announced claimed claims confirmed wrote according stated "
    "recalled recounted testified noted insisted tweeted acknowledged revealed asserted".split()
)
_RELATIVES = "who which that".split()
_OTHERS_RELATIVES = "whose whom where".split()
_DETERMINERS = "a an his her their its our my another".split()
_TIMES = (
    "day days week month year morning night evening afternoon weekend monday tuesday wednesday thursday friday "
    "saturday sunday today yesterday tonight january february march april june july august september october november "
    "december same previous following past last summer winter autumn spring"
).split()
"""Words of time: a capital on them is no name, and `this` before them opens no noun phrase."""

_NO_PARTICIPLES = "need indeed speed feed seed breed bleed shed proceed succeed exceed creed greed hundred".split()

ORDINALS = {
    word: n
    for n, word in enumerate(
        (
            "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=2,
    )
}
ORDINAL = rf"(?i)\bthe (?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))\b"


TAG = pl.Enum([chr(number) for number in range(33, 127)])
"""Tags as numbers: every one is a printable character."""


def word_signs(vocabulary: pl.DataFrame) -> pl.DataFrame:
    """What holds of a word wherever it stands, row by row of the vocabulary (see tokens.lex).

    Out: known (its tag, whatever its form; NULL: its form decides), is_pointer (this, that, the), is_time, ends_in_ed,
    is_capital, is_title (capital and small letter), is_quote (mark), is_acronym, opens, closes (brackets), is_hyphen,
    is_point, is_short, opens_word.
    """
    lower, text = pl.col("lower"), pl.col("text")
    words = (
        (("and", "or", "plus", "&"), "&"),
        ((",", "–", "—", "(", ")", "[", "]", "-", "/"), ","),
        ((":",), ":"),
        ((";", ".", "!", "?", "…"), ";"),
        (_BE_WORDS, "b"),
        (_HAVE_WORDS, "h"),
        (_NOT, "k"),
        (("of",), "o"),
        (("to",), "t"),
        (_PREPOSITIONS, "p"),
        (_OTHERS_RELATIVES, "R"),
        (_TIMES, "w"),
        (("both",), "B"),
        (("but",), "X"),
        (_DETERMINERS, "d"),
        (("the", "these", "those", "such"), "D"),
        (_SAYING, "s"),
        (_TAKE, "j"),
        (_PRONOUNS, "g"),
    )
    tags = {word: tag for members, tag in reversed(words) for word in members}
    tags |= {"this": "D"} | dict.fromkeys(_RELATIVES, "r")
    is_number = text.str.contains(lean(r"^\p{N}"))
    return vocabulary.select(
        known=pl.coalesce(
            # Mazar-i-Sharif: no pronoun.
            pl.when(text != "i").then(lower.replace_strict(tags, default=None, return_dtype=pl.String)),
            pl.when(is_number).then(pl.lit("x")),
        ).cast(TAG),
        is_pointer=lower.is_in(["this", "that", "the"]),
        is_time=lower.is_in(_TIMES),
        ends_in_ed=lower.str.contains(lean(r"^\p{Ll}{2,}ed$")) & ~lower.is_in(_NO_PARTICIPLES),
        is_capital=text.str.contains(lean(r"^\p{Lu}")),
        is_title=text.str.contains(lean(r"^\p{Lu}\p{Ll}")),
        is_quote=text.str.contains(r"^[\"“”‘’'«»]$"),
        is_acronym=text.str.contains(lean(r"^\p{Lu}[\p{Lu}\p{N}]+$")),
        opens=text.is_in(["(", "["]),
        closes=text.is_in([")", "]"]),
        is_hyphen=text == "-",
        is_point=text == ".",
        is_short=text.str.contains(r"^\p{Lu}\p{L}{0,3}$|^incl$"),
        opens_word=text.str.contains(r"^[\p{L}\p{N}]"),
    )


def token_tag() -> pl.Expr:
    """The tag of a token that is in no span.

    In: token_no, is_capitals (NULL where the sentence is not all in capitals), columns of `word_signs`, and
    next_is_time and next_is_title (of the token behind).
    """
    is_capital = pl.col("is_capital") & pl.col("is_capitals").is_null()
    is_opener = (pl.col("token_no") == 0) & ~pl.col("next_is_title").fill_null(False)
    return (
        pl.when(pl.col("is_pointer") & pl.col("next_is_time").fill_null(False))
        .then(pl.lit("w", TAG))
        # 38 IS fighters.
        .when((pl.col("text") == "IS") & pl.col("is_capitals").is_null())
        .then(pl.lit("C", TAG))
        .when(pl.col("known").is_not_null())
        .then("known")
        .when(pl.col("ends_in_ed") & ~is_capital)
        .then(pl.lit("e", TAG))
        .when(is_capital & ~is_opener)
        .then(pl.lit("C", TAG))
        .otherwise(pl.lit("w", TAG))
    )


def rule_hits(rules: tuple[Rule, ...]) -> list[pl.Expr]:
    """For each rule, the number of chunks between figure and word (`hit_<name>`), NULL where it does not hold."""
    hits = []
    for rule in rules:
        group = 1 if rule.side == "right" else 2
        between = pl.col(rule.side).str.extract(lean(rule.pattern), group)
        hits.append(between.str.len_chars().cast(pl.Int32).alias(f"hit_{rule.name}"))
    return hits


def first_hit(what: str, rules: tuple[Rule, ...]) -> pl.Expr:
    """The name (`rule`) or the distance (`distance`) of the first rule that holds."""
    hits = [(rule, pl.col(f"hit_{rule.name}")) for rule in rules]
    if what == "rule":
        number = pl.coalesce(pl.when(hit.is_not_null()).then(n) for n, (_, hit) in enumerate(hits)).cast(pl.UInt32)
        return pl.lit(pl.Series([rule.name for rule in rules])).gather(number).alias("rule")
    return pl.coalesce(hit for _, hit in hits).alias("distance")
