"""Writes the lines of a version into the items of an event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from backstage.text.spellings import REMOVED
from tours.agenda import facts, values
from tours.agenda.values import Agenda, Line
from tours.editions.composing.cards import document, place
from tours.editions.composing.lines import items_of, level_of, status_of
from tours.models import AgendaItem, Document, Event, Person, Venue
from tours.record.equal.differing import is_redacted, lines_of
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import Facts, Outcome, RefusedRows, write_items
from tours.vocabulary import Access, EventState, Level, Status

OWN = frozenset({"status", "level"})
"""Facts that a line has of its event too."""
PLAIN = frozenset(Line.__struct_fields__) - OWN & {
    field.name for field in AgendaItem._meta.concrete_fields if not field.is_relation
}


def write_lines(event: Event, then: Agenda) -> list[str]:
    """Writes what differs and can be written. Says of items that come back what no version holds, and what is refused.
    Items of the tray stay there, unless the version has them: no version tells of them.

    The event must be locked and already say what the version says of it.
    """
    lines = lines_of(then)
    _delete_others(event, set(lines))
    now = {item.uid: item.line for item in items_of(event) if item.line}
    changed = {uid: line for uid, line in lines.items() if now.get(uid) != line}
    found = Found(event, changed.values())
    rows = [row for uid, line in changed.items() if (row := found.facts_of(uid, line, now.get(uid)))]
    told = _write(event, rows, lines)
    _write_documents(event, changed, now)
    return told


def _delete_others(event: Event, uids: set[str]) -> None:
    for item in event.items.filter(day__isnull=False):
        if str(item.uid) not in uids:
            item.delete()


class Found:
    """Finds the rows that lines name: venues, people, groups, tracks. A fixed number of queries."""

    def __init__(self, event: Event, lines: Iterable[Line]) -> None:
        self._event = event
        self._items = {str(item.uid): item for item in event.items.prefetch_related("parts__person", "groups")}
        self._groups = {str(uid) for uid in event.groups.values_list("uid", flat=True)}
        self._tracks = set(event.tracks.values_list("name", flat=True))
        self._venues = _venues(line.place for line in lines if line.place)
        uids = {part.person.uid for line in lines for part in line.parts if part.person}
        self._people = {str(person.uid): person for person in Person.objects.filter(uid__in=uids)}

    def facts_of(self, uid: str, line: Line, now: Line | None) -> Facts | None:
        """What is to be written so that the item says what the line says; None for an item that would have no title."""
        item = self._items.get(uid)
        before = now or Line(kind=line.kind, title="", day=line.day, zone=line.zone)
        differing = {
            name for name in line.__struct_fields__ if now is None or getattr(line, name) != getattr(before, name)
        }
        plain = {name: value for name in differing & PLAIN if not is_redacted(value := getattr(line, name))}
        if item is None and "title" not in plain:
            return None
        return {"uid": UUID(uid), **plain, **self._own(line, item), **self._relations(line, item, before, differing)}

    def _own(self, line: Line, item: AgendaItem | None) -> dict[str, Any]:
        """The item's own order, status, level and groups. The status that it has stays where the line follows from it at
        this event.
        """
        state = EventState(self._event.state)
        statuses = (*([Status(item.status)] if item else []), *Status)
        status = next((own for own in statuses if status_of(state, own) is line.status), line.status)
        return {"position": line.order, "status": status, **self._readers(line, item)}

    def _readers(self, line: Line, item: AgendaItem | None) -> dict[str, Any]:
        """Level and groups. The level that the item has stays where the line follows from it at this event; groups of a
        public item are in no version. Where a group cannot come back, the item would be for more people than the line
        says: then it stays as it is, and a new one is for staff.
        """
        if not self._groups.issuperset(line.groups):
            return {} if item else {"level": Level.STAFF}
        access = Access(self._event.access)
        levels = (*([Level(item.level)] if item else []), *Level)
        narrowed = [own for own in levels if own is not Level.PUBLIC or not line.groups]
        level = next((own for own in narrowed if level_of(access, own) is line.level), line.level)
        return {"level": level} | ({"groups": list(line.groups)} if level is not Level.PUBLIC else {})

    def _relations(self, line: Line, item: AgendaItem | None, before: Line, differing: set[str]) -> dict[str, Any]:
        written: dict[str, Any] = {}
        if not differing.isdisjoint({"place", "zone"}):
            written |= self._venue(line)
        if "track" in differing and (line.track in self._tracks or not is_redacted(line.track)):
            written["track"] = line.track
        if "links" in differing:
            links = [link for link in line.links if not is_redacted(link) or link in before.links]
            if len(links) < len(line.links):
                links += [link for link in before.links if link not in links]
            written["links"] = [LinkNamed(link.label, link.url, link.level) for link in links]
        if "parts" in differing:
            parts = list(self._parts(line, item))
            written["parts"] = (
                parts if item is None or len(parts) == len(line.parts) else [*parts, *_others(item, parts)]
            )
        return written

    def _venue(self, line: Line) -> dict[str, VenueNamed | None]:
        if line.place is None:
            return {"venue": None}
        called = self._venues[line.place.name, line.place.city]
        fits = sorted(called, key=lambda venue: (place(venue) != line.place, venue.city.zone != line.zone, venue.pk))
        return {"venue": VenueNamed(key=fits[0].pk)} if fits else {}

    def _parts(self, line: Line, item: AgendaItem | None) -> Iterator[PartNamed]:
        """The parts whose people are there. Who was redacted is nobody whose card has a name."""
        for part in line.parts:
            if part.person is None:
                yield PartNamed(part.role, None, part.confirmed, part.level)
            elif (uid := self._uid(part, part.person, item)) is not None:
                yield PartNamed(part.role, PersonNamed(uid=uid), part.confirmed, part.level)

    def _uid(self, part: facts.Part, card: facts.Person, item: AgendaItem | None) -> UUID | None:
        person = self._people.get(card.uid)
        if card.name != REMOVED:
            return person.uid if person else None
        here = [each.person for each in item.parts.all() if each.role == part.role] if item else []
        nobody = (each for each in (person, *here) if each and each.display_name == REMOVED)
        return next((each.uid for each in nobody), None)


def _others(item: AgendaItem, parts: list[PartNamed]) -> Iterator[PartNamed]:
    """The item's parts that are not among these: one of them may stand in the place of a part that cannot come back."""
    named = {(part.role, part.person) for part in parts}
    for each in item.parts.all():
        person = PersonNamed(uid=each.person.uid) if each.person else None
        if (each.role, person) not in named:
            yield PartNamed(each.role, person, each.confirmed, Level(each.level))


def _venues(places: Iterable[facts.Place]) -> "defaultdict[tuple[str, str], list[Venue]]":
    found: defaultdict[tuple[str, str], list[Venue]] = defaultdict(list)
    for venue in Venue.objects.select_related("city").filter(name__in={each.name for each in places}):
        found[venue.name, venue.city.name].append(venue)
    return found


def _write(event: Event, rows: list[Facts], lines: dict[str, Line]) -> list[str]:
    """Writes the rows without the facts that are refused: what was published once may be refused today."""
    try:
        with transaction.atomic():
            written = write_items(event, rows)
    except RefusedRows as refusal:
        told = [_refused(lines[str(rows[number]["uid"])], error) for number, error in refusal.errors.items()]
        left = (_without_refused(row, refusal.errors.get(number)) for number, row in enumerate(rows))
        return [*told, *_write(event, [row for row in left if row], lines)]
    return [_made_again(each.item) for each in written if each.outcome is Outcome.CREATED]


def _without_refused(row: Facts, error: ValidationError | None) -> Facts | None:
    """The row without the fields that are refused. None where the row is refused as a whole."""
    if error is None:
        return row
    refused = row.keys() & getattr(error, "error_dict", {}).keys()
    return {name: row[name] for name in row if name not in refused} if refused and "uid" not in refused else None


def _refused(line: Line, error: ValidationError) -> str:
    return _("“%(title)s” is refused. %(why)s") % {"title": line.title, "why": " ".join(error.messages)}


def _made_again(item: AgendaItem) -> str:
    words = _("“%(title)s” comes back without what versions do not hold, such as its external id.")
    return words % {"title": item.title}


def _write_documents(event: Event, changed: dict[str, Line], now: dict[str, values.Line]) -> None:
    differing = [uid for uid, line in changed.items() if line.documents != (now[uid].documents if uid in now else ())]
    if not differing:
        return
    there = [*event.documents.all(), *event.programme.documents.all()]
    for item in event.items.filter(uid__in=differing):
        found = [_document(there, each) for each in changed[str(item.uid)].documents]
        item.documents.set({*(item.documents.all() if None in found else ()), *(row for row in found if row)})


def _document(there: list[Document], value: facts.Document) -> Document | None:
    same = [row for row in there if row.digest == value.digest]
    return min(same, key=lambda row: document(row) != value, default=None)
