"""Signed links by which one person may once set their password."""

from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User


class Purpose(StrEnum):
    RESET = "reset"
    INVITATION = "invitation"


LIFETIMES = {Purpose.RESET: timedelta(hours=1), Purpose.INVITATION: timedelta(days=7)}
"""How long a link is valid."""


def sign(user: User, purpose: Purpose) -> str:
    """Makes a link. It ends when it is too old, or when the user's password or e-mail address changes."""
    return signing.dumps([user.pk, _state(user, purpose)], salt=_salt(purpose))


def user_of(link: str, purpose: Purpose) -> User | None:
    """The user of the link, or None if it is forged, used or too old."""
    try:
        key, state = signing.loads(link, salt=_salt(purpose), max_age=LIFETIMES[purpose])
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user and constant_time_compare(state, _state(user, purpose)) else None


def _state(user: User, purpose: Purpose) -> str:
    return salted_hmac(_salt(purpose), f"{user.password}{user.email}", algorithm="sha256").hexdigest()[:32]


def _salt(purpose: Purpose) -> str:
    return f"accounts.letters.links.{purpose}"
