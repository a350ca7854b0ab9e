"""Personal links, the visits that they open, and the codes that prove a mailbox. `participants.links` alone writes them."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from accounts.models import User
from participants.labels import LINK_ENDS, WHOSE
from participants.models.delegates import Delegate
from participants.models.focal_points import FocalPoint
from participants.vocabulary import Area, LinkEnd, Whose
from tours.labels import choices
from tours.models import Role
from tours.models.rights import at_event, at_programme
from tours.role_powers import Power
from tours.vocabulary import EventState, RoleKind

AFTER_EVENT = timedelta(days=30)
ONE_HOLDER = (
    Q(delegate__isnull=False, focal_point__isnull=True, role__isnull=True)
    | Q(delegate__isnull=True, focal_point__isnull=False, role__isnull=True)
    | Q(delegate__isnull=True, focal_point__isnull=True, role__isnull=False)
)


class HeldByOne(models.Model):
    """What belongs to one holder: a delegate, a focal point, or the role of a host's liaison."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss", verbose_name=_("delegate")
    )
    focal_point = models.ForeignKey(
        FocalPoint,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("focal point"),
    )
    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss", verbose_name=_("role")
    )

    class Meta:
        abstract = True

    @property
    def area(self) -> Area:
        """The area to which the link leads: the delegates', the focal points' or the host's addresses."""
        if self.delegate_id:
            return Area.DELEGATE
        return Area.FOCAL_POINT if self.focal_point_id else Area.HOST

    @property
    def is_of_nobody(self) -> bool:
        """Whether a code has proven a mailbox, and its reader has not yet chosen as whom they come."""
        return not (self.delegate_id or self.focal_point_id or self.role_id)

    @property
    def holder(self) -> Delegate | FocalPoint | Role:
        held = self.delegate or self.focal_point or self.role
        assert held is not None  # noqa: S101  (a constraint of the table)
        return held

    @property
    def holder_name(self) -> str:
        """What the audit trail says of who did it."""
        return str(self.role.user) if self.role else str(self.holder)


def lasting(now: datetime, *areas: Area) -> Q:
    """What is of a holder who may still come in: in one of the areas, or in any. The event is asked each time, so that new
    dates move no stored moment.
    """
    return reduce(or_, (_lasting(now, area) for area in areas or Area))


def _lasting(now: datetime, area: Area) -> Q:
    """A host's link ends with the role, too: with its account, when it is handed over, and when the account has another address."""
    if area is Area.DELEGATE:
        return of_event(now, "delegate__event__")
    if area is Area.FOCAL_POINT:
        return Q(focal_point__isnull=False) & of_focal_point(now, "focal_point__")
    return Q(role__kind=RoleKind.HOST, role__user__is_active=True) & of_event(now, "role__event__")


def of_event(now: datetime, path: str) -> Q:
    """A delegate's links, and a host's, last until 30 days after the event; while it is postponed, they go on."""
    return Q((f"{path}ends__gte", now.date() - AFTER_EVENT)) | Q((f"{path}state", EventState.POSTPONED))


def of_focal_point(now: datetime, path: str = "") -> Q:
    """A focal point's links last as long as the focal point."""
    return Q((f"{path}ended__isnull", True)) | Q((f"{path}ended__gt", now.date()))


def _working_link(now: datetime, area: Area) -> Q:
    sent_to_them = Q(email=F("role__user__email")) if area is Area.HOST else Q()
    return lasting(now, area) & sent_to_them


def _visit_going_on(now: datetime, area: Area) -> Q:
    """A host's visit: by a link that was sent to the account's address, or by a code that came after the role was given."""
    if area is not Area.HOST:
        return lasting(now, area)
    by_code = Q(link__isnull=True, began_at__gte=F("role__granted_at"))
    return lasting(now, area) & (Q(link__email=F("role__user__email")) | by_code)


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def visible_to(self, user: User | AnonymousUser) -> "AccessLinkQuerySet":
        """The links that the user may see: of holders at events where they register people. Whoever sees a link sees
        nothing that opens it.
        """
        return self.filter(
            at_event(user, Power.PEOPLE, path="delegate__event__")
            | Q(focal_point__in=FocalPoint.objects.visible_to(user).order_by().values("pk"))
            | at_event(user, Power.PEOPLE, path="role__event__")
            | at_programme(user, Power.PEOPLE, path="role__programme__")
        )

    def live(self, now: datetime, *areas: Area) -> "AccessLinkQuerySet":
        """Links that work: they are not ended, and their holder may still come in. Of the areas, or of all.

        A request names its area: joining the holders of others would double what finding its link costs.
        """
        working = (_working_link(now, area) for area in areas or Area)
        return self.filter(reduce(or_, working), ended_at__isnull=True)


class AccessLink(HeldByOne):
    """A personal link, made by `participants.links.making`. It keeps only a digest, so this table opens nothing.

    `email` is the mailbox that it was sent to, and `whose` says whose mailbox that is. `lasting` says how long it works.
    """

    email = AddressField(_("sent to"), blank=True)
    whose = models.CharField(_("whose mailbox"), max_length=20, choices=choices(WHOSE), default=Whose.OWN)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    opened_at = models.DateTimeField(_("last opened"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    end = models.CharField(_("why it ended"), max_length=20, choices=choices(LINK_ENDS), blank=True, editable=False)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=ONE_HOLDER,
                name="personal_link_has_one_holder",
                violation_error_message=_("A personal link is for a delegate, for a focal point, or for a host."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="")
                | Q(ended_at__isnull=False, end__in=[end.value for end in LinkEnd]),
                name="ended_personal_link_says_why",
                violation_error_message=_("A personal link that has ended, and no other, says why."),
            ),
        ]

    def __str__(self) -> str:
        return self.holder_name


class LinkSessionQuerySet(models.QuerySet["LinkSession"]):
    def visible_to(self, user: User | AnonymousUser) -> "LinkSessionQuerySet":
        """Nobody looks at visits."""
        return self.none()

    def live(self, now: datetime, *areas: Area) -> "LinkSessionQuerySet":
        """Visits that go on, of the areas or of all; and those of nobody, who have no area yet."""
        nobody = Q(delegate__isnull=True, focal_point__isnull=True, role__isnull=True)
        going_on = (_visit_going_on(now, area) for area in areas or Area)
        return self.filter(reduce(or_, going_on, nobody), link__ended_at__isnull=True, expires_at__gt=now)


class LinkSession(HeldByOne):
    """Somebody who came by a personal link or a mailed code, in one browser. The row is deleted when the visit ends.

    `mailbox` is the address that a mailed code has proven, and `proven_at` when. `whose` says whether they came by the
    holder's own mailbox or by the assistant's. With a code alone, and until they choose, there is no holder. The cookie holds
    the secret, the row its digest.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    link = models.ForeignKey(
        AccessLink, on_delete=models.CASCADE, null=True, blank=True, related_name="visits", verbose_name=_("link")
    )
    mailbox = AddressField(_("proven mailbox"), blank=True)
    whose = models.CharField(_("whose mailbox"), max_length=20, choices=choices(WHOSE), default=Whose.OWN)
    proven_at = models.DateTimeField(_("proven"), null=True, blank=True)
    began_at = models.DateTimeField(_("began"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))

    objects = LinkSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit by personal link")
        verbose_name_plural = _("visits by personal link")
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="link_sessions_by_end")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=ONE_HOLDER
                | Q(delegate__isnull=True, focal_point__isnull=True, role__isnull=True, proven_at__isnull=False),
                name="visit_has_one_holder_or_proof",
                violation_error_message=_("A visit is of one holder, or of a mailbox that a code has proven."),
            ),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True, mailbox="") | (Q(proven_at__isnull=False) & ~Q(mailbox="")),
                name="visit_says_what_is_proven",
                violation_error_message=_("A proof names its mailbox and its moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.mailbox if self.is_of_nobody else self.holder_name


class MailedCodeQuerySet(models.QuerySet["MailedCode"]):
    def visible_to(self, user: User | AnonymousUser) -> "MailedCodeQuerySet":
        """Nobody looks at codes."""
        return self.none()


class MailedCode(models.Model):
    """The newest code of a mailbox. Whoever types it has proven that they read the mailbox."""

    address = AddressField(_("mailbox"), unique=True)
    digest = models.CharField(max_length=64, editable=False)
    digest_key = models.CharField(max_length=16, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    tries_left = models.PositiveSmallIntegerField(_("tries left"))

    objects = MailedCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailed code")
        verbose_name_plural = _("mailed codes")

    def __str__(self) -> str:
        return self.address
