"""The page on which those who register people ask those who have a place whether they come."""

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
from participants.desk.finding import registering_at
from participants.letters.are_you_coming import Asking, ask, askings, refuse_asking
from tours.models import Event


class Shown(NamedTuple):
    asking: Asking
    is_ticked: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the mails on GET and sends those that are ticked on POST."""
    event = registering_at(request, uid)
    if request.method != "POST":
        return _page(request, event)
    ticked = set(request.POST.getlist("delegate"))
    try:
        count = ask(event, ticked, shown=request.POST.get("shown", ""), by=signed_in(request))
    except ValidationError as refusal:
        return _page(request, event, refusal.messages, ticked)
    words = ngettext("%(count)d person is asked.", "%(count)d people are asked.", count)
    messages.success(request, words % {"count": count})
    return redirect("participants:ask_coming", uid=event.uid)


def _page(
    request: HttpRequest, event: Event, errors: Collection[str] = (), ticked: Collection[str] = ()
) -> HttpResponse:
    """What was ticked stays, where something was refused."""
    now, status = timezone.now(), 400 if errors else 200
    try:
        refuse_asking(event, now=now)
    except ValidationError as refusal:
        context = {"event": event, "why_not": " ".join(refusal.messages)}
        return render(request, "participants/letters/ask.html", context, status=status)
    found = askings(event, now=now)
    shown = [Shown(each, each.key in ticked if errors else not each.asked_today) for each in found.askings]
    context = {"event": event, "shown": shown, "found": found, "errors": errors}
    return render(request, "participants/letters/ask.html", context, status=status)
