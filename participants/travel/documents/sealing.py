"""Seals documents for travel with the keys of TRAVEL_KEYS, and opens them again.

These keys are apart from SECRET_KEY, with which `accounts.secrets.sealing` seals: a copy of the database is of no use to whoever
has the one without the other, and these may be changed without signing anyone out.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables


class LockedError(ValidationError):
    """No key here opens it, or there is no key to seal with."""


def has_keys() -> bool:
    return bool(settings.TRAVEL_KEYS) and all(map(is_key, settings.TRAVEL_KEYS))


def is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


@sensitive_variables()
def seal(body: bytes) -> bytes:
    """Seals it with the newest key. Raises LockedError without one."""
    return _seals().encrypt(body)


@sensitive_variables()
def unseal(sealed: bytes | memoryview) -> bytes:
    """Raises LockedError if none of the keys opens it."""
    try:
        return _seals().decrypt(bytes(sealed))
    except InvalidToken as problem:
        raise _locked() from problem


def seal_anew(sealed: bytes | memoryview) -> bytes:
    """The same bytes, sealed with the newest key. Raises LockedError if none of the keys opens them."""
    try:
        return _seals().rotate(bytes(sealed))
    except InvalidToken as problem:
        raise _locked() from problem


def _seals() -> MultiFernet:
    if not has_keys():
        raise LockedError(
            _("The keys of documents for travel are not set here, or cannot be read. An operator sets TRAVEL_KEYS."),
            code="no_keys",
        )
    return MultiFernet([Fernet(key) for key in settings.TRAVEL_KEYS])


def _locked() -> LockedError:
    words = _(
        "The key that sealed this document is not here. Put it back into TRAVEL_KEYS, or ask for the document again."
    )
    return LockedError(words, code="locked")
