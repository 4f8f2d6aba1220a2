-- Actors of the codebook, those read by pattern, and those that only a figure, count or statement names.
with listed as (
    select actor_id, actor_name, actor_type, country_code, plover_sector, cameo_code
    from {{ ref('actors') }}
),

mentioned as (
    select actor_id, actor_name, actor_type, country_code, sum(n_mentions) as n_mentions
    from {{ ref('int_actor_mentions') }}
    group by actor_id, actor_name, actor_type, country_code
),

-- Texts may read one actor's type or country differently: the reading met most often stands.
read_by_pattern as (
    select
        *,
        row_number() over (
            partition by actor_id
            order by n_mentions desc, actor_name, actor_type, coalesce(country_code, '')
        ) as choice
    from mentioned
),

speaking as (
    select claimant_actor_id as actor_id, claimant_text as actor_text
    from {{ ref('fct_casualty_claim') }}
    where claimant_actor_id is not null
    union all
    select claimant_actor_id as actor_id, claimant_text as actor_text
    from {{ ref('fct_attack_count') }}
    where claimant_actor_id is not null
    union all
    select speaker_actor_id as actor_id, speaker_text as actor_text
    from {{ ref('fct_statement') }}
    where speaker_actor_id is not null
),

known as (
    select actor_id, actor_name, actor_type, country_code, plover_sector, cameo_code, 1 as source
    from listed
    union all
    select
        actor_id,
        actor_name,
        actor_type,
        country_code,
        cast(null as string) as plover_sector,
        cast(null as string) as cameo_code,
        2 as source
    from read_by_pattern
    where choice = 1
    union all
    select
        actor_id,
        coalesce(min(actor_text), actor_id) as actor_name,
        'other' as actor_type,
        cast(null as string) as country_code,
        cast(null as string) as plover_sector,
        cast(null as string) as cameo_code,
        3 as source
    from speaking
    group by actor_id
),

ranked as (
    select *, row_number() over (partition by actor_id order by source) as choice
    from known
)

select actor_id, actor_name, actor_type, country_code, plover_sector, cameo_code
from ranked
where choice = 1
