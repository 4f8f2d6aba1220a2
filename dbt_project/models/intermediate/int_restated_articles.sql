-- Articles whose facts may differ from those of the build before: of changed texts, or of another story or part in it.
{{ config(materialized='table') }}

{% set before = as_built_before('marts', 'fct_article') %}
{% set members = ref('int_story_members') %}

select article_id
from {{ ref('int_changed_articles') }}
{% if before %}
union
select members.article_id
from {{ members }} as members
inner join {{ before }} as articles on members.article_id = articles.article_id
where
    members.story_id <> articles.story_id
    or members.is_original <> articles.is_original
    or members.syndication_role <> articles.syndication_role
{% endif %}
