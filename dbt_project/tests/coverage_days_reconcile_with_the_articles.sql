{{ config(meta={'dagster': {'ref': {'name': 'agg_coverage_day'}}}) }}

with days as (
    select
        coalesce(sum(n_articles), 0) as n_articles,
        coalesce(sum(n_reprints), 0) as n_reprints,
        coalesce(sum(n_conflict_articles), 0) as n_conflict_articles,
        coalesce(sum(n_casualty_claims), 0) as n_casualty_claims
    from {{ ref('agg_coverage_day') }}
),

articles as (
    select
        count(*) as n_articles,
        coalesce(sum(case when syndication_role = 'reprint' then 1 else 0 end), 0) as n_reprints,
        coalesce(sum(case when is_conflict then 1 else 0 end), 0) as n_conflict_articles
    from {{ ref('fct_article') }}
),

claims as (select count(*) as n_casualty_claims from {{ ref('fct_casualty_claim') }})

select days.*
from days
cross join articles
cross join claims
where
    days.n_articles <> articles.n_articles
    or days.n_reprints <> articles.n_reprints
    or days.n_conflict_articles <> articles.n_conflict_articles
    or days.n_casualty_claims <> claims.n_casualty_claims
