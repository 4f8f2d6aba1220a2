{# Fails with the rows whose key is not theirs alone, or has an empty part. #}
{% test is_key(model, columns) %}
{% set quoted = [] %}
{% for column in columns %}{% do quoted.append(adapter.quote(column)) %}{% endfor %}
select {{ quoted | join(', ') }}, count(*) as n_rows
from {{ model }}
group by {{ quoted | join(', ') }}
having count(*) > 1{% for column in quoted %} or {{ column }} is null{% endfor %}
{% endtest %}
