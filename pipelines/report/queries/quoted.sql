-- Attributed statements by outlet and side, of the ten outlets that quote most. Articles of no known outlet are left out.
with countries as (
    select distinct country_code, country_name from marts.dim_region
),
outlets as (
    select outlet_id, sum(n_statements) as n_of_outlet
    from marts.agg_attribution_outlet
    where outlet_id <> 'unknown'
    group by outlet_id
    having sum(n_statements) > 0
    order by n_of_outlet desc, outlet_id
    limit 10
)
select
    outlet_id,
    outlet_name,
    case when speaker_side = 'unstated' then 'Not stated' else coalesce(country_name, speaker_side) end as side,
    n_statements,
    share,
    n_statements_unverified
from marts.agg_attribution_outlet
inner join outlets using (outlet_id)
inner join marts.dim_outlet using (outlet_id)
left join countries on speaker_side = countries.country_code
where n_statements > 0
order by n_of_outlet desc, outlet_id, n_statements desc, side
