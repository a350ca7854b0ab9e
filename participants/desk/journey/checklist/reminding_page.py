"""The page on which reminders are read before they go: to those alone who lack something of what the event asks."""

from collections.abc import Collection
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from participants.desk.journey.finding import JourneyDesk, registering_journey_at
from participants.travel.checklist.reminding import Reminder, refuse_reminding, remind, reminders


class Shown(NamedTuple):
    reminder: Reminder
    is_ticked: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remind_page(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the mails on GET and sends those that are ticked on POST."""
    desk = registering_journey_at(request, uid)
    if request.method != "POST":
        return _page(request, desk)
    ticked = set(request.POST.getlist("delegate"))
    try:
        count = remind(desk.event, ticked, shown=request.POST.get("shown", ""), by=signed_in(request))
    except ValidationError as refusal:
        return _page(request, desk, refusal.messages, ticked)
    words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", count)
    messages.success(request, words % {"count": count})
    return redirect("participants:journey_remind", uid=desk.event.uid)


def _page(
    request: HttpRequest, desk: JourneyDesk, errors: Collection[str] = (), ticked: Collection[str] = ()
) -> HttpResponse:
    """What was ticked stays, where something was refused."""
    now = timezone.now()
    try:
        refuse_reminding(desk.event, now=now)
    except ValidationError as refusal:
        context = {**desk._asdict(), "why_not": " ".join(refusal.messages)}
        return render(request, "participants/journey/remind.html", context, status=400 if errors else 200)
    found = reminders(desk.event, now=now)
    shown = [Shown(each, each.key in ticked if errors else each.is_usual) for each in found.reminders]
    context = {
        **desk._asdict(),
        "shown": shown,
        "found": found,
        "errors": errors,
    }
    return render(request, "participants/journey/remind.html", context, status=400 if errors else 200)
