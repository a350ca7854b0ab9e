"""Remembering what was redacted, so that it is never published again, not even after a restore."""
