{{ config(tags=['of_the_codebook']) }}

select
    vague_term,
    cast(airwars_min as bigint) as airwars_min,
    cast(airwars_max as bigint) as airwars_max,
    cast(acled_fatalities as bigint) as acled_fatalities,
    source
from {{ ref('vague_number_conventions') }}
order by vague_term
