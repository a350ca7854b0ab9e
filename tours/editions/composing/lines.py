"""The values of agenda items, from their rows."""

from collections.abc import Iterable

from django.db.models import Prefetch

from backstage.text.tidying import tidy
from tours.agenda import facts, values
from tours.editions.composing.cards import document, person, place
from tours.models import AgendaItem, Event, ItemPart
from tours.vocabulary import Access, EventState, ItemKind, Level, PersonRole, Status


def status_of(state: EventState, own: Status = Status.CONFIRMED) -> Status:
    """The status of an item with the status `own` at an event in this state. No item is more certain than its event."""
    if state is EventState.CANCELLED or own is Status.CANCELLED:
        return Status.CANCELLED
    return Status.TENTATIVE if state is EventState.POSTPONED else own


def level_of(access: Access, own: Level = Level.PUBLIC) -> Level:
    """The readers of a fact with the level `own` at an event with this access.

    An event for participants has no public facts.
    """
    return Level.DELEGATES if access is Access.PARTICIPANTS and own is Level.PUBLIC else own


def items_of(event: Event) -> list[values.Item]:
    """The items in the order of the agenda. Seven queries, however many items there are."""
    lines = [(_line(row, event), str(row.uid)) for row in _rows(event)]
    lines.sort(key=lambda pair: (pair[0].sort_key, pair[1]))
    return [values.Item(uid=uid, revisions=(values.Revision(line=line),)) for line, uid in lines]


def _rows(event: Event) -> Iterable[AgendaItem]:
    parts = ItemPart.objects.select_related("person__organisation", "person__city").prefetch_related("person__names")
    rows = event.items.select_related("venue__city", "track")
    return rows.prefetch_related("groups", "links", "documents", Prefetch("parts", parts))


def _line(row: AgendaItem, event: Event) -> values.Line:
    level = level_of(Access(event.access), Level(row.level))
    return values.Line(
        kind=ItemKind(row.kind),
        title=tidy(row.title),
        summary=tidy(row.summary),
        day=row.day,
        start=row.start,
        end=row.end,
        ends_on=row.ends_on if row.ends_on != row.day else None,
        zone=row.zone,
        end_zone=row.end_zone,
        status=status_of(EventState(event.state), Status(row.status)),
        level=level,
        # Groups narrow what is for delegates. On a public item they only say who goes.
        groups=tuple(sorted(tidy(group.name) for group in row.groups.all())) if row.level != Level.PUBLIC else (),
        room=tidy(row.room),
        place=place(row.venue) if row.venue else None,
        track=tidy(row.track.name) if row.track else "",
        order=row.position,
        parts=tuple(_part(part) for part in row.parts.all()),
        language=row.language,
        links=tuple(facts.Link(label=tidy(link.label), url=link.url) for link in row.links.all()),
        documents=tuple(document(shown) for shown in row.documents.all()),
        report=tidy(row.report),
        staff_note=tidy(row.staff_note),
    )


def _part(part: ItemPart) -> facts.Part:
    who = person(part.person) if part.person else None
    return facts.Part(role=PersonRole(part.role), person=who, confirmed=part.confirmed)
