"""Thin Dagster assets: they resolve paths, call the steps, and report what was done as metadata."""
