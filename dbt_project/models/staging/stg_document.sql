-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(source_uri as string) as source_uri,
    cast(file_uri as string) as file_uri,
    cast(outcome as string) as outcome,
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(landed_at as timestamp) as landed_at,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'document') }}
