-- The shape of the release: one row, which publishing writes into the published file (a build is no release).
{{ config(tags=['of_the_codebook']) }}
select
    cast(null as string) as release_id,
    cast(null as timestamp) as published_at,
    cast(null as string) as run_id,
    cast(null as string) as code_version,
    cast(null as string) as codebook_version,
    cast(null as string) as duckdb_version,
    cast(null as string) as storage_version,
    cast(null as bigint) as n_articles,
    cast(null as date) as first_published_on,
    cast(null as date) as last_published_on
where false
