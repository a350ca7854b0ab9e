"""The cities that take part in an event, with their seats and how many of them are taken."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tours.models.event_parts import Positioned
from tours.models.events import Event
from tours.models.fields import POSITION_WITHIN_BOUNDS, SMALL, within_bounds
from tours.models.people import Organisation
from tours.models.places import City
from tours.models.rights import PartOfEventQuerySet


class ParticipatingCity(Positioned):
    """A city at an event with its seats, or an association or other organisation that takes the place of a city."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participating_cities")
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("city")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organisation"),
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=1, validators=SMALL)
    taken = models.PositiveSmallIntegerField(
        _("taken"), default=0, validators=SMALL, help_text=_("How many of the seats have a delegate.")
    )

    comes = models.BooleanField(
        _("comes"),
        default=True,
        editable=False,
        help_text=_("Not once it declined or its invitation was taken back: the next version leaves it out."),
    )

    objects = PartOfEventQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("participating city")
        verbose_name_plural = _("participating cities")
        constraints: ClassVar = [
            POSITION_WITHIN_BOUNDS,
            within_bounds("seats", name="participation_seats_within_bounds"),
            within_bounds("taken", name="participation_taken_within_bounds"),
            models.CheckConstraint(
                condition=Q(city__isnull=False, organisation__isnull=True)
                | Q(city__isnull=True, organisation__isnull=False),
                name="participation_of_city_or_organisation",
                violation_error_message=_("Choose either a city or an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")),
                name="participation_taken_within_seats",
                violation_error_message=_("A city cannot have more delegates than seats. Raise its seats first."),
            ),
            models.UniqueConstraint(
                fields=["event", "city"],
                name="participating_city_once_per_event",
                violation_error_message=_("This city already takes part in the event."),
            ),
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="participating_organisation_once_per_event",
                violation_error_message=_("This organisation already takes part in the event."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.city or self.organisation)
