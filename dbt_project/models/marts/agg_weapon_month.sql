-- Bounds are the lowest and highest single figure over independent texts, never a sum.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'month', 'match': {'month_start': 'on_day'}}
) }}

with mentions as (
    select distinct
        {{ month_start_of('articles.published_on') }} as month_start,
        mentions.weapon_id,
        mentions.article_id,
        articles.story_id,
        mentions.role
    from {{ ref('fct_weapon_mention') }} as mentions
    inner join {{ ref('fct_article') }} as articles on mentions.article_id = articles.article_id
    {{ only_touched('month', {month_start_of('articles.published_on'): 'on_day'}) }}
),

counts as (
    select
        {{ month_start_of('articles.published_on') }} as month_start,
        counts.weapon_id,
        counts.article_id,
        articles.story_id,
        articles.syndication_role,
        counts.what,
        counts.low,
        counts.high
    from {{ ref('fct_attack_count') }} as counts
    inner join {{ ref('fct_article') }} as articles on counts.article_id = articles.article_id
    where counts.weapon_id is not null and counts.what in ('launched', 'intercepted')
    {{ only_touched('month', {month_start_of('articles.published_on'): 'on_day'}, word='and') }}
),

-- a weapon may be counted in a text in which it has no mention of its own
texts as (
    select month_start, weapon_id, article_id, story_id, case when role = 'used' then article_id end as used_in
    from mentions
    union all
    select month_start, weapon_id, article_id, story_id, null as used_in
    from counts
),

coverage as (
    select
        month_start,
        weapon_id,
        count(distinct article_id) as n_articles,
        count(distinct story_id) as n_stories,
        count(distinct used_in) as n_used_articles
    from texts
    group by month_start, weapon_id
),

bounds as (
    select
        month_start,
        weapon_id,
        min(case when what = 'launched' then low end) as launched_low,
        max(case when what = 'launched' then high end) as launched_high,
        min(case when what = 'intercepted' then low end) as intercepted_low,
        max(case when what = 'intercepted' then high end) as intercepted_high
    from counts
    where syndication_role <> 'reprint'
    group by month_start, weapon_id
)

select
    coverage.month_start,
    coverage.weapon_id,
    coverage.n_articles,
    coverage.n_stories,
    coverage.n_used_articles,
    bounds.launched_low,
    bounds.launched_high,
    bounds.intercepted_low,
    bounds.intercepted_high
from coverage
left join bounds
    on coverage.month_start = bounds.month_start
    and coverage.weapon_id = bounds.weapon_id
order by coverage.month_start, coverage.weapon_id
