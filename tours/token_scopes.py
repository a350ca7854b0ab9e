"""The powers of each scope of an API token. A token never allows more than its user may do."""

from collections.abc import Iterable

from tours.role_powers import Power
from tours.vocabulary import Scope

SCOPES: dict[Scope, frozenset[Power]] = {
    Scope.READ: frozenset({Power.READ}),
    Scope.AGENDA: frozenset({Power.READ, Power.AGENDA, Power.EVENT}),
    Scope.PEOPLE: frozenset({Power.READ, Power.PEOPLE}),
    Scope.POSTS: frozenset({Power.READ, Power.POSTS}),
}
"""No scope gives Power.ROLES: only people who are signed in decide whom the site lets in."""


def powers_of(scopes: Iterable[Scope]) -> frozenset[Power]:
    return frozenset(power for scope in scopes for power in SCOPES[scope])


def scope_for(power: Power) -> Scope:
    """The scope that gives the power. Raises ValueError for a power that no token has."""
    for scope, powers in SCOPES.items():
        if power in powers:
            return scope
    raise ValueError(f"No scope gives the power {power}.")
