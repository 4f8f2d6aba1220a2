-- Runs of words of changed articles, as they are now or were in the build before: are they background, and were they?
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, 'int_sketches') %}
{% set background = as_built_before(this.schema, 'int_background_runs') %}

{% if before and background %}
with fresh as (
    select fingerprints.shingle_hash, articles.published_on
    from {{ ref('stg_fingerprint') }} as fingerprints
    inner join {{ ref('int_article_versions') }} as versions
        on fingerprints.version_id = versions.version_id
        and fingerprints.landed_on = versions.landed_on
    inner join {{ ref('int_story_articles') }} as articles on versions.version_id = articles.version_id
    {{ only_articles('int_changed_articles', 'fingerprints.landed_on', word='where articles.', always=true) }}
),

runs as (
    select shingle_hash from fresh
    union
    select shingle_hash from {{ before }}
    where node in (select node from {{ ref('int_changed_articles') }})
),

printed as (
    select shingle_hash, published_on from fresh
    union all
    select shingle_hash, published_on from {{ before }}
    where
        shingle_hash in (select shingle_hash from runs)
        and node not in (select node from {{ ref('int_changed_articles') }})
),

background as (
    {{ background_runs('printed') }}
)

select
    runs.shingle_hash,
    background.shingle_hash is not null as is_background,
    known.shingle_hash is not null as was_background
from runs
left join background on runs.shingle_hash = background.shingle_hash
left join {{ background }} as known on runs.shingle_hash = known.shingle_hash
{% else %}
-- everything is new
select cast(null as bigint) as shingle_hash, true as is_background, true as was_background
where false
{{ uses('stg_fingerprint', 'int_article_versions', 'int_story_articles', 'int_changed_articles') }}
{% endif %}
