"""What each nationality needs for entry, and those who come by the country of their city."""

from functools import partial
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.days import today_at
from participants.desk.journey.finding import JourneyDesk, registering_journey_at
from participants.forms.fields import field_of
from participants.labels import ENTRY_STEPS
from participants.locking import changing
from participants.models import EntryRequirement
from participants.travel.checklist.asking import drop_requirement, require_for_entry
from participants.travel.lists.entry import country_in_words, lateness, needed_in_words, read_entering
from tours.desk.forms.name_input import NameInput
from tours.desk.forms.refusals import show_refusal
from tours.editions.tags import unseen
from tours.record.countries import code_called, countries_by_name, country_of_code


class RequirementForm(forms.Form):
    """The country is typed by its name, or left out for all others."""

    country = forms.CharField(
        label=gettext_lazy("Nationality"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "Type the name of the country. Left empty, the line is for all countries that have none of their own."
        ),
    )
    rule = field_of(EntryRequirement, "rule")
    days_needed = field_of(EntryRequirement, "days_needed")
    note = field_of(EntryRequirement, "note")

    def __init__(self, *args: Any, row: EntryRequirement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"country": row.country.name if row.country else ""}
        self.initial |= {name: getattr(row, name) for name in ("rule", "days_needed", "note")}
        if row._state.adding:  # nobody says "nothing is needed" by leaving the form as it is
            rules: Any = self.fields["rule"]
            rules.choices = [("", _("Choose")), *rules.choices]
            self.initial["rule"] = ""
        self.fields["country"].widget = NameInput([name for _code, name in countries_by_name()])

    def clean_country(self) -> str:
        """The code of the country, or nothing."""
        typed = self.cleaned_data["country"]
        code = code_called(typed) if typed else ""
        if typed and not code:
            raise ValidationError(_("No country of this name is known. Choose one from the list."))
        return code

    def facts(self) -> dict[str, Any]:
        """The country is made where nothing here is in it yet."""
        code = self.cleaned_data["country"]
        return {**self.cleaned_data, "country": country_of_code(code) if code else None}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows what is needed and by whom on GET; adds what one nationality needs on POST."""
    desk = registering_journey_at(request, uid)
    row = EntryRequirement(event=desk.event)
    form = RequirementForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid() and _saved(form, row, by=signed_in(request)):
        messages.success(request, _("What people of “%(country)s” need is noted.") % {"country": row})
        return redirect("participants:journey_entry", uid=desk.event.uid)
    context = {**desk._asdict(), **_people(desk), "form": form}
    return render(request, "participants/journey/entry.html", context, status=400 if form.errors else 200)


def _people(desk: JourneyDesk) -> dict[str, Any]:
    today = today_at(desk.event)
    countries = []
    for country, group in groupby(read_entering(desk.event), lambda each: country_in_words(each.entry)):
        people = [(each, lateness(each, today), ENTRY_STEPS[each.step] if each.step else "") for each in group]
        countries.append((country, needed_in_words(people[0][0].entry), people))
    near = sum(bool(late) for _country, _needed, people in countries for _each, late, _step in people)
    rows = EntryRequirement.objects.filter(event=desk.event).select_related("country")
    return {"countries": countries, "near": near, "requirements": rows}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the form of one nationality on GET and saves it on POST."""
    row = _requirement_or_404(request, key)
    desk = registering_journey_at(request, row.event.uid)
    form, is_saved = _answered(request, row)
    if is_saved:
        messages.success(request, _("The requirement is changed."))
        return redirect("participants:journey_entry", uid=desk.event.uid)
    context = {**desk._asdict(), "row": row, "form": form, "shown": tag_of_rows(row)}
    return render(request, "participants/journey/requirement.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, row: EntryRequirement) -> tuple[RequirementForm, bool]:
    if request.method != "POST":
        return sent_form(request, partial(RequirementForm, row=row)), False
    user = signed_in(request)
    with changing(row.event, by=user, grounds=NO_GROUNDS):
        current = _requirement_or_404(request, row.pk)
        form = sent_form(request, partial(RequirementForm, row=current))
        return form, form.is_valid() and _saved(form, current, by=user)


def _saved(form: RequirementForm, row: EntryRequirement, *, by: User) -> bool:
    try:
        with changing(row.event, by=by, grounds=NO_GROUNDS):
            require_for_entry(row, form.facts(), by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors


@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    row = _requirement_or_404(request, key)
    if request.POST.get(SHOWN, tag_of_rows(row)) != tag_of_rows(row):
        messages.error(request, unseen())
        return redirect("participants:journey_requirement", key)
    drop_requirement(row, by=signed_in(request))
    messages.success(request, _("What people of “%(country)s” need is no longer noted.") % {"country": row})
    return redirect("participants:journey_entry", uid=row.event.uid)


def _requirement_or_404(request: HttpRequest, key: int) -> EntryRequirement:
    rows = EntryRequirement.objects.editable_by(signed_in(request)).select_related("country", "event")
    return get_object_or_404(rows, pk=key)
