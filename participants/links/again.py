"""*Send my link again*: new personal links for people who have forgotten, lost or deleted theirs."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.emails.addresses import one_address
from accounts.secrets.sealing import seal, unseal
from participants.links.mails import mail_link
from participants.links.serving import served_by


def ask_for_links(mailbox: str) -> None:
    """Does the same for every address, known or not; the job does everything that differs later."""
    send_links.enqueue(seal(one_address(mailbox)))


@task()
def send_links(sealed_mailbox: str) -> None:
    """A mail with a link for each holder whom the mailbox serves. Links sent before go on working."""
    with transaction.atomic():
        for one in served_by(unseal(sealed_mailbox), timezone.now()):
            mail_link(one)
