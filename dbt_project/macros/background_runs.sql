{# Background among printed runs of words: relation with shingle_hash and published_on, one row per text and run. Out:
   shingle_hash.

   Copies of a story appear within days. Words that are printed again and again over a longer time are background
   paragraphs, standing templates or a site's furniture, and say nothing about copying. #}
{% macro background_runs(printed) %}
-- Days are counted for the few that may be background only: over all 25 million values of 200,000 texts it took most of
-- the model's time.
select printed.shingle_hash
from {{ printed }} as printed
inner join (
    select shingle_hash
    from {{ printed }}
    group by shingle_hash
    having
        count(*) >= {{ var('background_days') }}
        and {{ days_apart('min(published_on)', 'max(published_on)') }} > {{ var('background_span_days') }}
) as repeated on printed.shingle_hash = repeated.shingle_hash
group by printed.shingle_hash
having count(distinct printed.published_on) >= {{ var('background_days') }}
{% endmacro %}
