with dated as (
    select published_on as date_day from {{ ref('int_article_versions') }}
    union all
    select event_date as date_day from {{ ref('fct_casualty_claim') }} where event_date is not null
),

-- whole years, so that a week or month has all of its days
bounds as (
    select
        cast(cast(extract(year from min(date_day)) as string) || '-01-01' as date) as first_day,
        cast(cast(extract(year from max(date_day)) as string) || '-12-31' as date) as last_day
    from dated
    having count(*) > 0
),

days as (
    {{ days_between('bounds', 'first_day', 'last_day') }}
)

select
    date_day,
    cast(extract(year from date_day) as integer) as year,
    cast(extract(quarter from date_day) as integer) as quarter,
    cast(extract(month from date_day) as integer) as month,
    {{ iso_year_of('date_day') }} as iso_year,
    cast(extract(week from date_day) as integer) as iso_week,
    {{ iso_day_of_week('date_day') }} as day_of_week,
    {{ month_start_of('date_day') }} as month_start
from days
order by date_day
