"""Who is signed in, where: a row a session, as its user may see it; and SESSION_ENGINE, the store that writes these rows."""

from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

DEVICE, BEGUN, SEEN = "device", "begun", "seen"
"""What the data of a session says of it: a name, and seconds since 1970."""


class Session(AbstractBaseSession):
    """Django's session with what its user knows it by. No address of the network is kept, and no fingerprint.

    The columns say again what the session's data says: the store writes both.
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
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device = data.get(DEVICE, "")
        row.begun_at, row.seen_at = _moment(data.get(BEGUN)), _moment(data.get(SEEN))
        return row


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
