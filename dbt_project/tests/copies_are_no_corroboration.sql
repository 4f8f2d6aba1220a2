{{ config(meta={'dagster': {'ref': {'name': 'agg_region_day'}}}) }}

-- No aggregate has more independent stories than articles, and none counts a story twice.
select 'agg_region_day' as aggregate, region_id as part from {{ ref('agg_region_day') }} where n_stories > n_articles
union all
select 'agg_coverage_day' as aggregate, outlet_id as part from {{ ref('agg_coverage_day') }} where n_stories > n_articles
union all
select 'agg_weapon_month' as aggregate, weapon_id as part from {{ ref('agg_weapon_month') }} where n_stories > n_articles
union all
select 'agg_actor_month' as aggregate, actor_id as part from {{ ref('agg_actor_month') }} where n_stories > n_articles
union all
select 'agg_frame_outlet' as aggregate, frame_id as part from {{ ref('agg_frame_outlet') }} where n_stories > n_articles
union all
select 'fct_casualty_claim' as aggregate, claims.claim_id as part
from {{ ref('fct_casualty_claim') }} as claims
inner join {{ ref('fct_article') }} as articles on claims.article_id = articles.article_id
where claims.is_counted and articles.syndication_role = 'reprint'
