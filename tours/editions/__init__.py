"""Publish, preview, withdraw and redact editions, and keep what lists and search read of them."""
