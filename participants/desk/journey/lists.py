"""The lists of the journey: as a page, as files, and the e-mail addresses of those on them."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backstage.tables.cells import XLSX
from backstage.text.file_names import content_disposition
from participants.days import today_at
from participants.desk.asked_day import asked_day
from participants.desk.journey.cars.board import traffic_seen_by
from participants.desk.journey.checklist.checklist_filter import narrowed
from participants.desk.journey.finding import JourneyDesk, agenda_seen_by, journey_at, registering_journey_at
from participants.travel.addresses import addresses_of
from participants.travel.cars.signs import scripts_of
from participants.travel.checklist.reading import read_checklist
from participants.travel.lists.arrivals import arrivals_list
from participants.travel.lists.checklist import checklist_list
from participants.travel.lists.counts import counts_list
from participants.travel.lists.entry import entry_list
from participants.travel.lists.here import Gate, here_list, read_here
from participants.travel.lists.rooms import rooming_list
from participants.travel.lists.values import PeopleList
from participants.vocabulary import Direction
from tours.agenda.view import ItemView
from tours.desk.downloads.agenda_files import not_understood
from tours.vocabulary import Status


def _traffic(desk: JourneyDesk, direction: Direction) -> PeopleList:
    found = traffic_seen_by(desk, direction)
    return arrivals_list(desk.event, found, direction, scripts_of(desk.event), at=timezone.now())


def _arrivals(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return _traffic(desk, Direction.IN)


def _departures(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return _traffic(desk, Direction.OUT)


def _rooms(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return rooming_list(desk.event, at=timezone.now())


def _meals(desk: JourneyDesk, _query: QueryDict) -> PeopleList:
    return counts_list(desk.event, agenda_seen_by(desk), at=timezone.now())


def _presence(desk: JourneyDesk, query: QueryDict) -> PeopleList:
    return here_list(desk.event, _gate(desk, query), at=timezone.now())


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
    "arrivals": _arrivals,
    "departures": _departures,
    "rooms": _rooms,
    "meals": _meals,
    "presence": _presence,
    "checklist": _checklist,
    "entry": _entry,
}
"""The lists by their names in addresses."""
PAGES_OF_THEIR_OWN = frozenset({"arrivals", "departures", "rooms", "checklist", "entry"})
"""The others are no more than shown."""


@never_cache
@require_safe
def page(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    desk = journey_at(request, uid)
    try:
        shown = LISTS[name](desk, request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    context = {**desk._asdict(), "name": name, "list": shown, "query": request.GET.urlencode()}
    return render(request, "participants/journey/list.html", context | _to_choose(desk, name, request.GET))


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
    """The e-mail addresses of those who come, or of those who are here on a day or at an item: to be copied into a mail.

    Raises PermissionDenied for who registers nobody.
    """
    desk = registering_journey_at(request, uid)
    try:
        gate = _gate(desk, request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    rows = [row for row, _present in read_here(desk.event, gate)]
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


def _gate(desk: JourneyDesk, query: QueryDict) -> Gate:
    """`?item=` goes before `?day=`. Raises ValidationError."""
    day = asked_day(query)
    asked = query.get("item", "")
    if not asked:
        return Gate(day)
    line = next((item.line for item in _items(desk) if item.uid == asked), None)
    if line is None:
        raise ValidationError(_("The agenda has no such item for delegates. Choose a day, and then one of its items."))
    return Gate(line.day, line)


def _to_choose(desk: JourneyDesk, name: str, query: QueryDict) -> dict[str, object]:
    """The items that the gate list offers: those of the day that is shown, or of the day of the item."""
    day = asked_day(query) if name == "presence" else None
    if day is None:
        return {}
    return {"day": day, "items": [item for item in _items(desk) if item.line.day == day and not query.get("item")]}


def _items(desk: JourneyDesk) -> list[ItemView]:
    view = agenda_seen_by(desk)
    return [item for item in (view.standing if view else ()) if item.line.status is not Status.CANCELLED]
