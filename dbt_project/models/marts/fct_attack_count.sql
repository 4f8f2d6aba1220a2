-- Stated against listed: how many regions an article names as hit beside how many it says were hit.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

with listed as (
    select mentions.article_id, cast(count(*) as integer) as n_listed
    from {{ ref('fct_region_mention') }} as mentions
    inner join {{ ref('dim_region') }} as regions on mentions.region_id = regions.region_id
    where mentions.role = 'hit' and regions.region_level = 'region'
    group by mentions.article_id
)

select
    counts.count_id,
    counts.article_id,
    counts.what,
    counts.low,
    counts.high,
    counts.qualifier,
    counts.vague_term,
    counts.object_text,
    counts.weapon_id,
    counts.claimant_actor_id,
    counts.claimant_text,
    case when counts.what = 'regions' then coalesce(listed.n_listed, 0) end as n_listed,
    counts.evidence,
    counts.char_start,
    counts.char_end,
    counts.in_headline
from {{ ref('int_attack_counts') }} as counts
left join listed on counts.article_id = listed.article_id
{{ only_articles('int_changed_articles', 'counts.landed_on', word='where counts.') }}
order by counts.count_id
