"""The keys that let computer programs in, each in the name of a user."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Limits, User
from tours.models.events import Event
from tours.models.programmes import Programme
from tours.token_scopes import powers_of
from tours.vocabulary import Scope


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: User | AnonymousUser) -> "ApiTokenQuerySet":
        """The user's own tokens; for operators, all. Who sees a token may revoke it. A token's request sees none."""
        if not isinstance(user, User) or not user.is_active or user.limits is not None:
            return self.none()
        return self.all() if user.is_superuser else self.filter(user=user)

    def live(self, now: datetime) -> "ApiTokenQuerySet":
        """Tokens that work: they are neither revoked nor expired, and their user may sign in."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)


class ApiToken(models.Model):
    """A token, issued by `tours.rights.tokens`. It keeps only a digest of the secret, so this table opens nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("What it is for, such as: registration form."))
    scopes = models.CharField(
        _("permissions"), max_length=60, help_text=_("Words of tours.vocabulary.Scope, with spaces.")
    )
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    prefix = models.CharField(_("begins with"), max_length=8, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(programme__isnull=True),
                name="token_confined_to_one_place",
                violation_error_message=_("A token is for an event, for a programme, or for neither."),
            ),
            models.CheckConstraint(
                condition=~Q(scopes=""),
                name="token_has_scopes",
                violation_error_message=_("Choose what the token may do."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> Limits:
        powers = powers_of(Scope(word) for word in self.scopes.split())
        return Limits(
            powers=powers, event=self.event_id, programme=self.programme_id, token=self.pk, token_name=self.name
        )
