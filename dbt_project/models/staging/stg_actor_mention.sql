-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(actor_id as string) as actor_id,
    cast(actor_name as string) as actor_name,
    cast(actor_type as string) as actor_type,
    cast(country_code as string) as country_code,
    cast(actor_text as string) as actor_text,
    cast(role as string) as role,
    cast(n_mentions as integer) as n_mentions,
    cast(evidence as string) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'actor_mention') }}
