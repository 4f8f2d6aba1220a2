"""Actors: who acts or speaks in a text, under one identity per actor.

What belongs here: bringing the mentions together (names of the codebook, states that act, offices, people), one at
each place, each with its identity. What does not: how each kind is found (actor_terms.py, offices.py, people.py), who a
short form means (actor_identity.py), what an actor does (actor_roles.py) and what it says (statements.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actor_identity import (
    short_forms,
    with_antecedents,
    with_appositions,
    with_first_and_last_names,
    with_known_names,
)
from pipelines.extract.actor_roles import PLANES_ACT
from pipelines.extract.actor_terms import DESCRIBED, states
from pipelines.extract.batch import Batch
from pipelines.extract.chunks import lay
from pipelines.extract.matching import lean
from pipelines.extract.name_runs import name_runs, setting_of
from pipelines.extract.offices import offices, slug
from pipelines.extract.people import people

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
        "listed_when": pl.String,
    }
)
"""Columns of actor mentions: offsets in the sentence, in code points."""


def actor_mentions(batch: Batch) -> pl.DataFrame:
    """Every mention of an actor in the batch's sentences, headline too: columns of ACTOR_MENTION, in text order.

    `actor_id` is a key of the codebook's actors, or a slug of country and noun (`ua-air-force`) or of the name as
    written. `is_generic`: a role noun without a name or a country (`officials`). `listed_when`: whether the mention
    makes an actor of the article: `always`, where it `acts` (or speaks, or is hit), or `never`.
    """
    texts = batch.sentences.select("sentence_id", "text")
    unset = setting_of(batch.sentences, batch.tokens)
    capitals = unset.filter("is_capitals").select("sentence_id")
    mixed = batch.terms("actor_names").join(capitals, on="sentence_id", how="anti", maintain_order="left")
    folded = batch.terms("actor_names_in_capitals").join(capitals, on="sentence_id", how="semi", maintain_order="left")
    runs = name_runs(batch.tokens, batch.vocabulary, texts, unset)
    candidates = pl.concat(
        [
            _named(pl.concat([mixed, folded])),
            _states(batch, texts),
            _attributive_states(batch.terms("nations"), texts, batch),
            offices(batch.terms("role_nouns"), texts, unset, batch.codebook),
            people(runs, batch.sentences, batch.places, batch.codebook),
        ],
        how="diagonal_relaxed",
    )
    candidates = candidates.pipe(_without_places, batch.places).pipe(_without_credits, texts)
    kept, _ = lay(candidates, batch.tokens.head(0))
    whole = with_appositions(with_known_names(kept, candidates), texts).pipe(with_first_and_last_names, batch)
    return (
        pl.concat([whole, short_forms(whole, batch)], how="diagonal_relaxed")
        .pipe(with_antecedents, batch)
        .select(pl.col(name).cast(dtype) for name, dtype in ACTOR_MENTION.items())
        .sort("sentence_id", "start", "end", "actor_id")
    )


def _without_places(candidates: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Without offices and bodies whose whole phrase is a place (`the West Bank`), people who are one (`in Sheikh
    Radwan`), and names of the codebook within a longer one (`the Sea of Azov`).
    """
    named = places.select("sentence_id", place_start="start", place_end="end").unique()
    is_read = pl.col("kind").is_in(["office", "body", "person", "named"])
    lead = pl.col("place_start") - pl.col("start")
    is_person = pl.col("kind") == "person"
    numbered = candidates.with_row_index("row")
    same = (
        numbered.filter(is_read)
        .join(named, left_on=["sentence_id", "end"], right_on=["sentence_id", "place_end"], how="inner")
        .filter(
            pl.when(pl.col("kind") == "named")
            .then(lead < 0)
            .when(is_person)
            .then(lead == 0)
            .otherwise(lead.is_between(0, 4))
        )
        .select("row")
        .unique()
    )
    return numbered.join(same, on="row", how="anti", maintain_order="left").drop("row")


def _without_credits(candidates: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Without agencies that only sign the text or a picture: `(Reuters) -`, `/AFP/`, `[EFE]`."""
    opened = pl.col("text").str.slice((pl.col("start") - 1).clip(lower_bound=0), 1).is_in(["(", "[", "/"])
    closed = pl.col("text").str.slice(pl.col("end"), 1).is_in([")", "]", "/", "-"])
    # `BOGOTA, 3 JAN (RADIO CARACOL) -- `: whose report is read there.
    is_header = pl.col("text").str.slice(pl.col("end"), 40).str.contains(lean(r"^[^()]{0,25}\) -{1,2}(?: |$)"))
    # `Hama, SANA –`: behind the town that heads a report.
    is_dateline = pl.col("text").str.head(pl.col("start")).str.contains(lean(r"^[\p{L} .’'-]{2,40}, $")) & pl.col(
        "text"
    ).str.slice(pl.col("end"), 3).str.contains("^ ?[–—-]{1,2}")
    is_credit = (opened & closed) | is_header | is_dateline
    return (
        candidates.join(texts, on="sentence_id", how="left", maintain_order="left")
        .filter(~((pl.col("actor_type") == "media") & is_credit))
        .drop("text")
    )


def speaker_id(text: pl.Expr) -> pl.Expr:
    """Identity of a speaker that no mention stands for: a slug of the phrase without what stands between commas."""
    return slug(text.str.replace(lean(",.*$"), "").str.replace(lean("^(?:[Tt]he|[Aa]n?) "), ""))


def _named(names: pl.DataFrame) -> pl.DataFrame:
    """Names of the codebook that mean no state."""
    return names.select(
        "sentence_id",
        "start",
        "end",
        *DESCRIBED,
        actor_text="matched",
        is_generic=pl.lit(False),
        listed_when=pl.lit("always"),
        rank=pl.lit(1),
        kind=pl.lit("named"),
    )


def _states(batch: Batch, texts: pl.DataFrame) -> pl.DataFrame:
    """Countries that act, and capitals that stand for their government: `Moscow said`, `Ukraine accused`."""
    acting = batch.places.filter(
        ((pl.col("is_actor") & (pl.col("kind") == "country")) | pl.col("is_metonym"))
        & ~pl.col("is_dateline")
        & ~pl.col("is_location")
    )
    before = pl.col("text").str.slice((pl.col("start") - 40).clip(lower_bound=0), pl.min_horizontal("start", 40))
    return (
        acting.filter(pl.col("country_code").is_not_null())
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        # `a missile fired from Yemen`, `US$ 250`: a place and a currency.
        .filter(
            ~((pl.col("preposition") == "from") & before.str.contains(lean(_ORIGIN))).fill_null(False)
            & (pl.col("text").str.slice(pl.col("end"), 1) != "$")
            & ~before.str.contains(lean(r"(?i)\b(?:borders?|frontier|boundary) with (?:the )?$"))
            & ~(pl.col("is_metonym") & pl.col("text").str.slice(pl.col("end"), 32).str.contains(lean(_ATTACK_THERE)))
        )
        .select(
            "sentence_id", "start", "end", "country_code", actor_text="place_text",
            # A capital that neither acts nor speaks may be the town itself.
            listed_when=pl.when("is_metonym").then(pl.lit("acts")).otherwise(pl.lit("always")),
        )
        .join(states(batch.codebook), on="country_code", how="inner", maintain_order="left")
        .with_columns(is_generic=pl.lit(False), rank=pl.lit(2), kind=pl.lit("named"))
    )  # fmt: skip


_ORIGIN = (
    r"(?i)\b(?:fired|launched|flew|flown|fled|arriv\w+|came|comes|coming|return\w*|travel\w+|cross\w+|import\w*|exiled|"
    r"refugees|people|citizens|nationals|migrants|workers|students|reporting|home|back|deported|extradited|expelled|"
    r"smuggled|infiltrat\w+|independence) (?:\w+ ){0,2}from (?:the )?$"
)
_ATTACK_THERE = (
    r"(?i)^ (?:[\w-]+ )?(?:attack|bombings?|blasts?|explosions?|shootings?|massacre|siege|(?:air ?)?strike|raid|"
    r"assault)\b"
)
"""Behind a capital where it was: `the Kabul attack`, but `Moscow’s attack`."""
_ATTACK_NOUN = (
    r"(?i)^[ -](?:\p{L}\w*(?:-\d\w*)?[ -]){0,2}"
    r"(?:missiles?|drones?|rockets?|shells?|shelling|artillery|mortars?|bombs?|bombings?|"
    r"bombardments?|air ?strikes?|air-strikes?|strikes?|attacks?|raids?|raid|fire|gunfire|warplanes?|jets?|aircraft|"
    rf"bombers?|howitzers?|gunships?|planes {PLANES_ACT}|"
    r"helicopters?|tanks?|warships?|assaults?|offensives?|invasion|aggression|occupation|incursions?|ammunition|"
    r"advances?|barrages?|salvo(?:es|s)?|blockade)\b"
)
_MADE = r"^-(?:made|supplied|built|designed|donated|provided|manufactured)\b"


def _attributive_states(nations: pl.DataFrame, texts: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A country's adjective or genitive before a word of attack or of supply: `Russian shelling`, `Israel’s air
    strikes`, `Iranian-made drones`; and a people for its country: `the Russians said`.
    """
    written = pl.col("text").str.slice(pl.col("end"), 48)
    behind = written.str.replace(lean("^['’]s"), "")
    is_people = (
        pl.col("matched").str.contains(lean("(?:s|ese)$"))
        & pl.col("text").str.slice((pl.col("start") - 4).clip(lower_bound=0), 4).str.contains(lean("^[Tt]he $"))
        & behind.str.contains(
            lean(
                r"^(?:,|\.| (?:have|had|were|are|will|would|did|do|said|say|claim\w*|attack\w*|used|use|fired|hit|"
                r"struck)\b)"
            )
        )
    )
    return (
        nations.lazy()
        .join(texts.lazy(), on="sentence_id", how="left", maintain_order="left")
        .filter(behind.str.contains(lean(_ATTACK_NOUN)) | behind.str.contains(lean(_MADE)) | is_people)
        .filter(~(pl.col("is_capital") & written.str.contains(lean(_ATTACK_THERE))))
        .select("sentence_id", "start", "end", "country_code", actor_text="matched")
        .join(states(batch.codebook).lazy(), on="country_code", how="inner", maintain_order="left")
        .with_columns(
            is_generic=pl.lit(False), listed_when=pl.lit("always"), rank=pl.lit(3), kind=pl.lit("named")
        )
        .collect(engine="in-memory")
    )  # fmt: skip
