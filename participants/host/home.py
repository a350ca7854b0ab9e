"""The first page of a host's liaison, and leaving."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.visitors import signed_in
from participants.desk.journey.finding import journey_at
from participants.host.entry import by_host_link
from participants.links.answers import for_one
from participants.links.sessions import leave, visit_of
from participants.vocabulary import Area
from tours.models import Event
from tours.role_powers import Power


@require_safe
def _home(request: HttpRequest) -> HttpResponse:
    event = get_object_or_404(Event.objects.allowing(signed_in(request), Power.JOURNEY))
    desk = journey_at(request, event.uid)
    return render(request, "participants/host/home.html", desk._asdict())


@login_not_required
@require_POST
def leave_here(request: HttpRequest) -> HttpResponse:
    response = render(request, "participants/host/left.html")
    leave(response, visit_of(request, Area.HOST), Area.HOST)
    return for_one(response)  # type: ignore[return-value]  # it returns what it is given


page = by_host_link(_home)
