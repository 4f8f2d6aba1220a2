-- Articles with a text in a changed landing day, as it is now or as it was in the build before.
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, 'int_article_versions') %}

with changed as (
    select articles.article_id
    from {{ ref('stg_article') }} as articles
    inner join {{ ref('int_landing_days') }} as days on articles.landed_on = days.landed_on
    where days.is_changed
    {% if before %}
    union all
    select versions.article_id
    from {{ before }} as versions
    inner join {{ ref('int_landing_days') }} as days on versions.landed_on = days.landed_on
    where days.is_changed
    {% endif %}
)

select article_id, {{ node_of('article_id') }} as node
from changed
group by article_id
