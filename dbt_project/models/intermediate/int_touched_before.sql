-- Of what the restated articles said in the build before: the region days, days, months and stories (int_touched).
{{ config(materialized='table') }}

{% set articles = as_built_before('marts', 'fct_article') %}
{% set claims = as_built_before('marts', 'fct_casualty_claim') %}
{% set reports = as_built_before('marts', 'fct_region_report') %}

{% if articles and claims and reports %}
{{ touched_by(ref('int_restated_articles'), articles, claims, reports) }}
{% else %}
select cast(null as string) as what, cast(null as date) as on_day, cast(null as string) as name
from {{ ref('int_restated_articles') }}
where 1 = 0
{% endif %}
