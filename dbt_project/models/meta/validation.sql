select
    suite,
    table_name as {{ adapter.quote('table') }},
    expectation,
    severity,
    success,
    n_unexpected,
    observed,
    run_id,
    landed_on
from {{ ref('stg_validation') }}
order by suite, landed_on, expectation
