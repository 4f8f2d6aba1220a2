{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select
    article_id,
    article_version,
    source_uri,
    content_hash,
    headline,
    word_count,
    landed_at,
    published_at,
    is_current
from {{ ref('int_article_versions') }}
{{ only_articles('int_changed_articles') }}
order by article_id, article_version
