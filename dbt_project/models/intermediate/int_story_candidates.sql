-- Pairs of texts that share several runs of words: those that are compared. In a growing build only pairs of texts that
-- are made anew. A table of its own, so that the database knows how many there are before it lays out the comparison:
-- without that it holds the sketches of all pairs in memory.
{{ config(materialized='table') }}
{{ uses('int_restated_nodes') }}

-- A run of words that very many texts share would give a number of pairs that grows with its square. Each text is
-- compared with the nearest texts before it that have the run: a story is a chain, so that its copies still meet.
{% set nearest = 20 %}
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

runs as (
    select node, shingle_hash, nth
    from repeated
    where n_texts > 1
    {% if before %}
    and node in (select node from {{ ref('int_restated_nodes') }})
    {% endif %}
)

-- Two texts that share one or two runs of words share a name or a set phrase.
select earlier.node as node_a, later.node as node_b
from runs as later
inner join runs as earlier
    on later.shingle_hash = earlier.shingle_hash
    and earlier.nth < later.nth
    and earlier.nth >= later.nth - {{ nearest }}
group by earlier.node, later.node
having count(*) >= 3
