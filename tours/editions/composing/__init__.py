"""Composes an agenda, a plain value, from the rows of an event."""

import uuid

from msgspec.structs import replace

from tours.agenda import facts, values
from tours.agenda.audiences import readers
from tours.editions.composing.events import event_of
from tours.editions.composing.lines import items_of, level_of, status_of, tray_of
from tours.models import Event
from tours.vocabulary import ItemKind

__all__ = ["agenda_of_values", "compose", "compose_tray", "status_of"]


def compose(event: Event) -> values.Agenda:
    """The agenda as the event's rows say now. Items without a day are not part of it.

    A fixed number of queries. Lock the event first, or it may mix two moments.
    """
    return agenda_of_values(event_of(event), items_of(event))


def compose_tray(event: Event) -> values.Agenda | None:
    """The items without a day as an agenda of their own, which no edition has; None where nothing waits. The days of its
    lines say nothing.
    """
    items = tray_of(event)
    return agenda_of_values(event_of(event), items) if items else None


def agenda_of_values(event: values.Event, items: list[values.Item]) -> values.Agenda:
    """The agenda of an event and its items in their order, with the lines that stand for the whole event."""
    whole = _whole(event)
    event = replace(event, named_groups=_in_use(event, items))
    audience = readers(event)
    announced = any(item.line and audience.sees(item.line.level, item.line.groups) for item in items)
    opening = () if announced else (_announcement(event, whole),)
    return values.Agenda(event=event, whole=whole, items=(*opening, *items))


def _in_use(event: values.Event, items: list[values.Item]) -> tuple[facts.Group, ...]:
    """The groups that items are for. A group that nothing is for yet is no fact that an edition could tell."""
    used = {uid for item in items if item.line for uid in item.line.groups}
    return tuple(group for group in event.named_groups if group.uid in used)


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


def _announcement(event: values.Event, whole: values.Item) -> values.Item:
    """The item that announces an event without items for its readers, so that its calendar is not empty.

    It has a UID of its own, as the agenda's calendar and the calendar of all events count their changes separately.
    """
    return values.Item(uid=str(uuid.uuid5(uuid.UUID(event.uid), "announcement")), revisions=whole.revisions)
