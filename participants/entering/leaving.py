"""Leaving: the visit ends, and nothing of it stays on the device."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from participants.links.sessions import leave, visit_of
from participants.vocabulary import Area


def _leaving(area: Area) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    @require_POST
    def page(request: HttpRequest) -> HttpResponse:
        response = render(request, "participants/entering/left.html")
        leave(response, visit_of(request, area), area)
        return response

    return page


of_delegate = _leaving(Area.DELEGATE)
of_focal_point = _leaving(Area.FOCAL_POINT)
of_host = _leaving(Area.HOST)
