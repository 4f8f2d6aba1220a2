-- ACLED takes the lower figure where reports differ, and puts a number for a word.
with figures as (
    select
        claims.event_day,
        claims.region_id,
        coalesce(claims.low, claims.high, numbers.acled_fatalities) as fatalities,
        row_number() over (
            partition by claims.event_day, claims.region_id, claims.story_id
            order by claims.article_id, claims.sentence_no, claims.char_start
        ) as place
    from {{ published_ref('fct_casualty_claim') }} as claims
    left join {{ published_ref('dim_vague_number') }} as numbers on lower(claims.vague_term) = numbers.vague_term
    where
        claims.is_counted
        and claims.measure = 'killed'
        and coalesce(claims.low, claims.high, numbers.acled_fatalities) is not null
),

tolls as (
    select event_day, region_id, min(fatalities) as fatalities
    from figures
    where place = 1
    group by event_day, region_id
),

reports as (
    select
        reports.event_date,
        reports.region_id,
        max(case when reports.is_dated then 1 else 0 end) = 1 as is_dated,
        {{ joined_distinct('outlets.outlet_name') }} as source,
        min(reports.article_id) as first_article_id
    from {{ published_ref('fct_region_report') }} as reports
    inner join {{ published_ref('fct_article') }} as articles on reports.article_id = articles.article_id
    inner join {{ published_ref('dim_outlet') }} as outlets on articles.outlet_id = outlets.outlet_id
    where reports.role = 'hit'
    group by reports.event_date, reports.region_id
)

select
    cast(reports.region_id || '-' || cast(reports.event_date as string) as string) as event_id_cnty,
    reports.event_date,
    cast(extract(year from reports.event_date) as integer) as year,
    cast(case when reports.is_dated then 1 else 2 end as integer) as time_precision,
    cast(case when weapons.acled_event_type is not null then 'Political violence' end as string) as disorder_type,
    cast(weapons.acled_event_type as string) as event_type,
    cast(weapons.acled_sub_event_type as string) as sub_event_type,
    cast(attackers.actor_name as string) as actor1,
    cast(targets.actor_name as string) as actor2,
    regions.country_iso_numeric as iso,
    regions.country_name as country,
    cast(case when regions.region_level = 'region' then regions.region_name end as string) as admin1,
    regions.latitude,
    regions.longitude,
    cast(3 as integer) as geo_precision,
    cast(reports.source as string) as source,
    articles.headline as notes,
    cast(coalesce(tolls.fatalities, 0) as bigint) as fatalities
from reports
inner join {{ published_ref('agg_region_day') }} as days
    on reports.event_date = days.event_date
    and reports.region_id = days.region_id
inner join {{ published_ref('dim_region') }} as regions on reports.region_id = regions.region_id
inner join {{ published_ref('fct_article') }} as articles on reports.first_article_id = articles.article_id
left join tolls
    on reports.event_date = tolls.event_day
    and reports.region_id = tolls.region_id
left join {{ published_ref('dim_weapon') }} as weapons on days.weapon_id = weapons.weapon_id
left join {{ published_ref('dim_actor') }} as attackers on days.attacker_actor_id = attackers.actor_id
left join {{ published_ref('dim_actor') }} as targets on days.target_actor_id = targets.actor_id
