"""Makes many public events at once, for tests of growth: rows as lists, search and sitemaps read them, written in bulk."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db.models import Model

from backstage.text.search_keys import stored_keys
from tests.factories import rows
from tours.editions.projection.public_choices import write_offer
from tours.editions.projection.writing import tick
from tours.models import (
    Edition,
    Event,
    PublicCity,
    PublishedCity,
    PublishedEvent,
    PublishedItem,
    PublishedTheme,
    PublishedWord,
)

_numbers = count(1001)
"""From 1001, so that no number is the beginning of another, which a search would find with it."""
FIRST = date(2010, 1, 1)


def many_events(number: int, *, first: date = FIRST, items: int = 1, host: str = "Town") -> list[PublishedEvent]:
    """Public events titled `Week 1001`, `Week 1002` …, one a day from `first` on, and the items of each.

    Each is hosted by a city of its own, such as `Town 1001`, and has a theme of its own; the country is one. The words of
    an event are those of its title, and so for cities and items.
    """
    pattern = _pattern()
    numbers = [next(_numbers) for _each in range(number)]
    days = [first + timedelta(days=at) for at in range(number)]
    events = Event.objects.bulk_create(map(_event, numbers, days))
    editions = Edition.objects.bulk_create(_edition(pattern.edition, event) for event in events)
    at = tick(public=True)
    shown = [_published(pattern, *each, at, host) for each in zip(numbers, events, editions, strict=True)]
    PublishedEvent.objects.bulk_create(shown)
    _bulk(
        PublishedTheme(event=row, access="public", slug=f"theme-{n}", name=f"Theme {n}")
        for n, row in zip(numbers, shown, strict=True)
    )
    cities = _bulk(_city(row) for row in shown)
    _bulk(PublicCity(slug=city.slug, latest=city, country_code=city.country_code, events=1) for city in cities)
    lines = _bulk(_item(row, line) for row in shown for line in range(items))
    _bulk(_words(shown, cities, lines))
    write_offer()
    return shown


def _pattern() -> PublishedEvent:
    """A published event that is taken as a pattern, and that is not public itself."""
    event = rows.event(access="participants")
    rows.publish(event)
    return PublishedEvent.objects.select_related("edition").get(event=event)


def _bulk(made: Iterable[Any]) -> list[Any]:
    all_made: list[Model] = list(made)
    return list(type(all_made[0])._default_manager.bulk_create(all_made, batch_size=500)) if all_made else []


def _event(number: int, day: date) -> Event:
    return Event(
        kind="workshop",
        title=f"Week {number}",
        slug=f"week-{number}",
        starts=day,
        ends=day,
        zone="UTC",
        programme=rows.programme(),
        host_city=rows.seoul(),
    )


def _edition(pattern: Edition, event: Event) -> Edition:
    facts = {name: getattr(pattern, name) for name in ("published_at", "published_by", "format", "agenda")}
    return Edition(event=event, number=1, digest=f"{event.pk:064}", **facts)


def _published(
    pattern: PublishedEvent, number: int, event: Event, edition: Edition, at: Any, host: str
) -> PublishedEvent:
    facts = {field.attname: getattr(pattern, field.attname) for field in PublishedEvent._meta.concrete_fields}
    own = {name: getattr(event, name) for name in ("kind", "title", "slug", "starts", "ends", "zone")}
    place = {"host_city_slug": f"{host.lower()}-{number}", "host_city_name": f"{host} {number}"}
    keys = {"event_id": event.pk, "edition_id": edition.pk, "uid": str(event.uid), "digest": edition.digest}
    return PublishedEvent(**facts | own | place | keys | {"access": "public", "changed_at": at})


def _city(row: PublishedEvent) -> PublishedCity:
    return PublishedCity(
        event=row,
        access="public",
        starts=row.starts,
        slug=row.host_city_slug,
        name=row.host_city_name,
        country_code=row.country_code,
        country_name=row.country_name,
        takes_part=False,
        is_host=True,
    )


def _item(row: PublishedEvent, number: int) -> PublishedItem:
    title = f"Session {number} of {row.title}"
    return PublishedItem(
        event=row, uid=str(uuid.uuid4()), kind="session", title=title, day=row.starts, status="confirmed"
    )


def _words(
    events: list[PublishedEvent], cities: list[PublishedCity], items: list[PublishedItem]
) -> Iterator[PublishedWord]:
    for event in events:
        yield from (PublishedWord(event=event, word=word) for word in stored_keys(event.title))
    for city in cities:
        yield from (PublishedWord(event=city.event, city=city, word=word) for word in stored_keys(city.name))
    for item in items:
        yield from (PublishedWord(event=item.event, item=item, word=word) for word in stored_keys(item.title))
