{{ config(meta={'dagster': {'ref': {'name': 'fct_casualty_claim'}}}) }}

select claims.claim_id
from {{ ref('fct_casualty_claim') }} as claims
left join {{ ref('fct_article') }} as articles
    on claims.article_id = articles.article_id
    and claims.story_id = articles.story_id
    and claims.published_on = articles.published_on
where articles.article_id is null
