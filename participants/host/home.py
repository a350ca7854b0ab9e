"""The first page of a host's liaison."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from participants.desk.journey.finding import journey_at
from participants.host.entry import by_host_link
from tours.models import Event
from tours.role_powers import Power


@require_safe
def _home(request: HttpRequest) -> HttpResponse:
    event = get_object_or_404(Event.objects.allowing(signed_in(request), Power.JOURNEY))
    desk = journey_at(request, event.uid)
    return render(request, "participants/host/home.html", desk._asdict())


page = by_host_link(_home)
