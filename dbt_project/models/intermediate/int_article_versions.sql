-- Every text of every article, over all landing days: which version it is, and which is the newest.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

with landings as (
    select
        *,
        coalesce(modified_at, published_at, cast(published_on as timestamp)) as changed_at,
        row_number() over (
            partition by article_id, content_hash
            order by landed_at, source_uri
        ) as landing_no
    from {{ ref('stg_article') }}
    {# int_changed_articles reads what the build before left here, so it comes first #}
    {{ only_articles('int_changed_articles') }}
),

-- The same text seen again is a duplicate: its first landing stands for it.
texts as (
    select * from landings where landing_no = 1
),

numbered as (
    select
        *,
        row_number() over (
            partition by article_id
            order by changed_at, landed_at, source_uri, version_id
        ) as version_no,
        count(*) over (partition by article_id) as n_texts,
        row_number() over (
            partition by article_id
            order by landed_at, source_uri, version_id
        ) as arrival_no
    from texts
)

select
    version_id,
    article_id,
    cast(version_no as integer) as article_version,
    cast(n_texts as integer) as n_versions,
    version_no = n_texts as is_current,
    arrival_no = 1 as is_first_arrival,
    source_uri,
    url,
    outlet_id,
    outlet_name,
    outlet_domain,
    agency,
    author,
    headline,
    dateline_place,
    published_at,
    modified_at,
    published_on,
    published_on_source,
    language,
    word_count,
    content_hash,
    changed_at,
    landed_at,
    landed_on
from numbered
