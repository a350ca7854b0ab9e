"""A mail server for tests that send."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.backstage.mail.smtp import Inbox, serving


@pytest.fixture
def inbox(settings: Settings) -> Iterator[Inbox]:
    """Mails are written to the outbox, and delivered to this server."""
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    settings.MAIL_FROM = "tours@example.org"
    settings.MAIL_RATE = 60_000
    with serving(Inbox()) as inbox:
        settings.MAIL_URL = inbox.url
        yield inbox
