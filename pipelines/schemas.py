"""The lake tables, said once: columns, types, descriptions, value sets, keys.

What belongs here: the shape of every Parquet table that Python writes. The extractors cast to it, the
expectation suites, the dbt sources and the data dictionary derive from it. What does not: how a value is
read (pipelines/extract), and what the warehouse makes of it (dbt_project/models).

All types are flat. Timestamps are naive and in UTC. Offsets are 0-based, half-open, in Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

TIMESTAMP = pl.Datetime("us")

# --- value sets (the data contract's) ---------------------------------------------------------------

MEASURES = ("killed", "wounded", "missing", "captured", "detained", "displaced", "abducted", "rescued", "casualties")
QUALIFIERS = (
    "exact",
    "at_least",
    "more_than",
    "at_most",
    "fewer_than",
    "about",
    "nearly",
    "between",
    "vague",
    "none",
)
VICTIM_GROUPS = (
    "civilian",
    "combatant",
    "child",
    "woman",
    "journalist",
    "aid_worker",
    "medic",
    "police",
    "prisoner",
    "person",
)
CLAIM_STATUSES = ("asserted", "attributed", "unverified", "denied", "disputed")
EVENT_DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
REGION_ROLES = ("hit", "mentioned")
WEAPON_ROLES = ("used", "intercepted", "target", "supplied", "mentioned")
ACTOR_ROLES = ("attacker", "target", "speaker", "mediator", "supplier", "mentioned")
ACTOR_TYPES = (
    "state",
    "government",
    "ministry",
    "military",
    "armed_group",
    "police",
    "official",
    "person",
    "international_org",
    "ngo",
    "media",
    "alliance",
    "company",
    "other",
)
WEAPON_CLASSES = (
    "ballistic_missile",
    "cruise_missile",
    "hypersonic_missile",
    "air_defence",
    "anti_tank_missile",
    "anti_ship_missile",
    "missile",
    "rocket",
    "rocket_artillery",
    "artillery",
    "mortar",
    "drone",
    "loitering_munition",
    "glide_bomb",
    "aerial_bomb",
    "cluster_munition",
    "mine",
    "ied",
    "vehicle_bomb",
    "suicide_bomb",
    "bomb",
    "grenade",
    "small_arms",
    "machine_gun",
    "sniper",
    "tank",
    "armoured_vehicle",
    "aircraft",
    "helicopter",
    "warship",
    "submarine",
    "chemical",
    "incendiary",
    "nuclear",
    "bladed",
    "explosive",
    "other",
)
WEAPON_FAMILIES = (
    "missile",
    "drone",
    "artillery",
    "bomb",
    "small_arms",
    "vehicle",
    "aircraft",
    "naval",
    "other",
)
TARGET_KINDS = (
    "residential",
    "energy",
    "rail",
    "port",
    "airport",
    "hospital",
    "school",
    "market",
    "religious",
    "military_base",
    "depot",
    "troops",
    "government",
    "industry",
    "bridge",
    "vehicle",
    "aid_convoy",
    "checkpoint",
    "communications",
    "water",
    "other",
)
STATEMENT_KINDS = (
    "claim",
    "denial",
    "accusation",
    "justification",
    "confirmation",
    "warning",
    "pledge",
    "other",
)
COUNT_WHATS = (
    "launched",
    "intercepted",
    "hit",
    "regions",
    "settlements",
    "prisoners_swapped",
    "homes_damaged",
    "attacks",
    "other",
)
FRAME_CONCEPTS = ("war_name", "attack_name", "actor_name", "territory_name")
FRAME_VOICES = ("own", "quoted", "attributed")
OUTLET_KINDS = ("agency", "publisher", "aggregator", "unknown")
PUBLISHED_ON_SOURCES = ("metadata", "text", "dateline", "inferred", "landing")
OUTCOMES = ("article", "duplicate", "not_an_article", "quarantined")
QUARANTINE_STAGES = ("ingest", "validate")
QUARANTINE_REASONS = (
    "empty",
    "not_text",
    "undecodable",
    "unknown_format",
    "corrupt_archive",
    "too_large",
    "malformed_json",
    "malformed_html",
    "malformed_xml",
    "no_headline",
    "no_body",
    "not_an_article",
    "reader_failed",
    "failed_expectation",
)


# --- the shape of a table ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One column: name, Polars type, meaning; `values` is its closed value set, if it has one."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    description: str
    nullable: bool = False
    values: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Table:
    """One lake table: what a row is, its columns, and the columns that identify a row."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    proves: bool = field(default=False)
    """True where `evidence` must slice back from the article's text at char_start/char_end."""

    @property
    def schema(self) -> pl.Schema:
        """Column name to Polars type, in published order."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def conform(self, frame: pl.DataFrame | pl.LazyFrame, *, is_ordered: bool = False) -> pl.DataFrame:
        """Select and cast the table's columns from `frame`, sorted by the key (`is_ordered`: as it is already).

        A missing column is an error (polars.exceptions.ColumnNotFoundError names it): nothing is filled silently.
        """
        selected = frame.lazy().select(pl.col(c.name).cast(c.dtype) for c in self.columns)
        return (selected if is_ordered else selected.sort(self.key, maintain_order=True)).collect()

    def empty(self) -> pl.DataFrame:
        """A frame of this table without rows."""
        return self.schema.to_frame()


def _evidence(what: str) -> tuple[Column, ...]:
    return (
        Column("evidence", pl.String, f"Exact characters of the text {what}"),
        Column("char_start", pl.Int32, "Offset of the first character of evidence, 0-based, in Unicode code points"),
        Column("char_end", pl.Int32, "Offset after the last character of evidence (half-open)"),
        Column("in_headline", pl.Boolean, "True where the offsets count in the headline, false where in the body"),
    )


_KEYS = (
    Column("version_id", pl.String, "The text version that the row was read from: article_id and content hash"),
    Column(
        "article_id",
        pl.String,
        "The article: 16 hex digits from its canonical URL, else from outlet, headline and day of publication",
    ),
)

ARTICLE = Table(
    "article",
    "One row per distinct text of an article that landed on a day.",
    ("version_id",),
    (
        *_KEYS,
        Column(
            "article_version",
            pl.Int32,
            "Ordinal among the versions that landed on this day; marts.fct_article_version numbers over all days",
        ),
        Column(
            "source_uri",
            pl.String,
            "Path of the raw file below the landing folder; #<n> is the 1-based record of a multi-record file",
        ),
        Column("url", pl.String, "Canonical URL of the article", nullable=True),
        Column("outlet_id", pl.String, "Outlet: key of dim_outlet; the registered domain, or a slug of the name"),
        Column("outlet_name", pl.String, "Outlet's name as the document gives it", nullable=True),
        Column("outlet_domain", pl.String, "Registered domain of the outlet", nullable=True),
        Column("agency", pl.String, "Wire credit: Reuters, AP, AFP, ...", nullable=True),
        Column("author", pl.String, "Byline, names joined with '; '", nullable=True),
        Column("headline", pl.String, "Headline without labels such as UPDATED:"),
        Column("headline_label", pl.String, "Label before the headline: UPDATED, BREAKING, ...", nullable=True),
        Column("body", pl.String, "Main text, paragraphs joined by a blank line, NFC, without site furniture"),
        Column("dateline_place", pl.String, "Place of the dateline as written: KYIV", nullable=True),
        Column("published_at", TIMESTAMP, "Time of publication, UTC; NULL where only the day is known", nullable=True),
        Column("modified_at", TIMESTAMP, "Time of this version's last change, UTC, if stated", nullable=True),
        Column("published_on", pl.Date, "Day of publication in the outlet's own time zone"),
        Column("published_on_source", pl.String, "By which rule published_on was read", values=PUBLISHED_ON_SOURCES),
        Column("published_on_text", pl.String, "The characters that published_on was read from", nullable=True),
        Column("language", pl.String, "ISO 639-1 code of the body's language", nullable=True),
        Column("word_count", pl.Int32, "Words in the body"),
        Column("format", pl.String, "Raw format: text, html, json, jsonl, rss, atom, newsml, nitf"),
        Column("content_hash", pl.String, "SHA-256 of headline and body after white space is folded, 64 hex digits"),
        Column("landed_at", TIMESTAMP, "Landing day at 00:00 UTC (the archive keeps days, so that rebuilds agree)"),
        Column("landed_on", pl.Date, "Landing day"),
    ),
)

DOCUMENT = Table(
    "document",
    "One row per document that landed, with what became of it: the basis of meta.accounting.",
    ("source_uri",),
    (
        Column("source_uri", pl.String, "Path of the raw file below the landing folder, #<n> for a record of it"),
        Column("file_uri", pl.String, "Path of the raw file below the landing folder, without the record"),
        Column("outcome", pl.String, "What became of the document on its landing day", values=OUTCOMES),
        Column("version_id", pl.String, "The text that it holds, where it is an article or a duplicate", nullable=True),
        Column("article_id", pl.String, "The article, where it is an article or a duplicate", nullable=True),
        Column("landed_at", TIMESTAMP, "Landing day at 00:00 UTC"),
        Column("landed_on", pl.Date, "Landing day"),
    ),
)

QUARANTINE = Table(
    "quarantine",
    "One row per rejected document or row, with its reason.",
    ("source_uri", "stage", "table_name", "row_key", "reason"),
    (
        Column("source_uri", pl.String, "Path of the raw file below the landing folder, #<n> for a record of it"),
        Column("record", pl.Int32, "1-based record of a multi-record file", nullable=True),
        Column("stage", pl.String, "Where it was rejected", values=QUARANTINE_STAGES),
        Column("table_name", pl.String, "Lake table of a rejected row; 'document' for a whole document"),
        Column("row_key", pl.String, "Key of a rejected row; empty for a whole document"),
        Column("reason", pl.String, "Why, as one word", values=QUARANTINE_REASONS),
        Column("detail", pl.String, "What was found, what was expected, what to do next"),
        Column("excerpt", pl.String, "First 200 characters of what was rejected", nullable=True),
        Column("landed_at", TIMESTAMP, "Landing day at 00:00 UTC"),
        Column("landed_on", pl.Date, "Landing day"),
    ),
)

ARTICLE_TOPIC = Table(
    "article_topic",
    "One row per article text: does it report armed violence?",
    ("version_id",),
    (
        *_KEYS,
        Column("is_conflict", pl.Boolean, "The article reports armed violence of any kind"),
        Column("conflict_terms", pl.String, "Distinct terms that decided, '; '-joined", nullable=True),
        Column("n_conflict_terms", pl.Int32, "Number of sentences with a term of armed violence"),
    ),
)

CASUALTY_CLAIM = Table(
    "casualty_claim",
    "One row per casualty figure stated in an article text.",
    ("claim_id",),
    (
        Column("claim_id", pl.String, "version_id, h or b with the offset of the figure, and the measure"),
        *_KEYS,
        Column("measure", pl.String, "What was counted", values=MEASURES),
        Column("low", pl.Int64, "Lower bound as the text states it; NULL where it states none", nullable=True),
        Column("high", pl.Int64, "Upper bound as the text states it; NULL where it states none", nullable=True),
        Column("qualifier", pl.String, "How the text bounds the figure", values=QUALIFIERS),
        Column("vague_term", pl.String, "The word, where the figure has no number: dozens, several", nullable=True),
        Column("victim_group", pl.String, "Who they are, as specific as stated", values=VICTIM_GROUPS),
        Column("victim_text", pl.String, "The noun as written: Russian soldiers", nullable=True),
        Column("victim_side", pl.String, "Country or party of the victims, if stated", nullable=True),
        Column("part_of_claim_id", pl.String, "The larger figure that this one is a part of", nullable=True),
        Column("is_repeat", pl.Boolean, "The same figure was stated before in this text"),
        Column("is_cumulative", pl.Boolean, "A running total, not one incident"),
        Column("claimant_actor_id", pl.String, "Who asserts the figure: key of dim_actor", nullable=True),
        Column("claimant_text", pl.String, "Who asserts it, as written; NULL: the outlet itself", nullable=True),
        Column("claimant_side", pl.String, "ISO 3166-1 alpha-2 code or party of the claimant", nullable=True),
        Column("status", pl.String, "Standing of the figure in the text", values=CLAIM_STATUSES),
        Column("region_id", pl.String, "Region of the figure: key of dim_region", nullable=True),
        Column("place_text", pl.String, "Place of the figure as written", nullable=True),
        Column("place_source", pl.String, "Where the place was read: sentence, paragraph, article", nullable=True),
        Column("event_date", pl.Date, "Day of the event, or first day of its week, month or year", nullable=True),
        Column("event_date_precision", pl.String, "Precision of event_date", values=EVENT_DATE_PRECISIONS),
        Column("event_date_text", pl.String, "The phrase that event_date was read from", nullable=True),
        Column("sentence_no", pl.Int32, "Ordinal of the sentence in the text; 0 is the headline"),
        *_evidence("that carry the figure and its verb"),
    ),
    proves=True,
)

REGION_MENTION = Table(
    "region_mention",
    "One row per article text and region.",
    ("version_id", "region_id"),
    (
        *_KEYS,
        Column("region_id", pl.String, "ISO 3166-2 code of the first-level region, else the country code"),
        Column("role", pl.String, "hit: violence is said to have taken place there", values=REGION_ROLES),
        Column("n_mentions", pl.Int32, "Mentions of places in the region"),
        Column("places", pl.String, "Distinct place names as written, '; '-joined"),
        *_evidence("of the mention that decided the role"),
    ),
    proves=True,
)

WEAPON_MENTION = Table(
    "weapon_mention",
    "One row per article text, weapon and role.",
    ("version_id", "weapon_id", "role"),
    (
        *_KEYS,
        Column("weapon_id", pl.String, "Weapon: key of dim_weapon"),
        Column("weapon_text", pl.String, "First mention as written"),
        Column("role", pl.String, "What was done with it", values=WEAPON_ROLES),
        Column("n_mentions", pl.Int32, "Mentions in this role"),
        *_evidence("of the mention that decided the role"),
    ),
    proves=True,
)

ACTOR_MENTION = Table(
    "actor_mention",
    "One row per article text, actor and role.",
    ("version_id", "actor_id", "role"),
    (
        *_KEYS,
        Column("actor_id", pl.String, "Actor: key of dim_actor; a slug of the name for actors read by pattern"),
        Column("actor_name", pl.String, "Canonical name"),
        Column("actor_type", pl.String, "Kind of actor", values=ACTOR_TYPES),
        Column("country_code", pl.String, "ISO 3166-1 alpha-2 code of the actor's country", nullable=True),
        Column("actor_text", pl.String, "Longest mention as written"),
        Column("role", pl.String, "What the actor does in the text", values=ACTOR_ROLES),
        Column("n_mentions", pl.Int32, "Mentions in this role"),
        *_evidence("of the mention that decided the role"),
    ),
    proves=True,
)

TARGET_MENTION = Table(
    "target_mention",
    "One row per article text and kind of target hit.",
    ("version_id", "target_kind"),
    (
        *_KEYS,
        Column("target_kind", pl.String, "What was hit", values=TARGET_KINDS),
        Column("target_text", pl.String, "The target as written"),
        Column("region_id", pl.String, "Region where it was hit", nullable=True),
        *_evidence("that name the target and what hit it"),
    ),
    proves=True,
)

STATEMENT = Table(
    "statement",
    "One row per attributed statement.",
    ("statement_id",),
    (
        Column("statement_id", pl.String, "version_id, h or b with the offset of the content"),
        *_KEYS,
        Column("speaker_actor_id", pl.String, "Who speaks: key of dim_actor", nullable=True),
        Column("speaker_text", pl.String, "Who speaks, as written; a pronoun's antecedent where one is found"),
        Column("speaker_side", pl.String, "ISO 3166-1 alpha-2 code or party of the speaker", nullable=True),
        Column(
            "cue",
            pl.String,
            "The word of saying, as written; a colon or a quotation mark where nothing else tells who speaks",
        ),
        Column("kind", pl.String, "Kind of statement", values=STATEMENT_KINDS),
        Column("is_quote", pl.Boolean, "The content stands in quotation marks"),
        Column(
            "verification",
            pl.String,
            "unverified where the text says that the statement could not be checked, else NULL",
            nullable=True,
            values=("unverified",),
        ),
        Column("sentence_no", pl.Int32, "Ordinal of the sentence in the text; 0 is the headline"),
        *_evidence("that are the content of the statement"),
    ),
    proves=True,
)

ATTACK_COUNT = Table(
    "attack_count",
    "One row per stated number of an attack that is not a casualty figure.",
    ("count_id",),
    (
        Column("count_id", pl.String, "version_id, h or b with the offset of the figure, and what is counted"),
        *_KEYS,
        Column("what", pl.String, "What was counted", values=COUNT_WHATS),
        Column("low", pl.Int64, "Lower bound as the text states it", nullable=True),
        Column("high", pl.Int64, "Upper bound as the text states it", nullable=True),
        Column("qualifier", pl.String, "How the text bounds the figure", values=QUALIFIERS),
        Column("vague_term", pl.String, "The word, where the figure has no number", nullable=True),
        Column("object_text", pl.String, "What was counted, as written"),
        Column("weapon_id", pl.String, "Weapon counted: key of dim_weapon", nullable=True),
        Column("claimant_actor_id", pl.String, "Who asserts the number: key of dim_actor", nullable=True),
        Column("claimant_text", pl.String, "Who asserts the number, as written", nullable=True),
        *_evidence("that carry the figure"),
    ),
    proves=True,
)

FRAME_MENTION = Table(
    "frame_mention",
    "One row per article text, framing term and voice.",
    ("version_id", "frame_id", "voice"),
    (
        *_KEYS,
        Column("frame_id", pl.String, "Framing term: key of dim_frame"),
        Column("voice", pl.String, "Whose words they are", values=FRAME_VOICES),
        Column("n_mentions", pl.Int32, "Mentions in this voice"),
        *_evidence("of the first mention in this voice"),
    ),
    proves=True,
)

FINGERPRINT = Table(
    "fingerprint",
    "One row per article text and sketch value: what the stories are found by.",
    ("version_id", "position"),
    (
        *_KEYS,
        Column("position", pl.Int32, "Ordinal of the value in the sketch"),
        Column("shingle_hash", pl.Int64, "Hash of a run of words that was chosen for the sketch"),
        Column("n_shingles", pl.Int32, "Distinct runs of words in the whole text"),
    ),
)

VALIDATION = Table(
    "validation",
    "One row per expectation and landing day: what was asked of a lake table and what came of it.",
    ("suite", "table_name", "expectation"),
    (
        Column("suite", pl.String, "Suite of expectations"),
        Column("table_name", pl.String, "Lake table that was validated"),
        Column("expectation", pl.String, "What was expected, with its columns: unique in its suite"),
        Column("severity", pl.String, "critical blocks what is downstream", values=("critical", "warning", "info")),
        Column("success", pl.Boolean, "The expectation was met"),
        Column("n_unexpected", pl.Int64, "Rows that did not meet it"),
        Column("observed", pl.String, "What was observed, as JSON", nullable=True),
        Column("run_id", pl.String, "Run that validated"),
    ),
)
"""Written by the validation floor beside the lake tables, which it is not one of: nothing validates it."""


def _scores_of(whose: str) -> tuple[Column, ...]:
    prefix, who = ("baseline_", "the baseline") if whose == "baseline" else ("", "the extractors")
    return (
        Column(f"{prefix}precision", pl.Float64, f"Share of what {who} read that is right", nullable=True),
        Column(f"{prefix}recall", pl.Float64, f"Share of what stands in the text that {who} read", nullable=True),
        Column(f"{prefix}f1", pl.Float64, f"Harmonic mean of precision and recall of {who}", nullable=True),
    )


EXTRACTION_QUALITY = Table(
    "extraction_quality",
    "One row per field and half of the gold corpus: how well the extractors read it, beside a naive baseline.",
    ("field", "half"),
    (
        Column("field", pl.String, "What was compared: see docs/quality.md"),
        Column(
            "half",
            pl.String,
            "Half of the gold corpus: rules were made looking at tuning, never at held_out",
            values=("tuning", "held_out", "all"),
        ),
        *_scores_of("ours"),
        Column("support", pl.Int64, "Items that stand in the text"),
        *_scores_of("baseline"),
    ),
)
"""Written by `dateline evaluate`, one file for the code and not for a landing day: `<lake>/extraction_quality/`."""

INGEST_TABLES: tuple[Table, ...] = (ARTICLE, DOCUMENT, QUARANTINE)
EXTRACT_TABLES: tuple[Table, ...] = (
    ARTICLE_TOPIC,
    CASUALTY_CLAIM,
    REGION_MENTION,
    WEAPON_MENTION,
    ACTOR_MENTION,
    TARGET_MENTION,
    STATEMENT,
    ATTACK_COUNT,
    FRAME_MENTION,
    FINGERPRINT,
)
TABLES: dict[str, Table] = {table.name: table for table in (*INGEST_TABLES, *EXTRACT_TABLES)}
