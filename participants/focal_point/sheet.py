"""One sheet to print, for the mayor: dates and place, who goes, the agenda, the conditions, and whom to call."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.focal_point.agenda import view_for
from participants.focal_point.finding import invitation_or_404, names_of
from participants.focal_point.reading import read
from participants.letters.reaching import where_replies_go
from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    view, invited = view_for(delegation), read(delegation, names_of(delegation))
    context = {
        "visit": visit,
        "invited": invited,
        "view": view,
        "event": view.event,
        "reply_to": where_replies_go(delegation.participation.event, invitation=invited.invitation),
    }
    return render(request, "participants/focal_point/sheet.html", context)
