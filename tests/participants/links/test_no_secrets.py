"""The secret of a link stands in the mail that brings it, and nowhere else after a whole journey."""

import logging
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db.models import BinaryField
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backstage.models import MailState, OutgoingMail
from config.gunicorn import access_log_format
from config.running.logs import LineFormatter, WithoutQueries
from participants.models import Delegate
from tests.participants.entering.mailboxes import SECRETARY, addresses_in, code_in, delegate_of

pytestmark = pytest.mark.django_db
SECRET = "sojourn_link_"
OUTBOX = "backstage.mail.outbox.Outbox"


class Kept(logging.Handler):
    """Formats each record as the site writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(LineFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """What every logger writes while a journey goes on, with the filters of the settings."""
    handler, root = Kept(), logging.getLogger()
    csrf, requests = logging.getLogger("django.security.csrf"), logging.getLogger("config.running.requests")
    assert any(isinstance(each, WithoutQueries) for each in csrf.filters)
    before = requests.level
    requests.setLevel(logging.INFO)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    requests.setLevel(before)


@pytest.fixture
def ana(settings: Settings) -> Delegate:
    cache.clear()
    settings.EMAIL_BACKEND = OUTBOX
    return delegate_of(SECRETARY, "Ana Primer")


def mails() -> list[Any]:
    return [_Read(row) for row in OutgoingMail.objects.filter(recipient=SECRETARY).order_by("pk")]


class _Read:
    def __init__(self, row: OutgoingMail) -> None:
        read: Any = message_from_bytes(bytes(row.content), policy=policy.default)
        self.row, self.body = row, str(read.get_content())


def journey(client: Client, browser: Client) -> str:
    """Sends the link again, opens it, fails with a forged form, proves the mailbox, and leaves. Returns the secret."""
    client.post("/d/again/", {"email": SECRETARY})
    [where] = [f"/{address}" for address in addresses_in(mails())]
    here = {"referer": f"http://testserver{where}"}
    client.get(where)
    client.get("/d/no/such/page/" + where.partition("/open/")[2])
    client.post(where, headers=here)
    browser.get(where)
    browser.post(where, headers={"referer": f"https://evil.example.org{where}"})
    client.get("/d/", headers=here)
    client.post("/d/prove/?next=/d/", {"mailbox": "own"}, headers=here)
    client.post("/d/prove/?next=/d/", {"mailbox": "own", "code": code_in(mails()[-1])})
    client.get("/d/mailbox/")
    client.post("/d/leave/")
    return where.partition("key=")[2]


def test_nothing_is_logged(ana: Delegate, kept: Kept) -> None:
    secret = journey(Client(), Client(enforce_csrf_checks=True))
    requests = [line.partition("INFO config.running.requests")[2] for line in kept.lines]
    assert any("POST /d/open/ 403" in line for line in requests), requests
    assert any("POST /d/open/ 302" in line for line in requests)
    assert [line for line in kept.lines if secret in line or SECRET in line] == []


def test_error_report_holds_no_secret(
    ana: Delegate, kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("broken")

    Client().post("/d/again/", {"email": SECRETARY})
    [where] = [f"/{address}" for address in addresses_in(mails())]
    monkeypatch.setattr("participants.entering.links.open_visit", fail)
    answer = Client(raise_request_exception=False).post(where)
    caplog.clear()  # the error was meant
    assert answer.status_code == 500
    assert any("RuntimeError: broken" in line for line in kept.lines)
    assert [line for line in kept.lines if SECRET in line] == []


def test_gunicorn_logs_no_query() -> None:
    assert access_log_format == "%(m)s %(U)s %(s)s"


def test_no_column_holds_it_but_a_mail_that_is_not_sent(ana: Delegate) -> None:
    secret = journey(Client(), Client(enforce_csrf_checks=True))
    code = code_in(mails()[-1])
    assert set(columns_with(secret)) == {"OutgoingMail.content"}
    assert set(columns_with(code)) == {"OutgoingMail.content"}
    OutgoingMail.objects.update(
        content=b"", state=MailState.SENT, settled_at=timezone.now()
    )  # as delivery leaves a mail that carries a secret
    assert columns_with(secret) == columns_with(SECRET) == []


def test_mail_page_shows_neither_link_nor_code(ana: Delegate) -> None:
    journey(Client(), Client())
    assert [(mail.row.carries_secret, mail.row.is_readable) for mail in mails()] == [(True, False)] * 2


def columns_with(text: str) -> list[str]:
    """Every column of every table in which the text stands."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            for value in model._default_manager.order_by().values_list(field.attname, flat=True):
                plain = bytes(value).decode("latin-1") if isinstance(field, BinaryField) and value else str(value)
                if text in plain:
                    found.append(f"{model.__name__}.{field.name}")
    return sorted(set(found))
