-- Who attacks, who is attacked and with what, in the texts that say that a region was hit on a day: the commonest of
-- each. One row per day and region.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'region_day', 'match': {'event_day': 'on_day', 'region_id': 'name'}}
) }}

with hits as (
    select days.event_date as event_day, days.region_id, days.article_id, members.story_id
    from {{ ref('fct_region_report') }} as days
    inner join {{ ref('int_story_members') }} as members on days.article_id = members.article_id
    where days.role = 'hit'
    {{ only_touched('region_day', {'days.event_date': 'on_day', 'days.region_id': 'name'}, word='and') }}
),

actors as (
    select
        hits.event_day,
        hits.region_id,
        mentions.role,
        mentions.actor_id,
        row_number() over (
            partition by hits.event_day, hits.region_id, mentions.role
            order by count(distinct hits.story_id) desc, sum(mentions.n_mentions) desc, mentions.actor_id
        ) as choice
    from hits
    inner join {{ ref('fct_actor_mention') }} as mentions on hits.article_id = mentions.article_id
    where mentions.role in ('attacker', 'target')
    group by hits.event_day, hits.region_id, mentions.role, mentions.actor_id
),

weapons as (
    select
        hits.event_day,
        hits.region_id,
        mentions.weapon_id,
        row_number() over (
            partition by hits.event_day, hits.region_id
            order by count(distinct hits.story_id) desc, sum(mentions.n_mentions) desc, mentions.weapon_id
        ) as choice
    from hits
    inner join {{ ref('fct_weapon_mention') }} as mentions on hits.article_id = mentions.article_id
    where mentions.role = 'used'
    group by hits.event_day, hits.region_id, mentions.weapon_id
),

days as (
    select distinct event_day, region_id
    from hits
)

select
    days.event_day,
    days.region_id,
    attackers.actor_id as attacker_actor_id,
    targets.actor_id as target_actor_id,
    weapons.weapon_id
from days
left join actors as attackers
    on days.event_day = attackers.event_day
    and days.region_id = attackers.region_id
    and attackers.role = 'attacker'
    and attackers.choice = 1
left join actors as targets
    on days.event_day = targets.event_day
    and days.region_id = targets.region_id
    and targets.role = 'target'
    and targets.choice = 1
left join weapons
    on days.event_day = weapons.event_day
    and days.region_id = weapons.region_id
    and weapons.choice = 1
