-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(position as integer) as position,
    cast(shingle_hash as bigint) as shingle_hash,
    cast(n_shingles as integer) as n_shingles,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'fingerprint') }}
