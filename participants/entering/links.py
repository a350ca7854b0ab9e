"""Opening a personal link. GET shows whose it is; a POST opens a visit and does nothing more."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from participants.links.entry import for_one
from participants.links.sessions import link_of, open_visit, set_cookie, visit_of
from participants.models import AccessLink
from participants.vocabulary import Area

HOMES = {
    Area.DELEGATE: "participants:delegate_home",
    Area.FOCAL_POINT: "participants:focal_point_home",
    Area.HOST: "participants:host_home",
}


def _opening(area: Area) -> Callable[[HttpRequest], HttpResponseBase]:
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest) -> HttpResponseBase:
        link = link_of(request.GET.get("key", ""), area)
        answer = for_one(_answer(request, link, area))
        answer.headers["Referrer-Policy"] = "strict-origin"  # the address holds the key
        return answer

    return page


def _answer(request: HttpRequest, link: AccessLink | None, area: Area) -> HttpResponse:
    if link is None:
        return render(request, "participants/entering/ended.html", {"area": area}, status=410)
    if request.method != "POST":
        return render(request, "participants/entering/open.html", {"link": link, "key": request.GET["key"]})
    _visit, secret = open_visit(link, instead_of=visit_of(request, area))
    response = redirect(HOMES[area])
    set_cookie(response, area, secret)
    return response


of_delegate = _opening(Area.DELEGATE)
of_focal_point = _opening(Area.FOCAL_POINT)
of_host = _opening(Area.HOST)
