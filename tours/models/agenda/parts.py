"""The people who do something in an item, and the links of an item."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tours.labels import LEVELS, PERSON_ROLES, choices
from tours.models.agenda.items import AgendaItem
from tours.models.event_parts import Positioned
from tours.models.fields import (
    POSITION_WITHIN_BOUNDS,
    WebAddressField,
)
from tours.models.people import Person
from tours.models.rights import PartOfItemQuerySet
from tours.vocabulary import DUTIES, Level


class ItemPart(Positioned):
    """A person's part in an item. A part may be open: its person is still to be confirmed.

    A speaker is for everyone who sees the item; a guide, driver or interpreter is for staff or for delegates.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=choices(PERSON_ROLES))
    confirmed = models.BooleanField(_("confirmed"), default=True)
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.PUBLIC)

    objects = PartOfItemQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        constraints: ClassVar = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(confirmed=False),
                name="part_without_person_is_open",
                violation_error_message=_("A part without a person cannot be confirmed."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(DUTIES), level__in=[Level.DELEGATES, Level.STAFF])
                | (~Q(role__in=sorted(DUTIES)) & Q(level=Level.PUBLIC)),
                name="part_is_for_whom_its_role_is",
                violation_error_message=_(
                    "Choose “Delegates” or “Staff” for a guide, driver or interpreter, and “Everyone” for any other part."
                ),
            ),
            models.UniqueConstraint(
                fields=["item", "person", "role"],
                name="part_once_per_item",
                violation_error_message=_("This person already has that part in the item."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person or _('to be confirmed')}"


class ItemLink(Positioned):
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=120)
    url = WebAddressField(_("web address"), max_length=500)
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.PUBLIC)

    objects = PartOfItemQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label
