"""The rows of the cities of a published event: its host, and those that take part."""

from collections import Counter
from dataclasses import dataclass

from tours.agenda.facts import City
from tours.agenda.view import AgendaView
from tours.models import PublishedCity, PublishedEvent
from tours.models.editions.stored_names import stored_names


@dataclass
class Seen:
    """A city at the event, and whether it takes part or is the host."""

    city: City
    takes_part: bool = False
    is_host: bool = False


def seen_cities(view: AgendaView) -> list[Seen]:
    host = view.event.host_city
    seen = {host.slug: Seen(host, is_host=True)}
    for participation in view.event.cities:
        if participation.city:
            seen.setdefault(participation.city.slug, Seen(participation.city)).takes_part = True
    return list(seen.values())


def cities_by_name(view: AgendaView) -> dict[str, Seen]:
    """The cities whose name no other city of the event has. People say where they come from by a name alone."""
    seen = seen_cities(view)
    numbers = Counter(each.city.name for each in seen)
    return {each.city.name: each for each in seen if numbers[each.city.name] == 1}


def city_row(published: PublishedEvent, seen: Seen) -> PublishedCity:
    city = seen.city
    return PublishedCity(
        event=published,
        access=published.access,
        starts=published.starts,
        slug=city.slug,
        name=city.name,
        names=stored_names(city.names),
        country_code=city.country.code,
        country_name=city.country.printed,
        country_footnote=city.country.footnote,
        latitude=city.point.latitude if city.point else None,
        longitude=city.point.longitude if city.point else None,
        takes_part=seen.takes_part,
        is_host=seen.is_host,
    )


def cities_of(view: AgendaView) -> set[str]:
    """The slugs of the cities that take part in the event, and of its host."""
    return {seen.city.slug for seen in seen_cities(view)}
