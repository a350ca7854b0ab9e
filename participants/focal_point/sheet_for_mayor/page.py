"""The sheet as a page to print and as a PDF; both say the same."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from backstage.text.file_names import content_disposition
from participants.focal_point.agenda import view_for
from participants.focal_point.finding import invitation_or_404, names_of
from participants.focal_point.reading import Seen, read, terms_of
from participants.focal_point.sheet_for_mayor.values import Goer, Sheet
from participants.letters.reaching import where_replies_go
from participants.links.entry import by_visit
from participants.models import Delegation, LinkSession
from participants.vocabulary import Area
from tours.serving.turns import one_of_few


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    sheet = _sheet(invitation_or_404(visit, uid))
    context = {"visit": visit, "sheet": sheet, "view": sheet.view, "event": sheet.view.event}
    return render(request, "participants/focal_point/sheet.html", context)


@by_visit(Area.FOCAL_POINT)
def pdf(_request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    from participants.focal_point.sheet_for_mayor.drawing import (
        sheet_pdf,  # reportlab is heavy, and few pages draw
    )

    sheet = _sheet(invitation_or_404(visit, uid))
    name = content_disposition(sheet.view.event.title, _("Sheet"), sheet.body, extension="pdf", kind="attachment")
    with one_of_few("pdf"):
        drawn = sheet_pdf(sheet)
    return HttpResponse(drawn, content_type="application/pdf", headers={"Content-Disposition": name})


def _sheet(delegation: Delegation) -> Sheet:
    view = view_for(delegation)
    invited = read(delegation, names_of(delegation).prefetch_related("person__names"))
    return Sheet(
        str(delegation),
        view,
        tuple(map(_goer, invited.standing)),
        terms_of(invited.invitation, view.event.conditions),
        where_replies_go(delegation.participation.event, invitation=invited.invitation),
    )


def _goer(name: Seen) -> Goer:
    """The name that the city gave, and then those of the card that are written otherwise."""
    row = name.row
    others = [each.text for each in row.person.names.all()] if row.person else []
    return Goer(tuple(dict.fromkeys((row.name, *others))), row.position, name.label)
