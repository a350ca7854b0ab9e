"""The record that a person or focal point was erased: who did it and why, and whether a duty still keeps something."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.delegates import Delegate
from participants.models.focal_points import FocalPoint
from tours.models import Person


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: User | AnonymousUser) -> "ErasureQuerySet":
        """The erasures of people who were delegates at events where the user registers people, and of focal points whom
        they see.
        """
        people = Delegate.objects.editable_by(user).order_by().values("person")
        points = FocalPoint.objects.visible_to(user).order_by().values("pk")
        return self.filter(Q(person__in=people) | Q(focal_point__in=points))

    def unfinished(self) -> "ErasureQuerySet":
        return self.filter(finished_at__isnull=True)


class Erasure(models.Model):
    """`participants.privacy.erasing` and `focal_points` write it. The row that it is of says no name by then.

    The uid is also that of its entry in the journal, by which a restore erases again: see `privacy.erasing_again`.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="erasures", verbose_name=_("person")
    )
    focal_point = models.ForeignKey(
        FocalPoint,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="erasures",
        verbose_name=_("focal point"),
    )
    traces = models.JSONField(default=list, blank=True, editable=False)
    """For each name that nobody else had: the number of folded words, their keyed digest, and the name of the key."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("erased by")
    )
    at = models.DateTimeField(_("erased"), default=timezone.now, editable=False)
    reason = models.CharField(_("reason"), max_length=300)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    """When nothing was left that a duty keeps."""

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="erasure_has_reason",
                violation_error_message=_("Say why the person is erased."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, focal_point__isnull=True)
                | Q(person__isnull=True, focal_point__isnull=False),
                name="erasure_of_person_or_focal_point",
                violation_error_message=_("It is of a person or of a focal point."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.focal_point)
