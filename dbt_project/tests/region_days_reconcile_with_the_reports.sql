{{ config(meta={'dagster': {'ref': {'name': 'agg_region_day'}}}) }}

with reports as (
    select
        event_date,
        region_id,
        count(*) as n_articles,
        sum(case when role = 'hit' then 1 else 0 end) as n_hit_articles
    from {{ ref('fct_region_report') }}
    group by event_date, region_id
)

select coalesce(reports.event_date, days.event_date) as event_date, coalesce(reports.region_id, days.region_id) as region_id
from reports
full outer join {{ ref('agg_region_day') }} as days
    on reports.event_date = days.event_date
    and reports.region_id = days.region_id
where
    reports.region_id is null
    or days.region_id is null
    or reports.n_articles <> days.n_articles
    or reports.n_hit_articles <> days.n_hit_articles
