"""What the invitation to an event says, and by which rules names are taken there."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from tours.models import Event
from tours.models.fields import PAGES, SENTENCES, SMALL, no_longer_than, within_bounds
from tours.models.files import StoredFile
from tours.models.names import LanguageField
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power
from tours.uploads.storing import DOCUMENT_TYPES, DigestStorage, stored_path

USUAL_OFFER_HOURS = 24


class InvitationQuerySet(PartOfEventQuerySet["Invitation"]):
    edited_with = (Power.PEOPLE,)


class Invitation(models.Model):
    """One row an event. An event without one has the usual rules, and its letters say no more than they must."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="invitation", verbose_name=_("event"))
    profile = models.TextField(
        _("who should come"),
        blank=True,
        validators=no_longer_than(SENTENCES),
        help_text=_("Such as “heads of transport”."),
    )
    costs = models.TextField(
        _("costs covered"),
        blank=True,
        validators=no_longer_than(SENTENCES),
        help_text=_("What is paid for delegates, and what they pay themselves."),
    )
    languages = models.CharField(_("working languages"), max_length=200, blank=True)
    reply_to = AddressField(
        _("replies go to"), blank=True, help_text=_("Empty: to the event's first contact with an e-mail address.")
    )
    asks_reason = models.BooleanField(_("ask for the reason why each person should come"), default=False)
    asks_endorsement = models.BooleanField(_("ask for a letter of the city that confirms its names"), default=False)
    reminds = models.BooleanField(
        _("remind by mail"),
        default=False,
        help_text=_("Who has not answered gets a reminder 7 days and 2 days before the day for names."),
    )
    offers_by_itself = models.BooleanField(
        _("offer a freed seat to the same city's first reserve at once"),
        default=False,
        help_text=_("Otherwise a registrar offers it."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours for which a place is offered"),
        default=USUAL_OFFER_HOURS,
        validators=[MinValueValidator(1), *SMALL],
        help_text=_("Only hours from 8:00 to 20:00 of Monday to Friday count."),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [within_bounds("offer_hours", name="offer_hours_within_bounds")]

    def __str__(self) -> str:
        return str(self.event)


class InvitationParagraphQuerySet(PartOfEventQuerySet["InvitationParagraph"]):
    event_path = "invitation__event__"
    edited_with = (Power.PEOPLE,)


class InvitationParagraph(models.Model):
    """A paragraph of the letter in the language of a city."""

    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, related_name="paragraphs", verbose_name=_("invitation")
    )
    language = LanguageField(_("language"))
    text = models.TextField(_("text"), validators=no_longer_than(PAGES))

    objects = InvitationParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph of an invitation")
        verbose_name_plural = _("paragraphs of an invitation")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "language"],
                name="one_paragraph_a_language",
                violation_error_message=_("The invitation has a paragraph in this language already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.language)


class InvitationFileQuerySet(PartOfEventQuerySet["InvitationFile"]):
    event_path = "invitation__event__"
    edited_with = (Power.PEOPLE,)


class InvitationFile(StoredFile):
    """A file that goes with every invitation, such as the signed letter."""

    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, related_name="files", verbose_name=_("invitation")
    )
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=stored_path, storage=DigestStorage(), max_length=300)

    objects = InvitationFileQuerySet.as_manager()

    allowed_types = DOCUMENT_TYPES

    class Meta:
        verbose_name = _("file of an invitation")
        verbose_name_plural = _("files of an invitation")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
