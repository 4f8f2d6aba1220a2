-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(statement_id as string) as statement_id,
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(speaker_actor_id as string) as speaker_actor_id,
    cast(speaker_text as string) as speaker_text,
    cast(speaker_side as string) as speaker_side,
    cast(cue as string) as cue,
    cast(kind as string) as kind,
    cast(is_quote as boolean) as is_quote,
    cast(verification as string) as verification,
    cast(sentence_no as integer) as sentence_no,
    cast(evidence as string) as evidence,
    cast(char_start as integer) as char_start,
    cast(char_end as integer) as char_end,
    cast(in_headline as boolean) as in_headline,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'statement') }}
