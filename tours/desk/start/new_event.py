"""The desk's page of a new event: its title, days and city, and one is in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.forms.city_form import CityForm
from tours.desk.forms.day_input import day_input
from tours.desk.forms.refusals import show_refusal
from tours.labels import EVENT_KINDS, choices
from tours.models import Event, Programme
from tours.record.events import create_event
from tours.vocabulary import EventKind


class NewEventForm(CityForm):
    title = Event._meta.get_field("title").formfield(label=gettext_lazy("Title"))
    starts = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    ends = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=day_input(),
        required=False,
        help_text=gettext_lazy("Leave empty for an event of one day."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices(EVENT_KINDS), initial=EventKind.STUDY_TOUR)
    programme = forms.ModelChoiceField(Programme.objects.none(), label=gettext_lazy("Programme"), empty_label=None)
    field_order = ("title", "starts", "ends", "city", "country", "city_zone", "kind", "programme")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["city_point"]  # a new event asks for little
        self.programmes = list(Programme.objects.editable_by(user))
        field: Any = self.fields["programme"]
        field.queryset = Programme.objects.editable_by(user)
        if len(self.programmes) == 1:
            del self.fields["programme"]

    @transaction.atomic
    def make(self) -> Event:
        """Raises ValidationError."""
        facts = self.cleaned_data
        event = {name: facts[name] for name in ("title", "starts", "kind")}
        event |= {"ends": facts["ends"] or facts["starts"], "host_city": self.chosen_city().slug}
        return create_event(facts.get("programme") or self.programmes[0], event)


@require_http_methods(["GET", "HEAD", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    form = NewEventForm(request.POST if request.method == "POST" else None, user=signed_in(request))
    if not form.programmes:
        raise PermissionDenied
    if form.is_valid() and (event := _made(form)):
        messages.success(request, _("The event is made, as a draft. Readers see nothing of it before it is published."))
        return redirect("tours:desk_event", event.uid)
    return render(request, "tours/start/new_event.html", {"form": form}, status=400 if form.errors else 200)


def _made(form: NewEventForm) -> Event | None:
    try:
        return form.make()
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
