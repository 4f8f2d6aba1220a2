-- One row per article, region that it names and day that it reports of the region.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}
{# int_touched_before reads what the build before left here, so it comes first #}
{{ uses('int_touched_before') }}

with figure_days as (
    select distinct article_id, region_id, event_date
    from {{ ref('fct_casualty_claim') }}
    where event_date_precision = 'day' and region_id is not null and not is_cumulative
    {{ only_articles('int_changed_articles', word='and ') }}
),

mentions as (
    select mentions.article_id, mentions.region_id, mentions.role, articles.published_on
    from {{ ref('fct_region_mention') }} as mentions
    inner join {{ ref('fct_article') }} as articles on mentions.article_id = articles.article_id
    {{ only_articles('int_changed_articles', word='where articles.') }}
    union all
    -- a figure may have a region that is no mention of its own, as the country of a list of towns
    select distinct
        claims.article_id,
        claims.region_id,
        'mentioned' as role,
        claims.published_on
    from {{ ref('fct_casualty_claim') }} as claims
    left join {{ ref('fct_region_mention') }} as mentions
        on claims.article_id = mentions.article_id
        and claims.region_id = mentions.region_id
    where claims.region_id is not null and mentions.article_id is null
    {{ only_articles('int_changed_articles', word='and claims.') }}
),

undated_figures as (
    select distinct article_id, region_id
    from {{ ref('fct_casualty_claim') }}
    where event_date_precision <> 'day' and event_day is not null and region_id is not null
    {{ only_articles('int_changed_articles', word='and ') }}
),

days as (
    -- The days of the article's figures for the region
    select mentions.article_id, mentions.region_id, mentions.role, figure_days.event_date, 1 as is_dated
    from mentions
    inner join figure_days
        on mentions.article_id = figure_days.article_id
        and mentions.region_id = figure_days.region_id
    union all
    -- and the day of publication where no figure is dated, or one is not
    select mentions.article_id, mentions.region_id, mentions.role, mentions.published_on as event_date, 0 as is_dated
    from mentions
    left join figure_days
        on mentions.article_id = figure_days.article_id
        and mentions.region_id = figure_days.region_id
    left join undated_figures
        on mentions.article_id = undated_figures.article_id
        and mentions.region_id = undated_figures.region_id
    where figure_days.article_id is null or undated_figures.article_id is not null
)

select article_id, region_id, event_date, role, max(is_dated) = 1 as is_dated
from days
group by article_id, region_id, event_date, role
order by article_id, region_id, event_date
