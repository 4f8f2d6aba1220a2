-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(suite as string) as suite,
    cast(table_name as string) as table_name,
    cast(expectation as string) as expectation,
    cast(severity as string) as severity,
    cast(success as boolean) as success,
    cast(n_unexpected as bigint) as n_unexpected,
    cast(observed as string) as observed,
    cast(run_id as string) as run_id,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'validation') }}
