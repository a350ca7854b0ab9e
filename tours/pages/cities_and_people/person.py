"""The public page of somebody who has a part in public events: their names, and what they did where."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from backstage.lists import page_of
from tours.addresses import KEY_OF_PERSON
from tours.models import PublicPerson, PublishedEvent, PublishedItem, PublishedPart
from tours.serving.public_pages import public_page

PARTS_A_PAGE = 20
"""The most parts on one page."""


class Session(NamedTuple):
    """An item and the parts that somebody has in it, or the people of a city have."""

    item: PublishedItem
    parts: Sequence[PublishedPart]


class AtEvent(NamedTuple):
    """What somebody did at an event, and what they were then."""

    event: PublishedEvent
    affiliation: str
    sessions: Sequence[Session]


@public_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of somebody, by the key at the end of the address. An address with a former name leads on to the present one.

    Three queries, 22 rows, and one for the portrait.

    Reads the projection alone, so whoever was taken out of what is published has no page.
    """
    found = PublicPerson.objects.filter(key=slug[-KEY_OF_PERSON:]).first()
    if found is None:
        raise Http404(_("Nobody with such an address has a part in a public event."))
    if found.slug != slug:
        return _moved_to(found, request.META.get("QUERY_STRING", ""))
    rows = PublishedPart.objects.filter(uid=found.uid).newest_first().select_related("event", "item")
    page = page_of(rows, request.GET.get("page"), PARTS_A_PAGE)
    context = {
        "person": found.as_person(),
        "address": found.get_absolute_url(),
        "page": page,
        "events": list(_events(list(page))),
        "footnotes": list(dict.fromkeys(filter(None, (part.event.country_footnote for part in page)))),
    }
    return render(request, "tours/person_detail.html", context)


def _moved_to(found: PublicPerson, query: str) -> HttpResponse:
    """Caches ask again each time, as the name may be what it was before."""
    address = found.get_absolute_url()
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "public, no-cache"
    return response


def sessions_of(parts: Sequence[PublishedPart]) -> list[Session]:
    """The items of these parts, each once with all parts in it; the parts are in the order of the items."""
    return [Session(found[0].item, found) for found in _runs(parts, "item_id")]


def _events(parts: Sequence[PublishedPart]) -> Iterator[AtEvent]:
    for found in _runs(parts, "event_id"):
        yield AtEvent(found[0].event, found[0].as_person().affiliation, sessions_of(found))


def _runs(parts: Sequence[PublishedPart], name: str) -> Iterator[list[PublishedPart]]:
    return (list(run) for _key, run in groupby(parts, key=attrgetter(name)))
