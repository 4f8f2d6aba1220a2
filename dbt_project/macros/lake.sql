{# A table of the lake, as a query reads it. DuckDB knows it by the source's external_location; Apache Spark by its folder,
   whose names (landed_on=…) are a column. Files that differ in columns are united by the session's settings. #}
{% macro lake_table(source_name, table) %}{{ return(adapter.dispatch('lake_table', 'dateline')(source_name, table)) }}{% endmacro %}
{% macro default__lake_table(source_name, table) %}
{% do source(source_name, table) %}
{{ return('parquet.`' ~ (env_var('DATELINE_DATA_DIR') | replace('`', '``')) ~ '/lake/' ~ table ~ '`') }}
{% endmacro %}
{% macro duckdb__lake_table(source_name, table) %}{{ return(source(source_name, table)) }}{% endmacro %}
