"""The desk's page of an event's requests: the open ones first, then those that were decided."""

import django_filters
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from backstage.lists import FilteredList
from participants.desk.finding import registering_at
from participants.labels import REQUEST_KINDS, REQUEST_STATES
from participants.models import ChangeRequest
from tours.labels import choices

REQUESTS_A_PAGE = 50
SHOWN = ("event", "delegate", "delegation__participation__city", "delegation__participation__organisation")


class RequestFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    state = django_filters.ChoiceFilter(label=_("State"), choices=choices(REQUEST_STATES), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Asked for"), choices=choices(REQUEST_KINDS), empty_label=_("All"))


@require_safe
def requests(request: HttpRequest, uid: str) -> HttpResponse:
    """Open requests begin with the one that waits longest, decided ones with the latest decision."""
    event = registering_at(request, uid)
    visible = ChangeRequest.objects.visible_to(signed_in(request)).filter(event=event)
    found = FilteredList(RequestFilter, visible, request.GET.dict(), request)
    rows = found.matching.select_related(*SHOWN).order_by(F("decided_at").desc(nulls_first=True), "asked_at", "pk")
    context = {
        "event": event,
        "form": found.form,
        "chosen": found.chosen(),
        "page": found.page(rows, REQUESTS_A_PAGE),
        "is_narrowed": bool(found.in_use),
    }
    return render(request, "participants/requests.html", context, status=400 if found.form.errors else 200)
