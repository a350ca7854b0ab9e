"""The sitemap entries of events, items and cities, and how a sitemap is written (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.urls import reverse

from tours.models import PublishedCity, PublishedEvent, PublishedItem
from tours.models.published import PublishedEventQuerySet

MOST_ENTRIES = 50_000
"""The protocol's limit for one file. A longer list keeps its newest entries; crawlers find older pages by links."""
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


class Entry(NamedTuple):
    """A page by its path, with the moment of its last change if that is known."""

    path: str
    changed_at: datetime | None = None


def events() -> Iterator[Entry]:
    """The pages of public events. One query. A page also changes when a post about its event does."""
    rows = _public().order_by("-starts", "pk").values_list("slug", "changed_at")
    for slug, changed_at in rows[:MOST_ENTRIES]:
        yield Entry(reverse("tours:event", args=[slug]), changed_at)


def items() -> Iterator[Entry]:
    """The pages of public items. One query."""
    rows = PublishedItem.objects.filter(event__in=_public()).order_by("-event__starts", "event", "pk")
    facts = rows.values_list("event__slug", "uid", "event__edition__published_at")
    for slug, uid, published_at in facts[:MOST_ENTRIES]:
        yield Entry(reverse("tours:item", args=[slug, uid]), published_at)


def cities() -> Iterator[Entry]:
    """The pages of cities with public events. One query."""
    rows = PublishedCity.objects.filter(event__in=_public()).order_by().values("slug")
    found = rows.annotate(changed_at=Max("event__changed_at")).order_by("-changed_at", "slug")
    for slug, changed_at in found.values_list("slug", "changed_at")[:MOST_ENTRIES]:
        yield Entry(reverse("tours:city", args=[slug]), changed_at)


def pages() -> Iterator[Entry]:
    for name in ("home", "tours:events", "tours:about", "tours:partners", "tours:brochures"):
        yield Entry(reverse(name))


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
    return PublishedEvent.objects.visible_to(AnonymousUser())
