{{ config(tags=['of_the_codebook']) }}

select
    weapons.weapon_id,
    weapons.weapon_name,
    weapons.weapon_class,
    weapons.weapon_family,
    weapons.acled_sub_event_type,
    weapons.cameo_code,
    weapons.plover_mode,
    event_types.event_type as acled_event_type
from {{ ref('weapons') }} as weapons
left join {{ ref('acled_event_types') }} as event_types on weapons.acled_sub_event_type = event_types.sub_event_type
order by weapons.weapon_id
