"""The lists of the journey: as a page, as files, and the e-mail addresses of those on them."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backstage.tables.cells import XLSX
from backstage.text.file_names import content_disposition
from participants.days import today_at
from participants.desk.asked_day import asked_day
from participants.desk.journey.checklist.checklist_filter import narrowed
from participants.desk.journey.finding import JourneyDesk, journey_at, registering_journey_at
from participants.travel.addresses import addresses_of
from participants.travel.checklist.reading import read_checklist
from participants.travel.lists.checklist import checklist_list
from participants.travel.lists.counts import counts_list
from participants.travel.lists.entry import entry_list
from participants.travel.lists.here import here_list, read_here
from participants.travel.lists.rooms import rooming_list
from participants.travel.lists.values import PeopleList
from tours.agenda.view import AgendaView
from tours.desk.audiences import view_of
from tours.desk.downloads.agenda_files import draft_of, not_understood
from tours.editions.publishing import agenda_of
from tours.vocabulary import Level


def _rooms(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return rooming_list(desk.event, at=timezone.now())


def _meals(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return counts_list(desk.event, agenda_seen_by(desk), at=timezone.now())


def _presence(desk: JourneyDesk, query: QueryDict) -> PeopleList:
    return here_list(desk.event, at=timezone.now(), day=asked_day(query))


def _checklist(desk: JourneyDesk, query: QueryDict) -> PeopleList:
    _refuse_liaison(desk)
    now = timezone.now()
    return checklist_list(
        desk.event, narrowed(read_checklist(desk.event, today=today_at(desk.event, now)), query), at=now
    )


def _entry(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    _refuse_liaison(desk)
    now = timezone.now()
    return entry_list(desk.event, at=now, today=today_at(desk.event, now))


def _refuse_liaison(desk: JourneyDesk) -> None:
    """The checklist and what entry asks are for those alone who register people."""
    if not desk.registers:
        raise PermissionDenied


LISTS: Mapping[str, Callable[[JourneyDesk, QueryDict], PeopleList]] = {
    "rooms": _rooms,
    "meals": _meals,
    "presence": _presence,
    "checklist": _checklist,
    "entry": _entry,
}
"""By their names in addresses."""
PAGES_OF_THEIR_OWN = frozenset({"rooms", "checklist", "entry"})
"""The others are no more than shown."""


def agenda_seen_by(desk: JourneyDesk) -> AgendaView | None:
    """What is for delegates: of the draft, for who may read it, and else of the version that is published."""
    if desk.reads:
        return view_of(draft_of(desk.event), Level.DELEGATES)
    last = desk.event.editions.standing().newest_first().first()
    return view_of(agenda_of(last) if last else None, Level.DELEGATES)


@never_cache
@require_safe
def page(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    desk = journey_at(request, uid)
    try:
        shown = LISTS[name](desk, request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    context = {**desk._asdict(), "name": name, "list": shown, "query": request.GET.urlencode()}
    return render(request, "participants/journey/list.html", context)


@never_cache
@require_safe
def list_pdf(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    from participants.travel.lists.pdf import pdf  # reportlab is heavy, and most processes never draw

    return _file(request, uid, name, pdf, extension="pdf", content_type="application/pdf")


@never_cache
@require_safe
def list_xlsx(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    from participants.travel.lists.xlsx import xlsx  # openpyxl is heavy, too

    return _file(request, uid, name, xlsx, extension="xlsx", content_type=XLSX)


@never_cache
@require_safe
def addresses(request: HttpRequest, uid: str) -> HttpResponse:
    """The e-mail addresses of those who come, or of those who are here on a day: to be copied into a mail.

    Raises PermissionDenied for who registers nobody.
    """
    desk = registering_journey_at(request, uid)
    try:
        day = asked_day(request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    rows = [row for row, days in read_here(desk.event) if day is None or day in days]
    context = {**desk._asdict(), "reached": addresses_of(rows), "number": len(rows)}
    return render(request, "participants/journey/addresses.html", context)


def _file(
    request: HttpRequest,
    uid: str,
    name: str,
    made: Callable[[PeopleList], bytes],
    *,
    extension: str,
    content_type: str,
) -> HttpResponse:
    try:
        value = LISTS[name](journey_at(request, uid), request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    saved_as = content_disposition(value.title, value.name, extension=extension, kind="attachment")
    return HttpResponse(made(value), content_type=content_type, headers={"Content-Disposition": saved_as})
