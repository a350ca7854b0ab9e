"""Composes an agenda, a plain value, from the rows of an event."""

import uuid

from tours.agenda import facts, values
from tours.agenda.audiences import readers
from tours.editions.composing.events import event_of
from tours.editions.composing.lines import items_of, level_of, status_of
from tours.models import Event
from tours.vocabulary import ItemKind

__all__ = ["compose", "status_of"]


def compose(event: Event) -> values.Agenda:
    """The agenda as the event's rows say now.

    A fixed number of queries. Lock the event first, or it may mix two moments.
    """
    value = event_of(event)
    whole = _whole(value)
    items = items_of(event)
    audience = readers(value)
    if not any(item.line and audience.sees(item.line.level, item.line.groups) for item in items):
        items.insert(0, _announcement(event, whole))
    return values.Agenda(event=value, whole=whole, items=tuple(items))


def _whole(event: values.Event) -> values.Item:
    line = values.Line(
        kind=ItemKind.EVENT,
        title=event.title,
        day=event.starts,
        ends_on=event.ends if event.ends != event.starts else None,
        zone=event.zone,
        status=status_of(event.state),
        level=level_of(event.access),
        summary=event.summary,
        place=facts.Place(name=f"{event.host_city.name}, {event.host_city.country.printed}"),
    )
    return values.Item(uid=event.uid, revisions=(values.Revision(line=line),))


def _announcement(event: Event, whole: values.Item) -> values.Item:
    """The item that announces an event without items for its readers, so that its calendar is not empty.

    It has a UID of its own, as the agenda's calendar and the calendar of all events count their changes separately.
    """
    return values.Item(uid=str(uuid.uuid5(event.uid, "announcement")), revisions=whole.revisions)
