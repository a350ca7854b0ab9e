"""API tokens: the verbs that issue and revoke them, and find their holders."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import InternalError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.secrets.random_secrets import digest_of, make_secret, row_with_secret
from tours.models import ApiToken, Event, Programme
from tours.vocabulary import Scope

LONGEST = timedelta(days=365)
LAST_USE_INTERVAL = timedelta(minutes=1)
"""The least time between two updates of a token's last use, so that a busy program does not write at each request."""


def issue(
    *,
    by: User,
    name: str,
    scopes: Collection[Scope],
    lasts: timedelta,
    event: Event | None = None,
    programme: Programme | None = None,
) -> tuple[ApiToken, str]:
    """The token and its text, which cannot be read again later. Raises ValidationError.

    Without event and programme, the token is for everything its user may do. It never allows more than its user may do
    at the moment of its use.
    """
    _refuse(by, lasts, event, programme)
    prefix, now = uuid4().hex[:8], timezone.now()
    text = make_secret(f"sojourn_{prefix}_")
    token = ApiToken(
        user=by,
        name=name.strip(),
        scopes=" ".join(scope for scope in Scope if scope in scopes),
        event=event,
        programme=programme,
        prefix=prefix,
        digest=digest_of(text),
        created_at=now,
        expires_at=now + lasts,
    )
    token.full_clean()
    token.save(force_insert=True)
    return token, text


def _refuse(by: User, lasts: timedelta, event: Event | None, programme: Programme | None) -> None:
    if by.limits is not None:
        raise ValidationError(_("A token cannot issue tokens: sign in."), code="by_token")
    if not timedelta() < lasts <= LONGEST:
        raise ValidationError({"expires_at": [_("A token lasts a year at most.")]})
    if event and not Event.objects.visible_to(by).filter(pk=event.pk).exists():
        raise ValidationError({"event": [_("You have no role at this event.")]})
    if programme and not by.is_operator and not by.roles.filter(programme=programme).exists():
        raise ValidationError({"programme": [_("You have no role at this programme.")]})


@transaction.atomic
def revoke(token: ApiToken, *, by: User) -> None:
    """Revokes the token at once. A second call keeps the first moment. Raises DoesNotExist for another user's token."""
    token = ApiToken.objects.visible_to(by).select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])


def holder(text: str) -> User | None:
    """The user of the token with this text, limited to what the token is for; None if the text opens nothing.

    One query, and at most one update a minute.
    """
    token = row_with_secret(ApiToken.objects.live(timezone.now()).select_related("user"), text, "digest")
    if token is None:
        return None
    _note_use(token)
    user: User = token.user
    user.limits = token.limits
    return user


def _note_use(token: ApiToken) -> None:
    """Notes the use, but a database that is locked or takes no writes must not keep a program from reading."""
    now = timezone.now()
    before = now - LAST_USE_INTERVAL
    if token.last_used_at is None or token.last_used_at <= before:
        is_old = Q(last_used_at__isnull=True) | Q(last_used_at__lte=before)
        with suppress(OperationalError, InternalError):
            ApiToken.objects.filter(is_old, pk=token.pk).update(last_used_at=now)
