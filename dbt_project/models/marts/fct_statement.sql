select
    statement_id,
    article_id,
    speaker_actor_id,
    speaker_text,
    speaker_side,
    cue,
    kind,
    is_quote,
    verification,
    evidence,
    char_start,
    char_end,
    in_headline,
    sentence_no
from {{ ref('int_statements') }}
order by statement_id
