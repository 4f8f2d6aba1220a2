"""What holds of the whole extraction, whatever the texts: order, batches, offsets, capitals, what stands behind."""

import datetime as dt
import random
import re
from functools import cache

import polars as pl
import pytest
from reading import codebook

from pipelines.extract.engine import extract
from pipelines.schemas import ARTICLE, EXTRACT_TABLES, TABLES

STORIES = (
    (
        "Rocket fire kills at least seven in Kharkiv",
        "KHARKIV, Ukraine (Reuters) - At least seven people were killed and 20 wounded when rockets hit a market in the "
        "eastern city of Kharkiv on Monday, the regional governor, Oleh Petrenko, said.\n\n“Two of the dead were "
        "children,” he told reporters. Russia’s defence ministry denied that its forces had fired on the city.\n\n"
        "Ukraine's air force said it had shot down 12 of 15 drones overnight. The claims could not be verified.",
    ),
    (
        "Car bomb in Mosul",
        "A car bomb exploded near a police checkpoint in Mosul, killing four policemen and a nurse, a security source "
        "said.\n\nIslamic State claimed responsibility. In Anbar province, gunmen ambushed a convoy and wounded three "
        "soldiers, the army said in a statement.",
    ),
    (
        "Floods close roads in Bavaria",
        "Heavy rain closed roads in Bavaria on Tuesday. The transport ministry said that trains were late. Nobody was "
        "hurt.\n\nMore rain is forecast for the weekend, the weather service said.",
    ),
    (
        "TWO SOLDIERS KILLED IN AMBUSH",
        "SAN SALVADOR, 5 MAR 90 (AFP) -- [TEXT] GUERRILLAS AMBUSHED AN ARMY PATROL IN MORAZAN DEPARTMENT, KILLING TWO "
        "SOLDIERS AND WOUNDING FIVE, THE ARMED FORCES REPORTED TODAY. A TEACHER DIED IN THE CROSSFIRE.",
    ),
    (
        "Airstrikes hit Idlib; dozens dead",
        "Warplanes bombed a hospital and two schools in the Syrian province of Idlib — “a massacre”, said Dr. Ahmad "
        "al-Saleh. Dozens of civilians died, among them nine women, the Observatory said. Café owner José N’Diaye, 41, "
        "lost his brother.\n\nTurkish-backed rebels shelled Tal Rifaat; the SDF said three fighters were killed.",
    ),
)  # fmt: skip
CONFLICT_TABLES = ("casualty_claim", "region_mention", "weapon_mention", "target_mention", "attack_count")


def frame(stories):
    rows = [
        {
            "version_id": f"{number:016x}-{number:08x}",
            "article_id": f"{number:016x}",
            "headline": headline,
            "body": body,
            "published_on": dt.date(2024, 1, 16),
        }
        for number, headline, body in stories
    ]
    return pl.concat([ARTICLE.empty(), pl.DataFrame(rows)], how="diagonal_relaxed")


def tables_of(stories):
    return extract(frame(stories), codebook())


def numbered(*stories):
    return [(number, *story) for number, story in enumerate(stories)]


@cache
def whole():
    return tables_of(numbered(*STORIES))


def assert_same(tables, expected):
    for name in expected:
        assert tables[name].equals(expected[name]), name


def test_the_order_of_articles_changes_nothing():
    stories = numbered(*STORIES)
    random.Random(5).shuffle(stories)
    assert_same(tables_of(stories), whole())


def test_the_size_of_batches_changes_nothing():
    stories = numbered(*STORIES)
    batches = [tables_of(stories[start : start + 2]) for start in (4, 0, 2)]
    for table in EXTRACT_TABLES:
        together = table.conform(pl.concat([batch[table.name] for batch in batches]))
        assert together.equals(whole()[table.name]), table.name


@pytest.mark.parametrize("table", [table.name for table in EXTRACT_TABLES])
def test_tables_have_their_columns_and_the_order_of_their_key(table):
    rows = whole()[table]
    assert rows.schema == TABLES[table].schema
    assert rows.equals(TABLES[table].conform(rows))
    assert not rows.select(TABLES[table].key).is_duplicated().any()


@pytest.mark.parametrize("table", [table.name for table in EXTRACT_TABLES if table.proves])
def test_offsets_slice_back_in_every_table(table):
    texts = {number: (headline, body) for number, headline, body in numbered(*STORIES)}
    rows = whole()[table]
    assert rows.height or table in ("frame_mention", "attack_count")
    for row in rows.iter_rows(named=True):
        text = texts[int(row["article_id"], 16)][0 if row["in_headline"] else 1]
        assert text[row["char_start"] : row["char_end"]] == row["evidence"] != ""
        if table != "statement":  # long ones are cut
            assert not re.search(r"\w\w", text[row["char_end"] - 1 : row["char_end"] + 1]), f"within a word: {row}"


def test_a_headline_in_capitals_loses_no_casualty_figure():
    def figures(tables):
        in_headline = tables["casualty_claim"].filter("in_headline")
        return set(in_headline.select("version_id", "measure", "low", "high", "qualifier").iter_rows())

    capitals = tables_of(numbered(*((headline.upper(), body) for headline, body in STORIES)))
    assert len(figures(whole())) >= 2
    assert figures(whole()) <= figures(capitals)


def test_boilerplate_behind_a_text_changes_no_row_of_it():
    furniture = "\n\nSign up for our newsletter.\n\nAll rights reserved. Terms and conditions apply."
    after = tables_of(numbered(*((headline, body + furniture) for headline, body in STORIES)))
    lengths = {f"{number:016x}": len(body) for number, (_, body) in enumerate(STORIES)}
    length = pl.col("article_id").replace_strict(lengths, return_dtype=pl.Int32)
    for name in ("casualty_claim", "weapon_mention", "target_mention", "attack_count", "statement", "frame_mention"):
        own = after[name].filter(pl.col("in_headline") | (pl.col("char_start") < length))
        assert own.equals(whole()[name]), name


def test_only_conflict_articles_have_rows_of_violence():
    is_conflict = dict(whole()["article_topic"].select("version_id", "is_conflict").iter_rows())
    assert set(is_conflict.values()) == {True, False}
    for name in CONFLICT_TABLES:
        assert all(is_conflict[version] for version in whole()[name]["version_id"]), name


def test_no_text_breaks_the_extraction():
    dice = random.Random(7)
    signs = "“”‘’\"'«»—–-…,.;:!?()[]/&%$€\n\t  12 7,000 3.5 ΩЖ中ش́🙂\ue000\ufffd"
    words = " ".join(body for _, body in STORIES).split() + list(signs)
    bodies = [" ".join(dice.choices(words, k=dice.randint(0, 60))) for _ in range(150)] + ["", " ", "\n", "1", "—"]
    tables = tables_of(numbered(*(("Six killed in Kharkiv", body or "-") for body in bodies)))
    assert tables["article_topic"].height == len(bodies)
    for table in EXTRACT_TABLES:
        if table.proves:
            rows = tables[table.name].filter(~pl.col("in_headline"))
            for row in rows.iter_rows(named=True):
                assert bodies[int(row["article_id"], 16)][row["char_start"] : row["char_end"]] == row["evidence"]
