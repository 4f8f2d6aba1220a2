-- Texts that are one story by a chain of pairs, named by the first of them.
{{ config(materialized='table', post_hook='{{ drop_component_labels() }}') }}

{{ connected_components(ref('int_story_articles'), ref('int_story_edges')) }}
