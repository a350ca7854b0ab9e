"""The outbox: mails with what became of them, addresses that take none, and how fast each host is written to."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backstage.leases import Leased, is_free


class MailState(models.TextChoices):
    """All but the first two are final: nothing happens any more unless an operator says so. REFUSED is what was not even tried, as
    its address takes no mail; KEPT is the demonstration's.
    """

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")
    GIVEN_UP = "given_up", _("Given up")
    REFUSED = "refused", _("Not sent")
    KEPT = "kept", _("Kept here")


LEFT_TO_DO = (MailState.WAITING, MailState.SENDING)
UNDONE = (MailState.GIVEN_UP, MailState.REFUSED)


def is_due() -> Q:
    """Mails whose time has come, by the database's clock."""
    return Q(state__in=LEFT_TO_DO, next_at__lte=Now())


"""An operator may have these tried again, as long as their content is there."""


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self) -> "OutgoingMailQuerySet":
        """What a worker may take up: its time has come, and nobody is sending it."""
        return self.filter(is_free(), is_due())

    def settled_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        return self.exclude(state__in=LEFT_TO_DO).filter(settled_at__lt=moment)

    def can_be_retried(self) -> "OutgoingMailQuerySet":
        return self.filter(state__in=UNDONE).exclude(content=b"")

    def facts(self) -> "OutgoingMailQuerySet":
        """As lists show them, without the content."""
        return self.defer("content")


class OutgoingMail(Leased):
    """One message to one recipient. `backstage.mail.outbox` writes it and `backstage.mail.delivery` alone moves its state.

    `content` is the whole message as it goes over the line, so that every attempt sends the same bytes. It is empty once it has
    been blanked: a link or a code in it may open what is its reader's alone.
    """

    key = models.CharField(_("key"), max_length=200)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    recipient = models.CharField(_("recipient"), max_length=320)
    host = models.CharField(_("host"), max_length=255)
    subject = models.CharField(_("subject"), max_length=1000, blank=True)
    content = models.BinaryField(_("content"))
    carries_secret = models.BooleanField(_("carries a secret"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_at"], name="mail_due", condition=Q(state__in=LEFT_TO_DO)),
            models.Index(fields=["state", "settled_at"], name="mail_settled"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "recipient"],
                name="mail_once_a_key_and_recipient",
                violation_error_message=_("This mail has been written to this recipient already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=MailState.values),
                name="mail_state_is_known",
                violation_error_message=_("A mail is waiting, being sent, sent, come back, given up, refused or kept."),
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(message_id="") & ~Q(recipient="") & ~Q(host=""),
                name="mail_is_addressed",
                violation_error_message=_("A mail has a key, a Message-ID and a recipient."),
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENDING) ^ Q(holder=""),
                name="mail_being_sent_is_claimed",
                violation_error_message=_("A mail that is being sent, and no other, is claimed by a worker."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=LEFT_TO_DO) ^ Q(settled_at__isnull=False),
                name="mail_settled_has_moment",
                violation_error_message=_("A mail that is settled, and no other, says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LEFT_TO_DO) | ~Q(content=b""),
                name="mail_to_send_has_content",
                violation_error_message=_("A mail that is still to be sent has its content."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("backstage:outgoing_mail", args=[self.pk])

    @property
    def is_blanked(self) -> bool:
        return not self.content

    @property
    def can_be_retried(self) -> bool:
        return self.state in UNDONE and not self.is_blanked

    @property
    def is_readable(self) -> bool:
        """Whether the desk may show its text: a link or a code that was meant for its reader is a way in as long as it works."""
        is_demonstration = settings.MODE == "demo" and self.state == MailState.KEPT
        return not self.is_blanked and (is_demonstration or not self.carries_secret)


class Undeliverable(models.Model):
    """An address that mail came back from, in lower case. None is sent to it until an operator clears it."""

    address = models.CharField(_("address"), max_length=320, unique=True)
    since = models.DateTimeField(_("since"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("undeliverable address")
        verbose_name_plural = _("undeliverable addresses")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(address=""),
                name="undeliverable_has_address",
                violation_error_message=_("Say which address takes no mail."),
            )
        ]

    def __str__(self) -> str:
        return self.address


class Pace(models.Model):
    """How far the mails sent to a host have used up its rate, as seconds since 1970: any number of machines share the row.

    The row without a host is of the mail server itself.
    """

    host = models.CharField(max_length=255, unique=True, blank=True)
    spent_until = models.FloatField()

    def __str__(self) -> str:
        return self.host
