-- The ten days and regions whose figures lie furthest apart: the lowest and the highest, and who says so.
select
    event_date,
    region_name,
    country_name,
    measure,
    victim_group,
    figure_lowest,
    lowest_claimants,
    n_stories_lowest,
    figure_highest,
    highest_claimants,
    n_stories_highest,
    n_stories,
    spread
from marts.agg_claim_dispute
inner join marts.dim_region using (region_id)
order by spread desc, event_date, region_id, measure, victim_group
limit 10
