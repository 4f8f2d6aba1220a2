-- Every different figure of killed and wounded that a side claims, with the independent stories that state it.
-- Parts of larger figures, repeats, running totals, denied figures and reprints are left out (is_counted).
with countries as (
    select distinct country_code, country_name from marts.dim_region
)
select
    measure,
    case
        when claimant_side is not null then coalesce(country_name, claimant_side)
        when claimant_text is null then 'The outlet itself'
        else 'Sources of no stated side'
    end as side,
    low,
    high,
    coalesce(vague_term, '') as vague_term,
    count(distinct story_id) as n_stories
from marts.fct_casualty_claim
left join countries on claimant_side = country_code
where is_counted and measure in ('killed', 'wounded')
group by 1, 2, 3, 4, 5
order by measure, side, low, high, 5
