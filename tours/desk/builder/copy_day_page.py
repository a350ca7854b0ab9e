"""The page that copies all items of a day to another."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.builder.days import anchor_of, days_with_items
from tours.desk.finding import event_to_edit
from tours.desk.forms.day_input import day_input
from tours.models import Event
from tours.models.fields import PLAUSIBLE_DAY
from tours.record.building.many_items import copy_items
from tours.record.items.writing import RefusedRows
from tours.wording import weekday_and_day


class CopyDayForm(forms.Form):
    day = forms.ChoiceField(label=gettext_lazy("Copy the items of"))
    to = forms.DateField(label=gettext_lazy("To the day"), validators=PLAUSIBLE_DAY, widget=day_input())

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["day"]
        field.choices = [(f"{day:%Y-%m-%d}", weekday_and_day(day)) for day in days_with_items(event)]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("to") and cleaned.get("day") == f"{cleaned['to']:%Y-%m-%d}":
            self.add_error("to", _("Choose another day than the one that is copied."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def copy_day(request: HttpRequest, uid: UUID) -> HttpResponse:
    event = event_to_edit(request, uid)
    form = CopyDayForm(request.POST if request.method == "POST" else None, event=event, initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["to"]
        items = event.items.filter(day=form.cleaned_data["day"])
        try:
            number = len(copy_items(event, items, day=day, by=signed_in(request)))
        except RefusedRows as refusal:
            form.add_error(None, [sentence for error in refusal.errors.values() for sentence in error.messages])
        else:
            words = ngettext("%(number)d item is copied.", "%(number)d items are copied.", number)
            messages.success(request, words % {"number": number})
            return redirect(reverse("tours:desk_agenda", args=[event.uid], fragment=anchor_of(day)))
    context = {"event": event, "form": form}
    return render(request, "tours/builder/copy_day.html", context, status=400 if form.errors else 200)
