"""The validation floor: Great Expectations suites over the lake tables, and the runner.

What belongs here: what a lake table must hold (rules, suites), running it, and showing the outcome. What does not:
the tables' shapes (pipelines/schemas.py) and how values are read (pipelines/ingest, pipelines/extract).
"""
