"""The pages of a car: a new one, and one with who sits in it."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.journey.cars.board import by_telephone
from participants.desk.journey.cars.calling import say_whom_to_call
from participants.desk.journey.cars.leg_page import direction_asked, list_of
from participants.desk.journey.finding import JourneyDesk, journey_at
from participants.forms.fields import CLOCK_HINT
from participants.models import Pickup
from participants.states import HOLDING, TAKING_SEATS
from participants.travel.cars.arrivals import Ride, crew_of, traffic
from participants.travel.cars.pickups import FIELDS, change_pickup, delete_pickup, make_pickup
from participants.travel.cars.reading import known_of
from participants.travel.cars.sheets import journey_of
from participants.travel.cars.signs import scripts_of, sign_of
from participants.travel.cars.telling_crews import changing_cars, reaches
from participants.travel.coming import body_of
from participants.vocabulary import Direction
from tours.desk.builder.fields import ClockField
from tours.desk.forms.day_input import day_input
from tours.editions.tags import unseen
from tours.models import Event
from tours.wording import weekday_and_date


class CarForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The form of a car. It does not ask which way the car goes: that is said when the car is made, and all who sit in
    it go that way.
    """

    time = ClockField(label=gettext_lazy("Leaves at"), help_text=CLOCK_HINT)

    class Meta:
        model = Pickup
        fields = FIELDS
        widgets = {"day": day_input(), "note": forms.Textarea(attrs={"rows": 3})}  # as Django has it

    def __init__(self, data: Any = None, files: Any = None, *, instance: Pickup) -> None:
        super().__init__(data, files, instance=instance)
        for name, chosen in (("driver", instance.driver_id), ("meeter", instance.meeter_id)):
            field: Any = self.fields[name]
            here = instance.event.delegates.exclude(capacity__in=TAKING_SEATS)
            field.queryset = here.filter(Q(state__in=HOLDING) | Q(pk=chosen)).order_by("name", "pk")
            field.empty_label = _("Nobody yet")
        if instance.pk:
            del self.fields["direction"]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_car(request: HttpRequest, uid: str) -> HttpResponse:
    """The query string says which way (`?direction=out`)."""
    desk = journey_at(request, uid)
    event = desk.event
    direction = direction_asked(request)
    blank = Pickup(event=event, direction=direction)
    form = CarForm(request.POST if request.method == "POST" else None, instance=blank)
    if form.is_bound and form.is_valid():
        try:
            with changing_cars(event, by=signed_in(request), grounds=NO_GROUNDS) as changed:
                made = make_pickup(event, form.facts(), by=signed_in(request))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(car)s is made.") % {"car": made})
            say_whom_to_call(request, changed)
            return redirect("participants:pickup", event.uid, made.pk)
    context = {**desk._asdict(), "form": form, "back": list_of(event, direction)}
    template = "participants/journey/new_car.html"
    return render(request, template, context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def car(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """Shows the car with its form on GET, and changes it on POST."""
    desk = journey_at(request, uid)
    event = desk.event
    if request.method != "POST":
        row = _car_or_404(request, event, key)
        return _page(request, desk, row, sent_form(request, partial(CarForm, instance=row)))
    with changing_cars(event, by=signed_in(request), grounds=NO_GROUNDS) as changed:
        row = _car_or_404(request, event, key)
        form = sent_form(request, partial(CarForm, instance=row))
        is_saved = form.is_valid() and _is_saved(request, row, form)
    if not is_saved:
        return _page(request, desk, row, form)
    messages.success(request, _("%(car)s is changed.") % {"car": row})
    say_whom_to_call(request, changed)
    return redirect("participants:pickup", event.uid, row.pk)


def _is_saved(request: HttpRequest, row: Pickup, form: CarForm) -> bool:
    try:
        change_pickup(row, form.facts(), by=signed_in(request))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


@require_POST
def delete_car(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    event = journey_at(request, uid).event
    with changing_cars(event, by=signed_in(request), grounds=NO_GROUNDS) as changed:
        row = _car_or_404(request, event, key)
        is_shown = request.POST.get(SHOWN, _shown(row)) == _shown(row)
        if is_shown:
            delete_pickup(row, by=signed_in(request))
    if not is_shown:
        messages.error(request, unseen())
        return redirect("participants:pickup", event.uid, key)
    say_whom_to_call(request, changed)
    messages.success(request, _("%(car)s is deleted.") % {"car": row})
    return redirect(list_of(event, row.direction))


def _shown(row: Pickup) -> str:
    """The tag of the row. What the form can change is left out, as the form may have left in the row what was typed.
    `changed_at` says when the row was stored.
    """
    return tag_of_rows(also=[row.pk, row.changed_at, *row.legs.order_by("pk").values_list("pk", flat=True)])


def _car_or_404(request: HttpRequest, event: Event, key: int) -> Pickup:
    rows = Pickup.objects.editable_by(signed_in(request)).filter(event=event)
    return get_object_or_404(rows.select_related("event", "driver", "meeter"), pk=key)


def _page(request: HttpRequest, desk: JourneyDesk, row: Pickup, form: CarForm) -> HttpResponse:
    event = desk.event
    direction = Direction(row.direction)
    found, scripts = traffic(known_of(event, direction, None), direction), scripts_of(event)
    ride: Ride = next(ride for ride in found.rides if ride.car.pk == row.pk)
    crew = crew_of(ride.car)
    context = {
        **desk._asdict(),
        "ride": ride,
        "when": f"{weekday_and_date(ride.car.day)}, {ride.when}",
        "passengers": [
            (leg, str(sign_of(leg.delegate, scripts)), body_of(leg.delegate), journey_of(leg, event.zone))
            for leg in ride.passengers
        ],
        "crew": [(person, person.display_name) for person in crew],
        "by_telephone": by_telephone(reaches(crew)),
        "form": form,
        "back": list_of(event, direction),
        "shown": _shown(row),
    }
    return render(request, "participants/journey/car.html", context, status=400 if form.errors else 200)
