{{ config(materialized='incremental', incremental_strategy='restate', meta={'restated': 'int_changed_articles'}) }}

select article_id, region_id, event_day as event_date, role, is_dated
from {{ ref('int_region_days') }}
{{ only_articles('int_changed_articles') }}
order by article_id, region_id, event_date
