"""The desk: pages for those who work on events."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from tours.models import Event


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Where one begins: the events at which the user has a role."""
    events = Event.objects.visible_to(cast("User", request.user)).select_related("host_city__country")
    return render(request, "tours/desk.html", {"events": events})
