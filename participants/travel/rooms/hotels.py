"""Hotels are venues: found by name, or made where somebody names one that is not known."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tours.models import City, Event, Venue
from tours.record.cities import cities_called, in_words
from tours.record.saving import save_valid

MOST_SUGGESTED = 50


def hotels_known(event: Event) -> list[str]:
    """Names to suggest: the hotels of this event first, then venues of its city. Two queries."""
    used = Venue.objects.filter(stays__delegate__event=event).order_by("name").distinct().values_list("name", flat=True)
    near = Venue.objects.filter(city=event.host_city_id).order_by("name").values_list("name", flat=True)
    return list(dict.fromkeys([*used, *near[:MOST_SUGGESTED]]))[:MOST_SUGGESTED]


def hotel_called(words: str, event: Event) -> Venue:
    """The venue of that name at the event or in its city, or, as `Hotel Lotte, Busan`, in a city that is known here.

    One that is not there is not stored yet: `stored` does it, with the room. Raises ValidationError for a city that is not
    known, and where several hotels or cities fit.
    """
    words = " ".join(words.split())
    here = Q(city=event.host_city_id) | Q(items__event=event) | Q(stays__delegate__event=event)
    if found := _only(Venue.objects.filter(here, name__iexact=words).distinct(), words, event):
        return found
    name, city = _name_and_city(words, event)
    if there := _only(Venue.objects.filter(city=city, name__iexact=name), name, event):
        return there
    made = Venue(city=city, name=name)
    made.full_clean()
    return made


def stored(hotel: Venue) -> Venue:
    """The hotel, or the venue of its name and city that somebody made meanwhile. One that is new is saved."""
    if hotel.pk:
        return hotel
    if there := Venue.objects.filter(city=hotel.city, name__iexact=hotel.name).first():
        return there
    save_valid(hotel)
    return hotel


def _only(found: QuerySet[Venue], name: str, event: Event) -> Venue | None:
    """One in the event's city goes before all others, and then one that is spelled as it was typed."""
    fit = list(found.select_related("city").order_by("name", "city__name", "pk"))
    fit = [hotel for hotel in fit if hotel.city_id == event.host_city_id] or fit
    fit = [hotel for hotel in fit if hotel.name == name] or fit
    if len(fit) > 1:
        words = _("Several hotels fit “%(name)s”: %(hotels)s. Write one as it stands here.")
        raise ValidationError(words % {"name": name, "hotels": "; ".join(map(str, fit))})
    return fit[0] if fit else None


def _name_and_city(words: str, event: Event) -> tuple[str, City | None]:
    """The city follows the last comma, or the last but one with its country behind it."""
    parts = [part.strip() for part in words.split(",")]
    for count in range(1, min(len(parts), 3)):
        if cities := cities_called(", ".join(parts[-count:])):
            return ", ".join(parts[:-count]), _only_city(cities)
    if len(parts) > 1:
        refusal = _("There is no city called “%(name)s” here. Leave out what follows the comma.")
        raise ValidationError(refusal % {"name": parts[-1]})
    return words, event.host_city


def _only_city(cities: Sequence[City]) -> City:
    if len(cities) > 1:
        words = _("Several cities have this name: %(cities)s. Write the country too.")
        raise ValidationError(words % {"cities": "; ".join(map(in_words, cities))})
    return cities[0]
