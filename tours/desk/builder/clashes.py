"""How many clashes the agenda has, told beside the last step: after each step in place it is asked anew."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from tours.checks.clashes_of_events import clashes_of
from tours.desk.finding import event_or_404
from tours.models import Event


@require_safe
def clashes(request: HttpRequest, uid: UUID) -> HttpResponse:
    event = event_or_404(request, uid)
    return render(request, "tours/builder/_clashes.html", {"event": event, "clashes": number_of_clashes(event)})


def number_of_clashes(event: Event) -> int:
    return clashes_of([event]).get(event.pk, 0)


def asks_anew(answer: HttpResponse) -> HttpResponse:
    """An answer in place that changed the agenda: the page asks for the number of clashes."""
    return trigger_client_event(answer, "agenda")
