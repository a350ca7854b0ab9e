"""The page of search: the results, grouped by their sort."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.visitors import visitor
from announcements.models import Post
from announcements.search import found_posts
from backstage.lists import LONGEST_QUERY, query_string
from backstage.text.folding import folded
from backstage.text.language_tags import tag_in_script
from backstage.text.tidying import tidy
from tours.labels import EVENT_KINDS, EVENT_STATES, ITEM_KINDS, STATUSES
from tours.models import PublishedCity, PublishedEvent, PublishedItem
from tours.search import MOST_WORDS, Found, Matches, first, found_cities, found_events, found_items
from tours.serving.public_pages import public_page
from tours.templatetags.times import marked_day
from tours.vocabulary import EventKind, EventState, ItemKind, Status
from tours.wording import clock, date_range, full_date, utc_offset, weekday_and_date

MOST_SHOWN = 10
"""The most results of each group."""
MOST_ALONE = 100
"""The most results of a group that is shown alone."""


class Words(NamedTuple):
    """Words with the tag of their language; `und` stands for words that no page marks, such as those of the interface."""

    text: str
    language: str = "und"


class Result(NamedTuple):
    """One result. `aside` says when or where it is, and `about` what it is. `language` is that of the title."""

    title: str
    address: str
    aside: str
    about: list[Words]
    language: str = "und"
    footnote: str = ""


class Sort(NamedTuple):
    """A sort of results.

    `page` is the name of the page that lists all of them; a sort without one can be shown alone here.
    """

    name: str
    heading: Promise
    link_to_all: Promise
    find: Callable[[str, User | AnonymousUser], Matches[Any]]
    result: Callable[[Any], Result]
    page: str = ""


class ResultGroup(NamedTuple):
    """The first results of one sort, and the number of all.

    `address_of_all` leads to the others; it is empty if there is no link. If the search `is_cut`, there are more than
    `total`.
    """

    name: str
    heading: Promise
    results: list[Result]
    total: int
    is_cut: bool
    link_to_all: str
    address_of_all: str


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Shows what matches the query `q`.

    At most eight queries: one per group, and one more for the count of a long group. `show` names a sort that is shown
    alone, with more results; any other value shows every sort.
    """
    query = " ".join(tidy(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    words = folded(query)
    alone = next((sort for sort in SORTS if sort.name == request.GET.get("show") and not sort.page), None)
    searched = _found(query, visitor(request), alone) if words else []
    groups = [group for group in searched if group.total]
    context = {
        "query": query,
        "words": words[:MOST_WORDS],
        "is_cut": len(words) > MOST_WORDS,
        "groups": groups,
        "alone": alone,
        "total": sum(group.total for group in groups),
        "is_more": any(group.is_cut for group in searched),
        "is_missing": any(group.is_cut and not group.total for group in searched),
        "footnotes": _footnotes(groups),
    }
    return render(request, "announcements/search.html", context)


def _found(query: str, user: User | AnonymousUser, alone: Sort | None) -> list[ResultGroup]:
    if alone:
        return [_group(alone, first(alone.find(query, user), MOST_ALONE))]
    return [_group(sort, first(sort.find(query, user), MOST_SHOWN), query) for sort in SORTS]


def _group(sort: Sort, found: Found[Any], query: str = "") -> ResultGroup:
    """The group of a sort. With a query, it has a link to all results."""
    results = [sort.result(row) for row in found.rows]
    label = _("More of them") if found.is_cut else str(sort.link_to_all) % {"count": found.count}
    address = _address_of_all(sort, query) if query else ""
    return ResultGroup(sort.name, sort.heading, results, found.count, found.is_cut, label, address)


def _address_of_all(sort: Sort, query: str) -> str:
    if sort.page:
        return reverse(sort.page) + query_string({"q": query})
    return reverse("announcements:search") + query_string({"q": query, "show": sort.name})


def _footnotes(groups: Iterable[ResultGroup]) -> list[str]:
    """The footnotes of the countries in the results, each once."""
    footnotes = (result.footnote for group in groups for result in group.results)
    return list(dict.fromkeys(filter(None, footnotes)))


def _event(event: PublishedEvent) -> Result:
    about = [Words(str(EVENT_KINDS[EventKind(event.kind)])), Words(f"{event.host_city_name}, {event.country_name}")]
    if event.state != EventState.PLANNED:
        about.append(Words(str(EVENT_STATES[EventState(event.state)])))
    days = date_range(event.starts, event.ends)
    return Result(event.title, event.get_absolute_url(), days, about, event.language, event.country_footnote)


def _item(item: PublishedItem) -> Result:
    about = [Words(str(ITEM_KINDS[ItemKind(item.kind)])), Words(item.event.title, item.event.language)]
    if item.status != Status.CONFIRMED:
        about.append(Words(str(STATUSES[Status(item.status)])))
    address = reverse("tours:item", args=[item.event.slug, item.uid])
    return Result(item.title, address, _moment(item), about, item.event.language)


def _moment(item: PublishedItem) -> SafeString:
    """`Monday 4 September 2017, 10:00 (UTC+9)`: day and time by the clock of the event, marked."""
    if item.starts_at is None:
        return marked_day(item.day)
    starts = item.starts_at.astimezone(ZoneInfo(item.event.zone))
    words = _("%(day)s, %(time)s (%(offset)s)") % {
        "day": weekday_and_date(starts.date()),
        "time": clock(starts.time()),
        "offset": utc_offset(item.event.zone, starts.date()),
    }
    return format_html('<time datetime="{}">{}</time>', starts.isoformat(), words)


def _city(city: PublishedCity) -> Result:
    names = [Words(text, tag_in_script(language, script)) for text, language, script in city.names]
    address = reverse("tours:city", args=[city.slug])
    return Result(city.name, address, city.country_name, names, footnote=city.country_footnote)


def _post(post: Post) -> Result:
    day = full_date(post.published_on) if post.published_on else ""
    about = [Words(post.summary, post.language)] if post.summary else []
    return Result(post.title, post.get_absolute_url(), day, about, post.language)


def _all(find: Callable[[str, User | AnonymousUser], QuerySet[Any]]) -> Callable[..., Matches[Any]]:
    """A search that always finds all."""
    return lambda query, user: Matches(find(query, user))


EVENTS, POSTS = gettext_lazy("All %(count)d events"), gettext_lazy("All %(count)d posts")
SORTS = (
    Sort("events", gettext_lazy("Events"), EVENTS, found_events, _event, "tours:events"),
    Sort("news", gettext_lazy("News"), POSTS, _all(found_posts), _post, "announcements:posts"),
    Sort("items", gettext_lazy("Programme items"), gettext_lazy("All %(count)d programme items"), found_items, _item),
    Sort("cities", gettext_lazy("Cities"), gettext_lazy("All %(count)d cities"), _all(found_cities), _city),
)
