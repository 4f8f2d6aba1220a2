-- Stories that were printed more than once: what is a reprint, and what has text of its own. The ten longest chains.
select
    headline,
    stories.agency,
    stories.n_articles,
    stories.n_reprints,
    stories.n_outlets,
    reach.hours_first_to_last
from marts.fct_story as stories
inner join marts.fct_article as articles on stories.original_article_id = articles.article_id
inner join marts.agg_story_reach as reach on stories.story_id = reach.story_id
where stories.n_articles > 1
order by stories.n_articles desc, headline, stories.story_id
limit 10
