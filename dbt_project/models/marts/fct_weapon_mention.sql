select article_id, weapon_id, weapon_text, role, n_mentions, evidence, char_start, char_end, in_headline
from {{ ref('int_weapon_mentions') }}
order by article_id, weapon_id, role
