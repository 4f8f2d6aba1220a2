-- Every document that landed has one outcome.
select outcome, n_documents
from (
    select 1 as place, 'article' as outcome, sum(n_articles)::bigint as n_documents from meta.accounting
    union all
    select 2, 'newer text of a known article', sum(n_versions)::bigint from meta.accounting
    union all
    select 3, 'duplicate', sum(n_duplicates)::bigint from meta.accounting
    union all
    select 4, 'not an article', sum(n_not_articles)::bigint from meta.accounting
    union all
    select 5, 'quarantined', sum(n_quarantined)::bigint from meta.accounting
)
where n_documents > 0
order by place
