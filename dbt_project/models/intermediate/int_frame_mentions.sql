-- Rows of the newest texts.
{{ current_rows('stg_frame_mention') }}
