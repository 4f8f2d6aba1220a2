-- Pairs of texts that share several runs of words, and how much they share.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_restated_nodes', 'key': 'node', 'columns': ['node_a', 'node_b']}
) }}
{{ uses('int_restated_nodes') }}

-- A pair differs from what it was only where both of its texts may: what makes it a pair is in both.
{{ shared_text(ref('int_story_candidates'), ref('int_story_runs')) }}
