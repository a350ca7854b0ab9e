"""Looks up what the facts of agenda items name by words: venues, tracks, groups and people, for many items at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from tours.models import City, Document, Event, Group, Person, Track, Venue
from tours.record.saving import put_last
from tours.vocabulary import Level

AT_ONCE = 1000
"""The most values in one query, as databases have a limit."""


class VenueNamed(NamedTuple):
    """A venue by its key, or by its name; if several venues have the name, its city's slug is needed too."""

    key: int | None = None
    name: str = ""
    city: str = ""
    create: bool = False
    """Whether it is made where there is none of that name."""


class PersonNamed(NamedTuple):
    """A person by UID, or by the name exactly as it is printed."""

    uid: UUID | None = None
    name: str = ""
    create: bool = False
    """Whether a card is made where there is none of that name."""


class PartNamed(NamedTuple):
    """A person's part in an item. Without a person, the part is not assigned yet.

    What is None stays as it is. A new part is confirmed if somebody has it, and gets its role's usual level.
    """

    role: str
    person: PersonNamed | None
    confirmed: bool | None = None
    level: Level | None = None


class LinkNamed(NamedTuple):
    """A link of an item, with its label and address. Without a level, it keeps the one that it has; a new one is public.

    A link that has only another label, or only another address, is no new one.
    """

    label: str
    url: str
    level: Level | None = None


class DocumentNamed(NamedTuple):
    """A document that an item may have, by its key; or a new one of the event, which is not saved yet."""

    key: int = 0
    made: Document | None = None


class Part(NamedTuple):
    """A part with the person's row."""

    role: str
    person: Person | None
    confirmed: bool | None
    level: str | None


class References:
    """Looks up rows in a fixed number of queries, for up to a thousand different names. A missing track is created.

    With `create_missing`, or where a reference says so itself, it also creates venues (in the city that is named, or else in the event's host city) and cards of
    people that are called by a name that there is not. Raises ValidationError, under the name of the fact, for anything
    else that does not exist. For a user (`by`), there are only the people whom they may see; without one, all.
    """

    def __init__(
        self,
        event: Event,
        rows: Sequence[Mapping[str, Any]],
        by: User | None = None,
        *,
        create_missing: bool = False,
    ) -> None:
        self._event = event
        self._create_missing = create_missing
        self.tracks_made: list[Track] = []
        self.documents_made: list[Document] = []
        named = any(row.get("track") for row in rows)
        self._tracks = {track.name: track for track in event.tracks.all()} if named else {}
        grouped = any(row.get("groups") for row in rows)
        groups = event.groups.all() if grouped else ()
        self._groups = {name: group for group in groups for name in (group.name, str(group.uid))}
        self._venues = _venues([row["venue"] for row in rows if row.get("venue")])
        listed = any(row.get("documents") for row in rows)
        self._documents = {row.pk: row for row in documents_for(event)} if listed else {}
        named_people = [part.person for row in rows for part in row.get("parts") or () if part.person]
        self._people = _by_what_calls_them(_people(by, named_people) if named_people else ())

    def track(self, name: str | None) -> Track | None:
        if not name:
            return None
        if name not in self._tracks:
            track = Track(event=self._event, name=name, position=len(self._tracks))
            track.full_clean(exclude={"event"})
            track.save()
            self._tracks[name] = track
            self.tracks_made.append(track)
        return self._tracks[name]

    def groups(self, names: Iterable[str]) -> set[Group]:
        """The groups by their names or UIDs."""
        missing = [name for name in names if name not in self._groups]
        if missing:
            refusal = _("The event has no group named %(names)s.") % {"names": ", ".join(missing)}
            raise ValidationError({"groups": [refusal]})
        return {self._groups[name] for name in names}

    def venue(self, named: VenueNamed | None) -> Venue | None:
        if named is None:
            return None
        fits = [venue for venue in self._venues if _is_venue(venue, named)]
        if not fits and named.name and (named.create or self._create_missing):
            return self._new_venue(named)
        if len(fits) != 1:
            none = _("There is no such venue.")
            several = _("Several venues have this name: give the city's slug too, or the id.")
            raise ValidationError({"venue": [several if fits else none]})
        return fits[0]

    def _new_venue(self, named: VenueNamed) -> Venue:
        city = City.objects.filter(slug=named.city).first() if named.city else self._event.host_city
        if city is None:
            raise ValidationError({"venue": [_("There is no city with this slug.")]})
        venue = Venue(city=city, name=named.name)
        venue.full_clean()
        venue.save()
        self._venues.append(venue)
        return venue

    def document(self, named: DocumentNamed) -> Document:
        if named.made:
            return self._new_document(named.made)
        if named.key not in self._documents:
            raise ValidationError({"documents": [_("The event has no such document: it was deleted meanwhile.")]})
        return self._documents[named.key]

    def _new_document(self, document: Document) -> Document:
        """Saves the new document as the event's last one. An error in it is told as an error of its file."""
        put_last(document, self._event.documents.all())
        try:
            document.full_clean()
        except ValidationError as refusal:
            raise ValidationError({"file": refusal.messages}) from refusal
        document.save()
        self.documents_made.append(document)
        return document

    def part(self, named: PartNamed) -> Part:
        return Part(named.role, self.person(named.person), named.confirmed, named.level)

    def person(self, named: PersonNamed | None) -> Person | None:
        if named is None:
            return None
        fits = self._people.get(named.uid or named.name, [])
        if not fits and named.name and (named.create or self._create_missing):
            return self._new_person(named.name)
        if len(fits) != 1:
            none = _("There is no record of this person: %(person)s.")
            several = _("Several people have this name, so give the uid: %(person)s.")
            refusal = (several if fits else none) % {"person": named.uid or named.name}
            raise ValidationError({"parts": [refusal]})
        return fits[0]

    def _new_person(self, name: str) -> Person:
        person = Person(display_name=name)
        person.full_clean()
        person.save()
        self._people[name].append(person)
        return person


def documents_for(event: Event) -> QuerySet[Document]:
    """The documents that items of the event may have: its own, and what an item was given of the programme's."""
    return Document.objects.filter(Q(event=event) | Q(items__event=event)).distinct()


def _is_venue(venue: Venue, named: VenueNamed) -> bool:
    if named.key is not None:
        return venue.pk == named.key
    return venue.name == named.name and named.city in ("", venue.city.slug)


def _venues(named: Iterable[VenueNamed]) -> list[Venue]:
    venues = Venue.objects.select_related("city")
    keys = {venue.key for venue in named if venue.key is not None}
    names = {venue.name for venue in named if venue.key is None}
    by_key = _found(keys, lambda part: venues.filter(pk__in=part))
    return by_key + [
        venue for venue in _found(names, lambda part: venues.filter(name__in=part)) if venue.pk not in keys
    ]


def _by_what_calls_them(people: Iterable[Person]) -> dict[UUID | str, list[Person]]:
    """The people by UID, by the UIDs of cards that were merged into theirs, and by name."""
    found: dict[UUID | str, list[Person]] = defaultdict(list)
    for person in people:
        names: list[UUID | str] = [person.uid, person.display_name, *(alias.uid for alias in person.aliases.all())]
        for name in names:
            found[name].append(person)
    return found


def _people(by: User | None, named: Iterable[PersonNamed]) -> list[Person]:
    """The people who are named, of those for `by`. The UID of a card that was merged names the person whose it is now."""
    people = (Person.objects.visible_to(by) if by else Person.objects.all()).prefetch_related("aliases")
    uids = {person.uid for person in named if person.uid is not None}
    names = {person.name for person in named if person.uid is None}
    by_uid = _found(uids, lambda part: people.with_uid(*part))
    by_name = _found(names, lambda part: people.filter(display_name__in=part))
    return list({person.pk: person for person in (*by_uid, *by_name)}.values())


def _found(values: set[Any], rows: Callable[[list[Any]], Iterable[Any]]) -> list[Any]:
    listed = list(values)
    return [row for start in range(0, len(listed), AT_ONCE) for row in rows(listed[start : start + AT_ONCE])]
