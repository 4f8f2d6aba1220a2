"""A lake of many landing days to measure the warehouse with: the sample's own rows, multiplied.

What belongs here: making partitions. What does not: measuring (warehouse.py). Nothing is read or extracted again: each
text takes the rows of a text of data/sample under another identifier, outlet, place and day, and a sketch of its own.
The same seed gives the same rows.

Of a day's texts a quarter are reprints of others of the day, a fiftieth are texts of the day before that land again,
and a fiftieth are new versions of articles of the days before. Texts of one kind and day share some runs of words, as
texts about one event do, and all texts of one kind share a few, as standing paragraphs are.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.engine import extract
from pipelines.ingest.day import read_landing_day
from pipelines.lake import write_partition
from pipelines.schemas import EXTRACT_TABLES, FINGERPRINT, TABLES, VALIDATION
from pipelines.settings import SAMPLE_DIR, SEEDS_DIR

SEED = 20240115
FIRST_DAY = dt.date(2024, 1, 1)
OWN, REPRINT, AGAIN, REVISED = "own", "reprint", "again", "revised"
N_OUTLETS = 300
N_PLACINGS = 60
"""Ways in which a text's regions are exchanged for others: texts of one way speak of the same places."""


@dataclass(frozen=True)
class Templates:
    """The sample's texts and their rows: `articles` has a number (`template`) per text, `tables` the extracted rows."""

    articles: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    regions: pl.Series

    @classmethod
    def read(cls) -> Templates:
        """Read and extract data/sample."""
        codebook = Codebook.load(SEEDS_DIR)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(SAMPLE_DIR, Path(folder) / FIRST_DAY.isoformat())
            articles = read_landing_day(Path(folder), FIRST_DAY).article.sort("version_id")
        tables = extract(articles, codebook)
        numbered = articles.unique("article_id", keep="first", maintain_order=True).with_row_index("template")
        used = pl.concat([t["region_id"] for t in tables.values() if "region_id" in t.columns]).drop_nulls()
        listed = codebook.tables["regions"].filter(pl.col("iso_3166_2") != pl.col("country_code"))["iso_3166_2"]
        return cls(numbered, tables, pl.concat([used.unique(), listed.sort().gather_every(9)]).unique().sort())


def write_day(lake_dir: Path, templates: Templates, number: int, n: int) -> dt.date:
    """Write the partitions of landing day `number` (0 for the first) with n texts; returns the day."""
    landed_on = FIRST_DAY + dt.timedelta(days=number)
    texts = _texts(templates, number, n)
    for name, frame in _tables(templates, texts, landed_on).items():
        write_partition(lake_dir, TABLES[name], landed_on, frame)
    write_partition(lake_dir, VALIDATION, landed_on, VALIDATION.empty())
    return landed_on


def _mix(*values: np.ndarray | int) -> np.ndarray:
    """A number of 64 bits from several, spread evenly (the finaliser of SplitMix64)."""
    mixed: np.ndarray | np.uint64 = np.uint64(SEED)
    with np.errstate(over="ignore"):
        for value in values:
            mixed = mixed ^ np.asarray(value).astype(np.uint64)
            mixed = (mixed + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0x94D049BB133111EB)
            mixed = mixed ^ (mixed >> np.uint64(31))
    return np.atleast_1d(mixed)


def _texts(templates: Templates, number: int, n: int) -> pl.DataFrame:
    """Who the day's texts are.

    Out: template; article (key of the article), text (key of the version), salt (texts of one salt have most runs of
    words in common), kind; day and version of the text.
    """
    slot = np.arange(n)
    kind = _kinds(number, slot)
    # Where a reprint, repeat or revision comes from: a text of the same day, of the day before, of one of five days.
    source = (_mix(number, slot, 2) % np.uint64(n)).astype(np.int64)
    back = np.where(kind == AGAIN, 1, 1 + (_mix(number, slot, 3) % np.uint64(5)).astype(np.int64))
    source_day = np.where(kind == REPRINT, number, np.maximum(0, number - back))
    # What would come from no text of its day's own is one itself.
    kind = np.where(_kinds(source_day, source) == OWN, kind, OWN)
    is_own = kind == OWN
    source_day, source = np.where(is_own, number, source_day), np.where(is_own, slot, source)
    salt = _mix(source_day, source, 4)
    is_another_article = is_own | (kind == REPRINT)
    article = np.where(is_another_article, _mix(number, slot, 5), _mix(source_day, source, 5))
    text = np.where(kind == REVISED, _mix(number, slot, 6), np.where(is_another_article, article, _mix(article, 7)))
    text = np.where(is_another_article, _mix(article, 7), text)
    return pl.DataFrame(
        {
            "template": (_mix(salt, 8) % np.uint64(templates.articles.height)).astype(np.uint32),
            "article": article,
            "text": text,
            "salt": salt,
            "kind": kind,
            "published": np.where(is_another_article, number, source_day).astype(np.int32),
            "slot": slot.astype(np.int32),
        }
    ).unique("text", keep="first", maintain_order=True)


def _kinds(number: np.ndarray | int, slot: np.ndarray) -> np.ndarray:
    """What the texts of a day, or of one day each, are meant to be. On the first day nothing is from days before."""
    dice = _mix(number, slot, 1) % np.uint64(100)
    kind = np.select([dice < 25, dice < 27, dice < 29], [REPRINT, AGAIN, REVISED], OWN)
    return np.where((np.asarray(number) == 0) & (dice >= 25), OWN, kind)


def _hexadecimal(column: str) -> pl.Expr:
    """16 hex digits of a number of 64 bits."""
    return pl.concat_str(
        [
            ((pl.col(column) // (1 << (4 * place))) % 16).replace_strict(
                dict(enumerate("0123456789abcdef")), return_dtype=pl.String
            )
            for place in reversed(range(16))
        ]
    )


def _tables(templates: Templates, texts: pl.DataFrame, landed_on: dt.date) -> dict[str, pl.DataFrame]:
    """All lake tables of the day but validation."""
    texts = texts.with_columns(
        article_id=_hexadecimal("article"),
        content_hash=_hexadecimal("text").repeat_by(4).list.join(""),
        placing=pl.Series(_mix(texts["salt"].to_numpy(), 9) % np.uint64(N_PLACINGS)).cast(pl.UInt32),
        outlet=pl.Series(_mix(texts["article"].to_numpy(), 10) % np.uint64(N_OUTLETS)).cast(pl.UInt32),
    ).with_columns(version_id=pl.format("{}-{}", "article_id", pl.col("content_hash").str.head(8)))
    known = texts.join(
        templates.articles.select("template", old_version="version_id", old_day="published_on"), on="template"
    ).with_columns(
        shift=(pl.lit(FIRST_DAY) + pl.duration(days="published") - pl.col("old_day")),
    )
    article = _article(templates, known, landed_on)
    tables = {
        "article": article,
        "document": article.select(
            "source_uri", "version_id", "article_id", "landed_at", "landed_on",
            file_uri="source_uri", outcome=pl.lit("article"),
        ),
        "quarantine": TABLES["quarantine"].empty(),
    }  # fmt: skip
    for table in EXTRACT_TABLES:
        tables[table.name] = _rows(templates, known, table.name)
    tables[FINGERPRINT.name] = _sketches(templates, known)
    return tables


def _article(templates: Templates, known: pl.DataFrame, landed_on: dt.date) -> pl.DataFrame:
    own = ["article_id", "version_id", "content_hash"]
    rows = templates.articles.drop(own).join(known, on="template")
    moved = pl.col("shift")
    revised_at = pl.lit(landed_on).cast(pl.Datetime("us")) + pl.duration(hours=9)
    outlet = pl.format("paper{}.example", "outlet")
    name = pl.format("{}-{}.html", pl.col("version_id"), "slot")
    is_agency = pl.col("agency").is_not_null() & (pl.col("kind") != REPRINT)
    return rows.with_columns(
        article_version=pl.lit(1),
        source_uri=name,
        url=pl.format("https://{}/{}", outlet, "article_id"),
        outlet_id=pl.when(is_agency).then("outlet_id").otherwise(outlet),
        outlet_name=pl.when(is_agency).then("outlet_name").otherwise(pl.format("Paper {}", "outlet")),
        outlet_domain=pl.when(is_agency).then("outlet_domain").otherwise(outlet),
        headline=pl.format("{} {}", "headline", (pl.col("salt") % 100_000)),
        body=pl.col("headline"),
        published_at=pl.col("published_at") + moved,
        modified_at=pl.when(pl.col("kind") == REVISED).then(revised_at),
        published_on=pl.col("published_on") + moved,
        landed_at=pl.lit(landed_on).cast(pl.Datetime("us")),
        landed_on=pl.lit(landed_on),
    )


def _rows(templates: Templates, known: pl.DataFrame, name: str) -> pl.DataFrame:
    """A table's rows for the day's texts, with other identifiers, places and days."""
    rows = templates.tables[name].rename({"version_id": "old_version"}).drop("article_id")
    ours = known.select("old_version", "version_id", "article_id", "placing", "shift", "salt")
    rows = rows.join(ours, on="old_version")
    if "region_id" in rows.columns:
        old = rows["region_id"].fill_null(templates.regions[0])
        numbers = old.replace_strict({name: number for number, name in enumerate(templates.regions)})
        spread = _mix(numbers.to_numpy(), rows["placing"].to_numpy(), 11) % np.uint64(templates.regions.len())
        other = templates.regions.gather(pl.Series(spread).cast(pl.UInt32))
        rows = rows.with_columns(region_id=pl.when(pl.col("region_id").is_not_null()).then(other))
    for column in rows.columns:
        if column in ("claim_id", "part_of_claim_id", "statement_id", "count_id"):
            rows = rows.with_columns(
                pl.concat_str("version_id", pl.col(column).str.slice(pl.col("old_version").str.len_chars())).alias(
                    column
                )
            )
    if "event_date" in rows.columns:
        rows = rows.with_columns(event_date=pl.col("event_date") + pl.col("shift"))
    key = TABLES[name].key
    return rows.unique(list(key), keep="first", maintain_order=True)


def _sketches(templates: Templates, known: pl.DataFrame) -> pl.DataFrame:
    """Sketches: most runs of words are those of the text's salt, a tenth its own; some are those of its kind."""
    rows = templates.tables[FINGERPRINT.name].rename({"version_id": "old_version"}).drop("article_id", "position")
    ours = known.select("old_version", "version_id", "article_id", "template", "text", "salt", "published")
    rows = rows.join(ours, on="old_version")
    value = rows["shingle_hash"].cast(pl.UInt64).to_numpy()
    text, salt = rows["text"].to_numpy(), rows["salt"].to_numpy()
    dice = _mix(value, salt, 12) % np.uint64(100)
    is_own = _mix(value, text, 13) % np.uint64(100) < np.uint64(10)
    of_event = _mix(rows["template"].to_numpy(), rows["published"].to_numpy(), salt % np.uint64(4), 14)
    whose = np.select([dice < 2, dice < 6, is_own], [np.uint64(0), of_event, text], salt)
    largest = rows.select(pl.col("shingle_hash").max().over("version_id"))["shingle_hash"].cast(pl.UInt64).to_numpy()
    hashed = _mix(value, whose, 15) % (largest + np.uint64(1))
    sketch = (
        rows.with_columns(shingle_hash=pl.Series(hashed).cast(pl.Int64))
        .unique(["version_id", "shingle_hash"], maintain_order=True)
        .sort("version_id", "shingle_hash")
    )
    return sketch.with_columns(position=pl.int_range(pl.len(), dtype=pl.Int32).over("version_id"))
