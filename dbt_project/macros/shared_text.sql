{# How much of each text of a pair is in the other, estimated from their sketches.

   pairs: relation with node_a, node_b; sketches: relation with node, shingle_hash, complete_up_to. Out: node_a, node_b,
   n_shared, share_of_a, share_of_b. Up to the smaller of the two sketches' limits both are complete, so the values up
   to there are a fair sample of both texts, however different their lengths (Broder 1997). #}
{% macro shared_text(pairs, sketches) %}
with limits as (
    select node, max(complete_up_to) as complete_up_to
    from {{ sketches }}
    where node in (select node_a from {{ pairs }} union select node_b from {{ pairs }})
    group by node
),

compared as (
    select
        pairs.node_a,
        pairs.node_b,
        least(limits_a.complete_up_to, limits_b.complete_up_to) as compared_up_to
    from {{ pairs }} as pairs
    inner join limits as limits_a on pairs.node_a = limits_a.node
    inner join limits as limits_b on pairs.node_b = limits_b.node
),

values_a as (
    select compared.node_a, compared.node_b, sketches.shingle_hash
    from compared
    inner join {{ sketches }} as sketches
        on compared.node_a = sketches.node
        and sketches.shingle_hash <= compared.compared_up_to
),

values_b as (
    select compared.node_a, compared.node_b, sketches.shingle_hash
    from compared
    inner join {{ sketches }} as sketches
        on compared.node_b = sketches.node
        and sketches.shingle_hash <= compared.compared_up_to
),

counted as (
    select
        coalesce(values_a.node_a, values_b.node_a) as node_a,
        coalesce(values_a.node_b, values_b.node_b) as node_b,
        count(values_a.shingle_hash) as n_a,
        count(values_b.shingle_hash) as n_b,
        sum(case when values_a.shingle_hash = values_b.shingle_hash then 1 else 0 end) as n_shared
    from values_a
    full outer join values_b
        on values_a.node_a = values_b.node_a
        and values_a.node_b = values_b.node_b
        and values_a.shingle_hash = values_b.shingle_hash
    group by 1, 2
)

select
    node_a,
    node_b,
    cast(n_shared as bigint) as n_shared,
    case when n_a > 0 then n_shared / cast(n_a as double) else 0 end as share_of_a,
    case when n_b > 0 then n_shared / cast(n_b as double) else 0 end as share_of_b
from counted
{% endmacro %}
