{{ config(meta={'dagster': {'ref': {'name': 'fct_story'}}}) }}

-- Articles are the members of the stories: the two counts of each story agree, and so do the totals.
with members as (
    select
        story_id,
        count(*) as n_articles,
        sum(case when syndication_role = 'reprint' then 1 else 0 end) as n_reprints,
        sum(case when is_original then 1 else 0 end) as n_originals
    from {{ ref('fct_article') }}
    group by story_id
)

select
    coalesce(stories.story_id, members.story_id) as story_id,
    stories.n_articles,
    members.n_articles as n_members,
    members.n_originals
from {{ ref('fct_story') }} as stories
full outer join members on stories.story_id = members.story_id
where
    stories.story_id is null
    or members.story_id is null
    or stories.n_articles <> members.n_articles
    or stories.n_reprints <> members.n_reprints
    or members.n_originals <> 1
