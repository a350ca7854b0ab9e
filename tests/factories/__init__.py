"""Makers of what tests need: `values` without a database, `rows` with one. Each takes only what the test is about."""
