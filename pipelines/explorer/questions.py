"""What the explorer asks of the published file: numbers, their claims, one claim, the copies of a story.

What belongs here: filters as SQL with bound values, and queries over marts. What does not: how an answer is shown
(page.py), text of an article (passages.py). Each question opens the file anew, so that a new release is seen at once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publish.serving import reading

MOST_ROWS = 500
"""Numbers or claims that one table shows; how many there are is told beside it."""


@dataclass(frozen=True)
class Filters:
    """What a reader chose; an empty choice leaves nothing out.

    `regions`: region_id; a country's takes its regions in. `weapons`: weapon_id, of the claim's article.
    `only_counted`: without repeats, parts, running totals, denials and reprints (fct_casualty_claim.is_counted).
    """

    first: dt.date | None = None
    last: dt.date | None = None
    measure: str | None = None
    regions: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    only_counted: bool = True

    def where(self) -> tuple[str, list[Any]]:
        """A condition on fct_casualty_claim as `claim`, and its values."""
        parts: list[str] = []
        values: list[Any] = []
        by_article = "claim.article_id in (select article_id from {} where {} in (?))"
        for condition, chosen in (
            ("claim.published_on >= ?", self.first),
            ("claim.published_on <= ?", self.last),
            ("claim.measure = ?", self.measure),
            ("(claim.region_id in (?) or split_part(claim.region_id, '-', 1) in (?))", self.regions),
            (by_article.format("marts.fct_article", "outlet_id"), self.outlets),
            ("claim.claimant_side in (?)", self.sides),
            (by_article.format("marts.fct_weapon_mention", "weapon_id"), self.weapons),
        ):
            if chosen:
                told = chosen if isinstance(chosen, tuple) else (chosen,)
                values += told * condition.count("?")
                parts.append(condition.replace("?", ", ".join("?" * len(told))))
        if self.only_counted:
            parts.append("claim.is_counted")
        return " and ".join(parts) or "true", values


GROUPS = {
    "Region": (
        "claim.region_id",
        "marts.dim_region",
        "region_id",
        "nullif(concat_ws(', ', region_name, nullif(country_name, region_name)), '')",
    ),
    "Side that claims it": ("claim.claimant_side", None, None, None),
    "Outlet": ("article.outlet_id", "marts.dim_outlet", "outlet_id", "outlet_name"),
    "Month": ("strftime(claim.published_on, '%Y-%m')", None, None, None),
    "Status": ("claim.status", None, None, None),
}
"""What numbers can be asked by: the value, and the dimension, key and label that name it."""

_LOW, _HIGH = "coalesce(claim.low, claim.high)", "coalesce(claim.high, claim.low)"


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: days, and values with their names."""

    first: dt.date | None
    last: dt.date | None
    release: str
    n_articles: int
    measures: list[str]
    regions: dict[str, str]
    outlets: dict[str, str]
    sides: list[str]
    weapons: dict[str, str]


def choices(published_file: Path) -> Choices:
    """Every value that some claim has, by name. Raises FileNotFoundError before the first release."""
    with reading(published_file) as connection:

        def rows(query: str) -> list[tuple[Any, ...]]:
            return connection.execute(query).fetchall()

        ((first, last),) = rows("select min(published_on), max(published_on) from marts.fct_casualty_claim")
        ((release, n_articles),) = rows("select release_id, n_articles from meta.release")
        return Choices(
            first,
            last,
            release,
            n_articles,
            [
                name
                for (name,) in rows("select measure from marts.fct_casualty_claim group by 1 order by count(*) desc, 1")
            ],
            dict(
                rows(
                    "with told as "
                    "(select distinct region_id from marts.fct_casualty_claim where region_id is not null) "
                    "select region_id, case region_level when 'country' then country_name "
                    "else country_name || ': ' || region_name end as name from marts.dim_region "
                    "where region_id in (select region_id from told) "
                    "or region_id in (select split_part(region_id, '-', 1) from told) order by name, region_id"
                )
            ),
            dict(
                rows(
                    "select outlet_id, outlet_name from marts.dim_outlet where outlet_id in "
                    "(select outlet_id from marts.fct_article) order by lower(outlet_name), outlet_id"
                )
            ),
            [
                name
                for (name,) in rows(
                    "select claimant_side from marts.fct_casualty_claim where claimant_side is not null "
                    "group by 1 order by count(*) desc, 1"
                )
            ],
            dict(
                rows(
                    "select weapon_id, weapon_name from marts.dim_weapon where weapon_id in "
                    "(select weapon_id from marts.fct_weapon_mention) order by lower(weapon_name), weapon_id"
                )
            ),
        )


def totals(published_file: Path, filters: Filters) -> dict[str, int]:
    """Claims, articles, stories; claims that nobody could check, that were denied or disputed, and without a number."""
    condition, values = filters.where()
    with reading(published_file) as connection:
        cursor = connection.execute(
            "select count(*) as claims, count(distinct claim.article_id) as articles, "
            "count(distinct claim.story_id) as stories, "
            "count(*) filter (claim.status = 'unverified') as unverified, "
            "count(*) filter (claim.status in ('disputed', 'denied')) as disputed, "
            f"count(*) filter ({_LOW} is null) as wordless from marts.fct_casualty_claim as claim where {condition}",
            values,
        )
        row = cursor.fetchone()
        assert row is not None
        return dict(zip([column[0] for column in cursor.description or []], row, strict=True))


def numbers(published_file: Path, filters: Filters, group: str) -> pa.Table:
    """One row per value of `group` (a key of GROUPS), most stories first: the lowest and highest figures told.

    Out: value, name, lowest, highest, n_claims, n_stories, n_unverified, n_disputed. No figures are added up.
    """
    value, dimension, key, label = GROUPS[group]
    condition, values = filters.where()
    article = "join marts.fct_article as article using (article_id) " if value.startswith("article.") else ""
    named = f"left join {dimension} on {key} = value" if dimension else ""
    with reading(published_file) as connection:
        return connection.sql(
            f"with numbers as (select {value} as value, min({_LOW}) as lowest, max({_HIGH}) as highest, "
            "count(*) as n_claims, count(distinct claim.story_id) as n_stories, "
            "count(*) filter (claim.status = 'unverified') as n_unverified, "
            "count(*) filter (claim.status in ('disputed', 'denied')) as n_disputed "
            f"from marts.fct_casualty_claim as claim {article}where {condition} group by 1) "
            f"select value, coalesce({label or 'value'}, value, 'not told') as name, lowest, highest, n_claims, "
            f"n_stories, n_unverified, n_disputed from numbers {named} "
            f"order by n_stories desc, n_claims desc, name limit {MOST_ROWS}",
            params=values,
        ).to_arrow_table()


def claims(published_file: Path, filters: Filters, group: str | None = None, value: str | None = None) -> pa.Table:
    """The claims behind a number, newest first; without a group, all that the filters leave.

    Out: claim_id, published_on, outlet_name, measure, low, high, qualifier, vague_term, claimant_text, status,
    region_name, evidence, headline.
    """
    condition, values = filters.where()
    if group is not None:
        condition += f" and {GROUPS[group][0]} is not distinct from ?"
        values.append(value)
    article = "join marts.fct_article as article using (article_id) " if "article.outlet_id is" in condition else ""
    with reading(published_file) as connection:
        return connection.sql(
            "with chosen as (select claim.* from marts.fct_casualty_claim as claim "
            f"{article}where {condition} order by claim.published_on desc, claim.claim_id limit {MOST_ROWS}) "
            "select claim_id, chosen.published_on, outlet_name, measure, low, high, qualifier, vague_term, "
            "claimant_text, status, region_name, evidence, headline "
            "from chosen join marts.fct_article using (article_id) "
            "left join marts.dim_outlet using (outlet_id) left join marts.dim_region using (region_id) "
            "order by chosen.published_on desc, claim_id",
            params=values,
        ).to_arrow_table()


def claim(published_file: Path, claim_id: str) -> dict[str, Any] | None:
    """One claim with its article, region and outlet by column; None where the release has no such claim."""
    with reading(published_file) as connection:
        cursor = connection.execute(
            "select claim.*, headline, source_uri, landed_on, url, author, outlet_name, region_name "
            "from marts.fct_casualty_claim as claim join marts.fct_article using (article_id) "
            "left join marts.dim_outlet using (outlet_id) left join marts.dim_region using (region_id) "
            "where claim_id = ?",
            [claim_id],
        )
        row = cursor.fetchone()
        return dict(zip([column[0] for column in cursor.description or []], row, strict=True)) if row else None


def copies(published_file: Path, story_id: str) -> pa.Table:
    """Articles of a story, the earliest first: published_at, outlet_name, syndication_role, agency, headline, url."""
    with reading(published_file) as connection:
        return connection.sql(
            "select published_at, outlet_name, syndication_role, agency, headline, url from marts.fct_article "
            f"left join marts.dim_outlet using (outlet_id) where story_id = ? "
            f"order by published_at, article_id limit {MOST_ROWS}",
            params=[story_id],
        ).to_arrow_table()
