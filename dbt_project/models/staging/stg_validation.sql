-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(suite as varchar) as suite,
    cast(table_name as varchar) as table_name,
    cast(expectation as varchar) as expectation,
    cast(severity as varchar) as severity,
    cast(success as boolean) as success,
    cast(n_unexpected as bigint) as n_unexpected,
    cast(observed as varchar) as observed,
    cast(run_id as varchar) as run_id,
    cast(landed_on as date) as landed_on
from {{ source('lake', 'validation') }}
