"""Words of saying with their speaker and what they say, within a sentence or a headline.

What belongs here: the forms of attribution (S said C; C, S said; C1, S said, C2; according to S, C; C was confirmed by
S; headlines that name their source). What does not: finding the speaker's phrase (speakers.py) and what is carried
over sentences (carried_speech.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import row_of, with_context
from pipelines.extract.matching import lean, text_before
from pipelines.extract.speakers import (
    AND_SAID,
    BEHIND,
    BEHIND_BY,
    BEHIND_BY_CLOSED,
    BEHIND_CLOSED,
    BEHIND_ENDED,
    BEHIND_OPENING,
    BESIDE,
    OF_RELATIVE,
    OPENING_PHRASE,
    PHRASE,
    PLAIN,
    PRONOUN,
    QUOTED,
    SHARED,
    WITH_ASIDE,
    WITH_CLAUSE,
    speech_chunks,
)

NOT_SAID = (
    r"(?i)^ (?:into\b|power|asylum|back\b|off\b|out of action|"
    r"(?:in|under) (?:place|custody|arrest)|for dead|missing\b|birth|way\b|(?:an )?end\b|pressure|to death|up\b)"
)
"""Behind a word of saying that says nothing: `slammed into a bus`, `put out of action`."""
NOT_CLAIMED = r"(?i)^ (?:(?:the )?(?:[\w,-]+ ){0,4}lives?\b|the life)"
"""Behind a word that takes as well as says: `claimed three lives`; but: said that three had lost their lives."""
SAYS = r"(?i)^(?:sa(?:y|ys|id|ying)|report(?:s|ed)?|told|tells|announce[sd]?|confirm(?:s|ed)?|added|estimate[sd]?)$"
"""Words that do nothing but say."""
ADMITTED_PATIENTS = (
    r"(?i)^ (?:about |some |around |more than |over |at least )?(?:[\d,]+|\w+) (?:more |other )?(?:people|patients|"
    r"casualties|wounded|"
    r"injured|civilians|children|men|women|victims)\b|^ to (?:the |a )?(?:\w+ )?hospital"
)
"""Behind `admitted`, which hospitals do to patients."""
TOLL = (
    r"(?i)\b(?:tolls?|numbers?|count|figures?|estimates?|deaths?|dead|killed|killings?|injur\w+|wound\w+|casualt\w+|"
    r"bodies|graves|"
    r"missing|names|victims|losses|total|loss|civilians|fatalit\w+|abduct\w+|executions?|attacks|incidents|violations|"
    r"it at)\b|^ (?:nearly |about |some |at least )?[\w,]+[.,;]"
)
"""What stands behind `put`, `counted`, `gave` where they give a figure."""
THAT_FOLLOWS = r"^[^,;.]{0,40}?\bthat\b|^,? ?(?:[“\"‘:]|how\b)|^[^.;]{0,30}[:,] [“\"]"
"""Behind words that report only with `that` or a quotation: `maintained`, `suggested`."""
OPENING = (
    r"(?i)^((?:.*\[\w+\] )?(?:(?:that|but|when|where|while|as|and|so|if|because|after|although|though|since|in|on|last|"
    r"late|early|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|"
    r"november|december|meanwhile|however|earlier|later),? )*)"
)
"""Words before a speaker that belong to the clause."""
NO_SPEAKER = (
    r"(?i)^(?:no|nobody|none|neither)\b|(?i)^(?:will|would|nearly all|all|some|many|others|which|that|but|not|also|now|"
    r"there|what|this|those|these|it is|(?:a|the) (?:[\w’'-]+ )?(?:war|violence|conflict|attack|offensive|fighting|"
    r"campaign|number|toll) (?:between|in|on|of|against|at|near|that|which)\b.*|"
    r"(?:a|the) (?:lie|charge|claim|move|figure|toll|number|attack|strike|shelling|truce|war|violence|conflict|bomb|"
    r"missile|latest)|"
    r"(?:[\w’'-]+ ){0,3}(?:missiles?|bombs?|drones?|jets?|strikes?|attacks?|sirens|explosions?|blasts?|shells?|"
    r"rockets?|"
    r"shelling|shots?|fire|clashes|bombings?|bodies|houses|homes|buildings?))$"
)
"""Subjects of words of saying that can't speak: `a charge dismissed by Kyiv`, `jets reported missing`."""
ADDRESSEE = (
    r"^\s*(?:reporters|journalists|lawmakers|parliament|MPs|the (?:BBC|AP|UN|newspaper|agency|channel|council|court|"
    r"Security Council|media)|"
    r"(?:a|the) (?:news|press) (?:conference|briefing)|(?:state|local|national|public|this) (?:\w+ )?(?:TV|television|"
    r"radio|media|website|newspaper|reporter)|"
    r"me|us|him|her|them|\p{Lu}[\w.’'-]*(?: \p{Lu}[\w.’'-]*){0,3}(?: (?:news agency|television|TV|radio|newspaper))?)"
    r"(?: by (?:phone|telephone))?(?:,? (?:on|late on|early on|in) \w+(?: \d+)?)?(?: that\b|,|:)?\s"
)
"""Who was told, behind a form of `tell`: not what was said."""
TELLING = "(?i)^(?:told|tells?|telling|informed|informs|informing|briefed|assured|notified|advised)$"
_ADVERB = r"(?:a|d?t|v(?:d{0,2}[wCSRxt\-]{0,6})|c[^,;T\"]{0,14}|[pyo]d{0,2}[wCSRxt&\-]{0,7})"
ADVERBIAL = rf"^(?:{_ADVERB})*(?:[,;]|$)|^r"
"""Nothing but words of time, place and manner up to a comma or the end: `on Monday in a statement posted on Telegram`.
"""
TOLD_ADVERBIAL = rf'^(?:d?[wCSRh\-]{{0,6}})?(?:{_ADVERB})*(?:[,;"]|$)'
_STATEMENT_THAT = (
    r"(?i)^(?: (?:on )?\w+day| today)? in (?:an?|the) (?:[\w-]+ ){0,2}(?:statement|report|post|video|message|recording|"
    r"communiqu[eé]|audio|release|bulletin|letter)(?: \w+ on \w+)? that (?:could|can|was|has|had|is|did|does|appeared|"
    r"surfaced|circulated|carried|bore)\b"
)
EMPTY = r"^(?:d?[CSR]{1,4})?(?:a|d?t|[pyo]d{0,2}[wCSRt&\-]{0,7}|c[^,;T\"]{0,14})*;?$"
"""Behind a word of saying nothing but time and place."""
INTRODUCTION = r"^(?:[a&cth]|v|[pyo]d{0,2}[wCSRxt&\-]{0,9})*[,]?$"
"""What stands before a speaker and is no content: `In Kharkiv,`, `On Monday,`, `Speaking in parliament,`."""
_PLACE_AND_TOLL = r"^(?i:in) \p{Lu}[^,;]* (?:people|\p{L}+s|men|women|children) (?:were|died|have|had|are|perished)\b"
"""But: `In Kharkiv 14 people died, police said`."""
HEADLINE = (
    r"^(.{20,}?)(?: ?: | [–—-]{1,2} ?)((?:(?:the|a|UN|U\.N\.|US|U\.S\.|state|local|army|police|health|civil|war|"
    r"rights) )?"
    r"(?:[\p{L}.’'-]+ ){0,4}[\p{L}.’'-]+)$"
)
"""A headline that names its source at its end: `Air strikes kill 17 in the north: civil defence`."""


def is_participle() -> pl.Expr:
    """`a man identified as a guard`, `two men accused of spying`, `a strike called by dockers`: nobody says anything.

    In: text, start and behind_text (of a word of saying), sentence.
    """
    word, behind = pl.col("text"), pl.col("behind_text")
    is_of_them = text_before("sentence", "start", 16).str.contains(lean(_PEOPLE_BEFORE))
    is_of_relative = text_before("sentence", "start", 40).str.contains(r"(?i)\b(?:whom?|which|what|that)\b")
    is_passive = (word.str.contains("(?i)^(?:identified|described|named)$") & behind.str.starts_with(" as ")) | (
        word.str.contains("(?i)^accused$") & behind.str.starts_with(" of ")
    )
    # a priest identified as Ruiz; but: a man police identified as Ruiz
    is_of_police = text_before("sentence", "start", 30).str.contains(lean(_IDENTIFIERS))
    # Civilians reported killed: 4. Nobody reports.
    is_reported = word.str.contains("(?i)^reported$") & behind.str.contains(lean(_REPORTED_DEAD))
    return (
        (is_passive & (is_of_them | ~is_of_police) & ~is_of_relative)
        | is_reported
        | (word.str.contains("(?i)^called$") & behind.str.starts_with(" by "))
    )


_IDENTIFIERS = (
    r"(?i:\b(?:police|officials?|authorities|officers|sources?|media|army|military|ministry|government|prosecutors?|"
    r"relatives|witnesses|state|radio|television|newspapers?|agency|he|she|they|it|we|i|group|party|president|"
    r"minister|governor|mayor|spokes\w+|has|have|had|later|also)) $|\b\p{Lu}\p{L}* $"
)
"""Who identifies somebody as somebody."""
_REPORTED_DEAD = (
    r"(?i)^ (?:killed|wounded|injured|dead|missing|hurt)(?:[,.:;]|$| (?:in|after|by|on|at|and|or|when|as|so|during)\b)"
)
_PEOPLE_BEFORE = (
    r"(?i)\b(?:m[ae]n|wom[ae]n|people|persons?|individuals?|suspects?|gunm[ae]n|boys?|girls?|youths?|teenagers?|"
    r"civilians?|residents?|others?|militants?|soldiers?|officers?|victims?|drivers?|attackers?|bombers?|villagers?) $"
)
"""Who is named or accused, right before the participle."""


def spoken_in_sentences(batch: Batch) -> pl.DataFrame:
    """Words of saying with their speaker and content in the same sentence."""
    chunks = speech_chunks(batch)
    texts = batch.sentences.lazy().select("sentence_id", sentence="text")
    found = (
        with_context(chunks)
        .filter(pl.col("tag").is_in(["K", "A"]))
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        .with_columns(behind_text=pl.col("sentence").str.slice(pl.col("end"), 70))
        .filter(
            (pl.col("tag") == "A")
            | ~pl.col("behind_text").str.contains(lean(NOT_SAID))
            # said up to 14 people had died
            | (pl.col("text").str.contains(lean(SAYS)) & pl.col("behind_text").str.contains("(?i)^ up to "))
        )
        .filter(
            (pl.col("tag") == "A")
            | ~pl.col("behind_text").str.contains(lean(NOT_CLAIMED))
            | pl.col("text").str.contains(lean(SAYS))
        )
        .filter(
            ~pl.col("text").str.contains("(?i)^claim")
            | ~pl.col("behind_text").str.contains(lean(r"^ (?:\w+ ){0,3}victims\b"))
        )
        .filter(~is_participle())
        .filter((pl.col("subjects").fill_null("") != "toll") | pl.col("behind_text").str.contains(lean(TOLL)))
        .filter(
            ~pl.col("text").str.contains("(?i)^admit") | ~pl.col("behind_text").str.contains(lean(ADMITTED_PATIENTS))
        )
        .collect(engine="in-memory")
        .pipe(_with_speakers)
        .with_columns(
            # Where the speaker's phrase stands, as numbers of chunks.
            first=pl.when(pl.col("form") == "direct")
            .then(pl.col("chunk_no") - pl.col("middle").str.len_chars() - pl.col("phrase").str.len_chars())
            .when(pl.col("form") == "passive")
            .then(pl.col("chunk_no") + 2)
            .when(pl.col("form") == "inverted")
            .then(pl.col("chunk_no") + 1)
            .when(pl.col("phrase").is_not_null())
            .then(pl.lit(0))
            .cast(pl.Int32),
        )
        .with_columns(last=(pl.col("first") + pl.col("phrase").str.len_chars() - 1).cast(pl.Int32))
    )
    return _contents(_phrases(found, chunks), chunks, batch)


def _with_speakers(found: pl.DataFrame) -> pl.DataFrame:
    """Adds to each word of saying its form (direct, inverted, passive, shared) and, as tags, phrase and middle.

    In: text, tag, left, right, subjects. Rows without a speaker are left out. In steps, each from columns of the one
    before: as one expression the plan repeats the patterns until it takes two seconds for 4,000 rows.
    """
    text, tag, left, right = pl.col("text"), pl.col("tag"), pl.col("left"), pl.col("right")
    is_verb = tag == "K"
    flags = found.with_columns(
        is_open=is_verb & ~(left.str.contains("e[a]*$") & ~text.str.contains("(?i)as saying")),
        is_ing=text.str.contains("(?i)[^y]ing$"),
        ends_in_comma=left.str.contains(",[abt]*e?(?:[pc]?t)?$"),
        is_shared=left.str.contains(lean(SHARED)),
        has_word_before=left.str.contains("[KA]"),
        is_after_quote=(
            left.str.contains('(?:[,";]"|",?|,)[a]?$') | ((left == "") & right.str.contains(lean(PHRASE + ',?:?"')))
        )
        & ~text.str.contains(lean(TELLING)),
        # `Two die in market blast, says mayor`, with or without the comma.
        ends_headline=text.str.contains("(?i)^says?$") & right.str.contains(lean(f"^{PHRASE}$")),
        is_source=text.str.contains("(?i)^(?:citing|quoting|cited)$"),
        any_subject=pl.col("subjects").is_in(["any", "that"]),
    )
    is_open, ends_in_comma = pl.col("is_open"), pl.col("ends_in_comma")
    plain = pl.when(is_open & ~ends_in_comma).then(left)
    aside = pl.when(is_open & ends_in_comma).then(left)
    relative = pl.when(
        is_open & ~(pl.col("is_shared") & pl.col("has_word_before")) & left.str.contains("r[abt]*$")
    ).then(left)
    and_said = pl.when(is_open & pl.col("is_shared") & ~pl.col("has_word_before")).then(left)
    behind = pl.when(
        (is_verb & is_open & ~pl.col("is_ing") & (pl.col("is_after_quote") | pl.col("ends_headline"))) | (tag == "A")
    ).then(right)
    passive = pl.when(is_verb & text.str.contains("(?i)(?:ed|told|written|put|said|known|given)$")).then(right)

    def both(branch: pl.Expr, patterns: tuple[str, ...], name: str) -> dict[str, pl.Expr]:
        return {
            f"{name}_{part}": pl.coalesce(branch.str.extract(lean(pattern), group) for pattern in patterns)
            for part, group in (("phrase", 1), ("middle", 2))
        }

    read = flags.with_columns(
        **both(plain, (QUOTED, PRONOUN, *WITH_CLAUSE, PLAIN, BESIDE), "plain"),
        **both(aside, WITH_ASIDE, "aside"),
        **both(relative, (OF_RELATIVE,), "relative"),
        **both(and_said, (AND_SAID,), "and"),
        inverted=pl.when((tag == "A") & left.str.contains("^[at&c,]*$"))
        .then(pl.coalesce(behind.str.extract(lean(pattern), 1) for pattern in BEHIND_OPENING))
        .otherwise(pl.coalesce(behind.str.extract(lean(BEHIND_CLOSED), 1), behind.str.extract(lean(BEHIND), 1))),
        is_ended=behind.str.contains(lean(BEHIND_ENDED)),
        by=pl.coalesce(passive.str.extract(lean(BEHIND_BY_CLOSED), 1), passive.str.extract(lean(BEHIND_BY), 1)),
    )
    is_speaking = pl.col("relative_phrase").str.contains("[SRC]")
    read = read.with_columns(
        direct=pl.coalesce("plain_phrase", "aside_phrase", pl.when(is_speaking).then("relative_phrase"), "and_phrase"),
        middle=pl.coalesce("plain_middle", "aside_middle", pl.when(is_speaking).then("relative_middle"), "and_middle"),
    )
    direct, inverted, is_ended = pl.col("direct"), pl.col("inverted"), pl.col("is_ended")
    judged = read.with_columns(
        # `cases reported by country`: a participle.
        is_good=direct.str.contains("[SRCh]")
        | (pl.col("any_subject") & ~pl.col("is_ing") & ~right.str.starts_with("y")),
        is_good_inverted=(
            inverted.str.contains("[SRC]")
            | (inverted.str.contains("^(?:[dh]|w{1,4}$)") & is_ended & ~text.str.contains("(?i)^say$"))
        )
        & (pl.col("subjects").is_null() | (pl.col("subjects") == "any")),
        is_whole=(direct.str.len_chars() + pl.col("middle").str.len_chars() == left.str.len_chars())
        & direct.str.contains("C"),
    )
    form = (
        pl.when(
            pl.col("by").str.contains("[SRC]")
            | (~is_open & is_verb & pl.col("by").str.starts_with("d") & (pl.col("subjects") == "any"))
        )
        .then(pl.lit("passive"))
        .when((tag == "A") & inverted.is_not_null() & (~pl.col("is_source") | inverted.str.contains("[SRC]")))
        .then(pl.lit("inverted"))
        .when(
            pl.col("is_good_inverted")
            & (
                direct.is_null()
                # `Another 40 are in hospital, eight of them on ventilators, said the doctor`
                | (direct.str.contains("^d?x") & inverted.str.contains("[SR]"))
                | (~direct.str.contains("[SRh]") & is_ended & ~pl.col("is_whole"))
                # `A bomb went off in Kabul, killing four, said the police`
                | (pl.col("aside_phrase").is_not_null() & is_ended & text.str.contains("(?i)^sa(?:id|ys)$"))
            )
            & ~left.str.contains("r[abt]*,?$")
        )
        .then(pl.lit("inverted"))
        .when(direct.is_not_null() & (direct != "") & pl.col("is_good"))
        .then(pl.lit("direct"))
        .when("is_good_inverted")
        .then(pl.lit("inverted"))
        .when(is_open & pl.col("is_shared") & pl.col("has_word_before"))
        .then(pl.lit("shared"))
    )
    formed = judged.with_columns(form=form).filter(pl.col("form").is_not_null())
    of_form = pl.col("form")
    return formed.select(
        *found.columns,
        "form",
        phrase=pl.when(of_form == "passive").then("by").when(of_form == "inverted").then("inverted")
        .when(of_form == "direct").then("direct")
        .otherwise(left.str.extract(lean(OPENING_PHRASE), 1)),
        middle=pl.when(of_form == "direct").then("middle").otherwise(pl.lit("")),
    )  # fmt: skip


def _phrases(found: pl.DataFrame, chunks: pl.DataFrame) -> pl.DataFrame:
    """Offsets of the speaker's phrase and what stands before and behind the whole attribution."""
    # A verb that shares its subject and reports only with `that` ends no other's content.
    is_bare = (
        (pl.col("form") == "shared")
        & (pl.col("subjects") == "that")
        & ~pl.col("behind_text").str.contains(lean(THAT_FOLLOWS))
    )
    found = found.filter(~is_bare)
    speaker = ["speaker_start", "speaker_end"]
    is_shared = pl.col("form") == "shared"
    return (
        found.with_columns(
            speaker_start=pl.lit(chunks["start"]).gather(row_of("first")),
            speaker_end=pl.lit(chunks["end"]).gather(row_of("last")),
        )
        .sort("sentence_id", "chunk_no")
        # `X rejected the claim and said that ...`: the subject of the word of saying before, else of the sentence.
        .with_columns(
            pl.coalesce(
                pl.when(~is_shared).then(name), pl.when(~is_shared).then(name).forward_fill().over("sentence_id"), name
            ).alias(name)
            for name in speaker
        )
        .filter(pl.col("speaker_start").is_not_null())
        .with_columns(
            # The attribution's first and last chunk: speaker and word of saying.
            head=pl.when(is_shared).then(pl.col("chunk_no")).otherwise(pl.min_horizontal("first", "chunk_no")),
            foot=pl.when(is_shared).then(pl.col("chunk_no")).otherwise(pl.max_horizontal("last", "chunk_no")),
        )
        .with_columns(
            before=pl.col("tags").str.slice(0, pl.col("head")),
            after=pl.col("tags").str.slice(pl.col("foot") + 1),
        )
    )


def _contents(found: pl.DataFrame, chunks: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The content of each attribution: what stands before it, behind it, or on both sides.

    Before, where it closes with a comma or a quotation mark and only words of time and place follow; both, where the
    clause before is cut in two (`Both, according to the ministry, have confessed`); else behind, to the end of the
    sentence or to the next speaker after a semicolon or a conjunction.
    """
    before, after = pl.col("before"), pl.col("after")
    is_telling = pl.col("text").str.contains(lean(TELLING))
    substantial = (
        (
            ~before.str.contains(lean(INTRODUCTION))
            | (before.str.contains("^p[CS]") & pl.col("sentence").str.contains(lean(_PLACE_AND_TOLL)))
        )
        & before.str.contains(r'[,"][-"]?$')
        & before.str.contains(r"[^,;]{2,}[^;]*$")
    )
    closed = (
        pl.when(is_telling)
        .then(after.str.contains(lean(TOLD_ADVERBIAL)))
        .otherwise(after.str.contains(lean(ADVERBIAL)))
    )
    # Nine died, the army said in a statement that could not be verified: what stands behind is of the statement.
    closed = closed | pl.col("behind_text").str.contains(lean(_STATEMENT_THAT))
    quote_before = before.str.contains(r'",?-?$|,"$')
    quote_follows = after.str.contains(r'^(?:[ab]|p?d?t)*(?:pd?[wR])?[,:]?"')
    is_shared = pl.col("form") == "shared"
    no_comma = (~before.str.contains(r'(?:^|[,":;]|[&c])$')) & closed
    is_before = (
        (
            (
                (substantial & (closed | (quote_before & ~after.str.starts_with("T"))) & ~quote_follows)
                | (no_comma & (pl.col("tag") == "A"))
            )
            | ((pl.col("form") == "passive") & ~after.str.contains("^[at]*T"))
        )
        & ~is_shared
        & ~before.str.contains("[cT&r]a?,?$")
    )
    # `Two girls, he said, were killed`: the clause before has no verb of its own.
    split_clause = (
        (substantial | before.str.contains("^[dwCSRxh]{1,3},$"))
        & closed
        & after.str.contains(lean(rf"^(?:{_ADVERB})*,(?:[beav]|&[dxwCSRh])"))
        & ~quote_before
    )
    is_between = (
        split_clause | (substantial & closed & quote_before & after.str.contains(r'^[^;"]{0,14},"'))
    ) & ~is_shared
    goes_on = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    next_head = pl.when(goes_on).then(pl.col("head").shift(-1))
    next_before = pl.when(goes_on).then(pl.col("before").shift(-1))
    next_shared = pl.when(goes_on).then((pl.col("form") == "shared").shift(-1))
    # The next speaker begins a clause of his own: content ends before him.
    cut = (next_shared | next_before.str.contains(r"(?:;|,&|,c|&|,)a?$")).fill_null(False)
    edges = batch.sentences.select("sentence_id", length=pl.col("char_end") - pl.col("char_start"))
    semicolon = (
        chunks.filter(pl.col("text") == ";").select("sentence_id", "end", semicolon="end").sort("sentence_id", "end")
    )
    skipped = after.str.extract(r"^([,:\-]*)", 1)
    placed = (
        found.with_columns(
            is_before=is_before.fill_null(False), is_between=is_between.fill_null(False), next_head=next_head, cut=cut
        )
        .with_columns(body=(pl.col("foot") + 1 + skipped.fill_null("").str.len_chars()).cast(pl.Int32))
        .with_columns(
            head_start=pl.lit(chunks["start"]).gather(row_of("head")),
            body_start=pl.lit(chunks["start"]).gather(row_of("body")),
            next_start=pl.lit(chunks["start"]).gather(row_of("next_head")),
        )
        .join(edges, on="sentence_id", how="left")
        .sort("sentence_id", "head_start")
        .join_asof(
            semicolon.rename({"end": "at"}),
            left_on="head_start",
            right_on="at",
            by="sentence_id",
            strategy="backward",
            check_sortedness=False,
        )
        .sort("sentence_id", "chunk_no")
    )
    is_front = pl.col("is_before") | pl.col("is_between")
    # `She said during an interview on Sunday.`: nothing is said.
    is_empty = (
        ~pl.col("text").str.contains("(?i)^(?:describ|call|cast|brand)")
        & ~is_front
        & (pl.col("cue_kind") == "claim")
        & after.str.contains(lean(EMPTY))
        & ~after.str.contains("x")
    )
    is_bare = (pl.col("subjects") == "that") & ~(
        pl.col("behind_text").str.contains(lean(THAT_FOLLOWS)) | (is_front & before.str.contains('",?-?$|,"$'))
    )
    return (
        placed.with_columns(
            points_back=(is_empty & (before == "")).fill_null(False),
            # `Speaking today, the minister said:` and the quotation in the next paragraph.
            points_ahead=(
                after.str.contains(r"^[atpdwCSR\-]*:$") & (pl.col("cue_kind") == "claim") & ~is_front
            ).fill_null(False),
        )
        .with_columns(points=pl.col("points_back") | pl.col("points_ahead"))
        .filter((~is_empty.fill_null(False) | pl.col("points")) & (~is_bare.fill_null(False) | pl.col("points_ahead")))
        .with_columns(
            # `a charge dismissed by Kyiv`: the phrase alone, not the sentence before it.
            start=pl.when("points")
            .then(pl.lit(0))
            .when(is_front & (pl.col("form") == "passive") & ~pl.col("left").str.contains("e[ab]*$"))
            .then(
                pl.col("head_start")
                - pl.col("sentence")
                .str.slice(0, pl.col("head_start"))
                .str.extract(r"([^,;]*)$", 1)
                .str.len_chars()
                .cast(pl.Int32)
            )
            .when(is_front)
            .then(pl.col("semicolon").fill_null(0))
            .otherwise(pl.col("body_start")),
            end=pl.when("points")
            .then(pl.col("length"))
            .when(pl.col("is_before") & ~pl.col("is_between"))
            .then(pl.col("head_start"))
            .when(pl.col("cut") & (pl.col("next_start") > pl.col("body_start")))
            .then(pl.col("next_start"))
            .otherwise(pl.col("length")),
        )
        .filter(pl.col("start").is_not_null() & (pl.col("start") < pl.col("end")))
        .with_columns(cue="text")
        .pipe(trimmed)
        .with_columns(
            speaker_text=pl.col("sentence").str.slice(
                pl.col("speaker_start"), pl.col("speaker_end") - pl.col("speaker_start")
            ),
            said=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
        )
        .with_columns(
            statement_start=pl.when(
                ~is_front
                & (pl.col("form") == "direct")
                & (
                    (pl.col("cue_kind") != "claim")
                    | (pl.col("subjects") == "named")
                    | (pl.col("said").str.count_matches(lean(r"\S+")) < 8)
                )
            )
            .then("head_start")
            .when(~is_front & (pl.col("form") == "shared") & (pl.col("cue_kind") != "claim"))
            .then("head_start"),
            statement_end=pl.when(is_front & (pl.col("form") == "passive")).then(pl.col("length").cast(pl.Int32)),
        )
        .filter(
            (pl.col("end") - pl.col("start") >= 8)
            | (pl.col("statement_start").is_not_null() & (pl.col("cue_kind") != "claim"))
            | pl.col("statement_end").is_not_null()
            | pl.col("said").str.contains(lean(r"\d"))
            | pl.col("points")
        )
        .with_columns(n_opening=pl.col("speaker_text").str.extract(lean(OPENING), 1).fill_null("").str.len_chars())
        .with_columns(
            speaker_text=pl.col("speaker_text")
            .str.slice(pl.col("n_opening"))
            .str.replace(lean(r",\s*\d{1,2}$"), "")
            .str.strip_chars(" ,"),
            speaker_start=(pl.col("speaker_start") + pl.col("n_opening")).cast(pl.Int32),
        )
        .filter(~pl.col("speaker_text").str.contains(lean(NO_SPEAKER)) & (pl.col("speaker_text") != ""))
        .pipe(_of_sentence_beside, batch)
        .pipe(_without_nested)
        .select(
            "sentence_id",
            "speaker_sentence",
            "start",
            "end",
            "statement_start",
            "statement_end",
            "is_quote",
            "speaker_text",
            "speaker_start",
            "speaker_end",
            "cue",
            kind="cue_kind",
            is_carried=pl.lit(False),
            is_front=is_front,
        )
    )


def _of_sentence_beside(placed: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Two people died. This was announced by the governor`, `"Where was the army?" Petrenko said.`: the content is the
    sentence before. `The minister said:` at the end of a paragraph: it is the sentence behind.

    Adds speaker_sentence.
    """
    bodies = batch.sentences.filter(~pl.col("in_headline")).select(
        "version_id", "sentence_id", length_beside=pl.col("char_end") - pl.col("char_start"), text_beside="text"
    )
    step = pl.when("points_ahead").then(1).otherwise(-1)
    versions = batch.sentences.select("sentence_id", "version_id")
    ends_in_quote = pl.col("text_beside").str.contains(r"[”\"»’']$")
    this = pl.col("said").str.contains(
        lean(
            r"(?i)^(?:this|that|so|the same)\b(?: (?:in|on|at|via|during) .*)?$|^(?:this|that) (?:was|were|is|"
            r"has been)$"
        )
    )
    rows = placed.with_columns(speaker_sentence="sentence_id")
    pointing = (
        rows.filter(this | pl.col("points"))
        .join(versions, on="sentence_id", how="left")
        .with_columns(sentence_id=(pl.col("sentence_id").cast(pl.Int64) + step).cast(pl.UInt32, strict=False))
        .join(bodies, on=["sentence_id", "version_id"], how="inner")
        .filter(~pl.col("points_back") | ends_in_quote)
        .with_columns(
            start=pl.lit(0, pl.Int32),
            end=pl.col("length_beside").cast(pl.Int32),
            statement_start=pl.lit(None, pl.Int32),
            is_before=~pl.col("points_ahead"),
            is_quote="points",
        )
        .drop("version_id", "length_beside", "text_beside")
    )
    return pl.concat([rows.filter(~this & ~pl.col("points")), pointing], how="diagonal_relaxed").sort(
        "sentence_id", "start", "end"
    )


def _without_nested(rows: pl.DataFrame) -> pl.DataFrame:
    """Without words of saying inside what somebody else is quoted as saying: `"They tell me three," said the widow`."""
    numbered = rows.with_row_index("attribution")
    outer = numbered.filter(pl.col("is_quote") & (pl.col("is_before") | pl.col("is_between"))).select(
        "sentence_id", outer="attribution", outer_start="start", outer_end="end"
    )
    nested = (
        numbered.join(outer, on="sentence_id", how="inner")
        .filter(
            (pl.col("outer") != pl.col("attribution"))
            & (pl.col("head_start") >= pl.col("outer_start"))
            & (pl.col("head_start") < pl.col("outer_end"))
        )
        .select("attribution")
    )
    # `SANA, citing a soldier, said`: who cites speaks.
    is_cited = pl.col("cue").str.contains("(?i)^(?:citing|quoting|cited)$") & (pl.len().over("sentence_id") > 1)
    in_own_voice = pl.col("speaker_text").str.contains("(?i)^(?:we|i|you)$")
    return (
        numbered.filter(~in_own_voice & ~is_cited)
        .join(nested, on="attribution", how="anti", maintain_order="left")
        .drop("attribution")
    )


def headlines(batch: Batch) -> pl.DataFrame:
    """Headlines that name their source at the end, behind a colon or a dash: `Six dead in market blast: officials`; or
    before a colon: `Officials: Six dead in market blast`.
    """
    heads = batch.sentences.filter("in_headline").select("sentence_id", sentence="text")
    return (
        pl.concat([_source_last(heads, batch), _source_first(heads)], how="diagonal_relaxed")
        .unique("sentence_id", keep="first", maintain_order=True)
        .with_columns(
            is_quote=pl.lit(False),
            cue=pl.lit(":"),
            kind=pl.lit("claim"),
            is_carried=pl.lit(False),
            speaker_sentence="sentence_id",
        )
    )


def _source_first(heads: pl.DataFrame) -> pl.DataFrame:
    """`Afghan officials: Bomb kills seven`: where speaker and content stand."""
    speaker, sentence = pl.col("speaker_text"), pl.col("sentence")
    n_words = speaker.str.len_chars().cast(pl.Int32)
    return (
        heads.with_columns(speaker_text=sentence.str.extract(r"^([^:,;]{2,50}): .{15,}$", 1))
        .filter(speaker.str.contains(lean(SOURCE_NOUN)))
        .select(
            "sentence_id",
            "speaker_text",
            speaker_start=pl.lit(0, pl.Int32),
            speaker_end=n_words,
            start=n_words + 2,
            end=sentence.str.len_chars().cast(pl.Int32),
            is_front=pl.lit(False),
        )
    )


def _source_last(heads: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Six dead in market blast: officials`: where content and speaker stand."""
    return (
        heads.with_columns(
            content=pl.col("sentence").str.extract(lean(HEADLINE), 1),
            speaker_text=pl.col("sentence").str.extract(lean(HEADLINE), 2),
        )
        .filter(pl.col("content").is_not_null())
        .with_columns(
            end=pl.col("content").str.len_chars().cast(pl.Int32),
            speaker_end=pl.col("sentence").str.len_chars().cast(pl.Int32),
        )
        .with_columns(speaker_start=(pl.col("speaker_end") - pl.col("speaker_text").str.len_chars()).cast(pl.Int32))
        .join(
            batch.actors.select("sentence_id", mention_start="start", mention_end="end"), on="sentence_id", how="left"
        )
        .with_columns(
            is_speaker=(
                (pl.col("mention_start") < pl.col("speaker_end")) & (pl.col("mention_end") > pl.col("speaker_start"))
            ).fill_null(False)
            | pl.col("speaker_text").str.contains(lean(SOURCE_NOUN))
        )
        .filter("is_speaker")
        .unique("sentence_id", keep="first", maintain_order=True)
        .select(
            "sentence_id",
            "end",
            "speaker_text",
            "speaker_start",
            "speaker_end",
            start=pl.lit(0, pl.Int32),
            is_front=pl.lit(True),
        )
    )


SOURCE_NOUN = (
    r"(?i)\b(?:officials?|police|army|military|ministry|government|governor|mayor|hospital|medics|doctors|witnesses|"
    r"residents|locals|sources?|reports?|monitors?|activists|un|media|agency|ngo|rescuers|prosecutors|minister|"
    r"president|staff|authorities|charity|defen[cs]e|observatory|survivors|report|study|rights group|white helmets)$"
)


def trimmed(contents: pl.DataFrame) -> pl.DataFrame:
    """Content without the quotation marks, commas and `that` at its edges; adds is_quote."""
    raw = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    lead = (
        rf"(?i)^(?:[\s,:;.–—\-“”\"«]|(?:that|(?:late |early )?(?:on )?{day}|today|reporters|journalists|"
        r"(?:on|in|via|to) (?:a |an |its |his |her |their )?(?:\w+ )?(?:Telegram|statement|post|Facebook|X|Twitter|"
        r"report|briefing|interview|reporters|journalists))\b)*"
    )
    tail = r"(?:[\s,:;.!?–—\-“”\"»]|\b(?:and|but|while|as|which|whereas)$)*$"
    return (
        contents.with_columns(content=raw)
        # `Moscow denies aiming at homes, although thousands have died`: the concession is the outlet's own.
        .with_columns(
            own=pl.when((pl.col("cue_kind") == "denial") & ~(pl.col("is_before") | pl.col("is_between"))).then(
                pl.col("content").str.extract(r"^(.{8,}?), (?:although|though|even though) [^”\"]*$", 1)
            )
        )
        .with_columns(
            end=pl.when(pl.col("own").is_not_null())
            .then(pl.col("start") + pl.col("own").str.len_chars())
            .otherwise(pl.col("end")),
            content=pl.coalesce("own", "content"),
        )
        .with_columns(
            is_quote=pl.col("content").str.contains(r"^\s*[“\"«]|[”\"»][\s,.]*$"),
            n_lead=pl.when(pl.col("cue").str.contains(lean(TELLING)) & ~pl.col("is_before") & ~pl.col("is_between"))
            .then(pl.col("content").str.extract(lean(f"({ADDRESSEE})"), 1).fill_null("").str.len_chars())
            .otherwise(0)
            .clip(lower_bound=pl.col("content").str.extract(lean(f"({lead})"), 1).fill_null("").str.len_chars()),
            n_tail=pl.col("content").str.extract(lean(f"({tail})"), 1).fill_null("").str.len_chars(),
        )
        .with_columns(
            start=(pl.col("start") + pl.col("n_lead")).cast(pl.Int32),
            end=(pl.col("end") - pl.col("n_tail")).cast(pl.Int32),
        )
        .filter(pl.col("end") > pl.col("start"))
    )
