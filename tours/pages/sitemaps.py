"""The sitemap entries of events, items, cities and people, and how a sitemap is written (sitemaps.org, protocol 0.9).

A section is in parts of bounded size, so that each is made cheaply. The parts of events and items are ranges of the keys of
events, so that a change of one event changes no other part.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse

from tours.editions.projection.writing import public_change
from tours.models import PublicCity, PublicPerson, PublishedEvent, PublishedItem
from tours.models.editions.published import PublishedEventQuerySet

MOST_ENTRIES = 50_000
"""The protocol's limit for one file."""
EVENTS_A_PART, CITIES_A_PART, PEOPLE_A_PART = 250, 250, 250
EVENTS_WITH_ITEMS_A_PART = 100
"""With five hundred items each they fill a part. What is beyond is left out: the pages of events lead to it. A part for fewer
events would make the index long, which every crawler reads first.
"""
ANY_SLUG = "any-slug"
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


class Entry(NamedTuple):
    """A page by its path, with the moment of its last change if that is known."""

    path: str
    changed_at: datetime | None = None


class Section(NamedTuple):
    """A section of the sitemap.

    `parts` gives the numbers of its parts. `state` identifies all that a part is drawn from, at the cost of one query at
    most. `entries` are those of a part: none if there is no such part.
    """

    parts: Callable[[], Iterable[int]]
    state: Callable[[int], str]
    entries: Callable[[int], Iterator[Entry]]


def _event_parts() -> Iterable[int]:
    return ranges(_public(), EVENTS_A_PART)


def _event_state(part: int) -> str:
    return _state(_range(part, EVENTS_A_PART))


def _events(part: int) -> Iterator[Entry]:
    """The pages of public events. One query. A page also changes when a post about its event does."""
    address = addresses("tours:event")
    for slug, changed_at in _range(part, EVENTS_A_PART).order_by("pk").values_list("slug", "changed_at"):
        yield Entry(address(slug), changed_at)


def _item_parts() -> Iterable[int]:
    with_items = _public().filter(Exists(PublishedItem.objects.filter(event=OuterRef("pk"))))
    return ranges(with_items, EVENTS_WITH_ITEMS_A_PART)


def _item_state(part: int) -> str:
    return _state(_range(part, EVENTS_WITH_ITEMS_A_PART))


def _items(part: int) -> Iterator[Entry]:
    """The pages of public items, in the order of their agendas. One query."""
    events = _range(part, EVENTS_WITH_ITEMS_A_PART)
    rows = PublishedItem.objects.filter(event__in=events.values("pk"))
    in_order = rows.order_by("event", "day", F("starts_at").asc(nulls_first=True), "pk")
    facts = in_order.values_list("event__slug", "uid", "event__edition__published_at")
    address = addresses("tours:event")
    for slug, uid, published_at in facts[:MOST_ENTRIES]:
        yield Entry(f"{address(slug)}items/{uid}/", published_at)


def _city_parts() -> Iterable[int]:
    return _numbered(PublicCity.objects.count(), CITIES_A_PART)


def _public_state(_part: int) -> str:
    return public_change().isoformat()


def _cities(part: int) -> Iterator[Entry]:
    """The pages of cities with public events, by their slugs. One query. Posts do not change these pages."""
    found = PublicCity.objects.order_by("slug").annotate(published_at=F("latest__event__edition__published_at"))
    at, address = (part - 1) * CITIES_A_PART, addresses("tours:city")
    for slug, published_at in found.values_list("slug", "published_at")[at : at + CITIES_A_PART]:
        yield Entry(address(slug), published_at)


def _people_parts() -> Iterable[int]:
    return _numbered(PublicPerson.objects.count(), PEOPLE_A_PART)


def _people(part: int) -> Iterator[Entry]:
    """The pages of people with a part in public events, by their UIDs. One query."""
    found = PublicPerson.objects.order_by("uid").values_list("slug", "event__edition__published_at")
    at, address = (part - 1) * PEOPLE_A_PART, addresses("tours:person")
    for slug, published_at in found[at : at + PEOPLE_A_PART]:
        yield Entry(address(slug), published_at)


EVENTS = Section(_event_parts, _event_state, _events)
ITEMS = Section(_item_parts, _item_state, _items)
CITIES = Section(_city_parts, _public_state, _cities)
PEOPLE = Section(_people_parts, _public_state, _people)


def pages() -> Iterator[Entry]:
    for name in ("home", "tours:events", "tours:cities", "tours:about", "tours:partners", "tours:brochures"):
        yield Entry(reverse(name))


def _numbered(entries: int, a_part: int) -> Iterable[int]:
    """The numbers of parts, from one."""
    return range(1, -(-entries // a_part) + 1)


def addresses(name: str) -> Callable[[str], str]:
    """Makes the addresses of many pages by their slugs, at the cost of one `reverse`."""
    before, after = reverse(name, args=[ANY_SLUG]).split(ANY_SLUG)
    return lambda slug: f"{before}{slug}{after}"


def sitemap(entries: Iterable[Entry], base_url: str) -> bytes:
    return _written("urlset", "url", entries, base_url)


def sitemap_index(paths: Iterable[str], base_url: str) -> bytes:
    return _written("sitemapindex", "sitemap", map(Entry, paths), base_url)


def _written(name: str, part: str, entries: Iterable[Entry], base_url: str) -> bytes:
    lines = (f"<{part}><loc>{escape(base_url + entry.path)}</loc>{_moment(entry)}</{part}>\n" for entry in entries)
    return f"{_OPENING.format(name)}{''.join(lines)}</{name}>\n".encode()


def _moment(entry: Entry) -> str:
    """The moment in the W3C format with its offset, as the protocol requires; empty if it is not known."""
    return f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""


def _public() -> PublishedEventQuerySet:
    return PublishedEvent.objects.visible_to(AnonymousUser()).order_by()


def _range(part: int, size: int) -> PublishedEventQuerySet:
    """The public events of a part, which is a range of as many keys."""
    return _public().filter(pk__gte=(part - 1) * size, pk__lt=part * size)


def ranges(rows: QuerySet[Any], size: int) -> list[int]:
    """The numbers of the parts that have any of these rows. A part is a range of as many keys."""
    parts = rows.annotate(part=Cast(F("pk"), IntegerField()) / size).values_list("part", flat=True)
    return [part + 1 for part in parts.distinct().order_by("part")]


def _state(events: PublishedEventQuerySet) -> str:
    """The number of events and their last change: an event that comes or changes is later than all before."""
    facts = events.aggregate(number=Count("pk"), last=Max("changed_at"))
    return f"{facts['number']} {facts['last']}"
