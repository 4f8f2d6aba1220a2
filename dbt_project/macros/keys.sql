{# A contract's columns without its primary key. In DuckDB a key is an index that is held in memory whole while a table is
   written: of a million articles it took more than the rows, and two such tables at once more than dbt is given. That
   keys are keys is tested after each build (is_key, unique); the published file has them (pipelines/publish). #}
{% macro duckdb__get_table_columns_and_constraints() %}
(
    {% for column in adapter.render_raw_columns_constraints(raw_columns=model['columns']) %}
    {{ column }}{{ ',' if not loop.last }}
    {% endfor %}
)
{% endmacro %}
