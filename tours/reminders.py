"""Whom API tokens remind of their end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.reminders import Reminder
from tours.models import ApiToken
from tours.wording import full_date

AHEAD = timedelta(days=7)


def tokens_that_end(now: datetime) -> Iterator[Reminder]:
    """A week before, whoever issued a token hears that what uses it will stop; on the day it was issued nobody yet."""
    ending = ApiToken.objects.live(now).filter(expires_at__lte=now + AHEAD).select_related("user")
    for token in ending.exclude(created_at__gt=now - timedelta(days=1)):
        facts = {
            "token": token.name,
            "day": full_date(token.expires_at.date()),
            "address": settings.BASE_URL + reverse("tours:tokens"),
        }
        yield Reminder(
            key=f"token ends: {token.pk}",
            to=token.user,
            subject=_("The API token “%(token)s” ends on %(day)s") % facts,
            body=_(
                "Your API token “%(token)s” ends on %(day)s. Whatever uses it will be refused from then on.\n\n"
                "If it is still needed, issue a new one and give it to the program:\n%(address)s\n"
            )
            % facts,
        )
