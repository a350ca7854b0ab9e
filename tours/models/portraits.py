"""Portraits of people. The public sees one only where the person agreed, and where it stands how and when."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.models.fields import PLAUSIBLE_DAY
from tours.models.files import PictureFile
from tours.models.people import Person


class PortraitQuerySet(models.QuerySet["Portrait"]):
    def published(self) -> "PortraitQuerySet":
        """The portraits that everyone may see."""
        return self.filter(agreed_on__isnull=False)

    def of_person(self, uid: str) -> "PortraitQuerySet":
        """The portrait of the person with this UID. If that card was merged, it is the portrait of the card that was
        kept.
        """
        return self.filter(person__in=Person.objects.with_uid(uid).order_by().values("pk"))

    def visible_to(self, user: User | AnonymousUser) -> "PortraitQuerySet":
        return self.filter(person__in=Person.objects.visible_to(user).order_by().values("pk"))

    def editable_by(self, user: User | AnonymousUser) -> "PortraitQuerySet":
        return self.filter(person__in=Person.objects.editable_by(user).order_by().values("pk"))


class Portrait(PictureFile):
    """The one portrait of a person. It is in no edition, so that taking it away takes it away everywhere at once."""

    # PROTECT: a card that was deleted would leave the file behind.
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="portrait", verbose_name=_("person"))
    agreed_on = models.DateField(
        _("agreed on"), validators=PLAUSIBLE_DAY, null=True, blank=True, help_text=_("The day the person said yes.")
    )
    agreed_how = models.CharField(
        _("how they agreed"), max_length=200, blank=True, help_text=_("Such as: by e-mail to the office.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded"), null=True, editable=False)

    objects = PortraitQuerySet.as_manager()

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, agreed_how="", recorded_by__isnull=True, recorded_at__isnull=True)
                | Q(agreed_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False) & ~Q(agreed_how=""),
                name="portrait_consent_is_whole",
                violation_error_message=_("Write down both the day on which the person agreed, and how."),
            )
        ]

    def __str__(self) -> str:
        return _now("Portrait of %(person)s") % {"person": self.person}

    @property
    def alternative(self) -> str:
        return str(self)

    @property
    def caption(self) -> str:
        return ""
