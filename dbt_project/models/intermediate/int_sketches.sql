-- The sketch of each newest text: the smallest hashes of its runs of words.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_changed_articles', 'key': 'node'}
) }}
{# int_changed_runs reads what the build before left here, so it comes first #}
{{ uses('int_changed_runs') }}

with sketches as (
    select
        articles.node,
        articles.published_on,
        fingerprints.shingle_hash,
        fingerprints.n_shingles
    from {{ ref('stg_fingerprint') }} as fingerprints
    inner join {{ ref('int_article_versions') }} as versions
        on fingerprints.version_id = versions.version_id
        and fingerprints.landed_on = versions.landed_on
    inner join {{ ref('int_story_articles') }} as articles on versions.version_id = articles.version_id
    {{ only_articles('int_changed_articles', 'fingerprints.landed_on', word='where articles.') }}
),

-- A sketch holds the smallest hashes of a text's runs of words: up to its largest value it is complete, and one with
-- all runs of its text is complete without limit.
completeness as (
    select
        node,
        case when count(*) >= max(n_shingles) then 9223372036854775807 else max(shingle_hash) end as complete_up_to
    from sketches
    group by node
)

select
    sketches.node,
    sketches.published_on,
    sketches.shingle_hash,
    completeness.complete_up_to
from sketches
inner join completeness on sketches.node = completeness.node
