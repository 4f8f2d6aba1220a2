{# Rows that repeat the key, lack a value, have one that isn't listed or break the condition, each with what is wrong.

   All that is asked of a view in one look: it is made anew for every test. #}
{% test is_sound(model, key, not_null=[], values={}, condition='true') %}
select fault, {{ key }} as key_of_row
from (
    select
        {{ key }},
        case
            when count(*) over (partition by {{ key }}) > 1 then '{{ key }}: repeated'
            {%- for column in [key] + not_null %}
            when {{ adapter.quote(column) }} is null then '{{ column }}: null'
            {%- endfor %}
            {%- for column, listed in values.items() %}
            when {{ adapter.quote(column) }} not in (
                {%- for value in listed %}{{ "'" ~ value ~ "'" if value is string else value }}{{ ', ' if not loop.last }}{% endfor -%}
            ) then '{{ column }}: not listed'
            {%- endfor %}
            when not coalesce({{ condition }}, false) then 'condition'
        end as fault
    from {{ model }}
) as looked_at
where fault is not null
{% endtest %}
