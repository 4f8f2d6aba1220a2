"""From the private build file to what readers open: one read-only DuckDB file, and Parquet beside it."""
