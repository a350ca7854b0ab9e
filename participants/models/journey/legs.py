"""Flights and trains of delegates."""

from datetime import date, datetime, time
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.labels import DIRECTIONS, WAYS_TOLD
from participants.models.delegates import Delegate
from participants.models.journey.pickups import Pickup
from participants.models.journey.querysets import TravelOfDelegateQuerySet
from participants.vocabulary import Direction
from tours.labels import choices
from tours.models.fields import PLAUSIBLE_DAY, ChangedAtField, ZoneField

NO_ZONE = _("They arrive before they leave. Look at days and times, or choose the time zone of the other place.")
LANDS_TOO_EARLY = _("They arrive before they leave. Look at days, times and time zones.")


class Leg(models.Model):
    """One flight, train or drive of a delegate. Days and times are local at each place.

    The zone at the event's end (of landing on the way in, of leaving on the way out) is the event's where it is empty. The other
    end's is not known where it is empty.
    """

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="legs", verbose_name=_("delegate"))
    direction = models.CharField(_("direction"), max_length=10, choices=choices(DIRECTIONS), default=Direction.IN)
    carrier = models.CharField(_("carrier"), max_length=100, blank=True, help_text=_("Such as Korean Air, or own car."))
    number = models.CharField(_("number"), max_length=20, blank=True, help_text=_("Such as KE 938."))
    origin = models.CharField(_("from"), max_length=100, blank=True)
    leaves_on = models.DateField(_("leaves on"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    leaves_at = models.TimeField(_("leaves at"), null=True, blank=True)
    leaves_zone: "models.CharField[str, str]" = ZoneField(_("time zone where they leave"), blank=True)
    destination = models.CharField(_("to"), max_length=100, blank=True)
    lands_on = models.DateField(_("arrives on"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    lands_at = models.TimeField(_("arrives at"), null=True, blank=True)
    lands_zone: "models.CharField[str, str]" = ZoneField(_("time zone where they arrive"), blank=True)
    pickup = models.ForeignKey(
        Pickup, on_delete=models.SET_NULL, null=True, blank=True, related_name="legs", verbose_name=_("car")
    )
    told_by = models.CharField(_("told by"), max_length=200, blank=True)
    told = models.CharField(_("how told"), max_length=20, choices=choices(WAYS_TOLD), blank=True)
    told_at = models.DateTimeField(_("told"), default=timezone.now, editable=False)
    changed_at = ChangedAtField(_("changed"))

    objects = TravelOfDelegateQuerySet["Leg"].as_manager()

    class Meta:
        verbose_name = _("flight or train")
        verbose_name_plural = _("flights and trains")
        ordering = ["leaves_on", "leaves_at", "lands_on", "lands_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT) | Q(lands_on__isnull=False),
                name="leg_in_says_when_it_lands",
                violation_error_message=_("Say on which day they arrive."),
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) | Q(leaves_on__isnull=False),
                name="leg_out_says_when_it_leaves",
                violation_error_message=_("Say on which day they leave."),
            ),
            models.CheckConstraint(
                condition=(Q(leaves_at__isnull=True) | Q(leaves_on__isnull=False))
                & (Q(lands_at__isnull=True) | Q(lands_on__isnull=False)),
                name="leg_with_a_time_has_its_day",
                violation_error_message=_("Say the day as well as the time."),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.carrier, self.number))) or str(self.get_direction_display())

    @property
    def leaves(self) -> datetime | None:
        """The instant of leaving, if day, time and zone are known. Reads the delegate's event on the way out."""
        return _instant(self.leaves_on, self.leaves_at, self.leaves_zone or self._zone_at_event(Direction.OUT))

    @property
    def lands(self) -> datetime | None:
        """The instant of landing, if day, time and zone are known. Reads the delegate's event on the way in."""
        return _instant(self.lands_on, self.lands_at, self.lands_zone or self._zone_at_event(Direction.IN))

    def _zone_at_event(self, direction: Direction) -> str:
        return self.delegate.event.zone if self.direction == direction else ""

    def clean(self) -> None:
        """Checks what no constraint can: instants, and that the car is of the same event and goes the same way."""
        super().clean()
        if self.leaves and self.lands:
            if self.lands <= self.leaves:
                raise ValidationError({"lands_at": LANDS_TOO_EARLY})
        elif self._clocks_run_backwards():
            raise ValidationError({"lands_at": NO_ZONE})
        if self.pickup and self.pickup.event_id != self.delegate.event_id:
            raise ValidationError({"pickup": _("Choose a car of this event.")})
        if self.pickup and self.pickup.direction != self.direction:
            raise ValidationError({"pickup": _("This car goes the other way.")})

    def _clocks_run_backwards(self) -> bool:
        """Whether days and times alone say that they arrive before they leave, as only a flight across zones may."""
        told = (self.leaves_on, self.leaves_at, self.lands_on, self.lands_at)
        if None in told:
            return False
        return (self.lands_on, self.lands_at) <= (self.leaves_on, self.leaves_at)


def _instant(day: date | None, at: time | None, zone: str) -> datetime | None:
    return datetime.combine(day, at, ZoneInfo(zone)) if day and at and zone else None
