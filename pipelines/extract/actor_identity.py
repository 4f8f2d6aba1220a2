"""Who a mention means: the codebook's actor within it, the person named before, the office beside a name.

What belongs here: identities across the mentions of a text. What does not: finding mentions.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actor_terms import DESCRIBED
from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean


def with_known_names(kept: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """A mention takes the identity of the codebook's name in it: `President Volodymyr Zelenskiy`, `the ministry in
    Gaza`.

    In: mentions kept, all mentions found. Out: the mentions kept, with DESCRIBED set anew.
    """
    numbered = kept.with_row_index("row")
    known = found.filter(pl.col("kind") == "named").select(
        "sentence_id", inner_start="start", inner_end="end", **{f"known_{c}": pl.col(c) for c in DESCRIBED}
    )
    is_persons = (
        (pl.col("kind") == "person")
        & (pl.col("inner_end") >= pl.col("end") - 2)
        & pl.col("known_actor_type").is_in(["person", "official"])
    )
    # `The health ministry in Gaza`: but for the article it is the name. `Daesh fighters`, `UN officials`: the name's.
    length, inner_length = pl.col("end") - pl.col("start"), pl.col("inner_end") - pl.col("inner_start")
    is_whole = (
        (pl.col("kind") == "office")
        & (
            ((pl.col("inner_end") == pl.col("end")) & (inner_length >= 0.6 * length))
            | ((pl.col("inner_start") - pl.col("start")).is_in([0, 4]) & ~pl.col("noun").str.contains(r"^u\.?n\.? "))
        )
        & ~pl.col("known_actor_type").is_in(["person", "official", "state"])
        # `the UN envoy` is a person, and beside a name that one.
        & ~(
            (pl.col("actor_type") == "official")
            & (pl.col("known_actor_type") == "international_org")
            & (pl.col("inner_end") < pl.col("end"))
        )
    )  # fmt: skip
    # `fighters of the People’s Defence Force`: whose they are, however far the phrase was read.
    lead = pl.col("actor_text").str.head((pl.col("inner_start") - pl.col("start")).clip(0))
    is_of_group = (
        (pl.col("kind") == "office")
        & (pl.col("inner_start") < pl.col("end"))
        & pl.col("known_actor_type").is_in(["armed_group", "military"])
        & lead.str.contains(
            lean(
                r"(?i)\b(?:fighters|militants|members|gunmen|rebels|soldiers|troops|guerrillas|insurgents|jihadists|"
                r"forces|elements|cells?) (?:of|from|for) (?:the )?$"
            )
        )
    )
    inner = (
        numbered.filter(pl.col("kind").is_in(["person", "office"]))
        .select("row", "sentence_id", "start", "end", "kind", "noun", "actor_text", "actor_type")
        .join(known, on="sentence_id", how="inner")
        .filter((pl.col("inner_start") >= pl.col("start")) & ((pl.col("inner_end") <= pl.col("end")) | is_of_group))
        .filter(is_persons | is_whole | is_of_group)
        .sort("row", "inner_start", inner_length, descending=[False, False, True])
        .unique("row", keep="first", maintain_order=True)
        .select("row", *(f"known_{c}" for c in DESCRIBED))
    )
    return (
        numbered.join(inner, on="row", how="left", maintain_order="left")
        .with_columns(
            **{c: pl.when(pl.col("known_actor_id").is_not_null()).then(f"known_{c}").otherwise(c) for c in DESCRIBED},
            listed_when=pl.when(pl.col("known_actor_id").is_not_null()).then(pl.lit("always")).otherwise("listed_when"),
            is_generic=pl.col("is_generic") & pl.col("known_actor_id").is_null(),
        )
        .drop("row", *(f"known_{c}" for c in DESCRIBED))
    )


def with_appositions(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """`Omar Sabri, the governor`, `the governor, Omar Sabri`: the office has the identity of the person beside it.

    In: mentions in text order, sentences (sentence_id, text). Out: the same mentions.
    """
    ordered = mentions.sort("sentence_id", "start").with_row_index("row")
    same_after = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    gap = pl.col("start").shift(-1) - pl.col("end")
    is_office = (pl.col("kind") == "office") & (pl.col("actor_type") == "official")
    is_person = pl.col("actor_type").is_in(["person", "official"]) & ~is_office
    beside = ordered.select(
        "row",
        "sentence_id",
        "end",
        gap=gap,
        takes_before=is_office.shift(-1) & is_person,
        takes_after=is_office & is_person.shift(-1),
        is_near=same_after & gap.is_in([1, 2]),
    ).filter(pl.col("is_near") & (pl.col("takes_before") | pl.col("takes_after")))
    apposed = beside.join(texts, on="sentence_id", how="left", maintain_order="left").filter(
        pl.col("text").str.slice(pl.col("end"), pl.col("gap")).is_in([", ", " "])
    )
    meant = pl.concat(
        [
            apposed.filter("takes_before").select(pl.col("row") + 1, meant="row"),
            apposed.filter("takes_after").select("row", meant=pl.col("row") + 1),
        ]
    ).unique("row", keep="first", maintain_order=True)
    known = ordered.select(*_IDENTITY, meant="row")
    return _with_identity(ordered.join(meant, on="row", how="left", maintain_order="left"), known).drop("row")


_IDENTITY = [*DESCRIBED, "listed_when"]
"""What a mention takes over from the one that it stands for."""


def _with_identity(mentions: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Give mentions that mean another its identity; they are generic no more.

    In: mentions with meant (NULL: stands for itself), and known: meant, the columns of _IDENTITY. Out: the mentions
    without meant.
    """
    is_meant = pl.col("meant").is_not_null()
    return (
        mentions.join(known.rename({c: f"meant_{c}" for c in _IDENTITY}), on="meant", how="left", maintain_order="left")
        .with_columns(
            is_generic=pl.col("is_generic") & ~is_meant,
            **{c: pl.when(is_meant).then(f"meant_{c}").otherwise(c) for c in _IDENTITY},
        )
        .drop("meant", *(f"meant_{c}" for c in _IDENTITY))
    )


_LAST = r"([\p{L}\p{M}'’]+)$"
_FIRST = r"^([\p{L}\p{M}'’]+)"


def with_first_and_last_names(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Gaby Lasky, a lawyer`, ...: `Lasky told Reuters` is she. One word that is the last name of a person of the text,
    else the first of one only, has that person's identity; of several of a name it is the one named last before it.

    In: mentions. Out: the same mentions, in text order.
    """
    versions = batch.sentences.select("sentence_id", "version_id")
    numbered = (
        mentions.join(versions, on="sentence_id", how="left", maintain_order="left")
        .sort("sentence_id", "start")
        .with_row_index("row")
    )
    is_one_word = ~pl.col("actor_name").str.contains(lean(r"[ \-]\p{Lu}"))
    alone = numbered.filter(pl.col("kind").is_in(["person", "body"]) & ~pl.col("is_generic") & is_one_word).select(
        "row", "version_id", word=pl.col("actor_name").str.extract(lean(_LAST), 1)
    )
    people = numbered.filter(
        pl.col("actor_type").is_in(["person", "official", "other"])
        & pl.col("actor_name").str.contains(lean(" "))
        & (pl.col("kind") != "office")
        & ~pl.col("is_generic")
    ).select(
        "row",
        "version_id",
        "actor_id",
        last=pl.col("actor_name").str.extract(lean(_LAST), 1),
        first=pl.col("actor_name").str.extract(lean(_FIRST), 1),
    )
    before = alone.join_asof(
        people.select("row", "version_id", meant="row", word="last"),
        on="row",
        by=["version_id", "word"],
        strategy="backward",
        check_sortedness=False,
    ).select("row", before="meant")

    def only(name: str) -> pl.DataFrame:
        return (
            people.group_by("version_id", word=name)
            .agg(pl.col("row").min(), n=pl.col("actor_id").n_unique())
            .filter(pl.col("n") == 1)
            .select("version_id", "word", pl.col("row").alias(f"only_{name}"))
        )

    meant = (
        alone.join(before, on="row", how="left")
        .join(only("last"), on=["version_id", "word"], how="left")
        .join(only("first"), on=["version_id", "word"], how="left")
        .select("row", meant=pl.coalesce("before", "only_last", "only_first"))
        .drop_nulls()
    )
    known = numbered.select(*_IDENTITY, meant="row")
    return _with_identity(numbered.join(meant, on="row", how="left", maintain_order="left"), known).drop(
        "row", "version_id"
    )


def short_forms(whole: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """What stands for a name given before: a person's last name alone (`Petrenko`), an abbreviation given in brackets.

    In: mentions. Out: further mentions, where no other stands.
    """
    versions = batch.sentences.select("sentence_id", "version_id", "in_headline")
    placed = whole.filter(~pl.col("is_generic")).join(versions, on="sentence_id", how="left", maintain_order="left")
    people = placed.filter(
        pl.col("actor_type").is_in(["person", "official"])
        & pl.col("actor_name").str.contains(lean(" "))
        & (pl.col("kind") != "office")
    ).with_columns(text=pl.col("actor_name").str.extract(lean(_LAST), 1))
    texts = batch.sentences.select("sentence_id", sentence="text")
    bracketed = (
        placed.filter(pl.col("kind").is_in(["named", "office", "body"]))
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            text=pl.col("sentence")
            .str.slice(pl.col("end"), 16)
            .str.extract(lean(r"^ \((?:the )?[“\"']?([A-Z][A-Za-z]{1,9})[”\"']?\)"), 1)
        )
        .filter(pl.col("text").str.contains(lean(r"[A-Z].*[A-Z]")))
        .drop("sentence")
    )
    forms = (
        pl.concat([people, bracketed], how="diagonal")
        .filter(pl.col("text").str.len_chars() >= 3)
        .sort("sentence_id", "start")
        .unique(["version_id", "text"], keep="first", maintain_order=True)
        .select("version_id", "text", pl.col("sentence_id").alias("first"), *DESCRIBED)
    )
    covered = whole.select("sentence_id", covered_start="start", covered_end="end").sort("sentence_id", "covered_start")
    words = batch.vocabulary.with_row_index("word").filter(
        pl.col("text").str.replace(lean("['’]s?$"), "").is_in(forms["text"].unique().implode())
    )
    return (
        batch.tokens.lazy()
        .filter(pl.col("word").is_in(words["word"].implode()))
        .with_columns(text=pl.col("text").str.replace(lean("['’]s?$"), ""))
        .join(versions.lazy(), on="sentence_id", how="left", maintain_order="left")
        .join(forms.lazy(), on=["version_id", "text"], how="inner", maintain_order="left")
        .filter((pl.col("sentence_id") >= pl.col("first")) | pl.col("in_headline"))
        .sort("sentence_id", "start")
        .join_asof(covered.lazy(), left_on="start", right_on="covered_start", by="sentence_id", strategy="backward",
                   check_sortedness=False)
        .filter(pl.col("covered_end").is_null() | (pl.col("covered_end") <= pl.col("start")))
        .select(
            "sentence_id", "start", *DESCRIBED,
            end=(pl.col("start") + pl.col("text").str.len_chars()).cast(pl.Int32),
            actor_text="text", is_generic=pl.lit(False), listed_when=pl.lit("always"), kind=pl.lit("short"),
        )
        .collect(engine="in-memory")
    )  # fmt: skip


def with_antecedents(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`the ministry`, `the military`: the last actor of the text whose noun is the same word.

    In: mentions. Out: the same, generic ones with the identity of what they refer to.
    """
    text = pl.col("actor_text")
    head = text.str.replace(lean(r"(?: of | in | for |,).*$"), "").str.extract(lean(r"(\p{L}+)$"), 1).str.to_lowercase()
    definite = text.str.contains("^(?i:the) ") & pl.col("is_generic")
    versions = batch.sentences.select("sentence_id", "version_id")
    numbered = (
        mentions.join(versions, on="sentence_id", how="left", maintain_order="left")
        .sort("sentence_id", "start")
        .with_row_index("row")
        .with_columns(head=head, definite=definite)
    )
    wanted = numbered.filter("definite").select("version_id", "head").unique()
    last = (
        numbered.select("row", "version_id", "head", "actor_id", "is_generic", "definite")
        .join(wanted, on=["version_id", "head"], how="semi", maintain_order="left")
        .with_columns(meant=pl.when(~pl.col("is_generic")).then("actor_id").forward_fill().over("version_id", "head"))
        .filter(pl.col("definite") & pl.col("meant").is_not_null())
        .select("row", "meant")
    )
    known = mentions.filter(~pl.col("is_generic")).unique("actor_id", keep="first", maintain_order=True)
    return _with_identity(
        numbered.join(last, on="row", how="left", maintain_order="left"), known.select(*_IDENTITY, meant="actor_id")
    )
