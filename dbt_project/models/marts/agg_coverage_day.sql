{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'published_on', 'match': {'published_on': 'on_day'}}
) }}

with regions as (
    select articles.published_on, articles.outlet_id, count(distinct mentions.region_id) as n_regions
    from {{ ref('fct_article') }} as articles
    inner join {{ ref('fct_region_mention') }} as mentions on articles.article_id = mentions.article_id
    {{ only_touched('published_on', {'articles.published_on': 'on_day'}) }}
    group by articles.published_on, articles.outlet_id
),

claims as (
    select articles.published_on, articles.outlet_id, count(*) as n_casualty_claims
    from {{ ref('fct_article') }} as articles
    inner join {{ ref('fct_casualty_claim') }} as claims on articles.article_id = claims.article_id
    {{ only_touched('published_on', {'articles.published_on': 'on_day'}) }}
    group by articles.published_on, articles.outlet_id
),

articles as (
    select
        published_on,
        outlet_id,
        count(*) as n_articles,
        count(distinct story_id) as n_stories,
        cast(sum(case when syndication_role = 'reprint' then 1 else 0 end) as bigint) as n_reprints,
        cast(sum(case when is_conflict then 1 else 0 end) as bigint) as n_conflict_articles
    from {{ ref('fct_article') }} as counted
    {{ only_touched('published_on', {'counted.published_on': 'on_day'}) }}
    group by published_on, outlet_id
)

select
    articles.published_on,
    articles.outlet_id,
    articles.n_articles,
    articles.n_stories,
    articles.n_reprints,
    articles.n_conflict_articles,
    coalesce(regions.n_regions, 0) as n_regions,
    coalesce(claims.n_casualty_claims, 0) as n_casualty_claims
from articles
left join regions
    on articles.published_on = regions.published_on
    and articles.outlet_id = regions.outlet_id
left join claims
    on articles.published_on = claims.published_on
    and articles.outlet_id = claims.outlet_id
order by articles.published_on, articles.outlet_id
