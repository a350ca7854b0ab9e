"""The outbox: mails and their state, addresses that take no mail, and the sending rate of each host."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.letters.urgency import Urgency
from backstage.leases import Leased, is_free


class MailState(models.TextChoices):
    """All states but the first two are final: such a mail moves again only if an operator asks for it.

    REFUSED means that nothing was tried, because the address takes no mail. KEPT is used in the demonstration only.
    """

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Bounced")
    GIVEN_UP = "given_up", _("Failed")
    REFUSED = "refused", _("Not sent")
    KEPT = "kept", _("Demonstration only")


UNSETTLED = (MailState.WAITING, MailState.SENDING)
RETRIABLE = (MailState.GIVEN_UP, MailState.REFUSED)
"""An operator may have mails in these states tried again, as long as their content is there and they are of use."""
UNDELIVERED = (MailState.BOUNCED, MailState.GIVEN_UP, MailState.REFUSED)


def is_of_use() -> Q:
    """Mails that do not come too late yet, by the clock of the database."""
    return Q(useless_after=None) | Q(useless_after__gt=Now())


def is_due() -> Q:
    """Mails whose next attempt is due and of use, by the clock of the database. The first is due at once, even where that
    clock was set back since it was written.

    Asked by `settled_at`: SQLite finds an index of some rows by no condition that has parameters, as that on states would.
    """
    return is_of_use() & Q(settled_at=None) & (Q(next_at__lte=Now()) | Q(attempts=0))


def is_late() -> Q:
    """Mails that would still be sent, had their moment not passed."""
    return Q(settled_at=None, useless_after__lte=Now())


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self) -> "OutgoingMailQuerySet":
        """Mails that a worker may claim: the next attempt is due, and nobody is sending them."""
        return self.filter(is_free(), is_due())

    def settled_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        return self.exclude(state__in=UNSETTLED).filter(settled_at__lt=moment)

    def can_be_retried(self) -> "OutgoingMailQuerySet":
        return self.filter(is_of_use(), state__in=RETRIABLE).exclude(content=b"")

    def undelivered(self, *, key: str) -> "OutgoingMailQuerySet":
        """The mails whose keys begin with `key` that reached nobody: they came back, were given up or were not sent.

        Reads no mail that was sent, so that its cost does not grow with these.
        """
        return self.filter(state__in=UNDELIVERED, key__startswith=key)

    def facts(self) -> "OutgoingMailQuerySet":
        """The mails without their content, for lists."""
        return self.defer("content")


class OutgoingMail(Leased):
    """One message to one recipient. `backstage.mail.outbox` writes it and `backstage.mail.delivery` alone moves its
    state.

    `content` is the whole message as SMTP sends it, so that every attempt sends the same bytes. It is blanked after
    sending if it carries a secret: a link or a code in it may open what only its recipient may see.
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
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency, default=Urgency.LETTER)
    useless_after = models.DateTimeField(_("of use until"), null=True, blank=True)
    next_at = models.DateTimeField(_("next attempt"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    settled_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["urgency", "next_at"], name="mail_due", condition=Q(settled_at=None)),
            models.Index(fields=["useless_after"], name="mail_late", condition=Q(settled_at=None)),
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
                violation_error_message=_(
                    "A mail is waiting, being sent, sent, bounced, failed, not sent or kept for a demonstration."
                ),
            ),
            models.CheckConstraint(
                condition=Q(urgency__in=Urgency.values),
                name="mail_urgency_is_known",
                violation_error_message=_("A mail is a code, a notice, a letter or bulk."),
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
                condition=Q(state__in=UNSETTLED) ^ Q(settled_at__isnull=False),
                name="mail_settled_has_moment",
                violation_error_message=_("A mail that is settled, and no other, says since when."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNSETTLED) | ~Q(content=b""),
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
        is_late = self.useless_after is not None and self.useless_after <= timezone.now()
        return self.state in RETRIABLE and not self.is_blanked and not is_late

    @property
    def is_readable(self) -> bool:
        """Whether the desk may show the text. A text with a link or a code is hidden, as it lets its reader in."""
        is_demonstration = settings.MODE == "demo" and self.state == MailState.KEPT
        return not self.is_blanked and (is_demonstration or not self.carries_secret)


class Undeliverable(models.Model):
    """An address, in lower case, from which mail came back. No mail is sent to it until an operator clears it."""

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
    """How far the mails to a host have used up its rate. `spent_until` is in seconds since 1970. All machines share the
    row.

    The row with an empty host stands for the mail server itself.
    """

    host = models.CharField(max_length=255, unique=True, blank=True)
    spent_until = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["spent_until"], name="pace_ahead")]

    def __str__(self) -> str:
        return self.host
