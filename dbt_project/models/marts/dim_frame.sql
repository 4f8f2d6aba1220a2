{{ config(tags=['of_the_codebook']) }}

select frame_id, term, concept, used_by_side
from {{ ref('frames') }}
order by frame_id
