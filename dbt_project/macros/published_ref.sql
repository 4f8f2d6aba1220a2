{# A relation by schema and name only. Exports are views that are copied into the published file, whose name differs
   from the build file's: a view that names the build file would be broken there. #}
{% macro published_ref(model_name) -%}
    {{ ref(model_name).include(database=false) }}
{%- endmacro %}
