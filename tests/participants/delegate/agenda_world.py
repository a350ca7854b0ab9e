"""A tour of next week in version 2, with items for groups, and a delegate of Rijeka who comes to it."""

from datetime import time, timedelta
from typing import Any, NamedTuple

from django.test import Client
from django.utils import timezone

from participants.models import Delegate
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate.worlds import told
from tests.participants.travel import makers as journeys
from tests.participants.visits import visitor
from tests.tours.serving.by_audience.makers import for_groups, group
from tours.models import AgendaItem, Event


class World(NamedTuple):
    event: Event
    delegate: Delegate
    browser: Client

    def item(self, title: str) -> AgendaItem:
        return self.event.items.get(title=title)

    def path(self, title: str, suffix: str = "/") -> str:
        return f"/d/agenda/items/{self.item(title).uid}{suffix}"


def tour(*groups: str, **facts: Any) -> World:
    """Its items are for everyone, for delegates, for A, for B, and for staff; the delegate is in `groups`."""
    today = timezone.localdate()
    event = rows.event(starts=today + timedelta(7), ends=today + timedelta(9), **facts)
    rows.item(event, title="For all")
    for name in ("", "A", "B"):
        for_groups(event, *name, title=f"For {name or 'delegates'}", start=time(11), end=time(12))
    rows.item(event, title="For staff", level="staff")
    rows.publish(event)
    world = World(event, *coming(event, *groups))
    rows.publish(event)
    return world


def coming(event: Event, *groups: str) -> tuple[Delegate, Client]:
    """A delegate of Rijeka, in the zone of Zagreb, with a browser that came by their link."""
    by = rows.operator()
    delegate = told(makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Anić"))
    delegate.groups.set([group(event, name) for name in groups])
    return delegate, visitor(delegate)


def journey(world: World) -> None:
    """Ana flies in on the first day, is fetched, and sleeps two nights."""
    starts = world.event.starts
    car = journeys.pickup(world.event, time=time(15, 0), place="Incheon, gate 5", destination="Hotel")
    journeys.leg(
        world.delegate,
        carrier="Korean Air",
        number="KE 938",
        origin="Zagreb",
        destination="Incheon",
        leaves_on=starts - timedelta(1),
        leaves_at=time(19, 0),
        leaves_zone="Europe/Zagreb",
        lands_on=starts,
        lands_at=time(14, 20),
        pickup=car,
    )
    journeys.stay(world.delegate, hotel=rows.venue("Hotel Lotte", address="30 Eulji-ro"), room="512")
