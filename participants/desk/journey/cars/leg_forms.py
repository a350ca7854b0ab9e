"""The forms of a flight or train: all of it, and the car alone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.desk.journey.cars.board import car_in_words
from participants.forms.fields import CLOCK_HINT
from participants.models import Leg, Pickup
from participants.travel.cars.legs import FIELDS
from participants.vocabulary import Direction
from tours.desk.builder.fields import ClockField
from tours.desk.forms.day_input import day_input
from tours.models import Event

OUT_HINT = gettext_lazy("For a departure, leave it empty: then it is the time zone of the event.")
IN_HINT = gettext_lazy("For an arrival, leave it empty: then it is the time zone of the event.")


class CarChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A car of the event, in words with how many sit in it."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid_choice": gettext_lazy("Choose a car of this event that goes the same way.")}
        none = Pickup.objects.none()
        super().__init__(none, required=False, empty_label=gettext_lazy("No car"), error_messages=wrong, **kwargs)

    def offer(self, event: Event, *directions: str) -> None:
        self.zone = event.zone
        cars = event.pickups.filter(direction__in=directions)
        self.queryset = cars.annotate(taken=Count("legs")).order_by("day", "time", "pk")

    def label_from_instance(self, car: Any) -> str:
        words = car_in_words(car, self.zone)
        if car.seats is None:
            return _("%(car)s (%(taken)d in it)") % {"car": words, "taken": car.taken}
        return _("%(car)s (%(taken)d of %(seats)d)") % {"car": words, "taken": car.taken, "seats": car.seats}


class MoveForm(forms.Form):
    pickup = CarChoice(label=gettext_lazy("Move to"))

    def __init__(self, data: Any = None, files: Any = None, *, leg: Leg) -> None:
        super().__init__(data, auto_id=f"leg_{leg.pk}_%s", initial={"pickup": leg.pickup_id})
        self.instance = leg
        offered: Any = self.fields["pickup"]
        offered.offer(leg.delegate.event, leg.direction)


class LegForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    leaves_at = ClockField(label=gettext_lazy("Leaves at"), help_text=CLOCK_HINT)
    lands_at = ClockField(label=gettext_lazy("Arrives at"), help_text=CLOCK_HINT)
    pickup = CarChoice(label=gettext_lazy("Car"))

    class Meta:
        model = Leg
        fields = FIELDS
        widgets = {"leaves_on": day_input(), "lands_on": day_input()}  # as Django has it
        help_texts = {"leaves_zone": OUT_HINT, "lands_zone": IN_HINT}

    def __init__(self, data: Any = None, files: Any = None, *, instance: Leg) -> None:
        super().__init__(data, files, instance=instance)
        offered: Any = self.fields["pickup"]
        offered.offer(instance.delegate.event, *([instance.direction] if instance.pk else Direction))

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def refuse(self, refusal: ValidationError) -> None:
        self.add_error(None, refusal.messages)
