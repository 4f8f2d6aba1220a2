{{ config(meta={'dagster': {'ref': {'name': 'fct_article_version'}}}) }}

with versions as (
    select
        article_id,
        count(*) as n_rows,
        min(article_version) as first_version,
        max(article_version) as last_version,
        max(case when is_current then article_version end) as current_version,
        sum(case when is_current then 1 else 0 end) as n_current
    from {{ ref('fct_article_version') }}
    group by article_id
)

select versions.*
from versions
left join {{ ref('fct_article') }} as articles on versions.article_id = articles.article_id
where
    articles.article_id is null
    or versions.first_version <> 1
    or versions.last_version <> versions.n_rows
    or versions.n_current <> 1
    or versions.current_version <> versions.last_version
    or articles.article_version <> versions.last_version
    or articles.n_versions <> versions.n_rows
