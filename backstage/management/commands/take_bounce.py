"""`manage.py take_bounce` reads a bounced mail from standard input."""

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backstage.mail.bounces import take_bounce
from backstage.mail.reports import LARGEST, read_report
from backstage.mail.statuses import has_failed


class Command(BaseCommand):
    help = "Reads a delivery status notification from standard input, as a mail server pipes it, and marks the address."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            self.stdout.write(_taken(_piped()))
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal


def _piped() -> bytes:
    """The first part of what is piped in. The rest, a large mail that comes back, is read so that the server sees no broken
    pipe, and is thrown away.
    """
    content = sys.stdin.buffer.read(LARGEST)
    while sys.stdin.buffer.read(LARGEST):
        pass
    return content


def _taken(content: bytes) -> str:
    report = read_report(content)
    if report is None:
        return _("Nothing taken: this is no delivery status notification.")
    if report.mail is None:
        return _("Nothing taken: the mail is no longer known.")
    if not has_failed(report.action, report.status):
        return _("Nothing taken: the mail has not failed for good.")
    facts = {"status": report.status, "reason": report.reason}
    if take_bounce(report.mail, **facts, names_recipient=report.names_recipient):
        return _("Taken: the address is marked as undeliverable.")
    return _("Taken: the notification does not say that there is no such address.")
