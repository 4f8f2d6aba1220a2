-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(region_id as string) as region_id,
    cast(role as string) as role,
    cast(n_mentions as integer) as n_mentions,
    cast(places as string) as places,
    cast(evidence as string) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'region_mention') }}
