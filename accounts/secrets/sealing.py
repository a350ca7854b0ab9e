"""Encrypts stored values that must be read again, with a key of the site, so that a copy of the database alone is of no
use.

For secrets that are only compared, a digest is stored instead: see `accounts.secrets.random_secrets`.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def seal(text: str) -> str:
    return _seals().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypts the value.

    Raises cryptography's InvalidToken if its key is neither SECRET_KEY nor in SECRET_KEY_FALLBACKS.
    """
    return _seals().decrypt(sealed.encode()).decode()


def _seals() -> MultiFernet:
    return MultiFernet([_seal(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _seal(secret_key: str | bytes) -> Fernet:
    digest = hashlib.sha256(b"accounts.secrets.sealing:" + force_bytes(secret_key)).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
