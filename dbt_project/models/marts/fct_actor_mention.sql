select article_id, actor_id, actor_text, role, n_mentions, evidence, char_start, char_end, in_headline
from {{ ref('int_actor_mentions') }}
order by article_id, actor_id, role
