"""Where names of the gazetteer stand in a text, with the words beside them.

What belongs here: the words of a sentence as places are written in them, the spans whose words are a name, and what
stands before and behind. What does not: whether the name means a place there, and which (place_resolution.py).

Names are found by joining runs of words to the names' keys, not by one automaton over half a million names: the
join takes a tenth of the time, and knows words, hyphens and diacritics.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.gazetteer import ARTICLES, TYPE_WORDS, Gazetteer, among, fold

MAX_WORDS = 7

COMPASS_WORDS = [
    *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"),
    *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern"),
    *("southwestern", "upper", "lower"),
]
"""Words of direction that open the name of a region or area in lower case: northern Israel."""

_HYPHENS = ["-", "‐", "‑"]
_APOSTROPHES = ["'", "’", "ʼ"]
_ABBREVIATED = ["st", "ste", "mt", "ft"]


def place_words(tokens: pl.DataFrame) -> pl.DataFrame:
    """Tokens as words of place names: joining hyphens, apostrophes and abbreviating full stops left out.

    In: sentence_id, start, end, text, lower. Out, in text order: word_id (row number), sentence_id, start, end, text,
    key (folded, without possessive), is_capital, is_upper, hyphen_before, hyphen_after, is_possessive.
    """
    same_before = pl.col("sentence_id") == pl.col("sentence_id").shift(1)
    same_after = pl.col("sentence_id") == pl.col("sentence_id").shift(-1)
    glued_before = same_before & (pl.col("start") == pl.col("end").shift(1))
    glued_after = same_after & (pl.col("end") == pl.col("start").shift(-1))
    text = pl.col("text")
    flagged = tokens.lazy().with_columns(
        is_hyphen=text.is_in(_HYPHENS) & glued_before & glued_after,
        is_left_out=glued_before
        & (
            (text.is_in([*_HYPHENS, *_APOSTROPHES]) & glued_after)
            | ((text == ".") & pl.col("lower").shift(1).is_in(_ABBREVIATED))
            | ((text == ".") & glued_after & (pl.col("lower").shift(1).str.len_chars() == 1))
        ).fill_null(False),
    )
    words = (
        flagged.with_columns(
            hyphen_before=pl.col("is_hyphen").shift(1).fill_null(False),
            hyphen_after=pl.col("is_hyphen").shift(-1).fill_null(False),
        )
        .filter(~pl.col("is_left_out"))
        .select("sentence_id", "start", "end", "text", "lower", "hyphen_before", "hyphen_after")
        .collect(engine="in-memory")
    )
    vocabulary = (
        words.lazy()
        .select(pl.col("lower").unique())
        .with_columns(is_possessive=pl.col("lower").str.contains("['’]s$"))
        .with_columns(key=fold(pl.col("lower").str.replace("['’]s?$", "")))
        # Punctuation folds to nothing; it stands for itself between names.
        .with_columns(key=pl.when(pl.col("key") == "").then("lower").otherwise("key"))
        .collect(engine="in-memory")
    )
    return (
        words.lazy()
        .join(vocabulary.lazy(), on="lower", how="left", maintain_order="left")
        .with_columns(
            # Côte d'Ivoire
            is_capital=pl.col("text").str.contains(r"^(?:[dl]['’])?[\p{Lu}\p{Lt}]"),
            is_upper=pl.col("text").str.contains(r"^\p{Lu}(?:[\p{Lu}\p{M}’'.]+(?:['’]s)?)?$"),
        )
        .drop("lower")
        .collect(engine="in-memory")
        .with_row_index("word_id")
    )


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

    Out, in text order: sentence_id, word_id (of the first word), n_words, start, end, key, and the words beside it
    (see `with_neighbours`).
    """
    opens = (
        pl.col("is_capital")
        | (pl.col("key").is_in(ARTICLES) & pl.col("hyphen_after"))
        | (pl.col("key").is_in(COMPASS_WORDS) & pl.col("is_capital").shift(-1))
    )
    current = (
        words.lazy()
        .filter(opens)
        .join(gazetteer.first_words.lazy(), left_on="key", right_on="first_word", how="inner", maintain_order="left")
        .select(
            *("word_id", "sentence_id", "start", "key", "max_words"),
            is_lower=~pl.col("is_capital") & pl.col("key").is_in(COMPASS_WORDS),
        )
        .collect(engine="in-memory")
    )
    found = []
    for n_words in range(1, MAX_WORDS + 1):
        current = current.filter(pl.col("max_words") >= n_words)
        if n_words > 1:
            current = _extended(current, words, n_words - 1)
        if current.is_empty():
            break
        found.append(current.filter(pl.col("key").is_in(_known(gazetteer, n_words, current["key"]).implode())))
        found[-1] = found[-1].with_columns(n_words=pl.lit(n_words, pl.Int32))
    if not found:
        found = [current.with_columns(n_words=pl.lit(1, pl.Int32))]
    spans = pl.concat(found).select("sentence_id", "word_id", "n_words", "start", "key", "is_lower")
    last = words.select(last_word="word_id", end="end", last_is_capital="is_capital", last_text="text", last_key="key")
    spans = (
        spans.with_columns(last_word=(pl.col("word_id") + pl.col("n_words") - 1).cast(pl.UInt32))
        .join(last, on="last_word", how="left", maintain_order="left")
        .filter(
            pl.col("last_is_capital")
            | pl.col("last_key").is_in(TYPE_WORDS)
            # Dar'a
            | ((pl.col("n_words") > 1) & (pl.col("last_key").str.len_chars() == 1))
        )
        .join(
            among(gazetteer.keys, spans["key"]).filter(~pl.col("is_compass_name")).select("key", is_plain=pl.lit(True)),
            on="key",
            how="left",
            maintain_order="left",
        )
        .filter(~(pl.col("is_lower") & pl.col("is_plain").fill_null(False)))
        .with_columns(
            end=pl.col("end") - pl.col("last_text").str.extract("(['’][sS]?)$", 1).str.len_chars().fill_null(0)
        )
    )
    return with_neighbours(_longest(spans), words)


def _known(gazetteer: Gazetteer, n_words: int, keys: pl.Series) -> pl.Series:
    """Those of `keys` that are names of so many words."""
    return among(gazetteer.keys, keys).filter(pl.col("n_words") == n_words)["key"]


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
