-- Rows of the newest texts.
{{ current_rows('stg_actor_mention') }}
