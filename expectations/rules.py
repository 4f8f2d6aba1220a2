"""Rules that one row, its article's text and the codebook decide together, as Polars expressions.

What belongs here: what Great Expectations cannot see in one frame or in one column (offsets inside the text, evidence
sliced back, ids in the codebook, bounds against their qualifier). Each rule is a named function that gives a Boolean
expression, never NULL: true where the row keeps the rule. The suites expect those columns to be true. What does not:
rules that are a property of one column (suites.py derives them from pipelines/schemas.py).

A rule that lacks what it needs (a version that no article has) is true: the rule that says so fails instead, so
that one mistake is told once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from pipelines.schemas import Table

Severity = Literal["critical", "warning", "info"]

EARLIEST = dt.date(1900, 1, 1)
"""No news of a war that this warehouse is for is older; an older date was misread."""

OF_CONFLICT_ARTICLES = ("casualty_claim", "region_mention", "weapon_mention", "target_mention", "attack_count")
"""Tables of violence, which have rows of conflict articles only (data contract, fct_article.is_conflict)."""

CLAIMANT, SPEAKER = "claimant_actor_id", "speaker_actor_id"

MOST_PEOPLE = 10_000_000_000
"""More than there are people: a larger figure is not one of victims."""


@dataclass(frozen=True)
class References:
    """What rows are held against: the day's articles and the ids of the codebook."""

    landed_on: dt.date
    articles: pl.DataFrame
    """One row per version_id: article.article_id, article.headline, article.body, article.published_on,
    article.source_uri, article.is_conflict (NULL without a topic)."""
    documents: frozenset[str] | None
    """source_uri of every document of the day; None where no document table was given."""
    version_ids: frozenset[str]
    region_ids: frozenset[str]
    country_codes: frozenset[str]
    weapon_ids: frozenset[str]
    frame_ids: frozenset[str]
    actor_ids: frozenset[str]
    """Of the codebook, and of the day's actor_mention: actors read by pattern are known by their mention."""

    @classmethod
    def of(
        cls, tables: dict[str, pl.DataFrame], codebook_tables: dict[str, pl.DataFrame], landed_on: dt.date
    ) -> References:
        """Collect them from the lake tables of a day and the seeds. A seed that is absent knows no id."""
        topics = _topics(tables)
        articles = (
            tables["article"]
            .unique("version_id", keep="first", maintain_order=True)
            .select(
                "version_id",
                pl.col("article_id", "headline", "body", "published_on", "source_uri").name.prefix("article."),
            )
            .join(topics, on="version_id", how="left")
        )
        countries = _ids(codebook_tables, "countries", "country_code")
        return cls(
            landed_on=landed_on,
            articles=articles,
            documents=frozenset(tables["document"]["source_uri"].drop_nulls()) if "document" in tables else None,
            version_ids=frozenset(articles["version_id"].drop_nulls()),
            region_ids=_ids(codebook_tables, "regions", "iso_3166_2") | countries,
            country_codes=countries,
            weapon_ids=_ids(codebook_tables, "weapons", "weapon_id"),
            frame_ids=_ids(codebook_tables, "frames", "frame_id"),
            actor_ids=_ids(codebook_tables, "actors", "actor_id") | _ids(tables, "actor_mention", "actor_id"),
        )


def _topics(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """version_id, article.is_conflict."""
    if "article_topic" not in tables:
        return pl.DataFrame(schema={"version_id": pl.String, "article.is_conflict": pl.Boolean})
    return (
        tables["article_topic"]
        .unique("version_id", keep="first", maintain_order=True)
        .select("version_id", pl.col("is_conflict").alias("article.is_conflict"))
    )


def actors_among(known: pl.Series, tables: dict[str, pl.DataFrame]) -> frozenset[str]:
    """Of known actors, in order, those that a row of some tables names as its claimant or speaker.

    By binary search: a million texts name a million actors, of whom each slice asks for a few.
    """
    columns = [frame[name] for frame in tables.values() for name in frame.columns if name in (CLAIMANT, SPEAKER)]
    asked = pl.concat([pl.Series(dtype=pl.String), *columns]).drop_nulls().unique()
    if known.is_empty() or asked.is_empty():
        return frozenset()
    nearest = known.gather(known.search_sorted(asked).clip(upper_bound=known.len() - 1))
    return frozenset(asked.filter(nearest == asked))


def _ids(tables: dict[str, pl.DataFrame], name: str, column: str) -> frozenset[str]:
    return frozenset(tables[name][column].drop_nulls()) if name in tables else frozenset()


# --- rules of every row that was read from a text -------------------------------------------------------


def version_is_known(known: References) -> pl.Expr:
    """version_id is one of the day's article."""
    return pl.col("article.article_id").is_not_null()


def article_id_is_the_versions(known: References) -> pl.Expr:
    """article_id is that of the article with this version_id."""
    return (pl.col("article_id") == pl.col("article.article_id")).fill_null(True)


def article_reports_conflict(known: References) -> pl.Expr:
    """A row of violence comes from an article of armed conflict."""
    return pl.col("article.is_conflict").fill_null(True)


def text() -> pl.Expr:
    """The text that the offsets count in: headline or body."""
    return pl.when("in_headline").then("article.headline").otherwise("article.body")


def evidence_has_length(known: References) -> pl.Expr:
    """char_end is after char_start.

    As Great Expectations' own pair expectation it would not be told which rows differ: that one gives counts only.
    """
    return (pl.col("char_end") > pl.col("char_start")).fill_null(True)


def offsets_are_inside_the_text(known: References) -> pl.Expr:
    """char_end is at most the text's length in code points, and char_start is not negative."""
    return ((pl.col("char_start") >= 0) & (pl.col("char_end") <= text().str.len_chars())).fill_null(True)


def evidence_is_in_the_text(known: References) -> pl.Expr:
    """Evidence is exactly the characters that the offsets slice (data contract, principle 4)."""
    start, end = pl.col("char_start"), pl.col("char_end")
    length = (end - start).clip(lower_bound=0).cast(pl.UInt32)
    return (text().str.slice(start.clip(lower_bound=0), length) == pl.col("evidence")).fill_null(True)


def sentence_agrees_with_the_headline(known: References) -> pl.Expr:
    """Sentence 0 is the headline, and only it."""
    return ((pl.col("sentence_no") == 0) == pl.col("in_headline")).fill_null(True)


def _begins_with_the_version(column: str) -> Callable[[References], pl.Expr]:
    def expression(known: References) -> pl.Expr:
        return pl.col(column).str.starts_with(pl.col("version_id") + ":").fill_null(True)

    expression.__doc__ = f"{column} begins with the version that it was read from."
    return expression


# --- figures (data contract, principle 2) ---------------------------------------------------------------


def low_is_at_most_high(known: References) -> pl.Expr:
    """Where the text states both bounds, the lower is not above the upper."""
    return (pl.col("low") <= pl.col("high")).fill_null(True)


def qualifier_agrees_with_the_bounds(known: References) -> pl.Expr:
    """The qualifier says which bounds there are.

    exact, about: both, and the same. nearly: the upper, and the lower the same if there is one. at_least, more_than:
    the lower only. at_most, fewer_than: the upper only. between: both, lower below upper. vague: none. none: 0 and 0.
    """
    low, high, qualifier = pl.col("low"), pl.col("high"), pl.col("qualifier")
    no_low, no_high = low.is_null(), high.is_null()
    return (
        pl.when(qualifier.is_in(["exact", "about"]))
        .then((low == high).fill_null(False))
        .when(qualifier == "nearly")
        .then(~no_high & (low == high).fill_null(True))
        .when(qualifier.is_in(["at_least", "more_than"]))
        .then(~no_low & no_high)
        .when(qualifier.is_in(["at_most", "fewer_than"]))
        .then(no_low & ~no_high)
        .when(qualifier == "between")
        .then((low < high).fill_null(False))
        .when(qualifier == "vague")
        .then(no_low & no_high)
        .when(qualifier == "none")
        .then(((low == 0) & (high == 0)).fill_null(False))
        .otherwise(True)
    )


def vague_term_stands_where_vague(known: References) -> pl.Expr:
    """A figure without a number keeps its word (dozens, several); a figure with one has none."""
    return ((pl.col("qualifier") == "vague") == pl.col("vague_term").is_not_null()).fill_null(True)


def part_of_a_claim_of_this_text(known: References) -> pl.Expr:
    """part_of_claim_id is another claim of the same text."""
    whole = pl.concat_str("version_id", pl.lit("\n"), "part_of_claim_id")
    claims = pl.concat_str("version_id", pl.lit("\n"), "claim_id")
    is_claim = whole.is_in(claims.implode()) & (pl.col("part_of_claim_id") != pl.col("claim_id"))
    return pl.col("part_of_claim_id").is_null() | is_claim.fill_null(False)


def event_is_dated_as_precisely_as_said(known: References) -> pl.Expr:
    """An event without a date has the precision unknown; one with a date has another."""
    return ((pl.col("event_date_precision") == "unknown") == pl.col("event_date").is_null()).fill_null(True)


def event_is_not_after_publication(known: References) -> pl.Expr:
    """What is reported has happened: at most a day after publication, for time zones."""
    return (pl.col("event_date") <= pl.col("article.published_on").dt.offset_by("1d")).fill_null(True)


# --- ids of the codebook --------------------------------------------------------------------------------


def _is_known(column: str, ids: Callable[[References], frozenset[str]]) -> Callable[[References], pl.Expr]:
    def expression(known: References) -> pl.Expr:
        return pl.col(column).is_in(sorted(ids(known))).fill_null(True)

    expression.__doc__ = f"{column} is NULL or known."
    return expression


region_is_known = _is_known("region_id", lambda known: known.region_ids)
weapon_is_known = _is_known("weapon_id", lambda known: known.weapon_ids)
frame_is_known = _is_known("frame_id", lambda known: known.frame_ids)
country_is_known = _is_known("country_code", lambda known: known.country_codes)
claimant_is_known = _is_known(CLAIMANT, lambda known: known.actor_ids)
speaker_is_known = _is_known(SPEAKER, lambda known: known.actor_ids)


# --- the article ----------------------------------------------------------------------------------------


def version_id_is_made_of_its_parts(known: References) -> pl.Expr:
    """version_id is article_id, a hyphen and the first 8 digits of content_hash."""
    parts = pl.concat_str("article_id", pl.lit("-"), pl.col("content_hash").str.slice(0, 8))
    return (pl.col("version_id") == parts).fill_null(True)


def word_count_is_the_bodys(known: References) -> pl.Expr:
    """word_count is the number of words in body, within 2 in 100 (control characters split words differently)."""
    words = pl.col("body").str.count_matches(r"\S+").cast(pl.Int64)
    return ((words - pl.col("word_count")).abs() <= (words // 50).clip(lower_bound=1)).fill_null(True)


def published_at_is_on_that_day(known: References) -> pl.Expr:
    """published_at (UTC) is within a day of published_on (the outlet's own time zone)."""
    apart = (pl.col("published_at").dt.date() - pl.col("published_on")).dt.total_days().abs()
    return (apart <= 1).fill_null(True)


def modified_at_is_not_in_the_future(known: References) -> pl.Expr:
    """modified_at is at most a day after landing."""
    return (pl.col("modified_at").dt.date() <= known.landed_on + dt.timedelta(days=1)).fill_null(True)


def body_is_composed(known: References) -> pl.Expr:
    """Body is in Unicode normal form C, on which offsets in code points rest."""
    return (pl.col("body").str.normalize("NFC") == pl.col("body")).fill_null(True)


def topic_is_known(known: References) -> pl.Expr:
    """Every text has a row in article_topic."""
    return pl.col("article.is_conflict").is_not_null()


def document_is_known(known: References) -> pl.Expr:
    """source_uri is a document that landed."""
    if known.documents is None:
        return pl.lit(True)
    return pl.col("source_uri").is_in(sorted(known.documents)).fill_null(True)


# --- the account of documents ---------------------------------------------------------------------------


def document_belongs_to_its_file(known: References) -> pl.Expr:
    """source_uri is file_uri, or file_uri with #<n>."""
    uri = pl.col("source_uri")
    return (uri.str.replace(r"#\d+$", "") == pl.col("file_uri").str.replace(r"#\d+$", "")).fill_null(True)


def version_stands_where_there_is_a_text(known: References) -> pl.Expr:
    """A document that is an article or a duplicate says which text it holds; any other says none."""
    return pl.col("outcome").is_in(["article", "duplicate"]).eq(pl.col("version_id").is_not_null()).fill_null(True)


def text_of_the_document_is_known(known: References) -> pl.Expr:
    """The text that a document holds is one of the day's article."""
    return pl.col("version_id").is_in(sorted(known.version_ids)).fill_null(True)


def decided_by_terms(known: References) -> pl.Expr:
    """A text of armed conflict shows by which terms."""
    return (~pl.col("is_conflict") | pl.col("conflict_terms").is_not_null()).fill_null(True)


# --- which rules hold for which table -------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One rule: the column that it computes, what it says, and what its failure means."""

    name: str
    expression: Callable[[References], pl.Expr]
    sentence: str
    """What is expected, as a clause after "expected that"."""
    shows: tuple[str, ...]
    """Columns that a reader needs to see what is wrong with a row."""
    severity: Severity = "critical"
    row_level: bool = True
    """True where a row that breaks the rule can go to quarantine by itself."""
    mostly: float = 1.0


def _rule(
    function: Callable[[References], pl.Expr], sentence: str, *shows: str, name: str = "", **more: object
) -> Rule:
    return Rule(name or function.__name__, function, sentence, shows, **more)  # type: ignore[arg-type]


_BOUNDS = (
    _rule(low_is_at_most_high, "low is at most high", "low", "high", "qualifier"),
    _rule(
        qualifier_agrees_with_the_bounds,
        "low and high are those that the qualifier allows (docs: data contract, bounds are never invented)",
        "qualifier",
        "low",
        "high",
    ),
    _rule(
        vague_term_stands_where_vague,
        "vague_term is set where the qualifier is vague and nowhere else",
        "qualifier",
        "vague_term",
    ),
)
_REGION = _rule(
    region_is_known, "region_id is an ISO 3166-2 or country code of the codebook", "region_id", name="region_is_known"
)
_WEAPON = _rule(weapon_is_known, "weapon_id is one of the codebook's", "weapon_id", name="weapon_is_known")
_CLAIMANT = _rule(
    claimant_is_known,
    "claimant_actor_id is one of the codebook's or of actor_mention's",
    "claimant_actor_id",
    "claimant_text",
    name="claimant_is_known",
    severity="warning",
    row_level=False,
    # Crowds and bystanders (`residents`, `a waiter`) speak and are no actors: 12 to 17 in a hundred on the sample.
    mostly=0.7,
)
_SENTENCE = _rule(
    sentence_agrees_with_the_headline,
    "sentence_no is 0 in the headline and above 0 in the body",
    "sentence_no",
    "in_headline",
)


def _id(column: str) -> Rule:
    return _rule(
        _begins_with_the_version(column),
        f"{column} begins with version_id and a colon",
        column,
        "version_id",
        name=f"{column}_begins_with_the_version",
    )


_RULES: dict[str, tuple[Rule, ...]] = {
    "article": (
        _rule(
            version_id_is_made_of_its_parts,
            "version_id is article_id, a hyphen and 8 digits of content_hash",
            "version_id",
            "article_id",
            "content_hash",
        ),
        _rule(word_count_is_the_bodys, "word_count is the number of words in body", "word_count"),
        _rule(topic_is_known, "the text has a row in article_topic", "version_id", row_level=False),
        _rule(document_is_known, "source_uri is a row of document", "source_uri", row_level=False),
        _rule(
            published_at_is_on_that_day,
            "published_at is within a day of published_on",
            "published_at",
            "published_on",
            severity="warning",
            row_level=False,
            mostly=0.95,
        ),
        _rule(
            modified_at_is_not_in_the_future,
            "modified_at is not after the landing day",
            "modified_at",
            "landed_on",
            severity="warning",
            row_level=False,
            mostly=0.95,
        ),
        _rule(
            body_is_composed,
            "body is in Unicode normal form C",
            "headline",
            severity="warning",
            row_level=False,
        ),
    ),
    "document": (
        _rule(
            document_belongs_to_its_file,
            "source_uri is file_uri, with #<n> for a record",
            "source_uri",
            "file_uri",
            row_level=False,
        ),
        _rule(
            version_stands_where_there_is_a_text,
            "version_id is set for articles and duplicates and for nothing else",
            "outcome",
            "version_id",
            row_level=False,
        ),
        _rule(
            text_of_the_document_is_known, "version_id is one of article's", "outcome", "version_id", row_level=False
        ),
    ),
    "article_topic": (
        _rule(
            decided_by_terms,
            "a text of armed conflict has conflict_terms",
            "is_conflict",
            "conflict_terms",
            severity="warning",
            row_level=False,
        ),
    ),
    "casualty_claim": (
        *_BOUNDS,
        _id("claim_id"),
        _rule(
            part_of_a_claim_of_this_text,
            "part_of_claim_id is another claim of the same text",
            "part_of_claim_id",
        ),
        _rule(
            event_is_dated_as_precisely_as_said,
            "event_date is NULL where its precision is unknown and nowhere else",
            "event_date",
            "event_date_precision",
        ),
        _rule(
            event_is_not_after_publication,
            "event_date is not after the day of publication",
            "event_date",
            "event_date_text",
            severity="warning",
            row_level=False,
            mostly=0.98,
        ),
        _REGION,
        _CLAIMANT,
        _SENTENCE,
    ),
    "region_mention": (_REGION,),
    "weapon_mention": (_WEAPON,),
    "actor_mention": (
        _rule(
            country_is_known,
            "country_code is one of the codebook's countries",
            "country_code",
            "actor_id",
            name="country_is_known",
            severity="warning",
            row_level=False,
            mostly=0.95,
        ),
    ),
    "target_mention": (_REGION,),
    "statement": (
        _id("statement_id"),
        _SENTENCE,
        _rule(
            speaker_is_known,
            "speaker_actor_id is one of the codebook's or of actor_mention's",
            "speaker_actor_id",
            "speaker_text",
            name="speaker_is_known",
            severity="warning",
            row_level=False,
            mostly=0.7,
        ),
    ),
    "attack_count": (*_BOUNDS, _id("count_id"), _WEAPON, _CLAIMANT),
    "frame_mention": (_rule(frame_is_known, "frame_id is one of the codebook's", "frame_id", name="frame_is_known"),),
}


def reads_a_text(table: Table) -> bool:
    """Was the table's row read from one article's text? (Every table but ingest's own.)"""
    return table.name not in ("article", "document", "quarantine")


def rules_of(table: Table) -> tuple[Rule, ...]:
    """Rules of a table: of every row read from a text, of every row with evidence, and the table's own."""
    rules: list[Rule] = []
    if reads_a_text(table):
        rules.append(_rule(version_is_known, "version_id is one of the day's article", "version_id"))
        rules.append(
            _rule(
                article_id_is_the_versions,
                "article_id is that of the article with this version_id",
                "article_id",
                "version_id",
            )
        )
    if table.name in OF_CONFLICT_ARTICLES:
        rules.append(
            _rule(article_reports_conflict, "the article is one of armed conflict (article_topic)", "version_id")
        )
    if table.proves:
        rules.append(_rule(evidence_has_length, "char_end is after char_start", "char_start", "char_end"))
        rules.append(
            _rule(
                offsets_are_inside_the_text,
                "char_start and char_end stand inside the text",
                "char_start",
                "char_end",
                "in_headline",
            )
        )
        rules.append(
            _rule(
                evidence_is_in_the_text,
                "the text from char_start to char_end is the evidence",
                "evidence",
                "char_start",
                "char_end",
                "in_headline",
            )
        )
    return (*rules, *_RULES.get(table.name, ()))


def with_rules(table: Table, frame: pl.DataFrame, known: References) -> pl.DataFrame:
    """Add one Boolean column per rule of the table.

    In: the table's columns. Out: the same rows in the same order, the article's columns (`article.…`) and the rules'.
    """
    if "version_id" in frame.columns:
        frame = frame.join(known.articles, on="version_id", how="left", maintain_order="left")
    return frame.with_columns(rule.expression(known).alias(rule.name) for rule in rules_of(table))
