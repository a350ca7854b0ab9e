"""Routes that other parts bring, so that this branch stands alone. The merger drops this module."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area


@by_visit(Area.DELEGATE, "GET", "HEAD", "POST")
def nothing_yet(_request: HttpRequest, _visit: LinkSession, /, **_arguments: object) -> HttpResponse:
    return HttpResponse(status=404)


urlpatterns = [
    path("agenda/", nothing_yet, name="my_agenda"),
    path("agenda/<uuid:uid>/", nothing_yet, name="my_item"),
    path("changes/", nothing_yet, name="my_changes"),
    path("documents/", nothing_yet, name="my_documents"),
    path("calendar/", nothing_yet, name="my_calendar"),
    path("prove/", nothing_yet, name="prove_d"),
    path("leave/", nothing_yet, name="leave_d"),
]
