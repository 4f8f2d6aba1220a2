"""Speech that is carried over sentences: pronouns, papers that speak for somebody, quotations that go on.

What belongs here: who `he`, `it` and `the report` are, and to whom a sentence inside an open quotation belongs. What
does not: speech within a sentence (speech.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.actors import speaker_id
from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean
from pipelines.extract.speech import trimmed

PRONOUN_TEXT = r"(?i)^(?:he|she|they|it|we|i|you)(?:['’](?:s|re|ve|m))?$"
PAPER = (
    r"^(?:[Pp]reliminary|[Uu]pdated|[Aa]vailable|[Ll]atest) (?:data|information|figures|reports?)$|^(?:(?:[Tt]he|"
    r"[Tt]his|[Ii]ts|[Tt]heir) (?:[a-z-]+ )?(?:report|statement|study|document|communiqu[eé]|survey|message|post|"
    r"letter|bulletin)"
    r"|(?:[Aa]|[Tt]he) (?:[a-z]+ )?(?:statement|post|message|video) (?:posted |released |published )?(?:on|from|"
    r"in) (?:its|his|her|their)\b.*)$"
)
"""A paper that speaks for the one named before: `the report said`, `a statement on its channel`."""
_PERSONS = ["official", "person"]
_ONE = (
    r"(?i)\b(?:man|woman|spokes(?:man|woman|person)|minister|president|governor|mayor|resident|witness|official|source|"
    r"doctor|nurse|commander|officer|chief|general|colonel|mother|father|brother|sister|wife|husband|son|daughter|"
    r"student|teacher|driver|professor|analyst|expert|activist|survivor|villager|lawyer|senator|worker|councillor)$"
)
_MANY = (
    r"(?i)\b(?:ministry|army|military|forces?|police|agency|service|group|government|office|organi[sz]ation|committee|"
    r"commission|council|union|network|observatory|command|corps|company|party|movement|nations|administration|"
    r"department|authority|authorities|officials|residents|witnesses|sources|hospital|staff|report|statement|media|"
    r"prosecutors|rights watch|international|crescent|cross|observatory|monitor)\b"
)


def with_pronouns(spoken: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`He said`, `it said`, `the report said`: the person, or the body, that spoke or opened a sentence last.

    Adds version_id, paragraph_no, speaker_sentence (where the speaker's phrase stands) and is_pronoun.
    """
    versions = batch.sentences.select("sentence_id", "version_id", "paragraph_no")
    text = pl.col("speaker_text")
    rows = (
        _identified(spoken, batch)
        .join(versions, on="sentence_id", how="left", maintain_order="left")
        .with_columns(is_pronoun=text.str.contains(lean(PRONOUN_TEXT)), is_paper=text.str.contains(lean(PAPER)))
        .with_row_index("attribution")
    )
    phrase = ["speaker_text", "speaker_start", "speaker_end", "speaker_sentence", "speaker_actor_id", "speaker_side"]
    head = text.str.replace(r"(?:,| of | in | for | at | from | who ).*$", "")
    named = (
        rows.filter(~pl.col("is_pronoun") & ~pl.col("is_paper"))
        .with_columns(
            is_body=pl.when(pl.col("actor_type").is_not_null())
            .then(~pl.col("actor_type").is_in(_PERSONS) & ~head.str.contains(lean(_ONE)))
            .when(head.str.contains(lean(_ONE))).then(pl.lit(False))
            .when(head.str.contains(lean(_MANY))).then(pl.lit(True)),
        )
        .select("version_id", "is_body", *phrase, at="speaker_sentence", place="speaker_start")
    )  # fmt: skip
    opening = (
        batch.actors.filter((pl.col("start") <= 12) & ~pl.col("is_generic"))
        .unique("sentence_id", keep="first", maintain_order=True)
        .join(versions, on="sentence_id", how="inner", maintain_order="left")
        .join(rows.select("version_id").unique(), on="version_id", how="semi", maintain_order="left")
        .select(
            "version_id", is_body=~pl.col("actor_type").is_in(_PERSONS), speaker_text="actor_text", speaker_start=
                "start",
            speaker_end="end", speaker_sentence="sentence_id", speaker_actor_id="actor_id", speaker_side="side",
            at="sentence_id", place="start",
        )
        .filter(pl.col("speaker_text").str.contains(lean(r"^\p{Lu}")))
    )  # fmt: skip
    # Somebody who speaks counts more than who merely opens a sentence: of equal sentences he comes last.
    pool = pl.concat([opening, named], how="diagonal").with_row_index("candidate")
    wanted = rows.filter(pl.col("is_pronoun") | pl.col("is_paper")).select(
        "attribution",
        "version_id",
        at="sentence_id",
        place="speaker_start",
        asked=text.str.to_lowercase().str.replace("['’].*$", ""),
    )
    bare = text.str.replace(r"^(?:The|An?|Its|His|Her|Their) ", "")
    is_person = (~pl.col("is_body")).fill_null(bare.str.contains(lean(r"\p{Lu}")))
    line = pl.concat(
        [pool.select("candidate", "version_id", "at", "place", "is_body", is_person=is_person), wanted], how="diagonal"
    ).sort("version_id", "at", "place", pl.col("attribution").is_not_null(), "candidate", nulls_last=True)
    candidate = pl.col("candidate")
    meant = (
        line.with_columns(
            person=pl.when("is_person").then(candidate).forward_fill().over("version_id"),
            body=pl.when(pl.col("is_body").fill_null(True)).then(candidate).forward_fill().over("version_id"),
            any_=candidate.forward_fill().over("version_id"),
        )
        .filter(pl.col("attribution").is_not_null())
        .select(
            "attribution",
            candidate=pl.when(pl.col("asked").is_in(["he", "she"])).then("person")
            .when(pl.col("asked").is_in(["we", "i", "you"])).then("any_").otherwise("body"),
        )
        .drop_nulls()
        .join(pool.select("candidate", *(pl.col(c).alias(f"meant_{c}") for c in phrase)), on="candidate", how="left")
        .drop("candidate")
    )  # fmt: skip
    # A paper speaks for somebody named not long before.
    is_meant = pl.col("meant_speaker_text").is_not_null() & (
        ~pl.col("is_paper") | (pl.col("sentence_id") - pl.col("meant_speaker_sentence") <= 4)
    )
    return (
        rows.join(meant, on="attribution", how="left", maintain_order="left")
        .with_columns(pl.when(is_meant).then(f"meant_{c}").otherwise(c).alias(c) for c in phrase)
        .drop("attribution", "is_paper", "actor_type", *(f"meant_{c}" for c in phrase))
    )


def continued_quotes(carried: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Sentences inside an open quotation, without a word of saying of their own: the speaker of the sentence before
    in the paragraph, else of the sentence behind; in the paragraph after, where the quotation was left open.
    """
    opened, closed = pl.col("text").str.count_matches("[“«]"), pl.col("text").str.count_matches("[”»]")
    straight = pl.col("text").str.count_matches('"')
    near = "paragraph"
    lines = (
        batch.sentences.filter(~pl.col("in_headline"))
        .select("sentence_id", "version_id", "paragraph_no", "text")
        .join(carried.select("version_id").unique(), on="version_id", how="semi", maintain_order="left")
        .with_columns(paragraph=pl.struct("version_id", "paragraph_no").rle_id().set_sorted())
        .with_columns(
            opens_quote=pl.col("text").str.contains('^[“"«]'),
            ends_in_quote=pl.col("text").str.contains(r"[”\"»]$"),
            depth=(opened - closed).cum_sum().over(near) - (opened - closed),
            parity=(straight.cum_sum().over(near) - straight) % 2,
        )
        .with_columns(
            is_inside=(pl.col("depth") > 0) | (pl.col("parity") == 1) | pl.col("opens_quote"),
            paragraph_opens_quote=pl.col("opens_quote").first().over(near),
        )
    )
    columns = [
        "speaker_text",
        "speaker_sentence",
        "speaker_start",
        "speaker_end",
        "speaker_actor_id",
        "speaker_side",
        "cue",
        "kind",
    ]
    quotes = carried
    before = quotes.unique("sentence_id", keep="last", maintain_order=True).select(
        "sentence_id", *columns, **{f"quoted_{c}": pl.when("is_quote").then(c) for c in columns}
    )
    behind = (
        quotes.filter("is_front", "is_quote")
        .unique("sentence_id", keep="first", maintain_order=True)
        .select("sentence_id", *(pl.col(c).alias(f"next_{c}") for c in columns))
    )
    return (
        lines.join(before, on="sentence_id", how="left", maintain_order="left")
        .join(behind, on="sentence_id", how="left", maintain_order="left")
        .with_columns(is_silent=pl.col("speaker_text").is_null())
        .with_columns(
            # A quotation that goes on belongs to whoever closes it; one that stands alone to whoever spoke before.
            pl.coalesce(
                pl.when(~pl.col("ends_in_quote")).then(pl.col(f"next_{c}").backward_fill(limit=3).over(near)),
                pl.col(c).forward_fill(limit=4).over(near),
                pl.col(f"next_{c}").backward_fill(limit=2).over(near),
            ).alias(c)
            for c in columns
        )
        .with_columns(
            # A paragraph of nothing but quotation goes on with the speaker of the paragraph before.
            pl.when(pl.col("paragraph_opens_quote") & pl.col(c).is_null().all().over(near))
            .then(pl.col(f"quoted_{c}").forward_fill(limit=8).over("version_id"))
            .otherwise(pl.col(c))
            .alias(c)
            for c in columns
        )
        .filter(pl.col("is_silent") & pl.col("is_inside") & pl.col("speaker_text").is_not_null())
        .with_columns(
            sentence="text", start=pl.lit(0), end=pl.col("text").str.len_chars().cast(pl.Int32), cue=pl.lit('"'),
            kind=pl.lit("claim"), is_before=pl.lit(True), is_between=pl.lit(False), cue_kind=pl.lit("claim"),
        )
        .pipe(trimmed)
        .filter(pl.col("end") - pl.col("start") >= 8)
        .select(
            "sentence_id", "start", "end", "version_id", "paragraph_no", *columns,
            is_quote=pl.lit(True), is_pronoun=pl.lit(False), is_carried=pl.lit(True), is_front=pl.lit(False),
        )
    )  # fmt: skip


def _identified(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds speaker_actor_id, speaker_side and actor_type: of the actor mentions in the speaker's phrase a
    person's before a body's, then the longest.
    """
    mentions = batch.actors.select(
        "actor_id",
        "actor_type",
        "side",
        "is_generic",
        speaker_sentence="sentence_id",
        mention_start="start",
        mention_end="end",
    )
    numbered = found.with_row_index("attribution")
    best = (
        numbered.select(
            "attribution", "speaker_sentence", "speaker_start", "speaker_end",
            n_head=pl.col("speaker_text").str.extract("^([^,]*)", 1).str.len_chars(),
        )
        .join(mentions, on="speaker_sentence", how="inner")
        .filter(
            (pl.col("mention_start") < pl.col("speaker_end"))
            & (pl.col("mention_end") > pl.col("speaker_start"))
            # `some US lawmakers` are not the state.
            & (
                (pl.col("actor_type") != "state")
                | (pl.col("mention_end") >= pl.col("speaker_start") + pl.col("n_head") - 2)
            )
            # `the GSIM, an alliance affiliated with al-Qaeda`: of the apposition only a person.
            & (
                (pl.col("mention_start") < pl.col("speaker_start") + pl.col("n_head"))
                | pl.col("actor_type").is_in(_PERSONS)
            )
        )
        .sort(
            "attribution", "is_generic", ~pl.col("actor_type").is_in(_PERSONS), pl.col("mention_start") - pl.col(
                "mention_end"),
            "mention_start",
        )
        .unique("attribution", keep="first", maintain_order=True)
        .select("attribution", "actor_type", speaker_actor_id="actor_id", speaker_side="side")
    )  # fmt: skip
    return (
        numbered.join(best, on="attribution", how="left", maintain_order="left")
        .with_columns(speaker_actor_id=pl.coalesce("speaker_actor_id", speaker_id(pl.col("speaker_text"))))
        .drop("attribution")
    )
