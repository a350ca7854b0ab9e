"""Mailed codes: six digits that prove, for ten minutes, that somebody reads a mailbox.

Nobody learns by them whether an address is known: a code is kept for each address that is asked for, and what differs is done
by a job. A digest that only this site can make is stored, so that a copy of the database is of no use.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_tasks import task

from accounts.emails.addresses import one_address
from accounts.secrets.keyed_digests import KeyGoneError, digesting, key_in_use
from accounts.secrets.random_secrets import make_code
from accounts.secrets.sealing import seal, unseal
from participants.links.mails import mail_code
from participants.links.serving import served_by
from participants.models import MailedCode

LASTS = timedelta(minutes=10)
TRIES = 5


def ask_for_code(mailbox: str) -> None:
    """Sends a code if the mailbox serves anybody. It takes the place of the one before."""
    send_code.enqueue(seal(one_address(mailbox)))


@task()
def send_code(sealed_mailbox: str) -> None:
    """Goes to the mailbox as it is stored, which may have other capitals than what was typed."""
    mailbox = unseal(sealed_mailbox)
    code = make_code()
    with transaction.atomic():
        _keep(mailbox, code)
        served = served_by(mailbox, timezone.now())
        if served:
            mail_code(code, to=served[0].mailbox)


@transaction.atomic
def spend_code(mailbox: str, typed: str) -> bool:
    """Whether the code is right. It is right once, and each wrong one costs a try, however many come at once."""
    row = _locked(mailbox)
    if row is None:
        return False
    if _is_right(row, typed):
        row.delete()
        return True
    row.tries_left -= 1
    row.save(update_fields=["tries_left"])
    return False


def _locked(mailbox: str) -> MailedCode | None:
    live = MailedCode.objects.filter(expires_at__gt=timezone.now(), tries_left__gt=0)
    return live.select_for_update().filter(address=_key_of(mailbox)).first()


def _keep(mailbox: str, code: str) -> None:
    address, key = _key_of(mailbox), key_in_use()
    facts = {
        "digest": digesting(key)(_digested(address, code)),
        "digest_key": key,
        "expires_at": timezone.now() + LASTS,
        "tries_left": TRIES,
    }
    MailedCode.objects.update_or_create(address=address, defaults=facts)


def _is_right(row: MailedCode, typed: str) -> bool:
    try:
        digest = digesting(row.digest_key)(_digested(row.address, typed))
    except KeyGoneError:
        return False
    return constant_time_compare(digest, row.digest)


def _digested(address: str, code: str) -> str:
    return f"{address} {code}"


def _key_of(mailbox: str) -> str:
    """One for all spellings of an address."""
    return one_address(mailbox).lower()
