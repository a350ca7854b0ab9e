"""The journey of one delegate on one page: what they need, how far they are, their flights and rooms, what is missing."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.days import today_at
from participants.desk.finding import delegate_or_404
from participants.desk.journey.finding import registering_journey_at
from participants.forms.fields import field_of
from participants.locking import changing
from participants.models import Checklist, Delegate, DelegateNeeds, Preparation, Stay, TravelDocument
from participants.states import ACTIVE, HOLDING
from participants.travel.checklist.checking import Facts, line_of, things_asked
from participants.travel.checklist.entry import entry_of, requirements_of
from participants.travel.checklist.needs import change_needs, change_preparation
from participants.travel.coming import comes
from participants.travel.presence import days_of
from tours.desk.forms.refusals import show_refusal

NEEDS = ("diet", "diet_note", "access", "emergency_name", "emergency_telephone")
PREPARATION = ("insurance", "entry", "needs_no_flight", "needs_no_room")


class JourneyForm(forms.Form):
    """What a delegate needs, and how far their preparation is."""

    diet = field_of(DelegateNeeds, "diet")
    diet_note = field_of(DelegateNeeds, "diet_note")
    access = field_of(DelegateNeeds, "access", widget=forms.Textarea({"rows": 3}))
    emergency_name = field_of(DelegateNeeds, "emergency_name")
    emergency_telephone = field_of(DelegateNeeds, "emergency_telephone")
    insurance = field_of(Preparation, "insurance")
    entry = field_of(Preparation, "entry")
    needs_no_flight = field_of(
        Preparation,
        "needs_no_flight",
        help_text=gettext_lazy(
            "They come and go on their own, such as by car: nobody is asked to fetch or bring them."
        ),
    )
    needs_no_room = field_of(Preparation, "needs_no_room")

    def said(self, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegate_journey(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the page on GET and saves its form on POST."""
    row = delegate_or_404(request, key)
    desk = registering_journey_at(request, row.event.uid)
    form, is_saved = _answered(request, row)
    if is_saved:
        messages.success(request, _("The journey of %(name)s is noted.") % {"name": row})
        return redirect("participants:journey_delegate", key=row.pk)
    context = {
        **desk._asdict(),
        "row": row,
        "form": form,
        "is_active": row.state in ACTIVE,
        "is_given_up": row.state not in HOLDING,
        **_journey(row),
    }
    return render(request, "participants/journey/delegate.html", context, status=400 if form.errors else 200)


def _journey(row: Delegate) -> dict[str, Any]:
    """Flights and rooms of the delegate. If they come, also how far they are with what the event asks. Seven queries
    at most.
    """
    event, legs = row.event, list(row.legs.all())
    stays = list(Stay.objects.filter(delegate=row).select_related("hotel__city", "shares_with"))
    has_document = TravelDocument.objects.filter(delegate=row).exists()
    known: dict[str, Any] = {"legs": legs, "stays": stays, "has_document": has_document}
    if not comes(row):
        return known
    first = days_of(row, event, legs).first
    facts = Facts(
        row,
        entry_of(row, first, requirements_of(event), host=event.host_city.country_id),
        ways=frozenset(leg.direction for leg in legs),
        needs=DelegateNeeds.objects.filter(delegate=row).first(),
        preparation=Preparation.objects.filter(delegate=row).first(),
        has_room=bool(stays),
        has_document=has_document,
    )
    things = things_asked(Checklist.objects.filter(event=event).first())
    line = line_of(facts, things, today=today_at(event))
    return {**known, "line": line, "entry": facts.entry}


def _answered(request: HttpRequest, row: Delegate) -> tuple[JourneyForm, bool]:
    if request.method != "POST":
        return _form(request, row), False
    user = signed_in(request)
    with changing(row.event, by=user, grounds=NO_GROUNDS):
        form = _form(request, row)
        return form, form.is_valid() and _saved(form, row, by=user)


def _form(request: HttpRequest, row: Delegate) -> JourneyForm:
    needs = DelegateNeeds.objects.filter(delegate=row).first() or DelegateNeeds()
    preparation = Preparation.objects.filter(delegate=row).first() or Preparation()
    stored = {name: getattr(needs, name) for name in NEEDS}
    stored |= {name: getattr(preparation, name) for name in PREPARATION}
    return sent_form(request, partial(JourneyForm, initial=stored))


def _saved(form: JourneyForm, row: Delegate, *, by: User) -> bool:
    try:
        change_needs(row, form.said(NEEDS), by=by)
        change_preparation(row, form.said(PREPARATION), by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
