{# What engines spell differently, each as one dispatched macro: `default` is Apache Spark's form. #}

{% macro iso_year_of(day) %}{{ return(adapter.dispatch('iso_year_of', 'dateline')(day)) }}{% endmacro %}
{% macro default__iso_year_of(day) %}cast(extract(yearofweek from {{ day }}) as integer){% endmacro %}
{% macro duckdb__iso_year_of(day) %}cast(extract(isoyear from {{ day }}) as integer){% endmacro %}

{% macro iso_day_of_week(day) %}{{ return(adapter.dispatch('iso_day_of_week', 'dateline')(day)) }}{% endmacro %}
{% macro default__iso_day_of_week(day) %}cast(extract(dayofweek_iso from {{ day }}) as integer){% endmacro %}
{% macro duckdb__iso_day_of_week(day) %}cast(extract(isodow from {{ day }}) as integer){% endmacro %}

{% macro month_start_of(day) %}{{ return(adapter.dispatch('month_start_of', 'dateline')(day)) }}{% endmacro %}
{% macro default__month_start_of(day) %}cast(trunc({{ day }}, 'MM') as date){% endmacro %}
{% macro duckdb__month_start_of(day) %}cast(date_trunc('month', {{ day }}) as date){% endmacro %}

{# One row per day, column date_day, from first_day to last_day of a one-row relation. #}
{% macro days_between(relation, first_day, last_day) %}
{{ return(adapter.dispatch('days_between', 'dateline')(relation, first_day, last_day)) }}
{% endmacro %}
{% macro default__days_between(relation, first_day, last_day) %}
select explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day)) as date_day
from {{ relation }}
{% endmacro %}
{% macro duckdb__days_between(relation, first_day, last_day) %}
select cast(unnest(generate_series({{ first_day }}, {{ last_day }}, interval 1 day)) as date) as date_day
from {{ relation }}
{% endmacro %}

{% macro days_apart(earlier, later) %}{{ return(adapter.dispatch('days_apart', 'dateline')(earlier, later)) }}{% endmacro %}
{% macro default__days_apart(earlier, later) %}datediff({{ later }}, {{ earlier }}){% endmacro %}
{% macro duckdb__days_apart(earlier, later) %}datediff('day', {{ earlier }}, {{ later }}){% endmacro %}

{% macro hours_apart(earlier, later) %}{{ return(adapter.dispatch('hours_apart', 'dateline')(earlier, later)) }}{% endmacro %}
{% macro default__hours_apart(earlier, later) %}cast(unix_timestamp({{ later }}) - unix_timestamp({{ earlier }}) as double) / cast(3600 as double){% endmacro %}
{% macro duckdb__hours_apart(earlier, later) %}cast(datediff('second', {{ earlier }}, {{ later }}) / 3600.0 as double){% endmacro %}

{# Distinct values in their order, joined with '; '. #}
{% macro joined_distinct(value, condition=none) %}{{ return(adapter.dispatch('joined_distinct', 'dateline')(value, condition)) }}{% endmacro %}
{% macro default__joined_distinct(value, condition) %}
nullif(array_join(array_sort(collect_set({{ value }}){% if condition %} filter (where {{ condition }}){% endif %}), '; '), '')
{% endmacro %}
{% macro duckdb__joined_distinct(value, condition) %}
string_agg(distinct {{ value }}, '; ' order by {{ value }}){% if condition %} filter (where {{ condition }}){% endif %}

{% endmacro %}

{# A headline's words, lower case, without punctuation: equal for two settings of one headline. #}
{% macro folded_words(text) %}{{ return(adapter.dispatch('folded_words', 'dateline')(text)) }}{% endmacro %}
{% macro default__folded_words(text) %}trim(regexp_replace(lower({{ text }}), '[^\\p{L}\\p{N}]+', ' ')){% endmacro %}
{% macro duckdb__folded_words(text) %}trim(regexp_replace(lower({{ text }}), '[^\p{L}\p{N}]+', ' ', 'g')){% endmacro %}

{# A time as the number YYYYMMDDHHMMSS. #}
{% macro digits_of_time(time) %}{{ return(adapter.dispatch('digits_of_time', 'dateline')(time)) }}{% endmacro %}
{% macro default__digits_of_time(time) %}cast(date_format({{ time }}, 'yyyyMMddHHmmss') as bigint){% endmacro %}
{% macro duckdb__digits_of_time(time) %}cast(strftime({{ time }}, '%Y%m%d%H%M%S') as bigint){% endmacro %}

{# A number for a text in graphs, made from its identifier: 60 bits of a digest, the same in every build. #}
{% macro node_of(article_id) %}{{ return(adapter.dispatch('node_of', 'dateline')(article_id)) }}{% endmacro %}
{% macro default__node_of(article_id) %}cast(conv(substr(md5({{ article_id }}), 1, 15), 16, 10) as bigint){% endmacro %}
{% macro duckdb__node_of(article_id) %}cast('0x' || substr(md5({{ article_id }}), 1, 15) as bigint){% endmacro %}
