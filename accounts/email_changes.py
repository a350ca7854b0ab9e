"""Changes of the e-mail address, which both the old and the new address must confirm.

`User.email` is the only address of a user. allauth's table of addresses stays empty, because sign-in, password reset
and letters read `User.email`.
"""

from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from accounts.emails.addresses import one_address
from accounts.letters.urgency import Urgency
from accounts.letters.writing import address_of, send_letter
from accounts.models import EmailChange, User
from accounts.secrets.random_secrets import digest_of, make_secret, row_with_secret
from accounts.secrets.sealing import seal, unseal
from accounts.sessions import end_sessions

LIFETIME = timedelta(days=1)


class ChangeState(Enum):
    """The state of a change after one of its addresses has agreed."""

    WAITING = auto()
    DONE = auto()
    TAKEN = auto()


def ask_for_change(user: User, new_email: str) -> None:
    """Starts a change.

    Does the same whether or not the new address belongs to somebody else; the task does the rest later.
    """
    begin_change.enqueue(user.pk, seal(one_address(new_email)))


@task()
def begin_change(user_key: int, sealed_email: str) -> None:
    """Sends a link to each address.

    If another user has the new address, only that user gets a letter, without a link.
    """
    user, new_email = User.objects.get(pk=user_key), unseal(sealed_email)
    if User.objects.with_email(new_email).exclude(pk=user.pk).exists():
        send_letter("accounts/email_taken", to=new_email)
        return
    old_link, new_link = make_secret(), make_secret()
    expires_at = timezone.now() + LIFETIME
    with transaction.atomic():
        facts = {"old_link": digest_of(old_link), "new_link": digest_of(new_link), "expires_at": expires_at}
        unconfirmed = {"confirmed_old_at": None, "confirmed_new_at": None}
        EmailChange.objects.update_or_create(user=user, defaults={"new_email": new_email, **facts, **unconfirmed})
        for address, link in ((user.email, old_link), (new_email, new_link)):
            send_letter(
                "accounts/email_change",
                to=address,
                urgency=Urgency.CODE,
                useless_after=expires_at,
                new_email=new_email,
                address=address_of("email_confirm", link),
            )


def change_of(link: str) -> EmailChange | None:
    """The change that the link belongs to. None if the link is forged, replaced or too old, or the change is done."""
    live = EmailChange.objects.filter(expires_at__gt=timezone.now()).select_related("user")
    return row_with_secret(live, link, "old_link", "new_link")


@transaction.atomic
def agree(change: EmailChange, link: str, *, session: str | None = None) -> ChangeState:
    """Records the agreement of one address. After the second the address changes, and all sessions end except
    `session`. Locks the row of the change. Raises EmailChange.DoesNotExist if the change was done or replaced a moment
    ago.
    """
    change = EmailChange.objects.select_for_update(of=("self",)).select_related("user").get(pk=change.pk)
    side = "confirmed_old_at" if change.old_link == digest_of(link) else "confirmed_new_at"
    setattr(change, side, timezone.now())
    change.save(update_fields=[side])
    if not (change.confirmed_old_at and change.confirmed_new_at):
        return ChangeState.WAITING
    return _move(change, session)


def forget_old_changes(now: datetime) -> int:
    """Deletes changes whose links have expired, together with their unconfirmed addresses, and returns their number."""
    return EmailChange.objects.filter(expires_at__lte=now).delete()[0]


def _move(change: EmailChange, session: str | None) -> ChangeState:
    """Changes the address after both have agreed, unless another user has taken it meanwhile."""
    user, old_email = change.user, change.user.email
    change.delete()
    user.email = change.new_email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return ChangeState.TAKEN
    end_sessions(of=user, but=session)
    send_letter("accounts/email_changed", to=old_email, new_email=user.email)
    return ChangeState.DONE
