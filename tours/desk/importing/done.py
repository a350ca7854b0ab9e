"""The page after an import: what was done, and the button that undoes it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.finding import event_to_edit
from tours.models import Event
from tours.record.undoing.undoing import Offer, to_undo, undo
from tours.vocabulary import Step


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_imported(request: HttpRequest, uid: str) -> HttpResponse:
    """Offers to undo the event's last step, where that is an import. POST does it, if it is the one that was shown."""
    event = event_to_edit(request, uid)
    if request.method != "POST":
        return _page(request, event, [])
    anyway, tag = request.POST.get("anyway") == "yes", request.POST.get("tag", "")
    try:
        lost = undo(event, by=signed_in(request), anyway=anyway, expected=tag)
    except ValidationError as refusal:
        return _page(request, event, refusal.messages)
    messages.success(request, _("The import is undone. Venues and cards of people that it made stay."))
    for sentence in lost:
        messages.warning(request, sentence)
    return redirect("tours:desk_import", event.uid)


def _page(request: HttpRequest, event: Event, errors: list[str]) -> HttpResponse:
    context = {"event": event, "offer": _offer(event), "errors": errors}
    return render(request, "tours/importing/done.html", context, status=400 if errors else 200)


def _offer(event: Event) -> Offer | None:
    offer = to_undo(event)
    return offer if offer and offer.step.step == Step.IMPORT else None
