"""The private calendar address of a delegate: made, renewed, ended, found by its secret, and noted as fetched."""

from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.secrets.random_secrets import digest_of, make_secret, row_with_secret
from accounts.secrets.sealing import seal, unseal
from participants.following.gathering import gathered
from participants.links.ending import end_calendar
from participants.models import Delegate, FeedToken
from tours.serving.current import SERVED
from tours.vocabulary import EventState

PREFIX = "sojourn_calendar_"
AFTER_EVENT = timedelta(days=30)
NOTED_EVERY = timedelta(minutes=10)
OF_DELEGATE = ("event", "delegation", "state", "told_state", "confirmed_at", "gave_up", "changed_at")
"""By what a delegate has, it is known what they may read, and whether anything of theirs has changed."""
READ = (
    "fetched_at",
    *(f"delegate__{name}" for name in OF_DELEGATE),
    *(f"delegate__event__published__{name}" for name in SERVED),
)


@transaction.atomic
def renew(delegate: Delegate) -> FeedToken:
    """A new address. The one before works no more."""
    Delegate.objects.select_for_update().get(pk=delegate.pk)
    end_calendar(delegate)
    secret = make_secret(PREFIX)
    return FeedToken.objects.create(delegate=delegate, digest=digest_of(secret), sealed=seal(secret))


def current_token(delegate: Delegate) -> FeedToken | None:
    return delegate.feed_tokens.filter(ended_at__isnull=True).first()


def address_of(token: FeedToken) -> str:
    """The whole address; empty where the key that sealed it is gone: then only a new one can be shown."""
    try:
        secret = unseal(token.sealed)
    except InvalidToken:
        return ""
    return settings.BASE_URL + reverse("participants:my_feed", query={"key": secret})


def token_with(secret: str) -> FeedToken | None:
    """The token, with its delegate and what their calendar is made of. It takes one query. A token works until 30 days
    after the event.
    """
    event = "delegate__event__"
    since = timezone.now().date() - AFTER_EVENT
    lasting = Q(**{f"{event}ends__gte": since}) | Q(**{f"{event}state": EventState.POSTPONED})
    rows = FeedToken.objects.filter(lasting, ended_at__isnull=True, **{f"{event}published__isnull": False})
    groups = Delegate.groups.through.objects.filter(delegate=OuterRef("delegate"))
    found = rows.select_related(f"{event}published").only(*READ).annotate(group_uids=gathered(groups, "group__uid"))
    return row_with_secret(found, secret, "digest")


def note_fetched(token: FeedToken) -> None:
    """Notes that the calendar was fetched, at most every ten minutes, so that fetching writes little."""
    now = timezone.now()
    if token.fetched_at is None or token.fetched_at < now - NOTED_EVERY:
        FeedToken.objects.filter(pk=token.pk).update(fetched_at=now)
