"""The powers of each role: the one table that pages, the administration and the API use."""

from enum import StrEnum

from tours.vocabulary import RoleKind


class Power(StrEnum):
    """Something that a role allows at an event, or at all events of a programme."""

    READ = "read"
    """Read all that staff may read: unpublished rows, former versions, and what is for participants only."""
    AGENDA = "agenda"
    """Change agenda items with their tracks, groups, speakers and documents."""
    POSTS = "posts"
    """Write and publish posts."""
    PEOPLE = "people"
    """Register and change people, and who comes."""
    JOURNEY = "journey"
    """See flights, cars, rooms and counts of those who come, and fill in cars, drivers and rooms."""
    EVENT = "event"
    """Change the event's own facts; publish and withdraw versions."""
    ROLES = "roles"
    """Invite colleagues, hand over and end roles."""


_EDITOR = frozenset({Power.READ, Power.AGENDA, Power.POSTS})
_REGISTRAR = frozenset({Power.READ, Power.PEOPLE, Power.JOURNEY})

POWERS: dict[RoleKind, frozenset[Power]] = {
    RoleKind.COORDINATOR: frozenset(Power),
    RoleKind.EDITOR: _EDITOR,
    RoleKind.REGISTRAR: _REGISTRAR,
    RoleKind.VIEWER: frozenset({Power.READ}),
    RoleKind.HOST: frozenset({Power.JOURNEY}),
}


def kinds_with(*powers: Power) -> frozenset[RoleKind]:
    """The roles that give at least one of the powers."""
    return frozenset(kind for kind, given in POWERS.items() if not given.isdisjoint(powers))
