-- Pairs of texts that share several runs of words, and how much they share.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_restated_nodes', 'key': 'node', 'columns': ['node_a', 'node_b']}
) }}
{{ uses('int_restated_nodes') }}

-- A run of words that very many texts share would give a number of pairs that grows with its square. Each text is
-- compared with the nearest texts before it that have the run: a story is a chain, so that its copies still meet.
{% set nearest = 20 %}
{% set sketches = 'compared_sketches' if is_incremental() else ref('int_story_runs') %}

with {% if is_incremental() %}
-- A pair differs from what it was only where both of its texts may: what makes it a pair is in both.
compared_sketches as (
    select node, shingle_hash, complete_up_to
    from {{ ref('int_story_runs') }}
    where node in (select node from {{ ref('int_restated_nodes') }})
),
{% endif %}

repeated as (
    select
        node,
        shingle_hash,
        row_number() over (partition by shingle_hash order by published_on, node) as nth,
        count(*) over (partition by shingle_hash) as n_texts
    from {{ ref('int_story_runs') }}
    {% if is_incremental() %}
    where shingle_hash in (select shingle_hash from compared_sketches)
    {% endif %}
),

runs as (
    select node, shingle_hash, nth
    from repeated
    where n_texts > 1
    {% if is_incremental() %}
    and node in (select node from {{ ref('int_restated_nodes') }})
    {% endif %}
),

-- Two texts that share one or two runs of words share a name or a set phrase.
candidates as (
    select earlier.node as node_a, later.node as node_b
    from runs as later
    inner join runs as earlier
        on later.shingle_hash = earlier.shingle_hash
        and earlier.nth < later.nth
        and earlier.nth >= later.nth - {{ nearest }}
    group by earlier.node, later.node
    having count(*) >= 3
),

{# a macro that is a query with CTEs stands as a subquery, so that it can be used in any model #}
measured as (
    {{ shared_text('candidates', sketches) }}
)

select * from measured
