select article_id, region_id, role, n_mentions, places, evidence, char_start, char_end, in_headline
from {{ ref('int_region_mentions') }}
order by article_id, region_id
