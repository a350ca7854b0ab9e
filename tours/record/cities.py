"""Finds a city by a name that somebody typed, and makes one that there is not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from backstage.text.folding import folded
from backstage.text.scripts import is_written_in
from backstage.text.slugs import free_slug
from backstage.text.tidying import tidy
from tours.models import City, CityName
from tours.record.countries import country_of_code
from tours.record.saving import save_valid
from tours.zones import known_zones, zones_by_country


def in_words(city: City) -> str:
    """`Seoul, Republic of Korea`: by this a city is found again. Reads the country."""
    return f"{city.name}, {city.country.name}"


def cities_called(text: str, *, country: str = "") -> list[City]:
    """The cities of that name, as search folds it: in any script, with diacritics or without; its country may follow it.

    With the code of a country, those that are there. Three queries: all names are read, as no database folds them.
    """
    words = folded(text)
    names = [*City.objects.values_list("pk", "name", "country__name").order_by()]
    names += CityName.objects.values_list("city", "text", "city__country__name").order_by()
    keys = {key for key, name, of in names if words in (folded(name), folded(f"{name}, {of}"))} if words else set()
    within = Q(country=country) if country else Q()
    return list(City.objects.filter(within, pk__in=keys).select_related("country").order_by("name", "country", "pk"))


def zones_of(country: str) -> tuple[str, ...]:
    """The zones of the country with that code; all zones for a country of which none are known."""
    return zones_by_country().get(country) or tuple(sorted(known_zones()))


@transaction.atomic
def make_city(name: str, *, country: str, zone: str) -> City:
    """Makes the city, and its country where that is new too, by its ISO 3166 code. Raises ValidationError."""
    name = " ".join(tidy(name).split())
    if not is_written_in(name, "Latn"):
        raise ValidationError({"city": _("Write the name of a new city in Latin letters, as in English.")})
    city = City(name=name, country=country_of_code(country), zone=zone, slug=free_slug(City, name, otherwise="city"))
    save_valid(city)
    return city
