"""The desk's page of one event: how it stands, what waits to be done, and what it consists of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from tours.checks.clashes_of_events import clashes_of
from tours.desk.event.named import with_numbers_named
from tours.desk.event.parts import KINDS, with_numbers
from tours.desk.finding import events_of
from tours.desk.to_do import with_to_do
from tours.models import Programme


@require_safe
def overview(request: HttpRequest, uid: str) -> HttpResponse:
    rows = with_numbers_named(with_numbers(with_to_do(events_of(request).select_related("published", "picture"))))
    event = get_object_or_404(rows, uid=uid)
    context = {
        "event": event,
        "clashes": clashes_of([event]),
        "lists": [(name, kind.title, getattr(event, f"{name}_number")) for name, kind in KINDS.items()],
        "makes_events": Programme.objects.editable_by(signed_in(request)).filter(pk=event.programme_id).exists(),
    }
    return render(request, "tours/event/overview.html", context)
