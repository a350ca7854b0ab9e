"""What an event asks of everyone who comes, and what the country asks for entry, by nationality."""

from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.labels import ENTRY_RULES
from participants.vocabulary import EntryRule
from tours.labels import choices
from tours.models import Country, Event
from tours.models.fields import PLAUSIBLE_DAY, SMALL, within_bounds
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power

Row = TypeVar("Row", bound=models.Model)


class AskedQuerySet(PartOfEventQuerySet[Row]):
    edited_with = (Power.PEOPLE,)


class Checklist(models.Model):
    """One row an event. An event without one asks for nothing."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="checklist", verbose_name=_("event"))
    due_on = models.DateField(_("until when"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    asks_document = models.BooleanField(_("passport or identity card"), default=False)
    asks_entry = models.BooleanField(_("visa or electronic permission, where the nationality needs it"), default=False)
    asks_insurance = models.BooleanField(_("insurance"), default=False)
    asks_flight = models.BooleanField(_("flights or trains, both ways"), default=False)
    asks_room = models.BooleanField(_("room"), default=False)
    asks_diet = models.BooleanField(_("diet"), default=False)
    asks_emergency = models.BooleanField(_("somebody to call in an emergency"), default=False)

    objects = AskedQuerySet["Checklist"].as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return str(self.event)


class EntryRequirement(models.Model):
    """What people of one nationality need to enter the country of the event. Without a country, it holds for all others."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="entry_requirements", verbose_name=_("event")
    )
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nationality"),
        help_text=_("Leave empty for all others."),
    )
    rule = models.CharField(_("needed"), max_length=20, choices=choices(ENTRY_RULES), default=EntryRule.NONE)
    days_needed = models.PositiveSmallIntegerField(
        _("days needed"), default=0, validators=SMALL, help_text=_("From filing to the answer, with some to spare.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AskedQuerySet["EntryRequirement"].as_manager()

    class Meta:
        verbose_name = _("requirement for entry")
        verbose_name_plural = _("requirements for entry")
        ordering = [models.F("country__name").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            within_bounds("days_needed", name="days_needed_within_bounds"),
            models.UniqueConstraint(
                fields=["event", "country"],
                name="entry_once_a_nationality",
                violation_error_message=_("This nationality has a line already."),
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(country__isnull=True),
                name="entry_once_for_all_others",
                violation_error_message=_("There is a line for all others already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.country or _("All others"))
