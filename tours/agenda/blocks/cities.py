"""The cities that take part, and the organisations that take the place of one, with their seats."""

from typing import NamedTuple

from django.utils.translation import ngettext

from tours.agenda.facts import Country, Name, Participation
from tours.agenda.values import Event
from tours.wording import representatives


class Coming(NamedTuple):
    """A body that takes part, and how many of its people come. Only a city has a `slug`."""

    name: str
    names: tuple[Name, ...] = ()
    abbreviation: str = ""
    country: Country | None = None
    slug: str = ""
    seats: int = 0
    taken: int = 0

    @property
    def not_yet_named(self) -> bool:
        return bool(self.seats and not self.taken)

    @property
    def in_words(self) -> str:
        """`1 of 2 seats`, or `one representative` where seats are not counted; empty where neither is known."""
        if not self.seats:
            return representatives(self.taken) if self.taken else ""
        words = ngettext("%(taken)d of %(seats)d seat", "%(taken)d of %(seats)d seats", self.seats)
        return words % {"taken": self.taken, "seats": self.seats}


def coming(event: Event) -> list[Coming]:
    return [_coming(entry)._replace(seats=entry.seats, taken=entry.taken) for entry in event.cities]


def _coming(entry: Participation) -> Coming:
    if city := entry.city:
        return Coming(city.name, city.names, country=city.country, slug=city.slug)
    if organisation := entry.organisation:
        return Coming(entry.printed, organisation.names, organisation.abbreviation, organisation.country)
    return Coming("")
