"""Dateline: raw news files about armed conflict in, a DuckDB warehouse of attributed claims out."""

__version__ = "0.1.0"
