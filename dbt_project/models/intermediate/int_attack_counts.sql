-- Rows of the newest texts.
{{ current_rows('stg_attack_count') }}
