-- The sketch of each newest text, without what is background: what stories are found by.
{{ config(materialized='table') }}

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
),

-- A sketch holds the smallest hashes of a text's runs of words: up to its largest value it is complete, and one with
-- all runs of its text is complete without limit.
completeness as (
    select
        node,
        case when count(*) >= max(n_shingles) then 9223372036854775807 else max(shingle_hash) end as complete_up_to
    from sketches
    group by node
),

-- Copies of a story appear within days. Words that are printed again and again over a longer time are background
-- paragraphs, standing templates or a site's furniture, and say nothing about copying.
repeated as (
    select shingle_hash
    from sketches
    group by shingle_hash
    having
        count(*) >= {{ var('background_days') }}
        and {{ days_apart('min(published_on)', 'max(published_on)') }} > {{ var('background_span_days') }}
),

-- Days are counted for the few that may be background only: over all 25 million values of 200,000 texts it took most of
-- the model's time.
background as (
    select sketches.shingle_hash
    from sketches
    inner join repeated on sketches.shingle_hash = repeated.shingle_hash
    group by sketches.shingle_hash
    having count(distinct sketches.published_on) >= {{ var('background_days') }}
)

select
    sketches.node,
    sketches.shingle_hash,
    completeness.complete_up_to
from sketches
inner join completeness on sketches.node = completeness.node
left join background on sketches.shingle_hash = background.shingle_hash
where background.shingle_hash is null
