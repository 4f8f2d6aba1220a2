{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'story', 'match': {'story_id': 'name'}}
) }}

with articles as (
    select
        members.story_id,
        members.original_article_id,
        members.syndication_role,
        versions.article_id,
        versions.outlet_id,
        versions.agency,
        members.is_original,
        coalesce(versions.published_at, cast(versions.published_on as timestamp)) as published_at
    from {{ ref('int_story_members') }} as members
    inner join {{ ref('int_article_versions') }} as versions on members.article_id = versions.article_id
    where versions.is_current
    {{ only_touched('story', {'members.story_id': 'name'}, word='and') }}
),

credits as (
    select
        story_id,
        agency,
        row_number() over (
            partition by story_id
            order by max(case when is_original then 1 else 0 end) desc, count(*) desc, agency
        ) as choice
    from articles
    where agency is not null
    group by story_id, agency
),

stories as (
    select
        story_id,
        min(original_article_id) as original_article_id,
        count(*) as n_articles,
        count(distinct outlet_id) as n_outlets,
        cast(sum(case when syndication_role = 'reprint' then 1 else 0 end) as bigint) as n_reprints,
        min(published_at) as first_published_at,
        max(published_at) as last_published_at
    from articles
    group by story_id
)

select
    stories.story_id,
    stories.original_article_id,
    stories.n_articles,
    stories.n_outlets,
    stories.n_reprints,
    credits.agency,
    stories.first_published_at,
    stories.last_published_at
from stories
left join credits on stories.story_id = credits.story_id and credits.choice = 1
order by stories.story_id
