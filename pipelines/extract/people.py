"""People and named bodies that no codebook holds, told by a title, a given name, an age, an apposition or a word of
saying.

What belongs here: which runs of capitalised words are an actor's name. What does not: runs (name_runs.py), names beside
a role noun (offices.py), and who a last name alone means (actor_identity.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actor_terms import nation_terms
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import lean
from pipelines.extract.offices import CIVIL_TITLES, NO_PERSON, TITLES, slug

_TITLE_RUN = (
    r"^(?:\p{Lu}\p{Ll}+(?:ish|ese|an|i|ch) )?"
    r"(?:(?:U\.?S\.? )?(?:Army|Navy|Air Force|Marine Corps|Marine|Coast Guard|Police|Interior|Foreign|Defen[cs]e|"
    r"Health|Prime|"
    rf"Royal) )?(?:(?:{'|'.join(TITLES)})\b\.?[ -])+"
)

SAID = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|posted|explained|recalled|recalls|stated|announced|claimed|"
    r"claims|warned|warns|insisted|argued|noted|confirmed|confirms|denied|denies|accused|accuses|blamed|blames|"
    r"reported|reports|believes|estimates|estimated|declined to|acknowledged|admitted|vowed|condemned|urged|tweeted|"
    r"described|declared|testified|replied|complained|counted|counts|tallied|documented|calculates|listed|rejected|"
    r"alleged|asserted|maintained|pledged|called (?:it|the|that|this|for|on))"
)
_ADVERBS = r"(?:(?:has|have|had|also|later|then|earlier|so far|yesterday|today|repeatedly|reportedly|\w+ly|on \w+day)[ ,]+){0,2}"  # noqa: E501
_AGE = r"^(?:,| \() ?(?:aged |age |then )?\d{1,2}(?:[,.;)]| and\b|$)|^, an? \d{1,2}-year-old\b|^, \d{1,2}, "
PERSON_NOUN = (
    r"(?:spokes\w+|director|minister|official|officer|chief|head|leader|commander|president|governor|mayor|doctor|"
    r"nurse|"
    r"surgeon|resident|farmer|teacher|student|driver|shopkeeper|worker|engineer|lawyer|activist|researcher|analyst|"
    r"professor|expert|journalist|reporter|correspondent|editor|founder|co-founder|manager|mother|father|son|daughter|"
    r"brother|sister|wife|husband|widow|uncle|aunt|neighbou?r|survivor|witness|volunteer|soldier|fighter|captain|"
    r"colonel|"
    r"general|envoy|ambassador|adviser|advisor|coordinator|representative|member|deputy|lawmaker|senator|councill?or|"
    r"chairman|chairwoman|secretary|prosecutor|judge|elder|cleric|imam|priest|pastor|bishop|supervisor|superintendent|"
    r"paramedic|medic|rescuer|fellow|trader|haulier|dispatcher|retiree|pensioner|housewife|businessman|villager|"
    r"refugee|"
    r"man|woman|boy|girl|teenager|veteran|scientist|economist|historian|author|writer|attorney|commissioner|inspector)"
)
_APPOSED = rf"^, (?:[\w’'-]+ ){{0,5}}{PERSON_NOUN}\b"
_APPOSED_BEFORE = rf"(?i)\b{PERSON_NOUN}(?: (?:of|for|at|in|from|with) [^,;.]{{2,45}})?, $"
"""Before a name between commas: `the head of the provincial council, Fazl Ehsan, said`."""
_BODY_APPOSED = (
    r"^, (?:an?|the) [^,;.]{0,30}(?:group|channel|agency|outlet|organi[sz]ation|charity|network|monitor\w*|alliance|"
    r"militia|"
    r"faction|company|firm|newspaper|website|union|think[ -]tank|service)\b"
)
_RELATIVE = r"^,? (?:who|whose|whom)\b"
_SAYS = rf"^(?:,[^,;.]{{2,90}},)? {_ADVERBS}{SAID}\b"
_DOES = rf"^(?:['’]s \p{{Ll}}|,? who |,? {_ADVERBS}(?:{SAID}|was|is|had|has|will|would|did|does)\b)"
_SINGLE = rf"{_DOES}|{_AGE}|^, (?:an?|the) "
"""Behind a single word that may be an actor's name."""
_SAID_BEFORE = (
    r"(?:\b(?:said|says|added|adds|told|tells|recalled|recalls|explained|according to|reported by|wrote)[ ,]+)$"
)
_IS_NAMED = (
    r"(?i)(?:identified (?:\w+ )?as|named as|named|known as|alias|nicknamed|, called|victim,|victims,|suspect,|"
    r"(?:his|her|their|whose) (?:\w+ )?(?:son|daughter|brother|sister|wife|husband|mother|father|cousin|uncle|aunt|"
    r"nephew|niece|colleague|friend|neighbou?r|partner|deputy|predecessor|successor),?|I met|we met|met) $"
)
_IS_BLAMED = (
    r"(?i)\b(?:attributed to|claimed by|blamed on|carried out by|(?:fighters|militants|gunmen|rebels|insurgents|"
    r"guerrillas|jihadists|combatants) (?:of|from)|cells? of) (?:the )?(?:suspected )?$"
    r"|\b(?:militant|rebel|jihadi(?:st)?|extremist|armed|insurgent|separatist|Islamist|terror(?:ist)?|guerrilla|"
    r"splinter|paramilitary|little-known) (?:group|outfit|faction|organi[sz]ation|network|movement|militia|alliance)"
    r"(?:,| called| known as| named)? (?:the )?$"
)
"""Before the name of an armed group, whatever it is called."""
_IS_CHARITY = (
    r"(?i)\b(?:rights|monitoring|activist|aid|advocacy|charity|medical|humanitarian) (?:group|network|organi[sz]ation|"
    r"charity|collective)(?:,| called)? (?:the )?$"
)
"""Before the name of a body that watches or helps: `the activist network Voice of Deir`."""
_OUTLET = r"^ (?:newspaper|daily|news agency|news site|radio station|radio|television|TV|website|weekly)\b"
"""Behind the name of an outlet: `Al-Thawra newspaper reported`."""
_TOWN = r"^(?:Wadi|Tell|Jabal|Jebel|Deir|Kafr|Kfar|Beit|Khirbet|Khirbat|Camp|Fort|Port|Puerto|Villa|Rio|Mount) "
"""First words of names of places: `the camps of Wadi Khaled`."""
_TOWN_OF = r"(?i)\b(?:residents|inhabitants|villagers|people|town|village|city|district) of (?:the )?$"
"""Before the name of a place that nobody knows: `residents of Ombada said`."""
_BODY = (
    r"^(?:Radio|Battlegroup|Channel|Task Force|Télé|Tele|Movement|Brigada|Frente|"
    r"Jaish|Jaysh|Jabhat|Liwa|Ahrar|Harakat|Kataib|Kata['’]ib|Lashkar|Ansar|Jund|Saraya|Katibat|Faylaq|Failaq|Tehreek|"
    r"Jamaat|"
    r"Jama['’]at|Jemaah|Hizb|Hizbul|Ejército|Mouvement|Médecins)[ -](?:\p{Ll}{1,3}[ -])?\p{Lu}|"
    r"^(?:University|Bank|House|Chamber|Committee|Council|Department|Ministry|Institute|Bureau|Board|Office) (?:of|"
    r"for)\b"
)
_BODY_TYPES = (
    (r"^(?:Radio|Channel|Télé|Tele)\b", "media"),
    (r"^(?:Battlegroup|Task Force)\b", "military"),
    (
        r"^(?:Brigada|Frente|Jaish|Jaysh|Jabhat|Liwa|Ahrar|Harakat|Kata['’]?ib|Lashkar|Ansar|Jund|Saraya|Katibat|"
        r"Faylaq|Failaq|Tehreek|Jamaat|Jama['’]at|Jemaah|Hizb\w*|Ejército|Mouvement|Movement)\b",
        "armed_group",
    ),
)


def people(runs: pl.DataFrame, sentences: pl.DataFrame, places: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Runs that name a person, or a body that speaks: `Amina Diallo, 34`, `said Taras Bondar`, `Radio Karama`.

    In: name runs, sentences (sentence_id, version_id, text), place mentions, the codebook. Out: sentence_id, start,
    end, the columns of an actor, kind (`person` or `body`), rank.
    """
    candidates = (
        runs.lazy()
        .join(_read_names(runs, codebook).lazy(), on="text", how="left", maintain_order="left")
        .join(
            places.lazy()
            .select("sentence_id", "start", place_end="end")
            .unique(["sentence_id", "start"], keep="first"),
            on=["sentence_id", "start"],
            how="left",
            maintain_order="left",
        )
        .with_columns(
            is_place=(pl.col("place_end") >= pl.col("end") - 1).fill_null(False),
            # `Boston Red Sox`: a place comes first.
            is_given=pl.col("is_given") & (pl.col("place_end") - pl.col("start") != pl.col("n_first")).fill_null(True),
        )
        # `Witness Omar Sabri` at the start of a sentence: the name begins with the given name.
        .with_columns(
            skipped=pl.when(
                ~pl.col("is_given") & pl.col("second_given") & (pl.col("start") == 0) & (pl.col("n_words") >= 3)
            )
            .then(pl.col("n_first") + 1)
            .otherwise(0)
            .cast(pl.Int32)
        )
        .with_columns(
            start=pl.col("start") + pl.col("skipped"),
            is_given=pl.col("is_given") | (pl.col("skipped") > 0),
            n_words=pl.col("n_words") - (pl.col("skipped") > 0).cast(pl.UInt32),
            name=pl.when(pl.col("skipped") > 0).then(pl.col("name").str.slice(pl.col("skipped"))).otherwise("name"),
        )
        .filter(~pl.col("is_place") | pl.col("is_titled") | (pl.col("n_words") == 1))
        .join(
            sentences.lazy().select("sentence_id", "version_id", sentence="text"),
            on="sentence_id",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            behind=pl.col("sentence").str.slice(pl.col("end"), 120),
            before=pl.col("sentence").str.slice(
                (pl.col("start") - 70).clip(lower_bound=0), pl.min_horizontal("start", 70)
            ),
        )
        .collect(engine="in-memory")
    )
    # Most runs are one word that is no given name: one pattern tells those that can be an actor's.
    candidates = candidates.filter(
        (pl.col("n_words") > 1)
        | pl.col("is_titled")
        | pl.col("is_given")
        | pl.col("behind").str.contains(lean(_SINGLE))
        | pl.col("before").str.contains(lean(r"\btold (?:the |The )?$"))
        | pl.col("behind").str.contains(lean(_OUTLET))
    )
    candidates = candidates.join(_alone(candidates), on=["version_id", "last"], how="left", maintain_order="left")
    behind, before = pl.col("behind"), pl.col("before")
    candidates = candidates.with_columns(
        is_aged=behind.str.contains(lean(_AGE)),
        speaks=behind.str.contains(lean(_SAYS)) | before.str.contains(lean(_SAID_BEFORE)),
        speaks_at_once=behind.str.contains(lean(rf"^(?:, an? [^,;.]{{2,60}},)? {_ADVERBS}{SAID}\b")),
        is_explained=behind.str.contains(lean(_RELATIVE))
        | behind.str.contains(lean(_APPOSED))
        | before.str.contains(lean(_IS_NAMED))
        | (before.str.contains(lean(_APPOSED_BEFORE)) & behind.str.contains(lean(r"^(?:[,.;]|$)"))),
        is_body_explained=behind.str.contains(lean(_BODY_APPOSED)),
        # `told Radio Karama`, `told KVN`: who is told by its name alone is a paper or a station.
        is_told=before.str.contains(lean(r"\b(?:told|tells) (?:the |The )?$")) & ~pl.col("is_given"),
        # `attributed to the Kashmir Tigers`, `claimed by the TRF`
        is_blamed=before.str.contains(lean(_IS_BLAMED))
        & ((pl.col("n_words") >= 2) | pl.col("name").str.contains(lean(r"^\p{Lu}{3,6}$"))),
        is_charity=before.str.contains(lean(_IS_CHARITY)) & (pl.col("n_words") >= 2),
        is_outlet=behind.str.contains(lean(_OUTLET)) & ~pl.col("is_given"),
        is_town=before.str.contains(lean(_TOWN_OF)),
        several=pl.col("n_words").is_between(2, 5),
        is_single=pl.col("n_words") == 1,
        is_initial=pl.col("start") == 0,
    )
    told_of = pl.col("is_alone").fill_null(False) | pl.col("has_initial") | pl.col("is_aged") | pl.col("is_explained")
    is_person = (
        ~pl.col("no_person")
        # `General Santos`, the town
        & (~pl.col("is_place") | (pl.col("is_titled") & pl.col("speaks")) | pl.col("is_aged"))
        & (
            (pl.col("is_titled") & pl.col("n_words").is_between(1, 7))
            | (pl.col("several") & (pl.col("is_given") | told_of))
            | (pl.col("is_single") & pl.col("is_aged"))
            | (pl.col("is_single") & pl.col("is_given") & ~pl.col("is_initial") & (pl.col("speaks") | told_of))
            | (pl.col("is_single") & pl.col("is_given") & pl.col("is_initial") & pl.col("speaks_at_once"))
        )
    )
    is_body = (
        ~pl.col("is_person")
        & ~pl.col("is_place")
        & ~pl.col("is_titled")
        & (
            (pl.col("is_named_body") & (pl.col("n_words") >= 2))
            | (pl.col("several") & (pl.col("speaks") | pl.col("is_told")))
            | (pl.col("is_told") & ~pl.col("no_person"))
            | pl.col("is_blamed")
            | pl.col("is_charity")
            | pl.col("is_outlet")
            | (pl.col("is_single") & ~pl.col("is_initial") & pl.col("speaks_at_once") & ~pl.col("no_person"))
            | (pl.col("is_single") & pl.col("is_body_explained"))
        )
    )
    civil = pl.col("text").str.contains(lean(rf"^(?:{CIVIL_TITLES})\b"))
    body_type = pl.coalesce(
        pl.when(pl.col("is_told") | pl.col("is_outlet")).then(pl.lit("media")),
        pl.when("is_blamed").then(pl.lit("armed_group")),
        pl.when("is_charity").then(pl.lit("ngo")),
        *(pl.when(pl.col("name").str.contains(lean(pattern))).then(pl.lit(kind)) for pattern, kind in _BODY_TYPES),
        pl.lit("other"),
    )
    return (
        candidates.with_columns(is_person=is_person)
        .with_columns(is_body=is_body)
        .filter((pl.col("is_person") | pl.col("is_body")) & ~pl.col("is_town"))
        .select(
            "sentence_id",
            "start",
            "end",
            actor_name="name",
            actor_text=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            actor_id=slug(pl.col("name")),
            actor_type=pl.when("is_person")
            .then(pl.when(pl.col("is_titled") & ~civil).then(pl.lit("official")).otherwise(pl.lit("person")))
            .otherwise(body_type),
            is_generic=pl.lit(False),
            listed_when=pl.lit("always"),
            rank=pl.when("is_person").then(3).otherwise(4).cast(pl.Int32),
            kind=pl.when("is_person").then(pl.lit("person")).otherwise(pl.lit("body")),
        )
        .filter(pl.col("actor_id") != "")
    )


def _read_names(runs: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """What a run's words tell by themselves, read once for each different run.

    Out: text, name (without titles), is_titled, n_first (characters of its first word), last (its last word), n_words,
    is_given, second_given (its first, second word is a given name), no_person, has_initial, is_named_body.
    """
    given = codebook.table("given_names").select(first="given_name", is_given=pl.lit(True)).unique("first")
    name = pl.col("name")
    return (
        runs.lazy()
        .select(pl.col("text").unique(maintain_order=True))
        .with_columns(name=pl.col("text").str.replace(lean(_TITLE_RUN), ""))
        .with_columns(
            is_titled=name != pl.col("text"),
            first=name.str.extract(lean(r"^([\p{L}\p{M}'’]+)"), 1),
            second=name.str.extract(lean(r"^[\p{L}\p{M}'’]+ ([\p{L}\p{M}'’]+)"), 1),
            last=name.str.extract(lean(r"([\p{L}\p{M}'’]+)$"), 1),
            n_words=name.str.count_matches(lean(r"(?:^|[ -])\p{Lu}")),
            no_person=name.str.contains(lean(NO_PERSON))
            | name.str.contains(lean(_TOWN))
            | name.is_in(nation_terms(codebook)["term"].implode())
            | name.str.contains(lean(r"\b(?:In|Of|On|The|And|For|With|To|At|By) |\b[A-Z]$|[A-Z]{4}")),
            has_initial=name.str.contains(lean(r"^\p{Lu}\p{Ll}+ \p{Lu}\. \p{Lu}\p{Ll}+$")),
            is_named_body=name.str.contains(lean(_BODY)),
        )
        .filter(name.str.contains(lean(r"^(?:\p{Lu}|al-|el-|ul-)")))
        .join(given.lazy(), on="first", how="left", maintain_order="left")
        .join(
            given.lazy().rename({"first": "second", "is_given": "second_given"}),
            on="second",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            n_first=pl.col("first").str.len_chars().cast(pl.Int32),
            is_given=pl.col("is_given").fill_null(False),
            second_given=pl.col("second_given").fill_null(False) & ~pl.col("is_titled"),
        )
        .drop("first", "second")
        .collect(engine="in-memory")
    )


def _alone(candidates: pl.DataFrame) -> pl.DataFrame:
    """Words that stand alone as a name and do something: `Lindqvist said`, `Lindqvist was hurt`. Out: version_id, last,
    is_alone.
    """
    return (
        candidates.lazy()
        .filter((pl.col("n_words") == 1) & pl.col("behind").str.contains(lean(_DOES)))
        .select("version_id", last="name", is_alone=pl.lit(True))
        .unique()
        .collect(engine="in-memory")
    )
