"""Changes of the e-mail address that wait for both addresses to agree."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField


class EmailChange(models.Model):
    """The open change of a user, who has at most one. Only digests of the two links are stored."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_change", verbose_name=_("user")
    )
    new_email = AddressField(_("new e-mail address"))
    old_link = models.CharField(max_length=64, unique=True, editable=False)
    new_link = models.CharField(max_length=64, unique=True, editable=False)
    confirmed_old_at = models.DateTimeField(_("confirmed at the old address"), null=True)
    confirmed_new_at = models.DateTimeField(_("confirmed at the new address"), null=True)
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("change of e-mail address")
        verbose_name_plural = _("changes of e-mail address")

    def __str__(self) -> str:
        return f"{self.user} → {self.new_email}"
