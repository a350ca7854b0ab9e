"""Who is signed in, where: a row a session, as its user may see it."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """Django's session with what its user knows it by. No address of the network is kept, and no fingerprint.

    The columns say again what the session's data says: `accounts.session_store` writes both.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("user")
    )
    device = models.CharField(_("device"), max_length=100, blank=True)
    begun_at = models.DateTimeField(_("signed in"), null=True)
    seen_at = models.DateTimeField(_("last seen"), null=True)

    def __str__(self) -> str:
        return self.device or self.name

    @property
    def name(self) -> str:
        """What a page may call it by. The key itself is a secret: whoever has it is signed in."""
        return salted_hmac("accounts.sessions", self.session_key, algorithm="sha256").hexdigest()[:16]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from accounts.session_store import SessionStore

        return SessionStore
