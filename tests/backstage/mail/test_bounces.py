"""Bounces, reported by a notification to a bounce address or by a provider."""

import json
import sys
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backstage.mail.bounces import bounce_address, mail_of
from backstage.mail.delivery import deliver_due
from backstage.models import MailState, OutgoingMail, Undeliverable
from tests.backstage.mail.smtp import Inbox, serving
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db
SECRET = "a secret that the provider knows"
ADDRESS = "/mail/bounces/"


@pytest.fixture(autouse=True)
def _mail_settings(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    settings.MAIL_BOUNCE_DOMAIN = "bounces.example.org"
    settings.MAIL_WEBHOOK_SECRET = SECRET


@pytest.fixture
def mail() -> OutgoingMail:
    """A mail that was sent."""
    EmailMessage("Week", "Come at nine.", to=["Maja@example.org"]).send()
    OutgoingMail.objects.update(state=MailState.SENT, settled_at=timezone.now())
    return OutgoingMail.objects.get()


def marked() -> list[tuple[str, str]]:
    return list(Undeliverable.objects.values_list("address", "reason"))


def notification(mail: OutgoingMail, *, to: str = "", returned: str = "") -> bytes:
    """A delivery status notification as Postfix writes it. The kinds of others are in `notifications.py`."""
    return f"""From: MAILER-DAEMON@mx.example.org
To: {to or bounce_address(mail)}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I could not deliver it.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 4 Sep 2017 10:00:00 +0900

Final-Recipient: rfc822; someone.else@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <maja@example.org>:
    no such user

--b
Content-Type: text/rfc822-headers

Subject: Week
Message-ID: {returned or mail.message_id}

--b--
""".encode()


def take(monkeypatch: pytest.MonkeyPatch, content: bytes) -> str:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(content)))
    output = StringIO()
    call_command("take_bounce", stdout=output)
    return output.getvalue()


def test_each_mail_has_a_bounce_address_that_others_cannot_make_up(mail: OutgoingMail) -> None:
    address = bounce_address(mail)
    assert mail_of(address) == mail
    assert mail_of(address.upper()) == mail
    assert len(address.partition("@")[0]) <= 64
    number, _dot, code = address.removeprefix("bounce+").partition(".")
    for forged in (f"bounce+{int(number) + 1}.{code}", f"bounce+{number}.{'a' * 26}@b", "bounce+1@b", "office@b", ""):
        with pytest.raises(ValidationError, match="No mail was sent from this bounce address"):
            mail_of(forged)


def test_mail_leaves_with_its_bounce_address_as_the_sender(settings: Settings) -> None:
    EmailMessage("Week", "Come at nine.", to=["maja@example.org"]).send()
    with serving(Inbox()) as inbox:
        settings.MAIL_URL = inbox.url
        deliver_due(most=1)
    assert [envelope.mail_from for envelope in inbox.received] == [bounce_address(OutgoingMail.objects.get())]


def test_without_a_domain_for_bounces_mail_is_sent_from_the_office(mail: OutgoingMail, settings: Settings) -> None:
    settings.MAIL_BOUNCE_DOMAIN = ""
    assert bounce_address(mail) == settings.OFFICE_EMAIL


@pytest.mark.parametrize("domain", ["bounces.example.org", ""])
def test_notification_marks_the_address_that_the_mail_was_written_to(
    mail: OutgoingMail, settings: Settings, monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    settings.MAIL_BOUNCE_DOMAIN = domain
    assert take(monkeypatch, notification(mail)) == "Taken: the address is marked as undeliverable.\n"
    reason = "5.1.1 550 5.1.1 <maja@example.org>: no such user"
    assert marked() == [("maja@example.org", reason)]
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (MailState.BOUNCED, reason)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"to": "bounce+1.aaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.example.org"},
            "No mail was sent from this bounce address",
        ),
        ({"to": "office@example.org", "returned": "<made-up@example.org>"}, "about no mail that was sent from here"),
    ],
)
def test_forged_notification_is_refused(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, facts: dict[str, str], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        take(monkeypatch, notification(mail, **facts))
    assert marked() == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Subject: I am away\r\n\r\nUntil Monday."])
def test_what_is_no_notification_is_passed_over(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    assert take(monkeypatch, content) == "Nothing taken: this is no delivery status notification.\n"


def test_notification_of_a_forgotten_mail_is_passed_over(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    content = notification(mail)
    mail.delete()
    assert take(monkeypatch, content) == "Nothing taken: the mail is no longer known.\n"


def test_mail_brought_back_whole_is_known_too(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    content = notification(mail, to="office@example.org").replace(b"text/rfc822-headers", b"message/rfc822")
    assert take(monkeypatch, content) == "Taken: the address is marked as undeliverable.\n"


def test_first_reason_stays(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    Undeliverable.objects.create(address="maja@example.org", since=timezone.now(), reason="before")
    take(monkeypatch, notification(mail))
    assert marked() == [("maja@example.org", "before")]


def report(client: Client, body: Any, secret: str = SECRET) -> tuple[int, dict[str, Any]]:
    content = body if isinstance(body, bytes) else json.dumps(body)
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    answer = client.post(ADDRESS, content, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_provider_reports_an_address(client: Client) -> None:
    body = {"address": "Maja@Example.org", "status": "5.1.1", "reason": "no\nsuch \ud800 user\0"}
    assert report(Client(enforce_csrf_checks=True), body) == (200, {"marked": True})
    assert marked() == [("maja@example.org", "5.1.1 no such user")]


def test_provider_reports_a_mail_by_its_envelope(client: Client, mail: OutgoingMail) -> None:
    assert report(client, {"envelope": bounce_address(mail), "status": "5.1.6"}) == (200, {"marked": True})
    assert marked() == [("maja@example.org", "5.1.6")]
    mail.refresh_from_db()
    assert mail.state == MailState.BOUNCED


@pytest.mark.parametrize(
    ("status", "reason", "state"),
    [
        ("4.2.2", "full", MailState.SENT),
        ("4.4.7", "tried for five days", MailState.BOUNCED),
        ("5.0.0", "554 5.7.1 blocked", MailState.BOUNCED),
        ("5.2.1", "disabled", MailState.BOUNCED),
        ("5.2.2", "full", MailState.BOUNCED),
        ("5.3.4", "too large", MailState.BOUNCED),
        ("5.7.1", "user unknown, or not wanted", MailState.BOUNCED),
    ],
)
def test_provider_s_report_that_names_no_missing_address_marks_none(
    client: Client, mail: OutgoingMail, status: str, reason: str, state: MailState
) -> None:
    said = {"status": status, "reason": reason}
    assert report(client, {"address": "maja@example.org"} | said) == (200, {"marked": False})
    assert report(client, {"envelope": bounce_address(mail)} | said) == (200, {"marked": False})
    mail.refresh_from_db()
    assert (mail.state, marked()) == (state, [])


@pytest.mark.parametrize("secret", ["", "another", SECRET + "s", "ключ"])
def test_report_without_the_secret_is_refused(client: Client, secret: str) -> None:
    body = {"address": "maja@example.org", "status": "5.1.1"}
    assert report(client, body, secret) == (401, {"detail": "Send the secret as “Authorization: Bearer …”."})
    assert marked() == []


OBJECT = 'Send one JSON object of texts, as {"address": "…", "status": "5.1.1", "reason": "…"}.'


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (b"{", 400, OBJECT),
        (b"\xff", 400, OBJECT),
        (b"[" * 60_000, 400, OBJECT),
        ([], 400, OBJECT),
        ({"address": 1}, 400, OBJECT),
        ({"status": "5.1.1"}, 400, "“” is no e-mail address that mail can be sent to."),
        ({"address": "nobody", "status": "5.1.1"}, 400, "“nobody” is no e-mail address that mail can be sent to."),
        ({"address": "maja@example.org"}, 400, "“” is no status such as 5.1.1."),
        ({"address": "maja@example.org", "status": "550"}, 400, "“550” is no status such as 5.1.1."),
        (
            {"envelope": "bounce+1.aaaaaaaaaaaaaaaaaaaaaaaaaa@b", "status": "5.1.1"},
            400,
            "No mail was sent from this bounce address: it is not one of ours, or was changed.",
        ),
        (b" " * 65_537, 413, "A report has at most 64 KB."),
    ],
)
def test_report_that_cannot_be_read_is_answered_with_a_sentence(
    client: Client, body: Any, status: int, detail: str
) -> None:
    assert report(client, body) == (status, {"detail": detail})
    assert marked() == []


def test_only_post_reports(client: Client) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_there_is_no_such_address_without_a_secret(client: Client, settings: Settings) -> None:
    settings.MAIL_WEBHOOK_SECRET = ""
    for secret in ("", "None"):
        headers = {"Authorization": f"Bearer {secret}"}
        assert is_not_found(client.post(ADDRESS, "{}", content_type="application/json", headers=headers))


def test_report_of_a_mail_that_did_not_leave_changes_nothing_of_it(client: Client, mail: OutgoingMail) -> None:
    facts = {"state": MailState.GIVEN_UP, "reason": "full"}
    OutgoingMail.objects.filter(pk=mail.pk).update(**facts)
    assert report(client, {"envelope": bounce_address(mail), "status": "5.2.2"}) == (200, {"marked": False})
    assert OutgoingMail.objects.values("state", "reason").get(pk=mail.pk) == facts
