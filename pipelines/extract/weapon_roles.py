"""What was done with a weapon: used, intercepted, hit itself, supplied, or only mentioned.

What belongs here: reading the clause around a mention. What does not: finding mentions (weapons.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import list_runs
from pipelines.extract.matching import lean, text_before

WITH_CREW = (
    r"(?:along )?with (?:all )?(?:(?:their|its|the|his) )?(?:\w+ )?(?:crews?|occupants|passengers|personnel|drivers?|"
    r"terrorists|militants|gunmen|people)(?: (?:inside|on board|aboard))?\b"
)
"""Who was in a vehicle that was destroyed."""
AS_TOLD = (
    r"(?i) what (?:[\w’'-]+ ){1,4}?(?:(?:said|says|claimed|claims|believed|thought) (?:was|were|is|are|had been|to be)|"
    r"(?:described|identified|referred to) as|called)\b"
)
"""`struck what it said was a depot`."""
FLYING = (
    "ballistic_missile", "cruise_missile", "hypersonic_missile", "anti_ship_missile", "missile", "rocket",
    "rocket_artillery", "drone", "loitering_munition", "glide_bomb", "aerial_bomb",
)  # fmt: skip
"""Classes that air defences shoot down."""
FIRED = ("glide_bomb", "aerial_bomb", "rocket", "rocket_artillery", "artillery", "mortar")
"""Classes of which one that was shot down had been fired: drones and missiles are also shot down on their way
elsewhere.
"""
EQUIPMENT = (
    "tank", "armoured_vehicle", "aircraft", "helicopter", "warship", "submarine", "air_defence", "artillery",
    "rocket_artillery", "machine_gun", "mortar", "drone", "other", "cruise_missile", "ballistic_missile", "missile",
)  # fmt: skip
"""Classes of which one loses pieces."""
CARRIERS = ("aircraft", "helicopter", "warship", "submarine", "armoured_vehicle", "tank", "other")
"""Classes that stand about: used only where an act is told."""
PLANTED = ("bomb", "ied", "mine", "vehicle_bomb", "suicide_bomb", "explosive")
"""Classes that are found and defused because somebody had planted them."""

_SHOT_DOWN = (
    r"(?:shot down|downed|intercepted|brought down|taken down|suppressed|jammed|neutrali[sz]ed|repelled|thwarted|"
    r"lost (?:from|off|to) (?:the )?radars?|lost (?:in location|locationally)|locationally lost)"
)
"""What was done to what flies, as a participle."""
DOWN = (
    r"(?:sh(?:ot|oots|ooting) down|down(?:ed|ing)|intercept(?:s|ed|ing|ion of|ions of)|brought down|bring(?:s|"
    r"ing) down|"
    r"t(?:ook|aken|aking) down|repel(?:s|led|ling)|repuls(?:es|ed|ing)|neutrali[sz](?:es|ed|ing)|suppressed|jammed|"
    r"thwart(?:s|ed|ing)|foiled)"
)
"""Words of shooting down."""
_DESTROY = r"(?:destroy(?:s|ed|ing)?|destruction of|eliminat(?:e|es|ed|ing)|liquidat(?:e|ed|ing))"
_HARM = (
    r"(?:destroy(?:s|ed|ing)?|destruction of|damag(?:e|es|ed|ing)|knock(?:s|ed|ing)? out|burn(?:s|ed|t|ing)?|"
    r"set fire to|hit(?:s|ting)?|"
    r"str(?:ike|ikes|uck|iking)|sank|sunk|sink(?:s|ing)?|wip(?:ed|ing) out|bl(?:ew|own|ows?|owing) (?:up|apart)|"
    r"t(?:ook|aken|aking) out|(?:tore|torn|ripped) (?:apart|through)|"
    r"ambush(?:ed|ing)?|attack(?:ed|ing)|attacks? on|"
    r"target(?:s|ed|ing)|eliminat(?:e|es|ed|ing)|crippl(?:ed|ing)|disabl(?:ed|ing)|downed|shot down|wreck(?:s|ed|"
    r"age of)?|torpedoed|"
    r"burn(?:t|ed)-out|los(?:t|s of|ses of|ing)|abandon(?:ed|ing)|left behind|leaving behind)"
)
_LOSS = (
    r"(?:destroy(?:s|ed|ing)?|destruction of|eliminat(?:e|es|ed|ing)|wiped out|knocked out|los(?:t|ing)|"
    r"losses (?:amounted to|included?|totall?ed|of|were)|"
    r"left behind|captur(?:ed|ing)|seiz(?:ed|ing)|burned|damag(?:ed|ing))"
)
_HOARD = r"(?:caches?|hauls?|stash(?:es)?) (?:of|(?:that |which )?(?:includ|contain|consist|compris)\w+)"
"""What was found and its contents: `a cache that included mortars`."""
_SEIZE = (
    r"(?:captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing|ure of)|confiscat(?:e|es|ed|ing)|recover(?:s|ed|ing|y of)|found|"
    r"discover(?:s|ed|ing|y of)|"
    r"uncovered|surrender(?:ed|ing)|hand(?:ed|ing) (?:over|in)|impounded|stole|stolen|stealing|looted|looting|cache of|"
    r"caches of|t(?:ook|aken|aking|ake) away|made off with|"
    rf"cart(?:ed|ing) away|carried off|{_HOARD})"
)
_TAKEN = [
    "captur", "seiz", "confiscat", "recover", "found", "discover", "cover", "surrender", "hand", "impound", "stol",
    "steal", "loot", "cache", "haul", "stash", "away", "made off", "carried off", "defus", "dismantl", "disarm",
    "deactivat", "neutrali", "destr", "unearth",
]  # fmt: skip
"""Stems of words of seizing and of making safe: where none stands, their long patterns need not be tried."""
DESTROY = rf"(?:{_HARM}|{_SEIZE}|defused)"
"""Words of what befalls equipment."""
AS_BOMB_WENT_OFF = r"\b(?:bombs?|devices?|IEDs?|mines?|explosives?|charges?)\b[^.;]{0,80}\b(?:as|when|while)"
PASSED = r"(?: [\w’'-]+){0,2} (?:passed|(?:was |were )?(?:passing|driving)|drove)"
"""Before and behind what a bomb was meant for: `a bomb went off as a police van passed`."""
_DEFUSE = (
    r"(?:defus(?:e|es|ed|ing)|dismantl(?:e|es|ed|ing)|disarm(?:s|ed|ing)|deactivat(?:e|es|ed|ing)|"
    r"neutrali[sz](?:e|es|ed|ing)|destroy(?:s|ed|ing)?|seiz(?:e|es|ed|ing)|confiscat(?:e|es|ed|ing)|"
    r"captur(?:e|es|ed|ing)|recover(?:s|ed|ing)?|found|(?:dis|un)cover(?:s|ed|ing)?|unearth(?:s|ed|ing)?|caches? of)"
)
"""What befalls a bomb that was planted or hidden and did no harm."""
_DEFUSED = (
    r"(?:defused|dismantled|disarmed|deactivated|neutrali[sz]ed|destroyed|seized|confiscated|captured|recovered|found|"
    r"discovered|unearthed|rendered safe|safely detonated)"
)
_HARMED = (
    r"(?:destroyed|damaged|knocked out|burn(?:ed|t)|set on fire|set ablaze|hit|struck|sunk|wiped out|blown up|ambushed|"
    r"attacked|targeted|eliminated|crippled|"
    r"disabled|lost|abandoned|left behind|wrecked|out of action|on fire|ablaze|torched|gutted|put out of action)"
)
_SEIZED = r"(?:captured|seized|confiscated|recovered|found|discovered|uncovered|surrendered|handed over|impounded|stolen|looted)"  # noqa: E501
SUPPLY = (
    r"(?:suppl(?:y|ies|ied|ying)(?: of)?|deliver(?:y of|ies of|y|ies|s|ed|ing)?|donat(?:e|es|ed|ing|ion|ions)|"
    r"pledg(?:e|es|ed|ing)|provid(?:e|es|ed|ing)|provision of|"
    r"transfer(?:s|red|ring)?|ask(?:ed|s|ing)? for|ask(?:ed|s|ing)? to buy|request(?:s|ed|ing)?|appeal(?:s|ed|"
    r"ing)? for|call(?:s|ed|ing)? for (?:more )?|packages?|"
    r"aid|assistance|shipments?|shipp(?:ed|ing)|receiv(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|buy(?:s|ing)?|bought|"
    r"sales? of|sell(?:s|ing)?|sold|procure(?:d|ment of|s)?|acquir(?:e|es|ed|ing)|"
    r"contracts? for|approv(?:e|ed|al of)|promis(?:e|es|ed|ing)|gave|gives?|given|giving|train(?:ed|ing) (?:on|to use)|"
    r"needs?|needed|deals? for|smuggl(?:ed|ing|e)|pleas? for|requests? for|wish ?lists? (?:of|for)|"
    r"demand(?:s|ed|ing)?|"
    r"exports?|exported|exporting|hand(?:s|ed|ing)? over|contribut(?:e|es|ed|ing|ion|ions)|pay (?:[\w.,£€$]+ )*for|"
    r"tranche|instalments?|"
    r"(?:is|are) (?:due |set )?to get|(?:will|would) (?:soon )?get (?:its|the|an?|more|new|\d+|two|three|four|five|"
    r"dozens)|"
    r"secured|offer(?:s|ed|ing)?|lend(?:ing)?|lent|(?:equip(?:ping)?|arm(?:ing)?) (?:[\w’'-]+ ){0,4}with|"
    r"replac(?:e|ed|ing)|ordered)"
)
"""Words of supply."""
_DID = (
    r"(?:us(?:es|ed|ing)|launch(?:es|ed|ing)|fired|firing|dropp(?:ed|ing)|hit|struck|striking|attack(?:ed|ing)|killed|"
    r"killing|wounded|exploded|detonated|"
    r"shelled|shelling|bombed|bombing|slammed|pounded|destroyed|damaged)"
)
_MOVES = (
    r"(?:came in|made (?:\w+ )?(?:run|pass|sortie)\w*|arriv\w+|follow\w+|return\w+|sent|flew|flown|fly(?:ing)?|carried|"
    r"circl\w+|hover\w+|overhead|roll(?:ed|ing)|advanc\w+|enter(?:ed|ing)|"
    r"deploy\w*|support(?:ed|ing)?|back(?:ed|ing)|using|used|with|fir(?:e|es|ed|ing)|launch\w*|bomb\w*|strafed?|struck|"
    r"hit|attack\w*|raid\w*|pound\w*|target(?:ed|ing)|"
    r"(?:shot down|intercepted) (?:an?|the|two|three|several|at least|\d+)|"
    r"shell(?:ed|ing)|patroll?\w*|drop(?:s|ped|ping)|kill\w*|storm\w*|scrambled|took part|took off|assault\w*|fight\w*|"
    r"fought|landed|sank|destroy(?:ed|ing)|flatten\w*|level?led|raz(?:ed|ing)|damag(?:ed|ing)|wound\w*|reduced|"
    r"stormed|carried out|surrounded|encircl\w+|clash\w*)"
)
"""Words by which a plane, ship or tank takes part."""
_ONLY_MOVES = (
    r"(?i)^,? (?:(?:which|that) )?(?:(?:was|were|is|are|had|has|been) ){0,2}(?:flying|flew|carrying|carried|landing|"
    r"landed|crash\w*|going|travel\w*|returning|returned|on (?:a|its|their) (?:way|mission)|took off|taking off)\b"
)
_UNREAL = (
    r"(?:would|could|(?-i:may)|might|can|cannot|should|capable of|able to|ability to|if|unless|whether|"
    r"bans?(?: on)?|banned|treaty|treaties|prohibit\w*|"
    r"restrict\w*|permission to use|permission to fire|licen[cs]e|never|no|without|"
    r"h[eo]ld(?:s|ing)? back|withh[eo]ld\w*|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing) to|rul(?:e|es|ed|ing) out|"
    r"reluctan\w+|consider(?:s|ed|ing)?|mull(?:s|ed|ing)|"
    r"develop(?:s|ed|ing|ment of)?|"
    r"prepar(?:e|es|ing) (?:to|for)|search(?:es|ed|ing)? (?:[\w’'-]+ ){0,3}for|look(?:ed|ing) for|warn(?:s|ed|ing)? "
    r"(?:against|about)|(?:experts?|specialists?) (?:on|in)|(?:exercises?|drills?|manoeuvres|maneuvers) (?:with|using)|"
    r"mak(?:es|ing)|assembl(?:e|es|ed|ing)|"
    r"produc(?:e|es|ed|ing|tion of)|manufactur(?:e|es|ed|ing)|tests? of|tested|testing|"
    r"test-fired|test-fires|parad(?:e|ed|ing)|clear(?:ed|ing|ance of)?|remov(?:e|ed|ing|al of)|workshops? for|"
    r"plants? for|factor(?:y|ies) for|possess(?:es|ed|ing|ion of)?|"
    r"threat(?:s|en|ens|ened|ening)?(?: of| to)?|fears? of|coordinates of|tracked by|detected by|unveil\w*|display\w*|"
    r"exhibit\w*|showcas\w*|(?:plan(?:s|ned|ning)?|plott?(?:ed|ing|s)|want(?:s|ed)|vow(?:s|ed)) to|(?:approv|allow|"
    r"permi|authori[sz])\w* (?:[\w’'-]+ ){0,4}use(?: of)?)"
)
"""What has not been done with a weapon: `would use`, `test of`, `to clear`."""
_PARTS = (
    r"(?:parts|engines?|components?|technology|technologies|electronics|chips|microchips|semiconductors|sensors|motors|"
    r"propellants?|materials?|guidance systems?) (?:for|of|in|used in|found in|used to (?:make|build)|"
    r"needed (?:for|to (?:make|build)))"
)
"""Before a weapon of which only parts are traded."""
_NUMBER = (
    r"(?:\d[\d.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|score|thirty|forty|fifty|"
    r"hundred|"
    r"more|[\p{L}]+-(?:one|two|three|four|five|six|seven|eight|nine))"
)
_ROUGHLY = r"(?:the |some |about |around |nearly |almost |over |roughly |approximately |more than |up to |a total of )*"
_NP = r"(?: [\w’'“”\"%.+/-]+){0,9} $"
"""A noun phrase up to a weapon, without a comma."""
_LONG_NP = r"(?: [\w’'“”\"%.+/-]+,?){0,16} $"
"""The same with commas, for words of loss that a list follows: `lost 600 men, two tanks and five guns`."""
_NOT_OBJECT = (
    r"(?i)\b(?:by|with|using|from|for|after|when|as|that|which|who|where|before|while|during|why|how|because|into|"
    r"in an?|launch|launching|firing|dropping|said|says|needed|needs|has|showed|"
    r"killed|killing|wounded|injured|launched|fired|involved|involving|pledged|delivered|received|promised|approved|"
    r"produces|could|"
    r"would)\b"
)
"""Within such a phrase: the weapon is not what was destroyed."""
_NOT_SEIZED = _NOT_OBJECT.replace("|for|", "|")
"""The same for what was found: `seized 40 shells for mortars`."""
_FITTED = r"(?i)\b(?:equipped|fitted|mounted|armed|loaded|topped) with\b"
"""What a vehicle carries is hit with it: `destroyed three cars fitted with machine guns`."""
_LIST = (
    r"(?i)^(?:’s)?(?: \([^)]*\)| [–—-] [\d,.]+(?: \(\+?\d+\))?)?(?:[,;] (?:and |or |as well as |including |among them |"
    r"then )?|(?: [\w’'-]+){1,4}, (?:then |and )?|,? (?:and|or|as well as|along with|including|plus|among them|"
    r"such as) |\n+)"
    r"(?:[\w’'“”\"+.,/-]+ ){0,6}$"
)
"""Between two weapons of one list."""


_OWN_CLAUSE = rf"(?i)\b(?:{_UNREAL}(?: [\w’'-]+){{0,2}}|by(?: [\w’'-]+){{0,3}}) $"
"""Before a weapon whose clause is told: what befell the next one of a list did not befall it."""
_NEXT_CLAUSE = (
    r"use|could|can|would|will|might|should|pledge[sd]?|deliver(?:s|ed)|ask(?:s|ed)|approve[sd]?|receive[sd]?|"
    r"promise[sd]?|"
    r"provide[sd]?|supplie[sd]|donate[sd]?|sold|sells|bought|buys|ordered|orders|sent|sends|gave|gives|requested|"
    r"requests|"
    r"transferred|offered|offers|announced|agreed|wants?|produce[sd]?|tested|tests|builds|built|makes|develop(?:s|ed)|"
    r"that|who|because|where|when|after|before|while|saying|adding"
)
"""Words of another clause: what stands behind them is in no list with what stands before."""


def with_roles(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add role and more_role (a second role of the same mention, or NULL) to mentions.

    In: sentence_id, version_id, start, end, text, matched, weapon_class, is_implied, in text order. What one weapon of
    a list suffers, all do (`destroyed two tanks, a howitzer and six trucks`). Without any word of what was done, a
    weapon was used; a plane, ship, tank or air defence only where it acts.
    """
    found = found.join(_intros(batch), on="sentence_id", how="left", maintain_order="left").with_columns(
        pl.col("intro").fill_null("")
    )
    own = pl.concat_str("intro", text_before("text", "start", 150))
    # `destroyed three cars with their crews and two tanks`
    own = own.str.replace_all(lean(rf"(?i) {WITH_CREW}"), "")
    # `posed with captured guns`
    own = own.str.replace_all(
        lean(r"(?i)\b(pos(?:ed?|ing)|pictured|photographed|stand(?:ing)?|stood|parad\w+) (?:with|beside|on) "), "$1 "
    )
    # `attacked the base with captured guns`: they had been captured before.
    own = own.str.replace_all(
        lean(r"(?i)\b(with|using|in|fired|launched|used) (?:captured|seized|stolen|looted|abandoned) "), "$1 "
    )
    # `fired no fewer than nine rockets`: they were fired. `destroyed two tanks, at least three guns`: one list.
    own = own.str.replace_all(lean(r"(?i)\b(?:(?:no|not) (?:fewer|less|more) than|at least|as many as|up to) "), "")
    # `shot down what it said were drones`, `seized weapons such as rifles`, `destroyed equipment, including tanks`
    own = own.str.replace_all(lean(AS_TOLD), "").str.replace_all(lean(r"(?i),? (?:such as|including) "), " ")
    own = own.str.replace(r"[“‘\"'(]+$", "")
    # `seized from the rebels 25 rifles`
    own = own.str.replace_all(
        lean(
            r"(?i)\b(seized|confiscated|captured|recovered|destroyed) (?:from|in|at|near) (?:[\p{L}’'-]+ ){1,4}"
            r"(\d|an? |two |three |four |five |six |seven |eight |nine |ten |several )"
        ),
        "$1 $2",
    )
    # `seized 1,200 cartridges and 40 grenades`: no list at the comma of a number.
    own = own.str.replace_all(r"([0-9]),([0-9])", "$1$2")
    found = found.with_columns(
        before=own.str.replace(
            lean(
                r"(?is)^.*(?:;|\bbut|\bwhile|\bwhereas|\bafter|\bwhen|\balthough|\bbecause|\b(?:hours?|days?|"
                r"weeks?) before)\b"
            ),
            "",
        ),
        behind=pl.col("text")
        .str.slice(pl.col("end"), 120)
        .str.replace(r"^[”’\"]? \([^)]{0,60}\)", "")
        .str.replace(lean(r"(?is)(?:;|: |\bbut\b|\bwhile\b|\bwhereas\b|\balthough\b).*$"), ""),
    )
    # `the plant makes missiles, and drones were shot down`, `was hit by missiles and two helicopters were destroyed`
    found = found.with_columns(
        has_own_clause=pl.col("before").str.contains(lean(_OWN_CLAUSE)), is_launcher=_is_launcher()
    )
    found = found.with_columns(told=_told(), list_id=list_runs(_goes_on))
    told = pl.when(~pl.col("is_implied")).then(
        pl.coalesce(
            "told",
            pl.col("told").forward_fill().over("list_id"),
            pl.when(~pl.col("has_own_clause")).then(pl.col("told").backward_fill().over("list_id")),
        )
    )
    is_flying = pl.col("weapon_class").is_in(FLYING)
    role = (
        pl.when((told == "intercepted") & ~is_flying & ~pl.col("weapon_class").is_in(["aircraft", "helicopter"]))
        .then(pl.lit("target"))
        .otherwise(told)
    )
    found = found.with_columns(role=pl.coalesce(_of_which(), role, _untold()), other=role)
    # `The helicopter was flying low` of one that was hit: no act of its own.
    was_hit = pl.col("role").is_in(["target", "intercepted"]).any().over("version_id", "weapon_id")
    only_moves = pl.col("weapon_class").is_in(CARRIERS) & pl.col("behind").str.contains(lean(_ONLY_MOVES))
    found = found.with_columns(
        role=pl.when(was_hit & only_moves & (pl.col("role") == "used")).then(pl.lit("mentioned")).otherwise("role")
    )
    launched = pl.col("text").str.contains(
        lean(r"(?i)\b(?:launch\w*|fired|attack\w*|raid|barrage|salvo|waves?|assault)\b")
    )
    found = found.with_columns(
        more_role=pl.when(
            (pl.col("role") == "intercepted")
            & is_flying
            & (
                pl.col("weapon_class").is_in(FIRED)
                | (launched & _has_launch_beside())
                | _is_of_more()
                | _of_which().is_not_null()
            )
        )
        .then(pl.lit("used"))
        .when((pl.col("role") == "used") & is_flying & (_is_met_behind() | _is_repelled()))
        .then(pl.lit("intercepted"))
        .when(pl.col("other") != pl.col("role"))
        .then("other")
    )
    return _met_in_next_sentence(found, batch).drop(
        "before", "behind", "intro", "told", "list_id", "other", "has_own_clause", "is_launcher"
    )


def _intros(batch: Batch) -> pl.DataFrame:
    """The sentence with a colon that leads a list, for each of its items: sentence_id, intro.

    An item begins with a small letter, a digit or a bullet, and follows the colon or another item.
    """
    text = pl.col("text").str.strip_chars()
    is_item = text.str.contains(lean(r"^[•*–—-]|^\p{Ll}|^\d")) & (text.str.len_chars() < 250)
    state = pl.when(text.str.ends_with(":")).then(text.str.tail(120) + " ").when(~is_item).then(pl.lit(""))
    return (
        batch.sentences.select("sentence_id", "version_id", intro=state)
        .with_columns(pl.col("intro").forward_fill().over("version_id"))
        .filter(pl.col("intro") != "")
        .join(batch.sentences.filter(is_item).select("sentence_id"), on="sentence_id", how="semi")
        .select("sentence_id", "intro")
    )


def _goes_on(gap: pl.Expr) -> pl.Expr:
    """Between two weapons of one list: no word of what was done."""
    return gap.str.contains(lean(_LIST)) & ~gap.str.contains(
        lean(
            rf"(?i)\b(?:{_DID}|{DOWN}|{_HARM}|{_SEIZE}|{_NEXT_CLAUSE}|was|were|is|are|has|have|had|said|on|at|into|"
            rf"with|"
            r"using)\b"
        )
    )


def _is_launcher() -> pl.Expr:
    """What is named is what fires: `two Grad systems`, and not what it fires."""
    before, behind = (pl.when(~pl.col("is_implied")).then(name) for name in ("before", "behind"))
    matched = pl.col("matched")
    return (
        matched.str.contains(lean(r"(?i)\b(?:launchers?|systems?|batter(?:y|ies)|depots?)$"))
        | (
            # `the destruction of 12 MLRS`, but `shot down 12 HIMARS`
            matched.str.contains(lean(r"(?i)^(?:MLRS|HIMARS|M270|BM-21|Grad|Smerch|Uragan|Tornado-[GS]|RM-70)s?$"))
            & ~before.str.contains(lean(r"(?i)\b(?:shot down|shooting down|down(?:ed|ing)|intercept\w*)\b"))
            & before.str.contains(lean(rf"(?i)\b{_DESTROY}\b"))
        )
        | behind.str.contains(
            lean(r"(?i)^ (?:launchers?|systems?|batter(?:y|ies))\b|^[- ]launching (?:platforms?|pads?|bases?|sites?)\b")
        )
    )


def _told() -> pl.Expr:
    """The role that words in the clause tell, or NULL."""
    # Acts have no role to be told: their patterns need not be tried.
    before, behind = (pl.when(~pl.col("is_implied")).then(name) for name in ("before", "behind"))
    matched, cls = pl.col("matched"), pl.col("weapon_class")
    is_launcher = pl.col("is_launcher")
    is_flying = cls.is_in(FLYING) & ~is_launcher
    is_plane = cls.is_in(["aircraft", "helicopter"])
    # `fragments of a missile were found`, `the wreckage of a drone`: it had been fired.
    is_remnant = (is_flying | matched.str.contains(lean(r"(?i)(?:shells?|rounds?|bombs?)$"))) & before.str.contains(
        lean(
            r"(?i)\b(?:fragments?|debris|remains|remnants|pieces|parts|wreckage|shrapnel|casings?)(?: [\w’'-]+){0,2} "
            r"(?:of|from)(?: [\w’'-]+){0,4} $"
        )
    )
    is_planted = cls.is_in(PLANTED)
    is_equipment = cls.is_in(EQUIPMENT) | is_launcher
    may_be_taken = before.str.contains_any(_TAKEN, ascii_case_insensitive=True)
    other_taken, planted_taken = ~is_planted & may_be_taken, is_planted & may_be_taken

    def object_of(verb: str, among: pl.Expr) -> pl.Expr:
        text = pl.when(among).then(before)
        # of several such words the last
        phrase = text.str.extract(lean(rf"(?is)^(?:.*[^\w-])?{verb}({_NP})"), 1).str.replace_all(lean(_FITTED), "")
        return phrase.is_not_null() & ~phrase.str.contains(lean(rf"{_NOT_OBJECT}|^ (?:and|or)\b")).fill_null(True)

    def among_losses(verb: str, among: pl.Expr, veto: str = _NOT_OBJECT) -> pl.Expr:
        text = pl.when(among).then(before)
        phrase = text.str.extract(lean(rf"(?i)\b{verb}({_LONG_NP})"), 1).str.replace_all(lean(_FITTED), "")
        return phrase.is_not_null() & ~phrase.str.contains(
            lean(rf"{veto}|(?i)\b(?:{_DID}|was|were|been|at|on|near)\b")
        ).fill_null(True)

    def suffered(participle: str, among: pl.Expr) -> pl.Expr:
        phrase = (
            pl.when(among)
            .then(behind)
            .str.extract(
                lean(
                    rf"(?i)^[”’\"']?((?:,? [\w’'“”\"%./()-]+){{0,12}}?),? (?:was|were|been|being|is|are|be|"
                    rf"got)(?: (?:so|on|in|\w{{3,}})){{0,3}} {participle}\b"
                ),
                1,
            )
        )
        # `a missile launched from Yemen had been intercepted`
        phrase = phrase.str.replace(
            lean(
                r"(?i)^ (?:(?:that|which) (?:was|were) )?(?:launched|fired|sent|coming|flying) "
                r"(?:(?:from|by|at|towards?|over|into)\b|(?:overnight|on \w+|this \w+|last \w+|yesterday|"
                r"today)(?: had| have| has)?$)"
            ),
            "",
        )
        phrase = phrase.str.replace(lean(r"(?i)^ (?:out )?of (?:\w+ ){1,3}(?:launched|fired|sent)\b"), "")
        # `The frigate was not damaged.`
        is_spared = behind.str.contains(lean(r"(?i)^[^.;]{0,80}? (?:was|were|been|is|are) (?:not|never)\b"))
        # `was hit by missiles and two helicopters were destroyed`
        is_agent = pl.col("has_own_clause") & phrase.str.contains(r"^,? and\b")
        return (
            phrase.is_not_null()
            & ~is_agent
            & ~is_spared
            & ~phrase.str.contains(
                lean(
                    rf"(?i)\b(?:{_DID}|which|who|that|said|was|were|by|with|at|on|in which|took|flew|came|went|"
                    rf"began|reached|broke|got|evaded|"
                    rf"when|before|after|because|where|while|as|"
                    rf"(?:of|all of) (?:them|these|those))\b"
                )
            ).fill_null(True)
        )

    down = (
        object_of(DOWN, is_flying | is_plane)
        | suffered(_SHOT_DOWN, is_flying | is_plane)
        | before.str.contains(
            lean(
                rf"(?i)\b(?:was|were|been) (?:\w+ )?{_SHOT_DOWN}(?: [\w’'-]+){{0,5}},? (?:along with|together with|"
                rf"as well as|in addition to|plus){_NP}"
            )
        )
        | (
            before.str.contains(lean(rf"(?i)\bsh(?:o|oo)t(?:ing)?{_NP}"))
            & behind.str.contains(lean(r"(?i)^[^,.]{0,12}\bdown\b"))
        )
        | behind.str.contains(
            lean(
                rf"(?i)^,? (?:that|which) (?:(?:it|they|he|she) said )?(?:had been|was|were|have been) "
                rf"(?:\w+ )?{_SHOT_DOWN}\b"
            )
        )
        | before.str.contains(
            lean(
                rf"(?i)\b(?:air[ -]?defen[cs]es?(?: \w+)?|gunners|interceptors|Iron Dome|Patriots?) "
                rf"(?:stopped|eliminated|hit|dealt with){_NP}"
            )
        )
        # `with 23 drones destroyed over the coast`
        | behind.str.contains(
            lean(
                r"(?i)^ (?:shot down|downed|intercepted|destroyed|brought down|suppressed) (?:over|above|by air|"
                r"by the air)\b"
            )
        )
        # `knocked a drone out of the sky`, `were hit by air defences`
        | behind.str.contains(
            lean(
                r"(?i)^ out of the (?:sky|air)\b|^[^.;,]{0,40}\b(?:was|were|been) (?:\w+ )?(?:hit|struck|destroyed|"
                r"stopped|halted|met) by (?:[\w’'-]+ ){0,3}(?:air[ -]?defen[cs]es?|anti-aircraft|interceptors?)\b"
            )
        )
    )
    spared = before.str.contains(
        lean(rf"(?i)\b(?:not|n[’']t|never|failed to|unable to)(?: [\w’'-]+){{0,4}} (?:{_DESTROY}|{DOWN}){_NP}")
    )
    was_destroyed = object_of(_DESTROY, is_flying) | suffered(r"(?:destroyed|eliminated)", is_flying)
    is_down = (is_flying & ~spared & (down | was_destroyed)) | (
        is_plane
        & (
            object_of(r"(?:sh(?:o|oo)t(?:ing)? down|downed|br(?:ought|ings?|inging) down)", is_plane)
            | (object_of(r"sh(?:o|oo)t(?:ing)?", is_plane) & behind.str.contains(lean(r"(?i)^ down\b")))
            | behind.str.contains(
                lean(r"(?i)^,? (?:that|which) (?:had been|was|were) (?:\w+ )?(?:shot down|downed|brought down)\b")
            )
            | suffered(r"(?:shot down|downed|brought down)", is_plane)
        )
    )
    in_losses = pl.concat_str("intro", "text").str.contains(
        lean(r"(?i)\b(?:loss|losses|lost|eliminat\w+|destroy\w+|liquidat\w+)\b")
    )
    is_tally = behind.str.contains(lean(r"^\s*[–—:-]\s*(?:about |approximately |some |over )?\d")) & in_losses
    is_base = behind.str.contains(
        lean(
            r"(?i)^ (?:bases?|factor(?:y|ies)|depots?|workshops?|plants?|launch(?:ers| sites?)|command posts?|"
            r"warehouses?|stores?|storage|production|control points?|launch pads?|positions?|sites?|crews?)\b"
        )
    )
    is_hit_base = is_base & pl.col("text").str.contains(lean(rf"(?i)\b(?:{_HARM}|raid(?:ed|s)?)\b"))
    runs_over = cls.is_in(CARRIERS) & behind.str.contains(
        lean(
            r"(?i)^ (?:had |has )?(?:hit|struck|ran over|drove over|detonated|triggered) an? (?:[\w-]+ )?(?:bomb|"
            r"land ?mine|mine|improvised|IED|explosive)"
        )
    )
    came_under = cls.is_in(CARRIERS) & behind.str.contains(
        lean(r"(?i)^ (?:had |has )?(?:come|came) under (?:[\w-]+ ){0,3}(?:fire|attack|shelling)\b")
    )
    # `fired on a helicopter`, `set off a bomb under an armoured carrier`
    is_aimed_at = (
        cls.is_in(CARRIERS)
        & (cls != "other")
        & before.str.contains(
            lean(
                r"(?i)\b(?:(?:fir(?:ed|ing)|sh(?:ot|ooting)) (?:on|at|upon)|opened fire (?:on|at)|(?:bomb|explosive|"
                r"device|charge|mine|IED|rocket|missile|RPG|grenade)s? (?:\w+ )?(?:under|beneath|at|against|into|"
                r"targeting)) (?:a|an|the|its|their|two|three|\p{Lu}\w+) (?:[\w’'-]+ ){0,3}$"
            )
        )
    )
    # `captured a hill near Kuda, along with 12 rifles`
    is_taken_along = before.str.contains(lean(rf"(?i)\b{_SEIZE} [^;]{{0,110}}?,? along with{_NP}"))
    # `trucks carrying rockets were destroyed`, `strikes on a depot for drones`: they stood there.
    is_stored = pl.col("text").str.contains(lean(rf"(?i)\b(?:{_HARM}|strikes?|raids?|attacks?)\b")) & (
        before.str.contains(
            lean(
                rf"(?i)\b(?:(?:depots?|dumps?|warehouses?|stores?|stockpiles?) (?:for|of|with)|(?:depots?|dumps?|"
                rf"warehouses?|stores?|workshops?|plants?|factor(?:y|ies)|hangars?|sites?|facilit(?:y|ies)) "
                rf"(?:(?:storing|holding|housing|making|assembling|producing|building)|(?:that|which|where) "
                rf"(?:[\w’'-]+ )?(?:stored|held|housed|made|makes|assembled|assembles|produced|produces|"
                rf"built|builds))){_NP}"
            )
        )
        | (
            before.str.contains(
                lean(
                    rf"(?i)\b(?:trucks?|lorr(?:y|ies)|convoys?|vehicles?|trains?|ships?|boats?) (?:carrying|"
                    rf"loaded with|transporting|full of|laden with){_NP}"
                )
            )
            & behind.str.contains(lean(rf"(?i)^(?: [\w’'-]+){{0,6}} (?:was|were|been) (?:\w+ )?{_HARMED}\b"))
            & ~cls.is_in(PLANTED)
        )
    )
    # `set a tank on fire`, `hit a depot, an APC and a post`
    is_alight = is_equipment & behind.str.contains(lean(r"(?i)^ (?:on fire|ablaze|alight)\b"))
    is_out = is_equipment & behind.str.contains(lean(r"(?i)^ out of (?:action|service|operation)\b"))
    is_listed = (
        is_equipment
        & ~is_flying
        & behind.str.contains(lean(r"^(?:,| and\b|\.|$)"))
        & before.str.contains(lean(r"(?i), (?:and )?(?:an?|the|\d+|two|three|four|five|several) (?:[\w-]+ ){0,2}$"))
    )
    is_set_alight = (
        object_of(r"set(?:s|ting)?", is_alight)
        | object_of(r"put(?:s|ting)?", is_out)
        | among_losses(r"(?:hit|struck|targeted|damaged)", is_listed)
    )
    # `set off a bomb as an armoured vehicle passed`
    is_passing = (
        cls.is_in(CARRIERS)
        & before.str.contains(lean(rf"(?i){AS_BOMB_WENT_OFF} (?:an?|the|their|its) (?:[\w’'-]+ ){{0,3}}$"))
        & behind.str.contains(lean(rf"(?i)^{PASSED}\b"))
    )
    # What is destroyed on the ground, as it is made ready.
    is_grounded = behind.str.contains(
        lean(
            r"(?i)^[^.;]{0,25}\bon the ground\b|"
            r"^[^.;]{0,60}\b(?:prepared|ready|readied|preparing|poised|set) "
            r"(?:to (?:be )?(?:launch|fire)|for (?:launch|firing))"
        )
    )
    is_defused = (
        is_planted
        & ~matched.str.contains(lean(r"(?i)(?:bombers?|attacks?|bombings?|blasts?|explosions?)$"))
        & ~is_base
        & (
            object_of(_DEFUSE, planted_taken)
            | object_of(_HOARD, planted_taken)
            | suffered(_DEFUSED, is_planted)
            | among_losses(_DEFUSE, planted_taken, _NOT_SEIZED)
        )
    )
    # `took two rifles and fled`, but `took up rifles`, `took a pistol and fired`.
    is_taken = (
        cls.is_in(["small_arms", "machine_gun", "grenade", "explosive", "mortar"])
        & object_of(r"t(?:ook|aking)", ~is_flying)
        & ~before.str.contains(lean(r"(?i)\bt(?:ook|aking) (?:up|out|aim|cover|over|part|shots?)\b"))
        & ~behind.str.contains(lean(r"(?i)^,? (?:and|to) (?:open|fir|shot|shoot|kill|attack|began|start)"))
    )
    is_hit = (
        is_stored
        | is_passing
        | is_set_alight
        | is_taken_along
        | (
            (is_flying & is_grounded)
            & (object_of(_DESTROY, is_flying) | suffered(r"(?:destroyed|hit|struck)", is_flying))
        )
        | runs_over
        | came_under
        | is_aimed_at
        | object_of(r"(?:bombed|shelled|strafed|pounded|machine-?gunned)", cls.is_in(CARRIERS))
        | among_losses(r"(?:hit|struck|targeted|damaged)", is_launcher)
        | object_of(_HARM, is_equipment)
        | suffered(_HARMED, is_equipment)
        | among_losses(_LOSS, is_equipment)
        | object_of(_SEIZE, other_taken)
        | suffered(_SEIZED, ~is_planted)
        | among_losses(_SEIZE, other_taken, _NOT_SEIZED)
        | is_defused
        | is_taken
        # `five were gunned down and an AK-47 seized`
        | behind.str.contains(lean(r"(?i)^(?: and (?:an? |two |three )?[\w -]{0,40})? "
                r"(?:seized|recovered|captured|confiscated)(?:[.,;]|$)"))
    )  # fmt: skip
    after_supply = before.str.extract(lean(rf"(?is)^(?:.*[^-\w])?{SUPPLY}\b(.*)$"), 1)
    # `planes able to deliver bombs`
    can_deliver = before.str.contains(lean(r"(?i)\b(?:can|could|able to|capable of) deliver(?:ing)?\b"))
    is_supplied = (
        after_supply.is_not_null()
        & ~can_deliver
        & ~after_supply.str.contains(
            lean(
                rf"(?i)\b(?:{_DID}|where|because|while|could|produces?|tested|using|use of|armed with|sent|deployed|"
                rf"clear|cleared|clearing|remove|abandon|end|"
                rf"neither|said|ban|bans|curbs|planted|laid|stop|suspend|halt|freeze|dismantle|ran|drove|chased?)\b|"
                rf"^ (?:by|up)\b|"
                rf"^ (?:[\w-]+ )?(?:support|cover|security|protection)\b|^ to (?:lay|hand|disarm|pull|give up)\b"
            )
        ).fill_null(True)
        & (after_supply.str.len_chars() <= 130)
        & ~behind.str.contains(lean(r"(?i)^(?: and nuclear)? (?:tests?|drills?|programmes?|programs?)\b"))
        & ~before.str.contains(lean(rf"(?i)\b{_DID}(?: [\w’'-]+){{0,4}} $"))
    ) | (
        behind.str.contains(
            lean(
                r"(?i)^[^,.;]{0,30}\b(?:destined for|bound for|supplied|delivered|deliver(?:y|ies)|donated|pledged|"
                r"shipments?|"
                r"packages?|promised|purchases?|handed over|smuggled|"
                r"(?:shipped|transferred|sold|exported|leased|gifted|donated) (?:to|by))\b"
            )
        )
        & ~behind.str.contains(
            lean(
                r"(?i)^[^,.;]{0,30}?\b(?:when|where|after|before|because|as|and) [^,.;]{0,25}\b"
                r"(?:delivered|pledged|supplied|promised|donated)\b"
            )
        )
    )
    # `send Ukraine 31 tanks`
    is_sent_whom = before.str.contains(
        lean(
            r"(?i)\b(?:send|sends|sent|sending|give|gave|giving|sell|sold) (?-i:\p{Lu})\p{L}+(?: (?-i:\p{Lu})\p{L}+)? "
            r"(?:\d+|more|an?|the|its|dozens|hundreds|advanced|long-range|additional|two|three|four|five|six|ten)"
            r"(?: [\w’'.£$€-]+){0,5} $"
        )
    )
    # `urged its allies to send missiles`
    is_wished = before.str.contains(
        lean(
            rf"(?i)\b(?:urg|ask|call|press|want|beg|agree|decid|promis|pledg|offer|appeal|plead)\w* "
            rf"(?:[\w’'-]+ ){{0,6}}to send{_NP}"
        )
    )
    # `the first tanks have arrived in Ukraine`, `missiles arrived in Syria from Iran`
    has_arrived = behind.str.contains(
        lean(r"^[^,.;]{0,15}\barriv(?:ed|e) (?:in|at) (?:the )?\p{Lu}[\p{L}’'-]+(?: \p{Lu}\p{L}+)? from\b")
    ) | (
        behind.str.contains(
            lean(r"^ (?:have |has |had )?(?:already |just )?arriv(?:ed|e|ing) in (?:\p{Lu}|the country)")
        )
        & before.str.contains(
            lean(r"(?i)\b(?:first|more|new|additional|remaining|last|batch of|delivery of)(?: [\w’'-]+){0,4} $")
        )
    )
    has_arrived = has_arrived | (
        ~is_flying
        & behind.str.contains(
            lean(r"(?i)^ (?:is|are|were|was) (?:already |now )?(?:on (?:their|its|the) way|en route) to (?-i:\p{Lu})")
        )
    )
    # `France handed over two howitzers`, but `the rebels handed over their tanks`
    is_given = (
        cls.is_in([*CARRIERS, "artillery", "rocket_artillery", "air_defence"])
        & (cls != "other")
        & before.str.contains(lean(rf"(?i)\bhand(?:s|ed|ing)? over{_NP}"))
        & ~before.str.contains(
            lean(
                r"(?i)\b(?:rebels?|militants?|fighters|insurgents|gunmen|separatists|guerrillas|militias?|group|"
                r"faction|"
                r"terrorists|surrender\w*)\b"
            )
        )
    )
    is_shipped = before.str.contains(lean(rf"(?i)\b(?:shipments?|cargo|cargoes|consignments?) of{_NP}"))
    is_sent = is_sent_whom | before.str.contains(
        lean(rf"(?i)\b(?:send|sends|sent|sending){_NP}")
    ) & behind.str.contains(
        lean(r"^[^.,;]{0,30}\b(?:to \p{Lu}|for \p{Lu}|to the (?:army|forces|rebels|front|country|government))")
    )
    is_of_parts = before.str.contains(lean(rf"(?i)\b{_PARTS}(?: [\w’'-]+){{0,4}} $"))
    return (
        pl.when("is_implied").then(pl.lit(None, pl.String))
        .when(is_of_parts).then(pl.lit("mentioned"))
        .when(is_tally | is_hit_base).then(pl.lit("target"))
        .when(is_shipped & ~cls.is_in(PLANTED)).then(pl.lit("supplied"))
        .when(is_given).then(pl.lit("supplied"))
        .when(is_down & ~(is_grounded & ~down) & ~is_stored).then(pl.lit("intercepted"))
        .when(spared & cls.is_in(CARRIERS)).then(pl.lit("mentioned"))
        .when(is_hit & ~spared & ~is_remnant).then(pl.lit("target"))
        .when(is_supplied | is_sent | is_wished | has_arrived).then(pl.lit("supplied"))
    )  # fmt: skip


def _of_which() -> pl.Expr:
    """What befell some of one weapon only: `50 rockets, most of which were intercepted`, `F-16s, one of which was
    lost`.
    """
    of_which = pl.col("behind").str.extract(lean(r"(?i)^,? (?:[\w’'-]+ ){0,4}of (?:which|them)\b([^.;]{0,80})"), 1)
    is_flying = pl.col("weapon_class").is_in(FLYING)
    # `missiles, some of which struck the port`
    struck = of_which.str.contains(lean(rf"(?i)^ (?:\w+ly |later |also )?{_DID}\b"))
    return (
        pl.when(pl.col("is_implied")).then(pl.lit(None, pl.String))
        .when(is_flying & of_which.str.contains(lean(rf"(?i)\b(?:{_SHOT_DOWN}|destroyed)\b"))).then(pl.lit(
            "intercepted"))
        .when(is_flying & struck).then(pl.lit("used"))
        .when(pl.col("weapon_class").is_in(EQUIPMENT) & of_which.str.contains(lean(rf"(?i)\b{_HARMED}\b"))).then(pl.lit(
            "target"))
    )  # fmt: skip


def _untold() -> pl.Expr:
    """The role where the clause tells none: used, or mentioned."""
    before, behind, cls = pl.col("before"), pl.col("behind"), pl.col("weapon_class")
    is_unreal = before.str.contains(lean(rf"(?i)\b{_UNREAL}(?: [\w’'-]+){{0,4}} $"))
    is_act = pl.col("matched").str.contains(
        lean(r"(?i) (?:fire|rounds?|shells?|strikes?|raids?|strafed|bombed)$|^projectiles?$")
    )
    is_barred = behind.str.contains(
        lean(
            r"(?i)^(?: and [\w -]{0,30})? (?:is|are|was|were|has been|have been|had been) "
            r"(?:banned|prohibited|outlawed)\b"
        )
    )
    is_of_office = behind.str.contains(
        lean(
            r"(?i)^ (?:inspect\w+|experts?|watchdog|convention|programmes?|programs?|factor(?:y|ies)|production|"
            r"stocks?|stockpiles?|arsenals?|units?|industry|makers?|manufacturers?|capabilit\w+|sales|exports?|deals?|"
            r"threats?|alerts?|warnings?|alarms?|danger)\b"
        )
    )
    # `the missiles have a range of 300 km`, `rockets were displayed`, `stocks of shells`
    is_described = behind.str.contains(
        lean(
            r"(?i)^ (?:have|has|had|with) an? (?:\w+ )?range\b|^[^.;,]{0,20}\b(?:was|were|been|is|are) (?:\w+ )?"
            r"(?:displayed|paraded|exhibited|unveiled|on display|on show)\b"
        )
    ) | before.str.contains(lean(rf"(?i)\b(?:stocks?|stockpiles?|arsenals?|inventor(?:y|ies)|shortages?|lack) of{_NP}"))
    # `ran out of rockets`, `protection against drones`, `learned to fly drones`
    is_talk = before.str.contains(
        lean(
            r"(?i)\b(?:(?:run|ran|running|runs) (?:out|low) (?:of|on)|short of|lack(?:s|ed|ing)?|"
            r"(?:(?:protect|defend|shield)(?:s|ed|ing|ion)? (?:[\w’'-]+ ){0,3}|(?:defen[cs]es?|safe|shelter\w*|"
            r"hid(?:e|ing)?) )(?:from|against)|(?:talk|speak|spok|ask|joke|debat|rumou?r|question|concern|worr|report|"
            r"information)\w* (?:about|on)|"
            r"(?:talks|law|laws|bill|debate|study|treaty|ban|curbs|limits|book|film) (?:on|of|about)|"
            r"(?:learn|learn(?:ed|t|ing)|taught|teach\w*|train(?:ed|ing)?|know|knows|how) (?:[\w’'-]+ )?to (?:fly|"
            r"use|make|"
            r"operate|handle|assemble|build)|(?:makers?|operators?|manufacturers?|producers?|design) of|designed|"
            r"speciali[sz]\w* in|end to (?:the )?(?:use|production) of|possession of|number of its|inspect(?:ed|ing|s)|"
            r"(?:sirens?|alerts?) warn\w* of|withdr[ae]w\w*|withdrawal of|pull(?:ed|ing)? back|"
            r"arsenal (?:includes?|of)|to own|licen[cs]es? for|immune to|resist\w* (?:to )?) (?:[\w’'-]+ ){0,2}$"
        )
    ) | behind.str.contains(
        lean(
            r"(?i)^ (?:are|were|is|was|have been|has been) (?:expensive|cheap|no longer|withdrawn|sold|meant|"
            r"designed|obsolete|"
            r"scarce|available|in short supply|stationed|based|in service)\b"
        )
    )
    is_unreal = is_unreal | (is_talk & ~pl.col("is_implied") & ~is_act)
    # `missiles could be used`, `residents fear drones`, but `drones could be heard`
    is_unreal = (
        is_unreal
        | before.str.contains(lean(r"(?i)\bfears? (?:more |new |further |another )?(?:[\w-]+ )?$"))
        | (
            behind.str.contains(
                lean(
                    r"(?i)^(?: [\w’'-]+){0,2} (?:could|would|might|should|can|cannot|(?-i:may)) "
                    r"(?:not |never |only |also |still )?"
                    r"(?:be (?:used|fired|launched|sent|deployed|dropped|delivered|armed|fitted)|carry|reach|"
                    r"hit|strike|"
                    r"fly|"
                    r"travel|change|help|allow|give)\b"
                )
            )
        )
    )
    # `asked NATO to bomb them`
    is_wish = (
        pl.col("matched").str.contains(lean(r"(?i)^(?:bomb|shell|mortar|machine-?gun)$"))
        & before.str.contains(lean(r"(?i)\bto $"))
        & ~before.str.contains(lean(r"(?i)\bus(?:ed|es|ing)\b"))
    )
    # `They are armed with rifles`, but `men armed with rifles attacked`.
    is_armament = before.str.contains(
        lean(r"(?i)\b(?:is|are|was|were|be) (?:\w+ )?(?:armed|equipped) with(?: [\w’',-]+){0,8} $")
    )
    beside = pl.concat_str(before.str.tail(70), pl.lit(" | "), behind.str.slice(0, 70))
    acts = beside.str.contains(lean(rf"(?i)\b{_MOVES}\b")) | before.str.contains(lean(r"(?i)\bby (?:[\w’'-]+ ){0,2}$"))
    defends = behind.str.contains(lean(rf"(?i)^[^.;]{{0,60}}\b(?:{DOWN}|destroy(?:s|ed|ing)?|fir(?:ed|ing)|activated|"
        rf"engaged|working|operating|was hit|at work|(?:was|were|been|being) used)\b")) | before.str.contains(lean(
            r"(?i)\b(?:by|under|from|with|used|using|fired|debris of)(?: [\w’'“”\"-]+){0,3} [“‘\"']?$"))  # fmt: skip
    return (
        pl.when(is_unreal | is_barred | is_of_office | is_armament | is_wish | is_described).then(pl.lit("mentioned"))
        .when("is_implied").then(pl.lit("used"))
        .when((cls == "air_defence") & ~defends & ~pl.col("matched").str.contains(lean(r"(?i)\b(?:missiles?|"
            r"interceptors?|fire)$"))).then(pl.lit("mentioned"))
        .when(cls.is_in(CARRIERS) & ~acts & ~is_act).then(pl.lit("mentioned"))
        .otherwise(pl.lit("used"))
    )  # fmt: skip


def _has_launch_beside() -> pl.Expr:
    """`37 of 52 drones launched by Russia`, `launched 50 rockets, most of which were intercepted`."""
    return pl.col("before").str.contains(
        lean(
            r"(?i)\b(?:launch(?:ed|es|ing)|fired|sent|attacked with)(?: [\w’'-]+){0,6} $|"
            r"\d+ (?:out )?of (?:the )?\d+(?: [\w’'-]+){0,3} $"
        )
    ) | pl.col("behind").str.contains(
        lean(
            r"(?i)^[^,.]{0,25}\b(?:launched|fired|sent|attacking|that attacked)\b|^[^.;]{0,45}\b(?:ram|rammed|ramming|"
            r"tried to|attempted to|attacked|headed for|flying towards?|aimed at)\b"
        )
    )


def _is_of_more() -> pl.Expr:
    """`shot down 33 of 48 drones`: more were launched than were met."""
    return pl.col("before").str.contains(
        lean(rf"(?i)\b{_NUMBER} (?:out )?of {_ROUGHLY}{_NUMBER}(?: [\w’'-]+){{0,4}} $")
    )


def _is_repelled() -> pl.Expr:
    """`repelled an attack by drones`: none of them came through."""
    return pl.col("before").str.contains(
        lean(
            r"(?i)\brepel(?:led|s|ling) (?:[\w’'-]+ ){0,4}(?:attacks?|raids?|assaults?|strikes?) "
            r"(?:by|with|of|from|using|"
            r"involving)(?: [\w’'-]+){0,5} $"
        )
    )


def _is_met_behind() -> pl.Expr:
    """A part of what was fired was shot down, further on: `launched 140 drones, adding that 92 had been shot down`."""
    same = (pl.col("sentence_id") == pl.col("sentence_id").shift(-1)) & (
        pl.col("weapon_class").shift(-1) != "air_defence"
    )
    room = pl.when(same).then(pl.col("start").shift(-1) - pl.col("end")).otherwise(220).fill_null(220)
    reach = pl.col("text").str.slice(pl.col("end"), room.clip(0, 220))
    return reach.str.contains(
        lean(
            rf"(?i)^[^.]*?\b(?:\d+|all|most|some|many|several|half|two|three|four|five|six|seven|eight|nine|"
            rf"ten)(?: of (?:them|those|these|which))?,?(?: [\w’'-]+){{0,3}} "
            rf"(?:had been|have been|were|was|being) (?:\w+ )?{_SHOT_DOWN}\b"
            rf"|^[^.]*?\b(?:it|they|both|which) (?:was|were|had been) (?:\w+ )?{_SHOT_DOWN}\b"
            rf"|^[^.]*?\b{DOWN} (?:\d+|all|most|some|many|several|half|one|two|three|four|five|six|seven|eight|nine|"
            rf"ten)(?: of (?:them|those|these))?(?:[.,;]| and|$)"
            rf"|^[^.;]*? (?:was|were)\b[^.;]*? and (?:later )?{_SHOT_DOWN}(?: (?:by|over|before|near|in|off)\b|[.,]|$)"
        )
    )


def _met_in_next_sentence(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Fifty rockets were fired. Air defences brought down 14 of them.`: the rockets were intercepted, too."""
    phrase = (
        rf"(?i)\b{DOWN} (?:(?:at least|about|some|around|more than|nearly|all but) )?[\w-]+ of (?:them|those|these)\b"
        rf"|\b(?:\d+|all|most|some|many|several|half)(?: of (?:them|those|these))? (?:had been|have been|were|"
        rf"was) (?:\w+ )?{_SHOT_DOWN}\b"
    )
    flying = found.filter(pl.col("weapon_class").is_in(FLYING) & ~pl.col("is_implied"))
    said = (
        batch.sentences.select("sentence_id", "version_id", "text")
        .filter(
            pl.col("text").str.contains_any(
                ["down", "intercept", "suppressed", "jammed", "neutrali", "repelled", "repulsed"],
                ascii_case_insensitive=True,
            )
        )
        .filter(pl.col("text").str.contains(lean(phrase)))
        .join(flying, on="sentence_id", how="anti")
        .select("version_id", said_id=pl.col("sentence_id"))
    )
    last = (
        said.join(flying.select("version_id", "sentence_id", "start", "role"), on="version_id")
        .filter(
            (pl.col("sentence_id") < pl.col("said_id"))
            & (pl.col("sentence_id") >= pl.col("said_id").cast(pl.Int64) - 2)
        )
        .filter(pl.col("role") == "used")
        .sort("said_id", "sentence_id", "start")
        .unique("said_id", keep="last", maintain_order=True)
        .select("sentence_id", "start", is_met=True)
        .unique()
    )
    return (
        found.join(last, on=["sentence_id", "start"], how="left", maintain_order="left")
        .with_columns(
            more_role=pl.when(pl.col("is_met").fill_null(False)).then(pl.lit("intercepted")).otherwise("more_role")
        )
        .drop("is_met")
    )  # fmt: skip
