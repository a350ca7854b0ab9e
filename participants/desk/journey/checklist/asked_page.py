"""The page that says what an event asks of those who come."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.journey.finding import registering_journey_at
from participants.forms.fields import field_of
from participants.locking import changing
from participants.models import Checklist
from participants.travel.checklist.asking import ask, checklist_of
from tours.desk.forms.day_input import day_input
from tours.desk.forms.refusals import show_refusal
from tours.models import Event


class AskedForm(forms.Form):
    asks_document = field_of(Checklist, "asks_document")
    asks_entry = field_of(Checklist, "asks_entry")
    asks_insurance = field_of(Checklist, "asks_insurance")
    asks_flight = field_of(Checklist, "asks_flight")
    asks_room = field_of(Checklist, "asks_room")
    asks_diet = field_of(Checklist, "asks_diet")
    asks_emergency = field_of(Checklist, "asks_emergency")
    due_on = field_of(Checklist, "due_on", widget=day_input())

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in AskedForm.base_fields}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the form on GET and saves it on POST."""
    desk = registering_journey_at(request, uid)
    form, is_saved = _answered(request, desk.event)
    if is_saved:
        messages.success(request, _("The checklist is changed."))
        return redirect("participants:journey_checklist", uid=desk.event.uid)
    context: dict[str, Any] = {**desk._asdict(), "form": form}
    return render(request, "participants/journey/asked.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, event: Event) -> tuple[AskedForm, bool]:
    if request.method != "POST":
        return _form(request, event), False
    user = signed_in(request)
    with changing(event, by=user, grounds=NO_GROUNDS):
        form = _form(request, event)
        return form, form.is_valid() and _saved(form, event, by=user)


def _form(request: HttpRequest, event: Event) -> AskedForm:
    stored = checklist_of(event)
    return sent_form(
        request, partial(AskedForm, initial={name: getattr(stored, name) for name in AskedForm.base_fields})
    )


def _saved(form: AskedForm, event: Event, *, by: User) -> bool:
    try:
        ask(event, form.facts(), by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
