-- Bounds are the lowest and highest single figure, never a sum: copies and repeats can't raise them.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'region_day', 'match': {'event_date': 'on_day', 'region_id': 'name'}}
) }}

with coverage as (
    select
        days.event_date,
        days.region_id,
        count(distinct days.article_id) as n_articles,
        count(distinct articles.story_id) as n_stories,
        count(distinct articles.outlet_id) as n_outlets,
        count(distinct case when days.role = 'hit' then days.article_id end) as n_hit_articles
    from {{ ref('fct_region_report') }} as days
    inner join {{ ref('fct_article') }} as articles on days.article_id = articles.article_id
    {{ only_touched('region_day', {'days.event_date': 'on_day', 'days.region_id': 'name'}) }}
    group by days.event_date, days.region_id
),

figures as (
    select
        event_day as event_date,
        region_id,
        min(case when measure = 'killed' then low end) as killed_low_min,
        max(case when measure = 'killed' then low end) as killed_low_max,
        max(case when measure = 'killed' then high end) as killed_high_max,
        min(case when measure = 'wounded' then low end) as wounded_low_min,
        max(case when measure = 'wounded' then low end) as wounded_low_max,
        max(case when measure = 'wounded' then high end) as wounded_high_max,
        count(*) as n_claims,
        cast(sum(case when status = 'unverified' then 1 else 0 end) as bigint) as n_unverified_claims,
        cast(sum(case when low is null and high is null then 1 else 0 end) as bigint) as n_vague_claims
    from {{ ref('fct_casualty_claim') }} as claims
    where is_counted and event_day is not null and region_id is not null
    {{ only_touched('region_day', {'claims.event_day': 'on_day', 'claims.region_id': 'name'}, word='and') }}
    group by event_day, region_id
)

select
    coverage.event_date,
    coverage.region_id,
    coverage.n_articles,
    coverage.n_stories,
    coverage.n_outlets,
    coverage.n_hit_articles,
    figures.killed_low_min,
    figures.killed_low_max,
    figures.killed_high_max,
    figures.wounded_low_min,
    figures.wounded_low_max,
    figures.wounded_high_max,
    coalesce(figures.n_claims, 0) as n_claims,
    coalesce(figures.n_unverified_claims, 0) as n_unverified_claims,
    coalesce(figures.n_vague_claims, 0) as n_vague_claims,
    parties.attacker_actor_id,
    parties.target_actor_id,
    parties.weapon_id
from coverage
left join figures
    on coverage.event_date = figures.event_date
    and coverage.region_id = figures.region_id
left join {{ ref('int_region_day_parties') }} as parties
    on coverage.event_date = parties.event_day
    and coverage.region_id = parties.region_id
order by coverage.event_date, coverage.region_id
