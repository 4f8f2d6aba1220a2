"""Who the people of a casualty figure are: civilians, combatants, children, police, ...

What belongs here: finding the noun that says it, in the figure's phrase or in what the text says of it. What does
not: the nouns (seed victim_terms), which figures are tolls (casualties.py), and which side they are of (claims.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.chunks import rewritten, row_of
from pipelines.extract.figures import BELOW_HUNDRED, TENS
from pipelines.extract.matching import lean

AGED = r"(?i)\b(?:\d{1,2}|[a-z]+(?:-[a-z]+)?)(?:[- ]|- )(?:year|month|week|day)s?[- ]olds?\b"
"""`a 14-year-old`: a person, and a child below 18."""
ADULT_AGE = 18

_OWN = (
    "o?[wCxDdeq]{0,6}(?:&[wCe]{1,3})?",
    "oN[PA][wC]{0,2}b[wd]{0,3}",
    "od?N[wCxDde]{0,5}",
    "D?no[wCDde]{0,4}",
    "[mM](?:b|,)?[wCxDde]{0,3}",
    "b[wdDCe]{0,3}",
    "[PA][wCp]{0,3}b[wd]{0,3}",
    "[PAH]o?[wC]{0,2}",
    "H,?[rD]o[dDwCe]{0,4}",
)
"""What stands between the figure and its noun: `six Jesuit priests`, `three of them children`, `four were children`,
`the dead were soldiers`, `12 killed civilians`."""
_NAMED = "[wC]{0,5},(?:x,)?[dD]?[wCxe]{0,4}"
"""Behind a name: `Ana Ruiz, 45, the mayor`."""
_SAID_AGAIN = "[wCxe]{0,4}v(?:[po][wCxDdq]{1,4}){0,2},(?:x,)?[dD][wCxe]{0,4}[Vv]*"
_AND_THEN = "[Vv](?:[po][wCxDdqVv]{1,4}){0,2},[hbw]{0,3}[PIA]"
"""`Her son, a conscript of 22, was killed`: the second noun says more of the same person."""
_STRUCK = "[pto][wCxe]{0,3}V((?:p[DdwCqx]{1,4}){0,2},[wD]?(?:GN&)?G)$"
_NOT_ATTACKERS = ["civilian", "child", "medic", "aid_worker", "journalist", "prisoner", "woman"]
"""Whom nobody is killed by: in `an attack by militants, killing 12` the militants are not the dead."""
KIN = "wife husband son daughter brother sister mother father cousin driver nephew niece".split()
"""People told by whose they are."""
_MADE_UP = r"(?i)\b(?:account(?:ed)? for|made up|make up|comprised?|constituted?|represent(?:ed)?) $"
"""Verbs between a group and its share of the dead."""
_PEERS = r"^(?:colleagues?|comrades?)$"
"""Nouns that mean more of those before: `a soldier and four of his colleagues`."""
_EMPTY = "third fourth fifth sixth seventh eighth ninth tenth other others".split()
"""Nouns that say nothing: `a third was missing` has the group of those before."""


def age_group() -> pl.Expr:
    """`matched` of AGED as a victim group: `child` below 18 years, else `person`."""
    age = pl.col("matched").str.to_lowercase().str.extract(lean(r"^(.*?)-? ?(?:year|month|week|day)"), 1)
    years = pl.coalesce(
        age.cast(pl.Int64, strict=False), age.replace_strict(BELOW_HUNDRED, default=None, return_dtype=pl.Int64)
    )
    is_child = (years < ADULT_AGE) | ~pl.col("matched").str.contains("(?i)year")
    return pl.when(is_child.fill_null(False)).then(pl.lit("child")).otherwise(pl.lit("person"))


def with_victims(claims: pl.DataFrame, chunks: pl.DataFrame) -> pl.DataFrame:
    """Add victim_group, victim_end, where the noun ends (NULL: there is none in the figure's phrase), and name_end.

    In: candidates with a measure, with the tags to their left and right; chunks of the sentences. A figure without a
    noun of its own (`27 soldiers were killed and 90 injured`, `Two were captured`) has the group of the figure before
    it in the sentence or in the sentence before; not that of one person or of a part.
    """
    nouns = _nouns(chunks)
    left, right, kind = pl.col("left"), pl.col("right"), pl.col("kind")
    own = pl.coalesce(right.str.extract(lean(f"^({pattern}[Vv]*)[Vv]"), 1).str.len_chars() for pattern in _OWN)
    # Ten of the 14 wounded are children: the ten.
    is_whole = pl.col("left").str.contains("[NxM]o[wD]?$") & right.str.contains("^[PA]")
    own = pl.when(~is_whole).then(own)
    # Casualties among the rebels were put at 60.
    counted = pl.when(pl.col("rule").str.contains("toll|number|deaths")).then(
        pl.col("left").str.extract("(?:[TH][po]|no)[DdwCxe]{0,3}V([^VvN]{0,14})$", 1).str.len_chars()
    )
    named = right.str.extract(f"^({_NAMED}[Vv]*)[Vv]", 1).str.len_chars()
    # Ali Hassan, 34, his wife Maryam: another one.
    is_next = right.str.contains("^[wC]{0,5},(?:x,)?d")
    # members of the armed forces: the group is said behind `of`.
    of_whom = right.str.extract("^([wCxDde]{0,6}[Vv]o[DwC]{0,4}[Vv]*)[Vv]", 1).str.len_chars()
    # Moscow denies aiming at civilians, but thousands of them have died.
    them = (
        pl.when(right.str.contains("^mo?[^Vv]{0,3}[hbIPA]"))
        .then(pl.col("left").str.extract("[Vv]([^VvN]*)$", 1).str.len_chars())
        # blew himself up among the fighters, killing four of them
        .when(right.str.contains("^m(?:[;,&p]|$)"))
        .then(pl.col("left").str.extract("[Vv]([^VvN]{0,10},G|[^VvN,]{0,10}&P)$", 1).str.len_chars())
    )
    # Women accounted for 155 of the dead.
    made_up = pl.when(right.str.contains("^w{0,2}M") & pl.col("preceding").str.contains(lean(_MADE_UP))).then(
        left.str.extract("[Vv]([^Vv]{2,3})$", 1).str.len_chars()
    )
    # Civilians killed: 5.
    headed: pl.Expr = pl.when(pl.col("rule") == "killed_colon_n").then(
        left.str.extract("[Vv]([^Vv]{0,2}:)$", 1).str.len_chars()
    )
    # Children: 7 killed, 37 injured.
    headed = pl.coalesce(
        headed,
        pl.when(right.str.contains("^[PA]")).then(
            left.str.extract("(?:^|;)[wC]{0,2}[Vv](:(?:N[PA],?&?){0,2})$", 1).str.len_chars()
        ),
    )
    # opened fire on worshippers, killing 12: those who were struck.
    struck = pl.col("left").str.extract(lean(_STRUCK), 1).str.len_chars()
    # The victim, a policeman from the north, was shot dead.
    again = pl.when(kind.is_in(["one", "definite"])).then(
        right.str.extract(lean(f"^({_SAID_AGAIN}){_AND_THEN}"), 1).str.len_chars()
    )
    # His deputy, Colonel Hassan Nawar, was among the dead: the title says more.
    title = right.str.extract("^([wCxe]{0,4}v(?:[po][wCxDd]{1,4})?,)vC{1,4},", 1).str.len_chars()
    # 3 dead and 10 wounded among the passengers.
    among = right.str.extract("^([PAH](?:,?&N[wC]{0,2}[PAH])?p[DdwCe]{0,4}[Vv]*)[Vv]", 1).str.len_chars()
    is_noun = pl.col("tag").is_in(["v", "V"])
    found = (
        claims.drop("victim_group")
        .with_columns(
            victim_no=pl.when(is_noun)
            .then("chunk_no")
            .otherwise(pl.col("chunk_no") + 1 + pl.when(kind == "named").then(pl.coalesce(named, own)).otherwise(own))
            .cast(pl.Int32),
            first_no=(pl.col("chunk_no") + 1 + right.str.extract("^([wCxDde]{0,6})[Vv]", 1).str.len_chars()).cast(
                pl.Int32
            ),
            of_no=(pl.col("chunk_no") + 1 + of_whom).cast(pl.Int32),
            again_no=(pl.col("chunk_no") + 1 + again).cast(pl.Int32),
            counted_no=(pl.col("chunk_no") - 1 - pl.coalesce(made_up, headed, counted)).cast(pl.Int32),
            title_no=(pl.col("chunk_no") + 1 + title).cast(pl.Int32),
            among_no=(pl.col("chunk_no") + 1 + among).cast(pl.Int32),
            family_no=pl.when(pl.col("left").str.contains("(?:[dD]w{0,2}|[PG])[Vv]o$")).then(pl.col("chunk_no") - 2),
            struck_no=(pl.col("chunk_no") - 1 - struck).cast(pl.Int32),
            them_no=(pl.col("chunk_no") - 1 - them).cast(pl.Int32),
            # Mayor Ana Ruiz: to the end of the name.
            name_no=pl.when(kind.is_in(["named", "titled"]) & pl.col("is_capitals").is_null())
            .then(pl.col("chunk_no") + right.str.extract("^([vC]{0,4}C)", 1).str.len_chars())
            .cast(pl.Int32),
            is_in_phrase=is_noun | right.str.contains("^o?[wCxDdeq]{0,6}(?:&[wCe]{1,3})?[Vv]"),
        )
        .with_columns(_row=row_of("victim_no"), _name=row_of("name_no"))
        .with_columns(
            noun_group=pl.lit(nouns).gather("_row"),
            noun_end=pl.lit(chunks["end"]).gather("_row"),
            noun=pl.lit(chunks["text"]).gather("_row").str.to_lowercase(),
            name_end=pl.lit(chunks["end"]).gather("_name"),
            next_word=pl.lit(chunks["text"]).gather(row_of(pl.col("chunk_no") + 1)).str.to_lowercase(),
            second_word=pl.lit(chunks["text"]).gather(row_of(pl.col("chunk_no") + 2)).str.to_lowercase(),
            among_word=pl.lit(chunks["text"])
            .gather(row_of(pl.col("chunk_no") + 1 + right.str.extract("^([^p]*)p", 1).str.len_chars().cast(pl.Int32)))
            .str.to_lowercase(),
            is_next=is_next,
            first_is_age=pl.lit(chunks["text"]).gather(row_of("first_no")).str.to_lowercase().str.contains("olds?$"),
            **{f"{role}_group": pl.lit(nouns).gather(row_of(f"{role}_no")) for role in _ROLES},
        )
        .drop("_row", "_name")
    )
    is_member = pl.col("noun").str.contains(lean(r"^(?:members?|body|bodies|group|part)\b"))
    # 45 Emirati, 10 Saudi and five Bahraini soldiers: an adjective before the noun of all.
    is_adjective = (
        (kind == "figure")
        & pl.coalesce((pl.col("low") != 1), pl.lit(True))
        & right.str.contains("^v,?&?N")
        & pl.col("noun").str.contains("(?:an|ese|ish|i|ch|ic)$")
    )
    # Mora and four other policemen were killed.
    is_adjective = is_adjective | ((kind == "named") & right.str.contains("^C{0,3}&NvV"))
    # two of them foreigners: whatever they all are.
    is_foreign = pl.col("is_part") & pl.col("noun").str.contains("^foreign(?:ers?| nationals?)$")
    # all but three of them demonstrators: the three were not.
    is_foreign = is_foreign | pl.col("preceding").str.contains(lean(r"(?i)\ball (?:but|except) $"))
    # took 34 prisoner: what they became.
    is_state = pl.col("noun").is_in(["prisoner", "captive", "others captive"]) & pl.col("measure").is_in(
        ["captured", "abducted"]
    )
    group: pl.Expr = (
        pl.when(is_member.fill_null(False) & pl.col("of_group").is_not_null() & (pl.col("of_group") != "person"))
        .then("of_group")
        .when(
            (pl.col("first_group") == "child")
            & pl.col("first_is_age")
            & pl.col("noun_group").is_in(["person", "civilian"])
        )
        .then("first_group")
        # a police general
        .when(
            (pl.col("first_group") == "police") & (pl.col("noun_group") == "combatant") & kind.is_in(["one", "figure"])
        )
        .then("first_group")
        .when((pl.col("next_word") == "female") & pl.col("noun_group").is_in(["person", "civilian"]))
        .then(pl.lit("woman"))
        .when((kind == "named") & pl.col("is_next") & pl.col("noun").is_in(KIN))
        .then(pl.lit("person"))
        .when(
            ~(pl.col("noun").is_in(_EMPTY) | pl.col("noun").str.contains(_PEERS) | is_state | is_foreign).fill_null(
                False
            )
        )
        .then("noun_group")
        # took 30 miners captive
        .when(is_state & ~pl.col("first_group").is_in(["prisoner", "person"]))
        .then("first_group")
    )
    group = (
        pl.when((group == "person") & ~pl.col("again_group").is_in(["person", "civilian"]))
        .then("again_group")
        .otherwise(group)
    )
    group = (
        pl.when(pl.col("title_group").is_in(["combatant", "police"]) & group.is_in(["person", "civilian"]))
        .then("title_group")
        .otherwise(group)
    )
    # 75 enemy dead.
    group = pl.coalesce(group, pl.when(pl.col("next_word") == "enemy").then(pl.lit("combatant")), _in_word())
    # two of the hostages, of the detainees
    group = pl.coalesce(
        group,
        pl.when(pl.col("next_word").str.contains(r"hostages$|abducted$")).then(pl.lit("civilian")),
        pl.when(pl.col("next_word").str.contains(r"(?:captives|detainees|prisoners)$")).then(pl.lit("prisoner")),
    )
    # killed all 14 aboard.
    is_aboard = (pl.col("next_word") == "aboard") | ((pl.col("next_word") == "on") & (pl.col("second_word") == "board"))
    group = pl.coalesce(group, pl.when(is_aboard).then(pl.lit("civilian")))
    group = pl.coalesce(group, pl.when(pl.col("among_word").is_in(["among", "amongst"])).then("among_group"))
    found = found.with_columns(is_adjective=is_adjective.fill_null(False))
    return (
        found.with_columns(
            own_group=pl.when("is_adjective").then(_group_of_next(group)).otherwise(group),
            is_elliptic=_is_elliptic() & ~is_whole,
            struck_group=pl.when(pl.col("struck_group").is_in(_NOT_ATTACKERS) & _is_elliptic()).then("struck_group"),
        )
        .with_columns(victim_group=pl.coalesce("own_group", "family_group", "counted_group"))
        .with_columns(
            victim_group=pl.coalesce("victim_group", pl.when("is_elliptic").then(_group_here()), "them_group")
        )
        .with_columns(
            victim_group=pl.coalesce(
                "victim_group", pl.when(pl.col("is_elliptic") & ~pl.col("is_part")).then(_group_before())
            )
        )
        .with_columns(victim_group=pl.coalesce("victim_group", "struck_group", _by_measure(), pl.lit("person")))
        .with_columns(victim_group=pl.coalesce(_group_of_him(), "victim_group"))
        .with_columns(victim_group=pl.when(_is_of_an_army()).then(pl.lit("combatant")).otherwise("victim_group"))
        # Thirteen miners were taken captive, militants captured 21 schoolgirls: abducted; soldiers are captured.
        .with_columns(
            measure=pl.when(
                (pl.col("measure") == "captured")
                & (
                    (
                        pl.col("victim_group").is_in(_NOT_ATTACKERS)
                        & pl.col("trigger_text").str.contains(r"(?i)captive$")
                    )
                    | (pl.col("victim_group").is_in(["child", "medic", "aid_worker", "journalist"]))
                )
            )
            .then(pl.lit("abducted"))
            .otherwise("measure")
        )
        .with_columns(victim_end=pl.when("is_in_phrase").then("noun_end"))
    )


def with_told_groups(claims: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Victim groups that only the words around the noun tell: an age behind it, and whose officers they are.

    In: rows of `with_victims`; sentences with sentence_id, version_id and text. Out: the same rows.
    """
    lines = sentences.lazy().select("sentence_id", sentence="text")
    before = sentences.lazy().select("version_id", sentence_id=pl.col("sentence_id") + 1, sentence_before="text")
    group = pl.col("victim_group")
    behind = pl.col("sentence").str.slice(pl.max_horizontal("end", "noun_end", "name_end"), 60)
    ages = behind.str.extract(lean(AGES_BEHIND), 1)
    of_name = pl.when(pl.col("name_end").is_not_null()).then(behind.str.extract(lean(AGE_OF_NAME), 1))
    # Her sister, Hala, 6, lost an arm.
    of_kin = pl.when(pl.col("kind") == "one").then(
        pl.col("sentence").str.slice(pl.col("noun_end"), 60).str.extract(lean(AGE_OFKIN), 1)
    )
    # Another protester, 17-year-old Omar Salim, died.
    of_one = pl.when(pl.col("kind").is_in(["one", "titled", "definite"])).then(
        pl.col("sentence").str.slice(pl.col("noun_end"), 40).str.extract(lean(r"^, (?:an? )?(\d\d?)-year-old\b"), 1)
    )
    is_minor = ~pl.coalesce(ages, of_name, of_kin, of_one).str.contains(lean(_OF_AGE)) | behind.str.contains(
        lean(_UNDER_AGE)
    )
    # An army's or the police's: the last word of either before it says so.
    told = pl.col("sentence").str.slice(0, "start")
    whose = pl.coalesce(told.str.extract(lean(_FORCE), 1), pl.col("sentence_before").str.extract(lean(_FORCE), 1))
    is_officer = pl.col("noun").str.contains("^officers?$") & (group == "police")
    is_bare = (group == "person") & pl.col("noun").is_null() & (pl.col("kind") == "figure") & ~pl.col("is_part")
    # the group's deputy leader
    is_of_a_group = (
        (group == "person")
        & pl.col("noun").str.contains("(?:leader|chief|commander|head)s?$")
        & pl.col("sentence")
        .str.slice("start", pl.col("noun_end") - pl.col("start"))
        .str.contains(lean(r"(?i)\b(?:group|militia|gang|faction|cartel)['’]s\b"))
    )
    # five SDF members
    is_of_a_group = is_of_a_group | (
        (group == "person")
        & pl.col("noun").str.contains("^(?:suspected )?members?$")
        & pl.col("sentence").str.slice("start", pl.col("noun_end") - pl.col("start")).str.contains(lean(_GROUP_NAME))
    )
    # two staff members of the central hospital; five staff were hurt at the clinic
    is_of_a_clinic = (
        (group == "civilian")
        & pl.col("noun").str.contains("^(?:staff(?: members?)?|staffers?|employees?)$")
        & pl.col("sentence").str.contains(lean(_CLINIC))
    )
    # The White Helmets said four of its members had been killed.
    is_of_a_charity = (
        group.is_in(["person", "civilian"])
        & pl.col("noun").str.contains(
            lean(r"^(?:members?|volunteers?|workers?|staff|staff members?|staffers|employees?|colleagues?)$")
        )
        & pl.col("sentence")
        .str.slice("start", pl.col("noun_end") - pl.col("start"))
        .str.contains(lean(r"(?i)\b(?:its|their|our) "))
        & pl.col("sentence").str.contains(lean(_RELIEF_GROUP))
    )
    # three UNICEF staff
    is_of_a_charity = is_of_a_charity | (
        group.is_in(["person", "civilian"])
        & pl.col("noun").str.contains(lean(r"^(?:members?|staff|staff members?|staffers|employees?|colleagues?)$"))
        & pl.col("sentence").str.slice("start", pl.col("noun_end") - pl.col("start")).str.contains(lean(_RELIEF_GROUP))
    )
    # An attacker blew himself up, killing himself and two others; until officers shot him dead.
    is_bomber = (
        (group == "person")
        & pl.col("text").str.contains("(?i)^(?:him|her)(?:self)?$")
        & told.str.contains(lean(_ATTACKER))
        & (pl.col("text").str.contains("(?i)self$") | told.str.contains(lean(_STOPPED_BY)))
    )
    is_agent = pl.col("noun").str.contains("^agents?$") & (group == "combatant")
    # Sailors of a frigate, the crew of a bomber.
    is_crew = (group == "civilian") & (
        (pl.col("noun").str.contains("^(?:sailors?|seam[ae]n)$") & pl.col("sentence").str.contains(lean(_WARSHIP)))
        | (
            pl.col("noun").str.contains("^(?:crew(?: ?members?)?|crewm[ae]n|pilots?)$")
            & (pl.col("sentence").str.contains(lean(_WARSHIP)) | pl.col("sentence").str.contains(lean(_WARPLANE)))
        )
    )
    is_crew = is_crew & ~pl.col("sentence").str.contains(lean(_MERCHANT))
    return (
        claims.lazy()
        .join(lines, on="sentence_id", how="left", maintain_order="left")
        .join(before, on=["sentence_id", "version_id"], how="left", maintain_order="left")
        .with_columns(
            victim_group=pl.when(is_minor & group.is_in(["person", "civilian", "woman"]))
            .then(pl.lit("child"))
            .when(is_officer & (whose.str.contains(lean(_ARMED_FORCE)) | behind.str.contains(lean(_OF_A_FORCE))))
            .then(pl.lit("combatant"))
            .when(is_bare & told.str.contains(lean(_OF_CHILDREN)))
            .then(pl.lit("child"))
            .when(is_bare & told.str.contains(lean(_OF_CIVILIANS)))
            .then(pl.lit("civilian"))
            .when(is_bare & told.str.contains(lean(_OF_ARMIES)))
            .then(pl.lit("combatant"))
            .when(is_of_a_clinic)
            .then(pl.lit("medic"))
            .when(is_of_a_charity)
            .then(pl.lit("aid_worker"))
            .when(is_crew | is_of_a_group | is_bomber)
            .then(pl.lit("combatant"))
            .when(is_agent & ~whose.str.contains(lean(_ARMED_FORCE)))
            .then(pl.lit("police"))
            .otherwise(group)
        )
        .drop("sentence", "sentence_before")
        .collect(engine="in-memory")
    )


_GROUP_NAME = (
    r"\b(?:SDF|YPG|YPJ|PKK|ISIS|ISIL|IS|ISWAP|Taliban|Hezbollah|Hamas|Islamic Jihad|al-Qa(?:eda|ida)|al-Shaba+b|"
    r"Boko Haram|FARC|ELN|FMLN|LTTE|JNIM|HTS|ADF|M23|NPA|RSF|Houthi) (?:members?|\p{Ll}+ members?)$"
)
_CLINIC = r"(?i)\b(?:hospitals?|clinics?|maternity|(?:medical|health|surgical) (?:cent(?:re|er)|facility|post)s?)\b"
_STOPPED_BY = r"(?i)\b(?:police\w*|officers?|guards?|troops|soldiers|marksm[ae]n|security \w+)\b[^.;]{0,50}$"
"""Before the man with a gun that they kill."""
_ATTACKER = (
    r"(?i)\b(?:(?:suicide )?bomber|attacker|assailant|gunm[ae]n|militant|insurgent|terrorist|fighter|jihadist)\b"
)
_RELIEF_GROUP = (
    r"(?i)\b(?:white helmets|civil defen[cs]e|red (?:cross|crescent)|icrc|unrwa|unicef|unhcr|wfp|oxfam|msf|"
    r"doctors without borders|"
    r"(?:aid|relief|rescue|humanitarian) (?:group|agency|organi[sz]ation|charity)|medical charity|"
    r"world food programme?|i?ngo|save the children)\b"
)
"""Who speaks of its own members who bring help."""
_WARSHIP = (
    r"(?i)\b(?:navy|naval|warships?|frigates?|destroyers?|submarines?|cruisers?|corvettes?|gunboats?|patrol boats?|"
    r"minesweepers?|aircraft carriers?)\b"
)
_WARPLANE = (
    r"(?i)\b(?:(?:shot|shoot|shooting) down|downed|military|army|air force|warplanes?|gunships?|bombers?|"
    r"fighter (?:jets?|planes?|bombers?)|tanks?|armou?red)\b"
)
_MERCHANT = (
    r"(?i)\b(?:civilian|merchant|cargo|container|tankers?|fishing|trawlers?|ferry|ferries|airliners?|passengers?|"
    r"airline|yachts?)\b"
)
"""Whose crew a text tells of: of a ship or aircraft of war, or of trade."""
_AGE = rf"(?:\d\d?|{'|'.join(word for word in BELOW_HUNDRED if ' ' not in word)})"
_AGE_LIST = rf"{_AGE}(?:(?:, and|,| and| or| to)? {_AGE})*"
AGES_BEHIND = rf"(?i)^,? ?\(?(?:both |all )?aged? (?:between |just |only )?({_AGE_LIST})\b"
"""`her four sons, aged between three and 11`, `sisters aged four and six`."""
AGE_OF_NAME = r"^(?:, | \()(\d\d?)(?:[,);]| and\b)"
"""`Omar Salim, 17, was killed`."""
AGE_OFKIN = r"^,? \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2}(?:, | \()(\d\d?)(?:[,);]| and\b)"
"""`his niece Amal, 8, was killed`."""
_UNDER_AGE = (
    r"(?i)^(?: of (?:them|whom))?(?: (?:was|were|is|are))?(?: aged)? (?:under|below|younger than) (?:the age of )?"
    r"(?:1[0-8]|[3-9]|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}{2,5}teen)\b"
)
"""`two of them under ten`."""
_OF_AGE = rf"(?i)\b(?:1[89]|[2-9]\d|eighteen|nineteen|(?:{'|'.join(TENS)})(?:-\w+)?)\b"
_OF_CIVILIANS = r"(?i)\bcivilian (?:casualties|deaths|fatalities|injuries|harm|victims|toll)\b[^.;]{0,120}$"
_OF_CHILDREN = r"(?i)\bchild(?:ren)? (?:casualties|deaths|fatalities|victims)\b[^.;]{0,60}$"
_OF_ARMIES = (
    r"(?i)(?:\b(?:military|army|army['’]s|battlefield|troop|enemy|enemy['’]s|\p{L}+(?:ian|ish|ese|i)|its|their) "
    r"losses\b[^.;]{0,80}|\b(?:military|army|troop|government) (?:casualties|fatalities|deaths)\b[^.;]{0,80}|"
    r"\b(?:fmln|farc|eln|ltte|rebels?|guerrillas?|insurgents?) (?:losses|casualties)\b[^.;]{0,60}|"
    r"\b(?:caused|inflicted on|inflicting on|dealt) (?:the )?(?:army|enemy|troops|soldiers|rebels|guerrillas)\b"
    r"[^.;]{0,30}|"
    r"\b(?:army|military|troops|forces|soldiers|rebels|guerrillas|militants|insurgents|fighters|peacekeepers|militia|"
    r"battalion|brigade)\b[^.;,]{0,30}(?:\b(?:suffered|sustained|took|taken)\b[^.;]{0,40}|"
    r"\bhad (?:[\p{L}\d]+ (?:dead|killed|casualties),? and )?))$"
)
"""What is counted, said before a number without a noun."""
_ARMED_FORCE = (
    r"(?i)^(?:service(?:m[ae]n|members?)|army|armies|soldiers?|troops|military|navy|naval|battalion|brigade|regiment|"
    r"intelligence|marines?|air)"
)
_OF_A_FORCE = (
    r"(?i)^[^.;]{0,40}\b(?:army|armed forces|soldiers?|troops|battalion|brigade|regiment|militia|intelligence|navy|"
    r"air force|paratroopers?)\b"
)
_FORCE = (
    r"(?i)^.*\b(service(?:m[ae]n|members?)|police\w*|constab\w+|precinct|sheriff\w*|army|soldiers?|troops|military|navy|"
    r"naval|battalion|brigade|regiment|intelligence|marines?|air force)\b"
)


def _nouns(chunks: pl.DataFrame) -> pl.Series:
    """The group of each chunk that is a noun for people (victim_group), read with what stands behind it."""
    # 22 people on board: passengers and crew.
    word, then = pl.col("next_1").str.to_lowercase(), pl.col("next_2").str.to_lowercase()
    is_aboard = pl.col("text").str.contains(lean(r"(?i)^(?:people|persons|those)$")) & (
        (word == "aboard") | ((word == "on") & (then == "board"))
    )
    # nine staff of the last working clinic.
    behind = pl.concat_str([pl.col(f"next_{n}").fill_null("") for n in range(1, 8)], separator=" ")
    is_of_a_clinic = pl.col("text").str.contains(lean(r"(?i)^(?:staff|staff members?|employees?|workers?)$")) & (
        behind.str.contains(lean(r"(?i)^(?:of|at|in|from) (?:\w+ ){1,3}(?:hospital|clinic|ambulance)"))
    )
    # 14 staff of UN agencies, an employee of the Red Cross.
    is_of_a_charity = pl.col("text").str.contains(
        lean(r"(?i)^(?:staff|staff members?|staffers?|employees?|workers?|volunteers?)$")
    ) & behind.str.contains(lean(rf"(?i)^(?:of|at|from|with|for|working for) {_SOME_CHARITY}"))
    # A driver working for a medical charity.
    is_of_a_charity = is_of_a_charity | (
        pl.col("victim_group").is_in(["person", "civilian"])
        & behind.str.contains(
            lean(rf"(?i)^(?:who )?(?:(?:was |were )?(?:working|employed)|work(?:s|ed)) (?:for|by|with) {_SOME_CHARITY}")
        )
    )
    # 70 members of a local tribe; members of the militia, but not of a rights group.
    is_member = pl.col("text").str.contains(lean(r"(?i)^(?:suspected )?members?$"))
    is_of_a_tribe = is_member & behind.str.contains(
        lean(r"(?i)^(?:of|from) (?:[\w’'-]+ ){0,4}?(?:tribe|clan|famil(?:y|ies)|communit(?:y|ies)|congregation)\b")
    )
    is_of_a_gang = (
        is_member
        & behind.str.contains(lean(_OF_A_GANG))
        & ~behind.str.contains(lean(r"(?i)\b(?:rights|religious|ethnic|aid|relief|minority|opposition|civic|social)\b"))
    )
    return rewritten(
        chunks.select("text", "tag", "victim_group", **{f"next_{n}": pl.col("text").shift(-n) for n in range(1, 8)}),
        "victim_group",
        pl.col("tag").is_in(["v", "V"]) | pl.col("victim_group").is_not_null(),
        pl.when(is_aboard.fill_null(False) & (pl.col("victim_group") == "person"))
        .then(pl.lit("civilian"))
        .when(is_of_a_clinic.fill_null(False))
        .then(pl.lit("medic"))
        .when(is_of_a_charity.fill_null(False))
        .then(pl.lit("aid_worker"))
        .when(is_of_a_tribe.fill_null(False))
        .then(pl.lit("civilian"))
        .when(is_of_a_gang.fill_null(False))
        .then(pl.lit("combatant"))
        .otherwise("victim_group"),
    )["victim_group"]


_OF_A_GANG = (
    r"(?i)^(?:of|from) (?:[\w’'-]+ ){0,3}?(?:group|militias?|gangs?|cell|cartel|network|forces|army|brigades?|"
    r"battalions?|front|corps|legion|units?|guerrillas?|taliban|hezbollah|hizbollah|hizbullah|hamas|isis|isil|(?-i:IS)|"
    r"daesh|islamic state|sdf|ypg|pkk|farc|eln|ltte|boko haram|(?:al-?)?shabaa?b|nusra|qa[ei]da|h[ou]+this?)\b"
)
_CHARITY = (
    r"(?:un|u\.? n|unrwa|unicef|i?ngos?|aid|relief|charity|charities|humanitarian|red (?:cross|crescent)|msf|"
    r"doctors without|medecins|world food|oxfam|save the children)\b"
)
_SOME_CHARITY = rf"(?:\w+ ){{0,3}}?{_CHARITY}"
_ROLES = ("of", "them", "struck", "family", "first", "again", "title", "among", "counted")
"""Other nouns than the figure's own, found at <role>_no."""


def _is_elliptic() -> pl.Expr:
    """No noun of its own: `90 injured`, `one was missing`, `and wounded five`."""
    return (
        pl.col("right").str.contains("^(?:[PAImn]|D?[nT]|h?p?[hw]{0,2}b)")
        | pl.col("right").str.contains("^(?:[,;&:]|$)")
        | ((pl.col("rule") == "n_in_another_town") & pl.col("right").str.starts_with("p"))
        # killed eight soldiers and wounded 12 at a checkpoint
        | (
            (pl.col("rule") == "killed_n")
            & pl.col("right").str.starts_with("p")
            & pl.col("left").str.contains("&w?[PG]$")
        )
        | pl.col("noun").is_in(_EMPTY).fill_null(False)
        | pl.col("noun").str.contains(_PEERS).fill_null(False)
        | _is_more()
        # 60 civilian casualties: 12 deaths and 48 injuries; six civilian deaths and 30 injuries.
        | (
            pl.col("right").str.contains("^H")
            & pl.col("left").str.contains("H[^NPAI;]{0,12}:(?:N[PAH],?&)?$|N[wCev]{0,2}H,?&w?$")
        )
        # took five others prisoner
        | (pl.col("noun").is_in(["prisoner", "captive"]) & (pl.col("measure") == "captured")).fill_null(False)
    )


def _is_more() -> pl.Expr:
    """`killed four policemen and injured three more`, `with eight more wounded`."""
    return (pl.col("right").str.contains("^w(?:[PAI,;:&p]|[hw]{0,2}b|$)") & (pl.col("next_word") == "more")).fill_null(
        False
    )


def _is_giver() -> pl.Expr:
    """Whole figures with a noun hand their group on; one person and a part do not."""
    return ~pl.col("is_part") & pl.col("kind").is_in(["figure", "both"]) & pl.col("victim_group").is_not_null()


def _group_here() -> pl.Expr:
    """The group of the last whole figure before it in the sentence; of several groups that one verb has, nobody's."""
    # Two soldiers and a teacher were killed and nine others wounded.
    groups = pl.when(~pl.col("is_part")).then("victim_group").drop_nulls().n_unique()
    is_mixed = groups.over("sentence_id", "trigger_no") > 1
    given = pl.when(is_mixed).then(pl.lit("person")).otherwise("victim_group")
    whole = pl.when(_is_giver()).then(given).forward_fill().shift(1).over("sentence_id")
    # A soldier was killed and three were wounded; not: and three others.
    is_one = (pl.col("kind") == "one") & pl.col("victim_group").is_in(["combatant", "police", "medic", "aid_worker"])
    is_toll = pl.col("rule").str.contains("toll|number|total")
    one = pl.when(is_one & ~pl.col("is_part")).then("victim_group").forward_fill().shift(1).over("sentence_id")
    is_peer = pl.col("noun").str.contains(_PEERS).fill_null(False)
    whole = pl.when(~(is_peer & whole.is_in(["child", "woman"]))).then(whole)
    # Two soldiers and three others were killed: others than soldiers.
    # two guards were killed and three others, including a baker, were hurt: others of all kinds.
    is_of_all = pl.col("noun").is_in(_EMPTY) & pl.col("right").str.contains("^[wCe]{0,2}[Vv],?i")
    next_group = pl.col("own_group").shift(-1).over("sentence_id")
    whole = pl.when((is_of_all & (next_group != whole)).fill_null(False)).then(pl.lit("person")).otherwise(whole)
    same_verb = pl.col("trigger_no") == pl.when(_is_giver()).then("trigger_no").forward_fill().shift(1).over(
        "sentence_id"
    )
    is_apart = pl.col("noun").is_in(_EMPTY) & same_verb & ~pl.col("is_part")
    whole = pl.when(is_apart.fill_null(False)).then(pl.lit("person")).otherwise(whole)
    return pl.coalesce(whole, pl.when(~pl.col("noun").is_in(_EMPTY).fill_null(False) & ~is_toll).then(one))


def _group_before() -> pl.Expr:
    """The group of the last whole figure in the sentence before, where a verb follows: `Two were captured`."""
    sentence = pl.col("sentence_id").cast(pl.Int64)
    last = pl.when(_is_giver()).then("victim_group").forward_fill().shift(1).over("version_id")
    said = pl.when(_is_giver()).then(sentence).forward_fill().shift(1).over("version_id")
    # No one was hurt: nobody at all, not none of those before.
    is_nobody = pl.col("text").str.contains(lean(r"(?i)^(?:no[- ]?(?:one|body)(?: else)?|denie[sd] (?:that )?anyone)$"))
    goes_on = pl.col("right").str.contains("^(?:[ImM]|h?p?[hw]{0,2}b)") & (sentence - said <= 1) & ~is_nobody
    return pl.when(goes_on).then(last)


def _group_of_next(group: pl.Expr) -> pl.Expr:
    """Of adjectives that share a noun the group of the noun: `three American and two British soldiers`."""
    shared = pl.when(~pl.col("is_adjective")).then(group)
    return pl.coalesce(shared.backward_fill().over("sentence_id", "trigger_no"), group)


def _group_of_him() -> pl.Expr:
    """`Soldiers shot a pupil. He died the next day.`: the group of the one person told of before."""
    sentence = pl.col("sentence_id").cast(pl.Int64)
    is_him = (pl.col("kind") == "named") & pl.col("text").str.contains("(?i)^(?:he|she)$")
    is_one = ~is_him & pl.col("kind").is_in(["one", "definite", "titled", "named"])
    last = pl.when(is_one).then("victim_group").forward_fill().shift(1).over("version_id")
    said = pl.when(is_one).then(sentence).forward_fill().shift(1).over("version_id")
    return pl.when(is_him & (sentence - said <= 1)).then(last)


def _is_of_an_army() -> pl.Expr:
    """`We lost 14`, `has lost 40,000 men`, `suffered 850 casualties`: only sides at war count so."""
    told = pl.col("trigger_text").str.to_lowercase()
    is_counted = (pl.col("kind") == "figure") | (pl.col("qualifier") == "none")
    counts = is_counted & pl.col("measure").is_in(["killed", "casualties"])
    bare = pl.col("own_group").is_null() | pl.col("noun").is_in(["men", "man", "martyrs"])
    is_bare = (pl.col("victim_group") == "person") & bare & ~pl.col("right").str.contains("^o?[dD]?[wC]{0,3}[Vv]p?")
    is_men = pl.col("noun").is_in(["men", "man", "martyrs"]) & pl.col("right").str.contains("^o?[wdDC]{0,2}[Vv]")
    lost = (pl.col("trigger_tag") == "L") & (is_bare | is_men)
    losses = told.str.contains(r"(?:^|\s)loss(?:es)?$") & (is_bare | is_men)
    suffering = pl.col("ahead").str.contains(lean(r"(?i)\b(?:suffer\w*|sustain\w*|taken|took)\b"))
    inflicted = (pl.col("kind") == "figure") & (
        pl.col("ahead").str.contains(lean(r"(?i)\binflict\w*\b"))
        | pl.col("behind").str.contains(lean(r"(?i)^ (?:was|were|have been|had been|being) inflicted\b"))
    )
    suffered = (told == "casualties") & (suffering | inflicted) & is_bare
    # a few injuries on both sides; 40 dead in its own ranks.
    in_ranks = (pl.col("victim_group") == "person") & pl.col("behind").str.contains(
        lean(
            r"(?i)^[\"”’']?,? (?:on (?:both|either|all) sides?\b|"
            r"(?:in|within|among) (?:its|their|our|his) (?:own )?(?:ranks|forces|troops))"
        )
    )
    return ((counts & (lost | losses | suffered)) | in_ranks).fill_null(False)


def _by_measure() -> pl.Expr:
    """Who is captured, and whose losses are counted, where nothing else is said: soldiers."""
    is_loss = pl.col("trigger_text").str.contains(r"(?i)^(?:losses|irrecoverable losses)$")
    return pl.when((pl.col("measure") == "captured") | is_loss.fill_null(False)).then(pl.lit("combatant"))


def _in_word() -> pl.Expr:
    """The group that the word of harm itself tells: `six civilian deaths`."""
    told = pl.col("trigger_text").str.to_lowercase()
    # combat and civilian deaths: of both.
    is_one_kind = ~pl.col("right").str.contains("^[wCxev]{1,4}&")
    return (
        pl.when(told.str.contains("civilian") & is_one_kind)
        .then(pl.lit("civilian"))
        .when(told.str.contains("soldiers|troops"))
        .then(pl.lit("combatant"))
        # 400 military casualties
        .when(pl.col("right").str.contains("^wH") & pl.col("next_word").is_in(["military", "army", "troop", "combat"]))
        .then(pl.lit("combatant"))
    )
