"""The rooming list at the desk: rooms are given to many at once, changed one by one, and taken back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.journey.finding import journey_at
from participants.desk.journey.stay_forms import ChangeForm, GiveForm
from participants.locking import changing
from participants.models import Stay
from participants.travel.lists.rooms import payers_in_words, read_rooming
from participants.travel.rooms.stays import change_stay, end_stay, give_rooms
from tours.desk.forms.refusals import show_refusal
from tours.editions.tags import unseen


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the list on GET; gives rooms to all who are ticked on POST, or to none."""
    desk = journey_at(request, uid)
    read = read_rooming(desk.event)
    sent = request.POST if request.method == "POST" else None
    form = GiveForm(sent, event=desk.event, without=read.without)
    if form.is_valid() and (made := _given(form, by=signed_in(request))):
        words = ngettext("%(count)d room is given.", "%(count)d rooms are given.", made)
        messages.success(request, words % {"count": made})
        return redirect("participants:journey_rooms", uid=desk.event.uid)
    context = {
        **desk._asdict(),
        "hotels": [(hotel, payers_in_words(hotel)) for hotel in read.hotels],
        "without": read.without,
        "flagged": sum(bool(bed.flags) for hotel in read.hotels for bed in hotel.beds),
        "form": form,
    }
    return render(request, "participants/journey/rooms.html", context, status=400 if form.errors else 200)


def _given(form: GiveForm, *, by: User) -> int:
    try:
        return len(give_rooms(form.event, form.cleaned_data["rows"], form.facts(), by=by))
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the form on GET and saves the stay on POST."""
    row = _stay_or_404(request, key)
    desk = journey_at(request, row.delegate.event.uid)
    form, is_saved = _answered(request, row)
    if is_saved:
        messages.success(request, _("The room of %(name)s is changed.") % {"name": row.delegate})
        return redirect("participants:journey_rooms", uid=desk.event.uid)
    context: dict[str, Any] = {**desk._asdict(), "stay": row, "form": form, "shown": _shown(row)}
    return render(request, "participants/journey/stay.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, row: Stay) -> tuple[ChangeForm, bool]:
    """The form with its tag, and whether what it says is saved: with the row read anew and its event locked."""
    if request.method != "POST":
        return sent_form(request, partial(ChangeForm, stay=row)), False
    user = signed_in(request)
    with changing(row.delegate.event, by=user, grounds=NO_GROUNDS):
        row = _stay_or_404(request, row.pk)
        form = sent_form(request, partial(ChangeForm, stay=row))
        return form, form.is_valid() and _changed(form, row, by=user)


def _changed(form: ChangeForm, row: Stay, *, by: User) -> bool:
    try:
        change_stay(row, form.facts(), by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors


@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Takes the room back."""
    row = _stay_or_404(request, key)
    if request.POST.get(SHOWN, _shown(row)) != _shown(row):
        messages.error(request, unseen())
        return redirect("participants:journey_stay", key)
    end_stay(row, by=signed_in(request))
    messages.success(
        request, _("%(name)s has no room at %(hotel)s any more.") % {"name": row.delegate, "hotel": row.hotel}
    )
    return redirect("participants:journey_rooms", uid=row.delegate.event.uid)


def _shown(row: Stay) -> str:
    return tag_of_rows(also=[row.pk, row.changed_at])


def _stay_or_404(request: HttpRequest, key: int) -> Stay:
    rows = Stay.objects.visible_to(signed_in(request)).select_related(
        "hotel__city", "delegate__event__host_city", "shares_with"
    )
    return get_object_or_404(rows, pk=key)
