"""The page that makes the draft equal to a version. It lists what cannot come back, before and after."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.builder.items.item_page import back_to
from tours.desk.finding import event_or_404
from tours.models import Edition, Event
from tours.record.equal.making import equal_tag, lost_by_making_equal, make_equal
from tours.wording import full_date


class EqualForm(forms.Form):
    version = forms.TypedChoiceField(label=gettext_lazy("Version"), coerce=int)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = event.editions.filter(withdrawn_at__isnull=True).defer("agenda").order_by("-number")
        self.editions = {edition.number: edition for edition in standing}
        field: Any = self.fields["version"]
        field.choices = [(number, _named(edition)) for number, edition in self.editions.items()]


def _named(edition: Edition) -> str:
    words = _("Version %(number)d, %(date)s")
    return words % {"number": edition.number, "date": full_date(edition.published_at.date())}


@require_http_methods(["GET", "HEAD", "POST"])
def equal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Shows on POST what would not be as it was. Only the button that says so does it, and only what was shown."""
    event = event_or_404(request, uid)
    if not vars(event)["changes_facts"]:
        raise PermissionDenied
    form = EqualForm(request.POST if request.method == "POST" else None, event=event)
    if not form.is_bound or not form.is_valid():
        return _page(request, event, form)
    number, user = form.cleaned_data["version"], signed_in(request)
    try:
        if request.POST.get("do") == "apply":
            told = make_equal(event, number, by=user, expected=request.POST.get("shown", ""))
            return _done(request, event, number, told)
        shown = equal_tag(event, event.editions.get(number=number))
        return _page(request, event, form, shown=shown, told=lost_by_making_equal(event, number, by=user))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return _page(request, event, form)


def _done(request: HttpRequest, event: Event, number: int, told: list[str]) -> HttpResponse:
    messages.success(request, _("The draft says again what version %(number)d says.") % {"number": number})
    for sentence in told:
        messages.warning(request, sentence)
    return back_to(event)


def _page(request: HttpRequest, event: Event, form: EqualForm, **facts: Any) -> HttpResponse:
    context = {"event": event, "form": form, **facts}
    return render(request, "tours/builder/equal.html", context, status=400 if form.errors else 200)
