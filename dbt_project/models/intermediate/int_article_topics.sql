-- Rows of the newest texts.
{{ current_rows('stg_article_topic') }}
