"""Short passages in the registers of incident databases, NGO texts and wires, read as whole articles.

All passages are extracted together, once. Each states only the fields that it was written for.
"""

import datetime as dt
from functools import cache

import polars as pl
import pytest
from reading import codebook

from pipelines.extract.engine import extract

REGIONS = [
    # An address ends in the country, which does nothing.
    (
        "06/12/2014: An explosive device detonated at a polling station in Salar area, Kunar province, Afghanistan.",
        {"AF-KNR": "hit"},
    ),
    (
        "08/22/2016: Assailants set fire to two buses and a lorry in Tame municipality, Arauca, Colombia.",
        {"CO-ARA": "hit"},
    ),
    (
        "An assailant threw an incendiary device at the offices of a newspaper in Quetta, Balochistan, Pakistan.",
        {"PK-BA": "hit"},
    ),
    # What stands between the name and its region only says which kind of unit it is.
    (
        "Karak: Police recovered explosives from a house in Karak district of Khyber Pakhtunkhwa, an officer said.",
        {"PK-KP": "mentioned"},
    ),
    (
        "Six people were killed when troops raided the Jenin refugee camp. The Jenin Brigade said it fired back.",
        {"PS-JEN": "hit"},
    ),
    (
        "Three rockets landed in Baghdad late on Monday, two of them near the U.S. embassy, security officials said.",
        {"IQ-BG": "hit"},
    ),
    ("Gunmen opened fire on villagers in Depayin and torched houses in Budalin, Myanmar.", {"MM-01": "hit"}),
    ("Assailants dynamited a section of the Cano Limon pipeline.", {"CO-ARA": "hit"}),
    ("Sudan: 11 May 2023: RSF fighters shelled a hospital.", {"SD": "hit"}),
]

NO_ACTORS = [
    ("A roadside bomb hit a patrol in Tikrit city, Salah ad Din governorate, Iraq. One officer was killed.", "Iraq"),
    ("Ethiopia: On 3 November 2020 a vehicle came under fire near Abiy Addi, Tigray. Two men were shot.", "Ethiopia"),
]

CONFLICT = [
    "The unmanned forces' commander said his pilots had struck the refinery, and the ministry reported downing 131 "
    "drones over nine regions.",
    "RSF fighters occupied the hospital and expelled its staff, the union said. Shells hit the maternity ward.",
]


@cache
def tables() -> dict[str, pl.DataFrame]:
    """Every table of all passages, version_id being the passage."""
    texts = [text for text, *_ in REGIONS + NO_ACTORS] + CONFLICT
    articles = pl.DataFrame({"version_id": texts, "article_id": texts, "body": texts}).with_columns(
        headline=pl.lit(None, pl.String),
        published_on=pl.lit(dt.date(2023, 3, 9)),
        dateline_place=pl.lit(None, pl.String),
        language=pl.lit("en"),
        agency=pl.lit(None, pl.String),
        outlet_id=pl.lit("outlet.example"),
        outlet_name=pl.lit(None, pl.String),
    )
    return extract(articles, codebook())


def rows_of(table: str, text: str) -> pl.DataFrame:
    return tables()[table].filter(version_id=text)


@pytest.mark.parametrize(("text", "regions"), REGIONS)
def test_regions(text: str, regions: dict[str, str]) -> None:
    assert dict(rows_of("region_mention", text).select("region_id", "role").rows()) == regions


@pytest.mark.parametrize(("text", "name"), NO_ACTORS)
def test_a_country_of_an_address_is_no_actor(text: str, name: str) -> None:
    assert name not in set(rows_of("actor_mention", text)["actor_name"])


@pytest.mark.parametrize("text", CONFLICT)
def test_conflict(text: str) -> None:
    assert rows_of("article_topic", text)["is_conflict"].to_list() == [True]
