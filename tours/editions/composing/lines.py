"""The values of agenda items, from their rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import FilteredRelation, Q

from backstage.text.tidying import tidy
from tours.agenda import facts, values
from tours.editions.composing.cards import document, person, place
from tours.models import AgendaItem, Event, ItemLink, ItemPart, Person, PersonName, Venue
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
    """The items in the order of the agenda, without those of the tray. At most ten queries, however many there are."""
    return _items(event, list(event.items.filter(day__isnull=False)))


def tray_of(event: Event) -> list[values.Item]:
    """The items that wait for a day. A line has a day: here it is the event's first, and says nothing."""
    return _items(event, list(event.items.filter(day__isnull=True)))


def _items(event: Event, rows: list[AgendaItem]) -> list[values.Item]:
    if not rows:
        return []
    parts = Belongings.of(event, rows)
    lines = [(_line(row, event, parts), str(row.uid)) for row in rows]
    lines.sort(key=lambda pair: (pair[0].sort_key, pair[1]))
    return [values.Item(uid=uid, revisions=(values.Revision(line=line),)) for line, uid in lines]


@dataclass(frozen=True)
class Belongings:
    """What belongs to the items of an event, by the keys of rows.

    It is read as a whole, and a place or person that many items share is made once: rows that prefetch for themselves
    cost three times as much.
    """

    places: Mapping[int, tuple[facts.Place, str]]
    """The place of each venue, with its time zone."""
    tracks: Mapping[int, str]
    groups: Mapping[int, Sequence[str]]
    parts: Mapping[int, Sequence[facts.Part]]
    links: Mapping[int, Sequence[facts.Link]]
    documents: Mapping[int, Sequence[facts.Document]]

    @classmethod
    def of(cls, event: Event, rows: Sequence[AgendaItem]) -> "Belongings":
        groups = AgendaItem.groups.through.objects.filter(agendaitem__event=event)
        links = ItemLink.objects.filter(item__event=event)
        return cls(
            places=_places({row.venue_id for row in rows if row.venue_id}),
            tracks=_tracks(event, rows),
            groups=_by_item((key, str(uid)) for key, uid in groups.values_list("agendaitem_id", "group__uid")),
            parts=_parts(event),
            links=_by_item((link.item_id, _link(link)) for link in links),
            documents=_documents(event),
        )


Belonging = TypeVar("Belonging")


def _by_item(pairs: Iterable[tuple[int, Belonging]]) -> Mapping[int, Sequence[Belonging]]:
    found: defaultdict[int, list[Belonging]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _places(keys: Collection[int]) -> dict[int, tuple[facts.Place, str]]:
    venues = Venue.objects.select_related("city").filter(pk__in=keys) if keys else ()
    return {venue.pk: (place(venue), venue.city.zone) for venue in venues}


def _tracks(event: Event, rows: Sequence[AgendaItem]) -> dict[int, str]:
    used = any(row.track_id for row in rows)
    return {key: tidy(name) for key, name in event.tracks.values_list("pk", "name")} if used else {}


def _documents(event: Event) -> Mapping[int, Sequence[facts.Document]]:
    shown = AgendaItem.documents.through.objects.filter(agendaitem__event=event).select_related("document")
    in_order = shown.order_by("document__position", "document__pk")
    return _by_item((row.agendaitem_id, document(row.document)) for row in in_order)


def _parts(event: Event) -> Mapping[int, Sequence[facts.Part]]:
    rows = list(ItemPart.objects.filter(item__event=event))
    people = _people(event, {row.person_id for row in rows if row.person_id})
    return _by_item((row.item_id, _part(row, people)) for row in rows)


def _people(event: Event, keys: Collection[int]) -> dict[int, facts.Person]:
    if not keys:
        return {}
    names = _by_item((name.person_id, name) for name in PersonName.objects.filter(person__in=keys))
    here = FilteredRelation("appearances", condition=Q(appearances__event=event))
    rows = Person.objects.filter(pk__in=keys).annotate(here=here)
    rows = rows.select_related("here__organisation", "here__city")  # type: ignore[misc]  # unknown to the stubs
    # Django sets no `here` where nothing is joined.
    return {row.pk: person(row, names.get(row.pk, ()), getattr(row, "here", None)) for row in rows}


def _line(row: AgendaItem, event: Event, belongings: Belongings) -> values.Line:
    level = level_of(Access(event.access), Level(row.level))
    where, zone = belongings.places[row.venue_id] if row.venue_id else (None, event.zone)
    return values.Line(
        kind=ItemKind(row.kind),
        title=tidy(row.title),
        summary=tidy(row.summary),
        day=row.day or event.starts,
        start=row.start,
        end=row.end,
        ends_on=row.ends_on if row.ends_on != row.day else None,
        zone=zone,
        end_zone=row.end_zone,
        status=status_of(EventState(event.state), Status(row.status)),
        level=level,
        # Groups narrow what is for delegates. On a public item they only say who goes.
        groups=tuple(sorted(belongings.groups.get(row.pk, ()))) if row.level != Level.PUBLIC else (),
        room=tidy(row.room),
        place=where,
        track=belongings.tracks[row.track_id] if row.track_id else "",
        order=row.position,
        parts=tuple(belongings.parts.get(row.pk, ())),
        language=row.language,
        links=tuple(belongings.links.get(row.pk, ())),
        documents=tuple(belongings.documents.get(row.pk, ())),
        report=tidy(row.report),
        staff_note=tidy(row.staff_note),
        capacity=row.capacity,
    )


def _part(row: ItemPart, people: Mapping[int, facts.Person]) -> facts.Part:
    who = people[row.person_id] if row.person_id else None
    return facts.Part(role=PersonRole(row.role), person=who, confirmed=row.confirmed, level=Level(row.level))


def _link(row: ItemLink) -> facts.Link:
    return facts.Link(label=tidy(row.label), url=row.url, level=Level(row.level))
