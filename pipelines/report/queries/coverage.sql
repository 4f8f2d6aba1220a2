-- Articles and the stories that began with one of them, by the finest period of which no more than forty are needed.
with days as (
    select min(published_on) as first_day, max(published_on) as last_day from marts.fct_article
),
grain as (
    select
        case
            when date_diff('day', first_day, last_day) < 40 then 'day'
            when date_diff('week', first_day, last_day) < 40 then 'week'
            when date_diff('month', first_day, last_day) < 40 then 'month'
            when date_diff('quarter', first_day, last_day) < 40 then 'quarter'
            else 'year'
        end as period
    from days
)
select
    period,
    date_trunc(period, published_on)::date as starts_on,
    count(*) as n_articles,
    count(*) filter (where is_original) as n_stories
from marts.fct_article
cross join grain
group by period, starts_on
order by starts_on
