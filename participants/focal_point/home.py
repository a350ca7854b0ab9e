"""The first page of a focal point: all invitations of the city or organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    return render(request, "participants/focal_point/home.html", {"visit": visit})
