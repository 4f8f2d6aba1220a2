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
order by versions.article_id
