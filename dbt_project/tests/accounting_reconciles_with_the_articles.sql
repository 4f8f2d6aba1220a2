{{ config(meta={'dagster': {'ref': {'name': 'accounting'}}}) }}

-- All first arrivals are all articles; with the further texts they are all versions.
with counted as (
    select
        coalesce(sum(n_articles), 0) as n_articles,
        coalesce(sum(n_articles + n_versions), 0) as n_texts
    from {{ ref('accounting') }}
),

articles as (select count(*) as n_articles from {{ ref('fct_article') }}),

texts as (select count(*) as n_texts from {{ ref('fct_article_version') }})

select counted.n_articles, articles.n_articles as n_in_fct_article, counted.n_texts, texts.n_texts as n_in_versions
from counted
cross join articles
cross join texts
where counted.n_articles <> articles.n_articles or counted.n_texts <> texts.n_texts
