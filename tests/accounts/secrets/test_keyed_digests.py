"""Digests that only the holder of SECRET_KEY can compute."""

import hashlib
import hmac

import pytest
from pytest_django import Settings

from accounts.secrets.keyed_digests import KeyGoneError, digesting, has_key, key_in_use


def test_digest_is_an_hmac_and_the_name_of_its_key_tells_nothing_of_the_key(settings: Settings) -> None:
    settings.SECRET_KEY = "one"
    key = hashlib.sha256(b"accounts.secrets.keyed_digests:one").digest()
    assert digesting(key_in_use())("text") == hmac.new(key, b"text", "sha256").hexdigest()
    assert key_in_use() == hashlib.sha256(key).hexdigest()[:16]


def test_former_key_is_known_by_its_name_for_as_long_as_it_is_a_fallback(settings: Settings) -> None:
    settings.SECRET_KEY = "one"
    name, before = key_in_use(), digesting(key_in_use())("text")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "two", ["one"]
    assert (key_in_use() == name, has_key(name), digesting(name)("text")) == (False, True, before)
    settings.SECRET_KEY_FALLBACKS = []
    assert not has_key(name)
    with pytest.raises(KeyGoneError):
        digesting(name)
