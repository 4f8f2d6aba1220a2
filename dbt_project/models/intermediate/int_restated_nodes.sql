-- Texts whose pairs may differ from those of the build before: changed ones, those that have a run of words in common with
-- a changed one or had, and the partners of those of which a run became background or ceased to be.
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, 'int_story_pairs') %}

{% if before %}
with having_runs as (
    select sketches.node, max(case when runs.is_background <> runs.was_background then 1 else 0 end) = 1 as has_turned
    from {{ ref('int_sketches') }} as sketches
    inner join {{ ref('int_changed_runs') }} as runs on sketches.shingle_hash = runs.shingle_hash
    where not (runs.is_background and runs.was_background)
    group by sketches.node
)

select node from {{ ref('int_changed_articles') }}
union
select node from having_runs
union
select node_a as node from {{ before }}
where node_b in (select node from having_runs where has_turned)
union
select node_b as node from {{ before }}
where node_a in (select node from having_runs where has_turned)
{% else %}
select node from {{ ref('int_changed_articles') }}
{{ uses('int_sketches', 'int_changed_runs') }}
{% endif %}
