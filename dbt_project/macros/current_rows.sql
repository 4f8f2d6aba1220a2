{# Rows of a lake table that were read from the newest text of their article, with what every fact needs to know of it.

   A text that lands on two days has its rows in both days' files; the day of its first landing is taken. #}
{% macro current_rows(staging_model) %}
select
    facts.*,
    versions.published_on,
    versions.outlet_id
from {{ ref(staging_model) }} as facts
inner join {{ ref('int_article_versions') }} as versions
    on facts.version_id = versions.version_id
    and facts.landed_on = versions.landed_on
where versions.is_current
{% endmacro %}
