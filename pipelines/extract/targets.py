"""Targets: what kinds of things were hit.

What belongs here: telling a thing that was hit from one that is only named: where the wounded were brought, beside
which something fell, that acted itself. What does not: the things (seed target_terms).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import list_runs
from pipelines.extract.claim_places import nearest_place
from pipelines.extract.matching import lean, text_before
from pipelines.extract.weapon_roles import AS_BOMB_WENT_OFF, AS_TOLD, PASSED, WITH_CREW
from pipelines.schemas import TARGET_MENTION

_STEMS = [
    "hit", "struck", "strik", "damag", "destr", "target", "attack", "bomb", "shell", "pound", "raze", "razing", "burn",
        "fire", "ablaze",
    "alight", "slam", "crash", "ripp", "tore", "blew", "blow", "explo", "deton", "raid", "storm", "ambush", "torch",
        "stone", "riddl", "spray", "forced their way",
        "land", "fell",
    "level", "collaps", "flatten", "wreck", "loot", "ransack", "sank", "sunk", "sink", "blast", "shatter", "gutted",
        "demolish", "rocked", "sabotag",
    "derail", "vandal", "rubble", "ruins", "flames", "missile", "rocket", "drone", "mortar", "grenade", "shot",
        "shoot", "ramm", "assault",
    "barrage", "hurl", "threw", "throw", "plant", "pierc", "punch", "knock", "brought down", "impact", "devastat",
        "hack", "machine-gun", "machinegun", "went off", "dynamit", "plough", "plow", "drop", "intercept", "strew",
        "smash", "rak", "gunm", "out of service", "stab", "used against",
            "aim", "invad", "besieg", "overrun", "siege", "smoke", "engulf", "trapped", "hijack", "occupied",
            "defac", "desecrat", "pillag",
            "breach", "shook", "straf", "wip", "broke into", "broken into", "overran", "gunfire", "debris",
            "toppl",
            "fell", "engag",
]  # fmt: skip
"""Stems of violence: a sentence without any hits nothing."""
_OBJECT_VERB = (
    r"(?:hit(?:s|ting)?|str(?:uck|ikes|iking|ike)|damag(?:es|ed|ing|e)|destroy(?:s|ed|ing)?|target(?:s|ed|ing)?|"
    r"attack(?:s|ed|ing)?|"
    r"bomb(?:s|ed|ing|ard(?:s|ed|ing))?|shell(?:s|ed|ing)|mortared|pound(?:s|ed|ing)|raz(?:es|ed|ing)|burn(?:s|ed|t|"
    r"ing)?(?: down)?|torch(?:ed|ing)|set(?:s|ting)? (?:fire to|light to|ablaze|alight|on fire)|"
    r"set(?:s|ting)?|left|rip(?:s|ped|ping)? through|tore through|tears through|tearing through|blew up|blow(?:s|n|"
    r"ing)? up|blew apart|dynamit(?:ed|ing)|raid(?:s|ed|ing)|storm(?:s|ed|ing)|assault(?:s|ed|ing)|"
    r"ambush(?:es|ed|ing)?|level(?:s|led|ed|ling|ing)|flatten(?:s|ed|ing)|collaps(?:ed|ing)|wreck(?:s|ed|ing)|"
    r"(?:blew|blow(?:s|n|ing)?) out|loot(?:ed|ing)|ransack(?:ed|ing)|pillag(?:ed|ing)|overr[au]n|invaded|"
    r"sank|sunk|sinking|torpedo(?:ed|ing)|ramm(?:ed|ing)|blast(?:s|ed|ing)|shatter(?:s|ed|ing)|gutt(?:ed|ing)|"
    r"ston(?:ed|ing)|spray(?:ed|ing)|"
    r"demolish(?:ed|ing)|toppl(?:ed|ing)|engag(?:ed|ing)|devastat(?:ed|ing)|rock(?:s|ed|ing)|shook|impact(?:s|ed|"
    r"ing)|smash(?:ed|ing)|breach(?:ed|ing)|sabotag(?:ed|ing)|"
    r"derail(?:ed|ing)|"
    r"vandali[sz](?:ed|ing)|rak(?:ed|ing)|"
    r"brought down|pierc(?:ed|ing)|punch(?:ed|ing) through|knock(?:ed|ing) out|strafed|strafing|"
    r"machine-?gunn?(?:ed|ing)|petrol-?bomb(?:ed|ing)|fire-?bomb(?:ed|ing)|"
    r"broken? into|breaking into|"
    r"wip(?:ed|ing) out|engulf(?:s|ed|ing)|reduc(?:ed|ing)|disabl(?:ed|ing)|crippl(?:ed|ing)|"
    r"boobytrapped|booby-trapped|hijack(?:ed|ing)|occupied by force|fir(?:ed|ing) upon|besieg(?:ed|ing)|defac(?:ed|"
    r"ing)|desecrat(?:ed|ing))"
)
"""Verbs whose object is what was hit."""
_WORD = r"(?:[\w’'“”\"%.-]+ ){0,5}?"
_PEOPLE = (
    r"(?:worshippers|people|civilians|villagers|students|pupils|shoppers|customers|patients|passengers|mourners|"
    r"farmers|"
    r"traders|guests|residents|workers|officers|soldiers|guards|police(?:men)?|pilgrims|teachers|diners|fans|"
    r"spectators|"
    r"protesters|voters|crowds?|recruits|prisoners)"
)
_AIMED = (
    r"(?:"
    # `opened fire on worshippers at a church`
    rf"(?:fire|fired|firing|shot|shooting|attack(?:ed|ing)?|hit|struck|targeted|gunned down|"
    rf"stabbed|stabbing|into) "
    rf"(?:with (?:[\w-]+ ){{1,3}})?(?:on |at |upon )?"
    rf"(?:[\w-]+ ){{0,3}}{_PEOPLE} (?:\w+ing )?(?:at|in|inside|outside|aboard)"
    r"|(?:air |drone |missile |rocket |bomb |terror(?:ist)? |suicide |arson |artillery |mortar |grenade |"
    r"gun )?(?:attacks?|(?:air)?strikes?|raids?|assaults?|bombings?|shellings?|bombardments?|barrages?|ambush(?:es)?|"
    r"hits?|impacts?|arson) "
    rf"(?:was |were |had |carried out |launched |made )?{_WORD}(?:on|against|at|upon|targeting)"
    r"|(?:air )?(?:attacks?|strikes?|raids?) (?:hitting|hit|struck|damaged|destroyed|targeting)"
    rf"|(?:bombings?|shootings?|massacres?|suicide attacks?) {_WORD}(?:in|inside|outside)"
    r"|struck (?:just )?(?:outside|inside)|forced (?:their|his|its) way into"
    r"|(?:burn(?:ed|t)(?: down)?|destroyed|damaged|hit|struck|looted) (?:along|together) with"
    r"|aim(?:ed|ing) at|used (?:by (?:[\w-]+ ){1,5})?against|stuck to|driven (?:[\w-]+ ){0,3}into|"
    r"(?:a )?direct hit on|attempts? (?:on|against)|attacking"
    rf"|(?:explosions?|blasts?|bombs?|devices?|bombers?|IEDs?) (?:\(IED\) )?{_WORD}"
    r"(?:hit|struck|in|at|inside|outside|near|under|beneath|in front of|next to|beside|close to|through|on)"
    rf"|(?:shells?|missiles?|rockets?|drones?|mortars?|projectiles?|debris|fragments|bombs?) {_WORD}(?:hit|struck|"
    rf"inside|through|on|against|into)"
    rf"|(?:fire|blaze) {_WORD}(?:in|at|inside|on)"
    rf"|(?:exploded|exploding|detonated|detonating|went off|going off|blew (?:him|her|them)sel(?:f|ves) up|"
    rf"blew up) {_WORD}"
    r"(?:on|in|into|near|at|inside|outside|beside|upon|under|in front of|next to|close to|beneath|between|among)"
    rf"|(?:landed|landing|fell|falling|crashed|crashing|slammed|slamming|ploughed|plowed|smashed|smashing|came down|"
    rf"coming down|rained|drove|flew|dropped|dropping|impacted|burst|ramm(?:ed|ing)) {_WORD}"
    r"(?:on|in|into|onto|at|through|inside|upon|against|among)"
    rf"|(?:fir(?:ed|ing)|shot|shooting|shoots|open(?:ed|ing|s)? fire|threw|throw(?:ing|n)|hurl(?:ed|ing)|lobb(?:ed|"
    rf"ing)|toss(?:ed|ing)|plant(?:ed|ing)|placed|plac(?:ed|ing)|left|hidden) {_WORD}"
    r"(?:at|on|into|towards?|inside|against|upon|under|outside|in front of|beneath|in|near)"
    # `punched a hole in the roof of a house`
    r"|(?:punch|tore|torn|tear|blew|blown|blow|blast|ripp|left|knock)(?:ed|ing)? (?:an? |several |two |three |large )?"
    r"(?:[\w-]+ )?(?:holes?|craters?) (?:in|through|into)"
    r"|launch(?:ed|ing|es) (?:[\w’'“”\"%.-]+ ){0,12}?(?:at|on|into|towards?|against)"
    r"|attached to|strapped to|damages? (?:[\w-]+ ){0,4}(?:to|at)|smoke (?:\w+ )?(?:from|over|above)|(?:looted|"
    r"stolen|stole) (?:[\w-]+ ){0,4}from|kill(?:ed|ing|"
    r"s) "
    rf"{_WORD}(?:at|inside|(?-i:in) an?)|(?:tore|ripped|blew) (?:[\w-]+ ){{0,3}}"
    r"(?:roofs?|walls?|windows|fronts?|façade|facade|doors?) (?:off|out of|from)"
    rf"|(?:destroy(?:ed|ing)|burned|damaged|hit|struck|attacked) {_WORD}(?:at|inside)"
    r"|destruction of|rubble of|ruins of|wreckage of|debris of|remains of|burning of|bombing of|shelling of|"
    r"storming of|siege of|looting of|sinking of|targeting of)"
)
"""Words and the preposition before what they hit: `an attack on`, `exploded near`, `fired at`."""
_THING = (
    r"(?: (?:an?|the) [\p{L}-]+,)?"
    r"(?: \(?[\w’'“”\"%./-]+(?:,\d{3})*\)?(?:, (?:including|among them))?){0,7} [“‘\"'(]?"
)
"""A noun phrase up to the thing."""
_ARMS = r"(?:artillery|rockets?|missiles?|shells?|mortars?|launchers?|guns?|bombs?|fire|cannons?|tanks?)"
_WITH_ARMS = rf"(?i)^ with (?:[\w-]+ ){{0,3}}?{_ARMS}(?: and (?:[\w-]+ ){{0,3}}?{_ARMS})?"
"""Between the verb and what was hit: `shelled with artillery and mortars the outskirts`."""
BEFORE = rf"(?is)^(?:.*\b)?((?:{_AIMED}|{_OBJECT_VERB})({_THING}))$"
"""What stands before a thing that was hit: `struck a`, `an attack on the`; the last such word."""
_OF_A_PART = (
    r"(?i)\b(?:\d[\d,.]*|dozens|scores|hundreds|thousands|tens|number|several|some|many|most|part|parts|section|"
    r"sections|corner|walls?|roofs?|floors?|storeys|side|sides|entrance|gates?|courtyards?|"
    r"yards?|cellar|basement|front|facade|façade|wing|windows?|balcon(?:y|ies)|outskirts|compound|perimeter|grounds|"
    r"building|buildings|row|rows|convoy|column|group|cluster|clusters|line|queue|crowd|"
    r"stairwell|centre|center|outside|kind|type|one|two|three|four|five|six|all|both|pair|vicinity|headquarters|office|"
    r"offices|premises|house|home|homes|car|vehicle|port|residence|top|complex|network|pile|piles|fleet|team|gathering|"
    r"half|rest|contingent|patrol|unit|position|positions|"
    r"area|areas|territory|site|stretch|stretches|length|portion|swathe?|string|dozen) of\b|"
    r"(?i)\b(?:entrances?|gates?|doors?) to\b"
)
"""What may stand before `of` and leave what follows hit: `the roof of the`, `a row of`."""
_OTHER_ACT = (
    r"(?i)\b(?:and (?:the|he|she|they|it|officials|residents|families|people|villagers|workers)|because|before|after) "
    r"(?:[\w’'-]+ )*(?:at|in|on|to|near|inside|outside) (?:[\w’'-]+ ){0,3}$"
)
"""From the word of violence on, another clause: `fired rockets and families gathered at the`."""
_BOUND = (
    r"(?i)\b(?:(?:(?:at )?least|(?:no|not) (?:fewer|less) than|as many as|up to|more than) (?:an? )?(?:[\p{L}-]+|\d)|"
    r"over \d|between (?:\d[\d,]*|two|three|four|five|six|eight|ten) and \d?)"
)
"""How many things: `hit at least four shops`."""
_IN_TOWN_AN = (
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t) \p{Lu}[\w’'-]+(?: \p{Lu}[\w’'-]+){0,2} ((?:an?|the|one|two|three|four|five|\d+) )"
)
"""Before a thing, the town that it is in: `In Torva a clinic was hit`."""
_NOT_HIT = (
    r"(?i)\b(?:by|with|using|from|for|after|when|as|that|which|who|where|before|while|why|how|because|until|since|in|"
    r"at|near|behind|outside|towards?|to|into|on|over|of|between|following|"
    r"said|says|saying|told|were|was|is|are|had|has|have|killed|killing|kills|wounded|wounding|injured|injuring|"
    r"causing|leaving|according|carrying|belonging|did|not|least)\b"
)
"""Within the phrase: the thing is where, with what or to whom, not what was hit."""
_UNREAL = (
    r"(?i)\b(?:no|not|never|denied|denies|deny|failed to|would|could|(?-i:may)|might|will|can|cannot|should|threat\w*|"
    r"plan(?:s|ned|ning)?|plot\w*|vow\w*|avoid\w*|if|foiled|thwarted|"
    r"prevent\w*|fear\w*|unless|refus\w+|warn\w*|preparing|intend\w*|missed|pledg\w+|urge\w*|possible|potential|"
    r"capable|able|ability|before they could|trying|tried to|attempt(?:s|ed|ing)? to|sought to|"
    r"found|discover(?:ed|ing)|defus(?:ed|ing)|dismantl(?:ed|ing)|"
    r"(?:attempt|bid|plot|plan)s? (?:by|of) (?:[\w’'-]+ ){1,6}to)"
    r"(?: [\w’'-]+){0,3} $"
)
"""Before the word of violence: it did not happen, or not yet."""
_SUFFERED = (
    r"(?:hit|struck|damaged|destroyed|attacked|targeted|bombed|bombarded|shelled|burn(?:ed|t)(?: down)?|blown up|"
    r"blown out|torched|set (?:on fire|ablaze|alight)|ablaze|on fire|alight|in flames|in ruins|razed|"
    r"ambushed|ransacked|looted|derailed|ripped apart|torn apart|levelled|leveled|flattened|gutted|wrecked|demolished|"
    r"reduced to|shattered|stormed|raided|sunk|rocked|shaken|vandali[sz]ed|sabotaged|"
    r"knocked out|put out of (?:action|service)|"
    r"engulfed|riddled|sprayed|dynamited|fired (?:on|upon|at)|shot at|pounded|crushed|"
    r"devastated|left without|hijacked|overrun|pillaged|collapsed|disabled|hurt|caught in|mutilated|smashed|breached|"
    r"peppered)"
)
_BEFELL = (
    r"(?:(?:was|were|is|are|been) (?:still )?(?:burning|under (?:[\w-]+ )?(?:fire|attack|siege)|(?:the |"
    r"a )?targets? of "
    r"(?:the |an? |several |many )?(?:[\w-]+ ){0,2}(?:attacks?|strikes?|raids?|bombs?|bombings?|shelling|assaults?|"
    r"explosions?|drones?|missiles?|rockets?|explosives?|dynamite|charges?))|"
    r"had (?:its|their) (?:windows|roofs?|walls?|doors) (?:\w+ )?(?:shattered|blown|damaged|broken|smashed|torn|"
    r"destroyed)|"
    r"lost (?:its|their) (?:roofs?|windows)|"
    r"caught fire|catching fire|burst into flames|collapsed|collapsing|burn(?:ed|t) (?:down|out)|"
    r"came under (?:[\w-]+ ){0,3}(?:attack|fire|shelling|bombardment)|under (?:fire|attack)|"
    r"took (?:a |several )?direct hits?|(?:suffered|sustained|received) (?:[\w-]+ )*(?:damage|hits?)|lay in ruins|"
    r"in ruins|in flames|on fire|ablaze|alight|to rubble|"
    r"hit a (?:land ?)?mine|hit an? (?:improvised|IED|explosive|roadside)|ran over a|struck a (?:land ?)?mine|"
    r"drove over a|struck an? (?:improvised|IED|explosive|roadside)|without (?:power|electricity|windows|roofs))"
)
"""What befell a thing, without `was`: `caught fire`, `came under fire`."""
_WORDS_ON = r"(?:,? [(]?[\w’'“”\"%./-]+[)]?){0,8}?"
BEHIND = rf"(?i)^([”’\"']?({_WORDS_ON}),? (?:(?:was|were|been|being|is|are|be|got|lay|left|stood|still) (?:[\w-]+ ){{0,3}}{_SUFFERED}|{_BEFELL}))\b"  # noqa: E501
"""What stands behind a thing that was hit: `was damaged`, `caught fire`."""
_NOT_SUBJECT = r"(?i)\b(?:it|he|she|they|we|where|which|who|that|when|said|says|after|as|by|with|to|while|were|was|is|are|killed|wounded|injured|died)\b"  # noqa: E501
_WITH_WHAT = (
    r"(?i)^ (?:with|for|of|containing|holding|storing|used (?:as|by|for)|belonging to|(?:owned|run|operated|managed|"
    r"controlled|held) by|(?:filled|packed|crowded|loaded) with|known as|next to|close to) "
)
"""Behind a thing, what is in it or whose it is: `a warehouse with hygiene kits was hit`."""
_RELATIVE = (
    r"^(?: (?:in|at|(?:north|south|east|west)\w*(?: of)?)(?: \p{Lu}[\p{L}’'-]+){1,2})?,? (?:that|which) "
    r"(?:(?:he|she|they|it) said )?(?:was|were|had|took|came|caught)\b|"
    r"^ (?:he|she|they) (?:was|were) (?:driving|riding in|travell?ing in) (?:was|were|came|caught|hit|struck)\b"
)
"""Behind a thing, what befell it in a clause: `a building in Odesa that was hit`, `the van he was driving was hit`."""
_NEXT_CLAUSE = (
    r"(?i)\b(?:but|before|because|hours|(?:officials|residents|families|villagers|workers|people|police) (?:at|in|"
    r"from|\w+ed)|"
    r"works?|lives?|lived|met|fled|drove|went|came|built|closed|opened|reopened|visited|"
    r"(?:gather|attend|travel|arriv|return|mov|work|pray|shelter)ed)\b"
)
"""Between two things: another clause has begun."""
_LIST = r"(?i)^[”’\"']?(?:,? (?:in|of|at|near|on|(?:north|south|east|west)\w* of)(?: the)?(?: (?-i:\p{Lu})[\w’'-]+){1,3}){0,2}(?:(?: [\w’'-]+){0,4}(?: with(?: [\w’'-]+){1,5})?, (?:and |or |as well as |including |then )?|,? (?:and|or|as well as|along with|including|plus|among them) (?:(?:at|on|against) )?)(?:[\w’'“”\"-]+ ){0,5}[“‘\"']?$"  # noqa: E501
"""Between two things of one list."""


def target_mentions(batch: Batch) -> pl.DataFrame:
    """One row per article text and kind of target hit, in the columns of schemas.TARGET_MENTION.

    What one thing of a list suffers, all do. Evidence runs from the word of violence to the thing, in either order.
    """
    texts = batch.sentences.select("sentence_id", "version_id", "text").filter(
        pl.col("text").str.contains_any(_STEMS, ascii_case_insensitive=True)
    )
    found = (
        batch.terms("target_terms")
        .filter(pl.col("target_kind").is_not_null())
        .unique(["sentence_id", "start", "end"], keep="first", maintain_order=True)
        .join(texts, on="sentence_id", how="inner", maintain_order="left")
        .with_columns(
            before=text_before("text", "start", 120)
            .str.replace_all(lean(rf"(?i) {WITH_CREW}"), "")
            .str.replace(lean(r"(?is)^.*(?:[;:!?]|\bbut|\bwhile|\bwhereas|\balthough)(?:\s|$)"), ""),
            behind=pl.col("text").str.slice(pl.col("end"), 110).str.replace(lean(r"(?is)(?:[;:]|\bbut\b).*$"), ""),
        )
    )
    found = _with_hit_phrases(_with_owner_kind(_without_parts(found))).with_columns(list_id=list_runs(_goes_on))
    found = _as_named_before(found)
    told = pl.col("hit_before").is_not_null() | pl.col("hit_behind").is_not_null()
    found = (
        found.with_columns(
            span_start=(pl.col("start") - pl.col("hit_before").fill_null("").str.len_chars()),
            span_end=pl.col("end")
            + pl.when(pl.col("hit_before").is_null())
            .then(pl.col("hit_behind").str.len_chars())
            .otherwise(0)
            .fill_null(0),
            told=told,
        )
        # `Families met at a school, and a warehouse was hit`
        .with_columns(
            is_hit=pl.col("told")
            | (
                pl.when("is_governed")
                .then(pl.col("hit_before").is_not_null().any().over("list_id"))
                .otherwise(pl.col("told").any().over("list_id"))
                & ~_speaks()
            )
        )
        .filter("is_hit")
        .with_columns(
            span_start=pl.min_horizontal("start", pl.col("span_start").filter("told").min().over("list_id")).cast(
                pl.Int32
            ),
            span_end=pl.when("told")
            .then("span_end")
            .otherwise(pl.max_horizontal("end", pl.col("span_end").filter("told").max().over("list_id")))
            .cast(pl.Int32),
        )
        .with_row_index("row_id")
    )
    places = nearest_place(batch, found.select("row_id", "sentence_id", "start", "end")).select("row_id", "region_id")
    sentences = batch.sentences.select("sentence_id", "article_id", "sentence_no", "in_headline", offset="char_start")
    rows = (
        found.join(places, on="row_id", how="left", maintain_order="left")
        .join(sentences, on="sentence_id", how="left", maintain_order="left")
        .sort("version_id", pl.col("sentence_no") == 0, "sentence_no", "start")
        .group_by("version_id", "article_id", "target_kind", maintain_order=True)
        .agg(
            pl.col("in_headline", "region_id").first(),
            target_text=pl.col("matched").first(),
            char_start=(pl.col("offset") + pl.col("span_start")).first(),
            char_end=(pl.col("offset") + pl.col("span_end")).first(),
        )
    )
    return TARGET_MENTION.conform(batch.prove(rows))


def _without_parts(found: pl.DataFrame) -> pl.DataFrame:
    """Drop a part before the thing that it is of: `the courtyard of the mosque`, `a building of the ministry`."""
    gap = pl.col("text").str.slice(pl.col("end"), (pl.col("start").shift(-1) - pl.col("end")).clip(0))
    is_part = (
        (pl.col("sentence_id") == pl.col("sentence_id").shift(-1))
        & pl.col("matched").str.contains(lean(r"(?i)^(?:courtyards?|yards?|buildings?|gardens?|garages?)$"))
        & gap.str.contains(lean(r"(?i)^ of (?:the |a |an |its |their )?(?:[\w’'-]+ ){0,3}$"))
    )
    return found.filter(~is_part.fill_null(False))


def _with_owner_kind(found: pl.DataFrame) -> pl.DataFrame:
    """An office is of the kind of whose it is: `the headquarters of the security police`, `offices of the party`."""
    is_office = (pl.col("target_kind") == "other") & pl.col("matched").str.contains(
        lean(r"(?i)^(?:headquarters|offices?|branch|premises)$")
    )
    owner = pl.when(is_office).then(
        pl.col("behind").str.extract(lean(r"(?i)^ of (?:the |a |an )?((?:[\w’'-]+ ){0,4}[\w’'-]+)"), 1)
    )

    def is_of(nouns: str) -> pl.Expr:
        return owner.str.contains(lean(rf"(?i)\b(?:{nouns})\b"))

    return found.with_columns(
        target_kind=pl.when(is_of("newspaper|radio|television|broadcaster|news agency|magazine"))
        .then(pl.lit("communications"))
        .when(
            is_of("police|ministry|party|government|council|board|commission|court|governor|mayor|prosecutor|security")
        )
        .then(pl.lit("government"))
        .when(is_of("army|brigade|battalion|division|navy|air force|regiment|garrison|corps|guard|militia"))
        .then(pl.lit("military_base"))
        .when(is_of("bank|banco|banque|company|firm|corporation"))
        .then(pl.lit("industry"))
        .otherwise("target_kind")
    )


def _with_hit_phrases(found: pl.DataFrame) -> pl.DataFrame:
    """Add hit_before and hit_behind: the phrase from the word of violence up to the thing, or from the thing on."""
    before, behind = pl.col("before"), pl.col("behind")
    violent = before.str.contains_any(_STEMS, ascii_case_insensitive=True)
    found = (
        found.with_columns(
            _before=pl.when(violent).then(before).str.extract_groups(lean(BEFORE)),
            _behind=behind.str.extract_groups(lean(BEHIND)),
        )
        .with_columns(
            hit_before=pl.col("_before").struct.field("1"),
            thing=pl.col("_before").struct.field("2"),
            hit_behind=pl.col("_behind").struct.field("1"),
            subject=pl.col("_behind").struct.field("2"),
        )
        .drop("_before", "_behind")
    )
    ahead = before.str.head(before.str.len_chars() - pl.col("hit_before").fill_null("").str.len_chars()).str.tail(50)
    needs_more = pl.col("hit_before").str.contains(
        lean(r"(?i)^(?:set|sets|setting|left|reduc\w+)(?: [\w’'“”\"%./-]+){0,7} [“‘\"'(]?$")
    ) & ~pl.col("hit_before").str.contains(lean(r"(?i)^(?:set|sets|setting) (?:fire to|ablaze|alight|on fire)"))
    has_more = behind.str.contains(
        lean(
            r"(?i)^(?:[ ,]+[\w’'-]+){0,5} (?:on fire|ablaze|alight|in ruins|to rubble|in flames|damaged|destroyed|"
            r"without|burning|ashes)\b"
        )
    )
    is_scene = pl.col("hit_before").str.contains(
        lean(r"(?i)\b(?:in|near|inside)(?: [\w’'“”\"%./-]+){0,5} [“‘\"'(]?$")
    ) & pl.col("matched").str.contains(
        lean(
            r"(?i)(?:neighbou?rhoods?|villages?|settlements?|districts?|suburbs?|downtown|cent(?:er|re)|areas?|"
            r"quarters?|city|hamlets?)$"
        )
    )
    is_jailed = pl.col("hit_before").str.contains(lean(r"(?i)^thr(?:ew|own|owing)\b")) & pl.col("matched").str.contains(
        lean(r"(?i)^(?:prisons?|jails?|cells?)$")
    )
    # `rammed a truck into the gate`, but `ploughed into a barracks at the base`
    is_instrument = (
        pl.col("hit_before").str.contains(lean(r"(?i)^(?:ramm|smash|plough|plow|slamm|crash|dr[io]v)"))
        & ~pl.col("hit_before").str.contains(lean(r"\b(?:into|through)\b"))
        & behind.str.contains(lean(r"^ (?:into|at|through)\b"))
    )
    # `the headquarters of the second brigade`
    is_owner = (pl.col("target_kind") == "troops") & pl.col("hit_before").str.contains(
        lean(r"(?i)\b(?:headquarters|barracks|bases?|camps?|posts?|positions?) of (?:[\w’'-]+ ){0,3}[“‘\"']?$")
    )
    # `shelled with artillery and rocket launchers the towns`
    is_means = (pl.col("target_kind") == "troops") & pl.col("hit_before").str.contains(
        lean(r"(?i)\b(?:with|using) (?:[\w-]+,? ){0,6}$")
    )
    lands = (
        (pl.col("target_kind") == "airport")
        & pl.col("hit_before").str.contains(lean(r"(?i)^(?:landed|landing|flew)\b"))
        & ~ahead.str.contains(lean(r"(?i)\b(?:rockets?|missiles?|shells?|rounds?|mortars?|bombs?|projectiles?) $"))
    )
    # `also hit was a clinic`, `among the damaged buildings were two schools`, `windows were shattered in homes`
    is_inverted = ahead.str.contains(lean(r"(?i)\b(?:also |among (?:the )?(?:[\w-]+ ){0,3})$"))
    has_windows = ahead.str.contains(
        lean(r"(?i)\b(?:windows?|doors)(?: and \w+)? (?:(?:was|were|have been|had been) )?$")
    )
    thing = (
        pl.when(is_inverted)
        .then(pl.col("thing").str.replace(lean(r"^(?: [\w-]+){0,3}? (?:was|were) "), " "))
        .when(has_windows)
        .then(pl.col("thing").str.replace(lean(r"^ (?:in|at|of) "), " "))
        .when(ahead.str.contains(r"(?i)\bthe $") & pl.col("hit_before").str.contains(lean(r"(?i)^targets? w")))
        .then(pl.col("thing").str.replace(lean(r"^ (?:was|were) "), " "))
        .otherwise("thing")
    )
    is_real = (
        ~thing.str.replace(lean(_WITH_ARMS), "")
        .str.replace_all(lean(_OF_A_PART), "")
        .str.replace_all(lean(_BOUND), "")
        .str.replace(lean(AS_TOLD), "")
        .str.contains(lean(_NOT_HIT))
        & ~thing.str.replace(", including", "", literal=True).str.contains(
            lean(r", (?:an?|the|his|her|its|their|and|who|[\p{L}’'-]+(?:ed|ing))\b")
        )
        & ~ahead.str.contains(lean(_UNREAL))
        & ~before.str.contains(lean(r"(?i)\b(?:denied|denies|denying)\b"))
        & (~needs_more | has_more)
        & ~pl.col("hit_before")
        .str.contains(
            lean(
                r"(?i)^(?:bombs?|devices?|IEDs?|explosives?)\b[^,;]*\b"
                r"(?:found|discovered|defused|dismantled|seized|recovered)\b"
            )
        )
        .fill_null(False)
        & ~pl.col("hit_before")
        .str.contains(lean(r"(?i)^kill\w* (?:[\w’'-]+ )*at least\b|^(?:fire|blaze) (?:[\w’'-]+ )*from\b"))
        .fill_null(False)
        & ~pl.col("hit_before").str.contains(lean(_OTHER_ACT)).fill_null(False)
        & ~(is_scene | lands | is_instrument | is_jailed | is_owner | is_means).fill_null(False)
        & ~pl.col("hit_before").str.contains(lean(r"(?i)\bthreat|^burns? (?:unit|ward|cent|victim)")).fill_null(False)
    )
    is_governed = (
        before.str.replace_all(lean(_OF_A_PART), "")
        .str.replace_all(lean(r"(?i)\b(?:at least|up to) "), "")
        .str.replace(lean(_IN_TOWN_AN), "$1")
        .str.contains(
            lean(
                r"(?i)\b(?:no|in|near|from|to|at|of|inside|outside|behind|by|into|beside)(?: (?:a|an|the|his|her|"
                r"their|its|"
                r"other|any|local|nearby|[\w’'-]+)){0,2} $"
            )
        )
    )
    is_befallen = ~pl.col("subject").str.replace(lean(_WITH_WHAT), "").str.contains(lean(_NOT_SUBJECT)) & ~is_governed
    # `The ship was not damaged.`
    is_befallen = is_befallen & ~pl.col("hit_behind").str.contains(
        lean(r"(?i)\b(?:was|were|been|is|are) (?:not|never)\b")
    )
    attack = behind.str.extract(
        lean(
            r"(?i)^( (?:bombings?|attacks?|blasts?|explosions?|shootings?|siege|massacre|shellings?|ambush|assault|"
            r"raid|strike))\b"
        ),
        1,
    )
    # `a bomb went off as a police van passed`
    passing = pl.when(
        before.str.contains(lean(rf"(?i){AS_BOMB_WENT_OFF} (?:an?|the|their|his|its) (?:[\w’'-]+ ){{0,3}}$"))
    ).then(behind.str.extract(lean(rf"(?i)^({PASSED})\b"), 1))
    attack = pl.when(~pl.col("target_kind").is_in(["troops", "vehicle"])).then(attack)
    found = found.with_columns(attack=pl.coalesce(attack, passing, _told_in_passing()), is_governed=is_governed)
    is_befallen = is_befallen | pl.col("attack").is_not_null() | pl.col("hit_behind").str.contains(lean(_RELATIVE))
    found = found.with_columns(hit_behind=pl.coalesce("hit_behind", "attack"))
    return found.with_columns(
        hit_before=pl.when(is_real).then("hit_before"), hit_behind=pl.when(is_befallen).then("hit_behind")
    ).drop("thing", "subject", "attack")


def _told_in_passing() -> pl.Expr:
    """What befell a thing that is no subject of it: `a bridge hit by a missile`, `worked at the post after it was hit`,
    `people sheltering in a school were killed`, `entered a bank and opened fire`.
    """
    before, behind = pl.col("before"), pl.col("behind")
    harmed = r"(?:killed|wounded|injured|hit|shot|buried|burned)"
    is_village = pl.col("matched").str.contains(
        lean(r"(?i)(?:villages?|settlements?|districts?|areas?|city|town|camps?)$")
    )
    with_people = ~is_village & before.str.contains(
        lean(
            rf"(?i)\b(?:{_PEOPLE}|sheltering|hiding|those|staff) (?:\w+ing )?(?:in|inside|at|aboard) (?:an?|the|their) "
            r"(?:[\w’'-]+ ){0,2}$"
        )
    )
    is_entered = before.str.contains(
        lean(r"(?i)\b(?:entered|walked into|went into|burst into|stepped into) (?:an?|the|\w+) (?:[\w’'-]+ ){0,2}$")
    )
    return pl.coalesce(
        behind.str.extract(lean(rf"(?i)^(,? (?:\w+ly )?{_SUFFERED} by)\b"), 1),
        behind.str.extract(
            lean(
                rf"(?i)^((?: [\w’'-]+){{0,3}} (?:after|when) (?:it|they) (?:was|were|had been) (?:\w+ )?{_SUFFERED})\b"
            ),
            1,
        ),
        pl.when(with_people).then(behind.str.extract(lean(rf"(?i)^( (?:was|were|had been) (?:\w+ )?{harmed})\b"), 1)),
        pl.when(is_entered).then(
            behind.str.extract(
                lean(r"(?i)^( and (?:opened fire|shot|fired|started shooting|began shooting|blew))\b"), 1
            )
        ),
    )


def _as_named_before(found: pl.DataFrame) -> pl.DataFrame:
    """`the depot` is of the kind of the `fuel depot` that the article names, `the building` of what was named last."""
    head = pl.col("matched").str.to_lowercase().str.extract(lean(r"(\w+?)s?$"), 1)
    found = found.with_columns(head=head, is_one_word=~pl.col("matched").str.contains(" ", literal=True))
    named = (
        found.filter(~pl.col("is_one_word"))
        .group_by("version_id", "head", maintain_order=True)
        .agg(named_kind=pl.col("target_kind").first())
    )
    is_site = pl.col("head").is_in(
        ["depot", "plant", "station", "factory", "terminal", "facility", "base", "refinery", "tank"]
    )
    is_definite = (
        is_site
        & pl.col("is_one_word")
        & pl.col("before").str.contains(lean(r"(?i)\b(?:the|this|that|its|their) [“‘\"']?$"))
    )
    is_building = (pl.col("head") == "building") & pl.col("before").str.contains(lean(r"(?i)\bthe $"))
    is_house = ~is_building & ~pl.col("target_kind").is_in(["vehicle", "troops", "other", "aid_convoy"])
    last = [
        pl.when(is_house).then(column).forward_fill().over("version_id").alias(f"last_{column}")
        for column in ("target_kind", "sentence_id")
    ]
    is_same_house = is_building & (
        pl.col("sentence_id").cast(pl.Int64) - pl.col("last_sentence_id").cast(pl.Int64) <= 1
    ).fill_null(False)
    return (
        found.join(named, on=["version_id", "head"], how="left", maintain_order="left")
        .with_columns(last)
        .with_columns(
            target_kind=pl.when(is_definite)
            .then(pl.coalesce("named_kind", "target_kind"))
            .when(is_same_house)
            .then("last_target_kind")
            .otherwise("target_kind")
        )
        .drop("last_target_kind", "last_sentence_id")
        .drop("head", "is_one_word", "named_kind")
    )


def _speaks() -> pl.Expr:
    """Behind a list the next subject may stand: `hit the plant, and the ministry said`, `and a frigate had fired`."""
    return pl.col("behind").str.contains(
        lean(
            r"(?i)^ (?:had |have |has |later )?(?:reopened|closed|opened|resumed|survived|launched|fired|dropped|"
            r"responded|retaliated|killed|shot|captured|"
            r"seized|arrested)\b|"
            r"(?i)^ (?:(?:also|later) )?(?:said|says|reported|reports|confirmed|announced|told|accused|"
            r"claimed|denied|alleged|alleges|wrote|stated|added|warned|acknowledged|admitted|posted|insisted)\b"
        )
    )


def _goes_on(gap: pl.Expr) -> pl.Expr:
    """Between two things of one list: no other subject, and no verb of which the second is the object."""
    return (
        gap.str.contains(lean(_LIST))
        & ~gap.str.replace(lean(rf"(?i) {WITH_CREW}"), "")
        .str.replace(lean(r"(?i) (?:as well as|along with|together with)\b"), "")
        .str.replace(lean(r"(?i) (?:fitted|equipped|mounted|armed|loaded|filled) with\b"), "")
        .str.contains(lean(_NOT_SUBJECT))
        & ~gap.str.contains(lean(rf"(?i)\b{_OBJECT_VERB}\b"))
        & ~gap.str.contains(lean(_NEXT_CLAUSE))
        # `Tanks and drones fired on the crowd`
        & ~gap.str.contains(lean(r"(?i)\b(?:fired|firing|fire|shot|shooting) (?:at|on|upon|into)\b"))
    )
