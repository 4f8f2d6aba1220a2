-- Casualty figures that say something about the size of one event, with their day, region and who says so.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'region_day', 'match': {'event_day': 'on_day', 'region_id': 'name'}}
) }}

select
    claims.claim_id,
    claims.story_id,
    claims.event_day,
    claims.region_id,
    claims.measure,
    claims.victim_group,
    claims.low,
    claims.high,
    -- an outlet that names no source says it itself
    coalesce(
        actors.actor_name,
        claims.claimant_text,
        case when articles.outlet_id = 'unknown' then 'an unnamed outlet' else outlets.outlet_name end
    ) as claimant
from {{ ref('fct_casualty_claim') }} as claims
inner join {{ ref('fct_article') }} as articles on claims.article_id = articles.article_id
inner join {{ ref('dim_outlet') }} as outlets on articles.outlet_id = outlets.outlet_id
left join {{ ref('dim_actor') }} as actors on claims.claimant_actor_id = actors.actor_id
where claims.is_counted and claims.event_day is not null and claims.region_id is not null
{{ only_touched('region_day', {'claims.event_day': 'on_day', 'claims.region_id': 'name'}, word='and') }}
