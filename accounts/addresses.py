"""E-mail addresses as keys."""


def alike(email: str) -> str:
    """The same for all ways to write an address that the database takes for one: `ı` and `ſ` are I and S to it."""
    return email.strip().upper().lower()
