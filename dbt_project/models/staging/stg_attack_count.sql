-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(count_id as varchar) as count_id,
    cast(version_id as varchar) as version_id,
    cast(article_id as varchar) as article_id,
    cast(what as varchar) as what,
    cast(low as bigint) as low,
    cast(high as bigint) as high,
    cast(qualifier as varchar) as qualifier,
    cast(vague_term as varchar) as vague_term,
    cast(object_text as varchar) as object_text,
    cast(weapon_id as varchar) as weapon_id,
    cast(claimant_actor_id as varchar) as claimant_actor_id,
    cast(claimant_text as varchar) as claimant_text,
    cast(evidence as varchar) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ source('lake', 'attack_count') }}
