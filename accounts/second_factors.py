"""Of whom a second factor is required, and who still owes it."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import User

ROLES = {"coordinators": ("coordinator",), "registrars": ("coordinator", "registrar")}
"""Kinds of role by the words of SECOND_FACTOR_FOR: a coordinator may do all that a registrar may. Operators may do all."""
PROPER = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(user: User) -> bool:
    words = set(settings.SECOND_FACTOR_FOR)
    if not words:
        return False
    if "everyone" in words or user.is_superuser:
        return True
    kinds = {kind for word in words for kind in ROLES.get(word, ())}
    return bool(kinds) and bool(user.roles.filter(kind__in=kinds).exists())


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=PROPER).exists())


def owes_second_factor(user: User) -> bool:
    return needs_second_factor(user) and not has_second_factor(user)
