-- Where figures for one day, region, measure and group differ: the lowest and the highest, and who says so.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'region_day', 'match': {'event_date': 'on_day', 'region_id': 'name'}}
) }}

with figures as (
    select
        event_day as event_date,
        region_id,
        measure,
        victim_group,
        story_id,
        claimant,
        coalesce(low, high) as lowest,
        coalesce(high, low) as highest
    from {{ ref('int_event_figures') }} as stated
    where coalesce(low, high) is not null
    {{ only_touched('region_day', {'stated.event_day': 'on_day', 'stated.region_id': 'name'}, word='and') }}
),

bounds as (
    select
        event_date,
        region_id,
        measure,
        victim_group,
        min(lowest) as figure_lowest,
        max(highest) as figure_highest,
        count(*) as n_claims,
        count(distinct story_id) as n_stories
    from figures
    group by event_date, region_id, measure, victim_group
    -- A range that only one source gives is no dispute: the bounds must come from different figures. Nor are two figures
    -- of one source in one story, which speak of two groups or incidents.
    having
        max(highest) > min(lowest)
        and (max(lowest) > min(lowest) or max(highest) > min(highest))
        and (count(distinct claimant) > 1 or count(distinct story_id) > 1)
)

select
    bounds.event_date,
    bounds.region_id,
    bounds.measure,
    bounds.victim_group,
    bounds.figure_lowest,
    bounds.figure_highest,
    {{ joined_distinct('figures.claimant', 'figures.lowest = bounds.figure_lowest') }} as lowest_claimants,
    {{ joined_distinct('figures.claimant', 'figures.highest = bounds.figure_highest') }} as highest_claimants,
    bounds.n_claims,
    bounds.n_stories,
    count(distinct case when figures.lowest = bounds.figure_lowest then figures.story_id end) as n_stories_lowest,
    count(distinct case when figures.highest = bounds.figure_highest then figures.story_id end) as n_stories_highest,
    bounds.figure_highest - bounds.figure_lowest as spread
from bounds
inner join figures
    on bounds.event_date = figures.event_date
    and bounds.region_id = figures.region_id
    and bounds.measure = figures.measure
    and bounds.victim_group = figures.victim_group
group by
    bounds.event_date,
    bounds.region_id,
    bounds.measure,
    bounds.victim_group,
    bounds.figure_lowest,
    bounds.figure_highest,
    bounds.n_claims,
    bounds.n_stories
order by bounds.event_date, bounds.region_id, bounds.measure, bounds.victim_group
