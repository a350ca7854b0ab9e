"""Digests that only this site can compute, because a key made from SECRET_KEY goes into them: with a copy of the database
alone, nobody can try guesses.

A digest is stored with the name of its key. So whoever looks for it knows when its key is gone, and does not take that for
“nothing is known”.
"""

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.utils.encoding import force_bytes


class KeyGoneError(LookupError):
    """The key that a digest was made with is neither SECRET_KEY nor in SECRET_KEY_FALLBACKS."""


def key_in_use() -> str:
    """The name of the key for new digests: 16 hexadecimal digits, which tell nothing of the key."""
    return _named(settings.SECRET_KEY)[0]


def has_key(name: str) -> bool:
    return name in _keys()


def digesting(key: str) -> Callable[[str], str]:
    """What makes the digest of a text under the key with that name: HMAC with SHA-256, in hexadecimal.

    Raises KeyGoneError.
    """
    secret = _keys().get(key)
    if secret is None:
        raise KeyGoneError(key)
    return lambda text: hmac.digest(secret, text.encode(), "sha256").hex()


def _keys() -> dict[str, bytes]:
    return dict(map(_named, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


@lru_cache(maxsize=16)
def _named(secret_key: str | bytes) -> tuple[str, bytes]:
    key = hashlib.sha256(b"accounts.secrets.keyed_digests:" + force_bytes(secret_key)).digest()
    return hashlib.sha256(key).hexdigest()[:16], key
