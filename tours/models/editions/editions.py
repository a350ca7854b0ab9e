"""Editions as stored. They are numbered, and the database itself keeps them unchanged (see `tours.editions.guard`)."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.models.events import Event
from tours.models.rights import at_event
from tours.role_powers import Power
from tours.vocabulary import Access


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User | AnonymousUser) -> "EditionQuerySet":
        """Editions as stored, with content for staff. Readers see views of the editions that are not withdrawn."""
        return self.filter(at_event(user, Power.READ, path="event__"))

    def withdrawable_by(self, user: User | AnonymousUser) -> "EditionQuerySet":
        return self.filter(at_event(user, Power.EVENT, path="event__"))

    def standing(self) -> "EditionQuerySet":
        """Editions that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_to_all(self) -> "EditionQuerySet":
        """Editions that were not for participants only. Searches the stored text: no other key there is called access,
        and quotation marks inside texts are escaped (RFC 8259, section 7).
        """
        return self.exclude(agenda__contains=f'"access":"{Access.PARTICIPANTS}"')

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-number")


class Edition(models.Model):
    """A published agenda. Only `tours.editions` writes here: `publishing` makes and withdraws, `redaction` redacts."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="editions", verbose_name=_("event"))
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Tell readers what has changed."))
    small = models.BooleanField(
        _("small correction"),
        default=False,
        help_text=_(
            "Only the wording is corrected: no item starts, ends or takes place differently. Readers are not told of a change."
        ),
    )
    format = models.PositiveSmallIntegerField(_("format"))
    agenda = models.TextField(_("agenda"))
    digest = models.CharField(_("digest"), max_length=64)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["event", "number"]
        indexes = [models.Index(fields=["published_at"], name="edition_by_moment")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="edition_number_once_per_event",
                violation_error_message=_("This event already has that version."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="edition_number_from_one",
                violation_error_message=_("Versions are numbered from one."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="edition_withdrawn_by_someone",
                violation_error_message=_("A withdrawn version says when and by whom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.number}"


class Redaction(models.Model):
    """The record of one redaction of one edition. The agenda of an edition may change in no other way."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="redactions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    digest_before = models.CharField(max_length=64)
    digest_after = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="redaction_has_reason",
                violation_error_message=_("Say why the version is redacted."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.reason}"
