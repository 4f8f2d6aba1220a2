-- One row per article: its story and its part in it.
{{ config(materialized='table') }}

with members as (
    select
        articles.article_id,
        articles.node,
        originals.node as original_node,
        originals.article_id as original_article_id,
        count(*) over (partition by components.component) as n_articles
    from {{ ref('int_story_articles') }} as articles
    inner join {{ ref('int_story_components') }} as components on articles.node = components.node
    inner join {{ ref('int_story_originals') }} as originals on components.component = originals.component
),

copies as (
    select original_node as node_a, node as node_b
    from members
    where node <> original_node
),

measured as (
    {{ shared_text('copies', ref('int_sketches')) }}
)

select
    members.article_id,
    members.original_article_id as story_id,
    members.original_article_id,
    members.article_id = members.original_article_id as is_original,
    case
        when members.n_articles = 1 then 'independent'
        when members.article_id = members.original_article_id then 'original'
        -- texts without a sketch are here because they are the same text
        when coalesce(measured.share_of_b, 1) >= {{ var('reprint_share') }} then 'reprint'
        else 'derived'
    end as syndication_role
from members
left join measured on members.node = measured.node_b
