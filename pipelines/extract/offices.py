"""Offices, forces and organisations by their noun: `Kharkiv regional governor Oleh Petrenko`, `the 44th Brigade`.

What belongs here: how far a phrase around a role noun of the codebook reaches, whose it is (country, name), and when it
counts as an actor. What does not: people without such a noun (people.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actor_terms import country_adjectives, nation_terms
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import lean
from pipelines.extract.name_runs import PARTICLES, SETTING
from pipelines.extract.terms import find_listed

NAME_WORD = r"\p{Lu}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]+)*\.?"
NAME = rf"{NAME_WORD}(?:[ -](?:(?:{'|'.join(PARTICLES)})[ -])?{NAME_WORD}){{0,3}}"
"""One to four capitalised words, with the particles of Arabic, Romance and Germanic names between them."""

TITLES = (
    "Mr Mrs Ms Dr Rev Prof Professor Reverend President Premier Chancellor King Queen Prince Princess Emir Sheikh "
    "Sheik "
    "Imam Father Pastor Bishop Archbishop Cardinal Rabbi Ayatollah Hojatoleslam Mullah Maulana Mufti Hajja Haji Umm "
    "Senator Sen Congressman Congresswoman Representative Rep Secretary Undersecretary Minister Governor Gov Mayor "
    "Ambassador General Gen Lieutenant Lt Colonel Col Major Maj Captain Capt Sergeant Sgt Admiral Adm Brigadier Brig "
    "Commander Cmdr Commissioner Chief Chairman Chairwoman Judge Justice Councillor Councilor Councilman Comrade "
    "Commandant Corporal Cpl Inspector Superintendent Supt Constable Marshal Specialist Spc Private Pvt Staff Petty "
    "Officer Master Technical Airman Spokesman Spokeswoman Spokesperson Speaker Vice Deputy Prime Foreign Dame Sir "
    "Lord "
    "Lady Ko Daw Nai Alhaji Malam Mallam Don Doña Licenciado"
).split()
"""Words before a name that make it a person's; some only after another (Staff Sergeant)."""

CIVIL_TITLES = "Mr|Mrs|Ms|Dr|Rev|Prof|Professor|Reverend|Father|Pastor|Sheikh|Sheik|Imam|Rabbi|Hajja|Haji|Umm|Ko|Daw|Sir|Dame|Comrade|Mullah|Maulana"  # noqa: E501

NO_PERSON = (
    r"\b(?:League|Executive|Motors|Assembly|Staff|Council|Ministry|Minister|Office|Officer|Command|Committee|"
    r"Commission|"
    r"Commissioner|Department|Service|Services|Agency|Authority|Army|Navy|Force|Forces|Guard|Guards|Brigade|Battalion|"
    r"Regiment|Division|Corps|Fleet|Front|Movement|Party|Union|Federation|Association|Organi[sz]ation|Society|"
    r"Foundation|"
    r"Fund|Institute|University|College|School|Hospital|Church|Mosque|Temple|Cathedral|Airport|Airlines|Airways|Base|"
    r"Barracks|Camp|Port|Bridge|Street|Road|Avenue|Square|Park|Market|Hotel|Tower|Center|Centre|House|Palace|Court|"
    r"Tribunal|Treaty|Agreement|Accord|Accords|Resolution|Act|Law|War|Wars|Day|Week|Games|Cup|Olympics|News|Times|Post|"
    r"Herald|Tribune|Journal|Gazette|Guardian|Independent|Telegraph|Daily|Press|Media|Radio|Television|TV|Channel|"
    r"Network|Group|Company|Corporation|Corp|Inc|Ltd|LLC|Bank|Oil|Gas|Energy|Railways|Police|Congress|Senate|"
    r"Parliament|"
    r"Republic|Kingdom|State|States|Province|Region|District|County|City|Town|Village|Township|Governorate|Oblast|"
    r"Island|Islands|Sea|Ocean|Gulf|Strait|River|Lake|Mountain|Mountains|Valley|Peninsula|Bay|Canal|Zone|Strip|Bank|"
    r"Heights|Plain|Desert|Operation|Project|Program|Programme|Plan|Conference|Summit|Prize|Award|Report|Index|"
    r"Observatory|Rights|Nations|Affairs|Security|Defen[cs]e|Health|Interior|Intelligence|Investigation|Crime|Tribune|"
    r"General|President|Secretary|Governor|Mayor|Spokesman|Spokeswoman|Spokesperson|Chairman|Director|Ambassador|"
    r"Chief|Leader|Coordinator|Officials?|Says|Said|Killed|Dead|Attack|Attacks|Strike|Strikes|Map|Photo|Video|Image|"
    r"Reuters|Muslims?|Christians?|Jews?|Kurds?|Arabs?|Shiites?|Sunnis?|Islam|Islamic|Catholic|Orthodox|God|Bible|"
    r"Quran|"
    r"Read|Click|Share|Subscribe|Twitter|Facebook|Telegram|YouTube|Instagram|WhatsApp|Google|I|II|III|IV)\b"
)
"""Words that no name of a person holds: heads of organisations and places, titles without a name."""

_SMALL_QUALIFIERS = (
    "regional local state federal national provincial municipal senior acting deputy military presidential civil "
    "chief former then top central southern northern eastern western district city township village county "
    "rebel opposition army police government security defence defense interior foreign health rival suspected "
    "unidentified masked heavily armed Islamist jihadist pro-government pro-Russian separatist tribal ethnic "
    "self-proclaimed Russian-installed Moscow-installed Russian-appointed Houthi-run Hamas-run rebel-run unnamed "
    "Kremlin-installed Russian-backed Iran-backed US-led U.S.-led American-led Saudi-led Kenyan-led Kurdish-led "
    "Turkish-backed Western-backed state-run retired intelligence interim transitional outgoing air border riot special"
).split()
_ORDINAL = r"\d{1,4}(?:st|nd|rd|d|th)"
_ABBREVIATED = r"[A-Z]{1,3}\.[A-Z.]*(?:['’]s)?"
_QUALIFIER = (
    rf"(?:(?:{NAME_WORD}(?:['’]s?)?|{_ABBREVIATED}|{_ORDINAL}|{'|'.join(_SMALL_QUALIFIERS)})(?:[ -]| and )){{0,5}}"
)
"""Capitalised words, ordinals and adjectives of office before a role noun: `Kharkiv regional`, `Russia’s`."""

_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ss]ome|[Tt]wo|[Tt]hree|[Ss]everal) "
_BEFORE = rf"(?:^|[\s“\"(—–-])((?:{_DETERMINER})?{_QUALIFIER})$"
_SETTLEMENT = "region|province|oblast|state|district|governorate|county|department|city|Region|Province|Oblast|State|District|City"  # noqa: E501
_OF = (
    rf"^( (?:of|in|for|from|at) (?:the )?(?:{NAME_WORD})(?:(?:[ -](?:(?:del?|da|dos?|la|los) ){{0,2}}| and )"
    rf"(?:{NAME_WORD}|(?:{_SETTLEMENT})\b))*"
    rf"(?: of (?:the )?{NAME_WORD}(?:[ -]{NAME_WORD})*)?)"
)
_TITLE_RUN = rf"(?:(?:{'|'.join(TITLES)})\b\.?[ -])*"
_PERSON = rf"^(?:,? |, )({_TITLE_RUN}{NAME})"
_LOCAL = r"(?i)\b(?:mayor|governor|municip\w+|city|council\w*|hospital|airport|district|provincial|regional|fire)\b"
"""Nouns of a town or province: `the London mayor` is not Britain's."""
_THING = (
    r"(?i)^(?:-[a-z]|[ -](?:(?:check|out)?posts?|checkpoints?|stations?|bases?|barracks|camps?|convoys?|vehicles?|"
    r"trucks?|"
    r"vans?|cars?|buses|bus|jeeps?|pickups?|boats?|ships?|vessels?|operations?|"
    r"campaigns?|buildings?|offices?|headquarters|compounds?|installations?|facilities|"
    r"facility|positions?|bunkers?|depots?|warehouses?|training|academy|college|schools?|hospitals?|uniforms?|"
    r"equipment|"
    r"hardware|aid|assistance|budget|coup|rule|dictatorship|targets?|action|activity|activities|presence|services?|"
    r"spending|"
    r"zones?|lines?|tribunals?|courts?|custody|brutality|violence|power|strength|might|experts?|analysts?|matters?|"
    r"affairs|"
    r"use|purposes?|means|solution|victory|defeat|situation|level|parade|airfields?|airports?|airbases?|air ?bases?|"
    r"strongholds?|"
    r"territory|territories|areas?|towns?|villages?|cities|side|hands|control|policy|policies|plans?|measures?|talks|"
    r"meetings?|"
    r"reports?|statements?|documents?|statistics|figures|data|records|property|land|residences?|houses?|homes?|farms?|"
    r"ranks)\b)"
)
"""Behind a noun that only tells what kind of thing follows: `police station`, `rebel-held`, `military aid`."""
_LEAD = "|".join(sorted((SETTING | {"may"}) - {"a", "an", "the"}))
_LEAD = rf"^(?:Getty Images |EPA |AFP |Reuters |AP )?(?:(?i:{_LEAD}|local|senior|regional|military|security|state|national|federal|deputy|foreign) )+"  # noqa: E501
_UPPER_SMALL = "|".join(word.upper() for word in _SMALL_QUALIFIERS)


def offices(role_nouns: pl.DataFrame, texts: pl.DataFrame, unset: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """Phrases around role nouns: `Kharkiv regional governor Oleh Petrenko`, `the governor of the Kharkiv region, Oleh
    Petrenko`, `Ukraine’s air force`, `the 44th Brigade`, `officials`.

    In: where role nouns stand (batch.terms), sentences (sentence_id, text), those set in capitals or
    as titles (name_runs.setting_of), the codebook. Out:
    sentence_id, start, end, the columns of an actor, noun, is_generic, listed_when, kind (`person` where a name
    follows, else `office`), rank.
    """
    roles = (
        role_nouns.lazy()
        .join(unset.lazy(), on="sentence_id", how="left")
        .join(texts.lazy(), on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            is_capitals=pl.col("is_capitals").fill_null(False),
            is_title=pl.col("is_title").fill_null(False),
            behind=pl.col("text").str.slice(pl.col("end"), 110),
            before=pl.col("text").str.slice((pl.col("start") - 80).clip(lower_bound=0), pl.min_horizontal("start", 80)),
        )
        # Nouns that are actors only with a name (`farmer`, `Union`): without a capital beside them, no row.
        .filter(
            pl.col("is_capitals")
            | pl.col("listed_when").is_in(["acts", "qualified"])
            | pl.when(pl.col("listed_when") == "named")
            .then(pl.col("behind").str.contains(lean(r"^,? \p{Lu}")))
            .otherwise(
                pl.col("matched").str.contains(lean(r"^\p{Lu}"))
                | pl.col("before").str.contains(lean(r"\d(?:st|nd|rd|th) (?:\w+ )?$"))
            )
        )
        .filter(~pl.col("behind").str.contains(lean(_THING)))
        .collect(engine="in-memory")
    )
    mixed = _reach(roles.filter(~pl.col("is_capitals")), nation_terms(book)["term"])
    upper = _reach_in_capitals(roles.filter("is_capitals"), book)
    # In one chunk: pl.format panics over columns whose chunks differ (polars 2.1), as in a batch of both kinds of text.
    both = pl.concat([mixed, upper], how="diagonal", rechunk=True).with_row_index("row")
    nation = _nations(both, book)
    rows = (
        both.lazy()
        .join(nation.lazy(), on="row", how="left", maintain_order="left")
        .join(country_adjectives(book).lazy(), on="country_code", how="left", maintain_order="left")
        .with_columns(
            actor_text=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            noun=pl.col("term").str.to_lowercase(),
            phrase=pl.format("{} {}{}", "qualifier", "matched", "of"),
        )
        .with_columns(
            has_name=pl.col("name").is_not_null(),
            is_qualified=pl.when("is_capitals")
            .then(pl.col("country_code").is_not_null() | pl.col("qualifier").str.contains(lean(r"\d")))
            .otherwise(
                pl.col("country_code").is_not_null()
                | pl.col("qualifier").str.contains(lean(r"\p{Lu}|\d"))
                | (pl.col("of") != "")
                | (pl.col("matched").str.contains(lean(r"\p{Lu}\S* .*\p{Lu}")) & (pl.col("noun_start") > 0))
            ),
        )
        .filter((pl.col("listed_when") != "named") | pl.col("has_name"))
        # `a police dog`: what has no plural takes no indefinite article by itself.
        .filter(
            ~(
                pl.col("actor_text").str.contains("^(?i:an? )")
                & pl.col("matched").str.contains(
                    "(?i)^(?:police|military|army|navy|air force|government|intelligence)$"
                )
                & ~pl.col("has_name")
            )
        )
        .filter((pl.col("listed_when") != "organisation") | pl.col("has_name") | pl.col("is_qualified"))
        .with_columns(
            is_generic=~pl.col("has_name") & ~pl.col("is_qualified"),
            # `Ukraine’s air force`, `the air force of Ukraine`: nothing but the country beside the noun.
            is_national=~pl.col("has_name")
            & pl.col("country_code").is_not_null()
            & ~pl.col("matched").str.contains(lean(_LOCAL))
            # `Berlin police` are the town's, `Kyiv’s air force` the country's.
            & (~pl.col("is_capital") | pl.col("role_type").is_in(["military", "ministry", "government", "official"]))
            & (
                pl.col("is_capitals")
                | (pl.format("{}{}", "qualifier", "of").str.count_matches(lean(r"\p{Lu}[\p{L}.]*")) == 1)
            )
            & ~pl.col("qualifier").str.contains(lean(r"\d")),
        )
    )
    person_name = (
        pl.col("name")
        .str.replace(lean(rf"^{_TITLE_RUN}"), "")
        .str.replace(lean("['’]s?$"), "")
        .str.replace(lean(r"(\p{Ll}{2})\.$"), "$1")
    )
    bare = pl.col("actor_text").str.replace(lean(f"^(?i:{_DETERMINER})"), "").str.replace(lean(r"[.,]$"), "")
    return rows.with_columns(
        actor_name=pl.when("has_name")
        .then(pl.when("is_capitals").then(person_name.str.to_titlecase()).otherwise(person_name))
        .when("is_generic")
        .then(pl.when("is_capitals").then("noun").otherwise(bare))
        .when("is_national")
        .then(pl.format("{} {}", "adjective", "noun"))
        .otherwise(bare),
        actor_type=pl.when(~pl.col("has_name") | pl.col("role_type").is_in(["media", "company", "armed_group"]))
        .then("role_type")
        .when(pl.col("role_type").is_in(["other", "ngo"]))
        .then(pl.lit("person"))
        .otherwise(pl.lit("official")),
    ).select(
        "sentence_id", "start", "end", "actor_text", "actor_name", "actor_type", "country_code", "is_generic", "noun",
        side="country_code",
        actor_id=pl.when("is_national")
        .then(pl.format("{}-{}", pl.col("country_code").str.to_lowercase(), slug(pl.col("noun"))))
        .otherwise(slug(pl.col("actor_name"))),
        kind=pl.when("has_name").then(pl.lit("person")).otherwise(pl.lit("office")),
        # When the mention counts: a name always; people by their office only where they act.
        listed_when=pl.when("has_name").then(pl.lit("always"))
        .when(pl.col("is_generic") & (pl.col("listed_when") == "acts")).then(pl.lit("acts"))
        .when("is_generic").then(pl.lit("never"))
        .when(pl.col("listed_when") == "qualified").then(pl.lit("acts"))
        .otherwise(pl.lit("always")),
        rank=pl.lit(2),
    ).filter(pl.col("actor_id") != "").collect(engine="in-memory")  # fmt: skip


def slug(text: pl.Expr) -> pl.Expr:
    """A name as an identifier: lower case, words joined by hyphens."""
    return (
        text.str.to_lowercase()
        .str.replace_all(lean(r"['’]s\b|^(?:the|a|an) "), "")
        .str.replace_all(lean(r"[^\p{L}\p{N}]+"), "-")
        .str.strip_chars("-")
    )


def _reach(roles: pl.DataFrame, nations: pl.Series) -> pl.DataFrame:
    """From the qualifier before the noun to the place and the name behind it; adds qualifier, of, name, noun_start."""
    rows = (
        roles.lazy()
        .with_columns(
            before=pl.col("before").str.extract(lean(_BEFORE), 1).fill_null("").str.replace(lean(_LEAD), ""),
            of=pl.col("behind").str.extract(lean(_OF), 1).fill_null("").str.replace(lean(r"(\p{L}{2})\.$"), "$1"),
        )
        .with_columns(rest=pl.col("behind").str.slice(pl.col("of").str.len_chars()))
        .with_columns(
            name=pl.when(pl.col("rest").str.contains(lean(r"^,? \p{Lu}"))).then(
                pl.col("rest").str.extract(lean(_PERSON), 1)
            )
        )
        .with_columns(bare_name=pl.col("name").str.replace(lean(rf"^{_TITLE_RUN}"), ""))
        .with_columns(
            name=pl.when(
                pl.col("bare_name").str.contains(lean(NO_PERSON))
                | pl.col("bare_name").str.contains(lean(rf"^(?i:{'|'.join(sorted(SETTING))})\b"))
                | (pl.col("bare_name") == "")
                # `officials, Kharkiv`: one word behind a comma is a place as well.
                | (~pl.col("bare_name").str.contains(lean(r"[ -]\p{Lu}")) & pl.col("rest").str.starts_with(","))
                | pl.col("role_type").is_in(["ministry", "alliance"])
                | pl.col("is_title")
                | pl.col("bare_name").is_in(nations.implode())
                | (pl.col("listed_when") == "organisation")
                # Crowds have no name: `residents Kharkiv`.
                | (
                    pl.col("matched").str.contains(lean("s$"))
                    & ~pl.col("matched").str.contains(lean("ss$"))
                    & pl.col("role_type").is_in(["government", "other", "police", "military"])
                )
                | (pl.col("role_type").is_in(["military", "police", "government"]) & (pl.col("listed_when") == "acts"))
            )
            .then(None)
            .otherwise("name")
        )
        .with_columns(
            reach=pl.when(pl.col("name").is_not_null())
            .then(
                pl.col("of").str.len_chars()
                + pl.col("rest").str.extract(lean("^(,? ?)"), 1).str.len_chars()
                + pl.col("name").str.len_chars()
            )
            .otherwise(pl.col("of").str.len_chars()),
        )
    )
    return (
        # `Prime Minister Ito and President Haddad` are two.
        rows.with_columns(
            before=pl.when(pl.col("name").is_not_null())
            .then(pl.col("before").str.replace(lean(r"^.*\band "), ""))
            .otherwise("before")
        )
        # `Air Force Base`, `Security Council Resolution`: part of another name.
        .filter(
            pl.col("name").is_not_null()
            | pl.col("is_title")
            | ~(
                pl.col("behind").str.contains(lean(r"^ \p{Lu}\p{Ll}+"))
                & pl.col("matched").str.contains(lean(r"^\p{Lu}"))
            )
        )
        .with_columns(
            noun_start="start",
            start=(pl.col("start") - pl.col("before").str.len_chars()).cast(pl.Int32),
            end=(pl.col("end") + pl.col("reach")).cast(pl.Int32),
            qualifier=pl.col("before").str.replace(lean(f"^{_DETERMINER}"), "").str.strip_chars(),
        )
        .drop("before", "behind", "rest", "bare_name", "reach")
        .collect(engine="in-memory")
    )


def _reach_in_capitals(roles: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """The same in sentences in capitals, where case tells nothing: only words of countries, ordinals and adjectives of
    office stand before the noun, and only a name that begins with a given name stands behind.
    """
    names = sorted({term.upper() for term in nation_terms(book)["term"] if term.replace(" ", "").isalpha()})
    qualifier = rf"(?:(?:(?:{'|'.join(names)}|U\.S\.|{_UPPER_SMALL}|\d{{1,3}}(?:ST|ND|RD|TH))(?:'S)? ){{0,3}})"
    # Only where the word before the noun can be the end of such a qualifier is the long pattern tried.
    last_words = {name.rsplit(" ", 1)[-1] for name in names} | {
        word.rsplit("-", 1)[-1] for word in _UPPER_SMALL.split("|")
    }
    may_qualify = pl.col("word").str.replace("'S$", "").is_in([*last_words, "U.S."]) | pl.col("word").str.contains(
        lean(r"^\d")
    )
    rows = (
        roles.with_columns(word=pl.col("before").str.extract(lean(r"([^\s\"(-]+) $"), 1).fill_null(""))
        .with_columns(
            before=pl.when(may_qualify)
            .then(
                pl.col("before")
                .str.extract(lean(rf"(?:^|[\s\"(-])((?:(?:THE|AN?|ITS|THEIR) )?{qualifier})$"), 1)
                .fill_null("")
            )
            .when(pl.col("word").is_in(["THE", "A", "AN", "ITS", "THEIR"]))
            .then(pl.col("word") + " ")
            .otherwise(pl.lit("")),
        )
        .filter((pl.col("listed_when") != "organisation") | may_qualify)
        .with_columns(
            of=pl.lit(""), words=pl.col("behind").str.extract(lean(r"^,? (\p{Lu}{3,}(?: \p{Lu}{2,}){1,2})"), 1)
        )
        .drop("word")
    )
    given = book.table("given_names").select(first=pl.col("given_name").str.to_uppercase()).unique()
    rows = (
        rows.with_columns(first=pl.col("words").str.extract(lean(r"^(\S+)"), 1))
        .join(given.with_columns(is_given=pl.lit(True)), on="first", how="left", maintain_order="left")
        .with_columns(
            name=pl.when("is_given").then(
                pl.col("words").str.replace(
                    lean(
                        r" (?:SAID|SAYS|TOLD|TODAY|HAS|HAD|IS|WAS|WERE|ARE|WILL|WOULD|AND|OR|IN|ON|AT|BY|TO|OF|FOR|"
                        r"FROM|WITH|"
                        r"THE|THAT|WHO|WHOSE|WHEN|YESTERDAY|REPORTED|ADDED|STATED|ANNOUNCED|DENIED|ORDERED|CALLED|"
                        r"ASKED|"
                        r"MAY|CAN|AS|HIS|HER|NOT|AFTER|BEFORE|DURING|LAST|THIS|ALSO|GAVE|TOOK|MADE|WENT|CAME|MET|URGED|"
                        r"BEEN)\b.*$"
                    ),
                    "",
                )
            )
        )
        .with_columns(name=pl.when(pl.col("name").str.contains(lean(" "))).then("name"))
    )
    reach = pl.col("behind").str.extract(lean("^(,? )"), 1).str.len_chars() + pl.col("name").str.len_chars()
    return rows.with_columns(
        noun_start="start",
        start=(pl.col("start") - pl.col("before").str.len_chars()).cast(pl.Int32),
        end=(pl.col("end") + reach.fill_null(0)).cast(pl.Int32),
        qualifier=pl.col("before").str.replace(lean("^(?:THE|AN?|ITS|THEIR) "), "").str.strip_chars(),
    ).drop("before", "behind", "words", "first", "is_given")


def _nations(rows: pl.DataFrame, book: Codebook) -> pl.DataFrame:
    """The country that a phrase names: row, country_code, is_capital (by its capital). One look-up for each different
    phrase.
    """
    phrases = (
        rows.select("row", "is_capitals", phrase=pl.format("{} {} {}", "qualifier", "matched", "of"))
        .with_columns(phrase=pl.when("is_capitals").then(pl.col("phrase").str.to_titlecase()).otherwise("phrase"))
    )  # fmt: skip
    distinct = phrases.select(text="phrase").unique(maintain_order=True).with_row_index("sentence_id")
    found = (
        find_listed(distinct, "nations", book, lambda: nation_terms(book))
        .unique("sentence_id", keep="first", maintain_order=True)
        .select("sentence_id", "country_code", "is_capital")
    )
    return (
        phrases.join(
            distinct.join(found, on="sentence_id", how="inner"), left_on="phrase", right_on="text", how="inner"
        )
        .select("row", "country_code", "is_capital")
        .sort("row")
    )
