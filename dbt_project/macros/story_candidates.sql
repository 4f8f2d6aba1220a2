{# Pairs of texts to compare, found by the runs of words that they have in common.

   runs: relation with node, shingle_hash, nth (which of the run's texts), is_short. Out: node_a, node_b. #}

{# A run of words that very many texts share would give a number of pairs that grows with its square. Each text is
   compared with the nearest texts before it that have the run: a story is a chain, so that its copies still meet. #}
{% macro nearest_texts() %}{{ return(20) }}{% endmacro %}

{% macro story_candidates(runs, part, n_parts) %}
-- Two texts that share one or two runs of words share a name or a set phrase. Of the runs that copies must share
-- (int_story_edges) at least half are shared with one of the nearest; short texts have fewer.
select earlier.node as node_a, later.node as node_b
from {{ runs }} as later
inner join {{ runs }} as earlier
    on later.shingle_hash = earlier.shingle_hash
    and earlier.nth < later.nth
    and earlier.nth >= later.nth - {{ nearest_texts() }}
{% if n_parts > 1 %}where later.node % {{ n_parts }} = {{ part }}{% endif %}

group by earlier.node, later.node
having count(*) >= max(case when later.is_short then 3 else {{ var('story_shared_runs') // 2 }} end)
{% endmacro %}

{# All pairs are counted before those that share too little go: of a million texts more than memory and disk hold. So
   they are counted in parts, each of some of the later texts. An engine that spreads a query needs none. #}
{% macro n_candidate_parts(runs) %}{{ return(adapter.dispatch('n_candidate_parts', 'dateline')(runs)) }}{% endmacro %}
{% macro default__n_candidate_parts(runs) %}{{ return(1) }}{% endmacro %}
{% macro duckdb__n_candidate_parts(runs) %}
{% if not execute or flags.WHICH not in ('run', 'build') %}{{ return(1) }}{% endif %}
{% set pairs = run_query('select coalesce(sum(least(nth - 1, ' ~ nearest_texts() ~ ')), 0) from ' ~ runs) %}
{{ return((pairs.columns[0].values()[0] | int) // var('story_pairs_at_once') + 1) }}
{% endmacro %}

{# The parts after the first, once the model's table holds that. #}
{% macro story_candidates_of_further_parts() %}
{% if execute %}
{% set runs = ref('int_repeated_runs') %}
{% set n_parts = n_candidate_parts(runs) %}
{% for part in range(1, n_parts) %}
insert into {{ this }} (node_a, node_b)
{{ story_candidates(runs, part, n_parts) }};
{% endfor %}
{% endif %}
{% endmacro %}
