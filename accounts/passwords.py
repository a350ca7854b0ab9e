"""Passwords that people set by a link in a letter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.emails.addresses import one_address
from accounts.letters.links import LIFETIMES, Purpose, sign
from accounts.letters.urgency import Urgency
from accounts.letters.writing import address_of, send_letter
from accounts.models import User
from accounts.secrets.sealing import seal, unseal
from accounts.sessions import end_sessions


def ask_for_reset(email: str) -> None:
    """Asks for a reset. Does the same for every address, known or not; the task does everything that differs later."""
    send_reset.enqueue(seal(email))


@task()
def send_reset(sealed_email: str) -> None:
    """Sends the letter to the user's stored address, which may be spelt differently from the one that was typed."""
    user = User.objects.with_email(one_address(unseal(sealed_email))).filter(is_active=True).first()
    if user:
        send_letter(
            "accounts/reset",
            to=user.email,
            urgency=Urgency.CODE,
            useless_after=timezone.now() + LIFETIMES[Purpose.RESET],
            address=address_of("reset_set", sign(user, Purpose.RESET)),
        )


@transaction.atomic
def set_password(user: User, password: str, *, name: str = "") -> None:
    """Sets the password, which makes all links invalid and ends all sessions.

    A user who had a password gets a letter.
    """
    had_one = user.has_usable_password()
    user.set_password(password)
    user.name = name or user.name
    user.save(update_fields=["password", "name"])
    end_sessions(of=user)
    if had_one:
        send_letter("accounts/notice", to=user.email, what=_("Your password was changed."))
