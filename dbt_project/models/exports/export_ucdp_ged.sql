with figures as (
    select
        claims.claim_id,
        claims.story_id,
        claims.article_id,
        claims.region_id,
        claims.victim_group,
        claims.is_counted,
        case when claims.event_day is null then claims.event_date else claims.event_day end as date_start,
        case
            when claims.event_day is null then claims.event_date_precision
            when claims.event_date_precision = 'day' then 'day'
            else 'published'
        end as precision_of_date,
        coalesce(claims.low, claims.high) as lowest,
        coalesce(claims.high, claims.low) as highest,
        row_number() over (
            partition by
                claims.story_id, claims.region_id,
                coalesce(claims.event_day, claims.event_date), claims.event_date_precision, claims.is_counted
            order by claims.article_id, claims.sentence_no, claims.char_start
        ) as place
    from {{ published_ref('fct_casualty_claim') }} as claims
    inner join {{ published_ref('fct_article') }} as articles on claims.article_id = articles.article_id
    where
        claims.measure = 'killed'
        and claims.region_id is not null
        and coalesce(claims.event_day, claims.event_date) is not null
        and coalesce(claims.low, claims.high) is not null
        and not claims.is_repeat
        and not claims.is_cumulative
        and claims.status <> 'denied'
        and articles.syndication_role <> 'reprint'
),

bounds as (
    select
        region_id,
        date_start,
        precision_of_date,
        min(lowest) as low,
        max(highest) as high,
        count(distinct story_id) as number_of_sources,
        min(article_id) as first_article_id
    from figures
    where is_counted
    group by region_id, date_start, precision_of_date
),

-- Best: the figure that most independent stories lead with; of several the lowest, as the codebook has it.
lead_figures as (
    select
        region_id,
        date_start,
        precision_of_date,
        lowest as best,
        row_number() over (
            partition by region_id, date_start, precision_of_date
            order by count(*) desc, lowest
        ) as choice
    from figures
    where is_counted and place = 1
    group by region_id, date_start, precision_of_date, lowest
),

-- Civilians are often stated as a part of all killed: each story's largest group of them.
civilians_by_story as (
    select region_id, date_start, precision_of_date, story_id, max(lowest) as n_civilians
    from figures
    where victim_group in ('civilian', 'child', 'woman', 'journalist', 'aid_worker', 'medic')
    group by region_id, date_start, precision_of_date, story_id
),

civilians as (
    select
        region_id,
        date_start,
        precision_of_date,
        n_civilians,
        row_number() over (
            partition by region_id, date_start, precision_of_date
            order by count(*) desc, n_civilians
        ) as choice
    from civilians_by_story
    group by region_id, date_start, precision_of_date, n_civilians
)

select
    cast(bounds.region_id || '-' || cast(bounds.date_start as string) || '-' || bounds.precision_of_date as string) as id,
    cast(extract(year from bounds.date_start) as integer) as year,
    cast(attackers.actor_name as string) as side_a,
    cast(targets.actor_name as string) as side_b,
    cast(bounds.number_of_sources as bigint) as number_of_sources,
    cast(outlets.outlet_name as string) as source_office,
    articles.published_on as source_date,
    articles.headline as source_headline,
    cast(case when regions.region_level = 'country' then 6 else 4 end as integer) as where_prec,
    regions.region_name as where_description,
    cast(case when regions.region_level = 'region' then regions.region_name end as string) as adm_1,
    regions.latitude,
    regions.longitude,
    regions.country_name as country,
    cast(2 as integer) as event_clarity,
    cast(
        case bounds.precision_of_date when 'day' then 1 when 'published' then 2 when 'week' then 3 when 'month' then 4 else 5 end
        as integer
    ) as date_prec,
    bounds.date_start,
    cast(
        case bounds.precision_of_date
            when 'week' then bounds.date_start + interval '6' day
            when 'month' then bounds.date_start + interval '1' month - interval '1' day
            when 'year' then bounds.date_start + interval '1' year - interval '1' day
            else bounds.date_start
        end
        as date
    ) as date_end,
    cast(least(coalesce(civilians.n_civilians, 0), lead_figures.best) as bigint) as deaths_civilians,
    cast(lead_figures.best - least(coalesce(civilians.n_civilians, 0), lead_figures.best) as bigint) as deaths_unknown,
    cast(lead_figures.best as bigint) as best,
    cast(bounds.high as bigint) as high,
    cast(bounds.low as bigint) as low
from bounds
inner join lead_figures
    on bounds.region_id = lead_figures.region_id
    and bounds.date_start = lead_figures.date_start
    and bounds.precision_of_date = lead_figures.precision_of_date
    and lead_figures.choice = 1
left join civilians
    on bounds.region_id = civilians.region_id
    and bounds.date_start = civilians.date_start
    and bounds.precision_of_date = civilians.precision_of_date
    and civilians.choice = 1
inner join {{ published_ref('dim_region') }} as regions on bounds.region_id = regions.region_id
inner join {{ published_ref('fct_article') }} as articles on bounds.first_article_id = articles.article_id
inner join {{ published_ref('dim_outlet') }} as outlets on articles.outlet_id = outlets.outlet_id
left join {{ published_ref('agg_region_day') }} as days
    on bounds.region_id = days.region_id
    and bounds.date_start = days.event_date
    and bounds.precision_of_date in ('day', 'published')
left join {{ published_ref('dim_actor') }} as attackers on days.attacker_actor_id = attackers.actor_id
left join {{ published_ref('dim_actor') }} as targets on days.target_actor_id = targets.actor_id
-- an event of the dataset has at least one death
where bounds.high > 0
