"""Measurements: readings against annotated articles, and speed against bare spaCy."""
