{{ config(meta={'dagster': {'ref': {'name': 'agg_story_reach'}}}) }}

-- Totals of the aggregates that add up, beside those of the facts that they are made of.
with totals as (
    select
        'agg_attribution_outlet' as aggregate,
        (select coalesce(sum(n_statements), 0) from {{ ref('agg_attribution_outlet') }}) as n_aggregated,
        (select count(*) from {{ ref('fct_statement') }}) as n_facts
    union all
    select
        'agg_frame_outlet' as aggregate,
        (select coalesce(sum(n_mentions), 0) from {{ ref('agg_frame_outlet') }}) as n_aggregated,
        (select coalesce(sum(n_mentions), 0) from {{ ref('fct_frame_mention') }}) as n_facts
    union all
    select
        'agg_actor_month' as aggregate,
        (select coalesce(sum(n_articles), 0) from {{ ref('agg_actor_month') }}) as n_aggregated,
        (select count(*) from {{ ref('fct_actor_mention') }}) as n_facts
    union all
    select
        'agg_story_reach' as aggregate,
        (select coalesce(sum(n_articles), 0) from {{ ref('agg_story_reach') }}) as n_aggregated,
        (select count(*) from {{ ref('fct_article') }}) as n_facts
)

select *
from totals
where n_aggregated <> n_facts
