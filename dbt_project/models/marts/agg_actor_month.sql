{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'month', 'match': {'month_start': 'on_day'}}
) }}

select
    {{ month_start_of('articles.published_on') }} as month_start,
    mentions.actor_id,
    mentions.role,
    count(*) as n_articles,
    count(distinct articles.story_id) as n_stories
from {{ ref('fct_actor_mention') }} as mentions
inner join {{ ref('fct_article') }} as articles on mentions.article_id = articles.article_id
{{ only_touched('month', {month_start_of('articles.published_on'): 'on_day'}) }}
group by 1, 2, 3
order by 1, 2, 3
