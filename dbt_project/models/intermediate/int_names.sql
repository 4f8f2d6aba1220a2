-- The names that claimants bear, and whether they are others than in the build before.
{{ config(materialized='table') }}

{% set before = as_built_before(this.schema, this.identifier) %}

with names as (
    select 'actor' as what, actor_id as named_id, actor_name as name from {{ ref('dim_actor') }}
    union all
    select 'outlet' as what, outlet_id as named_id, outlet_name as name from {{ ref('dim_outlet') }}
)

select
    names.what,
    names.named_id,
    names.name,
    {% if before %}
    coalesce(names.name <> before.name, true) as is_changed
    {% else %}
    true as is_changed
    {% endif %}
from names
{% if before %}
left join {{ before }} as before
    on names.what = before.what
    and names.named_id = before.named_id
{% endif %}
