"""A delegate's flights and trains, there and home."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.delegate.own.stored_forms import stored_form
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.following.own_rows import legs_of
from participants.forms.fields import CLOCK_HINT
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, Leg, LinkSession
from participants.nominations.offering import zone_of
from participants.requests.wishes import Outcome
from participants.states import ACTIVE
from participants.travel.cars.late_changes import (
    change_own_leg,
    is_late,
    leg_in_words,
    remove_own_leg,
    tell_own_leg,
)
from participants.travel.cars.legs import JOURNEY, fresh
from participants.vocabulary import Area, Direction, Told
from tours.desk.builder.fields import ClockField
from tours.desk.forms.day_input import day_input

PAGE = "participants:my_flights"
FAR_ZONE = {Direction.IN: "leaves_zone", Direction.OUT: "lands_zone"}
"""The zone of the other place. That of the event is known, so it is not asked for."""

ZONE_LABELS = {
    "leaves_zone": gettext_lazy("Time zone where you leave"),
    "lands_zone": gettext_lazy("Time zone where you arrive"),
}


class FlightForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    leaves_at = ClockField(label=gettext_lazy("Leaves at"), help_text=CLOCK_HINT)
    lands_at = ClockField(label=gettext_lazy("Arrives at"), help_text=CLOCK_HINT)

    class Meta:
        model = Leg
        fields = JOURNEY
        widgets = {"leaves_on": day_input(), "lands_on": day_input()}  # as Django has it

    def __init__(self, data: Any = None, files: Any = None, *, instance: Leg) -> None:
        super().__init__(data, files, instance=instance)
        for name in FAR_ZONE.values():
            if name != FAR_ZONE[Direction(instance.direction)]:
                del self.fields[name]
        for name, label in ZONE_LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        needed = "lands_on" if instance.direction == Direction.IN else "leaves_on"
        self.fields[needed].required = True

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in JOURNEY if name in self.fields}


@by_visit(Area.DELEGATE, private=True)
def flights(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    row = delegate_of(visit)
    legs = legs_of(row)
    ways = [(way, [leg for leg in legs if leg.direction == way]) for way in Direction]
    return page_of(request, visit, "own/flights.html", ways=ways, is_late=is_late(row), is_active=row.state in ACTIVE)


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def new_flight(request: HttpRequest, visit: LinkSession, way: str) -> HttpResponse:
    """`way` is `in` or `out`."""
    row = delegate_of(visit)
    if way not in {*Direction} or row.state not in ACTIVE:
        raise Http404
    leg = _new_leg(row, way)
    return _answered(request, visit, leg, partial(_tell, visit, leg))


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def flight(request: HttpRequest, visit: LinkSession, key: int) -> HttpResponse:
    leg = _own_leg(visit, key)
    return _answered(request, visit, leg, partial(_change, visit, leg))


@by_visit(Area.DELEGATE, "POST", private=True)
def remove_flight(request: HttpRequest, visit: LinkSession, key: int) -> HttpResponse:
    outcome = remove_own_leg(_own_leg(visit, key), by=None, grounds=grounds_of(visit))
    messages.success(request, _told(outcome, _("The flight or train is removed.")))
    return redirect(PAGE)


def _new_leg(row: Delegate, way: str) -> Leg:
    """A new leg, which begins with the time zone of the delegate's city."""
    return Leg(delegate=row, direction=way, **{FAR_ZONE[Direction(way)]: zone_of(row)})


def _own_leg(visit: LinkSession, key: int) -> Leg:
    return get_object_or_404(Leg.objects.select_related("delegate__event"), pk=key, delegate=delegate_of(visit))


def _answered(request: HttpRequest, visit: LinkSession, leg: Leg, save: Any) -> HttpResponse:
    form, outcome = stored_form(request, visit, partial(_form, leg), save)
    if outcome:
        messages.success(request, _told(outcome, _("The flight or train is kept.")))
        return redirect(PAGE)
    row = delegate_of(visit)
    is_in = leg.direction == Direction.IN
    words = leg_in_words(leg) if leg.pk else ""
    return page_of(
        request, visit, "own/flight.html", form=form, leg=leg, is_in=is_in, words=words, is_late=is_late(row)
    )


def _form(leg: Leg, data: Any = None, files: Any = None) -> FlightForm:
    """A form on a fresh copy of the row, because a form writes what it reads into the row that it is given."""
    return FlightForm(data, files, instance=fresh(leg) if leg.pk else _new_leg(leg.delegate, leg.direction))


def _tell(visit: LinkSession, leg: Leg, form: FlightForm) -> Outcome:
    facts = {**form.facts(), "direction": leg.direction, **_who(visit)}
    return tell_own_leg(delegate_of(visit), facts, by=None, grounds=grounds_of(visit))


def _change(visit: LinkSession, leg: Leg, form: FlightForm) -> Outcome:
    facts = form.facts() if not form.has_changed() else {**form.facts(), **_who(visit)}
    return change_own_leg(fresh(leg), facts, by=None, grounds=grounds_of(visit))


def _who(visit: LinkSession) -> dict[str, str]:
    return {"told": Told.LINK, "told_by": visit.holder_name}


def _told(outcome: Outcome, done: str) -> str:
    if outcome.request:
        return _("The lists are made already, so nothing is changed yet. The organiser is asked, and tells you.")
    return done
