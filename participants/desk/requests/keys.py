"""Keys of rows that come in the query of an address."""

LONGEST_KEY = 18


def key_in(text: str | None) -> int | None:
    """The key, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None
