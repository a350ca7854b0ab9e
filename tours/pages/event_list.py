"""The list of events: its filters and its order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django import forms
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backstage.lists import LONGEST_QUERY, ChosenFilter, FilteredList, ListPage
from tours.filters import PHASES, EventFilter, local_date
from tours.models import PublishedEvent
from tours.models.published import EventPhase, PublishedEventQuerySet
from tours.pages.event_choices import Offer, offered

EventList = FilteredList[PublishedEventQuerySet]
EVENTS_A_PAGE = 20
HEADINGS: dict[EventPhase, Promise] = {
    EventPhase.RUNNING: gettext_lazy("Under way"),
    EventPhase.UPCOMING: gettext_lazy("Upcoming events"),
    EventPhase.PAST: gettext_lazy("Past events"),
}
ANY: dict[str, Promise] = {
    "country": gettext_lazy("All countries"),
    "city": gettext_lazy("All cities"),
    "theme": gettext_lazy("All themes"),
    "kind": gettext_lazy("All kinds"),
    "year": gettext_lazy("All years"),
    "phase": gettext_lazy("Any time"),
}
"""What a field says while nothing is chosen in it."""


class Section(NamedTuple):
    heading: str
    events: list[PublishedEvent]


class Listing(NamedTuple):
    """One page of the events that match. `query` is the query string of the filters in use; `total` counts all events."""

    form: forms.Form
    query: str
    chosen: list[ChosenFilter]
    page: ListPage[PublishedEvent]
    groups: list[Section]
    total: int
    footnotes: list[str]


def listing(events: PublishedEventQuerySet, parameters: Mapping[str, str]) -> Listing:
    """The page of `events` that a query string asks for, or the last page if there is no such page.

    Four queries at most.
    """
    found, offer = event_list(events, parameters), offered(events)
    filters = found.in_use
    rows = _by_date(found.matching, filters) if filters else _next_first(found.matching, timezone.now())
    page = found.page(rows, EVENTS_A_PAGE)
    return Listing(
        form=_with_options(found.form, offer),
        query=found.query,
        chosen=chosen(found, offer),
        page=page,
        groups=_group_that_matches(page) if filters else _groups_by_phase(page),
        total=sum(kind.events for kind in offer.options["kind"]),
        footnotes=offer.footnotes,
    )


def event_list(events: PublishedEventQuerySet, parameters: Mapping[str, str]) -> EventList:
    """The filtered list. Country codes are put in capitals, so that the same filters always have the same address."""
    return FilteredList(EventFilter, events, {**parameters, "country": parameters.get("country", "").upper()})


def chosen(found: EventList, offer: Offer) -> list[ChosenFilter]:
    """The filters in use, as the page and the title of a calendar show them."""
    values = found.in_use
    names = {name: offer.label(name, value) for name, value in values.items()}
    return [
        each
        if each.problem or not offer.lacks(each.name, values[each.name])
        else each._replace(problem=_("No event has this value."))
        for each in found.chosen(names)
    ]


def _with_options(form: forms.Form, offer: Offer) -> forms.Form:
    """Gives the fields of the filter bar their widgets. Words are typed, and all else is chosen from the offered
    options. A field without options is hidden.
    """
    options: dict[str, Sequence[tuple[str, Promise | str]]] = {"phase": PHASES}
    for name, offers in offer.options.items():
        options[name] = [(option.value, f"{option.label} ({option.events})") for option in offers]
    for name, field in form.fields.items():
        choices = options.get(name)
        field.widget = forms.Select(choices=[("", ANY[name]), *choices]) if choices else forms.HiddenInput()
    form.fields["q"].widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY})
    return form


def _by_date(events: PublishedEventQuerySet, query: dict[str, str]) -> PublishedEventQuerySet:
    """Latest first. Upcoming events are in the order in which they start."""
    soonest_first = query.get("phase") == EventPhase.UPCOMING
    return events.order_by("starts" if soonest_first else "-starts", "title", "pk")


def _next_first(events: PublishedEventQuerySet, at: datetime) -> PublishedEventQuerySet:
    """Running events, then upcoming ones (the next first), then past ones (the latest first)."""
    today = local_date(at)
    stands = Case(When(ends__lt=today, then=2), When(starts__gt=today, then=1), default=0)
    soonest = Case(When(ends__gte=today, then=F("starts")))
    return events.order_by(stands, soonest, "-starts", "title", "pk")


def _groups_by_phase(page: ListPage[PublishedEvent]) -> list[Section]:
    return [Section(str(HEADINGS[phase]), list(rows)) for phase, rows in groupby(page, key=lambda event: event.phase)]


def _group_that_matches(page: ListPage[PublishedEvent]) -> list[Section]:
    return [Section(_("Events that match"), list(page))]
