"""Of whom a second factor is required, and who still owes it.

Of the words of SECOND_FACTOR_FOR this room knows two: everyone, and operators. What the others mean, higher rooms say at the start.
"""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import User

OPERATORS, EVERYONE = "operators", "everyone"
PROPER = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_concerned: dict[str, Callable[[User], bool]] = {}


def asked_of(word: str, concerns: Callable[[User], bool]) -> None:
    """From now on the word may stand in SECOND_FACTOR_FOR. Operators may do all, so every word names them anyway."""
    _concerned[word] = concerns


def needs_second_factor(user: User) -> bool:
    """Raises KeyError for a word that no room has given a meaning: better nobody gets in than somebody who should not."""
    words = set(settings.SECOND_FACTOR_FOR)
    if not words:
        return False
    if EVERYONE in words or user.is_superuser:
        return True
    return any(_concerned[word](user) for word in words - {OPERATORS})


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=PROPER).exists())


def owes_second_factor(user: User) -> bool:
    return needs_second_factor(user) and not has_second_factor(user)
