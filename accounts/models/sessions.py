"""The sessions of users, as they may see them, and the session store (SESSION_ENGINE) that writes these rows."""

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
"""Keys in the data of a session: the name of the device, and two times in seconds since 1970."""


class Session(AbstractBaseSession):
    """Django's session with columns by which its user recognises it. No IP address and no fingerprint is stored.

    The columns repeat values of the session data; the store writes both.
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
        """An identifier that pages may show. The session key itself is secret, because whoever has it is signed in."""
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
