"""The desk's page of an event's own facts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.transactions import sent_as_a_whole
from tours.desk.event.facts_form import FactsForm
from tours.desk.finding import event_to_change, events_of
from tours.desk.forms.refusals import show_refusal
from tours.editions.publishing import locked
from tours.editions.standing import with_standing
from tours.record.events import change_event


@require_http_methods(["GET", "HEAD", "POST"])
@sent_as_a_whole
def facts(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the facts on GET and changes them on POST, while the event is locked."""
    event = event_to_change(request, uid)
    if request.method == "POST":
        locked(event)
    event = with_standing(events_of(request)).get(pk=event.pk)
    form = sent_form(request, lambda data, files: FactsForm(data, files, event=event))
    if form.is_valid() and _changed(form):
        messages.success(request, _("The facts are saved. Readers see them with the next version."))
        return redirect("tours:desk_event", event.uid)
    context = {"event": event, "form": form}
    return render(request, "tours/event/facts.html", context, status=400 if form.errors else 200)


def _changed(form: Any) -> bool:
    try:
        with transaction.atomic():
            change_event(form.event, form.facts())
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
