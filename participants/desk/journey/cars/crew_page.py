"""The sheet of a driver or meeter: page with a text for a chat, and PDF with the names to hold up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backstage.text.file_names import content_disposition
from participants.desk.journey.finding import journey_at
from participants.models import Leg
from participants.travel.cars.reading import OF_CAR, OF_LEG
from participants.travel.cars.sheet_text import chat_text
from participants.travel.cars.sheets import CrewSheet, crew_sheet, errands_by_crew
from participants.travel.cars.signs import scripts_of
from tours.models import Event


@never_cache
@require_safe
def crew(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    desk = journey_at(request, uid)
    sheet = _sheet_or_404(desk.event, key)
    context = {**desk._asdict(), "sheet": sheet, "key": key, "text": chat_text(sheet)}
    return render(request, "participants/journey/crew.html", context)


@never_cache
@require_safe
def crew_pdf(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    from participants.travel.cars.sheet_pdf import sheet_pdf  # reportlab is heavy, and most processes never draw

    sheet = _sheet_or_404(journey_at(request, uid).event, key)
    name = content_disposition(sheet.title, _("Cars"), sheet.name, extension="pdf", kind="attachment")
    return HttpResponse(sheet_pdf(sheet), content_type="application/pdf", headers={"Content-Disposition": name})


def _sheet_or_404(event: Event, key: int) -> CrewSheet:
    """The sheet of somebody who drives or meets a car of the event. Four queries."""
    cars = [car for car in event.pickups.select_related(*OF_CAR) if key in (car.driver_id, car.meeter_id)]
    legs = Leg.objects.filter(pickup__in=[car.pk for car in cars]).select_related(*OF_LEG)
    found = errands_by_crew(event, cars, legs.prefetch_related("delegate__person__names"), scripts_of(event))
    for person, errands in found.items():
        if person.pk == key:
            return crew_sheet(event, person, errands, at=timezone.now())
    raise Http404
