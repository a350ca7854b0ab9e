"""A new e-mail address, once both the old and the new one have agreed.

`User.email` is the only address there is: allauth's table of addresses stays empty, as sign-in, reset and letters read the
user's own.
"""

import secrets
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from accounts.letters.writing import address_of, send_letter
from accounts.models import EmailChange, User
from accounts.models.users import one_spelling
from accounts.sealing import digest_of, seal, unseal
from accounts.sessions import end_sessions

LASTS = timedelta(days=1)


class Standing(Enum):
    """Of a change, after one of its addresses has agreed."""

    WAITING = auto()
    DONE = auto()
    TAKEN = auto()


def ask_for_change(user: User, new_email: str) -> None:
    """Does the same whether the new address is somebody else's already or not: the rest is done later, by the task."""
    begin_change.enqueue(user.pk, seal(one_spelling(new_email.strip())))


@task()
def begin_change(user_key: int, sealed_email: str) -> None:
    """Sends each address its link. Whoever has the new address already is told instead, and nobody else."""
    user, new_email = User.objects.get(pk=user_key), unseal(sealed_email)
    if User.objects.filter(email__iexact=new_email).exclude(pk=user.pk).exists():
        send_letter("accounts/email_taken", to=new_email)
        return
    old_link, new_link = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with transaction.atomic():
        facts = {"old_link": digest_of(old_link), "new_link": digest_of(new_link), "expires_at": timezone.now() + LASTS}
        unsaid = {"confirmed_old_at": None, "confirmed_new_at": None}
        EmailChange.objects.update_or_create(user=user, defaults={"new_email": new_email, **facts, **unsaid})
        for address, link in ((user.email, old_link), (new_email, new_link)):
            send_letter(
                "accounts/email_change", to=address, new_email=new_email, address=address_of("email_confirm", link)
            )


def change_of(link: str) -> EmailChange | None:
    """Nothing where the link is forged, replaced or too old, or the change is done."""
    named = Q(old_link=digest_of(link)) | Q(new_link=digest_of(link))
    return EmailChange.objects.filter(named, expires_at__gt=timezone.now()).select_related("user").first()


@transaction.atomic
def agree(change: EmailChange, link: str, *, session: str | None = None) -> Standing:
    """Changes the address when this is the second to agree, and signs the user out everywhere but in `session`.

    Raises EmailChange.DoesNotExist where the change was done or replaced a moment ago.
    """
    change = EmailChange.objects.select_for_update(of=("self",)).select_related("user").get(pk=change.pk)
    side = "confirmed_old_at" if change.old_link == digest_of(link) else "confirmed_new_at"
    setattr(change, side, timezone.now())
    change.save(update_fields=[side])
    if not (change.confirmed_old_at and change.confirmed_new_at):
        return Standing.WAITING
    return _move(change, session)


def forget_old_changes(now: datetime) -> int:
    """How many were forgotten: those whose links are too old, and with them the addresses that nobody agreed to."""
    return EmailChange.objects.filter(expires_at__lte=now).delete()[0]


def _move(change: EmailChange, session: str | None) -> Standing:
    """Both have agreed; meanwhile somebody else may have come to have the address."""
    user, old_email = change.user, change.user.email
    change.delete()
    user.email = change.new_email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return Standing.TAKEN
    end_sessions(of=user, but=session)
    send_letter("accounts/email_changed", to=old_email, new_email=user.email)
    return Standing.DONE
