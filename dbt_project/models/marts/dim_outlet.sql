select outlet_id, outlet_name, domain, country_code, outlet_kind
from {{ ref('int_outlets') }}
order by outlet_id
