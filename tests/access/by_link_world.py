"""Who comes by personal link to one event or another, and the arguments of the addresses about things of the first."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.test import Client

from participants.models import Delegate, FocalPoint
from tests.access.world import Arguments
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event, proven_visitor
from tours.models import Event
from tours.vocabulary import RoleKind


class World(NamedTuple):
    """`others` is of another event of the same programme, and `elsewhere` of another city."""

    event: Event
    delegate: Delegate
    others: Delegate
    point: FocalPoint
    elsewhere: FocalPoint


def made() -> World:
    by = rows.operator()
    event, other = coming_event(title="Week"), coming_event(title="Other week")
    home, away = rows.rijeka(), rows.belgrade()
    points = [makers.focal_point(event, city, email=f"{city.slug}@example.org") for city in (home, away)]
    delegate = makers.accepted(makers.delegation(event, by=by, city=home), by=by, name="Ana")
    others = makers.accepted(makers.delegation(other, by=by, city=away), by=by, name="Eva")
    return World(event, delegate, others, *points)


def arguments_by_link(world: World) -> dict[str, Arguments]:
    """By route. Those that need none are not here. What they name is of the delegate, the focal point or the event."""
    return {}


PERSONAS: dict[str, Callable[[World], Client]] = {
    "stranger": lambda world: Client(),
    "coordinator": lambda world: _signed_in(),
    "delegate": lambda world: proven_visitor(world.delegate),
    "other": lambda world: proven_visitor(world.others),
    "focal": lambda world: proven_visitor(world.point),
    "elsewhere": lambda world: proven_visitor(world.elsewhere),
    "host": lambda world: proven_visitor(_liaison(world)),
}
"""The visitors, in the order of the table's columns. Whoever came by link has just typed a code."""


def _signed_in() -> Client:
    client = Client()
    client.force_login(rows.coordinator())
    return client


def _liaison(world: World) -> Any:
    return rows.colleague(RoleKind.HOST, at=world.event).roles.get()
