"""An event with an item for each sort of reader, and its published edition as one audience reads it."""

from typing import Any

from tests.factories import rows
from tours.agenda.values import Audience
from tours.models import AgendaItem, Event, Group, PublishedEvent
from tours.serving.by_audience.reading import Reading, reading
from tours.vocabulary import Level

HOME = "/d/agenda/"


def group(event: Event, name: str) -> Group:
    return Group.objects.get_or_create(event=event, name=name)[0]


def for_groups(event: Event, *names: str, **facts: Any) -> AgendaItem:
    """An item for these groups of delegates; for all delegates without any."""
    made = rows.item(event, level=Level.DELEGATES, **facts)
    made.groups.set([group(event, name) for name in names])
    return made


def mixed_event(**facts: Any) -> Event:
    """Not published yet. Each item has the title of those whom it is for."""
    event = rows.event(**facts)
    rows.item(event, title="all")
    for names in ("", "A", "B", "AB"):
        for_groups(event, *names, title=names or "delegates")
    rows.item(event, title="staff", level=Level.STAFF)
    return event


def read(event: Event, *names: str, level: Level = Level.DELEGATES) -> Reading:
    """As delegates of these groups read it."""
    groups = tuple(str(group(event, name).uid) for name in names)
    return reading(PublishedEvent.objects.get(event=event), Audience(level=level, groups=groups), home=HOME)
