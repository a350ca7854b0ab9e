"""Finds which city or organisation the cells of a pasted table mean: by folded name, in any script."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from backstage.text.folding import folded
from tours.models import City, CityName, Event, Organisation, OrganisationName, ParticipatingCity

Key = tuple[str, ...]
Names = dict[Key, set[int]]


class Meant(NamedTuple):
    """What a text means. Exactly one of these is there; none where no city or organisation has the name."""

    participation: ParticipatingCity | None = None
    """It takes part in the event."""
    city: int | None = None
    """The key of a city that the site knows, but that does not take part."""
    several: bool = False
    """More than one has this name."""


class Bodies(NamedTuple):
    """The cities and organisations of an event, and the names of all that the site knows."""

    participating: tuple[ParticipatingCity, ...]
    cities: Names
    organisations: Names

    def meant(self, text: str) -> Meant:
        """Prefers whoever takes part. What has a participating city's name within it means that one: “Grad Rijeka”."""
        key = tuple(folded(text))
        there = self._there(self.cities.get(key, set()), self.organisations.get(key, set()))
        known = self.cities.get(key, set())
        if not there and not known:
            there = self._there(*(_within(key, names) for names in (self.cities, self.organisations)))
        if len(there) == 1:
            return Meant(there[0])
        if there or len(known) > 1:
            return Meant(several=True)
        return Meant(city=next(iter(known))) if known else Meant()

    def is_body(self, text: str) -> bool:
        """Whether the text alone is the name of a city, or of an organisation that takes part."""
        key = tuple(folded(text))
        return key in self.cities or bool(self._there(set(), self.organisations.get(key, set())))

    def organisation(self, text: str) -> int | None:
        """The key of the one organisation of this name."""
        keys = self.organisations.get(tuple(folded(text)), set())
        return next(iter(keys)) if len(keys) == 1 else None

    def _there(self, cities: Collection[int], organisations: Collection[int]) -> list[ParticipatingCity]:
        return [row for row in self.participating if row.city_id in cities or row.organisation_id in organisations]


def bodies_of(event: Event) -> Bodies:
    """Three queries."""
    rows = event.participating_cities.select_related("city", "organisation", "delegation").order_by("position", "pk")
    return Bodies(
        tuple(rows),
        _names(City.objects.values_list("pk", "name"), CityName.objects.values_list("city", "text")),
        _names(
            Organisation.objects.values_list("pk", "name"),
            OrganisationName.objects.values_list("organisation", "text"),
            Organisation.objects.exclude(short_name="").values_list("pk", "short_name"),
        ),
    )


def _names(*pairs: Any) -> Names:
    """The keys by folded name, of querysets of keys and names."""
    first, *others = (each.order_by() for each in pairs)
    found: Names = defaultdict(set)
    for key, text in first.union(*others, all=True):
        if words := tuple(folded(text)):
            found[words].add(key)
    return dict(found)


def _within(key: Key, names: Names) -> set[int]:
    """The keys of those whose whole name stands somewhere in the text."""
    parts = (key[start:end] for start in range(len(key)) for end in range(start + 1, len(key) + 1))
    return {row for part in parts for row in names.get(part, set())}
