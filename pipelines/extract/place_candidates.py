"""Where names of the gazetteer stand in a text, with the words beside them.

What belongs here: the words of a sentence as places are written in them, the spans whose words are a name, and what
stands before and behind. What does not: whether the name means a place there, and which (place_resolution.py).

Names are found by joining runs of words to the names' keys, not by one automaton over half a million names: the
join takes a tenth of the time, and knows words, hyphens and diacritics.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.gazetteer import ARTICLES, TYPE_WORDS, Gazetteer, fold

MAX_WORDS = 7

COMPASS_WORDS = [
    *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"),
    *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern"),
    *("southwestern", "upper", "lower", "rural"),
]
"""Words of direction that open the name of a region or area in lower case: northern Israel."""

_HYPHENS = ["-", "‐", "‑"]
_APOSTROPHES = ["'", "’", "ʼ"]
_ABBREVIATED = ["st", "ste", "mt", "ft"]


def place_words(tokens: pl.DataFrame, vocabulary: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Tokens as words of place names: joining hyphens, apostrophes and abbreviating full stops left out.

    In: see tokens.lex. Out, in text order: word_id (row number), sentence_id, start, end, text,
    key (folded, without possessive), is_capital, is_upper, hyphen_before, hyphen_after, is_possessive, key_no (row of
    gazetteer.keys: the word is a name), max_words (of the longest name that opens with it), tail_chars (of 's or ').
    """
    lower, text = pl.col("lower"), pl.col("text")
    told = (
        vocabulary.lazy()
        .select(
            is_hyphen=text.is_in(_HYPHENS),
            is_apostrophe=text.is_in(_APOSTROPHES),
            is_stop=text == ".",
            is_abbreviated=lower.is_in(_ABBREVIATED),
            is_letter=lower.str.len_chars() == 1,
            is_possessive=lower.str.contains("['’]s$"),
            # Côte d'Ivoire
            is_capital=text.str.contains(r"^(?:[dl]['’])?[\p{Lu}\p{Lt}]"),
            is_upper=text.str.contains(r"^\p{Lu}(?:[\p{Lu}\p{M}’'.]+(?:['’]s)?)?$"),
            key=fold(lower.str.replace("['’]s?$", "")),
            tail_chars=text.str.extract("(['’][sS]?)$", 1).str.len_chars().fill_null(0).cast(pl.Int32),
            lower="lower",
        )
        # Punctuation folds to nothing; it stands for itself between names.
        .with_columns(key=pl.when(pl.col("key") == "").then("lower").otherwise("key"))
        .drop("lower")
        .collect(engine="in-memory")
    )
    told = told.with_columns(key_no=gazetteer.lookup(told["key"]), max_words=gazetteer.max_words(told["key"]))
    word = tokens["word"]

    def of_token(name: str) -> pl.Expr:
        return pl.lit(told[name].gather(word))

    glued_before = (pl.col("sentence_id") == pl.col("sentence_id").shift(1)) & (
        pl.col("start") == pl.col("end").shift(1)
    )
    glued_after = glued_before.shift(-1)
    flagged = (
        tokens.lazy()
        .select("sentence_id", "start", "end", "word", glued_before=glued_before, glued_after=glued_after)
        .with_columns(is_hyphen=of_token("is_hyphen") & pl.col("glued_before") & pl.col("glued_after"))
        .with_columns(
            hyphen_before=pl.col("is_hyphen").shift(1).fill_null(False),
            hyphen_after=pl.col("is_hyphen").shift(-1).fill_null(False),
            is_left_out=pl.col("glued_before")
            & (
                ((of_token("is_hyphen") | of_token("is_apostrophe")) & pl.col("glued_after"))
                | (of_token("is_stop") & of_token("is_abbreviated").shift(1))
                | (of_token("is_stop") & pl.col("glued_after") & of_token("is_letter").shift(1))
            ).fill_null(False),
        )
        .filter(~pl.col("is_left_out").fill_null(False))
        .select("sentence_id", "start", "end", "word", "hyphen_before", "hyphen_after")
        .collect(engine="in-memory")
    )
    word = flagged["word"]
    return flagged.select(
        *("sentence_id", "start", "end", "hyphen_before", "hyphen_after"),
        text=vocabulary["text"].gather(word),
        key=told["key"].gather(word),
        is_possessive=told["is_possessive"].gather(word),
        is_capital=told["is_capital"].gather(word),
        is_upper=told["is_upper"].gather(word),
        key_no=told["key_no"].gather(word),
        max_words=told["max_words"].gather(word),
        tail_chars=told["tail_chars"].gather(word),
    ).with_row_index("word_id")


def sentence_case(words: pl.DataFrame) -> pl.DataFrame:
    """How sentences are set: upper (all capitals), title (Headline Style) or mixed.

    Out: sentence_id, sentence_case. Only words of four letters and more are counted: The Battle of the Bulge.
    """
    counted = words.lazy().filter(pl.col("key").str.len_chars() >= 4)
    return (
        counted.group_by("sentence_id")
        .agg(
            n=pl.len(),
            n_capital=pl.col("is_capital").sum(),
            n_upper=(pl.col("is_upper") & (pl.col("text").str.len_chars() > 1)).sum(),
        )
        .select(
            "sentence_id",
            sentence_case=pl.when((pl.col("n_upper") * 10 >= pl.col("n") * 7) & (pl.col("n") >= 1))
            .then(pl.lit("upper"))
            .when((pl.col("n_capital") * 10 >= pl.col("n") * 8) & (pl.col("n") >= 4))
            .then(pl.lit("title"))
            .otherwise(pl.lit("mixed")),
        )
        .collect(engine="in-memory")
    )


def candidates(words: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Runs of words that are a name of the gazetteer: leftmost, and the longest of those.

    Out, in text order: sentence_id, word_id (of the first word), n_words, start, end, key, key_no (row of
    gazetteer.keys), and the words beside it
    (see `with_neighbours`).
    """
    opens = (
        pl.col("is_capital")
        | (pl.col("key").is_in(ARTICLES) & pl.col("hyphen_after"))
        | (pl.col("key").is_in(COMPASS_WORDS) & pl.col("is_capital").shift(-1))
    )
    current = (
        words.lazy()
        .with_columns(is_behind_comma=pl.col("key").shift(1) == ",")
        .filter(pl.col("max_words").is_not_null() & opens)
        .select(
            *("word_id", "sentence_id", "start", "key", "key_no", "max_words"),
            is_lower=~pl.col("is_capital") & pl.col("key").is_in(COMPASS_WORDS),
            is_behind_comma="is_behind_comma",
        )
        .collect(engine="in-memory")
    )
    found = []
    for n_words in range(1, MAX_WORDS + 1):
        current = current.filter(pl.col("max_words") >= n_words)
        if n_words > 1:
            current = _extended(current, words, n_words - 1)
            current = current.with_columns(key_no=gazetteer.lookup(current["key"]))
        known = current.filter(pl.col("key_no").is_not_null()).with_columns(n_words=pl.lit(n_words, pl.Int32))
        # Mo. and Or are Missouri and Oregon behind a town only.
        found.append(
            known.filter(~gazetteer.keys["is_abbreviation"].gather(known["key_no"]) | known["is_behind_comma"])
        )
        if current.is_empty():
            break
    spans = pl.concat(found).select("sentence_id", "word_id", "n_words", "start", "key", "key_no", "is_lower")
    last = words.select("end", last_is_capital="is_capital", last_key="key", last_tail="tail_chars")
    last_word = (spans["word_id"] + spans["n_words"] - 1).cast(pl.UInt32)
    spans = (
        spans.with_columns(
            last_word.alias("last_word"),
            *last[last_word].get_columns(),
            gazetteer.keys["is_compass_name"].gather(spans["key_no"]),
        )
        .filter(
            pl.col("last_is_capital")
            | pl.col("last_key").is_in(TYPE_WORDS)
            # Dar'a
            | ((pl.col("n_words") > 1) & (pl.col("last_key").str.len_chars() == 1))
        )
        .filter(~(pl.col("is_lower") & ~pl.col("is_compass_name")))
        .with_columns(end=pl.col("end") - pl.col("last_tail"))
        .drop("is_compass_name", "last_tail")
    )
    return with_neighbours(_longest(spans), words)


def _extended(current: pl.DataFrame, words: pl.DataFrame, offset: int) -> pl.DataFrame:
    """Runs longer by one word, where the sentence goes on."""
    index = (current["word_id"] + offset).clip(upper_bound=words.height - 1)
    following = words.select("sentence_id", "key")[index]
    return (
        current.with_columns(next_sentence=following["sentence_id"], next_key=following["key"])
        .filter(pl.col("next_sentence") == pl.col("sentence_id"))
        .with_columns(key=pl.col("key") + " " + pl.col("next_key"))
        .drop("next_sentence", "next_key")
    )


def _longest(spans: pl.DataFrame) -> pl.DataFrame:
    """Leftmost spans, the longest of those that start together; none within another."""
    ordered = spans.sort("word_id", "n_words", descending=[False, True])
    reach = (pl.col("word_id") + pl.col("n_words")).cum_max().shift(1).fill_null(0)
    return ordered.filter(pl.col("word_id") >= reach)


def with_neighbours(spans: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Add the words beside spans: prev1..prev3 and next1..next3 (keys; NULL outside the sentence), prev1_capital,
    prev1_first (it opens the sentence), next1_capital, hyphen_before, hyphen_after, is_possessive, is_first, text.
    """
    first = words.select("hyphen_before", "is_upper")[spans["word_id"]]
    last = words.select("hyphen_after", "is_possessive")[spans["last_word"]]
    columns = {
        "hyphen_before": first["hyphen_before"],
        "is_upper": first["is_upper"],
        "hyphen_after": last["hyphen_after"],
        "is_possessive": last["is_possessive"],
    }
    spans = spans.with_columns(**columns)
    height = words.height
    for name, base, offset in (
        ("prev1", "word_id", -1),
        ("prev2", "word_id", -2),
        ("prev3", "word_id", -3),
        ("prev4", "word_id", -4),
        ("next1", "last_word", 1),
        ("next2", "last_word", 2),
        ("next3", "last_word", 3),
        ("next4", "last_word", 4),
    ):
        index = spans[base].cast(pl.Int64) + offset
        beside = words.select("sentence_id", "key", "is_capital", "start", "end")[index.clip(0, height - 1)]
        inside = (beside["sentence_id"] == spans["sentence_id"]) & (index >= 0) & (index < height)
        key = pl.select(pl.when(inside).then(beside["key"])).to_series()
        capital = inside & beside["is_capital"]
        spans = spans.with_columns(key.alias(name), capital.alias(f"{name}_capital"))
        if name == "next1":
            end = pl.select(pl.when(inside).then(beside["end"])).to_series()
            spans = spans.with_columns(end.alias("next1_end"))
        if name == "prev1":
            start = pl.select(pl.when(inside).then(beside["start"])).to_series()
            spans = spans.with_columns(start.alias("prev1_start"))
    return spans.with_columns(
        is_first=pl.col("prev1").is_null(),
        prev1_first=pl.col("prev1").is_not_null() & pl.col("prev2").is_null(),
    )
