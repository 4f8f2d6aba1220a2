"""Evaluation: how well the production code reads the gold corpus of data/gold, beside a naive baseline."""
