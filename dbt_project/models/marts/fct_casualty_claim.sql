{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_restated_articles'}) }}
{# int_touched_before reads what the build before left here, so it comes first #}
{{ uses('int_touched_before') }}

select
    claim_id,
    article_id,
    story_id,
    published_on,
    measure,
    low,
    high,
    qualifier,
    vague_term,
    victim_group,
    victim_text,
    victim_side,
    part_of_claim_id,
    is_repeat,
    is_cumulative,
    claimant_actor_id,
    claimant_text,
    claimant_side,
    status,
    region_id,
    place_text,
    place_source,
    event_date,
    event_date_precision,
    event_date_text,
    evidence,
    char_start,
    char_end,
    in_headline,
    sentence_no,
    event_day,
    is_counted
from {{ ref('int_casualty_claims') }}
{{ only_articles('int_restated_articles', 'landed_on') }}
order by claim_id
