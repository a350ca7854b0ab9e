"""Documents for travel: sealed, opened for a purpose, handed over, and forgotten."""
