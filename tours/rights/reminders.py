"""Reminders that API tokens are about to end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.letters.reminders import Reminder
from accounts.letters.writing import letter
from tours.models import ApiToken
from tours.wording import full_date

AHEAD = timedelta(days=7)


def tokens_that_end(now: datetime) -> Iterator[Reminder]:
    """Reminders of the tokens that end within a week, to the users who issued them.

    Tokens issued less than a day ago are left out.
    """
    ending = ApiToken.objects.live(now).filter(expires_at__lte=now + AHEAD).select_related("user")
    for token in ending.exclude(created_at__gt=now - timedelta(days=1)):
        facts = {"token": token.name, "day": full_date(token.expires_at.date())}
        yield Reminder(f"token ends: {token.pk}", token.user, letter("tours/token_ends", **facts))
