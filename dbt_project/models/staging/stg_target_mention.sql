-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(target_kind as string) as target_kind,
    cast(target_text as string) as target_text,
    cast(region_id as string) as region_id,
    cast(evidence as string) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'target_mention') }}
