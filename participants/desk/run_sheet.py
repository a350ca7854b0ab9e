"""The run-sheet of an event: its agenda for staff, with the telephones and head counts that the user may see."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from participants.desk.asked_day import asked_day
from participants.desk.finding import Desk, desk_of_event
from participants.models import DelegateContact
from participants.travel.presence import Present, everyone_present
from participants.vocabulary import Whose
from tours.agenda.view import AgendaView
from tours.desk.downloads.agenda_files import exported_of, not_understood, saved
from tours.exporting.run_sheet import Known, RunSheet, run_sheet
from tours.models import Event
from tours.vocabulary import Level, Status


@never_cache
@require_safe
def page(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows a day (`?day=2017-09-04`) or all days, of the draft or of a version (`?version=3`)."""
    desk = desk_of_event(request, uid)
    try:
        sheet = _asked_for(request, desk)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    return render(request, "participants/run_sheet.html", {"event": desk.event, "sheet": sheet})


@never_cache
@require_safe
def pdf(request: HttpRequest, uid: str) -> HttpResponse:
    from tours.exporting.run_sheet_pdf import run_sheet_pdf  # reportlab is heavy, and most processes never draw

    desk = desk_of_event(request, uid)
    try:
        sheet = _asked_for(request, desk)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    details = [_("Run-sheet"), *(day.day.isoformat() for day in sheet.days if day.day and len(sheet.days) == 1)]
    return saved(sheet.exported, run_sheet_pdf(sheet), *details, extension="pdf", content_type="application/pdf")


def _asked_for(request: HttpRequest, desk: Desk) -> RunSheet:
    """Raises ValidationError for a day or version that is none."""
    exported = exported_of(desk.event, request.GET, level=Level.STAFF)
    telephones = _telephones(desk.event, signed_in(request))
    known = Known(telephones, heads_of(exported.view, (present for _row, present in everyone_present(desk.event))))
    return run_sheet(exported, known, day=asked_day(request.GET))


def _telephones(event: Event, user: User) -> Mapping[str, str]:
    """The telephones of those who come, by the UIDs of people. A user who does not register people gets nothing. One
    query.
    """
    contacts = DelegateContact.objects.visible_to(user).filter(delegate__event=event, whose=Whose.OWN)
    named = contacts.exclude(telephone="").order_by("pk").values_list("delegate__person__uid", "telephone")
    return {str(uid): telephone for uid, telephone in named if uid}


def heads_of(view: AgendaView, present: Iterable[Present]) -> Mapping[str, int]:
    """The number of people at each item that delegates see and that takes place, as on the page of head counts. It
    names nobody, so everyone who may read the event may be told. There are no numbers while nobody has a place.
    """
    everyone = list(present)
    if not everyone:
        return {}
    return {
        item.uid: sum(each.is_at(item.line) for each in everyone)
        for item in view.standing
        if item.line.level is not Level.STAFF and item.line.status is not Status.CANCELLED
    }
