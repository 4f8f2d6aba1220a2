select weapon_id, weapon_name, weapon_class, weapon_family, acled_sub_event_type, cameo_code, plover_mode
from {{ ref('weapons') }}
order by weapon_id
