"""Versions as published, what lists read of them, the rows kept before each step, and what was redacted."""
