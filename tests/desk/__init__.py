"""Every address of the desk at once: what it asks of the database, whether it is valid HTML; `tests/browser` looks at it."""
