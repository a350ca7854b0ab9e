"""The desk's page that takes an event away: a draft is deleted, and an event that readers have seen is cancelled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from tours.desk.finding import event_to_change
from tours.editions.tags import unseen
from tours.models import Event
from tours.record.events import change_event, delete_event
from tours.vocabulary import EventState


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, uid: str) -> HttpResponse:
    """Asks on GET, and does it on POST, unless the event was published, its state changed or its draft edited in between."""
    event = event_to_change(request, uid)
    is_draft = not event.editions.exists()
    shown = tag_of_rows(*([event, *event.items.order_by("pk")] if is_draft else []), also=[event.state])
    if request.method != "POST":
        return render(request, "tours/event/delete.html", {"event": event, "is_draft": is_draft, "shown": shown})
    if request.POST.get(SHOWN, shown) != shown:
        messages.error(request, unseen())
        return redirect(request.path)
    return _deleted(request, event) if is_draft else _cancelled(request, event)


def _deleted(request: HttpRequest, event: Event) -> HttpResponse:
    uid = event.uid
    try:
        delete_event(event)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("tours:desk_event", uid)
    messages.success(request, _("The draft “%(event)s” is deleted.") % {"event": event})
    return redirect("tours:desk")


def _cancelled(request: HttpRequest, event: Event) -> HttpResponse:
    change_event(event, {"state": EventState.CANCELLED})
    messages.success(request, _("The event is cancelled. Publish a version, so that readers and calendars learn it."))
    return redirect("tours:desk_event", event.uid)
