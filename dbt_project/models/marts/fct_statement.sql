{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select
    statement_id,
    article_id,
    speaker_actor_id,
    speaker_text,
    speaker_side,
    cue,
    kind,
    is_quote,
    verification,
    evidence,
    char_start,
    char_end,
    in_headline,
    sentence_no
from {{ ref('int_statements') }}
{{ only_articles('int_changed_articles', 'landed_on') }}
order by statement_id
