-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(source_uri as string) as source_uri,
    cast(record as integer) as record,
    cast(stage as string) as stage,
    cast(table_name as string) as table_name,
    cast(row_key as string) as row_key,
    cast(reason as string) as reason,
    cast(detail as string) as detail,
    cast(excerpt as string) as excerpt,
    cast(landed_at as timestamp) as landed_at,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'quarantine') }}
