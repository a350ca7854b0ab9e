"""The value of an event, from its row and all related rows except the agenda."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from backstage.text.tidying import tidy
from tours.agenda import facts, values
from tours.editions.composing.cards import Gazetteer, document, picture
from tours.models import Contact, Event, EventOrganisation, Group, ParticipatingCity, PracticalNote
from tours.vocabulary import Access, EventKind, EventState, Level, OrganisationRole


def event_of(event: Event) -> values.Event:
    """A fixed number of queries, however many cities and organisations there are."""
    of_organisation = ("organisation__country", "organisation__city__country", "organisation__logo")
    supporters = list(event.organisations.select_related(*of_organisation))
    delegations = list(event.participating_cities.filter(comes=True).select_related("city__country", *of_organisation))
    _read_names(event, supporters, delegations)
    gazetteer = Gazetteer.of(event)
    return values.Event(
        uid=str(event.uid),
        slug=event.slug,
        kind=EventKind(event.kind),
        title=tidy(event.title),
        summary=tidy(event.summary),
        language=event.language,
        starts=event.starts,
        ends=event.ends,
        zone=event.zone,
        state=EventState(event.state),
        access=Access(event.access),
        organised=event.organised,
        programme=facts.Programme(
            name=tidy(event.programme.name), short_name=tidy(event.programme.short_name), slug=event.programme.slug
        ),
        host_city=gazetteer.city(event.host_city),
        tier=tidy(event.tier.name) if event.tier else "",
        themes=tuple(tidy(theme.name) for theme in event.themes.all()),
        purposes=tuple(tidy(purpose.text) for purpose in event.purposes.all()),
        conditions=tidy(event.conditions),
        practical=tuple(map(_note, event.practical_notes.all())),
        contacts=tuple(map(_contact, event.contacts.all())),
        documents=tuple(document(row) for row in event.documents.all()),
        picture=picture(event.picture) if event.picture else None,
        supporters=tuple(_supporter(row, gazetteer) for row in supporters),
        cities=tuple(_participation(row, gazetteer) for row in delegations),
        url=event.url,
        named_groups=tuple(sorted(map(_group, event.groups.all()), key=lambda group: (group.name, group.uid))),
        places=event.places,
        tells_of_participants_items=event.tells_of_participants_items,
    )


def _group(row: Group) -> facts.Group:
    return facts.Group(uid=str(row.uid), name=tidy(row.name))


def _note(row: PracticalNote) -> facts.Note:
    return facts.Note(heading=tidy(row.heading), body=tidy(row.body), level=Level(row.level))


def _contact(row: Contact) -> facts.Contact:
    return facts.Contact(
        name=tidy(row.name), role=tidy(row.role), email=row.email, phone=tidy(row.phone), level=Level(row.level)
    )


def _read_names(
    event: Event, supporters: Iterable[EventOrganisation], delegations: Iterable[ParticipatingCity]
) -> None:
    """Reads the other names of all cities and organisations, and the former ones of their countries. Three queries."""
    organisations = [row.organisation for row in supporters]
    organisations += [row.organisation for row in delegations if row.organisation]
    cities = [event.host_city, *(row.city for row in delegations if row.city)]
    cities += [row.city for row in organisations if row.city]
    prefetch_related_objects(cities, "names")
    prefetch_related_objects(organisations, "names")
    countries = [city.country for city in cities]
    countries += [row.country for row in organisations if row.country]
    prefetch_related_objects(countries, "former_names")


def _supporter(row: EventOrganisation, gazetteer: Gazetteer) -> facts.Supporter:
    organisation = gazetteer.organisation(row.organisation)
    return facts.Supporter(organisation=organisation, role=OrganisationRole(row.role))


def _participation(row: ParticipatingCity, gazetteer: Gazetteer) -> facts.Participation:
    return facts.Participation(
        city=gazetteer.city(row.city) if row.city else None,
        organisation=gazetteer.organisation(row.organisation) if row.organisation else None,
        seats=row.seats,
        taken=row.taken,
    )
