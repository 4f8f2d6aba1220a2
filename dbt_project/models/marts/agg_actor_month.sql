select
    {{ month_start_of('articles.published_on') }} as month_start,
    mentions.actor_id,
    mentions.role,
    count(distinct mentions.article_id) as n_articles,
    count(distinct articles.story_id) as n_stories
from {{ ref('fct_actor_mention') }} as mentions
inner join {{ ref('fct_article') }} as articles on mentions.article_id = articles.article_id
group by 1, 2, 3
order by 1, 2, 3
