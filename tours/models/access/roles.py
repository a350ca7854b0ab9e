"""Who may do what: the roles of users at events and programmes."""

from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.labels import ROLE_KINDS, choices
from tours.models.events import Event
from tours.models.programmes import Programme
from tours.models.rights import at_event, at_programme
from tours.role_powers import Power
from tours.vocabulary import RoleKind


class RoleQuerySet(models.QuerySet["Role"]):
    def visible_to(self, user: User | AnonymousUser) -> "RoleQuerySet":
        """Roles at events and programmes where the user has a role: colleagues see who does what."""
        return self._allowing(user, Power.READ)

    def editable_by(self, user: User | AnonymousUser) -> "RoleQuerySet":
        return self._allowing(user, Power.ROLES)

    def _allowing(self, user: User | AnonymousUser, power: Power) -> "RoleQuerySet":
        return self.filter(at_event(user, power, path="event__") | at_programme(user, power, path="programme__"))

    def coordinating(self) -> "RoleQuerySet":
        """Roles of coordinators who can sign in."""
        return self.filter(kind=RoleKind.COORDINATOR, user__is_active=True)


class Role(models.Model):
    """A role at one event, or at a programme and so at all its events. `tours.rights.granting` grants and ends it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles", verbose_name=_("user")
    )
    kind = models.CharField(_("role"), max_length=20, choices=choices(ROLE_KINDS))
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="roles", verbose_name=_("event")
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="roles", verbose_name=_("programme")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"), auto_now_add=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, programme__isnull=True)
                | Q(event__isnull=True, programme__isnull=False),
                name="role_at_event_or_programme",
                violation_error_message=_("A role is either at an event or at a programme."),
            ),
            models.UniqueConstraint(
                fields=["user", "event", "kind"],
                name="role_once_at_an_event",
                violation_error_message=_("This user already has that role at the event."),
            ),
            models.UniqueConstraint(
                fields=["user", "programme", "kind"],
                name="role_once_at_a_programme",
                violation_error_message=_("This user already has that role at the programme."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}, {self.event or self.programme}"

    @property
    def at(self) -> Event | Programme:
        return self.event or cast("Programme", self.programme)
