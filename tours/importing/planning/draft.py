"""Reads the draft of an event as values, and what the names that were read lead to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from backstage.text.folding import folded
from tours.importing.planning.comparing import name_key
from tours.importing.planning.values import DraftItem, DraftPart
from tours.importing.reading.values import ReadItem
from tours.models import AgendaItem, Event, Person, Venue
from tours.vocabulary import ItemKind, Status

AT_ONCE = 1000
"""The most names in one query, as databases have a limit."""
Words = tuple[str, ...]


def draft_of(event: Event) -> list[DraftItem]:
    """The items of the draft, in the order of the agenda. Two queries, however many items."""
    rows = event.items.select_related("venue", "track").prefetch_related("parts__person")
    return [_item(row) for row in rows]


def _item(row: AgendaItem) -> DraftItem:
    parts = (
        DraftPart(part.role, part.person.display_name, part.person.uid) if part.person else DraftPart(part.role)
        for part in row.parts.all()
    )
    return DraftItem(
        uid=row.uid,
        day=row.day,
        start=row.start,
        end=row.end,
        ends_on=row.ends_on,
        title=row.title,
        kind=ItemKind(row.kind),
        status=Status(row.status),
        place=row.venue.name if row.venue else "",
        room=row.room,
        track=row.track.name if row.track else "",
        summary=row.summary,
        staff_note=row.staff_note,
        parts=tuple(parts),
    )


@dataclass(frozen=True)
class Names:
    """The venues and people that there are, by their folded names. What is not among them would be made."""

    venues: dict[Words, int]
    people: dict[Words, UUID]
    spellings: dict[Words, str]
    """The first spelling of each name that was read, so that two make no two rows."""

    def is_new_place(self, name: str) -> bool:
        return bool(name) and tuple(folded(name)) not in self.venues

    def is_new_person(self, name: str) -> bool:
        return name_key(name) not in self.people


def names_for(event: Event, items: Sequence[ReadItem], user: User) -> Names:
    """Venues of the host city and those that the draft has; people of the event, and those whom the user may see. Three queries."""
    named = [person.name for item in items for person in item.people]
    venues = Venue.objects.filter(Q(city=event.host_city_id) | Q(items__event=event)).order_by("-pk").distinct()
    here = Person.objects.filter(appearances__event=event).order_by("-pk")
    people = [*_once(_called(named, user)), *here.values_list("display_name", "uid")]
    return Names(
        {tuple(folded(name)): key for name, key in venues.values_list("name", "pk")},
        {name_key(name): uid for name, uid in people},
        _first_spellings(items, named),
    )


def _first_spellings(items: Sequence[ReadItem], people: list[str]) -> dict[Words, str]:
    places = {tuple(folded(item.place)): item.place for item in reversed(items)}
    return {name_key(name): name for name in reversed(people)} | places


def _once(people: Iterable[tuple[str, UUID]]) -> Iterator[tuple[str, UUID]]:
    """The people whose name nobody else has. If several have it, nobody here can say who is meant."""
    listed = list(people)
    times = Counter(name for name, _uid in listed)
    return ((name, uid) for name, uid in listed if times[name] == 1)


def _called(names: list[str], user: User) -> Iterator[tuple[str, UUID]]:
    listed = sorted(set(names))
    for start in range(0, len(listed), AT_ONCE):
        there = Person.objects.visible_to(user).filter(display_name__in=listed[start : start + AT_ONCE])
        yield from there.order_by("-pk").values_list("display_name", "uid")
