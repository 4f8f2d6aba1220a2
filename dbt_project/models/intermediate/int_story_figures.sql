-- The figures that a text states of one event, written so that two texts can be compared by them.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_changed_articles', 'key': 'node'}
) }}

select distinct
    articles.node,
    claims.measure || ' ' || coalesce(cast(claims.low as string), '') || '-' || coalesce(cast(claims.high as string), '')
    as figure
from {{ ref('stg_casualty_claim') }} as claims
inner join {{ ref('int_article_versions') }} as versions
    on claims.version_id = versions.version_id
    and claims.landed_on = versions.landed_on
inner join {{ ref('int_story_articles') }} as articles on versions.version_id = articles.version_id
where
    not claims.is_cumulative
    and coalesce(claims.low, claims.high) is not null
{{ only_articles('int_changed_articles', 'claims.landed_on', word='and claims.') }}
