"""Makes what events refer to: the programme, places, organisations and people. What is there already stays as it is."""

from collections.abc import Iterable
from typing import NamedTuple

from backstage.text.slugs import slug_for
from demo import records
from demo.pictures import save_portrait_of
from demo.rows import save_names, saved, uid_of
from tours.models import (
    City,
    CityName,
    Country,
    CountryName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
    Venue,
)
from tours.record.appearances import Facts


class Background(NamedTuple):
    """The rows, each by the name that the files call it."""

    programme: Programme
    cities: dict[str, City]
    venues: dict[str, Venue]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    appearances: dict[str, Facts]
    """What each person is at every event of the demonstration."""


def load_background() -> Background:
    places = records.read("places", records.PlaceRecords)
    parties = records.read("organisations", records.OrganisationRecords)
    for country in places.countries:
        _country(country)
    cities = {record.name: _city(record) for record in places.cities}
    organisations = {record.name: _organisation(record, cities) for record in parties.organisations}
    return Background(
        programme=_programme(records.read("programme", records.ProgrammeRecord), organisations),
        cities=cities,
        venues={record.name: _venue(record, cities) for record in places.venues},
        organisations=organisations,
        people={record.name: _person(record) for record in parties.people},
        appearances={record.name: _appearance(record, cities, organisations) for record in parties.people},
    )


def _country(record: records.CountryRecord) -> None:
    if Country.objects.filter(code=record.code).exists():
        return
    country = saved(Country(code=record.code, name=record.name))
    for former in record.former_names:
        saved(CountryName(country=country, name=former.name, until=former.until))


def _city(record: records.CityRecord) -> City:
    slug = slug_for(record.name, otherwise="city")
    if known := City.objects.filter(slug=slug).first():
        return known
    latitude, longitude = record.point
    city = saved(
        City(
            name=record.name,
            slug=slug,
            country_id=record.country,
            zone=record.zone,
            latitude=latitude,
            longitude=longitude,
        )
    )
    save_names(CityName, record.names, city=city)
    return city


def _venue(record: records.VenueRecord, cities: dict[str, City]) -> Venue:
    city = cities[record.city]
    if known := city.venues.filter(name=record.name).first():
        return known
    latitude, longitude = record.point or (None, None)
    return saved(
        Venue(
            city=city,
            name=record.name,
            address=record.address,
            local_name=record.local_name,
            local_address=record.local_address,
            latitude=latitude,
            longitude=longitude,
        )
    )


def _organisation(record: records.OrganisationRecord, cities: dict[str, City]) -> Organisation:
    if known := Organisation.objects.filter(name=record.name).first():
        return known
    organisation = saved(
        Organisation(
            name=record.name,
            short_name=record.short_name,
            country_id=record.country or None,
            city=cities[record.city] if record.city else None,
            url=record.url,
        )
    )
    save_names(OrganisationName, record.names, organisation=organisation)
    return organisation


def _person(record: records.PersonRecord) -> Person:
    uid = uid_of("people", record.name)
    if known := Person.objects.filter(uid=uid).first():
        return known
    person = saved(Person(uid=uid, display_name=record.name))
    save_names(PersonName, record.names, person=person)
    if record.portrait:
        save_portrait_of(person, record.portrait)
    return person


def _appearance(record: records.PersonRecord, cities: dict[str, City], organisations: dict[str, Organisation]) -> Facts:
    return {
        "title": record.title,
        "position": record.position,
        "organisation": organisations[record.organisation] if record.organisation else None,
        "city": cities[record.city] if record.city else None,
    }


def _programme(record: records.ProgrammeRecord, organisations: dict[str, Organisation]) -> Programme:
    if known := Programme.objects.filter(slug=record.slug).first():
        return known
    programme = saved(
        Programme(
            name=record.name,
            short_name=record.short_name,
            slug=record.slug,
            summary=record.summary,
            philosophy=record.philosophy,
            is_own=True,
        )
    )
    _save_learning(programme, record)
    for code in record.target_countries:
        saved(TargetCountry(programme=programme, country_id=code, footnote=record.footnotes.get(code, "")))
    for position, role in enumerate(record.organisations):
        organisation = organisations[role.name]
        saved(
            ProgrammeOrganisation(
                programme=programme, organisation=organisation, role=role.role, text=role.text, position=position
            )
        )
    return programme


def _save_learning(programme: Programme, record: records.ProgrammeRecord) -> None:
    for position, name in enumerate(record.themes):
        saved(Theme(programme=programme, name=name, slug=slug_for(name, otherwise="theme"), position=position))
    for position, tier in enumerate(record.tiers):
        saved(Tier(programme=programme, name=tier.name, description=tier.description, position=position))
    for phase in record.phases:
        row = saved(Phase(programme=programme, name=phase.name, starts=phase.starts, ends=phase.ends, aim=phase.aim))
        _save_components(row, phase.components)


def _save_components(
    phase: Phase, components: Iterable[records.ComponentRecord], parent: PhaseComponent | None = None
) -> None:
    for position, component in enumerate(components):
        row = saved(
            PhaseComponent(phase=phase, parent=parent, title=component.title, text=component.text, position=position)
        )
        _save_components(phase, component.parts, row)
