"""Cars and buses that fetch people, or bring them to where they leave."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.labels import DIRECTIONS
from participants.models.delegates import Delegate
from participants.models.journey.querysets import TravelOfEventQuerySet
from participants.states import TAKING_SEATS
from participants.vocabulary import Direction
from tours.labels import choices
from tours.models import Event
from tours.models.fields import PLAUSIBLE_DAY, SENTENCES, SMALL, ChangedAtField, no_longer_than, within_bounds


class Pickup(models.Model):
    """One way of one car. Day and time are local at the event. Its passengers are those whose `Leg` names it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pickups", verbose_name=_("event"))
    direction = models.CharField(_("direction"), max_length=10, choices=choices(DIRECTIONS), default=Direction.IN)
    day = models.DateField(_("day"), validators=PLAUSIBLE_DAY)
    time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("When the car leaves. Empty: not agreed yet.")
    )
    place = models.CharField(_("from"), max_length=200, blank=True, help_text=_("Such as Incheon, terminal 1, gate 5."))
    destination = models.CharField(_("to"), max_length=200, blank=True, help_text=_("Such as the hotel."))
    vehicle = models.CharField(_("car"), max_length=100, blank=True, help_text=_("Such as van 2, 12-345."))
    seats = models.PositiveSmallIntegerField(
        _("seats for passengers"), null=True, blank=True, validators=[MinValueValidator(1), *SMALL]
    )
    driver = models.ForeignKey(
        Delegate, on_delete=models.PROTECT, null=True, blank=True, related_name="drives", verbose_name=_("driver")
    )
    meeter = models.ForeignKey(
        Delegate, on_delete=models.PROTECT, null=True, blank=True, related_name="meets", verbose_name=_("met by")
    )
    note = models.TextField(_("note"), blank=True, validators=no_longer_than(SENTENCES))
    changed_at = ChangedAtField(_("changed"))

    objects = TravelOfEventQuerySet["Pickup"].as_manager()

    class Meta:
        verbose_name = _("car")
        verbose_name_plural = _("cars")
        ordering = ["day", models.F("time").asc(nulls_last=True), "pk"]
        constraints = [within_bounds("seats", name="pickup_seats_within_bounds")]
        indexes = [models.Index(fields=["event", "day"], name="pickups_of_event_by_day")]

    def __str__(self) -> str:
        return self.vehicle or self.place or str(self.get_direction_display())

    def clean(self) -> None:
        """Checks what no constraint can: driver and meeter are at this event, and take no seat of a delegation."""
        super().clean()
        for field in ("driver", "meeter"):
            person: Delegate | None = getattr(self, field)
            if person and (person.event_id != self.event_id or person.capacity in TAKING_SEATS):
                raise ValidationError({field: _("Choose somebody of this event who takes no seat of a delegation.")})
