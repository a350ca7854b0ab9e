"""Invitations. Nobody can open an account without one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from accounts.emails.addresses import one_address
from accounts.letters.links import Purpose, sign
from accounts.letters.reminders import Reminder
from accounts.letters.writing import address_of, letter, send_letter
from accounts.models import User

REMINDED_AFTER, GIVEN_UP_AFTER = timedelta(days=3), timedelta(days=7)


@transaction.atomic
def invite(email: str, *, name: str, by: User, to: str) -> User:
    """Finds or makes the user with this e-mail address and sends them a letter. Raises ValidationError for a wrong
    address.

    `to` is the end of a sentence, such as "the Smart City Week as editor". Users without a password get a link to set
    one, which is valid for a week; a further invitation sends a new link. Users with a password only get the news, and
    keep their name.
    """
    user = User.objects.with_email(one_address(email)).first()
    if user is None:
        user = User.objects.create_user(email, None, name=name)
    facts: dict[str, Any] = {"by": str(by), "what_for": to}
    if user.has_usable_password():
        send_letter("accounts/invitation_known", to=user.email, **facts)
    else:
        address = address_of("invitation", sign(user, Purpose.INVITATION))
        send_letter("accounts/invitation", to=user.email, address=address, **facts)
    return user


def invitations_not_taken_up(now: datetime) -> Iterator[Reminder]:
    """Reminders for users invited three to seven days ago who have never signed in. Each has a new link, valid for a
    week.
    """
    invited = User.objects.filter(
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
        last_login__isnull=True,
        joined_at__range=(now - GIVEN_UP_AFTER, now - REMINDED_AFTER),
    )
    for user in invited:
        address = address_of("invitation", sign(user, Purpose.INVITATION))
        yield Reminder(f"invitation waits: {user.pk}", user, letter("accounts/invitation_waits", address=address))
