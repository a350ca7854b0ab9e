"""Says which users need a second factor, and which of them have none yet.

This room knows two words of SECOND_FACTOR_FOR: everyone, and operators. Higher rooms register the others when the site
starts.
"""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import User

OPERATORS, EVERYONE = "operators", "everyone"
PROPER = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_rules: dict[str, Callable[[User], bool]] = {}


def register_second_factor_rule(word: str, applies_to: Callable[[User], bool]) -> None:
    """Registers a word for SECOND_FACTOR_FOR. Operators may do everything, so every word includes them."""
    _rules[word] = applies_to


def needs_second_factor(user: User) -> bool:
    """Whether the user must have a second factor.

    Raises KeyError for a word that no room has registered: it is better that nobody signs in than somebody who should
    not.
    """
    words = set(settings.SECOND_FACTOR_FOR)
    if not words:
        return False
    if EVERYONE in words or user.is_superuser:
        return True
    return any(_rules[word](user) for word in words - {OPERATORS})


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=PROPER).exists())


def owes_second_factor(user: User) -> bool:
    return needs_second_factor(user) and not has_second_factor(user)
