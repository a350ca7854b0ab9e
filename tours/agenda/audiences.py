"""What one audience sees of an agenda."""

from collections.abc import Collection, Iterable
from typing import Protocol

from msgspec.structs import replace

from tours.agenda.clocks.participants_times import participants_times
from tours.agenda.sequence import raises_sequence
from tours.agenda.values import PUBLIC, Agenda, Audience, Correction, Event, Item, Line, Stamp
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Access, ItemKind, Level, Status


class Accessible(Protocol):
    """An event, as a value or as a row of the projection."""

    @property
    def access(self) -> str: ...


def for_audience(agenda: Agenda, audience: Audience) -> AgendaView:
    """The view that this audience has of a published agenda. It costs one pass over the revisions.

    Raises ValueError for an agenda that is not published, and for an audience that may not read the event at all.
    """
    if agenda.stamp is None:
        raise ValueError("Only a published agenda has audiences: publish it first.")
    whole = _view(agenda.whole, audience, agenda)
    if whole is None or whole.gone:
        raise ValueError("This event is for participants only, and this audience is not among them.")
    views = (_view(item, audience, agenda) for item in agenda.items)
    seen = sorted((view for view in views if view), key=lambda view: (view.line.sort_key, view.uid))
    return AgendaView(
        audience=audience,
        stamp=agenda.stamp,
        note=agenda.note,
        small=agenda.small,
        corrections=tuple(_correction_for(each, audience, seen) for each in agenda.corrections),
        event=_event_for(agenda.event, audience, seen),
        whole=whole,
        items=tuple(view for view in seen if view.line.kind is not ItemKind.EVENT),
        participants_times=participants_times(agenda) if audience.level is Level.PUBLIC else (),
        announcement=next((view for view in seen if view.line.kind is ItemKind.EVENT and not view.gone), None),
    )


def readers(event: Accessible) -> Audience:
    """The audience of outputs made for all who may open the event: the public, or the participants only."""
    return PUBLIC if event.access == Access.PUBLIC else Audience(level=Level.DELEGATES)


def may_read(audience: Audience, event: Accessible) -> bool:
    """Whether that audience may read the event at all."""
    return audience.sees(readers(event).level)


def everyone(agenda: Agenda, level: Level) -> Audience:
    """All people of the level together: of delegates, those of every group that an item is for.

    Whatever the desk calls “delegates”, a tab or a file, is for them. One delegate has only their own groups.
    """
    return Audience(level=level, groups=tuple(sorted(groups_in_use(agenda))) if level is Level.DELEGATES else ())


def groups_in_use(agenda: Agenda) -> set[str]:
    """The UIDs of the groups that an item is, or was, for. On an item for staff, groups only say who goes."""
    lines = (revision.line for item in agenda.items for revision in item.revisions)
    return {group for line in lines if line and line.level is Level.DELEGATES for group in line.groups}


def with_groups_in(audience: Audience, used: Collection[str]) -> Audience:
    """The audience without groups that are not among these. With the groups in use, what is drawn or compared for audiences
    numbers at most the sets of groups in use.
    """
    shared = tuple(sorted(set(audience.groups).intersection(used))) if audience.level is Level.DELEGATES else ()
    return Audience(level=audience.level, groups=shared)


def _view(item: Item, audience: Audience, agenda: Agenda) -> ItemView | None:
    """The item after all editions, as this audience saw it; None when they never saw it.

    An item that is gone keeps its last text from an edition that was not withdrawn. The text of withdrawn editions is
    never shown again, so an item that they alone showed is None too.
    """
    view: ItemView | None = None
    last_standing: Line | None = None
    known: Line | None = None
    for revision in item.revisions:
        if revision.since is None:
            raise ValueError("A published agenda has a stamp on every revision.")
        seen, stands = _line_for(revision.line, audience), revision.since.number not in agenda.withdrawn
        if seen and stands:
            last_standing = seen
        if view:
            is_small = revision.since.number in agenda.small
            view = _followed(view, seen, last_standing, revision.since, known, is_small=is_small)
        elif seen:
            view = _first_seen(item.uid, seen, revision.since)
        if view and stands and last_standing:
            known = view.line
    return view if last_standing else None


def _first_seen(uid: str, line: Line, since: Stamp) -> ItemView:
    return ItemView(uid=uid, line=line, sequence=0, created=since, changed=since, told=since)


def _followed(
    view: ItemView, seen: Line | None, last_standing: Line | None, since: Stamp, known: Line | None, *, is_small: bool
) -> ItemView:
    """`known` is what an edition that stands last showed them; where none did, they have not seen the item before."""
    line = seen or replace(last_standing or view.line, status=Status.CANCELLED)
    if line == view.line and view.gone == (seen is None):
        return view
    sequence = view.sequence + raises_sequence(view.line, line)
    told, before = (view.told, _corrected(view.before, view.line, line)) if is_small else (since, known)
    return replace(view, line=line, gone=seen is None, changed=since, told=told, before=before, sequence=sequence)


def _corrected(before: Line | None, was: Line, now: Line) -> Line | None:
    """The line from before the last change that was told, with what was corrected since: of that nobody is told."""
    if before is None:
        return None
    untold = {name for name in CORRECTABLE if getattr(before, name) == getattr(was, name)}
    return replace(before, **{name: getattr(now, name) for name in untold})


CORRECTABLE = Line.__struct_fields__


def _line_for(line: Line | None, audience: Audience) -> Line | None:
    if line is None or not audience.sees(line.level, line.groups):
        return None
    if audience.level is Level.STAFF:
        return line
    return replace(
        line,
        documents=tuple(document for document in line.documents if audience.sees(document.level)),
        links=tuple(link for link in line.links if audience.sees(link.level)),
        parts=tuple(part for part in line.parts if audience.sees(part.level)),
        groups=() if audience.level is Level.PUBLIC else line.groups,
        staff_note="",
    )


def _correction_for(correction: Correction, audience: Audience, seen: Iterable[ItemView]) -> Correction:
    before, after = (_event_for(event, audience, seen) for event in (correction.before, correction.after))
    return replace(correction, before=before, after=after)


def _event_for(event: Event, audience: Audience, seen: Iterable[ItemView]) -> Event:
    """The event without what is for others. Delegates are told of their own groups, and of those that their items name."""
    if audience.level is Level.STAFF:
        return event
    groups = {*audience.groups, *(uid for view in seen for uid in view.line.groups)}
    return replace(
        event,
        practical=tuple(note for note in event.practical if audience.sees(note.level)),
        contacts=tuple(contact for contact in event.contacts if audience.sees(contact.level)),
        documents=tuple(document for document in event.documents if audience.sees(document.level)),
        named_groups=tuple(group for group in event.named_groups if group.uid in groups),
        places=None,
    )
