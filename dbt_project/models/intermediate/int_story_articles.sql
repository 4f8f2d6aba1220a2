-- Newest texts with what decides whether two of them are one story, and which is its original.
{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select
    versions.article_id,
    versions.version_id,
    versions.outlet_id,
    versions.agency,
    versions.content_hash,
    versions.published_on,
    versions.published_at,
    versions.published_on_source <> 'landing' as is_dated,
    versions.word_count,
    {{ folded_words('versions.headline') }} as headline_words,
    coalesce(outlets.outlet_kind = 'agency' and outlets.wire_credit = versions.agency, false) as is_agency_own,
    {{ node_of('versions.article_id') }} as node
from {{ ref('int_article_versions') }} as versions
left join {{ ref('outlets') }} as outlets on versions.outlet_id = outlets.outlet_id
where versions.is_current
{{ only_articles('int_changed_articles', word='and versions.') }}
