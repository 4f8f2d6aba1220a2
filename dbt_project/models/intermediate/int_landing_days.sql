-- The landing days of the lake, and whether their files are others than those of the build before.
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, this.identifier) %}

with days as (
    select landed_on, {{ joined_distinct('mark') }} as marks
    from ({{ lake_files() }}) as files
    group by landed_on
)

{% if before %}
select
    coalesce(days.landed_on, before.landed_on) as landed_on,
    days.marks,
    coalesce(days.marks <> before.marks, true) as is_changed
from days
full outer join {{ before }} as before on days.landed_on = before.landed_on
-- a day that is gone is told once
where days.marks is not null or before.marks is not null
{% else %}
select landed_on, marks, true as is_changed
from days
{% endif %}
