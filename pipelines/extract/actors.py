"""Actors: who acts or speaks in a text, under one identity per actor.

What belongs here: finding mentions (names of the codebook, offices and forces by their noun, titled people, states that
act, short forms of what was named before). What does not: what an actor does (actor_roles.py) and what it says
(statements.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import lay
from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import find_terms, lean

ACTOR_MENTION = pl.Schema(
    {
        "sentence_id": pl.UInt32,
        "start": pl.Int32,
        "end": pl.Int32,
        "actor_text": pl.String,
        "actor_id": pl.String,
        "actor_name": pl.String,
        "actor_type": pl.String,
        "country_code": pl.String,
        "side": pl.String,
        "is_generic": pl.Boolean,
    }
)
"""Columns of actor mentions: offsets in the sentence, in code points."""

_PARTICLE = r"(?:al|el|ul|ur|bin|ibn|abu|de|da|do|dos|del|la|le|van|von|der|den|di|du)"
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]+)*\.?"
NAME = rf"{_NAME_WORD}(?:[ -](?:(?i:{_PARTICLE})[ -])?{_NAME_WORD}){{0,3}}"
"""One to four capitalised words, with the particles of Arabic, Romance and Germanic names between them."""

_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Ss]ome|[Tt]wo|[Tt]hree|[Ss]everal) "
_SMALL_QUALIFIERS = (
    "regional local state federal national provincial municipal senior acting deputy military presidential civil "
    "chief former then top central southern northern eastern western district city township village county "
    "rebel opposition army police government security defence defense interior foreign health rival suspected "
    "unidentified masked heavily armed Islamist jihadist pro-government pro-Russian separatist tribal ethnic "
    "self-proclaimed Russian-installed Moscow-installed Russian-appointed Houthi-run Hamas-run rebel-run unnamed"
).split()
QUALIFIER = rf"(?:(?:{_NAME_WORD}(?:['’]s?)?|[A-Z]{{1,3}}\.[A-Z.]*(?:['’]s)?|{'|'.join(_SMALL_QUALIFIERS)})(?:[ -]| and )){{0,5}}"
"""Capitalised words and adjectives of office before a role noun: `Kharkiv regional`, `Russia’s`, `senior U.S.`."""

_OF = rf"(?: (?:of|in|for|from) (?:the )?(?:{_NAME_WORD})(?:[ -](?:{_NAME_WORD}|region|province|oblast|state|district|governorate))*)?"
_TITLES = (
    "Mr Mrs Ms Dr Rev Prof President Premier Chancellor King Queen Prince Emir Sheikh Imam Father Pastor Bishop Pope "
    "Senator Congressman Representative Secretary Minister Governor Gov Mayor Ambassador General Gen Lieutenant Lt "
    "Colonel Col Major Maj Captain Capt Sergeant Sgt Admiral Brigadier Brig Commander Commissioner Chief Judge "
    "Comrade Commandant Corporal Inspector Superintendent Marshal"
).split()
_NO_NAMES = (
    "The A An In On At By For From With After Before But And Or As If When While Since Although It He She They We I "
    "You This That These Those There Then Here His Her Their Our My Monday Tuesday Wednesday Thursday Friday Saturday "
    "Sunday January February March April May June July August September October November December Local Senior "
    "Military Security Earlier Later Meanwhile However According Both Two Three Four Several Many Some Most No Not "
    "State Regional Federal National Western Eastern Southern Northern Central"
).split()


def actor_mentions(batch: Batch) -> pl.DataFrame:
    """Every mention of an actor in the batch's sentences, headline too: columns of ACTOR_MENTION, in text order.

    `actor_id` is a key of the codebook's actors, or a slug of country and noun (`ua-air-force`) or of the name as
    written. `is_generic`: a role noun without a name or a country (`officials`), an actor only where it speaks or acts.
    """
    found = pl.concat(
        [_named(batch), _states(batch), _attributive_states(batch), _offices(batch), _titled(batch)], how="diagonal"
    )
    kept, _ = lay(found, batch.tokens.head(0))
    whole = _identities(kept, found, batch)
    return pl.concat([whole, _short_forms(whole, batch)], how="diagonal").pipe(_antecedents, batch).select(
        pl.col(name).cast(dtype) for name, dtype in ACTOR_MENTION.items()
    ).sort("sentence_id", "start", "end", "actor_id")  # fmt: skip


def slug(text: pl.Expr) -> pl.Expr:
    """A name as an identifier: lower case, words joined by hyphens."""
    return (
        text.str.to_lowercase()
        .str.replace_all(lean(r"['’]s\b|^(?:the|a|an) "), "")
        .str.replace_all(lean(r"[^\p{L}\p{N}]+"), "-")
        .str.strip_chars("-")
    )


def speaker_id(text: pl.Expr) -> pl.Expr:
    """Identity of a speaker that no mention stands for: a slug of the phrase without what stands between commas."""
    return slug(text.str.replace(",.*$", "").str.replace("^(?:[Tt]he|[Aa]n?) ", ""))


def _described(codebook: Codebook) -> pl.DataFrame:
    """Actors of the codebook: actor_id, actor_name, actor_type, country_code, side."""
    return codebook.table("actors").select("actor_id", "actor_name", "actor_type", "country_code", "side")


def name_terms(codebook: Codebook) -> pl.DataFrame:
    """Names of the codebook that mean no state."""
    return (
        codebook.terms("actor_terms")
        .join(_described(codebook), on="actor_id", how="inner")
        .filter(pl.col("actor_type") != "state")
        .unique("term", keep="first", maintain_order=True)
    )


def name_terms_in_capitals(codebook: Codebook) -> pl.DataFrame:
    """The same for texts in capitals, where case tells nothing: without the shortest."""
    loose = name_terms(codebook).filter(pl.col("term").str.len_chars() >= 4)
    return loose.with_columns(is_case_sensitive=pl.lit(False)).unique(
        pl.col("term").str.to_lowercase(), keep="first", maintain_order=True
    )


def _named(batch: Batch) -> pl.DataFrame:
    """Names of the codebook that mean no state; in texts in capitals, in capitals."""
    is_capitals = (pl.col("text") == pl.col("text").str.to_uppercase()) & (pl.col("text").str.len_chars() > 20)
    capitals = batch.sentences.filter(is_capitals).select("sentence_id")
    mixed = batch.terms("actor_names").join(capitals, on="sentence_id", how="anti", maintain_order="left")
    folded = batch.terms("actor_names_in_capitals").join(capitals, on="sentence_id", how="semi", maintain_order="left")
    return pl.concat([mixed, folded]).select(
        "sentence_id",
        "start",
        "end",
        *_described(batch.codebook).columns,
        actor_text="matched",
        is_generic=pl.lit(False),
        rank=pl.lit(1),
        kind=pl.lit("named"),
    )


def _states(batch: Batch) -> pl.DataFrame:
    """Countries that act, and capitals that stand for their government: `Moscow said`, `Ukraine accused`."""
    states = _described(batch.codebook).filter(pl.col("actor_type") == "state").unique("country_code", keep="first")
    acting = batch.places.filter((pl.col("is_actor") & (pl.col("kind") == "country")) | pl.col("is_metonym"))
    return (
        acting.filter(pl.col("country_code").is_not_null())
        .select("sentence_id", "start", "end", "country_code", actor_text="place_text")
        .join(states, on="country_code", how="inner", maintain_order="left")
        .with_columns(is_generic=pl.lit(False), rank=pl.lit(2), kind=pl.lit("named"))
    )


_ATTACK_NOUN = (
    r"(?i)^[ -](?:\w+[ -]){0,2}(?:missiles?|drones?|rockets?|shells?|shelling|artillery|mortars?|bombs?|bombings?|"
    r"bombardments?|air ?strikes?|air-strikes?|strikes?|attacks?|raids?|raid|fire|gunfire|warplanes?|jets?|aircraft|"
    r"helicopters?|tanks?|warships?|assaults?|offensives?|invasion|aggression|occupation|incursions?|ammunition|"
    r"advances?|barrages?|salvo(?:es|s)?|blockade)\b"
)


def _attributive_states(batch: Batch) -> pl.DataFrame:
    """A country's adjective or genitive before a word of attack: `Russian shelling`, `Israel’s air strikes`."""
    states = _described(batch.codebook).filter(pl.col("actor_type") == "state").unique("country_code", keep="first")
    return (
        batch.terms("nations")
        .join(batch.sentences.select("sentence_id", "text"), on="sentence_id", how="left", maintain_order="left")
        .with_columns(behind=pl.col("text").str.slice(pl.col("end"), 48).str.replace("^['’]s", ""))
        .filter(pl.col("behind").str.contains(lean(_ATTACK_NOUN)))
        .select("sentence_id", "start", "end", "country_code", actor_text="matched")
        .join(states, on="country_code", how="inner", maintain_order="left")
        .with_columns(is_generic=pl.lit(False), rank=pl.lit(3), kind=pl.lit("named"))
    )


def nation_terms(codebook: Codebook) -> pl.DataFrame:
    """Words that tell a country: its adjectives, its name and other names, its capital: term, country_code."""
    key = "actors.nation_terms"
    if key not in codebook.derived:
        adjectives = codebook.table("region_adjectives").select(term="adjective", country_code="country_code")
        names = (
            codebook.terms("actor_terms")
            .join(_described(codebook).filter(pl.col("actor_type") == "state"), on="actor_id", how="inner")
            .select("term", "country_code")
        )
        codebook.derived[key] = (
            pl.concat([adjectives, names])
            .drop_nulls()
            .unique("term", keep="first", maintain_order=True)
            .with_columns(is_case_sensitive=pl.lit(True))
        )
    terms: pl.DataFrame = codebook.derived[key]
    return terms


def role_nouns(codebook: Codebook) -> pl.DataFrame:
    """Nouns of offices and forces: term, role_type."""
    return (
        codebook.terms("actor_patterns")
        .select(term="role_noun", role_type="actor_type", is_case_sensitive=pl.lit(False))
        .unique(pl.col("term").str.to_lowercase(), keep="first", maintain_order=True)
    )


def _offices(batch: Batch) -> pl.DataFrame:
    """Role nouns with their qualifier before and name or place behind: `Kharkiv regional governor Oleh Petrenko`,
    `the governor of the Kharkiv region, Oleh Petrenko`, `Ukraine’s air force`, `officials`.
    """
    texts = batch.sentences.select("sentence_id", "text")
    found = batch.terms("role_nouns").join(texts, on="sentence_id", how="left", maintain_order="left")
    person = rf"^(?:,? |, (?:Maj\.?|Lt\.?|Col\.?|Gen\.?)[ -])((?:(?:{'|'.join(_TITLES)})\.? )*{NAME})"
    found = found.with_columns(
        before=pl.col("text").str.slice(0, pl.col("start")).str.tail(80).str.extract(lean(rf"(?:^|[\s“\"(—–-])({_DETERMINER})?({QUALIFIER})$"), 0),
        behind=pl.col("text").str.slice(pl.col("end"), 110),
    ).with_columns(
        before=pl.col("before").fill_null("").str.replace(r"^[\s“\"(—–-]+", ""),
        of=pl.col("behind").str.extract(lean(rf"^({_OF})"), 1).fill_null(""),
    ).with_columns(
        name=pl.col("behind").str.slice(pl.col("of").str.len_chars()).str.extract(lean(person), 1),
    ).with_columns(
        name=pl.when(
            pl.col("name").str.contains(lean(rf"^(?:{'|'.join(_NO_NAMES)})\b"))
            | (~pl.col("name").str.contains(" ") & pl.col("behind").str.slice(pl.col("of").str.len_chars()).str.starts_with(","))
        ).then(None).otherwise(pl.col("name")),
    )  # fmt: skip
    # `Kharkiv regional governor Oleh Petrenko`: from the qualifier to the end of the name.
    reach = pl.when(pl.col("name").is_not_null()).then(
        pl.col("of").str.len_chars()
        + pl.col("behind").str.slice(pl.col("of").str.len_chars()).str.extract("^(,? ?)", 1).fill_null("").str.len_chars()
        + pl.col("name").str.len_chars()
    ).otherwise(pl.col("of").str.len_chars())  # fmt: skip
    rows = found.with_columns(
        noun_start="start",
        start=(pl.col("start") - pl.col("before").str.len_chars()).cast(pl.Int32),
        end=(pl.col("end") + reach).cast(pl.Int32),
        qualifier=pl.col("before").str.replace(f"^{_DETERMINER}", "").str.strip_chars(),
    ).with_columns(
        qualifier=pl.when(pl.col("qualifier").str.contains(rf"^(?:{'|'.join(_NO_NAMES)})$")).then(pl.lit("")).otherwise("qualifier"),
        actor_text=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
        noun=pl.col("term").str.to_lowercase(),
    )  # fmt: skip
    rows = rows.with_row_index("row")
    around = rows.select(sentence_id="row", text=pl.format("{} {} {}", "qualifier", "term", "of"))
    nation = (
        find_terms(around, nation_terms(batch.codebook))
        .unique("sentence_id", keep="first", maintain_order=True)
        .select(row="sentence_id", country_code="country_code")
    )
    adjective = _country_adjectives(batch)
    rows = (
        rows.join(nation, on="row", how="left", maintain_order="left")
        .join(adjective, on="country_code", how="left", maintain_order="left")
        .with_columns(
            is_generic=pl.col("name").is_null()
            & ~pl.format("{} {}", "qualifier", "term").str.contains(r"\p{Lu}")
            & (pl.col("of").str.len_chars() == 0),
            # `Ukraine’s air force`, `the air force of Ukraine`: nothing but the country beside the noun.
            is_national=pl.col("name").is_null() & pl.col("country_code").is_not_null()
            & (pl.format("{} {} {}", "qualifier", "term", "of").str.count_matches(lean(r"\p{Lu}[\p{L}.]*")) == 1),
        )
    )  # fmt: skip
    bare = pl.col("actor_text").str.replace(f"^{_DETERMINER}", "")
    person_name = pl.col("name").str.replace(rf"^(?:(?:{'|'.join(_TITLES)})\.? )+", "").str.replace("['’]s?$", "")
    return rows.with_columns(
        actor_name=pl.when(pl.col("name").is_not_null())
        .then(person_name)
        .when(pl.col("is_national"))
        .then(pl.format("{} {}", "adjective", "noun"))
        .otherwise(bare),
        actor_type=pl.when(pl.col("name").is_null() | pl.col("role_type").is_in(["media", "company", "armed_group"]))
        .then("role_type")
        .when(pl.col("role_type").is_in(["other", "ngo"]))
        .then(pl.lit("person"))
        .otherwise(pl.lit("official")),
    ).select(
        "sentence_id", "start", "end", "actor_text", "actor_name", "actor_type", "country_code", "is_generic",
        "noun",
        side="country_code",
        actor_id=pl.when(pl.col("is_national"))
        .then(pl.format("{}-{}", pl.col("country_code").str.to_lowercase(), slug(pl.col("noun"))))
        .otherwise(slug(pl.col("actor_name"))),
        kind=pl.when(pl.col("name").is_not_null()).then(pl.lit("person")).otherwise(pl.lit("office")),
        rank=pl.lit(2),
    )  # fmt: skip


def _country_adjectives(batch: Batch) -> pl.DataFrame:
    """The first adjective of each country: country_code, adjective."""
    return (
        batch.codebook.table("region_adjectives")
        .filter(pl.col("region_id").is_null() & pl.col("country_code").is_not_null())
        .unique("country_code", keep="first", maintain_order=True)
        .select("country_code", "adjective")
    )


def _titled(batch: Batch) -> pl.DataFrame:
    """People with a title: `Colonel Thamer Hamad`, `Dr. Aisha Bello`."""
    from pipelines.extract.matching import find_pattern

    titles = "|".join(_TITLES)
    return (
        find_pattern(
            batch.sentences.select("sentence_id", "text"),
            rf"\b(?:(?:{titles})\.? ){{1,3}}{NAME}",
        )
        .with_columns(
            actor_name=pl.col("matched").str.replace(rf"^(?:(?:{titles})\.? )+", "").str.replace("['’]s?$", ""),
        )
        .filter(~pl.col("actor_name").str.contains(lean(rf"^(?:{'|'.join(_NO_NAMES + _TITLES)})\b")))
        .select(
            "sentence_id", "start", "end", "actor_name",
            actor_text="matched",
            actor_id=slug(pl.col("actor_name")),
            actor_type=pl.when(pl.col("matched").str.contains(lean(r"^(?:Mr|Mrs|Ms|Dr|Rev|Prof|Father|Pastor|Sheikh|Imam)\b")))
            .then(pl.lit("person")).otherwise(pl.lit("official")),
            is_generic=pl.lit(False), rank=pl.lit(3), kind=pl.lit("person"),
        )
    )  # fmt: skip


def _identities(kept: pl.DataFrame, found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A person's mention takes the identity of the codebook's name in it: `President Volodymyr Zelenskiy`."""
    described = ["actor_id", "actor_name", "actor_type", "country_code", "side"]
    numbered = kept.with_row_index("row")
    known = found.filter((pl.col("kind") == "named") & pl.col("actor_type").is_in(["person", "official"])).select(
        "sentence_id", inner_start="start", inner_end="end", **{f"known_{c}": pl.col(c) for c in described}
    )
    inner = (
        numbered.filter(pl.col("kind") == "person")
        .select("row", "sentence_id", "start", "end")
        .join(known, on="sentence_id", how="inner")
        .filter((pl.col("inner_start") >= pl.col("start")) & (pl.col("inner_end") <= pl.col("end")))
        .sort("row", "inner_start")
        .unique("row", keep="first", maintain_order=True)
        .select("row", *(f"known_{c}" for c in described))
    )
    return (
        numbered.join(inner, on="row", how="left", maintain_order="left")
        .with_columns(
            **{c: pl.when(pl.col("known_actor_id").is_not_null()).then(f"known_{c}").otherwise(c) for c in described}
        )
        .drop("row", *(f"known_{c}" for c in described))
    )


def _short_forms(whole: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A person's last name alone, after the full name stood in the text: `Petrenko`."""
    versions = batch.sentences.select("sentence_id", "version_id")
    people = (
        whole.filter(pl.col("actor_type").is_in(["person", "official"]) & pl.col("actor_name").str.contains(" "))
        .join(versions, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            text=pl.col("actor_name").str.extract(lean(r"([\p{L}\p{M}'’-]+)$"), 1), first=pl.col("sentence_id")
        )
        .filter(pl.col("text").str.len_chars() >= 3)
        .unique(["version_id", "text"], keep="first", maintain_order=True)
        .select("version_id", "text", "first", "actor_id", "actor_name", "actor_type", "country_code", "side")
    )
    covered = whole.select("sentence_id", covered_start="start", covered_end="end").sort("sentence_id", "covered_start")
    return (
        batch.tokens.join(versions, on="sentence_id", how="left", maintain_order="left")
        .with_columns(text=pl.col("text").str.replace("['’]s?$", ""))
        .join(people, on=["version_id", "text"], how="inner", maintain_order="left")
        .filter(pl.col("sentence_id") >= pl.col("first"))
        .sort("sentence_id", "start")
        .join_asof(covered, left_on="start", right_on="covered_start", by="sentence_id", strategy="backward",
                   check_sortedness=False)
        .filter(pl.col("covered_end").is_null() | (pl.col("covered_end") <= pl.col("start")))
        .select(
            "sentence_id", "start", "actor_id", "actor_name", "actor_type", "country_code", "side",
            end=(pl.col("start") + pl.col("text").str.len_chars()).cast(pl.Int32),
            actor_text="text", is_generic=pl.lit(False), kind=pl.lit("short"),
        )
    )  # fmt: skip


def _antecedents(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`the ministry`, `the military`: the last actor of the text whose noun ends in the same word."""
    described = ["actor_id", "actor_name", "actor_type", "country_code", "side"]
    office = pl.col("actor_text").str.to_lowercase().str.replace(r"(?: of | in | for |,).*$", "")
    head = office.str.extract(lean(r"(\p{L}+)$"), 1)
    versions = batch.sentences.select("sentence_id", "version_id")
    definite = pl.col("actor_text").str.contains("^[Tt]he ") & pl.col("is_generic")
    ordered = (
        mentions.join(versions, on="sentence_id", how="left", maintain_order="left")
        .with_columns(head=head)
        .sort("sentence_id", "start")
    )
    named = {
        f"last_{c}": pl.when(~pl.col("is_generic")).then(pl.col(c)).forward_fill().over("version_id", "head")
        for c in ("actor_id",)
    }
    described_once = mentions.filter(~pl.col("is_generic")).unique("actor_id", keep="first", maintain_order=True)
    return (
        ordered.with_columns(**named)
        .with_columns(meant=pl.when(definite).then(pl.col("last_actor_id")))
        .join(
            described_once.select(meant="actor_id", **{f"meant_{c}": pl.col(c) for c in described[1:]}),
            on="meant",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            actor_id=pl.coalesce("meant", "actor_id"),
            is_generic=pl.col("is_generic") & pl.col("meant").is_null(),
            **{
                c: pl.when(pl.col("meant").is_not_null()).then(pl.col(f"meant_{c}")).otherwise(pl.col(c))
                for c in described[1:]
            },
        )
    )
