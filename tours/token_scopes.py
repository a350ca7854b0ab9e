"""What each scope of an API token may do, of all that the token's user may: the table beside that of the roles."""

from collections.abc import Iterable

from tours.role_powers import Power
from tours.vocabulary import Scope

SCOPES: dict[Scope, frozenset[Power]] = {
    Scope.READ: frozenset({Power.READ}),
    Scope.AGENDA: frozenset({Power.READ, Power.AGENDA, Power.EVENT}),
    Scope.PEOPLE: frozenset({Power.READ, Power.PEOPLE}),
    Scope.POSTS: frozenset({Power.READ, Power.POSTS}),
}
"""No scope gives Power.ROLES: whom the site lets in is decided by people, signed in."""


def powers_of(scopes: Iterable[Scope]) -> frozenset[Power]:
    return frozenset(power for scope in scopes for power in SCOPES[scope])


def scope_for(power: Power) -> Scope:
    """The scope that one asks for to have that power. Raises ValueError for what no token may do."""
    for scope, powers in SCOPES.items():
        if power in powers:
            return scope
    raise ValueError(f"No scope gives the power {power}.")
