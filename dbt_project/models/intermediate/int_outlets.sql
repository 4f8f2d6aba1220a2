-- Outlets of the codebook, and those that articles came from.
with met as (
    select outlet_id, outlet_name, outlet_domain, count(*) as n_texts
    from {{ ref('int_article_versions') }}
    group by outlet_id, outlet_name, outlet_domain
),

-- The name and domain met most often; the first in the alphabet of those met equally often.
ranked as (
    select
        *,
        row_number() over (
            partition by outlet_id
            order by
                case when outlet_name is null then 1 else 0 end,
                n_texts desc,
                outlet_name,
                case when outlet_domain is null then 1 else 0 end,
                outlet_domain
        ) as choice
    from met
)

select
    outlet_id,
    outlet_name,
    domain,
    country_code,
    outlet_kind
from {{ ref('outlets') }}
union all
select
    ranked.outlet_id,
    coalesce(ranked.outlet_name, ranked.outlet_domain, ranked.outlet_id) as outlet_name,
    ranked.outlet_domain as domain,
    cast(null as string) as country_code,
    'unknown' as outlet_kind
from ranked
left join {{ ref('outlets') }} as listed on ranked.outlet_id = listed.outlet_id
where ranked.choice = 1 and listed.outlet_id is null
