"""Who speaks: the noun phrase that is the subject of a word of saying.

What belongs here: cutting sentences with a word of saying into tagged chunks, and finding the speaker's phrase around
the word. What does not: what is said (statements.py), and which actor a phrase means (actors.py).

A sentence becomes a string of one-letter tags, so that a regular expression can read its syntax:

K word of saying, A according to, S known actor, R noun for people or papers that speak (residents, report),
C capitalised word, w other word, v word in -ed or -ing, x number, h pronoun, r who/which, e form of be, b have and
modal verbs, n negation, a adverb, t time word, d determiner, o of, p preposition, y by, T that, c conjunction of a
clause,
& and/or, " quotation mark, - hyphen or apostrophe, and the signs , ; : ( )
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.chunks import lay, number, rewritten
from pipelines.extract.matching import lean

_TAGS = {
    "e": "is are was were be been being am",
    "b": "has have had having do does did will would can could may might must should shall",
    "n": "not never cannot hasn't haven't hadn't didn't doesn't don't won't wouldn't couldn't can't hasn’t haven’t "
    "hadn’t "
    "didn’t doesn’t don’t won’t wouldn’t couldn’t can’t isn't wasn't aren't weren't isn’t wasn’t aren’t weren’t",
    "a": "early late further also then now again still already just only even ever once thus hence thereby soon often "
    "meanwhile however moreover "
    "instead separately initially reportedly previously immediately subsequently repeatedly consistently falsely "
    "publicly earlier later since yet rather far so too jointly flatly swiftly quickly promptly angrily categorically "
    "long always newly recently privately openly officially additionally furthermore nevertheless nonetheless",
    "t": "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight overnight tomorrow morning "
    "afternoon evening night midnight noon midday dawn dusk january february march april june july august september "
    "october november december week weeks month months year years hour hours day days minutes ago weekend",
    "h": "he she they it we i you he's she's it's they're we're we've i'm i've you're they've he’s she’s it’s they’re "
    "we’re we’ve "
    "i’m i’ve you’re they’ve",
    "r": "who which whom whose reached contacted interviewed",
    "d": "the a an its his her their this our my your another some several both these those no any each every all "
    "either "
    "neither many most few",
    "o": "of",
    "y": "by",
    "T": "that",
    "p": "in at near on from with during between for to about over under into outside across around inside within amid "
    "among behind through throughout via against toward towards beyond despite like along above below beside upon off "
    "out",
    "c": "as when while where if because although though but after before until unless whereas whether than without",
    "&": "and or & nor",
    '"': "“ ” \" « » „ ``  ''",
    "-": "- / ‘ ’ ' [ ] *",
    ",": ", – —",
    ";": "; . ! ? … •",
    ":": ":",
    "(": "(",
    ")": ")",
    "w": "armed united combined joint injured wounded retired unnamed unidentified displaced elected appointed "
    "suspected masked wanted allied occupied affected red leading ruling opposing warring ongoing managing acting "
    "visiting serving sitting supply rally thing things nothing something anything everything building meeting "
    "briefing hearing wedding king spring ceiling wing",
    "v": "known",
    "R": "report reports statement statements account accounts study survey communique communiqué bulletin document "
    "documents letter post footage video data figures investigation inquiry review police media press "
    "man woman men women teacher student driver drivers mother father brother sister wife husband son daughter uncle "
    "cousin widow neighbour neighbor lawyer lawyers priest imam bishop pope nun shopkeeper trader pilot veteran "
    "historian economist researcher researchers scientists professor author columnist reporter journalist "
    "journalists correspondent editor editors source team crews nurse doctor surgeon medic paramedic paramedics "
    "organisation organization organisations organizations agency agencies group groups committee commission panel "
    "mission network coalition foundation institute union party bureau office department directorate command "
    "headquarters corps court tribunal judge leader leaders chief chiefs head chairman chairwoman chair director "
    "coordinator representative representatives negotiator negotiators inspector inspectors captain colonel general "
    "lieutenant major sergeant secretary undersecretary minister ministers activist analyst expert witness resident "
    "survivor relative villager volunteer volunteers rescuer firefighter fighter militant insurgent rebel website "
    "channel newspaper daily magazine station radio tv broadcaster outlet outlets watchdog charity ngo ngos "
    "congressman congresswoman senator lawmaker lawmakers politician politicians voter voters supporter supporters "
    "critics critic adviser advisor aide aides campaign prosecutor investigators investigator detectives coroner "
    "assessor assessors interviewees eyewitness eyewitnesses "
    "hospital hospitals clinic ministry ministries army military navy government authorities authority officials "
    "official "
    "spokesman spokeswoman spokesperson governor mayor president commander commanders officer officers residents "
    "witnesses activists monitors monitor observers doctors medics prosecutors rescuers locals villagers relatives "
    "survivors analysts experts envoy envoys diplomat diplomats ambassador lawmaker sources service services council "
    "administration observatory company firm operator watchdog sheriff generals colonels girl boy teenager grandmother "
    "grandfather family families assembly ally allies everyone somebody someone nobody others councillor councilman "
    "mufti cleric patriarch",
}
_TAG = pl.Enum(["K", "A", "S", "C", "x", *_TAGS, "^", "$"])
"""Tags as numbers; `^` and `$` stand for the edges of a sentence."""
_LOOKUP = {word: tag for tag, words in _TAGS.items() for word in words.split()}

# Patterns have no counted repetitions of classes: an automaton grows with every count (5 ms to compile became 60).
_W = r"[wCSRx\-]"
_HEAD = r"(?:[wSR]|Cx?)-*"
"""The last word of a noun phrase: `residents`, `Okapi`, `Channel 12`."""
_NP = rf"d?d?a?{_W}*{_HEAD}(?:&d?{_W}*{_HEAD})?"
_TAIL = rf"(?:v?[poy]t?d?d?{_W}*{_HEAD}(?:&d?{_W}*{_HEAD})?)*"
_ITEM = rf"d?{_W}*[SRC]"
_LIST = rf"{_ITEM}(?:,{_ITEM})+,?&{_ITEM}"
PHRASE = rf"(?:{_LIST}|{_NP}{_TAIL})"
_COUNTED = rf"(?:{PHRASE}|d?x(?:o{_NP})?)"
"""A noun phrase with its prepositional phrases, or a list of speakers: `residents, a nurse and the mayor`."""

_MIDDLE = r"[abt\-]*e?(?:[pc]d?[xw]?t[abt]*)?(?:e?K(?:y[dwCSRpot\-]+)?c)?"
"""Between subject and word of saying: adverbs, auxiliaries, `on Monday`, `was quoted by SANA as` (saying)."""

_EDGE = '(?:^|[,";:Tc&])'
_LOOSE_EDGE = '(?:^|[,";:Tc&vKebtrax])'
_NAME = r"[SC][SC\-]*(?:,x)?"
_CLAUSE = r"[KASRCwvxhrebnatdopyTc&:\-]+"
_ASIDE = rf"(?:[dwCSRpoyx&aevt\-]+|a?[rcv]{_CLAUSE}|[dwCSR\-]+[Tr]{_CLAUSE}|A[dwCSRpo\-]+)"

PRONOUN = f"(h)({_MIDDLE})$"
PLAIN = f"{_LOOSE_EDGE}({_COUNTED})({_MIDDLE})$"
WITH_CLAUSE = (
    rf"^({PHRASE}[Tr][ASRCwvxhrebnatdopyTc&\-]+)({_MIDDLE})$",
    rf",({PHRASE}r[ASRCwvxhrebnatdopyc&\-]+)({_MIDDLE})$",
)
BESIDE = rf"(S-*)({_MIDDLE})$"
AND_SAID = rf"(?:^|,|c)(h|{PHRASE})((?:,{_CLAUSE},)?[bavt]*[ebv][ASRCwvxhrebnatdopyTc&,\-]*(?:&|,c)[abt]*)$"
WITH_ASIDE = (
    f"{_EDGE}({PHRASE},{_NAME},)({_MIDDLE})$",
    f"{_EDGE}({PHRASE},{_ASIDE},)({_MIDDLE})$",
    f"{_EDGE}({PHRASE},{_ASIDE},{_ASIDE},)({_MIDDLE})$",
    rf"^({PHRASE}[Tr][ASRCwvxhrebnatdopyTc&\-]+,{_ASIDE},)({_MIDDLE})$",
    f",({_NAME},)({_MIDDLE})$",
)
QUOTED = f"K({PHRASE})(c)$"
OF_RELATIVE = f"{_EDGE}({PHRASE})(,?r{_MIDDLE})$"
"""Subjects before the word of saying: group 1 the phrase, group 2 what stands between."""

BEHIND_CLOSED = rf'^({_NP}{_TAIL},(?:{_NAME}|d{_W}+{_TAIL}))(?:[,;:"]|$)'
BEHIND_ENDED = f'^(?:h|{PHRASE})(?:[pct]?t|a)*(?:[,;:"]|$)'
BEHIND = f"^(h|{PHRASE})"
_OFFICE = rf"d(?:[SRC]|(?:[wCSR]|x\-){_W}*[SRC]){_TAIL}"
BEHIND_OPENING = (
    rf'^({_NP}{_TAIL},(?:{_NAME}|{_OFFICE}))[,"]',
    rf"^({_LIST})[,;]",
    rf"^(h|{_NP}{_TAIL})",
)
"""Behind `According to` at the head of a sentence, where what is said follows: `the mayor, the toll rose to six`."""
BEHIND_BY = f"^y({PHRASE})"
BEHIND_BY_CLOSED = rf'^y({_NP}{_TAIL},{_NAME})(?:[,;:"]|$)'
"""Subjects behind: `said the governor, Oleh Petrenko`, `according to X`, `reported by X`."""

OPENING_PHRASE = rf"^(h|{PHRASE})[bavt]*[ebv]"
SHARED = r"(?:,?&|,|,?c|,?r)[abtp]{0,3}$"
"""What stands before a word of saying that shares the subject of the one before: `and said`, `, adding`."""


def speech_chunks(batch: Batch) -> pl.DataFrame:
    """Sentences that hold a word of saying, cut into tagged chunks.

    Out, in text order: sentence_id, chunk_no, start, end, text, tag (Enum), cue_kind, subjects (of words of saying).
    """
    cues = batch.terms("speech_cues")
    texts = batch.sentences.select("sentence_id", "text").join(
        cues.select("sentence_id").unique(), on="sentence_id", how="semi", maintain_order="left"
    )
    is_capitals = pl.col("text") == pl.col("text").str.to_uppercase()
    capitals = texts.filter(is_capitals).select("sentence_id", is_capitals=pl.lit(True))
    spans = pl.concat(
        [
            cues.select(
                "sentence_id", "start", "end", "subjects", text="matched", cue_kind="kind",
                tag=pl.when(pl.col("form") == "phrase").then(pl.lit("A")).otherwise(pl.lit("K")).cast(_TAG),
                rank=pl.lit(0),
            ),
            # An office without the name behind its comma, which is read as an apposition.
            batch.actors.join(texts, on="sentence_id", how="semi")
            .with_columns(text=pl.col("actor_text").str.extract("^([^,]+)", 1))
            .select(
                "sentence_id", "start", "text", end=pl.col("start") + pl.col("text").str.len_chars().cast(pl.Int32),
                tag=pl.lit("S", _TAG), rank=pl.lit(1),
            ),
        ],
        how="diagonal",
    )  # fmt: skip
    tokens = batch.tokens.join(texts, on="sentence_id", how="semi", maintain_order="left")
    kept, between = lay(spans, tokens)
    tags = _word_tags(batch.vocabulary)[between["word"]]
    words = pl.concat(
        [between.join(capitals, on="sentence_id", how="left", maintain_order="left"), tags], how="horizontal"
    ).select(
        "sentence_id", "start", "end", "text",
        tag=pl.when("is_capitals").then("capitals").when(pl.col("token_no") == 0).then("first").otherwise("inner"),
    )  # fmt: skip
    chunks = number(pl.concat([kept, words], how="diagonal"))
    # In a headline of capitalised words a capital tells nothing.
    titles = texts.with_columns(
        is_title=pl.col("text").str.count_matches(lean(r"\b[a-z]\w{3,}")) * 2
        < pl.col("text").str.count_matches(lean(r"\b[A-Z]\w{3,}"))
    ).select("sentence_id", "is_title")
    return _corrected(chunks.join(titles, on="sentence_id", how="left", maintain_order="left")).drop("is_title")


def _word_tags(vocabulary: pl.DataFrame) -> pl.DataFrame:
    """The tag of each word that is in no span: `inner`, `first` (of a sentence) and `capitals` (in a text of
    capitals).
    """
    lower = pl.col("lower")
    # Mazar-i-Sharif: no pronoun.
    known = pl.when(pl.col("text") != "i").then(lower.replace_strict(_LOOKUP, default=None, return_dtype=pl.String))
    form = (
        pl.when(pl.col("text").str.contains(lean(r"^\p{N}")))
        .then(pl.lit("x"))
        .when(lower.str.contains("..(?:ed|ing)$"))
        .then(pl.lit("v"))
        .when(lower.str.contains("..ly$"))
        .then(pl.lit("a"))
        .otherwise(pl.lit("w"))
    )
    read = vocabulary.select(
        "lower", known=known, form=form, is_capital=pl.col("text").str.contains(lean(r"^\p{Lu}"))
    ).with_columns(capitals=pl.coalesce("known", "form"))
    is_name = pl.col("is_capital") & pl.col("known").is_null()
    return read.select(
        pl.col("capitals").cast(_TAG),
        inner=pl.when(is_name | (pl.col("is_capital") & pl.col("known").is_in(["R", "w"])))
        .then(pl.lit("C"))
        .otherwise("capitals")
        .cast(_TAG),
        first=pl.when(is_name & ~lower.str.contains("(?:ing|ed|ly)$"))
        .then(pl.lit("C"))
        .when(is_name)
        .then(pl.lit("v"))
        .otherwise("capitals")
        .cast(_TAG),
    )


_NOUN_OR_VERB = (
    "(?i)^(?:reports?|claims?|statements?|states?|records?|counts?|lists?|notes?|warnings?|fears?|estimates?|calls?|"
    "documents?|charges?|posts?|blames?|asks?|demands?|hopes|cautions|believe|read|offered|expected|raised)$"
)
"""Words of saying that are nouns or participles as often."""
_OF_PAPERS = ["seen", "published", "released", "obtained", "issued", "prepared", "compiled", "leaked", "by"]
"""Behind the noun: `a hospital report seen by Reuters`."""


_SAID_THING = (
    "^(?:number|figure|toll|charge|claim|allegation|accusation|account|total|count|estimate|assertion|version)$"
)


def _corrected(chunks: pl.DataFrame) -> pl.DataFrame:
    """Words of saying that are nouns here (`the reports`, `state media`), and words in -ed behind a hyphen.

    Which rows may change is told by comparing tags; texts are read in those rows only.
    """
    tag = pl.col("tag")
    # The neighbours of the same sentence.
    sentence = pl.col("sentence_id")
    has_before, has_behind = (
        (sentence == sentence.shift(1)).fill_null(False),
        (sentence == sentence.shift(-1)).fill_null(False),
    )
    before, behind = pl.col("before"), pl.col("behind")
    # What stands in brackets belongs to the word before: `Sen. Ruth Alder (D-MA) said`.
    with_brackets = chunks.filter(tag.is_in(["(", ")"]))["sentence_id"].unique().implode()
    opened = (tag == "(").cast(pl.Int32).cum_sum().over("sentence_id")
    closed = (tag == ")").cast(pl.Int32).cum_sum().over("sentence_id")
    in_brackets = ((opened > closed) | (tag == ")")) & (tag.first().over("sentence_id") != "(")
    marked = chunks.with_columns(
        before=pl.when(has_before).then(tag.shift(1)).otherwise(pl.lit("^", _TAG)),
        behind=pl.when(has_behind).then(tag.shift(-1)).otherwise(pl.lit("$", _TAG)),
        # No space between this chunk and its neighbour.
        is_joined_before=has_before & (pl.col("end").shift(1) == pl.col("start")),
        is_joined_behind=has_behind & (pl.col("start").shift(-1) == pl.col("end")),
        text_before=pl.col("text").shift(1),
        text_behind=pl.col("text").shift(-1),
        before_2=pl.when(sentence == sentence.shift(2)).then(tag.shift(2)),
        text_before_2=pl.when(sentence == sentence.shift(2)).then(pl.col("text").shift(2)),
        has_brackets=sentence.is_in(with_brackets),
    )
    may_change = (
        pl.col("has_brackets")
        | tag.is_in(["K", "-"])
        | (tag.is_in(["v", "t", "a"]) & ((before == "-") | (behind == "-")))
        | ((tag == "v") & before.is_in(["d", "C"]))
        | ((before == "d") & behind.is_in(["S", "R", "C", "h", "d"]))
        | ((before == "p") & tag.is_in(["d", "w", "C"]))
        | ((tag == "p") & behind.is_in(["d", "w", "C"]))
        | ((tag == ";") & ~behind.is_in(["$", '"']))
        | ((tag == "T") & (before == "p"))
    )
    is_joined_before, is_joined_behind = pl.col("is_joined_before"), pl.col("is_joined_behind")
    corrected = (
        pl.when(pl.col("has_brackets") & in_brackets)
        .then(pl.lit("-"))
        .when((tag == "K") & (before != "^") & ~pl.col("is_title") & pl.col("text").str.contains(lean(r"^\p{Lu}")))
        .then(pl.lit("C"))
        .when(
            (tag == "K")
            & before.is_in(["d", "o", "p", "x", "y", "-", "w", "^", "A"])
            & pl.col("text").str.contains(lean(_NOUN_OR_VERB))
        )
        .then(pl.lit("R"))
        # `according to police reports`, `a police report`, `the police report said`.
        .when(
            (tag == "K")
            & before.is_in(["S", "R", "C"])
            & (
                (pl.col("before_2") == "A")
                | pl.col("text_before_2").str.to_lowercase().is_in(["a", "an", "another", "this"])
                | (behind == "K")
                | pl.col("text_behind").is_in(_OF_PAPERS)
            ).fill_null(False)
            & pl.col("text").str.contains(lean(_NOUN_OR_VERB))
        )
        .then(pl.lit("R"))
        # `A toll the army disputes`: the relative clause begins behind the noun.
        .when(
            (before == "d") & behind.is_in(["S", "R", "C", "h", "d"]) & pl.col("text").str.contains(lean(_SAID_THING))
        )
        .then(pl.lit("c"))
        # `at least six`: a number, not a place.
        .when(pl.col("text").is_in(["least", "most"]) & (before == "p"))
        .then(pl.lit("x"))
        .when((tag == "p") & pl.col("text").str.contains("^[Aa]t$") & pl.col("text_behind").is_in(["least", "most"]))
        .then(pl.lit("x"))
        # Parts of a compound, nouns in -ing.
        .when(tag.is_in(["v", "t", "a"]) & ((before == "-") | (behind == "-")))
        .then(pl.lit("w"))
        .when((tag == "v") & before.is_in(["d", "C"]) & pl.col("text").str.ends_with("ing"))
        .then(pl.lit("w"))
        # `residents of the besieged town`: an adjective.
        .when((tag == "v") & (before == "d") & behind.is_in(["w", "C", "S", "R"]))
        .then(pl.lit("w"))
        # `[TEXT]`, as in transcripts of broadcasts.
        .when(
            (pl.col("text") == "]")
            & pl.col("text_before").is_in(["TEXT", "REPORT", "RECORDING", "CONTINUED", "EXCERPTS", "COMMENTARY"])
        )
        .then(pl.lit(","))
        # A full stop inside a sentence ends an abbreviation.
        .when((pl.col("text") == ".") & ~behind.is_in(["$", '"']))
        .then(pl.lit("-"))
        # Single quotation marks: not those of a plural's genitive.
        .when(
            pl.col("text").is_in(["'", "’", "‘"])
            & ((before.is_in([",", ";"]) & is_joined_before) | (~is_joined_before & is_joined_behind))
        )
        .then(pl.lit('"'))
        # A dash, which ends a dateline or sets a phrase apart.
        .when((pl.col("text") == "-") & ((before == "-") | (~is_joined_before & ~is_joined_behind)))
        .then(pl.lit(","))
        .when((tag == "T") & (before == "p"))
        .then(pl.lit("d"))
        .otherwise(tag)
    )
    read = rewritten(marked, "tag", may_change, corrected)
    return read.drop(
        "before", "behind", "is_joined_before", "is_joined_behind", "text_before", "text_behind", "before_2",
        "text_before_2", "has_brackets",
    )  # fmt: skip
