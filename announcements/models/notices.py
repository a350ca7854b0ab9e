"""What those concerned are told of a changed programme, and who is told. `announcements.notices` alone writes these rows."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models import Delegate, FocalPoint
from tours.models import Event, Person, Role
from tours.models.fields import SENTENCES, no_longer_than
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power


class NoticeState(models.TextChoices):
    """The first two are open. NOTHING means that what had been changed was taken back, or concerned nobody."""

    HELD = "held", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    NOTHING = "nothing", _("Nothing to tell")
    CANCELLED = "cancelled", _("Not sent")


ENDED = (NoticeState.SENT, NoticeState.NOTHING, NoticeState.CANCELLED)


class NoticeQuerySet(PartOfEventQuerySet["Notice"]):
    """Notices. People who publish, and people who register others, see them and decide on them."""

    edited_with = (Power.EVENT, Power.PEOPLE)

    def visible_to(self, user: User | AnonymousUser) -> "NoticeQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))


class Notice(models.Model):
    """What is told at one time: the difference of two versions, or else a message that a colleague wrote.

    A change waits until `goes_at`, so that several versions make one mail; without that moment it waits for a colleague.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices", verbose_name=_("event"))
    since = models.PositiveIntegerField(_("from version"), null=True, blank=True, editable=False)
    number = models.PositiveIntegerField(_("to version"), null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=NoticeState, default=NoticeState.HELD)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    words = models.TextField(
        _("your words"),
        blank=True,
        validators=no_longer_than(SENTENCES),
        help_text=_("They stand first, in whatever languages you write them."),
    )
    copies_focal_points = models.BooleanField(_("focal points get a copy"), default=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    goes_at = models.DateTimeField(_("goes"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last decided by"),
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["goes_at"], name="notices_open", condition=Q(ended_at__isnull=True))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(state=NoticeState.HELD, number__isnull=False),
                name="one_change_waits_an_event",
                violation_error_message=_("A change of this event already waits to be told."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=False, number__isnull=False) | Q(since__isnull=True, number__isnull=True),
                name="notice_is_of_two_versions_or_none",
                violation_error_message=_("A notice tells of the difference of two versions, or of none."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | (~Q(subject="") & ~Q(words="")),
                name="message_has_words",
                violation_error_message=_("Write a subject and a message."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED) ^ Q(ended_at__isnull=True),
                name="ended_notice_says_when",
                violation_error_message=_("A notice that ended, and no other, says when."),
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return self.subject
        return _("From version %(since)d to version %(number)d") % {"since": self.since, "number": self.number}

    @property
    def is_message(self) -> bool:
        return self.number is None

    @property
    def is_held(self) -> bool:
        return self.state == NoticeState.HELD

    @property
    def is_on_hold(self) -> bool:
        """Whether it waits until a colleague sends or cancels it."""
        return self.is_held and self.goes_at is None


class NoticeRecipient(models.Model):
    """Somebody whom a notice is for: a delegate, somebody with a part in an item, a host's liaison or a focal point.

    `posted_at` says when their mails were written into the outbox, or that there is no mailbox to write to.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="recipients", verbose_name=_("notice"))
    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("delegate")
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("role")
    )
    focal_point = models.ForeignKey(
        FocalPoint, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("focal point")
    )
    posted_at = models.DateTimeField(_("written"), null=True, blank=True)

    class Meta:
        verbose_name = _("recipient of a notice")
        verbose_name_plural = _("recipients of notices")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(delegate__isnull=False, person__isnull=True, role__isnull=True, focal_point__isnull=True)
                | Q(delegate__isnull=True, person__isnull=False, role__isnull=True, focal_point__isnull=True)
                | Q(delegate__isnull=True, person__isnull=True, role__isnull=False, focal_point__isnull=True)
                | Q(delegate__isnull=True, person__isnull=True, role__isnull=True, focal_point__isnull=False),
                name="notice_recipient_is_somebody",
                violation_error_message=_("A recipient is a delegate, a person, a host's liaison or a focal point."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["notice", kind],
                    name=f"notice_once_a_{kind}",
                    violation_error_message=_("They are among the recipients already."),
                )
                for kind in ("delegate", "person", "role", "focal_point")
            ),
        ]

    def __str__(self) -> str:
        return str(self.delegate or self.person or self.focal_point or (self.role and self.role.user))
