select article_id, frame_id, voice, n_mentions, evidence, char_start, char_end, in_headline
from {{ ref('int_frame_mentions') }}
order by article_id, frame_id, voice
