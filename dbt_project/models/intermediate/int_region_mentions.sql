-- Rows of the newest texts.
{{ current_rows('stg_region_mention') }}
