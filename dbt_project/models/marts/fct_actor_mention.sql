{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select article_id, actor_id, actor_text, role, n_mentions, evidence, char_start, char_end, in_headline
from {{ ref('int_actor_mentions') }}
{{ only_articles('int_changed_articles', 'landed_on') }}
order by article_id, actor_id, role
