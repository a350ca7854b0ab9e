"""The list of events: its filters and its order."""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from backstage.lists import ChosenFilter, FilteredList, ListPage
from backstage.text.slugs import slug_for
from tours.editions.projection.public_choices import offered
from tours.filters import LONGEST_NAME, EventFilter, local_date
from tours.models import PublishedCity, PublishedEvent
from tours.models.editions.published import EventPhase, PublishedEventQuerySet
from tours.pages.event_lists.filters import CityLink, EventList, cities_like, labels, with_options, without_match

EVENTS_A_PAGE = 20
SLUG = re.compile("[a-z0-9-]*")
ANY_SLUG = re.compile("[a-zA-Z0-9_-]+")
"""What a slug may be. Those that are made from names have small letters, but people may have typed others."""
HEADINGS: dict[EventPhase, Promise] = {
    EventPhase.RUNNING: gettext_lazy("Under way"),
    EventPhase.UPCOMING: gettext_lazy("Upcoming events"),
    EventPhase.PAST: gettext_lazy("Past events"),
}


class Section(NamedTuple):
    heading: str
    events: list[PublishedEvent]


class Listing(NamedTuple):
    """One page of the events that match. `query` is the query string of the filters in use; `total` counts all events.
    If none matches, `cities` are those with a name like the city in use.
    """

    form: forms.Form
    query: str
    chosen: list[ChosenFilter]
    page: ListPage[PublishedEvent]
    groups: list[Section]
    total: int
    footnotes: list[str]
    cities: list[CityLink]


def listing(user: User | AnonymousUser, parameters: Mapping[str, str]) -> Listing:
    """The page of events that a query string asks for, or the last page if there is no such page.

    Four queries at most, some more for a city, theme or country that is not among those offered, and some more for a list
    that finds nothing, to say why.
    """
    found, offer = event_list(PublishedEvent.objects.visible_to(user), parameters), offered()
    words = labels(found, offer)
    total = found.visible.count() if user.is_authenticated else offer.total
    page = _page(found, None if found.in_use else total)
    filters = found.chosen(words)
    return Listing(
        form=with_options(found.form, offer, words),
        query=found.query,
        chosen=filters if page.object_list else without_match(found, filters),
        page=page,
        groups=_group_that_matches(page) if found.in_use else _groups_by_phase(page),
        total=total,
        footnotes=offer.footnotes,
        cities=[] if page.object_list else cities_like(found, user),
    )


def event_list(events: PublishedEventQuerySet, parameters: Mapping[str, str]) -> EventList:
    """The filtered list. Countries and cities are put as the projection has them, so that the same filters always have
    the same address: `kr` becomes KR, and the typed name of a city its slug. One query for a city that may be either.
    """
    named = {
        "country": parameters.get("country", "").upper(),
        "city": _slug(parameters.get("city", "").strip(), events),
    }
    return FilteredList(EventFilter, events, {**parameters, **named})


def _slug(city: str, events: PublishedEventQuerySet) -> str:
    is_slug = len(city) > LONGEST_NAME or SLUG.fullmatch(city) or _is_typed_slug(city, events)
    return city if is_slug else slug_for(city, otherwise=city)


def _is_typed_slug(text: str, events: PublishedEventQuerySet) -> bool:
    if not ANY_SLUG.fullmatch(text):
        return False
    return PublishedCity.objects.filter(slug=text, event__in=events.order_by()).exists()


def next_first(events: PublishedEventQuerySet, today: Case) -> PublishedEventQuerySet:
    """Running events, then upcoming ones (the next first), then past ones (the latest first). `today` is a `local_date`."""
    stands = Case(When(ends__lt=today, then=2), When(starts__gt=today, then=1), default=0)
    soonest = Case(When(ends__gte=today, then=F("starts")))
    return events.order_by(stands, soonest, "-starts", "title", "pk")


def _page(found: EventList, count: int | None) -> ListPage[PublishedEvent]:
    """The page, read in two steps: the database sorts the keys of all events that match, and reads only those shown.

    An event that closes or leaves between the two steps is left out.
    """
    if found.in_use:
        rows = _by_date(found.matching, found.in_use)
    else:
        rows = next_first(found.matching, local_date(timezone.now()))
    keys: ListPage[Any] = found.page(rows.values_list("pk", flat=True), EVENTS_A_PAGE, count=count)
    shown = {row.pk: row for row in found.visible.with_keys(keys.object_list)}
    ordered = [shown[key] for key in keys.object_list if key in shown]
    return ListPage(ordered, keys.number, keys.paginator, keys.filters)


def _by_date(events: PublishedEventQuerySet, query: dict[str, str]) -> PublishedEventQuerySet:
    """Latest first. Upcoming events are in the order in which they start."""
    soonest_first = query.get("phase") == EventPhase.UPCOMING
    return events.order_by("starts" if soonest_first else "-starts", "title", "pk")


def _groups_by_phase(page: ListPage[PublishedEvent]) -> list[Section]:
    return [Section(str(HEADINGS[phase]), list(rows)) for phase, rows in groupby(page, key=lambda event: event.phase)]


def _group_that_matches(page: ListPage[PublishedEvent]) -> list[Section]:
    return [Section(_("Events that match"), list(page))]
