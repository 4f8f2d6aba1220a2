-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(count_id as string) as count_id,
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(what as string) as what,
    cast(low as bigint) as low,
    cast(high as bigint) as high,
    cast(qualifier as string) as qualifier,
    cast(vague_term as string) as vague_term,
    cast(object_text as string) as object_text,
    cast(weapon_id as string) as weapon_id,
    cast(claimant_actor_id as string) as claimant_actor_id,
    cast(claimant_text as string) as claimant_text,
    cast(evidence as string) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'attack_count') }}
