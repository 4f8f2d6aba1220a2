"""Figures beside a word of harm that tell no harm: each doubt is a small named function with its sentence.

What belongs here: expressions over ruled candidates (casualties.py has their columns) that are true where a rule's
words stand together and yet nobody was harmed, or nobody new. What does not: the rules (casualty_rules.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean, text_before

_NAMED_MEASURES = ["killed", "wounded", "abducted"]
"""What is read of a person told by name alone: places are captured, firms seized, parties freed."""
_LOOSE_VERBS = (
    r"(?i)^(?:was hurt|were hurt|eliminated|liquidated|wiped out|finished off|buried|hurt|burned|burnt|snatched|"
    r"blown up|carried off|lost|destroyed|picked up|neutrali[sz]ed|seized|disabled|paraly[sz]ed|crippled|"
    r"mourned|mourns)$"
)
"""What befalls plans, teams and places too: of a name alone it says nothing."""
_INFINITIVES = (
    r"(?i)^(?:kill|wound|injure|capture|abduct|kidnap|maim|murder|massacre|execute|arrest|detain|seize|displace|"
    r"shoot dead)$"
)
_OF_THINGS_TOO = r"(?i)…|\b(?:up|down|out|apart|off|away)$|\bto (?:pieces|bits|shreds)$|^(?:hauled|hauling|hauls) in$"
"""Verbs with a particle that befall things as well as people: `blew up two pylons`, `cut 14 posts down`."""
_DOING_SO = r"(?i)^(?: [\w’'-]+){1,4} (?:\p{L}+ing|(?:believed|thought|said|suspected) to be)\b"
_CAME_TO = (
    r"(?i)\b(?:(?:stood|stand|stands|standing|remain|remained) at|reached|hit|pass|passed|surpassed|exceed|exceeded|"
    r"topped|total|totall?ed|number|numbered) $"
)
_PREVENTED = r"(?i)\b(?:prevent|stop|deter|dissuad|keep|kept)\w*\b[^.;]{0,60} from $"
_MOTIVE = (
    r"(?i)\b(?:retaliat\w+|reveng\w+|aveng\w+|reprisal\w*|retribution|anniversary|commemorat\w+|memory)\b[^.;]{0,40}$"
)
_DRIVE = r"(?i)^(?:drove|driven|driving|forced|forcing|sent|sending|forces|drives)$"
_FROM_HOME = (
    r"(?i)^[^.;]{0,60}\b(?:(?:from|out of|abandon|leave|flee) (?:their |the )?(?:\w+ )?(?:homes?|houses|villages|"
    r"towns?|cit(?:y|ies)|land|area|region|country)|to flee|fleeing|into exile|to leave their|to evacuate)"
)
_NO_ARMY = (
    r"(?i)\b(?:team|party|parties|club|company|companies|bank|firm|index|market|coalition|bloc|candidate|shares|league|"
    r"democrats|republicans|conservatives|labour) (?:has |have |had |also |then )?$"
)
"""Whose losses are seats, matches or money."""
_GONE_ELSEWHERE = (
    r"(?i)^ (?:\p{L}+ )?(?:voters|votes|seats|customers|subscribers|viewers|readers|listeners|jobs|workers to|"
    r"staff to)\b"
)
"""Who is lost to a rival."""
_PLAN_OF = (
    r"(?i)\b(?:missions?|plans?|plots?|aims?|goals?|intentions?|intent|purposes?|ideas?|hopes?|dreams?|chances?|"
    r"capable|incapable|instead|threats?) of $"
)
"""What stands before a killing that was only meant."""
_LED_TO = r"(?i)\b(?:led|lead|leads|leading|due|related|linked|thanks|close|similar|went|going) (?:\w+ )?to\b"
HOLDING = r"(?i)^(?:still|is|are|was|were|we|now|be) hold(?:s|ing)?$"
_MADE = r"(?i)\b(?:left|leav\w+|made|making|render\w+|are|were|been|became|become)\b[^.;]{0,60}$"
_SEARCH = r"(?i)^search(?:ing)? for$"
_SOUGHT = (
    r"(?i)^[^.;,]{0,60}\b(?:suspect|gunm|attacker|assailant|militant|rebel|fighter|terrorist|killer|insurgent|fugitive|"
    r"kidnapper|perpetrator|culprit|bomber|robber|prisoner|m[ae]n\b|accomplice)"
)
"""Who is searched for because of what they did."""
_SAVED = r"(?i)\b(?:pull|dug|dig|extricat|rescu|recover|found|finding|brought|bring|sav|free|lift|pluck)\w*\b[^;]*$"
_OF_KIN = r"(?i)^ (?:\w+ )?(?:famil|household|clan|tribe|countries|nations|communit)"
_WAS_FOUND = r"(?i)^ (?:was|has been|had been) (?:later |also )?(?:found|recovered|discovered|dumped|pulled)"
_IDENTIFIED = r"(?i)^ (?:was|were|is|are|have been|has been) (?:\w+ )?(?:identified|named|listed) as\b"
_CASES = r"(?i)^ (?:\w+ )?(?:cases?|incidents?|instances) of\b"
_NATURAL = (
    r"(?i)^,? (?:of|from|after|following|with|by) (?:an? |the )?(?:\w+ )?(?:cancer|heart attack|heart failure|"
    r"cardiac arrest|natural causes|old age|stroke|pneumonia|leuk\w+|tumou?r|alzheimer\w*|diabetes|illness|disease|"
    r"virus|covid|"
    r"swine flu|flu|influenza|h[15]n1|malaria|cholera|aids|complications)"
)
"""Deaths that no violence caused."""
_WANTS = (
    r"(?i)\b(?:seek(?:s|ing)?|sought|demand\w*|call\w* for|warrants? for|order\w*|urg\w+|request\w*|committed to|"
    r"vow\w*|pledg\w*|promis\w*|hop\w+|plan\w*|aim\w*|efforts?|bid|priority|wants?|wanted|reward\w*|offer\w*|leading)"
    r"(?: (?:to|for|of|at))?(?: the)?(?: safe| swift| immediate)? $"
)
"""What stands before an arrest or a rescue that is still to be."""
_MISHAP = (
    r"(?i)^ to [^.;]{0,40}\b(?:attack|assault|bomb|blast|shell|shoot|shot|gun|fire|missile|rocket|strike|mine|explosi|"
    r"violen|murder|kill|crime|massacre|grenade|ambush|sniper|mob|lynch|knife|stab|raid|execution)"
)
"""What people fall victim to, as against politics, fashion and their own success."""
_TOOK = r"(?i)\b(?:claim|cost|took|tak|lost|los|end|snuff|sav)\w* (?:the |many |so many )?(?:young |innocent )?$"
_BY_FORCE = r"(?i)^[^.;]{0,60}\b(?:by|at gunpoint|at knifepoint|blindfold\w*|gunm[ae]n|masked|armed)\b"


def is_doubtful() -> pl.Expr:
    """True where any doubt holds. Reads what casualties._apply_rules gives a candidate: rule, kind, measure,
    left, right, the trigger's own, and the words around figure and trigger.
    """
    return (
        _is_not_real()
        | _is_not_one()
        | _is_still_to_be()
        | _is_one_of_a_kind()
        | _is_a_relative_of_one()
        | _is_told_twice()
        | _are_lives_lived()
        | _is_no_crime()
        | _is_led_on()
        | _is_hoped_for()
        | _is_source()
        | _is_asked()
    ).fill_null(False)


_AND_WAS = r"(?i)\b(?:and|before|until) (?:he |she |they )?(?:was|were|being|is|are) (?:\w+ )?$"
_LET_GO = (
    r"(?i)^ (?:\p{L}+ )?(?:(?:was|were|has been|have been|had been|is|are|has|have|had) )?"
    r"(?:later |since |subsequently |also |soon )?"
    r"(?:released|let go|allowed to leave|escaped|managed to (?:escape|flee)|returned home|regained (?:their|his|her) "
    r"freedom|reunited)\b"
)
"""What becomes of hostages who are no longer held."""
_BESIDES = r"(?i)(?:^|[.;,] )(?:besides|in addition to|apart from|aside from) $"
_HOPED = (
    r"(?i)\b(?:hop(?:es?|ed|ing)|pray(?:s|ed|ing)?|wish\w*|wonder\w*|whether|(?:not|n['’]t) know(?:n)? if|asked if)"
    r"(?: that)? (?:[\w’'-]+ ){0,2}$"
)


def _is_hoped_for() -> pl.Expr:
    """`He hoped his daughter had been freed.`; `They asked whether their son was among the dead.`"""
    return (pl.col("trigger_no") > pl.col("chunk_no")) & pl.col("preceding").str.contains(lean(_HOPED))


def _is_asked() -> pl.Expr:
    """`Were 14 people killed in the raid?`"""
    return pl.col("opening").str.contains(lean(_ASKING)) & pl.col("sentence").str.contains(r"\?[”\"’']?$")


_ASKING = r"(?i)^[“\"‘']?(?:were|was|are|is|have|has|had|did|do|does|could|would|will|can|should)\b"


def _is_source() -> pl.Expr:
    """`According to a doctor, two men were shot.`: nothing befell the doctor."""
    return (
        (pl.col("kind") == "one")
        & (pl.col("trigger_no") > pl.col("chunk_no"))
        & pl.col("preceding").str.contains(lean(r"(?i)\baccording to $"))
        & ~pl.col("right").str.contains("^[^,;]{0,12}r")
    )


def is_inside_another() -> pl.Expr:
    """`A woman who came to see her daughter was killed`: the verb is the first one's, unless they are joined."""
    is_verb = pl.col("trigger_no") > pl.col("chunk_no")
    is_later = pl.col("chunk_no") > pl.when(is_verb).then("chunk_no").min().over("sentence_id", "trigger_no")
    joined = pl.when(pl.col("kind") == "one").then(pl.col("left").str.contains("[&,i]D?[we]?$")).otherwise(
        pl.col("left").str.contains("&[wD]?$|i$")
    )  # fmt: skip
    # 17 people from two families died.
    in_phrase = (
        (pl.col("kind") == "figure")
        & pl.col("left").str.contains("[Nd][wCxe]{0,4}[Vvq][po][wCD]?$")
        & pl.col("sentence").str.slice(pl.col("end"), 40).str.contains(lean(_OF_KIN))
    )
    # Her son, a conscript, was killed: one person, told twice.
    again = (
        (pl.col("kind") == "one")
        & pl.col("left").str.contains("(?:(?:^|[^i,&NwCxev]|,&)(?:[dDCN][wCxe]{0,4}v|v?C{1,4})|^w?[wC]C{1,3}),(?:x,)?$")
        & pl.col("right").str.contains("^[wCxev]{0,4}v(?:[po][wCxDdqVv]{1,4}){0,2},[hbw]{0,3}[PIAG]")
    )
    is_other = ~pl.col("kind").is_in(["figure", "none", "both"]) & (~joined | again)
    return (is_verb & is_later & (is_other | in_phrase)).fill_null(False)


def _is_not_real() -> pl.Expr:
    """Harm that was threatened or planned, figures of things, and wholes that only a part is meant of."""
    right, left, rule, measure = pl.col("right"), pl.col("left"), pl.col("rule"), pl.col("measure")
    # could kill 500; a plan to kill 12; did not kill.
    planned = (pl.col("trigger_no") < pl.col("chunk_no")) & pl.col("before_trigger").str.contains("[uk][hbwtpD]{0,3}$")
    # if two more die; the toll would be 14.
    # They are planning the general's murder; but: who planned it?
    planned = planned | (
        (rule == "xs_death")
        & left.str.contains("u[Ddvw]{0,3}$")
        & ~text_before("sentence", "start", 40).str.contains(lean(r"(?i)\bplanned\b"))
    )
    planned = (
        planned | left.str.contains("u$") | ((rule == "toll_is_n") & left.str.contains("T[^NZ;]{0,6}u[^NZ;]{0,6}$"))
    )
    # to kill 12: what was meant, unless somebody managed to.
    meant = (
        pl.col("trigger_text").str.contains(_INFINITIVES)
        & pl.col("ahead").str.contains(lean(r"(?i)\bto $"))
        & ~pl.col("ahead").str.contains(
            lean(r"(?i)\b(?:managed|used|on|proceeded|began|continued|helped|known|able) to $")
        )
    )
    # with the mission of killing 12
    meant = meant | (
        (pl.col("trigger_no") < pl.col("chunk_no"))
        & pl.col("trigger_text").str.contains("(?i)ing$")
        & pl.col("ahead").str.contains(lean(_PLAN_OF))
    )
    # 20 passenger trains: the last of the nouns that stand together decides.
    things = (
        right.str.contains("^(?:oD?N?)?(?:[wCxe]{0,4}[Vv]*q){1,3}(?:[wC]?[^vVqwC]|$)")
        # 19 construction workers building a bridge
        & ~right.str.contains("^(?:oD?)?[wCxeq]{0,4}Vq[dD]")
        & ~rule.is_in(["n_of_the_dead", "n_cases_of_x"])
        & pl.col("kind").is_in(["figure", "none", "one"])
    )
    # captured 12 villages; lost 14 tanks: these verbs need a person as their object.
    needs_person = rule.is_in(["killed_n", "lost_n", "killed_n_and_n"]) & (
        measure.is_in(["captured", "detained", "wounded", "rescued", "abducted"])
        | left.str.contains("L[wDd]?$")
        | pl.col("trigger_text").str.to_lowercase().is_in(["shot", "stabbed", "mourned", "mourns"])
        | pl.col("trigger_text").str.contains(lean(_OF_THINGS_TOO))
    )
    # the surrender of 14 tanks
    needs_person = needs_person | (
        rule.is_in(["killing_of_n", "killing_of_n_and_n"])
        & pl.col("trigger_text").str.contains("(?i)^(?:the surrender|the liberation|detention)$")
    )
    # a university teacher: the last of the nouns that stand together decides.
    has_person = right.str.contains("^(?:[mM]|o?[wCxeDdN]{0,5}(?:q{1,2}[wC]?)?[VvP]|od|w?(?:[;&,]|$|[pt]))")
    # shot 12 people, killing three: who died is said behind it; but: shot 12 of them dead.
    shot = (pl.col("trigger_text").str.to_lowercase() == "shot") & (
        (pl.col("trigger_no") < pl.col("chunk_no"))
        & right.str.contains("[PGIA]")
        & ~right.str.contains("^[mo]?[wCxVveDd]{0,5}A")
    )
    # 19 of the 22: the 22 are not the toll.
    is_whole = (
        (
            left.str.contains("[Nx][om](?:[wCDde]{1,4}o|d)?$")
            | pl.col("preceding").str.contains(
                lean(r"(?i)\b(?:half|most|majority|quarters?|part|few|none|neither) of $")
            )
        )
        & ~rule.is_in(["n_killed", "n_dead", "n_deaths"])
        # two of the nine people who were killed
        & ~(rule.is_in(["n_were_killed", "n_died"]) & right.str.contains("^[wCxeVv]{1,4}r(?:h?[bw]{1,2}P|h?I)"))
        & ~left.str.contains("[HG]p[wxC]{1,3}o$")
    )
    loose_none = (
        (pl.col("tag") == "Z")
        & ~left.str.contains("[PG]$")
        & ~right.str.contains("^[hwCbodDNt]{0,4}[HPIAVviL]")
        # None of them was killed.
        & ~((left == "") & right.str.contains("^m[hbw]{1,3}[PIA]"))
    )
    # 20 prisoners: they were taken only where the text says so.
    idle = (rule == "n_hostages") & (
        (pl.col("trigger_text").str.contains(r"(?i)^prisoner") & ~left.str.contains("j[wD]{0,2}$"))
        | ((pl.col("kind") == "one") & ~left.str.contains("j[w]?$"))
        | (pl.col("trigger_text").str.contains("(?i)^captive$") & ~left.str.contains("j[wD]{0,2}$"))
        | (
            pl.col("trigger_text").str.contains("(?i)^survivors$")
            & ~pl.col("sentence").str.slice(0, pl.col("end")).str.contains(lean(_SAVED))
        )
    )
    # Two gunmen fled: they are not displaced.
    ran = (
        (measure == "displaced")
        & pl.col("trigger_text").str.contains(lean(r"(?i)^(?:have )?fle[de]\w*$"))
        & (pl.coalesce("high", "low") < 30)
    )
    # drove 2,000 people from their homes; forced thousands to flee: only with where from or what to.
    stayed = (
        (measure == "displaced")
        & pl.col("trigger_text").str.contains(_DRIVE)
        & ~pl.col("sentence").str.slice(pl.col("end")).str.contains(lean(_FROM_HOME))
    )
    # prisoners freed in an exchange are not rescued.
    exchanged = (
        (measure == "rescued")
        & pl.col("trigger_text").str.contains("(?i)^free")
        & pl.col("sentence").str.contains(lean(r"(?i)\b(?:exchang|swap|prison|jail|POWs?\b|detain|court|ransom)"))
    )
    # eight villages, where 50 pigs died: a number without people takes no verb from things.
    of_things = rule.is_in(["n_and_n_were_killed", "n_and_n_died"]) & (
        right.str.slice(0, pl.col("distance")).str.contains("q")
        & ~right.str.contains("^o?[wCxDde]{0,6}(?:q{1,2}[wC]?)?[Vv]")
    )
    # killings in the town led to 12 arrests.
    led_to = (rule == "deaths_in_x_came_to_n") & pl.col("behind").str.contains(lean(_LED_TO))
    # holding 25 crew; not: holding two rallies. searching for two people; not for two suspects.
    needs_noun = pl.col("trigger_text").str.contains(lean(HOLDING)) & ~right.str.contains("^o?[wCxeDd]{0,5}q?[Vv]")
    sought = pl.col("trigger_text").str.contains(lean(_SEARCH)) & (
        pl.col("sentence").str.slice(pl.col("end")).str.contains(lean(_SOUGHT))
        | (pl.col("kind") != "figure")
        | ~right.str.contains("^(?:[wCxeA]{0,3}[Vv]|w?[;,&bhp]|w?$)")
    )
    # left 5,000 people homeless; not 30 homeless people.
    no_home = (pl.col("trigger_text").str.to_lowercase() == "homeless") & ~pl.col("sentence").str.slice(
        0, pl.col("trigger_start")
    ).str.contains(lean(_MADE))
    # The party lost 14: seats or matches, unless people are named; a million voters only went elsewhere.
    no_people = (pl.col("trigger_tag") == "L") & (
        (pl.col("ahead").str.contains(lean(_NO_ARMY)) & ~right.str.contains("^o?[wCxeDd]{0,6}[Vv]"))
        | pl.col("sentence").str.slice(pl.col("end"), 40).str.contains(lean(_GONE_ELSEWHERE))
    )
    # One in five Syrians killed; the toll rose to nine as two died: only `among` makes a part.
    no_part = (rule == "n_were_among_n_killed") & ~pl.col("sentence").str.slice(pl.col("end"), 90).str.contains(
        lean(r"(?i)^[^.;,]{0,70}\b(?:among(?:st)?|of)\b")
    )
    # killed all but two of the workers; but one died of seven people, all but one of them foreigners
    excepted = pl.col("preceding").str.contains(
        lean(r"(?i)\b(?:all|everyone|everybody) (?:but|except)(?: for)? $")
    ) & ~right.str.contains("^m")
    # It rises to 1,214, the number of people killed: not any number before a comma.
    not_risen = (rule == "n_behind_it_the_toll") & ~pl.col("preceding").str.contains(
        lean(r"(?i)\b(?:rises|rose|risen|climbs|climbed|increases|increased) to $")
    )
    # a list of victims, a doctor said.
    speaks = (
        (pl.col("kind") != "figure")
        & left.str.contains(",[wC]?$")
        & right.str.contains("^[wCxev]{0,4}v[wC]{0,3}s")
        & (pl.col("trigger_no") < pl.col("chunk_no"))
    )
    # named the dead as Ana Ruiz and her two sons; other tolls take no list.
    unnamed = rule.is_in(["named_the_dead_as_n", "named_the_dead_as_x"]) & ~(
        pl.col("trigger_text").str.contains(r"(?i) as$") | pl.col("behind").str.contains(lean(_IDENTIFIED))
    )
    # killed the mayor, and Governor Ruiz said.
    speaker = (rule == "killed_names_and_x") & (
        (pl.col("kind") != "titled") | ~right.str.contains("^v?[wC]{0,5}(?:[,;p&]|$)")
    )
    # 143 cases of arbitrary arrest; not: 12 cases of theft, or of murder before a court.
    no_cases = (rule == "n_cases_of_x") & ~(
        pl.col("sentence").str.slice(pl.col("end"), 40).str.contains(lean(_CASES))
        & measure.is_in(["detained", "abducted", "missing"])
    )
    # was killed with his wife and two children; not with 12 shots.
    not_with = (rule == "killed_with_n") & ~(_with_kin() & right.str.contains("^[wCxe]{0,4}[Vv]"))
    # a meeting of 700 founders was held.
    convened = (
        (pl.col("trigger_text").str.to_lowercase() == "held")
        & (pl.col("kind") == "figure")
        & (pl.coalesce("high", "low") > 1)
        & pl.col("ahead").str.contains(lean(r"(?i)\bwas $"))
    )
    # killed members of six families; not: a family of six.
    no_family = (
        (rule == "killed_family_of_n")
        & ~left.str.contains("[dD]w{0,2}[vV]o$")
        & ~pl.col("preceding").str.contains(
            lean(r"(?i)\b(?:family|crew|household|patrol|group|squad|unit|team|convoy|band|gang|column) of $")
        )
    )
    # two attacks; not: 40 murders.
    no_murder = (rule == "n_murders") & ~pl.col("trigger_text").str.contains(
        r"(?i)^(?:murders|assassinations|arrests)$"
    )
    # One of the injured, a pregnant woman, died: she is that one.
    same_one = (pl.col("kind") == "one") & left.str.contains("M,$") & right.str.contains("^[wCxev]{1,5},")
    # could leave half a million people homeless.
    feared = (
        (pl.col("trigger_no") > pl.col("chunk_no"))
        & left.str.contains("uw$")
        & text_before("sentence", "start", 24).str.contains(lean(r"(?i)\b(?:leave|see|cost|make|render|have) $"))
    )
    # A diplomat put Russian losses at 40: what he tells of is not his.
    tells = (rule == "n_deaths") & (pl.col("kind") == "one") & right.str.contains("^[wCxe]{0,3}v[we]+[wCev]*H")
    # no casualty figures; no casualties were given by either side: nobody counted.
    not_given = (pl.col("kind") == "none") & (
        (pl.col("trigger_tag") == "T")
        | pl.col("behind").str.contains(lean(r"(?i)^ (?:was|were) (?:given|provided|released|announced)\b"))
    )
    # a rebel-held town; a fortress still held back: places are held, not people.
    held_place = pl.col("trigger_text").str.contains(lean("(?i)held$")) & (
        pl.col("ahead").str.contains(r"\p{L}[-‑]$") | pl.col("behind").str.contains(lean("(?i)^ back\\b"))
    )
    # the one being held in Geneva: no one person.
    the_one = pl.col("text").str.contains("(?i)^the one$") & ~right.str.contains("^[wCxe]{0,4}[vV]")
    # shot by an attacker; wounds while another ran: whoever is behind is not the one.
    behind_another = (rule == "killed_in_x_n") & pl.col("behind").str.contains(
        lean(r"(?i)^ (?:by|while|when|as|after|because|before|if)\b")
    )
    # listed as missing; but: in dead of night
    not_listed = (rule == "n_as_missing") & ~pl.col("ahead").str.contains("(?i)\\bas $")
    # sent 12 people to hospital, cost seven men their lives: only behind these verbs.
    not_sent = pl.col("trigger_text").str.contains("(?i)^(?:to (?:the )?hospital|their lives)$") & ~pl.col(
        "preceding"
    ).str.contains(lean(r"(?i)\b(?:send|sends|sent|sending|put|puts|putting|took|rushed|cost|costs|costing)\b"))
    # A man fired and was shot dead, before being shot dead; not: a man fired when he was hit.
    not_acted = rule.str.ends_with("acted_and_was_killed") & ~(
        pl.col("ahead").str.contains(lean(_AND_WAS)) & left.str.contains("(?:^|[;:,p&rshg])[wDx,p]{0,6}$")
    )
    # Four bombers blew up their vests and a fifth was shot: what the four did is no noun phrase.
    acted = rule.is_in(["n_and_n_were_killed", "n_and_n_died"]) & right.str.slice(0, pl.col("distance")).str.contains(
        "^[wCx]{0,4}[Vv]e[dD]"
    )
    # defended two women but he was hurt: he is another.
    of_him = (pl.col("trigger_no") > pl.col("chunk_no")) & pl.col("sentence").str.slice(
        pl.col("end"), (pl.col("trigger_start") - pl.col("end")).clip(0)
    ).str.contains(lean(r"(?i)\b(?:but|though|yet) (?:he|she|it|they) "))
    # One source put civilian fatalities at nine: one death is no deaths.
    not_deaths = (
        (rule == "n_deaths")
        & (pl.col("low") == 1)
        & (pl.col("high") == 1)
        & pl.col("trigger_text").str.contains("(?i)(?:deaths|fatalities|casualties|injuries|killings)$")
    )
    # a strike to protest the execution of a leader: what a court had done.
    is_motive = pl.col("trigger_text").str.contains("(?i)^executions?$") & text_before(
        "sentence", "trigger_start", 40
    ).str.contains(lean(r"(?i)\bprotest\w* [^.;]*$"))
    # 51 came to the clinic, 40 with gunshot wounds: only the 40 had them.
    with_wounds = (
        (rule == "n_and_n_died")
        & pl.col("trigger_text").str.starts_with("with ")
        & right.str.slice(0, pl.col("distance")).str.contains("N$")
    )
    # One of the hostages was let go: nobody new was taken.
    let_go = (
        rule.is_in(["n_of_the_dead", "n_hostages"])
        & measure.is_in(["abducted", "detained", "captured"])
        & pl.col("behind").str.contains(lean(_LET_GO))
    )
    # were among the dead, as well as eight nuns; not: and three men fled.
    not_as_well = (rule == "among_the_dead_and_n") & ~pl.col("preceding").str.contains(
        lean(r"(?i)\b(?:as well as|along with|together with|alongside) (?:the |at least )?$")
    )
    # took 48 men from the mosque and shot them; not: two men came and shot them.
    not_them = (rule == "n_and_killed_them") & ~(
        left.str.contains("[ejPG][wp]?$") & pl.col("behind").str.contains(lean(r"(?i)^ (?:them|him|her)\b"))
    )
    # 30 men, most of whom died.
    not_all = right.str.slice(0, pl.col("distance") + 1).str.contains(",wm[hb]*[PIA]?$") & ~pl.col(
        "sentence"
    ).str.slice(pl.col("end")).str.contains(lean(r"(?i)^[^;.]{0,60}, (?:all|both) of (?:whom|them)\b"))
    # put deaths at 14; but: deaths in 14 districts
    not_put = (
        (rule == "deaths_are_n") & left.str.contains("Hp$") & ~pl.col("preceding").str.contains(lean(r"(?i)\bat $"))
    )
    # deaths reached 14; not: deaths mostly in 14 districts
    not_put = not_put | ((rule == "deaths_reached_n") & ~pl.col("preceding").str.contains(lean(_CAME_TO)))
    not_put = not_put | (
        (rule == "number_of_x_is_n") & left.str.ends_with("e") & ~pl.col("preceding").str.contains(lean(_CAME_TO))
    )
    # Three men accused of killing a priest were arrested; not: three men accused of murder were killed.
    no_crime = (rule == "n_of_a_crime_were_arrested") & (measure != "detained")
    # Ten soldiers guarding the bridge were killed; not: ten men saw the guards being killed.
    doing = (rule == "n_doing_x_were_killed") & ~(
        pl.col("sentence_behind").str.contains(lean(_DOING_SO)) & ~pl.col("ahead").str.contains("(?i)\\bbeing $")
    )
    # Ten men saw the guards being killed.
    doing = doing | (
        rule.is_in(["n_were_killed", "n_were_dead", "n_died"])
        & right.str.contains("^[wCe]{0,3}[Vv]{1,2}w[Dd][wCe]{0,2}[Vv][hb]")
        & ~pl.col("sentence_behind").str.replace(" being ", " ", literal=True).str.contains(lean(_DOING_SO))
    )
    # The jet was lost along with its pilot: a jet that is lost is nobody's death.
    did_not = (rule == "killed_along_with_n") & pl.col("trigger_text").str.contains(
        "(?i)^(?:was|were|been) (?:lost|dead|buried)$"
    )
    # looted a village and fled
    did = (rule == "n_did_x_and_died") & ~measure.is_in(["killed", "wounded"])
    no_crime = no_crime | doing | did_not | did | ((rule == "n_hurt_died") & (measure != "killed"))
    # prevented two men from killing 14 others
    is_prevented = (pl.col("trigger_no") < pl.col("chunk_no")) & text_before(
        "sentence", "trigger_start", 90
    ).str.contains(lean(_PREVENTED))
    # The toll had been given by a minister.
    no_toll = (
        (rule == "toll_is_n") & (pl.col("kind") == "one") & pl.col("trigger_text").str.contains("(?i)toll|number|count")
    )
    # survived despite multiple injuries: they are all one person's.
    of_one = pl.col("vague_term").is_in(["multiple", "numerous"]) & pl.col("trigger_text").str.contains(
        "(?i)^(?:injuries|wounds)$"
    )
    # 150 voting cards were burned: things that the list of things lacks.
    burned = (
        (
            pl.col("trigger_text").str.contains("(?i)^(?:burne[dt]|burnt|torched|destroyed|buried)$")
            | pl.col("trigger_text").str.contains(lean(_OF_THINGS_TOO))
        )
        & (pl.col("kind") == "figure")
        & right.str.slice(0, pl.col("distance")).str.contains("^o?[DdeqwCx]{1,6}[hb]")
        & ~pl.col("sentence").str.slice(pl.col("end"), 8).str.contains("(?i)^ (?:others?|more)\\b")
    )
    # eight of the 14 districts were liberated: people are freed.
    liberated = (
        pl.col("trigger_text").str.contains("(?i)^liberat")
        & (pl.col("kind") == "figure")
        & ~right.str.contains("^(?:[mM]|o?[wCxDde]{0,5}[Vv]|w?[hb]|[;,&]|$)")
    )
    # A military court jailed a former deputy: it acts.
    acts = (pl.col("kind") == "one") & (rule == "n_killed") & right.str.contains("^[wCxeq]{2,5}P[wCe]{1,3}v")
    # for a president to seek the freedom of citizens held abroad: it is they who are held.
    of_others = (
        (pl.col("kind") == "one")
        & (rule == "n_people_in_x_killed")
        & right.str.slice(0, pl.col("distance")).str.contains("V$")
    )
    # had arrests, which caused deaths: only wounds are had, and these are received.
    not_wounds = rule.is_in(["n_have_injuries", "n_suffer_injuries"]) & ~(
        pl.col("trigger_text").str.contains("(?i)(?:injur(?:y|ies)|wounds?|burns|fractures)$")
        & (
            (rule == "n_have_injuries")
            | pl.col("sentence")
            .str.slice(pl.col("end"), (pl.col("trigger_start") - pl.col("end")).clip(0))
            .str.contains(lean(r"(?i)\b(?:sustained|suffered|received|incurred)\b"))
        )
    )
    natural = (measure == "killed") & (
        pl.col("behind").str.contains(lean(_NATURAL))
        | (
            (pl.col("trigger_tag") == "I")
            & pl.col("behind").str.contains(lean(r"(?i)^,? (?:aged|at(?: the age of)?) \d\d(?:[.,;]|$)"))
        )
    )
    return (
        planned
        | meant
        | things
        | (needs_person & ~has_person)
        | shot
        | is_whole
        | loose_none
        | idle
        | ran
        | stayed
        | exchanged
        | of_things
        | natural
        | not_given
        | held_place
        | the_one
        | behind_another
        | not_listed
        | not_sent
        | not_all
        | let_go
        | with_wounds
        | is_motive
        | not_deaths
        | of_him
        | not_acted
        | acted
        | not_as_well
        | not_them
        | not_put
        | is_prevented
        | no_crime
        | no_toll
        | of_one
        | burned
        | liberated
        | acts
        | of_others
        | not_wounds
        | tells
        | led_to
        | needs_noun
        | sought
        | no_home
        | no_people
        | no_part
        | not_risen
        | excepted
        | speaks
        | same_one
        | no_murder
        | unnamed
        | speaker
        | no_cases
        | not_with
        | convened
        | no_family
        | feared
    ).fill_null(False)


def is_apart() -> pl.Expr:
    """`He was killed and two fled`: a rule of joint deaths that does not hold; but: killed together with two, killed
    himself and two others.
    """
    together = text_before("sentence", "start", 24).str.contains(
        lean(r"(?i)\b(?:together|along|alongside|as well as)(?: with)? (?:his |her |the )?$")
    )
    is_self = (
        pl.col("trigger_text").str.contains("(?i)self$|selves$")
        & pl.col("preceding").str.contains(lean(r"(?i)sel(?:f|ves)(?:,| and|, and) (?:at least )?$"))
    ) | pl.col("preceding").str.contains(lean(r"(?i)\b(?:himself|herself|themselves)(?:,| and|, and) (?:at least )?$"))
    return (
        ((pl.col("rule") == "killed_along_with_n") & ~together & ~_with_kin())
        | ((pl.col("rule") == "killed_himself_and_n") & ~is_self)
    ).fill_null(False)


def _with_kin() -> pl.Expr:
    return pl.col("behind").str.contains(lean(r"(?i)^,? (?:together |along )?(?:with|alongside)\b"))


def _is_not_one() -> pl.Expr:
    """Candidates told by name or `the` whose tie is too loose to count a person."""
    kind, rule, measure, text = pl.col("kind"), pl.col("rule"), pl.col("measure"), pl.col("trigger_text")
    named = kind.is_in(["named", "titled"])
    is_captive = (measure == "rescued") & (pl.col("sentence").str.slice(pl.col("start"), 40)).str.contains(
        lean(r"(?i)^the (?:\w+ )?(?:victim|hostage|captive|girl|boy|woman|man|child|kidnap\w+|abducted \w+)\b")
    )
    wrong_measure = (named & ~measure.is_in(_NAMED_MEASURES)) | (
        (kind == "definite")
        & ~measure.is_in([*_NAMED_MEASURES, "captured", "detained", "unhurt"])
        & ~is_captive
        # Two were killed; the third vanished.
        & ~((measure == "missing") & (pl.col("distance") == 0))
    )
    loose = named & text.str.contains(_LOOSE_VERBS)
    # the priest's murder: a possessive stands before the word.
    not_owned = (rule == "xs_death") & (
        ~(
            text.str.contains(r"(?i)^(?:death|murder|killing|assassination|execution|slaying|martyrdom)$")
            | (text.str.contains("(?i)^body$") & pl.col("behind").str.contains(lean(_WAS_FOUND)))
        )
        | ~((pl.col("gap") > 1) | pl.col("before_text").str.contains(r"(?i)['’]s$"))
    )
    # in retaliation for the killing of Carlos Mora: a motive, told of an earlier time.
    motive = rule.is_in(["killing_of_x", "xs_death"]) & pl.col("sentence").str.slice(
        0, pl.col("trigger_start")
    ).str.contains(lean(_MOTIVE))
    of_things = (rule == "killing_of_x") & text.str.contains(
        r"(?i)^(?:bodies|deaths|lives|injuries|executions|graves)$"
    )
    # Reporter Ana Ruiz killed: only a headline says so.
    verbless = (rule == "x_killed") & ~pl.col("in_headline")
    # and kill him: an order.
    ordered = pl.col("text").str.contains("(?i)^(?:him|her|himself|herself)$") & text.str.contains(
        "(?i)^(?:kill|wound|injure)$"
    )
    # the cartel's assassination threats
    threat = (rule == "xs_death") & pl.col("behind").str.contains(
        lean(r"(?i)^ (?:threats?|attempts?|plots?|plans?|bids?|squads?)\b")
    )
    # He died: not: he lost a leg in that war, why did he die, he died in 1984.
    not_he = (
        pl.col("text").str.contains("(?i)^(?:he|she)$")
        & (pl.col("trigger_tag") == "I")
        & (
            ~text.str.contains(r"(?i)^(?:died|passed away|perished|succumbed|lost h)")
            | pl.col("left").str.contains("[bh]$")
            | pl.col("behind").str.contains(lean(r"(?i)^[^.;]{0,12} in (?:19|20)\d\d\b"))
        )
    )
    # In addition to the bomber, nine were killed.
    not_besides = (rule == "besides_x") & ~(
        (kind == "definite") & pl.col("preceding").str.contains(lean(_BESIDES)) & measure.is_in(["killed", "wounded"])
    )
    return (
        not_besides | not_he | threat | wrong_measure | loose | not_owned | of_things | ordered | motive | verbless
    ).fill_null(False)


def _is_still_to_be() -> pl.Expr:
    """`They sought the arrest of 14 fugitives`; `it was committed to rescuing the 218 girls`."""
    return (
        pl.col("measure").is_in(["detained", "rescued", "captured"])
        & (pl.col("trigger_no") < pl.col("chunk_no"))
        & pl.col("ahead").str.contains(lean(_WANTS))
    )


def _is_one_of_a_kind() -> pl.Expr:
    """`It killed members of the Yazidi religion, one of the oldest in Iraq`: the religion is one of them."""
    return (
        pl.col("rule").is_in(["killed_n_and_n", "killing_of_n_and_n"])
        & (pl.col("kind") == "figure")
        & (pl.col("low") == 1)
        & pl.col("left").str.contains(",$")
        & pl.col("right").str.contains("^oD?[^VM]{0,3}(?:$|[^VM])")
    )


def _is_a_relative_of_one() -> pl.Expr:
    """`The father of one of the captives said`; `Aisha Zanna, one of the abducted girls, said`: she was counted."""
    return (
        (pl.col("rule") == "n_of_the_dead")
        & pl.col("kind").is_in(["figure", "one"])
        & (pl.col("low") == 1)
        & pl.col("left").str.contains("(?:v[o]|C,)$")
    )


def _is_told_twice() -> pl.Expr:
    """`Police killed the gunman, Omar Mateen, 29, a clerk born in Kabul.`: the clerk is the gunman."""
    return (
        (pl.col("rule") == "killed_n_and_n")
        & pl.col("kind").is_in(["one", "named"])
        & pl.col("left").str.contains("[PGL]D[wCx]{0,3}v,(?:C{1,3},(?:[xN]v?,)?)?D?$")
        & ~pl.col("right").str.contains("^[^;:PIAG]{0,12}&")
    )


def _are_lives_lived() -> pl.Expr:
    """`They pieced together the lives of the singer and her husband.`"""
    return (
        pl.col("rule").is_in(["killing_of_n_and_n", "killing_of_x"])
        & pl.col("trigger_text").str.contains("(?i)^lives$")
        & ~pl.col("ahead").str.contains(lean(_TOOK))
    )


def _is_no_crime() -> pl.Expr:
    """`The two lands fell victim to a tyrant's whims.`"""
    return (
        pl.col("trigger_text").str.contains("(?i)^fell victims?$")
        & pl.col("behind").str.starts_with(" to ")
        & ~pl.col("behind").str.contains(lean(_MISHAP))
    )


def _is_led_on() -> pl.Expr:
    """`A heckler was led away` by nobody in particular: not abducted."""
    return pl.col("trigger_text").str.contains("(?i)^led away$") & ~pl.col("behind").str.contains(lean(_BY_FORCE))
