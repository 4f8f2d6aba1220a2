-- Rows of the newest texts.
{{ current_rows('stg_statement') }}
