"""How the site says no: what a refusal must show besides its status."""

from typing import Any


def is_not_found(answer: Any) -> bool:
    """404 with the page that says so, the same for what never was and for what one may not see."""
    return bool(answer.status_code == 404 and "<h1>Page not found</h1>" in answer.content.decode())


def is_sign_in(answer: Any, address: str) -> bool:
    """Whoever has not signed in is led to do so, and from there to the address."""
    return bool(answer.status_code == 302 and answer.headers["Location"].endswith(f"/?next={address}"))


def no_longer_works(answer: Any) -> bool:
    """A link of a letter that is spent, forged or too old."""
    return bool(answer.status_code == 410 and "This link no longer works" in answer.content.decode())


def is_bad_request(answer: Any) -> bool:
    """400 with the page that says so."""
    return bool(answer.status_code == 400 and "Request not understood" in answer.content.decode())
