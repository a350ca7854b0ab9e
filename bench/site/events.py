"""The events of the site, as rows and as the agendas that are composed of these rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import chain
from random import Random
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Model

from backstage.text.slugs import slug_for
from bench.site import texts
from bench.site.shared import Shared
from tours.agenda import facts, values
from tours.editions.composing import agenda_of_values
from tours.editions.composing.cards import Gazetteer, person, place
from tours.editions.composing.lines import level_of, status_of
from tours.models import (
    AgendaItem,
    Appearance,
    Contact,
    Event,
    EventOrganisation,
    ItemLink,
    ItemPart,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Theme,
    Track,
    Venue,
)
from tours.vocabulary import (
    DUTIES,
    Access,
    EventKind,
    EventState,
    ItemKind,
    Level,
    OrganisationRole,
    PersonRole,
    Status,
)

Row = TypeVar("Row", bound=Model)
Speaker = tuple[ItemPart, Mapping[str, Any]]
"""A part, and what its person is at the event."""
SPEAKING = [role for role in PersonRole if role not in DUTIES]
FIRST_DAY = date(2014, 1, 6)
DAYS = 5400
"""The events lie within fifteen years, of which some are to come."""
KINDS = [kind for kind in ItemKind if kind is not ItemKind.EVENT]
CLOSED_EVERY = 25


class EventRows(NamedTuple):
    """The rows of one event. `parts` and `links` are of all items, and `appearances` of all who have a part."""

    event: Event
    themes: Sequence[Theme]
    cities: Sequence[ParticipatingCity]
    organisations: Sequence[EventOrganisation]
    purposes: Sequence[Purpose]
    notes: Sequence[PracticalNote]
    contacts: Sequence[Contact]
    tracks: Sequence[Track]
    items: Sequence[AgendaItem]
    parts: Sequence[ItemPart]
    appearances: Sequence[Appearance]
    links: Sequence[ItemLink]


def event_rows(random: Random, number: int, shared: Shared, *, items: int | None = None) -> EventRows:
    """Rows that are not saved yet. The event has as many items as asked for, over five days, or else up to nine."""
    event = _event(random, number, shared)
    if items is not None:
        event.ends = event.starts + timedelta(days=4)
    own = [theme for theme in shared.themes if theme.programme_id == event.programme_id]
    tracks = [
        Track(event=event, name=f"Track {at + 1}: {texts.subject(random)}", position=at) for at in range(number % 3)
    ]
    lines = _lines(random, event, tracks, shared, count=items)
    speakers = [each for item in lines for each in _speakers(random, item, shared)]
    return EventRows(
        event=event,
        themes=sorted(random.sample(own, 2), key=lambda theme: theme.name),
        cities=_cities(random, event, shared),
        organisations=_organisations(random, event, shared),
        purposes=[Purpose(event=event, text=f"Compare {texts.subject(random)}")],
        notes=[PracticalNote(event=event, heading="Language", body=texts.sentences(random, 2) or "English.")],
        contacts=[Contact(event=event, name=texts.person(random), email=f"desk-{number}@example.org")],
        tracks=tracks,
        items=lines,
        parts=[part for part, _facts in speakers],
        appearances=_appearances(event, speakers),
        links=[ItemLink(item=item, label="Slides", url=f"https://example.org/{number}") for item in lines[:1]],
    )


def _lines(
    random: Random, event: Event, tracks: Sequence[Track], shared: Shared, *, count: int | None
) -> Sequence[AgendaItem]:
    venues = shared.venues[event.host_city_id]
    if count is None:
        count = random.choice((0, 2, 3, 4, 5, 6, 9))
    return [_item(random, event, at, venues, tracks) for at in range(count)]


def _cities(random: Random, event: Event, shared: Shared) -> Sequence[ParticipatingCity]:
    return [
        ParticipatingCity(event=event, city=city, seats=(seats := random.randint(1, 4)), taken=seats - 1, position=at)
        for at, city in enumerate(random.sample(shared.cities, random.randint(2, 6)))
    ]


def _organisations(random: Random, event: Event, shared: Shared) -> Sequence[EventOrganisation]:
    """The host of the event, and an organisation that supports it."""
    found = random.sample(shared.organisations, 2)
    return [
        EventOrganisation(event=event, organisation=organisation, role=role, position=at)
        for at, (organisation, role) in enumerate(
            zip(found, (OrganisationRole.HOST, OrganisationRole.SUPPORTER), strict=True)
        )
    ]


def save(rows: Sequence[EventRows]) -> None:
    """A fixed number of statements for a thousand rows of each kind."""
    Event.objects.bulk_create(each.event for each in rows)
    Event.themes.through.objects.bulk_create(
        Event.themes.through(event=each.event, theme=theme) for each in rows for theme in each.themes
    )
    for name in EventRows._fields[2:]:
        _create(chain.from_iterable(getattr(each, name) for each in rows))


def _create(rows: Iterable[Model]) -> None:
    made = list(rows)
    if made:
        type(made[0])._default_manager.bulk_create(made)


def _event(random: Random, number: int, shared: Shared) -> Event:
    host, programme = random.choice(shared.cities), shared.programmes[number % len(shared.programmes)]
    kind = list(EventKind)[number % 5]
    title = f"{texts.title(random)}, {host.name}"
    starts = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    return Event(
        uid=_uid(random),
        programme=programme,
        kind=kind,
        title=title,
        slug=f"{slug_for(title, otherwise='event')[:70]}-{number}",
        summary=texts.sentences(random, 2),
        starts=starts,
        ends=starts + timedelta(days=random.randrange(5)),
        zone=host.zone,
        host_city=host,
        tier=next((tier for tier in shared.tiers if tier.programme_id == programme.pk), None),
        access=Access.PARTICIPANTS if number % CLOSED_EVERY == 7 else Access.PUBLIC,
        state=random.choices((EventState.PLANNED, EventState.POSTPONED, EventState.CANCELLED), (20, 1, 1))[0],
    )


def _item(random: Random, event: Event, at: int, venues: Sequence[Venue], tracks: Sequence[Track]) -> AgendaItem:
    day = event.starts + timedelta(days=random.randrange((event.ends - event.starts).days + 1))
    return AgendaItem(
        uid=_uid(random),
        event=event,
        kind=random.choice(KINDS),
        title=texts.title(random),
        summary=texts.sentences(random, 1),
        day=day,
        status=random.choices(list(Status), (10, 2, 1))[0],
        level=random.choices(list(Level), (10, 1, 1))[0],
        venue=random.choice(venues),
        room=f"Room {random.randint(1, 40)}",
        track=random.choice(tracks) if tracks else None,
        position=at % 100,
        **_times(at, day),
    )


def _times(at: int, day: date) -> dict[str, object]:
    """Half hours from eight o'clock on. Some items have no clock time, and some last past midnight."""
    if at % 17 == 1:
        return {}
    if at % 23 == 9:
        return {"start": time(23), "end": time(1), "ends_on": day + timedelta(days=1)}
    hour, half = divmod(at % 28, 2)
    return {"start": time(8 + hour, 30 * half), "end": time(8 + hour, 30 * half + 25)}


def _speakers(random: Random, item: AgendaItem, shared: Shared) -> Iterator[Speaker]:
    roles = random.sample(SPEAKING, random.randint(0, 2))
    for at, role in enumerate(roles):
        who, facts = random.choice(shared.people)
        yield ItemPart(item=item, person=who, role=role, position=at), facts


def _appearances(event: Event, speakers: Sequence[Speaker]) -> Sequence[Appearance]:
    by_person = {part.person: facts for part, facts in speakers}
    return [Appearance(event=event, person=who, **facts) for who, facts in by_person.items()]


def agenda(rows: EventRows, gazetteer: Gazetteer) -> values.Agenda:
    """What `compose` makes of the rows once they are saved, without a query. A test compares the two."""
    lines = [(_line(item, rows), str(item.uid)) for item in rows.items]
    lines.sort(key=lambda pair: (pair[0].sort_key, pair[1]))
    items = [values.Item(uid=uid, revisions=(values.Revision(line=line),)) for line, uid in lines]
    return agenda_of_values(_event_value(rows, gazetteer), items)


def _event_value(rows: EventRows, gazetteer: Gazetteer) -> values.Event:
    event = rows.event
    return values.Event(
        uid=str(event.uid),
        slug=event.slug,
        kind=EventKind(event.kind),
        title=event.title,
        summary=event.summary,
        starts=event.starts,
        ends=event.ends,
        zone=event.zone,
        state=EventState(event.state),
        access=Access(event.access),
        programme=facts.Programme(
            name=event.programme.name, short_name=event.programme.short_name, slug=event.programme.slug
        ),
        host_city=gazetteer.city(event.host_city),
        tier=event.tier.name if event.tier else "",
        themes=tuple(theme.name for theme in rows.themes),
        purposes=tuple(purpose.text for purpose in rows.purposes),
        practical=tuple(facts.Note(heading=note.heading, body=note.body) for note in rows.notes),
        contacts=tuple(facts.Contact(name=contact.name, email=contact.email) for contact in rows.contacts),
        supporters=tuple(
            facts.Supporter(organisation=gazetteer.organisation(row.organisation), role=OrganisationRole(row.role))
            for row in rows.organisations
        ),
        cities=tuple(
            facts.Participation(city=gazetteer.city(row.city), seats=row.seats, taken=row.taken)
            for row in rows.cities
            if row.city
        ),
    )


def _line(item: AgendaItem, rows: EventRows) -> values.Line:
    event, here = rows.event, {row.person: row for row in rows.appearances}
    return values.Line(
        kind=ItemKind(item.kind),
        title=item.title,
        summary=item.summary,
        day=item.day or event.starts,
        start=item.start,
        end=item.end,
        ends_on=item.ends_on,
        zone=item.zone,
        status=status_of(EventState(event.state), Status(item.status)),
        level=level_of(Access(event.access), Level(item.level)),
        room=item.room,
        place=place(item.venue) if item.venue else None,
        track=item.track.name if item.track else "",
        order=item.position,
        parts=tuple(
            facts.Part(
                role=PersonRole(part.role),
                person=person(part.person, part.person.names.all(), here[part.person]),
                confirmed=part.confirmed,
            )
            for part in rows.parts
            if part.item is item and part.person
        ),
        links=tuple(facts.Link(label=link.label, url=link.url) for link in rows.links if link.item is item),
    )


def _uid(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
