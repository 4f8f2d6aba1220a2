-- What aggregates are restated by: the region days, days, months and stories that restated articles are part of, now or in
-- the build before, and the region days of figures whose claimant bears another name.
{{ config(materialized='table') }}

{{ touched_by(ref('int_restated_articles'), ref('fct_article'), ref('fct_casualty_claim'), ref('fct_region_report')) }}
union
select what, on_day, name
from {{ ref('int_touched_before') }}
union
select 'region_day' as what, claims.event_day as on_day, claims.region_id as name
from {{ ref('fct_casualty_claim') }} as claims
where
    claims.is_counted
    and claims.event_day is not null
    and claims.region_id is not null
    and claims.claimant_actor_id in (select named_id from {{ ref('int_names') }} where what = 'actor' and is_changed)
union
-- an outlet that names no source says it itself
select 'region_day' as what, claims.event_day as on_day, claims.region_id as name
from {{ ref('fct_casualty_claim') }} as claims
inner join {{ ref('fct_article') }} as articles on claims.article_id = articles.article_id
where
    claims.is_counted
    and claims.event_day is not null
    and claims.region_id is not null
    and articles.outlet_id in (select named_id from {{ ref('int_names') }} where what = 'outlet' and is_changed)
