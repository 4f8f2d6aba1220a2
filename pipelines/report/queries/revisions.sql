-- Figures that an outlet changed after publication, the largest changes first.
select
    changed_at,
    outlet_name,
    headline,
    measure,
    victim_group,
    region_name,
    old_low,
    old_high,
    new_low,
    new_high
from marts.fct_figure_revision
inner join marts.fct_article using (article_id)
inner join marts.dim_outlet using (outlet_id)
left join marts.dim_region using (region_id)
order by
    abs(coalesce(new_low, new_high, 0) - coalesce(old_low, old_high, 0)) desc, changed_at, revision_id
limit 12
