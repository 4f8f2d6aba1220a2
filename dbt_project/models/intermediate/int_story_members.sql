-- One row per article: its story and its part in it.
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, this.identifier) %}

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

{% if before %}
-- What a copy has of its original is measured again only where either may have changed.
standing as (
    select members.node, before.share_of_original
    from members
    inner join {{ before }} as before
        on members.article_id = before.article_id
        and members.original_article_id = before.original_article_id
    where
        members.node <> members.original_node
        and members.node not in (select node from {{ ref('int_restated_nodes') }})
        and members.original_node not in (select node from {{ ref('int_restated_nodes') }})
),
{% else %}
{{ uses('int_restated_nodes') }}
{% endif %}

copies as (
    select original_node as node_a, node as node_b
    from members
    where
        node <> original_node
        {% if before %}and node not in (select node from standing){% endif %}
),

measured as (
    {{ shared_text('copies', ref('int_story_runs')) }}
),

shares as (
    select node_b as node, share_of_b as share_of_original
    from measured
    {% if before %}
    union all
    select node, share_of_original
    from standing
    {% endif %}
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
        when coalesce(shares.share_of_original, 1) >= {{ var('reprint_share') }} then 'reprint'
        else 'derived'
    end as syndication_role,
    shares.share_of_original
from members
left join shares on members.node = shares.node
