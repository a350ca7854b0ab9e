"""Rows to value: what an event and its agenda say now."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from tours import agenda as values
from tours.agenda import EventState, ItemKind, OrganisationRole, PersonRole, Status
from tours.models import (
    AgendaItem,
    City,
    Country,
    Document,
    Event,
    ItemPart,
    Organisation,
    ParticipatingCity,
    Person,
    Picture,
    Venue,
)
from tours.models.names import OtherName
from tours.text import tidy

STATUS_OF_STATE = {EventState.POSTPONED: Status.TENTATIVE, EventState.CANCELLED: Status.CANCELLED}


def compose(event: Event) -> values.Agenda:
    """The agenda of the event's rows. A fixed number of queries; lock the event first, or it may mix two moments."""
    return _Composer(event).agenda()


class _Composer:
    """Holds what every part of one event needs: its date for the names of countries, and its programme's footnotes."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.day: date = event.starts
        self.footnotes = dict(event.programme.target_countries.values_list("country_id", "footnote"))

    def agenda(self) -> values.Agenda:
        event = self._event()
        whole = self._whole(event)
        items = [
            values.Item(uid=str(row.uid), revisions=(values.Revision(line=self._line(row)),)) for row in self._rows()
        ]
        items.sort(key=lambda item: (item.line.sort_key, item.uid) if item.line else ((), ""))
        if not any(item.line and item.line.level is values.Level.PUBLIC for item in items):
            items.insert(0, self._announcement(whole))
        return values.Agenda(event=event, whole=whole, items=tuple(items))

    def _rows(self) -> Iterable[AgendaItem]:
        parts = ItemPart.objects.select_related("person__organisation", "person__city").prefetch_related(
            "person__names"
        )
        rows = self.event.items.select_related("venue__city", "track")
        return rows.prefetch_related("groups", "links", "documents", Prefetch("parts", parts))

    def _whole(self, event: values.Event) -> values.Item:
        where = f"{event.host_city.name}, {event.host_city.country.printed}"
        line = values.Line(
            kind=ItemKind.EVENT,
            title=event.title,
            day=event.starts,
            ends_on=event.ends if event.ends != event.starts else None,
            zone=event.zone,
            status=STATUS_OF_STATE.get(event.state, Status.CONFIRMED),
            summary=event.summary,
            place=values.Place(name=where),
        )
        return values.Item(uid=event.uid, revisions=(values.Revision(line=line),))

    def _announcement(self, whole: values.Item) -> values.Item:
        """Stands in the agenda of an event that has no public item yet, so that its calendar is not empty.

        An item of its own, as the agenda's calendar and the calendar of all events count their changes apart.
        """
        return values.Item(uid=str(uuid.uuid5(self.event.uid, "announcement")), revisions=whole.revisions)

    def _event(self) -> values.Event:
        event = self.event
        return values.Event(
            uid=str(event.uid),
            slug=event.slug,
            kind=values.EventKind(event.kind),
            title=tidy(event.title),
            summary=tidy(event.summary),
            language=event.language,
            starts=event.starts,
            ends=event.ends,
            zone=event.zone,
            state=EventState(event.state),
            access=values.Access(event.access),
            organised=event.organised,
            programme=values.Programme(
                name=tidy(event.programme.name), short_name=tidy(event.programme.short_name), slug=event.programme.slug
            ),
            host_city=self._city(event.host_city),
            tier=tidy(event.tier.name) if event.tier else "",
            themes=tuple(tidy(theme.name) for theme in event.themes.all()),
            purposes=tuple(tidy(purpose.text) for purpose in event.purposes.all()),
            conditions=tidy(event.conditions),
            practical=tuple(
                values.Note(heading=tidy(note.heading), body=tidy(note.body), level=values.Level(note.level))
                for note in event.practical_notes.all()
            ),
            contacts=tuple(
                values.Contact(
                    name=tidy(contact.name),
                    role=tidy(contact.role),
                    email=contact.email,
                    phone=tidy(contact.phone),
                    level=values.Level(contact.level),
                )
                for contact in event.contacts.all()
            ),
            documents=tuple(_document(document) for document in event.documents.all()),
            picture=_picture(event.picture) if event.picture else None,
            supporters=self._supporters(),
            cities=self._cities(),
            url=event.url,
        )

    def _supporters(self) -> tuple[values.Supporter, ...]:
        rows = self.event.organisations.select_related("organisation__country")
        rows = rows.prefetch_related("organisation__names", "organisation__country__former_names")
        return tuple(
            values.Supporter(organisation=self._organisation(row.organisation), role=OrganisationRole(row.role))
            for row in rows
        )

    def _cities(self) -> tuple[values.Participation, ...]:
        rows = self.event.participating_cities.select_related("city__country", "organisation__country")
        return tuple(map(self._participation, rows.prefetch_related("city__names", "city__country__former_names")))

    def _participation(self, row: ParticipatingCity) -> values.Participation:
        return values.Participation(
            city=self._city(row.city) if row.city else None,
            organisation=self._organisation(row.organisation) if row.organisation else None,
            seats=row.seats,
            taken=row.taken,
        )

    def _country(self, country: Country) -> values.Country:
        footnote = self.footnotes.get(country.code, "")
        return values.Country(code=country.code, name=tidy(country.name_on(self.day)), footnote=tidy(footnote))

    def _city(self, city: City) -> values.City:
        return values.City(
            slug=city.slug,
            name=tidy(city.name),
            country=self._country(city.country),
            names=_names(city.names.all()),
            zone=city.zone,
        )

    def _organisation(self, organisation: Organisation) -> values.Organisation:
        return values.Organisation(
            name=tidy(organisation.name),
            short_name=tidy(organisation.short_name),
            names=_names(organisation.names.all()),
            country=self._country(organisation.country) if organisation.country else None,
            url=organisation.url,
        )

    def _line(self, row: AgendaItem) -> values.Line:
        status = STATUS_OF_STATE.get(EventState(self.event.state), Status(row.status))
        if row.status == Status.CANCELLED:
            status = Status.CANCELLED
        return values.Line(
            kind=ItemKind(row.kind),
            title=tidy(row.title),
            summary=tidy(row.summary),
            day=row.day,
            start=row.start,
            end=row.end,
            ends_on=row.ends_on if row.ends_on != row.day else None,
            zone=row.venue.city.zone if row.venue else self.event.zone,
            end_zone=row.end_zone,
            status=status,
            level=values.Level(row.level),
            groups=tuple(sorted(tidy(group.name) for group in row.groups.all())),
            room=tidy(row.room),
            place=_place(row.venue) if row.venue else None,
            track=tidy(row.track.name) if row.track else "",
            order=row.position,
            parts=tuple(_part(part) for part in row.parts.all()),
            language=row.language,
            links=tuple(values.Link(label=tidy(link.label), url=link.url) for link in row.links.all()),
            documents=tuple(_document(document) for document in row.documents.all()),
            report=tidy(row.report),
            staff_note=tidy(row.staff_note),
        )


def _names(names: Iterable[OtherName]) -> tuple[values.Name, ...]:
    return tuple(values.Name(text=tidy(name.text), language=name.language, script=name.script) for name in names)


def _part(part: ItemPart) -> values.Part:
    person = _person(part.person) if part.person else None
    return values.Part(role=PersonRole(part.role), person=person, confirmed=part.confirmed)


def _person(person: Person) -> values.Person:
    return values.Person(
        uid=str(person.uid),
        name=tidy(person.display_name),
        names=_names(person.names.all()),
        title=tidy(person.title),
        position=tidy(person.position),
        organisation=tidy(person.organisation.name) if person.organisation else "",
        city=tidy(person.city.name) if person.city else "",
    )


def _place(venue: Venue) -> values.Place:
    point = None
    if venue.latitude is not None and venue.longitude is not None:
        point = values.Point(latitude=venue.latitude, longitude=venue.longitude)
    return values.Place(
        name=tidy(venue.name),
        city=tidy(venue.city.name),
        address=tidy(venue.address),
        local_name=tidy(venue.local_name),
        local_address=tidy(venue.local_address),
        point=point,
    )


def _document(document: Document) -> values.Document:
    return values.Document(
        title=tidy(document.title),
        digest=document.digest,
        file_name=document.file_name,
        media_type=document.media_type,
        size=document.size,
        language=document.language,
        level=values.Level(document.level),
    )


def _picture(picture: Picture) -> values.Picture:
    return values.Picture(
        digest=picture.digest,
        file_name=picture.file_name,
        width=picture.width,
        height=picture.height,
        alternative=tidy(picture.alternative),
        credit=tidy(picture.credit),
    )
