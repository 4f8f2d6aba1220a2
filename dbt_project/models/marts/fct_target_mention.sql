select article_id, target_kind, target_text, region_id, evidence, char_start, char_end, in_headline
from {{ ref('int_target_mentions') }}
order by article_id, target_kind
