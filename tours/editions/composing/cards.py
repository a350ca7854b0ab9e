"""The values of an event's page that come from rows of places, organisations, people and files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from backstage.text.tidying import tidy
from tours.agenda import facts
from tours.models import Appearance, City, Country, Document, Event, Organisation, Person, Picture, Venue
from tours.models.names import OtherName
from tours.vocabulary import Level


@dataclass(frozen=True)
class Gazetteer:
    """Gives countries their names on a day, with the footnotes that a programme prints for them."""

    day: date
    footnotes: dict[str, str]

    @classmethod
    def of(cls, event: Event) -> "Gazetteer":
        """The gazetteer for the event's first day. One query."""
        return cls(event.starts, dict(event.programme.target_countries.values_list("country_id", "footnote")))

    def country(self, country: Country) -> facts.Country:
        footnote = self.footnotes.get(country.code, "")
        return facts.Country(code=country.code, name=tidy(country.name_on(self.day)), footnote=tidy(footnote))

    def city(self, city: City) -> facts.City:
        return facts.City(
            slug=city.slug,
            name=tidy(city.name),
            country=self.country(city.country),
            names=names(city.names.all()),
            zone=city.zone,
            point=city.point,
        )

    def organisation(self, organisation: Organisation) -> facts.Organisation:
        return facts.Organisation(
            name=tidy(organisation.name),
            short_name=tidy(organisation.short_name),
            names=names(organisation.names.all()),
            country=self.country(organisation.country) if organisation.country else None,
            url=organisation.url,
            city=self.city(organisation.city) if organisation.city else None,
            logo=picture(organisation.logo) if organisation.logo else None,
        )


def names(rows: Iterable[OtherName]) -> tuple[facts.Name, ...]:
    return tuple(facts.Name(text=tidy(name.text), language=name.language, script=name.script) for name in rows)


def person(row: Person, other_names: Iterable[OtherName], appearance: Appearance | None) -> facts.Person:
    """The card of a person as they appear at the event; without an appearance it has the names alone."""
    card = facts.Person(uid=str(row.uid), name=tidy(row.display_name), names=names(other_names))
    if appearance is None:
        return card
    return replace(
        card,
        title=tidy(appearance.title),
        position=tidy(appearance.position),
        organisation=tidy(appearance.organisation.name) if appearance.organisation else "",
        city=tidy(appearance.city.name) if appearance.city else "",
    )


def place(venue: Venue) -> facts.Place:
    return facts.Place(
        name=tidy(venue.name),
        city=tidy(venue.city.name),
        address=tidy(venue.address),
        local_name=tidy(venue.local_name),
        local_address=tidy(venue.local_address),
        point=venue.point,
    )


def document(row: Document) -> facts.Document:
    return facts.Document(
        title=tidy(row.title),
        digest=row.digest,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        language=row.language,
        level=Level(row.level),
    )


def picture(row: Picture) -> facts.Picture:
    return facts.Picture(
        digest=row.digest,
        file_name=row.file_name,
        width=row.width,
        height=row.height,
        alternative=tidy(row.alternative),
        credit=tidy(row.credit),
        caption=tidy(row.caption),
    )
