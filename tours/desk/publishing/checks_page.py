"""The desk's page of an event's checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tours.checks.checking import by_weight
from tours.checks.counted import counted
from tours.checks.of_event import findings_in
from tours.desk.finding import event_or_404, reads_names
from tours.editions.preview import preview


@require_safe
def checks(request: HttpRequest, uid: object) -> HttpResponse:
    event = event_or_404(request, uid)
    shown = preview(event)
    found = findings_in(shown, event, tells_names=reads_names(event))
    context = {"event": event, "weighed": by_weight(found), "is_empty": not counted(shown.agenda)}
    return render(request, "tours/publishing/checks.html", context)
