"""Passwords that are set by a link from a letter."""

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.letters.links import Purpose, sign
from accounts.letters.writing import address_of, send_letter
from accounts.models import User
from accounts.models.users import one_spelling
from accounts.sealing import seal, unseal
from accounts.sessions import end_sessions


def ask_for_reset(email: str) -> None:
    """Does the same for every address, known or not: all that differs is done later, by the task."""
    send_reset.enqueue(seal(email))


@task()
def send_reset(sealed_email: str) -> None:
    """The letter goes to the address that the user has, however the one that was asked for is written."""
    user = User.objects.filter(email__iexact=one_spelling(unseal(sealed_email)), is_active=True).first()
    if user:
        send_letter("accounts/reset", to=user.email, address=address_of("reset_set", sign(user, Purpose.RESET)))


@transaction.atomic
def set_password(user: User, password: str, *, name: str = "") -> None:
    """Spends every link that could set it, and signs the user out everywhere. Whoever had another one is told by mail."""
    had_one = user.has_usable_password()
    user.set_password(password)
    user.name = name or user.name
    user.save(update_fields=["password", "name"])
    end_sessions(of=user)
    if had_one:
        send_letter("accounts/notice", to=user.email, what=_("Your password was changed."))
