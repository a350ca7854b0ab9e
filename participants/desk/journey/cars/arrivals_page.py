"""The pages of arrivals and departures, and their workbooks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backstage.tables.cells import XLSX
from backstage.text.file_names import content_disposition
from participants.desk.journey.cars.board import board, traffic_seen_by
from participants.desk.journey.finding import journey_at
from participants.travel.cars.signs import scripts_of
from participants.vocabulary import Direction


@never_cache
@require_safe
def arrivals(request: HttpRequest, uid: str, direction: Direction) -> HttpResponse:
    desk = journey_at(request, uid)
    return render(request, "participants/journey/arrivals.html", board(desk, direction))


@never_cache
@require_safe
def workbook(request: HttpRequest, uid: str, direction: Direction) -> HttpResponse:
    from participants.travel.cars.arrivals_xlsx import arrivals_xlsx  # openpyxl is heavy

    desk, now = journey_at(request, uid), timezone.now()
    event, found = desk.event, traffic_seen_by(desk, direction)
    made = arrivals_xlsx(event, found, direction, scripts_of(event), at=now)
    what = _("Arrivals") if direction == Direction.IN else _("Departures")
    name = content_disposition(event.title, what, now.date().isoformat(), extension="xlsx", kind="attachment")
    return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": name})
