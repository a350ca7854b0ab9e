"""The desk's page of an event's checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tours.checks.checking import by_weight
from tours.checks.of_event import findings_of
from tours.desk.finding import event_or_404


@require_safe
def checks(request: HttpRequest, uid: object) -> HttpResponse:
    event = event_or_404(request, uid)
    return render(request, "tours/publishing/checks.html", {"event": event, "weighed": by_weight(findings_of(event))})
