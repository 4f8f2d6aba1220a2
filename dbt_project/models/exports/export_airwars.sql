with figures as (
    select
        claims.event_day,
        claims.region_id,
        claims.story_id,
        claims.measure,
        claims.status,
        claims.claimant_side,
        articles.syndication_role,
        -- "up to 20" has no lower bound, "at least six" no upper one
        coalesce(claims.low, numbers.airwars_min, case when claims.high is not null then 0 end) as figure_min,
        coalesce(claims.high, claims.low, numbers.airwars_max, numbers.airwars_min) as figure_max
    from {{ published_ref('fct_casualty_claim') }} as claims
    inner join {{ published_ref('fct_article') }} as articles on claims.article_id = articles.article_id
    left join {{ published_ref('dim_vague_number') }} as numbers on lower(claims.vague_term) = numbers.vague_term
    where
        claims.measure in ('killed', 'wounded')
        and claims.victim_group in ('civilian', 'child', 'woman', 'journalist', 'aid_worker', 'medic')
        and claims.event_day is not null
        and claims.region_id is not null
        and not claims.is_repeat
        and not claims.is_cumulative
),

-- Within a story the largest group is all of them ("four civilians, two of them children"); over stories the bounds.
by_story as (
    select event_day, region_id, story_id, measure, max(figure_min) as figure_min, max(figure_max) as figure_max
    from figures
    where status <> 'denied' and syndication_role <> 'reprint' and figure_max is not null
    group by event_day, region_id, story_id, measure
),

incidents as (
    select
        event_day,
        region_id,
        min(case when measure = 'killed' then figure_min end) as civilian_deaths_min,
        max(case when measure = 'killed' then figure_max end) as civilian_deaths_max,
        min(case when measure = 'wounded' then figure_min end) as civilian_injuries_min,
        max(case when measure = 'wounded' then figure_max end) as civilian_injuries_max,
        count(distinct story_id) as n_stories
    from by_story
    group by event_day, region_id
),

graded as (
    select
        figures.event_day,
        figures.region_id,
        max(case when figures.status in ('denied', 'disputed') then 1 else 0 end) = 1 as is_contested,
        max(
            case
                when figures.status in ('asserted', 'attributed') and figures.claimant_side = attackers.country_code then 1
                else 0
            end
        ) = 1 as is_admitted
    from figures
    left join {{ published_ref('agg_region_day') }} as days
        on figures.event_day = days.event_date
        and figures.region_id = days.region_id
    left join {{ published_ref('dim_actor') }} as attackers on days.attacker_actor_id = attackers.actor_id
    group by figures.event_day, figures.region_id
)

select
    cast(incidents.region_id || '-' || cast(incidents.event_day as string) as string) as incident_code,
    incidents.event_day as incident_date,
    regions.country_name as country,
    regions.region_name as location_name,
    regions.latitude,
    regions.longitude,
    cast(case when regions.region_level = 'region' then 'Province/governorate' else 'Country' end as string)
    as geolocation_accuracy,
    cast(weapons.weapon_name as string) as strike_type,
    cast(attackers.actor_name as string) as belligerent,
    cast(incidents.civilian_deaths_min as bigint) as civilian_deaths_min,
    cast(incidents.civilian_deaths_max as bigint) as civilian_deaths_max,
    cast(incidents.civilian_injuries_min as bigint) as civilian_injuries_min,
    cast(incidents.civilian_injuries_max as bigint) as civilian_injuries_max,
    cast(
        case
            when graded.is_admitted then 'Confirmed'
            when graded.is_contested then 'Contested'
            when incidents.n_stories >= 2 then 'Fair'
            else 'Weak'
        end
        as string
    ) as grading,
    cast(incidents.n_stories as bigint) as n_sources
from incidents
inner join graded on incidents.event_day = graded.event_day and incidents.region_id = graded.region_id
inner join {{ published_ref('dim_region') }} as regions on incidents.region_id = regions.region_id
left join {{ published_ref('agg_region_day') }} as days
    on incidents.event_day = days.event_date
    and incidents.region_id = days.region_id
left join {{ published_ref('dim_actor') }} as attackers on days.attacker_actor_id = attackers.actor_id
left join {{ published_ref('dim_weapon') }} as weapons on days.weapon_id = weapons.weapon_id
