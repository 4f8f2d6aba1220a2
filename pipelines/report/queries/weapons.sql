-- Weapons with a stated number launched or intercepted, by month of publication; both first, then the largest numbers.
select
    month_start,
    weapon_name,
    launched_low,
    launched_high,
    intercepted_low,
    intercepted_high,
    n_stories
from marts.agg_weapon_month
inner join marts.dim_weapon using (weapon_id)
where coalesce(launched_low, launched_high, intercepted_low, intercepted_high) is not null
order by
    coalesce(launched_low, launched_high) is not null and coalesce(intercepted_low, intercepted_high) is not null desc,
    greatest(launched_low, launched_high, intercepted_low, intercepted_high) desc,
    month_start,
    weapon_id
limit 12
