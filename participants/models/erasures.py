"""That a person was erased: who did it and why, and whether a duty still keeps something."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.delegates import Delegate
from tours.models import Person


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: User | AnonymousUser) -> "ErasureQuerySet":
        """Of those who were delegates at events where the user registers people."""
        return self.filter(person__in=Delegate.objects.editable_by(user).order_by().values("person"))

    def unfinished(self) -> "ErasureQuerySet":
        return self.filter(finished_at__isnull=True)


class Erasure(models.Model):
    """`participants.privacy.erasing` writes it. The card itself says no name by then."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erasures", verbose_name=_("person"))
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
                condition=~models.Q(reason=""),
                name="erasure_has_reason",
                violation_error_message=_("Say why the person is erased."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
