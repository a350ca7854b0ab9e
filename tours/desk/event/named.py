"""The desk's pages of the people, places, cities and organisations that an event names.

An item and a list of the event say only what each is called. These pages say the rest, such as an address or a name in another script.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.transactions import sent_as_a_whole
from accounts.visitors import signed_in
from tours.desk.event.named_forms import NamedCityForm, NamedOrganisationForm, PlaceForm, SpeakerForm
from tours.desk.finding import event_or_404, event_to_edit
from tours.desk.forms.refusals import is_done
from tours.editions.publishing import locked
from tours.models import AgendaItem, Appearance, City, Event, ItemPart, Organisation, Venue


class Named(NamedTuple):
    """One list of them."""

    title: str | Promise
    sentence: str | Promise
    """What the list is for."""
    rows: Callable[[Event], QuerySet[Any]]
    details: Callable[[Any], Sequence[Any]]
    """What the list tells of a row beside its name."""
    form: Callable[..., Any]


def _speakers(event: Event) -> QuerySet[Appearance]:
    rows = Appearance.objects.filter(event=event, person__parts__item__event=event)
    return (
        rows.select_related("event", "person", "organisation", "city__country")
        .prefetch_related("person__names")
        .distinct()
    )


def _cities(event: Event) -> QuerySet[City]:
    named = Q(pk=event.host_city_id) | Q(participations__event=event) | Q(venues__items__event=event)
    return City.objects.filter(named).select_related("country").prefetch_related("names").distinct()


def _places(event: Event) -> QuerySet[Venue]:
    return Venue.objects.filter(items__event=event).select_related("city__country").distinct()


LISTS: dict[str, Named] = {
    "people": Named(
        _("Speakers and people on duty"),
        _("Who has a part in an item, and what they are at this event. They are added in the agenda."),
        _speakers,
        lambda row: [*row.person.names.all(), row.title, row.position, row.organisation, row.city],
        SpeakerForm,
    ),
    "places": Named(
        _("Places"),
        _("Where items are. They are added in the agenda. Other events that use a place show its new facts, too."),
        _places,
        lambda row: [row.address, row.local_name, row.local_address],
        lambda data, files, *, row, event, user: PlaceForm(data, files, row=row, event=event),
    ),
    "cities": Named(
        _("Names of cities"),
        _(
            "The host city, those that take part, and those of places. Other events with a city show its new facts, too."
        ),
        _cities,
        lambda row: [*row.names.all(), row.country],
        lambda data, files, *, row, event, user: NamedCityForm(data, files, row=row, event=event),
    ),
    "organisations": Named(
        _("Names and addresses of organisations"),
        _("Those of the event. Other events that they have a role at show their new facts, too."),
        lambda event: (
            Organisation.objects.filter(
                Q(pk__in=event.organisations.values("organisation"))
                | Q(pk__in=event.participating_cities.values("organisation"))
            )
            .select_related("country")
            .prefetch_related("names")
        ),
        lambda row: [*row.names.all(), row.short_name, row.country, row.url],
        lambda data, files, *, row, event, user: NamedOrganisationForm(data, files, row=row, event=event),
    ),
}


def with_numbers_named(events: QuerySet[Any]) -> QuerySet[Any]:
    """The events with how many people and places their items name. Within the query that reads the events."""
    people = ItemPart.objects.filter(item__event=OuterRef("pk"), person__isnull=False)
    venues = AgendaItem.objects.filter(event=OuterRef("pk"), venue__isnull=False)
    found: QuerySet[Any] = events.annotate(
        people_number=_number(people, "item__event", "person"), places_number=_number(venues, "event", "venue")
    )
    return found


def _number(rows: QuerySet[Any], event: str, of: str) -> Coalesce:
    counted = rows.order_by().values(event).annotate(number=Count(of, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


@require_safe
def named(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    event, kind = event_or_404(request, uid), _list_or_404(name)
    lines = [(row, list(filter(None, kind.details(row)))) for row in kind.rows(event)]
    return render(
        request, "tours/event/named.html", {"event": event, "name": name, "kind": kind, "lists": LISTS, "lines": lines}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sent_as_a_whole
def one_named(request: HttpRequest, uid: str, name: str, key: int) -> HttpResponse:
    """Shows the form of a row on GET and changes the row on POST, while the event is locked."""
    event, kind = event_to_edit(request, uid), _list_or_404(name)
    if request.method == "POST":
        locked(event)
    row = get_object_or_404(kind.rows(event).prefetch_related(None), pk=key)
    form = sent_form(request, lambda data, files: kind.form(data, files, row=row, event=event, user=signed_in(request)))
    if form.is_valid() and is_done(form, transaction.atomic(form.save)):
        messages.success(request, _now("“%(part)s” is changed. Readers see it with the next version.") % {"part": row})
        return redirect("tours:desk_named", event.uid, name)
    context = {"event": event, "name": name, "kind": kind, "row": row, "form": form}
    return render(request, "tours/event/one_named.html", context, status=400 if form.errors else 200)


def _list_or_404(name: str) -> Named:
    if name not in LISTS:
        raise Http404
    return LISTS[name]
