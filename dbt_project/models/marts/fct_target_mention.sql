{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select article_id, target_kind, target_text, region_id, evidence, char_start, char_end, in_headline
from {{ ref('int_target_mentions') }}
{{ only_articles('int_changed_articles', 'landed_on') }}
order by article_id, target_kind
