"""The ingest floor: raw files to articles, documents and rejects."""
