{# The connected components of an undirected graph, as a whole query.

   nodes: relation with an integer column `node`; edges: relation with integer columns `node_a`, `node_b`, in either
   direction. Out: node, component (the smallest node of its component). The smallest label spreads until nothing
   changes, so the order of rows plays no part. #}
{% macro connected_components(nodes, edges) %}
{{ return(adapter.dispatch('connected_components', 'dateline')(nodes, edges)) }}
{% endmacro %}

{# A loop of statements, for engines without recursive queries that keep one label per node: in each round a node takes
   the smallest label of its neighbours, then the label of the node that it is labelled by, so that the rounds grow with
   the logarithm of a component's size. The labels stand in a table beside the model's until that is built. #}
{% macro default__connected_components(nodes, edges) %}
{% set labels = component_labels(2) %}
{% if execute and flags.WHICH in ('run', 'build') %}
{% for table in labels %}{% do adapter.drop_relation(table) %}{% endfor %}
{% set both_ways = '(select node_a, node_b from ' ~ edges ~ ' union select node_b, node_a from ' ~ edges ~ ')' %}
{% do run_query(
    'create table ' ~ labels[0] ~ ' as select node_a as node, least(node_a, min(node_b)) as component, '
    ~ 'true as is_changed from ' ~ both_ways ~ ' as both_ways group by node_a'
) %}
{% set rounds = namespace(done=0, changed=1) %}
{% for round in range(100) if rounds.changed %}
{% set before, after = labels[loop.index0 % 2], labels[loop.index % 2] %}
{% do adapter.drop_relation(after) %}
{% set next_labels %}
create table {{ after }} as
with told as (
    select node, component from {{ before }}
    union all
    select both_ways.node_a as node, labels.component
    from {{ both_ways }} as both_ways
    inner join {{ before }} as labels on both_ways.node_b = labels.node
),

smallest as (
    select node, min(component) as component
    from told
    group by node
)

select
    smallest.node,
    leading.component,
    leading.component <> labels.component as is_changed
from smallest
inner join {{ before }} as leading on smallest.component = leading.node
inner join {{ before }} as labels on smallest.node = labels.node
{% endset %}
{% do run_query(next_labels) %}
{% set rounds.changed = run_query('select count(*) from ' ~ after ~ ' where is_changed').columns[0].values()[0] | int %}
{% set rounds.done = rounds.done + 1 %}
{% endfor %}
{% if rounds.changed %}{% do exceptions.raise_compiler_error('components are not stable after 100 rounds') %}{% endif %}
{% set labels = [labels[rounds.done % 2]] %}
{% endif %}
select nodes.node, coalesce(labels.component, nodes.node) as component
from {{ nodes }} as nodes
left join {{ labels[0] }} as labels on nodes.node = labels.node
{% endmacro %}

{# The tables that the loop's labels stand in. #}
{% macro component_labels(n) %}
{% set labels = [] %}
{% for i in range(n) %}
{% do labels.append(api.Relation.create(
    database=this.database, schema=this.schema, identifier=this.identifier ~ '__labels_' ~ i, type='table'
)) %}
{% endfor %}
{{ return(labels) }}
{% endmacro %}

{# After the model is built: nothing of the loop stays. #}
{% macro drop_component_labels() %}{{ return(adapter.dispatch('drop_component_labels', 'dateline')()) }}{% endmacro %}
{% macro default__drop_component_labels() %}
{% if execute %}{% for table in component_labels(2) %}{% do adapter.drop_relation(table) %}{% endfor %}{% endif %}
{% endmacro %}
{% macro duckdb__drop_component_labels() %}{% endmacro %}

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
