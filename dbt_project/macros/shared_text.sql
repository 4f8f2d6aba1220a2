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

-- Only one side looks for its runs in the other: a join of all runs with all runs by pair takes five times as long.
runs_of_a as (
    select
        compared.node_a,
        compared.node_b,
        count(*) as n_a,
        count(theirs.shingle_hash) as n_shared
    from compared
    inner join {{ sketches }} as ours
        on compared.node_a = ours.node
        and ours.shingle_hash <= compared.compared_up_to
    left join {{ sketches }} as theirs
        on compared.node_b = theirs.node
        and ours.shingle_hash = theirs.shingle_hash
    group by compared.node_a, compared.node_b
),

runs_of_b as (
    select compared.node_a, compared.node_b, count(*) as n_b
    from compared
    inner join {{ sketches }} as sketches
        on compared.node_b = sketches.node
        and sketches.shingle_hash <= compared.compared_up_to
    group by compared.node_a, compared.node_b
)

select
    coalesce(runs_of_a.node_a, runs_of_b.node_a) as node_a,
    coalesce(runs_of_a.node_b, runs_of_b.node_b) as node_b,
    cast(coalesce(runs_of_a.n_shared, 0) as bigint) as n_shared,
    case when runs_of_a.n_a > 0 then runs_of_a.n_shared / cast(runs_of_a.n_a as double) else 0 end as share_of_a,
    case
        when runs_of_b.n_b > 0 then coalesce(runs_of_a.n_shared, 0) / cast(runs_of_b.n_b as double) else 0
    end as share_of_b
from runs_of_a
full outer join runs_of_b
    on runs_of_a.node_a = runs_of_b.node_a
    and runs_of_a.node_b = runs_of_b.node_b
{% endmacro %}
