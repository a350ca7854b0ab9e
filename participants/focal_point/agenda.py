"""The delegation's agenda and documents, as delegates of their groups see them; and the files of the invitation."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from participants.focal_point.finding import invitation_or_404, names_of, published_of
from participants.focal_point.reading import seen
from participants.links.entry import by_visit
from participants.models import Delegation, InvitationFile, LinkSession
from participants.states import NOT_COMING
from participants.vocabulary import Area
from tours.agenda.audiences import for_audience
from tours.agenda.values import Audience
from tours.agenda.view import AgendaView
from tours.serving.current import current_agenda
from tours.serving.files import shown_documents, stored_file
from tours.vocabulary import Level


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    view = view_for(delegation)
    context = {"visit": visit, "delegation": delegation, "view": view, "event": view.event}
    return render(request, "participants/focal_point/agenda.html", context)


@by_visit(Area.FOCAL_POINT)
def document(_request: HttpRequest, visit: LinkSession, uid: UUID, digest: str, file_name: str) -> HttpResponseBase:
    for shown in shown_documents(view_for(invitation_or_404(visit, uid))):
        if (shown.digest, shown.file_name) == (digest, file_name):
            return stored_file(digest, file_name, as_attachment=True)
    raise Http404


@by_visit(Area.FOCAL_POINT)
def invitation_file(_request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponseBase:
    """A file that goes with the invitation."""
    event = invitation_or_404(visit, uid).participation.event
    row = get_object_or_404(InvitationFile, invitation__event=event, pk=key)
    return stored_file(row.digest, row.file_name, as_attachment=True)


def view_for(delegation: Delegation) -> AgendaView:
    """What delegates see of the published agenda, those of the groups in which this delegation's people are known to be.

    Raises Http404 for who does not come. Three queries.
    """
    if delegation.state in NOT_COMING:
        raise Http404
    rows = names_of(delegation).prefetch_related("groups")
    groups = {str(group.uid) for row in rows if seen(row).has_place for group in row.groups.all()}
    audience = Audience(level=Level.DELEGATES, groups=tuple(sorted(groups)))
    return for_audience(current_agenda(published_of(delegation)), audience)
