"""Measurements, made by hand and never part of the tests: a loaded machine must not fail a build."""
