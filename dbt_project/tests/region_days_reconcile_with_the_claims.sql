{{ config(meta={'dagster': {'ref': {'name': 'agg_region_day'}}}) }}

-- Every counted figure with a day and a region stands behind exactly one region day, and its bounds hold it.
with claims as (
    select event_day, region_id, count(*) as n_claims
    from {{ ref('fct_casualty_claim') }}
    where is_counted and event_day is not null and region_id is not null
    group by event_day, region_id
),

outside as (
    select claims.event_day, claims.region_id
    from {{ ref('fct_casualty_claim') }} as claims
    inner join {{ ref('agg_region_day') }} as days
        on claims.event_day = days.event_date
        and claims.region_id = days.region_id
    where
        claims.is_counted
        and claims.measure = 'killed'
        and (
            claims.low < days.killed_low_min or claims.low > days.killed_low_max or claims.high > days.killed_high_max
        )
)

select coalesce(claims.event_day, days.event_date) as event_date, coalesce(claims.region_id, days.region_id) as region_id
from claims
full outer join {{ ref('agg_region_day') }} as days
    on claims.event_day = days.event_date
    and claims.region_id = days.region_id
where days.region_id is null or coalesce(claims.n_claims, 0) <> days.n_claims
union all
select event_day, region_id
from outside
