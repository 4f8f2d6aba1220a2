{# Where dbt's adapter for Apache Spark does not do what the models ask for. #}

{# A table that grows on an engine with deletes is made anew here, all of it (macros/incremental.sql, dbt_project.yml). #}
{% materialization incremental, adapter='spark' %}
{{ return(dbt.materialization_table_spark()) }}
{% endmaterialization %}

{# A text as a literal of Spark SQL. #}
{% macro spark_literal(text) -%}
{{ return('null' if text is none else "'" ~ (text | string | replace('\\', '\\\\') | replace("'", "\\'")) ~ "'") }}
{%- endmacro %}

{# Rows of a seed: the adapter's own form breaks at a quote in a text, and makes the text None of an empty cell. #}
{% macro spark__load_csv_rows(model, agate_table) %}
{% for rows in agate_table.rows | batch(1000) %}
{% set literals %}
{% for row in rows %}
({% for value in row %}{{ spark_literal(value) }}{{ ', ' if not loop.last }}{% endfor %}){{ ',' if not loop.last }}
{% endfor %}
{% endset %}
{% do adapter.add_query('insert into ' ~ this.render() ~ ' values ' ~ literals, abridge_sql_log=True) %}
{% endfor %}
{{ return('-- ' ~ (agate_table.rows | length) ~ ' rows') }}
{% endmacro %}

{# A table with a contract: made with its columns' types and comments, then filled. The adapter writes comments of columns
   only where a table format lets it change a table. #}
{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') %}
{% if temporary or not config.get('contract').enforced %}
{{ return(dbt.spark__create_table_as(temporary, relation, compiled_code, language)) }}
{% endif %}
{{ get_assert_columns_equivalent(compiled_code) }}
{% call statement('create_columns') %}
create table {{ relation }} (
    {% for name, column in model.columns.items() %}
    {{ adapter.quote(name) }} {{ column.data_type }} comment {{ spark_literal(column.description) }}{{ ',' if not loop.last }}
    {% endfor %}
)
{{ file_format_clause() }}
{{ options_clause() }}
{{ tblproperties_clause() }}
{{ partition_cols(label='partitioned by') }}
{{ location_clause() }}
comment {{ spark_literal(model.description) }}
{% endcall %}
insert into {{ relation }}
{{ get_select_subquery(compiled_code) }}
{% endmacro %}

{# Not-null and keys are asked of the finished table only where its format can hold them; tests ask for them everywhere. #}
{% macro spark__persist_constraints(relation, model) %}
{% if config.get('file_format') == 'delta' %}{% do dbt.spark__persist_constraints(relation, model) %}{% endif %}
{% endmacro %}
