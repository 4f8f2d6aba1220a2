-- Pairs of texts that share several runs of words, and how much they share.
{{ config(materialized='table') }}

-- A run of words that very many texts share would give a number of pairs that grows with its square. Each text is
-- compared with the nearest texts before it that have the run: a story is a chain, so that its copies still meet.
{% set nearest = 20 %}

with repeated as (
    select
        node,
        shingle_hash,
        row_number() over (partition by shingle_hash order by node) as nth,
        count(*) over (partition by shingle_hash) as n_texts
    from {{ ref('int_sketches') }}
),

runs as (
    select node, shingle_hash, nth
    from repeated
    where n_texts > 1
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
    {{ shared_text('candidates', ref('int_sketches')) }}
)

select * from measured
