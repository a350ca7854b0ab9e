"""Idempotent requests: a client may send them again, and they are carried out only once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from backstage.leases import Leased


class KeyedRequest(Leased):
    """A request with an Idempotency-Key. It is held while it is carried out, and then keeps its answer.

    `backstage.keyed_requests` has the verbs. Clients choose the key, so `token` separates the clients of one user.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token = models.PositiveBigIntegerField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of method, address and body."))
    created_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = _("request with a key")
        verbose_name_plural = _("requests with a key")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="request_key_once_per_token")]

    def __str__(self) -> str:
        return self.key
