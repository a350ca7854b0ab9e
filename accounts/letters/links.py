"""Links that let one person do one thing once: set their password."""

from enum import StrEnum

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User


class Purpose(StrEnum):
    RESET = "reset"
    INVITATION = "invitation"


LASTS = {Purpose.RESET: 3600, Purpose.INVITATION: 7 * 24 * 3600}
"""Seconds."""


def sign(user: User, purpose: Purpose) -> str:
    """Dies with the password that the user has now, with their address, and of old age."""
    return signing.dumps([user.pk, _state(user, purpose)], salt=_salt(purpose))


def user_of(link: str, purpose: Purpose) -> User | None:
    """Nobody where the link is forged, spent or too old."""
    try:
        key, state = signing.loads(link, salt=_salt(purpose), max_age=LASTS[purpose])
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user and constant_time_compare(state, _state(user, purpose)) else None


def _state(user: User, purpose: Purpose) -> str:
    return salted_hmac(_salt(purpose), f"{user.password}{user.email}", algorithm="sha256").hexdigest()[:32]


def _salt(purpose: Purpose) -> str:
    return f"accounts.letters.links.{purpose}"
