-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(source_uri as varchar) as source_uri,
    cast(record as integer) as record,
    cast(stage as varchar) as stage,
    cast(table_name as varchar) as table_name,
    cast(row_key as varchar) as row_key,
    cast(reason as varchar) as reason,
    cast(detail as varchar) as detail,
    cast(excerpt as varchar) as excerpt,
    cast(landed_at as timestamp) as landed_at,
    cast(landed_on as date) as landed_on
from {{ source('lake', 'quarantine') }}
