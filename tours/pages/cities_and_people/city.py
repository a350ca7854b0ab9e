"""The public page of a city: its events, and what it presented at each."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.visitors import visitor
from backstage.lists import page_of, query_string
from tours.addresses import events_calendar_address
from tours.models import PublishedCity, PublishedPart, PublishedPresentation
from tours.pages.cities_and_people.person import Session
from tours.pages.event_lists.listing import EVENTS_A_PAGE
from tours.serving.public_pages import public_page

MOST_PRESENTED = 100
"""The most items of its own that the page of a city shows beside its events."""


@public_page
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of a city that the visitor may see. The newest event gives the city's name. Five queries and one
    for news, 21 rows and those of what the city presented.
    """
    rows = PublishedCity.objects.visible_to(visitor(request)).filter(slug=slug).select_related("event").newest_first()
    newest = rows.first()
    if newest is None:
        raise Http404(_("No event has such a city."))
    page = page_of(rows, request.GET.get("page"), EVENTS_A_PAGE)
    footnotes = (newest.country_footnote, *(row.event.country_footnote for row in page))
    presented = presented_at(slug, [row.event_id for row in page])
    context = {
        "city": newest,
        "page": page,
        "events": [(row, presented.get(row.event_id)) for row in page],
        "keys": [row.event_id for row in page],
        "footnotes": list(dict.fromkeys(footnote for footnote in footnotes if footnote)),
        "calendar": events_calendar_address("", query_string({"city": slug})),
    }
    return render(request, "tours/city_detail.html", context)


def presented_at(slug: str, events: Collection[int]) -> Mapping[int, Sequence[Session]]:
    """What the city presented, with its people there, by the key of the event; of many, what it did at the latest. Two
    queries.
    """
    people = Prefetch("item__parts", PublishedPart.objects.filter(city_slug=slug), to_attr="of_city")
    rows = PublishedPresentation.objects.filter(city_slug=slug, event__in=events).select_related("item")
    of_events: dict[int, list[Session]] = {}
    for row in rows.newest_first().prefetch_related(people)[:MOST_PRESENTED]:
        of_events.setdefault(row.event_id, []).append(Session(row.item, vars(row.item)["of_city"]))
    return of_events
