-- What became of each document that landed, seen over all landing days.
with rejected as (
    select distinct source_uri, landed_on
    from {{ ref('stg_quarantine') }}
    where table_name in ('document', 'article') and reason <> 'not_an_article'
),

documents as (
    select
        documents.source_uri,
        documents.file_uri,
        documents.outcome,
        documents.landed_on,
        rejected.source_uri is not null as is_rejected,
        versions.version_id is not null as holds_first_landing,
        coalesce(versions.is_first_arrival, false) as holds_first_arrival,
        known.version_id is not null as holds_known_text
    from {{ ref('stg_document') }} as documents
    left join rejected
        on documents.source_uri = rejected.source_uri
        and documents.landed_on = rejected.landed_on
    -- the document whose text stands for its version
    left join {{ ref('int_article_versions') }} as versions
        on documents.version_id = versions.version_id
        and documents.landed_on = versions.landed_on
        and documents.source_uri = versions.source_uri
    -- any version with the same text
    left join {{ ref('int_article_versions') }} as known
        on documents.version_id = known.version_id
)

select
    source_uri,
    file_uri,
    landed_on,
    case
        when outcome = 'not_an_article' then 'not_an_article'
        when outcome = 'quarantined' or is_rejected then 'quarantined'
        when holds_first_arrival then 'article'
        when holds_first_landing then 'version'
        when holds_known_text then 'duplicate'
    end as outcome
from documents
