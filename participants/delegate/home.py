"""The first page of a delegate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area


@by_visit(Area.DELEGATE)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    return render(request, "participants/delegate/home.html", {"visit": visit})
