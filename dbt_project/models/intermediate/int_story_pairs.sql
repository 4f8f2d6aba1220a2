-- Pairs of texts that share a run of words within the window of days, and how much they share.
{{ config(materialized='table') }}

-- A run of words that very many texts share would give a number of pairs that grows with its square. Each text is
-- compared with the nearest texts before it that have the run: a story is a chain, so that its copies still meet.
{% set nearest = 20 %}

with runs as (
    select
        article_id,
        shingle_hash,
        published_on,
        row_number() over (partition by shingle_hash order by published_on, article_id) as nth
    from {{ ref('int_sketches') }}
),

candidates as (
    select distinct earlier.article_id as article_a, later.article_id as article_b
    from runs as later
    inner join runs as earlier
        on later.shingle_hash = earlier.shingle_hash
        and earlier.nth < later.nth
        and earlier.nth >= later.nth - {{ nearest }}
    where {{ days_apart('earlier.published_on', 'later.published_on') }} <= {{ var('story_window_days') }}
),

{# a macro that is a query with CTEs stands as a subquery, so that it can be used in any model #}
measured as (
    {{ shared_text('candidates', ref('int_sketches')) }}
)

select * from measured
