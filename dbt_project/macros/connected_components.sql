{# The connected components of an undirected graph, as a whole query.

   nodes: relation with an integer column `node`; edges: relation with integer columns `node_a`, `node_b`, in either
   direction. Out: node, component (the smallest node of its component). The smallest label spreads until nothing
   changes, so the order of rows plays no part. #}
{% macro connected_components(nodes, edges) %}
{{ return(adapter.dispatch('connected_components', 'dateline')(nodes, edges)) }}
{% endmacro %}

{# Every reachable label is kept and the smallest taken: right on any engine with recursive queries, but quadratic in
   the size of a component. #}
{% macro default__connected_components(nodes, edges) %}
with recursive both_ways as (
    select node_a, node_b from {{ edges }}
    union
    select node_b as node_a, node_a as node_b from {{ edges }}
),

reached as (
    select node, node as component from {{ nodes }}
    union
    select both_ways.node_b as node, reached.component
    from reached
    inner join both_ways on reached.node = both_ways.node_a
    where reached.component < both_ways.node_b
)

select node, min(component) as component
from reached
group by node
{% endmacro %}

{# `using key` keeps one label per node instead of all: linear in the size of a component. #}
{% macro duckdb__connected_components(nodes, edges) %}
with recursive both_ways as (
    select node_a, node_b from {{ edges }}
    union
    select node_b as node_a, node_a as node_b from {{ edges }}
),

labels using key (node) as (
    select node, node as component from {{ nodes }}
    union
    select known.node, min(changed.component) as component
    from labels as changed
    inner join both_ways on changed.node = both_ways.node_a
    inner join recurring.labels as known on both_ways.node_b = known.node
    where changed.component < known.component
    group by known.node
)

select node, component
from labels
{% endmacro %}
