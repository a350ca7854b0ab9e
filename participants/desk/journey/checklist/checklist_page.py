"""The checklist at the desk: who lacks what of what the event asks, and the addresses of those."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participants.days import today_at
from participants.desk.journey.checklist.checklist_filter import ChecklistFilter, narrowed
from participants.desk.journey.finding import registering_journey_at
from participants.travel.addresses import addresses_of
from participants.travel.checklist.checking import THINGS, Thing
from participants.travel.checklist.reading import read_checklist
from participants.travel.lists.checklist import complete_in_words, counts_in_words
from tours.desk.downloads.agenda_files import not_understood


@never_cache
@require_safe
def checklist(request: HttpRequest, uid: str) -> HttpResponse:
    desk = registering_journey_at(request, uid)
    read = read_checklist(desk.event, today=today_at(desk.event))
    form = ChecklistFilter(request.GET, read=read)
    shown = form.narrow(read) if form.is_valid() else read._replace(lines=())
    context = {
        **desk._asdict(),
        "read": read,
        "headings": [THINGS[thing] for thing in read.things],
        "presumes": Thing.ENTRY in read.things,
        "complete": complete_in_words(read),
        "counts": counts_in_words(read),
        "form": form,
        "is_narrowed": form.is_valid() and form.is_in_use,
        "lines": shown.lines,
        "query": request.GET.urlencode(),
    }
    return render(request, "participants/journey/checklist.html", context, status=400 if form.errors else 200)


@never_cache
@require_safe
def addresses(request: HttpRequest, uid: str) -> HttpResponse:
    """The e-mail addresses of those whom the filter shows: to be copied into a mail."""
    desk = registering_journey_at(request, uid)
    read = read_checklist(desk.event, today=today_at(desk.event))
    try:
        rows = [line.row for line in narrowed(read, request.GET).lines]
    except ValidationError as refusal:
        return not_understood(request, refusal)
    context = {**desk._asdict(), "reached": addresses_of(rows), "number": len(rows)}
    return render(request, "participants/journey/addresses.html", context)
