"""The list of events: the filters in use, and in which order the events stand."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Case, F, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backstage.lists import LONGEST_QUERY
from tours.filters import PHASES, EventFilter, local_date
from tours.models import PublishedEvent
from tours.models.published import Phase, PublishedEventQuerySet
from tours.pages.event_choices import Offer, offered

EVENTS_A_PAGE = 20
HEADINGS: dict[Phase, Promise] = {
    Phase.RUNNING: gettext_lazy("Under way"),
    Phase.UPCOMING: gettext_lazy("Upcoming events"),
    Phase.PAST: gettext_lazy("Past events"),
}
ANY: dict[str, Promise] = {
    "country": gettext_lazy("All countries"),
    "city": gettext_lazy("All cities"),
    "theme": gettext_lazy("All themes"),
    "kind": gettext_lazy("All kinds"),
    "year": gettext_lazy("All years"),
    "phase": gettext_lazy("Any time"),
}
"""What a field says as long as nothing is chosen in it."""


class Chosen(NamedTuple):
    """A filter in use. `problem` says why it leaves no event, where that is known; `others` is the query string without it."""

    label: str
    value: str
    problem: str
    others: str


class Group(NamedTuple):
    heading: str
    events: list[PublishedEvent]


class Listing(NamedTuple):
    """One page of the events that match. `query` has the filters in use and nothing else."""

    form: forms.Form
    query: dict[str, str]
    chosen: list[Chosen]
    page: Page[PublishedEvent]
    groups: list[Group]
    total: int
    footnotes: list[str]

    @property
    def filters(self) -> str:
        """As the end of an address."""
        return query_string(self.query)

    @property
    def encoded(self) -> str:
        """The same without the question mark, to be said more to."""
        return urlencode(self.query)

    @property
    def own_query(self) -> str:
        """The end of the one address of this page."""
        return query_string(self.query | {"page": str(self.page.number)}) if self.page.number > 1 else self.filters


def listing(events: PublishedEventQuerySet, asked: QueryDict) -> Listing:
    """The page of `events` that a query string asks for; of a page that there is not, the last. Four queries at most."""
    query, offer = filters_in_use(asked), offered(events)
    found = EventFilter(query, queryset=events)
    rows = found.qs if found.is_valid() else events.none()
    rows = _by_date(rows, query) if query else _next_first(rows, timezone.now())
    page = Paginator(rows, EVENTS_A_PAGE).get_page(asked.get("page"))
    return Listing(
        form=_with_options(found.form, offer),
        query=query,
        chosen=chosen(found, query, offer),
        page=page,
        groups=_group_that_matches(page) if query else _groups_by_phase(page),
        total=sum(kind.events for kind in offer.options["kind"]),
        footnotes=offer.footnotes,
    )


def filters_in_use(asked: QueryDict) -> dict[str, str]:
    """Of a query string, the filters that have a value, in one order: the same filters have the same address."""
    given = {name: asked.get(name, "").strip() for name in EventFilter.base_filters}
    return {name: value.upper() if name == "country" else value for name, value in given.items() if value}


def query_string(query: dict[str, str]) -> str:
    """With its question mark; empty where there is nothing to say."""
    return f"?{urlencode(query)}" if query else ""


def chosen(found: EventFilter, query: dict[str, str], offer: Offer) -> list[Chosen]:
    """The filters in use, as the page and the title of a calendar tell them."""
    return [
        Chosen(
            label=str(found.filters[name].label),
            value=offer.printed(name, value),
            problem=_problem(found.form, name, value, offer),
            others=query_string({other: query[other] for other in query if other != name}),
        )
        for name, value in query.items()
    ]


def _problem(form: forms.Form, name: str, value: str, offer: Offer) -> str:
    if name in form.errors:
        return str(form.errors[name][0])
    return _("No event has it.") if offer.lacks(name, value) else ""


def _with_options(form: forms.Form, offer: Offer) -> forms.Form:
    """The fields of the filter bar: words are typed, all else is chosen among what there is; where there is nothing, hidden."""
    options: dict[str, Sequence[tuple[str, Promise | str]]] = {"phase": PHASES}
    for name, offers in offer.options.items():
        options[name] = [(option.value, f"{option.label} ({option.events})") for option in offers]
    for name, field in form.fields.items():
        chosen_from = options.get(name)
        field.widget = forms.Select(choices=[("", ANY[name]), *chosen_from]) if chosen_from else forms.HiddenInput()
    form.fields["q"].widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY})
    return form


def _by_date(events: PublishedEventQuerySet, query: dict[str, str]) -> PublishedEventQuerySet:
    """Latest first; of those that lie ahead, the next one first."""
    soonest_first = query.get("phase") == Phase.UPCOMING
    return events.order_by("starts" if soonest_first else "-starts", "title", "pk")


def _next_first(events: PublishedEventQuerySet, at: datetime) -> PublishedEventQuerySet:
    """Running, then upcoming, the next one first; then past, the latest first."""
    today = local_date(at)
    stands = Case(When(ends__lt=today, then=2), When(starts__gt=today, then=1), default=0)
    soonest = Case(When(ends__gte=today, then=F("starts")))
    return events.order_by(stands, soonest, "-starts", "title", "pk")


def _groups_by_phase(page: Page[PublishedEvent]) -> list[Group]:
    return [Group(str(HEADINGS[phase]), list(rows)) for phase, rows in groupby(page, key=lambda event: event.phase)]


def _group_that_matches(page: Page[PublishedEvent]) -> list[Group]:
    return [Group(_("Events that match"), list(page))]
