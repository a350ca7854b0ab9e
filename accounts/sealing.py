"""What is read again and is nobody else's: sealed in the database under a key of the site, so that a copy of the database alone is of no use.

Of secrets that are only compared, a digest is kept instead: `accounts.secrets`.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


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
