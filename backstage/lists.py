"""One kind of filtered list: what its filters have in common."""

LONGEST_QUERY = 200
"""Characters of what may be typed into a search box."""
