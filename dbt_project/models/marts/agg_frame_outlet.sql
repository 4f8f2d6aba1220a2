select
    articles.outlet_id,
    mentions.frame_id,
    mentions.voice,
    count(*) as n_articles,
    count(distinct articles.story_id) as n_stories,
    cast(sum(mentions.n_mentions) as bigint) as n_mentions
from {{ ref('fct_frame_mention') }} as mentions
inner join {{ ref('fct_article') }} as articles on mentions.article_id = articles.article_id
group by 1, 2, 3
order by 1, 2, 3
