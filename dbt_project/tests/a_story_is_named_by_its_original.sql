{{ config(meta={'dagster': {'ref': {'name': 'fct_story'}}}) }}

select stories.story_id, stories.original_article_id, articles.syndication_role
from {{ ref('fct_story') }} as stories
left join {{ ref('fct_article') }} as articles on stories.original_article_id = articles.article_id
where
    stories.story_id <> stories.original_article_id
    or articles.story_id is null
    or articles.story_id <> stories.story_id
    or not articles.is_original
    or (stories.n_articles = 1) <> (articles.syndication_role = 'independent')
