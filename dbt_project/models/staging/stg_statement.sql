-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(statement_id as varchar) as statement_id,
    cast(version_id as varchar) as version_id,
    cast(article_id as varchar) as article_id,
    cast(speaker_actor_id as varchar) as speaker_actor_id,
    cast(speaker_text as varchar) as speaker_text,
    cast(speaker_side as varchar) as speaker_side,
    cast(cue as varchar) as cue,
    cast(kind as varchar) as kind,
    cast(is_quote as boolean) as is_quote,
    cast(verification as varchar) as verification,
    cast(sentence_no as integer) as sentence_no,
    cast(evidence as varchar) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ source('lake', 'statement') }}
