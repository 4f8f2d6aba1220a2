"""Readers: one module a raw format, each from text to a Document."""
