-- Nothing is lost silently: every document that landed ended as exactly one thing.
select *
from {{ ref('accounting') }}
where not is_balanced
