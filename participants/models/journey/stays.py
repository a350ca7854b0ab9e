"""The rooms in which people sleep: hotels are venues."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.labels import PAYERS, ROOM_KINDS
from participants.models.delegates import Delegate
from participants.models.journey.querysets import TravelOfDelegateQuerySet
from tours.labels import choices
from tours.models import Venue
from tours.models.fields import PLAUSIBLE_DAY, ChangedAtField
from tours.wording import full_date


class Stay(models.Model):
    """The nights of a delegate at one hotel, from the day of arrival to the day on which they leave it.

    Whoever shares a room has a stay of their own, and each names the other: the verbs of `participants.travel` see to it.
    """

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="stays", verbose_name=_("delegate"))
    hotel = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="stays", verbose_name=_("hotel"))
    arrives_on = models.DateField(_("first night"), validators=PLAUSIBLE_DAY)
    leaves_on = models.DateField(_("leaves on"), validators=PLAUSIBLE_DAY)
    kind = models.CharField(_("kind of room"), max_length=20, choices=choices(ROOM_KINDS), blank=True)
    room = models.CharField(_("room"), max_length=40, blank=True)
    shares_with = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("shares with")
    )
    pays = models.CharField(_("who pays"), max_length=20, choices=choices(PAYERS), blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    changed_at = ChangedAtField(_("changed"))

    objects = TravelOfDelegateQuerySet["Stay"].as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["arrives_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(leaves_on__gt=F("arrives_on")),
                name="stay_has_a_night",
                violation_error_message=_("A stay has at least one night: they leave on a later day."),
            ),
            models.CheckConstraint(
                condition=~Q(shares_with=F("delegate")),
                name="nobody_shares_with_themselves",
                violation_error_message=_("Choose somebody else to share the room."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.hotel)

    def clean(self) -> None:
        """Checks what no constraint can: one bed a night, and a neighbour of the same event."""
        super().clean()
        if self.shares_with and self.shares_with.event_id != self.delegate.event_id:
            raise ValidationError({"shares_with": _("Choose somebody who comes to this event.")})
        arrives_on: date | None = self.arrives_on
        leaves_on: date | None = self.leaves_on
        if arrives_on is None or leaves_on is None:
            return
        others = Stay.objects.filter(delegate=self.delegate_id).exclude(pk=self.pk)
        other = others.filter(arrives_on__lt=leaves_on, leaves_on__gt=arrives_on).first()
        if other:
            words = _("They have a room at %(hotel)s from %(from)s to %(to)s. Change that stay first.")
            facts = {"hotel": other.hotel.name, "from": full_date(other.arrives_on), "to": full_date(other.leaves_on)}
            raise ValidationError({"arrives_on": words % facts})
