"""Items typed or pasted as lines: they are added to their day or to the tray, or the day says what is wrong with which line."""

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import asks_for_part, signed_in
from tours.desk.builder.clashes import asks_anew
from tours.desk.builder.days import anchor_of, one_day, steps_of
from tours.desk.builder.lines.typed import RefusedLines, add_lines
from tours.desk.finding import event_to_edit
from tours.desk.forms.day_input import day_input
from tours.models import Event
from tours.models.fields import PLAUSIBLE_DAY

LONGEST_TEXT = 50_000
MOST_LINES = 200


class LinesForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        validators=PLAUSIBLE_DAY,
        widget=day_input(),
        help_text=gettext_lazy("Left empty, the items wait in the tray, without times: readers do not see them."),
    )
    text = forms.CharField(
        label=gettext_lazy("Items, one a line"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Such as “09:30-10:15 Visit to the traffic centre @ City Hall, Novak moderates”. Add “(TBC)” to what is not sure."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.splitlines()) > MOST_LINES:
            raise forms.ValidationError(_("Add at most %(number)d lines at once.") % {"number": MOST_LINES})
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A page for lines of any day, and of none. The days of the builder send their lines here."""
    event = event_to_edit(request, uid)
    form = LinesForm(request.POST if request.method == "POST" else None, initial={"day": event.starts})
    if form.is_bound and form.is_valid():
        try:
            made = add_lines(event, form.cleaned_data["day"], form.cleaned_data["text"], by=signed_in(request))
        except RefusedLines as refusal:
            form.add_error("text", refusal.sentences)
        else:
            return _added(request, event, form.cleaned_data["day"], len(made))
    if form.is_bound and asks_for_part(request) and "day" in form.cleaned_data:
        return _refused(request, event, form)
    context = {"event": event, "form": form}
    return render(request, "tours/builder/lines.html", context, status=400 if form.errors else 200)


def _added(request: HttpRequest, event: Event, day: date | None, number: int) -> HttpResponse:
    if asks_for_part(request):
        context = {
            "event": event,
            "day": one_day(event, day),
            "edits": True,
            "steps": steps_of(event),
            "is_added": True,
        }
        return asks_anew(render(request, "tours/builder/_day_changed.html", context))
    words = ngettext("%(number)d item is added.", "%(number)d items are added.", number) % {"number": number}
    messages.success(request, words)
    return redirect(reverse("tours:desk_agenda", args=[event.uid], fragment=anchor_of(day)))


def _refused(request: HttpRequest, event: Event, form: LinesForm) -> HttpResponse:
    """The day with what was typed, and why it is not taken."""
    refusals = [sentence for sentences in form.errors.values() for sentence in sentences]
    day = one_day(event, form.cleaned_data["day"], text=str(form.data.get("text", "")), refusals=refusals)
    context = {"event": event, "day": day, "edits": True, "is_added": True}
    return render(request, "tours/builder/_day_changed.html", context, status=400)
