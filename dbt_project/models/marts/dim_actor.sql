select actor_id, actor_name, actor_type, country_code, plover_sector, cameo_code
from {{ ref('int_actors') }}
order by actor_id
