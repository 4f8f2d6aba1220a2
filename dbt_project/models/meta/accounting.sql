-- Each count comes from where its kind of document is kept, not from one list: only so can the sums disagree.
with documents as (
    select
        landed_on,
        count(distinct file_uri) as n_files,
        count(*) as n_documents,
        cast(sum(case when outcome = 'duplicate' then 1 else 0 end) as bigint) as n_duplicates,
        cast(sum(case when outcome = 'not_an_article' then 1 else 0 end) as bigint) as n_not_articles,
        cast(sum(case when outcome = 'quarantined' then 1 else 0 end) as bigint) as n_quarantined
    from {{ ref('int_document_outcomes') }}
    group by landed_on
),

articles as (
    select
        landed_on,
        cast(sum(case when is_first_arrival then 1 else 0 end) as bigint) as n_articles,
        cast(sum(case when is_first_arrival then 0 else 1 end) as bigint) as n_versions
    from {{ ref('int_article_versions') }}
    group by landed_on
),

counted as (
    select
        coalesce(documents.landed_on, articles.landed_on) as landed_on,
        coalesce(documents.n_files, 0) as n_files,
        coalesce(documents.n_documents, 0) as n_documents,
        coalesce(articles.n_articles, 0) as n_articles,
        coalesce(articles.n_versions, 0) as n_versions,
        coalesce(documents.n_duplicates, 0) as n_duplicates,
        coalesce(documents.n_not_articles, 0) as n_not_articles,
        coalesce(documents.n_quarantined, 0) as n_quarantined
    from documents
    full outer join articles on documents.landed_on = articles.landed_on
)

select
    *,
    n_documents = n_articles + n_versions + n_duplicates + n_not_articles + n_quarantined as is_balanced
from counted
order by landed_on
