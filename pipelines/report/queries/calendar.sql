-- Independent stories that report a region hit, by the period of the event: the finest of which no more than forty are
-- needed. Events before the first article are left out; the fifteen regions that most stories report.
with first_article as (
    select min(published_on) as first_day from marts.fct_article
),
reported as (
    select region_id, event_date, story_id
    from marts.fct_region_report as reports
    inner join marts.fct_article as articles using (article_id)
    inner join first_article on reports.event_date >= first_day
    where reports.role = 'hit'
),
grain as (
    select
        case
            when date_diff('day', min(event_date), max(event_date)) < 40 then 'day'
            when date_diff('week', min(event_date), max(event_date)) < 40 then 'week'
            when date_diff('month', min(event_date), max(event_date)) < 40 then 'month'
            when date_diff('quarter', min(event_date), max(event_date)) < 40 then 'quarter'
            else 'year'
        end as period
    from reported
),
busiest as (
    select region_id, count(distinct story_id) as n_stories_of_region
    from reported
    group by region_id
    order by n_stories_of_region desc, region_id
    limit 15
)
select
    region_id,
    region_name,
    country_name,
    period,
    date_trunc(period, event_date)::date as starts_on,
    count(distinct story_id) as n_stories
from reported
inner join busiest using (region_id)
inner join marts.dim_region using (region_id)
cross join grain
group by n_stories_of_region, region_id, region_name, country_name, period, starts_on
order by n_stories_of_region desc, region_id, starts_on
