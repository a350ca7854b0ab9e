"""A site of many varied events for measuring how costs grow: `python -m bench.site FILE --events 1000` writes it."""
