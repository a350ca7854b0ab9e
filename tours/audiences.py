"""What one audience sees of an agenda."""

from msgspec.structs import replace

from tours.agenda import Agenda, Audience, Event, Item, Line
from tours.agenda_view import AgendaView, ItemView
from tours.vocabulary import ItemKind, Level, Status

Facts = tuple[object, ...]


def for_audience(agenda: Agenda, audience: Audience) -> AgendaView:
    """The view of a published agenda; raises ValueError for one that is only composed. Costs one pass over its revisions."""
    if agenda.stamp is None:
        raise ValueError("Only a published agenda has audiences: publish it first.")
    whole = _view(agenda.whole, audience)
    if whole is None:
        raise ValueError("The event as a whole must be visible to every audience.")
    views = (_view(item, audience) for item in agenda.items)
    seen = sorted((view for view in views if view), key=lambda view: (view.line.sort_key, view.uid))
    return AgendaView(
        audience=audience,
        stamp=agenda.stamp,
        note=agenda.note,
        event=_event_for(agenda.event, audience),
        whole=whole,
        items=tuple(view for view in seen if view.line.kind is not ItemKind.EVENT),
        announcement=next((view for view in seen if view.line.kind is ItemKind.EVENT and not view.gone), None),
    )


def calendar_facts(line: Line) -> Facts:
    """Start, end, place, title and status: what a calendar's SEQUENCE counts."""
    starts = (line.day, line.start, line.zone)
    ends = (line.last_day, line.end, line.end_zone)
    address = line.place.address if line.place else ""
    return (starts, ends, line.where, address, line.title, line.status)


def _view(item: Item, audience: Audience) -> ItemView | None:
    """Follows the item through its editions as this audience saw them; None when they never did."""
    view: ItemView | None = None
    for revision in item.revisions:
        if revision.since is None:
            raise ValueError("A published agenda has a stamp on every revision.")
        seen = _line_for(revision.line, audience)
        if view is None:
            if seen:
                view = ItemView(uid=item.uid, line=seen, sequence=0, created=revision.since, changed=revision.since)
            continue
        line = seen or replace(view.line, status=Status.CANCELLED)
        gone = seen is None
        if line != view.line or gone != view.gone:
            raised = calendar_facts(line) != calendar_facts(view.line)
            view = replace(view, line=line, gone=gone, changed=revision.since, sequence=view.sequence + raised)
    return view


def _line_for(line: Line | None, audience: Audience) -> Line | None:
    if line is None or not audience.sees(line.level, line.groups):
        return None
    if audience.level is Level.STAFF:
        return line
    documents = tuple(document for document in line.documents if audience.sees(document.level))
    groups = () if audience.level is Level.PUBLIC else line.groups
    return replace(line, documents=documents, groups=groups, staff_note="")


def _event_for(event: Event, audience: Audience) -> Event:
    return replace(
        event,
        practical=tuple(note for note in event.practical if audience.sees(note.level)),
        contacts=tuple(contact for contact in event.contacts if audience.sees(contact.level)),
        documents=tuple(document for document in event.documents if audience.sees(document.level)),
    )
