"""Secrets in the database, of which whoever has a copy of it alone can make no use: sealed under a key of the site where they
are read again, and otherwise only their digest.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def digest_of(secret: str) -> str:
    """For secrets of ours with 256 random bits: nobody finds one by trying, so a fast digest is enough, and how long a look-up
    by it takes tells nothing of it.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def seal(text: str) -> str:
    return _seals().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography's InvalidToken where the site's key has changed and SECRET_KEY_FALLBACKS does not have the old one."""
    return _seals().decrypt(sealed.encode()).decode()


def _seals() -> MultiFernet:
    return MultiFernet([_seal(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _seal(secret_key: str | bytes) -> Fernet:
    digest = hashlib.sha256(b"accounts.sealing:" + force_bytes(secret_key)).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
