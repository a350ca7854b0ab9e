"""The parts of an event: organisations with a role, purposes, practical information, contacts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from tours.labels import LEVELS, ORGANISATION_ROLES, choices
from tours.models.events import Event
from tours.models.fields import PAGES, POSITION_WITHIN_BOUNDS, SMALL, no_longer_than
from tours.models.people import Organisation
from tours.models.rights import PartOfEventQuerySet
from tours.vocabulary import Level


class Positioned(models.Model):
    """A row in a list that coordinators put in order."""

    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [POSITION_WITHIN_BOUNDS]


class EventOrganisation(Positioned):
    """The role of an organisation in an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="events", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=choices(ORGANISATION_ROLES))

    objects = PartOfEventQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("organisation with a role")
        verbose_name_plural = _("organisations with a role")
        constraints: ClassVar = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["event", "organisation", "role"],
                name="event_organisation_once_in_a_role",
                violation_error_message=_("This organisation already has that role at the event."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Purpose(Positioned):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="purposes")
    text = models.CharField(
        _("purpose"), max_length=300, help_text=_("Begin with a verb: Exchange experience with other countries")
    )

    objects = PartOfEventQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")

    def __str__(self) -> str:
        return self.text


class PracticalNote(Positioned):
    """A section of the practical information, such as arrival, hotel, language or clothing."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="practical_notes")
    heading = models.CharField(_("heading"), max_length=120)
    body = models.TextField(
        _("text"), validators=no_longer_than(PAGES), help_text=_("A blank line begins a new paragraph.")
    )
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.PUBLIC)

    objects = PartOfEventQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("practical information")
        verbose_name_plural = _("practical information")

    def __str__(self) -> str:
        return self.heading


class Contact(Positioned):
    """A person to call. Delegates see the contact unless the row says otherwise."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("responsible for"), max_length=200, blank=True)
    email = AddressField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, help_text=_("With the country code: +82 …"))
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.DELEGATES)

    objects = PartOfEventQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints: ClassVar = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="contact_can_be_reached",
                violation_error_message=_("Give an e-mail address or a telephone number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
