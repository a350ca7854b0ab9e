"""Maps of cities and the ways between places."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tours.agenda.facts import Point
from tours.agenda.values import Event
from tours.maps.cities import Spot, cities_map
from tours.maps.ways import walks

register = template.Library()
register.simple_tag(walks)


class PublishedPoint(Protocol):
    """A city as a row of the projection."""

    name: str
    latitude: float | None
    longitude: float | None


@register.simple_tag
def map_of_event(event: Event) -> SafeString:
    """The cities of the event, with arcs to its host; nothing where fewer than two points are known."""
    host = event.host_city
    cities = {host.slug: host} | {entry.city.slug: entry.city for entry in event.cities if entry.city}
    return _drawn(Spot(city.name, city.point, city.slug == host.slug) for city in cities.values() if city.point)


@register.simple_tag
def map_of_cities(cities: Iterable[PublishedPoint]) -> SafeString:
    """The map of these cities, which are rows of the projection. It is empty where fewer than two points are known."""
    return _drawn(
        Spot(city.name, Point(latitude=city.latitude, longitude=city.longitude))
        for city in cities
        if city.latitude is not None and city.longitude is not None
    )


def _drawn(spots: Iterable[Spot]) -> SafeString:
    drawn = cities_map(tuple(spots))
    return SafeString(render_to_string("components/_cities_map.html", {"map": drawn}) if drawn else "")
