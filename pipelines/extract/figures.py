"""Number phrases with the bounds that the text gives them.

What belongs here: reading `at least six`, `between 10 and 15`, `1.2 million`, `two dozen`, `scores` into low, high,
qualifier and vague term, and telling a count from an age, a date, a sum of money or a distance. What does not:
what is counted (casualties.py, counts.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import find_pattern, lean, text_before

UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}


def _words_below_hundred() -> dict[str, int]:
    """Every number word from one to ninety-nine, with hyphen or space."""
    words = {w: n for w, n in UNITS.items() if n}
    for ten, value in TENS.items():
        words[ten] = value
        for unit, digit in UNITS.items():
            if 1 <= digit <= 9:
                words[f"{ten}-{unit}"] = words[f"{ten} {unit}"] = value + digit
    return words


BELOW_HUNDRED = _words_below_hundred()

_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_100 = rf"(?:(?:{_TEN})(?:[-‑ ](?:{_UNIT})\b)?|{_TEEN}|{_UNIT})"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?) hundred(?:(?: and)? {_BELOW_100}\b)?)|{_BELOW_100})"
_WORDS = (
    rf"(?:(?:{_BELOW_1000}|an?|half an?|a quarter of an?)[ -](?:million|thousand)"
    rf"(?:(?:,| and|,? and)? {_BELOW_1000}\b)?|{_BELOW_1000})"
)
_DOZEN = r"(?:half[ -]a[ -]dozen|a half[- ]dozen|(?:an?|one|two|three|four|five|six|\d+) dozen|a couple|a pair)"
_DIGITS = r"(?:\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?)(?:[ -](?:million|thousand|mln|billion|lakh|crore)\b|m\b|k\b)?"
NUMBER = rf"(?:{_DIGITS}|\b{_DOZEN}\b|\b{_WORDS}\b)"
"""A number in digits or words, without bounds."""

VAGUE = (
    r"(?:(?:tens|dozens|scores|hundreds|thousands|millions) (?:of|or (?:even )?) ?(?:thousands|hundreds|millions)"
    r"|several (?:dozen|hundred|thousand|score)|a few (?:dozen|hundred|thousand)|many (?:dozens|hundreds|thousands)"
    r"|dozens|scores|hundreds|thousands|tens|millions|several|a few|a number|a handful|numerous|countless"
    r"|an? (?:unspecified|unknown|undisclosed|undetermined|unconfirmed|large|small|significant|considerable) number"
    r"|multiple|many)"
)
"""Words that count without a number."""

_AT_LEAST = (
    r"at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|at a minimum|as few as"
)
_MORE_THAN = (
    r"more than|over|upwards? of|in excess of|exceeding|well over|just over|above|north of|greater than|well above"
)
_AT_MOST = (
    r"up to|at a maximum|as many as|at (?:the )?most|no more than|not more than|a maximum of|maximum of|as high as"
)
_FEWER_THAN = r"fewer than|less than|under|below|just under"
_ABOUT = (
    r"about|around|some|roughly|approximately|an estimated|estimated|circa|an approximate|in the region of"
    r"|somewhere around"
)
_NEARLY = r"nearly|almost|close to|approaching|nigh on|not far from|near"
_FILLER = (
    r"(?:perhaps|possibly|probably|only|just|another|an additional|a further|an?other|the|all|as|his|her|their|its)"
)
_QUALIFIER = rf"(?:{_AT_LEAST}|{_MORE_THAN}|{_AT_MOST}|{_FEWER_THAN}|{_ABOUT}|{_NEARLY})"

_LEAST_TO_MOST = (
    rf"(?:{_AT_LEAST}) {NUMBER}(?:,? and|,? but|,) (?:(?:perhaps |possibly |maybe )?"
    rf"(?:as many as|up to|no more than|at most|a maximum of)|perhaps|possibly|maybe) {NUMBER}"
)
_RANGE = (
    rf"(?:between (?:{_ABOUT} )?{NUMBER} (?:people |persons )?and (?:perhaps |{_ABOUT} )?{NUMBER}"
    rf"|{NUMBER}(?: to |[-–—‑]| or ){NUMBER}|{_DIGITS} ?[-–—‑] ?{_DIGITS})"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)? ?[-–—] "
"""The hour of an entry in a live blog: `10:42 - Four dead`."""
FIGURE = (
    rf"(?:{_CLOCK}|{_LEAST_TO_MOST}|(?:\ba total of )?(?:\b(?:{_QUALIFIER}) )?(?:\b(?:{_QUALIFIER}) )?"
    r"(?:\b(?:a total of |another |a further |an additional |the |all |the other ))?"
    rf"(?:\b(?:{_TEN})[-‑](?:{_UNIT}) or (?:more|so)\b"
    rf"|{_RANGE}|{NUMBER}(?:\+| ?[- ]odd\b| or (?:more|so)\b|[ -]plus\b)?|\b{VAGUE}\b))"
)
"""A number phrase with its hedges; the whole of it is the figure's span."""

_DATE_AFTER = (
    r"(?i)^(?:st|nd|rd|th)?(?: of)?,? (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DATE_BEFORE = (
    r"(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|march|mar\.?|april|apr\.?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (?:the )?$"
)
_MEASURE_AFTER = (
    r"(?i)^[ -]?(?:%|per ?cent|percent|percentage|degrees|°|km\b|kms\b|kilomet|met(?:re|er)s?\b|met(?:re|er)-|miles?\b"
    r"|mile-|yards?\b|feet\b|foot\b|ft\b|inch|cm\b|mm\b|mm-|nautical|acres?\b|hectares?\b|square|sq|cubic|tons?\b"
    r"|tonnes?\b|kg\b|kgs\b|kilos?\b|kilogram|pounds?\b|lbs?\b|lit(?:re|er)s?\b|gallons?\b"
    r"|barrels?(?: of\b| a\b| per\b|[,.;:)]|$)|megawatt|mw\b"
    r"|gigawatt|watts?\b|volts?\b|knots?\b|mph\b|kph\b|hours?\b|hour-|hrs?\b|minutes?\b|minute-|mins?\b|seconds?\b"
    r"|days?\b|day-|weeks?\b|week-|months?\b|month-|years?\b|year-|decades?\b|centur|years?['’]"
    r"|(?:rd|th|nd|st)\b|[ap]\.?m\b|gmt\b|o['’]clock|metric|dollars?\b|euros?\b|pesos?\b|rupees?\b|naira\b|pounds\b|shekels?\b|rou?bles?\b|hryvnias?\b|dinars?\b"
    r"|dirhams?\b|ri[ay]ls?\b|lir[ae]\b|lempiras?\b|cordobas?\b|shillings?\b|yuan\b|yen\b|francs?\b|afghanis\b"
    r"|(?:us )?cents?\b|points?\b|goals?\b|votes?\b|seats?\b|(?:hundred|thousand|million|billion) ?(?:dollars|euros)"
    r"|-?stor(?:e?y|ies)\b|-?calib|-?round\b|times\b)"
)
_AGE_BEFORE = r"(?i)(?:\baged?(?: of| between)? |\bwho (?:was|is) |\bages? |\b\p{Lu}\p{L}+, )$"
_YEAR_BEFORE = (
    r"(?i)(?:\b(?:in|since|of|by|until|from|during|before|after|late|early|mid|to|and|or|year|the)[ -]|, |\()$"
)
_TAKES_OVER = r"(?i)\b(?:step|stumbl|hand|turn|carry|carri|bring|brought|tak|took|give|gave|pass|sign)\w* $"
_GOES_UP = r"(?i)\b(?:went|gone|goes|going|go|moved|jumped|crept|revised|pushed|adjusted) $"
_AGE_LIMIT = r"(?i)\b(?:children|child|boys?|girls?|minors?|aged?|men|women|those) $"
_PARENT_OF = r"(?i)\b(?:father|mother|parents?|dad|mum|mom|grandfather|grandmother|widower|widow)[- ]of[- ]$"
"""Whose children are alive: `a father of six was killed`."""
_AFTER_NAME = (
    r"(?:\p{Lu}[\p{L}’'-]+ |\b(?:wife|husband|sons?|daughters?|brothers?|sisters?|father|mother|children|twins|"
    r"cousins?|nephews?|nieces?|grandsons?|granddaughters?|girls?|boys?|and) )\p{Lu}[\p{L}’'-]+ \($"
)
"""Before an age in brackets: `Mahmoud Dib (52)`, `his wife Amina (47)`."""
_SMALL = rf"(?:\d\d?|{_BELOW_100})"
_AGES_BEFORE = (
    r"(?i)\b(?:sons?|daughters?|brothers?|sisters?|siblings?|children|twins|boys?|girls?|cousins?|nephews?|nieces?|"
    r"wom[ae]n|m[ae]n|grand\p{L}+|teenagers?|youths?|students?|pupils|patients|\p{Lu}[\p{L}’'-]+)"
    rf"(?:,| \(|,? \() ?(?:{_SMALL}(?:, and|,| and) )*$"
)
_AGES_AFTER = rf"^(?:[,.;)]|$|(?:,|,? and) {_SMALL}[,.;)])"
"""An age in a list of them: `his sons, 12 and 15, died`, `three sisters (4, 6 and 9)`."""
_NUMBERED = (
    r"(?i)\b(?:no\.?|number|brigade|flight|article|resolution|chapter|group|unit|page|part|phase|day|week|highway"
    r"|route|camp|sector|district|school|hospital|room|gate|building|type|mark|mk|section|figure|channel|canal|"
    r"cadena)\s(?:no\.? )?$"
)
"""Words that a number behind them names: Camp 12, Flight 752."""


def figures(sentences: pl.DataFrame) -> pl.DataFrame:
    """Read every number phrase of the sentences.

    In: sentence_id, text. Out, in text order: figure_id (UInt32), sentence_id, start, end (Int32, whole phrase with
    its hedges), number_start (Int32), figure_text, low, high (Int64), qualifier, vague_term, figure_kind: `count`,
    or why it counts nothing: `date`, `age`, `money`, `measure`, `time`, `name`.
    """
    found = find_pattern(sentences, rf"(?i)(?:{FIGURE})").with_columns(
        words=pl.col("matched").str.to_lowercase().str.replace_all(r"[‑–—]", "-").str.replace_all(r"\s+", " ")
    )
    # Most figures of a batch are the same few words: each is read once.
    bounds = _with_bounds(found.lazy().select(pl.col("words").unique()))
    read = (
        found.lazy()
        .join(bounds, on="words", how="left", maintain_order="left")
        .join(sentences.lazy().select("sentence_id", "text"), on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            before=text_before("text", "start", 24),
            after=pl.col("text").str.slice(pl.col("end"), 24),
        )
        .with_columns(figure_kind=_kind(), is_particle=_is_particle(), is_goal=_is_goal())
        .with_columns(
            low=pl.when("is_goal").then("high").otherwise("low"),
            high=pl.when("is_particle")
            .then("low")
            .when(pl.col("is_goal") & pl.col("words").str.contains(lean(rf"^up to (?:{_AT_LEAST}|{_MORE_THAN}) ")))
            .then(None)
            .otherwise("high"),
            qualifier=pl.when(pl.col("is_particle") | pl.col("is_goal")).then(_inner_hedge()).otherwise("qualifier"),
        )
        .select(
            "sentence_id",
            "start",
            "end",
            number_start=pl.col("start") + pl.col("hedge").str.len_chars().cast(pl.Int32),
            figure_text="matched",
            low="low",
            high="high",
            qualifier="qualifier",
            vague_term="vague_term",
            figure_kind="figure_kind",
            first="first",
            second="second",
            is_behind_year=pl.col("words").str.contains(lean(r"^(?:19|20)\d\d to \d+$"))
            & ((pl.col("second") < 1900) | (pl.col("second") > 2100))
            & ~pl.col("after").str.contains(lean(_DATE_AFTER))
            & ~pl.col("after").str.contains(lean(_MEASURE_AFTER)),
            is_change=pl.col("before").str.contains(lean(r"(?i)\bfrom $"))
            & ~pl.col("before").str.contains(
                lean(r"(?i)\b(?:rang|vary|varied|estimat|any|apart|aside)\w* (?:\w+ )?from $")
            )
            & pl.col("words").str.contains(" to ")
            & (pl.col("first") != pl.col("second")),
        )
    )
    return _from_to(read.collect(engine="in-memory")).sort("sentence_id", "start").with_row_index("figure_id")


def _is_particle() -> pl.Expr:
    """`handed over 25 bodies`: `over` belongs to the verb and bounds nothing."""
    return (
        pl.col("words").str.starts_with("over ")
        & (pl.col("qualifier") == "more_than")
        & pl.col("before").str.contains(lean(_TAKES_OVER))
    ).fill_null(False)


def _is_goal() -> pl.Expr:
    """`The toll went up to 25`: `up` belongs to the verb and bounds nothing."""
    return (
        pl.col("words").str.starts_with("up to ")
        & (pl.col("qualifier") == "at_most")
        & pl.col("before").str.contains(lean(_GOES_UP))
    ).fill_null(False)


def _inner_hedge() -> pl.Expr:
    """What bounds the number behind `up to` or `over`: `went up to at least 25`."""
    inner = pl.col("words").str.replace("^up to ", "")
    hedges = (("at_least", _AT_LEAST), ("more_than", _MORE_THAN), ("about", _ABOUT), ("nearly", _NEARLY))
    told: pl.Expr = pl.lit(None, pl.String)
    for name, hedge in hedges:
        told = (
            pl.when(~pl.col("is_particle") & inner.str.contains(lean(rf"^(?:{hedge})\b")))
            .then(pl.lit(name))
            .otherwise(told)
        )
    return told.fill_null("exact")


def _from_to(read: pl.DataFrame) -> pl.DataFrame:
    """`rose from 17 to 23`, `cut from 28 to 24` is no range but two figures: the old one and the new one.

    So is `brought the number since 2022 to 12`: the first one is a year.
    """
    is_year = pl.col("is_behind_year").fill_null(False)
    is_change = pl.col("is_change").fill_null(False) | is_year
    split = read.filter(is_change).with_columns(
        n_first=pl.col("figure_text").str.extract(r"(?i)^(.*?) to ", 1).str.len_chars().cast(pl.Int32)
    )
    old = split.with_columns(
        end=pl.col("start") + pl.col("n_first"),
        figure_text=pl.col("figure_text").str.extract(r"(?i)^(.*?) to ", 1),
        low="first",
        high="first",
        qualifier=pl.lit("exact"),
        figure_kind=pl.when(is_year).then(pl.lit("date")).otherwise("figure_kind"),
    )
    new = split.with_columns(
        start=pl.col("start") + pl.col("n_first") + 4,
        number_start=pl.col("start") + pl.col("n_first") + 4,
        figure_text=pl.col("figure_text").str.extract(r"(?i)^.*? to (.*)$", 1),
        low="second",
        high="second",
        qualifier=pl.lit("exact"),
        figure_kind=pl.when(is_year).then(pl.lit("count")).otherwise("figure_kind"),
    )
    return pl.concat([read.filter(~is_change), old.drop("n_first"), new.drop("n_first")]).drop(
        "is_change", "is_behind_year", "first", "second"
    )


def number_value(text: pl.Expr) -> pl.Expr:
    """Value (Int64) of a lower-case number phrase in digits or words; NULL where it can't be read or beyond int64."""
    digits = text.str.extract(lean(r"^(\d[\d,  .]*)"), 1).str.replace_all(r"[,  ]", "").str.strip_chars_end(".")
    scale = (
        pl.when(text.str.contains(lean(r"\d[ -]?(?:million\b|mln\b|m\b)")))
        .then(1_000_000)
        .when(text.str.contains(lean(r"\dk\b|\d[ -]thousand")))
        .then(1_000)
        .when(text.str.contains(lean(r"\d[ -]billion")))
        .then(1_000_000_000)
        .when(text.str.contains(lean(r"\d[ -]lakh")))
        .then(100_000)
        .when(text.str.contains(lean(r"\d[ -]crore")))
        .then(10_000_000)
        .when(text.str.contains(lean(r"\d dozen")))
        .then(12)
        .otherwise(1)
    )
    in_digits = (digits.cast(pl.Float64, strict=False) * scale).round(0)
    in_digits = pl.when(in_digits < 9.2e18).then(in_digits).cast(pl.Int64, strict=False)
    dozens = (
        pl.when(text.str.contains(r"half[ -](?:a[ -])?dozen|half-dozen"))
        .then(6)
        .when(text.str.contains(r"^(?:a couple|a pair)"))
        .then(2)
        .when(text.str.contains(lean(r"^(?:an? )?dozen\b")))
        .then(12)
        .when(text.str.contains(lean(r"dozen\b")))
        .then(12 * _below_thousand(text.str.extract(r"^(.*?) dozen", 1)))
    )
    upper = text.str.extract(lean(r"^(.*?)[ -](?:million|thousand)\b"), 1)
    upper_value = (
        pl.when(upper.str.contains("^half")).then(0.5).when(upper.str.contains("^a quarter")).then(0.25)
        .when(upper.str.contains("^an?$")).then(1.0)
        .otherwise(_below_thousand(upper).cast(pl.Float64))
    )  # fmt: skip
    power = (
        pl.when(text.str.contains(lean(r"million\b")))
        .then(1_000_000)
        .when(text.str.contains(lean(r"thousand\b")))
        .then(1_000)
    )
    rest = pl.when(power.is_null()).then(text).otherwise(text.str.extract(r"(?:million|thousand),?(?: and)? (.*)$", 1))
    in_words = (
        pl.when(power.is_not_null())
        .then((upper_value * power).cast(pl.Int64) + _below_thousand(rest).fill_null(0))
        .otherwise(_below_thousand(rest))
    )
    return pl.coalesce(in_digits, dozens.cast(pl.Int64), in_words)


def _below_thousand(text: pl.Expr) -> pl.Expr:
    """Value of `three hundred and twelve`, `a hundred`, `forty-two`; NULL where it is none."""
    lookup = BELOW_HUNDRED | {"a": 1, "an": 1}
    clean = text.str.strip_chars()
    hundreds = clean.str.extract(r"^(.*?) ?hundred", 1).replace_strict(lookup, default=None, return_dtype=pl.Int64)
    rest = pl.when(clean.str.contains("hundred")).then(clean.str.extract(r"hundred(?: and)? (.*)$", 1)).otherwise(clean)
    below = rest.replace_strict(BELOW_HUNDRED, default=None, return_dtype=pl.Int64)
    return pl.when(clean.str.contains("hundred")).then(hundreds * 100 + below.fill_null(0)).otherwise(below)


_LEAD = (
    rf"^((?:a total of )?(?:(?:{_QUALIFIER}) )*"
    r"(?:a total of |another |a further |an additional |the other |the |all )?)"
)
"""Hedges and articles before the number itself."""

_PAIRS = (
    rf"^between (?:(?:{_ABOUT}) )?(.+?)(?: people| persons)? and (?:perhaps )?(?:(?:{_ABOUT}) )?(.+)$",
    rf"^(?:{_AT_LEAST}) (.+?)(?:,? (?:and|but)|,) (?:(?:perhaps|possibly|maybe) )?(?:as many as|up to|no more than|"
    r"at most|a maximum of|perhaps|possibly|maybe) (.+)$",
    rf"^(?:(?:{_QUALIFIER}) )*(.+?)(?: to | ?- ?| or )(.+)$",
)
"""The two numbers of a range. A hyphen inside one number (twenty-six) makes no range: its second part is smaller."""


def _with_bounds(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add low, high, qualifier and vague_term, read from `words` (see the data contract, principle 2).

    In steps, with small patterns: as one expression with the whole of FIGURE in it, this took 1.7 s a call.
    """
    words, hedge = pl.col("words"), pl.col("hedge").str.strip_prefix("a total of ")
    texts = frame.with_columns(
        hedge=words.str.extract(lean(_LEAD), 1).fill_null(""),
        core=words.str.replace(lean(_LEAD), "").str.replace(r"(?:\+|[- ]odd| or more| or so|[ -]plus)$", ""),
        first_text=pl.coalesce(words.str.extract(pair, 1) for pair in _PAIRS),
        second_text=pl.coalesce(words.str.extract(pair, 2) for pair in _PAIRS),
    )
    # 1 to 2 million: a bare first number has the second one's scale.
    scale = (
        pl.when(pl.col("first_text").str.contains("thousand|million|hundred|,"))
        .then(1)
        .when(pl.col("second_text").str.contains(r"million$"))
        .then(1_000_000)
        .when(pl.col("second_text").str.contains(r"thousand$"))
        .then(1_000)
        .otherwise(1)
    )
    values = texts.with_columns(
        value=number_value(pl.col("core")),
        first=number_value(pl.col("first_text")) * scale,
        second=number_value(pl.col("second_text")),
    )
    # Between 42 and 40 is between 40 and 42, and between 43 and 43 is 43: no first number with a second one inside it.
    is_between = words.str.starts_with("between ")
    ends = ("first", "second")
    values = values.with_columns(
        value=pl.when(is_between & (pl.col("first") == pl.col("second"))).then("first").otherwise("value"),
        first=pl.when(is_between).then(pl.min_horizontal(*ends)).otherwise("first"),
        second=pl.when(is_between).then(pl.max_horizontal(*ends)).otherwise("second"),
    )
    is_range = (pl.col("first") < pl.col("second")).fill_null(False)
    is_vague = pl.col("value").is_null() & words.str.contains(rf"(?:^| )(?:{VAGUE})$")
    qualified = values.with_columns(
        qualifier=pl.when(is_range)
        .then(pl.lit("between"))
        .when(is_vague)
        .then(pl.lit("vague"))
        .when(hedge.str.contains(lean(rf"^(?:{_AT_LEAST})\b")) | words.str.contains(r"(?:\+| or more|[ -]plus)$"))
        .then(pl.lit("at_least"))
        .when(hedge.str.contains(lean(rf"^(?:{_AT_MOST})\b")))
        .then(pl.lit("at_most"))
        .when(hedge.str.contains(lean(rf"^(?:{_FEWER_THAN})\b")))
        .then(pl.lit("fewer_than"))
        .when(hedge.str.contains(lean(rf"^(?:{_MORE_THAN})\b")))
        .then(pl.lit("more_than"))
        .when(hedge.str.contains(lean(rf"^(?:{_NEARLY})\b")))
        .then(pl.lit("nearly"))
        .when(hedge.str.contains(lean(rf"^(?:{_ABOUT})\b")) | words.str.contains(r"(?:[- ]odd| or so)$"))
        .then(pl.lit("about"))
        .otherwise(pl.lit("exact"))
    )
    qualifier = pl.col("qualifier")
    return qualified.with_columns(
        low=pl.when(qualifier == "between")
        .then("first")
        .when(~qualifier.is_in(["vague", "at_most", "fewer_than"]))
        .then("value"),
        high=pl.when(qualifier == "between")
        .then("second")
        .when(~qualifier.is_in(["vague", "at_least", "more_than"]))
        .then("value"),
        vague_term=pl.when(qualifier == "vague").then(
            words.str.extract(rf"({VAGUE})$", 1).str.replace(r"^an? (un|large|small|sig|cons)", "$1")
        ),
    )


def _kind() -> pl.Expr:
    """Is the phrase a count, or a date, age, sum, measure, time or part of a name?"""
    before, after = pl.col("before"), pl.col("after")
    # the 19 April movement; all 12: an article is no part of the number.
    bare = pl.col("hedge").str.contains(r"^(?:the |another |all |the other )?$")
    words = pl.when(bare).then("core").otherwise("words")
    one_number, one_word = r"^\d+$", r"^(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)$"
    is_year = words.str.contains(lean(r"^(?:1[89]|20)\d\d$")) & (
        before.str.contains(lean(_YEAR_BEFORE)) | after.str.contains(r"^[-–)/.]|^$")
    )
    is_year_span = words.str.contains(lean(r"^(?:between )?(?:19|20)\d\d ?(?:-|to|and|or) ?(?:\d\d)?\d\d$"))
    # `how many`, `twice as many` ask or compare; `1,000 more than the year before` too. They count nothing.
    compares = words.str.contains(r"^(?:many|several|a few|multiple)$") & before.str.contains(
        lean(r"(?i)\b(?:how|as|so|too|not|quite|only) $")
    )
    compares = compares | after.str.contains(lean(r"(?i)^ (?:more|fewer|less) than\b"))
    is_date = (
        is_year
        | is_year_span
        | (after.str.contains(lean(_DATE_AFTER)) & words.str.contains(lean(r"^\d{1,2}(?: to \d| ?- ?\d|$)")))
        | (before.str.contains(lean(_DATE_BEFORE)) & words.str.contains(lean(r"^\d{1,4}(?:$|[ -])")))
    )
    is_age = (
        after.str.contains(lean(r"(?i)^(?:[ -]|- )years?[ -]olds?\b|^[ -]months?[ -]old\b|^-yr-old\b"))
        # two daughters (10 and 12 years old)
        | after.str.contains(lean(r"(?i)^(?:,? (?:and|or|to) |, )(?:\d{1,2}|[a-z]+) years?[ -]olds?\b"))
        # a 7- and a 9-year-old
        | after.str.contains(lean(r"(?i)^-,? (?:and|or|to) (?:an? )?(?:\d{1,2}|[a-z]+)-years?-olds?\b"))
        # children below the age of five; a bomber as young as 12
        | before.str.contains(lean(r"(?i)\b(?:ages? of|as (?:young|old) as) $"))
        | before.str.contains(lean(r"(?i)\bage[ds] (?:[\p{L}\p{N}-]+(?:,| and| or|, and) )*$"))
        | (
            before.str.contains(lean(_AGE_BEFORE))
            & words.str.contains(one_word)
            & after.str.contains(r"^(?:,|\.| and|\)|;|$)")
        )
        | (
            words.str.contains(one_word)
            & before.str.contains(lean(_AGES_BEFORE))
            & after.str.contains(lean(_AGES_AFTER))
        )
        | (words.str.contains(r"^\d{1,2}$") & before.str.contains(lean(_AFTER_NAME)) & after.str.contains(r"^\)|^, "))
        # children under ten; two of them were under ten.
        | (
            words.str.contains(r"^(?:under|over|below|above) (?:\d\d?|[a-z]+(?:-[a-z]+)?)$")
            & before.str.contains(lean(_AGE_LIMIT))
        )
        | (
            words.str.contains(r"^under (?:\d\d?|[a-z]+)$")
            & before.str.contains(lean(r"(?i)\b(?:are|were|is|was) $"))
            & after.str.contains(r"^(?:[,.;)]|$| years?\b| and\b)")
        )
    )
    is_name = (
        compares
        | words.str.contains(lean(r"^(?:between )?0\d|^\d{1,2}[:.]\d\d.* $"))
        | before.str.contains(lean(_PARENT_OF))
        # 3-1: a score.
        | (words.str.contains(lean(r"^\d+ ?- ?\d+$")) & (pl.col("qualifier") != "between"))
        | before.str.contains(lean(r"(?:\p{L}|\d)[-–/.:]$|\p{L}$|[#@]$|\d[,.]$"))
        | (after.str.contains(lean(r"^[:/]\d|^\p{L}")) & words.str.contains(lean(r"\d$")))
        | (
            before.str.contains(lean(_NUMBERED))
            # the dead now number 14
            & ~before.str.contains(lean(r"(?i)\b(?:dead|injured|wounded|missing|casualties|victims|now) number $"))
            # `over the past day 15 villages were shelled`
            & ~before.str.contains(lean(r"(?i)\b(?:past|last|previous) (?:day|week)\s$"))
            & words.str.contains(one_number)
        )
        | (before.str.contains(lean(r"(?i)\bnumber $")) & words.str.contains(r"^(?:one|two|three|four|five)$"))
    )
    # as of 1618: an hour.
    is_hour = words.str.contains(r"^[0-2]\d[0-5]\d$") & before.str.contains(lean(r"(?i)\bas of $"))
    return (
        pl.when(is_date | is_hour)
        .then(pl.lit("date"))
        .when(before.str.contains(lean(r"[$€£¥]\s?$|(?i)\b(?:usd|us\$|eur|rs\.?)\s?$")))
        .then(pl.lit("money"))
        .when(is_age)
        .then(pl.lit("age"))
        .when(is_name)
        .then(pl.lit("name"))
        .when(after.str.contains(lean(_MEASURE_AFTER)))
        .then(pl.lit("measure"))
        .otherwise(pl.lit("count"))
    )
