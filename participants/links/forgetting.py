"""Deletes what opens nothing any more: the worker's rounds."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from backstage.actor import acting_as
from participants.models import AccessLink, FeedToken, LinkSession, MailedCode
from participants.models.links.access import lasting, of_event
from participants.vocabulary import LinkEnd

KEPT_FOR = timedelta(days=30)
"""How long links are kept that stopped working, so that whoever is asked can say why."""


def forget_codes_and_visits(now: datetime) -> int:
    codes = MailedCode.objects.filter(expires_at__lte=now).delete()[0]
    return codes + LinkSession.objects.exclude(pk__in=LinkSession.objects.live(now).values("pk")).delete()[0]


@transaction.atomic
def forget_links(now: datetime) -> int:
    """Deletes old links and private calendar addresses, and returns how many links.

    A link that somebody else got is kept as long as its holder may come in: until then no other goes to that mailbox.
    """
    then = now - KEPT_FOR
    lasted = AccessLink.objects.filter(lasting(then)).values("pk")
    due = ~Q(pk__in=lasted) | (Q(ended_at__lte=then) & ~Q(end=LinkEnd.NOT_MINE))
    calendars = Q(ended_at__lte=then) | ~of_event(then, "delegate__event__")
    FeedToken.objects.filter(pk__in=FeedToken.objects.filter(calendars).order_by().values("pk")).delete()
    with acting_as(None):
        return AccessLink.objects.filter(due).delete()[0]
