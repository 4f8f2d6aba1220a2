-- made by dbt_project/lake_models.py from pipelines/schemas.py; change it there
select
    cast(version_id as string) as version_id,
    cast(article_id as string) as article_id,
    cast(is_conflict as boolean) as is_conflict,
    cast(conflict_terms as string) as conflict_terms,
    cast(n_conflict_terms as integer) as n_conflict_terms,
    cast(landed_on as date) as landed_on
from {{ lake_table('lake', 'article_topic') }}
