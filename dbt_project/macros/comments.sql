{# Comments stand as long as their table: one that takes rows in has them from the build that made it. Writing them again
   for each column cost as much as the rows of a day. #}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
{% if not is_incremental() %}
{{ return(default__persist_docs(relation, model, for_relation, for_columns)) }}
{% endif %}
{% endmacro %}
