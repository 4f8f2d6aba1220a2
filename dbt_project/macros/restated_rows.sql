{# Testing what a build made anew: where only the lake changed, all other rows are those of the build before, which held.
   A full build tests all rows; so does `dbt test` with --full-refresh. #}

{# A model's rows that this build made: those of the keys that the strategy `restate` took out and put in again; all rows of
   a model that is made anew each time, and of every model in a full build. A whole relation, for a `from`. #}
{% macro restated_rows(name) %}
{% set relation = ref(name) %}
{% if not execute or should_full_refresh() %}{{ return(relation) }}{% endif %}
{% set config = (graph.nodes.values() | selectattr('resource_type', 'equalto', 'model')
    | selectattr('name', 'equalto', name) | first).config %}
{% if config.incremental_strategy != 'restate' %}{{ return(relation) }}{% endif %}
{{ return('(select * from ' ~ relation ~ ' as standing where ' ~ is_restated('standing', config.meta) ~ ') as restated') }}
{% endmacro %}

{# A model's generic tests as one query over its restated rows: model, rule, key_of_row of each row that breaks one.

   Keys are looked for in the whole table; a part of a key that is the restated key tells that no other row has it. #}
{% macro broken_promises(name) %}
{% set node = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('name', 'equalto', name) | first %}
{% set rows = restated_rows(name) %}
{% set asks = [] %}
{% for test in graph.nodes.values() if test.resource_type == 'test' and test.attached_node == node.unique_id %}
    {% set kind, asked = test.test_metadata.name, test.test_metadata.kwargs %}
    {% set columns = asked.get('columns') or [asked.get('column_name')] %}
    {% set column = adapter.quote(columns[0] or '') %}
    {% if kind == 'not_null' %}
        {% set broken = "'null' as key_of_row from " ~ rows ~ ' where ' ~ column ~ ' is null' %}
    {% elif kind == 'accepted_values' %}
        {% set broken = column ~ ' as key_of_row from ' ~ rows ~ ' where ' ~ column ~ " not in ('" ~ asked['values'] | join("', '") ~ "')" %}
    {% elif kind == 'holds' %}
        {% set broken = "'condition' as key_of_row from " ~ rows ~ ' where not coalesce(' ~ asked.condition ~ ', false)' %}
    {% elif kind == 'relationships' %}
        {% set field = 'others.' ~ adapter.quote(asked.field) %}
        {% set broken = 'cast(pointing.' ~ column ~ ' as string) as key_of_row from (select ' ~ column ~ ' from ' ~ rows
            ~ ') as pointing left join ' ~ ref(asked.to.split("'")[1]) ~ ' as others on pointing.' ~ column ~ ' = ' ~ field
            ~ ' where pointing.' ~ column ~ ' is not null and ' ~ field ~ ' is null' %}
    {% elif kind in ('unique', 'is_key') %}
        {% set quoted = [] %}
        {% for each in columns %}{% do quoted.append(adapter.quote(each)) %}{% endfor %}
        {% set broken = 'cast(' ~ column ~ ' as string) as key_of_row from ' ~ ref(name) ~ ' where ' ~ column ~ ' is null or '
            ~ column ~ ' in (select ' ~ column ~ ' from ' ~ rows ~ ') group by ' ~ quoted | join(', ') ~ ' having count(*) > 1' %}
    {% else %}
        {{ exceptions.raise_compiler_error('broken_promises does not know the test ' ~ kind ~ ' of ' ~ name) }}
    {% endif %}
    {% do asks.append("select '" ~ name ~ "' as model, '" ~ kind ~ ' ' ~ columns | join(' ') ~ "' as rule, " ~ broken) %}
{% endfor %}
{{ return(asks) }}
{% endmacro %}
