"""The extract floor: articles to all fact tables, in Polars."""
