"""The page of a flight or train: told, changed, taken back."""

from contextlib import AbstractContextManager
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.journey.cars.calling import say_whom_to_call
from participants.desk.journey.cars.leg_forms import LegForm
from participants.desk.journey.finding import JourneyDesk, journey_at
from participants.models import Leg
from participants.nominations.changing import READ
from participants.travel.cars.legs import change_leg, remove_leg, tell_leg
from participants.travel.cars.telling_crews import Changing, changing_cars
from participants.vocabulary import Direction
from tours.editions.tags import unseen
from tours.models import Event
from tours.wording import moment_there


def leg_or_404(request: HttpRequest, event: Event, key: int) -> Leg:
    rows = Leg.objects.editable_by(signed_in(request)).filter(delegate__event=event)
    return get_object_or_404(rows.select_related("pickup", *(f"delegate__{path}" for path in READ)), pk=key)


def list_of(event: Event, direction: str, anchor: str = "") -> str:
    name = "arrivals" if direction == Direction.IN else "departures"
    return reverse(f"participants:{name}", args=[event.uid]) + anchor


def direction_asked(request: HttpRequest) -> Direction:
    """`?direction=out`, or else in."""
    return Direction.OUT if request.GET.get("direction") == Direction.OUT else Direction.IN


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_leg(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """The page on which a flight or train of the delegate is told. The query string says which way (`?direction=out`)."""
    desk = journey_at(request, uid)
    event = desk.event
    row = get_object_or_404(event.delegates.select_related(*READ), pk=key)
    blank = Leg(delegate=row, direction=direction_asked(request))
    form = LegForm(request.POST if request.method == "POST" else None, instance=blank)
    if form.is_bound and form.is_valid():
        try:
            with _changing(request, event) as changed:
                made = tell_leg(row, form.facts(), by=signed_in(request))
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return _done(request, made, changed)
    return _page(request, desk, blank, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_leg(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    desk = journey_at(request, uid)
    event = desk.event
    if request.method != "POST":
        leg = leg_or_404(request, event, key)
        return _page(request, desk, leg, sent_form(request, partial(LegForm, instance=leg)))
    with _changing(request, event) as changed:
        leg = leg_or_404(request, event, key)
        form = sent_form(request, partial(LegForm, instance=leg))
        is_saved = form.is_valid() and _is_saved(request, leg, form)
    return _done(request, leg, changed) if is_saved else _page(request, desk, leg, form)


def _is_saved(request: HttpRequest, leg: Leg, form: LegForm) -> bool:
    try:
        change_leg(leg, form.facts(), by=signed_in(request))
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    return True


@require_POST
def delete_leg(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    event = journey_at(request, uid).event
    with _changing(request, event) as changed:
        leg = leg_or_404(request, event, key)
        is_shown = request.POST.get(SHOWN, _shown(leg)) == _shown(leg)
        if is_shown:
            remove_leg(leg, by=signed_in(request))
    if not is_shown:
        messages.error(request, unseen())
        return redirect("participants:leg", event.uid, key)
    say_whom_to_call(request, changed)
    messages.success(request, _("%(leg)s of %(name)s is removed.") % {"leg": leg, "name": leg.delegate.display_name})
    return redirect(list_of(event, leg.direction))


def _shown(leg: Leg) -> str:
    """The tag of the leg. What the form can change is left out, as the form may have left in the row what was typed.
    `changed_at` says when the row was stored.
    """
    return tag_of_rows(also=[leg.pk, leg.changed_at, leg.pickup_id])


def _changing(request: HttpRequest, event: Event) -> AbstractContextManager[Changing]:
    return changing_cars(event, by=signed_in(request), grounds=NO_GROUNDS)


def _done(request: HttpRequest, leg: Leg, changed: Changing) -> HttpResponse:
    messages.success(request, _("%(leg)s of %(name)s is saved.") % {"leg": leg, "name": leg.delegate.display_name})
    say_whom_to_call(request, changed)
    return redirect(list_of(changed.event, leg.direction, f"#leg-{leg.pk}"))


def _page(request: HttpRequest, desk: JourneyDesk, leg: Leg, form: LegForm) -> HttpResponse:
    context = {**desk._asdict(), "leg": leg, "name": leg.delegate.display_name, "form": form}
    context |= {"back": list_of(desk.event, leg.direction), "told": _told(leg) if leg.pk else "", "shown": _shown(leg)}
    return render(request, "participants/journey/leg.html", context, status=400 if form.errors else 200)


def _told(leg: Leg) -> str:
    """`1 September 2017, 21:00 Seoul time (UTC+9), Her office`."""
    return ", ".join(filter(None, (moment_there(leg.told_at, leg.delegate.event.zone), leg.told_by)))
