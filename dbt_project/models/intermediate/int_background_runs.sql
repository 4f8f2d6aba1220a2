-- Runs of words that say nothing about copying (macros/background_runs.sql).
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_changed_runs', 'key': 'shingle_hash'}
) }}

{% if is_incremental() %}
{{ uses('int_sketches') }}
select shingle_hash
from {{ ref('int_changed_runs') }}
where is_background
{% else %}
{{ uses('int_changed_runs') }}
{{ background_runs(ref('int_sketches')) }}
{% endif %}
