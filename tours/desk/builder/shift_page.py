"""The page that shifts items by minutes from here on: what it comes to is shown first, and done by one click."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.builder.days import days_with_items
from tours.desk.builder.fields import ClockField
from tours.desk.builder.items.item_page import back_to
from tours.desk.finding import event_to_edit
from tours.models import Event
from tours.record.building.shifting import Shift, Shifted, shift_items, shift_of, shift_tag
from tours.record.items.writing import RefusedRows
from tours.wording import weekday_and_day

MOST_MINUTES = 24 * 60
IN_A_DAY = [MinValueValidator(-MOST_MINUTES), MaxValueValidator(MOST_MINUTES)]


class ShiftForm(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("Shift by (minutes)"),
        validators=IN_A_DAY,
        help_text=gettext_lazy("Such as 30 for later, or -15 for earlier."),
    )
    after = ClockField(
        label=gettext_lazy("From this time on"), help_text=gettext_lazy("Such as 11:00. Empty means the whole day.")
    )
    day = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
    track: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Track"), required=False, empty_label=gettext_lazy("All")
    )
    group: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Group"), required=False, empty_label=gettext_lazy("All")
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        days = ((f"{day:%Y-%m-%d}", weekday_and_day(day)) for day in days_with_items(event))
        fields["day"].choices = [("", _("All days")), *days]
        for name, rows in (("track", event.tracks.all()), ("group", event.groups.all())):
            fields[name].queryset = rows
            if not rows:
                del fields[name]

    def shift(self) -> Shift:
        cleaned = self.cleaned_data
        day = cleaned["day"] and forms.DateField().clean(cleaned["day"])
        return Shift(cleaned["minutes"], day or None, cleaned["after"], cleaned.get("track"), cleaned.get("group"))


@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Shows on GET which items go from when to when. POST does that, if it is still what was shown."""
    event = event_to_edit(request, uid)
    data = request.POST if request.method == "POST" else request.GET
    form = ShiftForm(
        data if request.method == "POST" or "minutes" in data else None, event=event, initial=request.GET.dict()
    )
    if not form.is_valid():
        return _page(request, event, form)
    found = shift_of(event, form.shift())
    if request.method == "POST" and found:
        try:
            number = shift_items(event, form.shift(), by=signed_in(request), expected=request.POST.get("shown", ""))
        except RefusedRows as refusal:
            form.add_error(
                None, [f"“{found[at].item}”: {' '.join(why.messages)}" for at, why in refusal.errors.items()]
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            words = ngettext("%(number)d item is shifted.", "%(number)d items are shifted.", number)
            messages.success(request, words % {"number": number})
            return back_to(event, form.shift().day)
    return _page(request, event, form, found)


def _page(request: HttpRequest, event: Event, form: ShiftForm, found: list[Shifted] | None = None) -> HttpResponse:
    context = {"event": event, "form": form, "found": found, "is_shown": found is not None}
    context["tag"] = shift_tag(found or [])
    return render(request, "tours/builder/shift.html", context, status=400 if form.errors else 200)
