"""The users who need a second factor by their roles: the meaning of `coordinators` and `registrars` in
SECOND_FACTOR_FOR.
"""

from accounts.models import User
from accounts.second_factors import register_second_factor_rule
from tours.models.rights import role_kinds
from tours.role_powers import Power, kinds_with


def register_second_factor_groups() -> None:
    """Registers the words.

    Each includes all roles with the same power: a coordinator may do all that a registrar may.
    """
    register_second_factor_rule("coordinators", lambda user: _has(user, Power.ROLES))
    register_second_factor_rule("registrars", lambda user: _has(user, Power.PEOPLE))


def _has(user: User, power: Power) -> bool:
    kinds = kinds_with(power)
    return any(kind in kinds for kind, _place in role_kinds(user))
