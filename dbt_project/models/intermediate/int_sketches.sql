-- The sketch of each newest text: what stories are found by.
{{ config(materialized='table') }}

select
    fingerprints.article_id,
    articles.node,
    articles.published_on,
    fingerprints.shingle_hash,
    fingerprints.n_shingles
from {{ ref('stg_fingerprint') }} as fingerprints
inner join {{ ref('int_article_versions') }} as versions
    on fingerprints.version_id = versions.version_id
    and fingerprints.landed_on = versions.landed_on
inner join {{ ref('int_story_articles') }} as articles on versions.version_id = articles.version_id
