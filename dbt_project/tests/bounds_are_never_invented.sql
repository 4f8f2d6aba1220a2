{{ config(severity='warn') }}

-- A figure's bounds are what its qualifier says.
select claim_id, qualifier, low, high, vague_term
from {{ ref('fct_casualty_claim') }}
where
    low > high
    or low < 0
    or (vague_term is not null and (low is not null or high is not null))
    or (vague_term is null and low is null and high is null)
    or (qualifier = 'none' and (coalesce(low, -1) <> 0 or coalesce(high, -1) <> 0))
    or (qualifier in ('at_least', 'more_than') and high is not null)
    or (qualifier in ('at_most', 'fewer_than') and low is not null)
