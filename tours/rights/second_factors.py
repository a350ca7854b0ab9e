"""Of whom a second factor is required, as far as it goes by roles: the words of SECOND_FACTOR_FOR that this room gives a meaning."""

from accounts.models import User
from accounts.second_factors import asked_of
from tours.models.rights import role_kinds
from tours.role_powers import Power, kinds_with


def name_who_is_asked() -> None:
    """Each word names all who may do as much: a coordinator may do all that a registrar may."""
    asked_of("coordinators", lambda user: _has(user, Power.ROLES))
    asked_of("registrars", lambda user: _has(user, Power.PEOPLE))


def _has(user: User, power: Power) -> bool:
    kinds = kinds_with(power)
    return any(kind in kinds for kind, _place in role_kinds(user))
