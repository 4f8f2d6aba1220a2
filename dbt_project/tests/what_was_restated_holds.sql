{{ config(meta={'dagster': {'ref': {'name': 'fct_article'}}}) }}
{# All that the generic tests ask, of the rows that this build made, in one query: what a build runs in their place where
   only the lake changed (selectors.yml). Each of those tests is a node of dbt's, and reads all rows. #}
{% set tested = [
    'dim_actor', 'dim_date', 'dim_outlet',
    'fct_actor_mention', 'fct_article', 'fct_article_version', 'fct_attack_count', 'fct_casualty_claim',
    'fct_figure_revision', 'fct_frame_mention', 'fct_region_mention', 'fct_region_report', 'fct_statement', 'fct_story',
    'fct_target_mention', 'fct_weapon_mention',
    'agg_actor_month', 'agg_attribution_outlet', 'agg_claim_dispute', 'agg_coverage_day', 'agg_frame_outlet',
    'agg_region_day', 'agg_story_reach', 'agg_weapon_month',
    'accounting', 'extraction_quality', 'quarantine', 'validation',
] %}
{# what they refer to, and what tells which rows were made anew #}
{% set besides = [
    'dim_frame', 'dim_region', 'dim_weapon', 'int_changed_articles', 'int_restated_articles', 'int_touched',
] %}
{% set asks = ["select 'none' as model, 'none' as rule, 'none' as key_of_row where 1 = 0"] %}
{% for name in tested + besides %}{% do ref(name) %}{% endfor %}
{% if execute %}
{% for name in tested %}{% do asks.extend(broken_promises(name)) %}{% endfor %}
{% endif %}
{{ asks | join('\nunion all\n') }}
