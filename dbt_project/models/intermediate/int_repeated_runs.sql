-- Runs of words that several texts have: which of a run's texts a text is, by day of publication. In a growing build only
-- those of texts that are made anew.
{{ config(materialized='table') }}
{{ uses('int_restated_nodes') }}

{% set before = as_built_before(this.schema, 'int_story_pairs') %}

with repeated as (
    select
        node,
        shingle_hash,
        row_number() over (partition by shingle_hash order by published_on, node) as nth,
        count(*) over (partition by shingle_hash) as n_texts
    from {{ ref('int_story_runs') }}
    {% if before %}
    where shingle_hash in (
        select shingle_hash
        from {{ ref('int_story_runs') }}
        where node in (select node from {{ ref('int_restated_nodes') }})
    )
    {% endif %}
),

-- Texts with fewer runs than a copy must have in common with its original (int_story_edges): all but the same they may be.
short_texts as (
    select node
    from {{ ref('int_story_runs') }}
    {% if before %}
    where node in (select node from {{ ref('int_restated_nodes') }})
    {% endif %}
    group by node
    having count(*) * {{ var('story_share_same_text') }} < {{ var('story_shared_runs') }}
)

select
    repeated.node,
    repeated.shingle_hash,
    repeated.nth,
    short_texts.node is not null as is_short
from repeated
left join short_texts on repeated.node = short_texts.node
where
    repeated.n_texts > 1
    {% if before %}
    and repeated.node in (select node from {{ ref('int_restated_nodes') }})
    {% endif %}
