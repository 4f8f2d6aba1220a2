select
    source_uri,
    record,
    stage,
    table_name,
    row_key,
    reason,
    detail,
    excerpt,
    landed_at
from {{ ref('stg_quarantine') }}
order by source_uri, landed_at, stage, table_name, row_key, reason
