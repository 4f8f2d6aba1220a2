{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_restated_articles'}) }}
{# int_touched_before reads what the build before left here, so it comes first #}
{{ uses('int_touched_before') }}

select
    versions.article_id,
    versions.article_version,
    versions.n_versions,
    members.story_id,
    members.is_original,
    members.syndication_role,
    versions.source_uri,
    versions.url,
    versions.outlet_id,
    versions.agency,
    versions.author,
    versions.headline,
    versions.published_at,
    versions.published_on,
    versions.published_on_source,
    versions.dateline_place,
    versions.language,
    versions.word_count,
    topics.is_conflict,
    versions.landed_on
from {{ ref('int_article_versions') }} as versions
inner join {{ ref('int_story_members') }} as members on versions.article_id = members.article_id
left join {{ ref('int_article_topics') }} as topics on versions.article_id = topics.article_id
where versions.is_current
{{ only_articles('int_restated_articles', word='and versions.') }}
order by versions.article_id
