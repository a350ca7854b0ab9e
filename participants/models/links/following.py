"""How a delegate follows the agenda: their private calendar address, and the version that they have seen."""

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.delegates import Delegate
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power


class FeedTokenQuerySet(PartOfEventQuerySet["FeedToken"]):
    event_path = "delegate__event__"
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "FeedTokenQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))


class SeenEditionQuerySet(PartOfEventQuerySet["SeenEdition"]):
    event_path = "delegate__event__"
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "SeenEditionQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))


class FeedToken(models.Model):
    """The secret of a private calendar address. The digest finds it; sealed, it can be shown to its delegate again."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, related_name="feed_tokens", verbose_name=_("delegate")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.TextField(editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects = FeedTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("private calendar address")
        verbose_name_plural = _("private calendar addresses")
        ordering = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delegate"],
                condition=Q(ended_at__isnull=True),
                name="one_private_calendar_a_delegate",
                violation_error_message=_("This delegate already has a private calendar address. Renew it instead."),
            )
        ]

    def __str__(self) -> str:
        return str(self.delegate)


class SeenEdition(models.Model):
    """The newest version of the agenda of which a delegate said that they have seen it, and their groups at that time.

    Nothing else counts as seen: neither an opened link nor a fetched calendar.
    """

    delegate = models.OneToOneField(Delegate, on_delete=models.CASCADE, related_name="seen", verbose_name=_("delegate"))
    number = models.PositiveIntegerField(_("version"))
    groups = models.JSONField(_("groups"), default=list)
    at = models.DateTimeField(_("seen"), default=timezone.now)

    objects = SeenEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version that a delegate has seen")
        verbose_name_plural = _("versions that delegates have seen")

    def __str__(self) -> str:
        return f"{self.delegate}: {self.number}"
