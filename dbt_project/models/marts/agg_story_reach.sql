-- How far a story went: outlets, countries, hours.
{{ config(
    materialized='incremental', incremental_strategy='restate',
    meta={'restated': 'int_touched', 'what': 'story', 'match': {'story_id': 'name'}}
) }}

select
    articles.story_id,
    count(*) as n_articles,
    count(distinct articles.outlet_id) as n_outlets,
    count(distinct outlets.country_code) as n_countries,
    -- an hour is only known where a time is
    {{ hours_apart('min(articles.published_at)', 'max(articles.published_at)') }} as hours_first_to_last
from {{ ref('fct_article') }} as articles
inner join {{ ref('dim_outlet') }} as outlets on articles.outlet_id = outlets.outlet_id
{{ only_touched('story', {'articles.story_id': 'name'}) }}
group by articles.story_id
order by articles.story_id
