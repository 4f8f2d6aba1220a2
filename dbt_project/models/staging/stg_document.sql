-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(source_uri as varchar) as source_uri,
    cast(file_uri as varchar) as file_uri,
    cast(outcome as varchar) as outcome,
    cast(version_id as varchar) as version_id,
    cast(article_id as varchar) as article_id,
    cast(landed_at as timestamp) as landed_at,
    cast(landed_on as date) as landed_on
from {{ source('lake', 'document') }}
