"""Hotels are venues: found by name, or made where somebody names one that is not known."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tours.models import City, Event, Venue
from tours.record.saving import save_valid

MOST_SUGGESTED = 50


def hotels_known(event: Event) -> list[str]:
    """Names to suggest: the hotels of this event first, then venues of its city. Two queries."""
    used = Venue.objects.filter(stays__delegate__event=event).order_by("name").distinct().values_list("name", flat=True)
    near = Venue.objects.filter(city=event.host_city_id).order_by("name").values_list("name", flat=True)
    return list(dict.fromkeys([*used, *near[:MOST_SUGGESTED]]))[:MOST_SUGGESTED]


def hotel_called(words: str, event: Event) -> Venue:
    """The venue of that name at the event or in its city, or, as `Hotel Lotte, Busan`, in a city that is known here.

    One that is not there is not stored yet: `stored` does it, with the room. Raises ValidationError for a city that is not known.
    """
    words = " ".join(words.split())
    here = Q(city=event.host_city_id) | Q(items__event=event) | Q(stays__delegate__event=event)
    found = Venue.objects.filter(here, name__iexact=words).first()
    if found:
        return found
    name, comma, place = words.rpartition(",")
    city = _city_called(place.strip()) if comma else event.host_city
    name = name.strip() if comma else words
    there = Venue.objects.filter(city=city, name__iexact=name).first()
    if there:
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


def _city_called(name: str) -> City:
    found = City.objects.filter(name__iexact=name).first()
    if found is None:
        words = _("There is no city called “%(name)s” here. Leave out what follows the comma.")
        raise ValidationError(words % {"name": name})
    return found
