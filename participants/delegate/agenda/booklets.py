"""The programme as PDF: for all who read the same, and with my own lines in front."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from backstage.text.file_names import content_disposition
from participants.delegate.pages import delegate_of
from participants.following.own_booklet import own_booklet
from participants.following.own_rows import own_rows
from participants.following.standing import standing_of
from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area
from tours.serving.by_audience.downloads import booklet as kept_booklet
from tours.serving.outputs import PDF


@by_visit(Area.DELEGATE, kept=True)
def booklet(request: HttpRequest, visit: LinkSession) -> HttpResponseBase:
    return kept_booklet(request, standing_of(delegate_of(visit)).reading)


@by_visit(Area.DELEGATE, kept=True)
def own(_request: HttpRequest, visit: LinkSession) -> HttpResponse:
    delegate = delegate_of(visit)
    reading = standing_of(delegate).reading
    drawn = own_booklet(delegate, reading, own_rows(delegate))
    version = _("Version %(number)d") % {"number": reading.published.number}
    name = content_disposition(reading.published.title, version, str(delegate), extension="pdf")
    return HttpResponse(drawn, content_type=PDF, headers={"Content-Disposition": name})
