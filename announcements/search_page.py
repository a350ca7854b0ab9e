"""The page of search: what is found, a group for each sort of thing."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.visitors import visitor
from announcements.models import Post
from announcements.search import found_posts
from tours.labels import EVENT_KINDS, EVENT_STATES, ITEM_KINDS, STATUSES
from tours.models import PublishedCity, PublishedEvent, PublishedItem
from tours.public_pages import public_page
from tours.search import MOST_WORDS, Found, Row, first, found_cities, found_events, found_items
from tours.text import folded, tidy
from tours.vocabulary import EventKind, EventState, ItemKind, Status
from tours.wording import clock, date_range, full_date, weekday_and_date, zone_time

LONGEST_QUERY = 200
MOST_SHOWN = 10
"""Of each group."""


class Result(NamedTuple):
    """One thing that was found. `aside` is when or where it is, `about` what it is."""

    title: str
    address: str
    aside: str
    about: str
    language: str = ""


class Group(NamedTuple):
    """Things of one sort: the first of them, how many there are, and where all are listed, if anywhere."""

    name: str
    heading: Promise
    results: list[Result]
    total: int
    address_of_all: str


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """At most eight queries: one a group, and one for its count where there are more than are shown."""
    query = " ".join(tidy(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    words = folded(query)
    groups, footnotes = _found(query, visitor(request)) if words else ([], [])
    context = {
        "query": query,
        "words": words[:MOST_WORDS],
        "is_cut": len(words) > MOST_WORDS,
        "groups": groups,
        "shown": MOST_SHOWN,
        "total": sum(group.total for group in groups),
        "footnotes": footnotes,
    }
    return render(request, "announcements/search.html", context)


def _found(query: str, user: User | AnonymousUser) -> tuple[list[Group], list[str]]:
    """The groups that are not empty, and the footnotes that the countries in them bring along."""
    events = first(found_events(query, user), MOST_SHOWN)
    items = first(found_items(query, user), MOST_SHOWN)
    cities = first(found_cities(query, user), MOST_SHOWN)
    posts = first(found_posts(query, user), MOST_SHOWN)
    asked = "?" + urlencode({"q": query})
    groups = [
        _group("events", gettext_lazy("Events"), _event, events, reverse("tours:events") + asked),
        _group("items", gettext_lazy("Programme items"), _item, items),
        _group("cities", gettext_lazy("Cities"), _city, cities),
        _group("news", gettext_lazy("News"), _post, posts, reverse("announcements:posts") + asked),
    ]
    footnotes = [row.country_footnote for row in events.rows] + [row.country_footnote for row in cities.rows]
    return [group for group in groups if group.total], list(dict.fromkeys(filter(None, footnotes)))


def _group(
    name: str, heading: Promise, result: Callable[[Row], Result], found: Found[Row], address_of_all: str = ""
) -> Group:
    return Group(name, heading, [result(row) for row in found.rows], found.count, address_of_all)


def _event(event: PublishedEvent) -> Result:
    about: list[str | Promise] = [EVENT_KINDS[EventKind(event.kind)], f"{event.host_city_name}, {event.country_name}"]
    if event.state != EventState.PLANNED:
        about.append(EVENT_STATES[EventState(event.state)])
    return Result(event.title, event.get_absolute_url(), date_range(event.starts, event.ends), _joined(about))


def _item(item: PublishedItem) -> Result:
    about: list[str | Promise] = [ITEM_KINDS[ItemKind(item.kind)], item.event.title]
    if item.status != Status.CONFIRMED:
        about.append(STATUSES[Status(item.status)])
    address = reverse("tours:item", args=[item.event.slug, item.uid])
    return Result(item.title, address, _moment(item), _joined(about))


def _moment(item: PublishedItem) -> str:
    """`Monday 4 September 2017, 10:00 Seoul time (UTC+9)`: by the clock of the event, whose zone is told."""
    if item.starts_at is None:
        return weekday_and_date(item.day)
    starts = item.starts_at.astimezone(ZoneInfo(item.event.zone))
    return _("%(day)s, %(time)s %(zone)s") % {
        "day": weekday_and_date(starts.date()),
        "time": clock(starts.time()),
        "zone": zone_time(item.event.zone, starts.date()),
    }


def _city(city: PublishedCity) -> Result:
    names = (text for text, _language, _script in city.names)
    return Result(city.name, reverse("tours:city", args=[city.slug]), city.country_name, ", ".join(names))


def _post(post: Post) -> Result:
    day = full_date(post.published_on) if post.published_on else ""
    return Result(post.title, post.get_absolute_url(), day, post.summary, post.language)


def _joined(parts: Iterable[str | Promise]) -> str:
    return " · ".join(map(str, parts))
