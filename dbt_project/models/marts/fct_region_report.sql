select article_id, region_id, event_day as event_date, role, is_dated
from {{ ref('int_region_days') }}
order by article_id, region_id, event_date
