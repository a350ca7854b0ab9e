"""Notifications of mail servers: what comes back is noted, and only an address that does not exist is marked."""

import sys
from contextlib import suppress
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from backstage.mail.bounces import bounce_address
from backstage.mail.recipient_fields import recipient_fields
from backstage.mail.reports import LARGEST, read_report
from backstage.management.commands.take_bounce import _piped
from backstage.models import MailState, OutgoingMail, Undeliverable
from tests.backstage.mail.notifications import (
    CAME_BACK,
    MARKED,
    NOTHING,
    PLAIN_SHAPES,
    QMAIL,
    RECIPIENTS,
    SHAPES,
    Shape,
    notification,
)

pytestmark = pytest.mark.django_db
SAYS = {
    MARKED: "Taken: the address is marked as undeliverable.\n",
    CAME_BACK: "Taken: the notification does not say that there is no such address.\n",
    NOTHING: "Nothing taken: the mail has not failed for good.\n",
}
UNKNOWN = next(shape for shape in SHAPES if shape.server == "Postfix, unknown there").fields


@pytest.fixture
def mail(settings: Settings) -> OutgoingMail:
    """A mail that was sent."""
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    settings.MAIL_BOUNCE_DOMAIN = "bounces.example.org"
    EmailMessage("Week", "Come at nine.", to=["maja@example.org"]).send()
    OutgoingMail.objects.update(state=MailState.SENT, settled_at=timezone.now())
    return OutgoingMail.objects.get()


def outcome(mail: OutgoingMail, content: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """What taking the notification does, by the rows and by what the command says."""
    output = StringIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(content)))
    call_command("take_bounce", stdout=output)
    mail.refresh_from_db()
    marked = list(Undeliverable.objects.values_list("address", flat=True))
    found = {
        (MailState.SENT, ()): NOTHING,
        (MailState.BOUNCED, ()): CAME_BACK,
        (MailState.BOUNCED, ("maja@example.org",)): MARKED,
    }[MailState(mail.state), tuple(marked)]
    assert output.getvalue() == SAYS[found]
    return found


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.server)
def test_notification_in_any_shape_leads_to_what_it_says(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, shape: Shape
) -> None:
    content = notification(shape.fields, to=bounce_address(mail), message_id=mail.message_id)
    assert outcome(mail, content, monkeypatch) == shape.outcome


@pytest.mark.parametrize(("address", "written"), RECIPIENTS)
def test_recipient_is_known_in_each_spelling(address: str, written: str) -> None:
    (block,) = recipient_fields(f"Final-Recipient: {written}\nAction: failed\n")
    assert block.names(address)


@pytest.mark.parametrize("shape", PLAIN_SHAPES, ids=lambda shape: shape.fields.split("\n")[0])
def test_notification_for_people_alone_is_read_too(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, shape: Shape
) -> None:
    content = shape.server.format(to="office@example.org", message_id=mail.message_id, words=shape.fields)
    assert outcome(mail, content.encode(), monkeypatch) == shape.outcome
    assert mail.reason.partition("maja@example.org")[0].strip(" <") in {"", "5.0.0", "5.1.1", "5.7.1", "4.4.1"}


@pytest.mark.parametrize("named", ["ana@example.org", "ana.maja@example.org", "maja@example.org.example.com"])
@pytest.mark.parametrize(("then", "found"), [("", CAME_BACK), ("\nNo such user\n\n<maja@example.org>:", MARKED)])
def test_plain_notification_about_another_marks_nobody(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, named: str, then: str, found: str
) -> None:
    text = QMAIL.replace("<maja@example.org>:", f"<{named}>:{then}")
    content = text.format(to=bounce_address(mail), message_id=mail.message_id, words="No such user. (#5.1.1)")
    assert outcome(mail, content.encode(), monkeypatch) == found


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("encoding", ["", "8bit", "base64"])
@pytest.mark.parametrize(
    ("kind", "returned"),
    [
        ("message/delivery-status", "text/rfc822-headers"),
        ("Message/Delivery-Status", "message/rfc822"),
        ("message/global-delivery-status", "message/global-headers"),
        ("message/global-delivery-status; charset=utf-8", "message/global"),
    ],
)
@pytest.mark.parametrize("to", ["", "office@example.org"])
def test_notification_arrives_in_any_kind_and_encoding(
    mail: OutgoingMail,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    returned: str,
    encoding: str,
    line_end: bytes,
    to: str,
) -> None:
    content = notification(
        UNKNOWN,
        to=to or bounce_address(mail),
        message_id=mail.message_id,
        kind=kind,
        encoding=encoding,
        returned=returned,
    )
    assert outcome(mail, content.replace(b"\n", line_end), monkeypatch) == MARKED
    rejected = "550 5.1.1 <maja@example.org>: Recipient address rejected: User unknown in virtual mailbox table"
    assert mail.reason == f"5.1.1 {rejected}"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "euc-kr", "unknown-8bit"])
def test_words_in_any_charset_are_read(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, charset: str) -> None:
    word = "알 수 없음" if charset == "euc-kr" else "nepoznat č"
    content = notification(
        f"Final-Recipient: rfc822; maja@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 {word}",
        to=bounce_address(mail),
        message_id=mail.message_id,
        kind=f"message/delivery-status; charset={charset}",
    )
    encoded = content.decode().encode("utf-8" if charset == "unknown-8bit" else charset, "replace")
    assert outcome(mail, encoded, monkeypatch) == MARKED
    assert mail.reason == f"5.1.1 550 {word}"


@pytest.mark.parametrize("change", [str.upper, str.title, lambda address: f'"Tours" <{address.upper()}>'])
@pytest.mark.parametrize("header", ["To", "Delivered-To", "X-Original-To", "ENVELOPE-TO"])
def test_bounce_address_is_known_in_any_capitals(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, change: type[str], header: str
) -> None:
    content = notification(UNKNOWN, to=change(bounce_address(mail)), message_id="<none@example.org>")
    assert outcome(mail, content.replace(b"\nTo:", f"\n{header}:".encode()), monkeypatch) == MARKED


def test_message_id_in_the_headers_of_the_notification_is_enough(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = notification(UNKNOWN, to="office@example.org", message_id="<none@example.org>")
    content = content.replace(b"\nTo:", f"\nIn-Reply-To: {mail.message_id}\nTo:".encode())
    assert outcome(mail, content, monkeypatch) == MARKED


QUOTED = "On Monday we wrote:\n> Message-ID: {ours}\n> Come at nine.\n"
REPLIES = [
    "In-Reply-To: {ours}\nReferences: <a@example.org>\n {ours}",
    "Subject: {ours}",
    f"Content-Type: text/plain\n\n{QUOTED}",
    "X-Message-ID: {ours}",
    "Message-IDs: {ours}",
]


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822", "message/global-headers"])
@pytest.mark.parametrize("headers", REPLIES)
def test_bounce_of_a_reply_to_our_mail_is_not_ours(mail: OutgoingMail, headers: str, returned: str) -> None:
    wrong = UNKNOWN.replace("maja@", "typo@")
    reply = f"<reply@example.org>\n{headers.format(ours=mail.message_id)}"
    content = notification(wrong, to="office@example.org", message_id=reply, returned=returned)
    with pytest.raises(ValidationError, match="about no mail that was sent from here"):
        read_report(content)


def test_reply_within_a_plain_notification_is_not_ours(mail: OutgoingMail) -> None:
    reply = f"<reply@example.org>\nReferences: {mail.message_id}\n\n{QUOTED.format(ours=mail.message_id)}"
    content = QMAIL.format(to="office@example.org", message_id=reply, words="No such user. (#5.1.1)")
    with pytest.raises(ValidationError, match="about no mail that was sent from here"):
        read_report(content.encode())


@pytest.mark.parametrize("written", ["Message-ID: {}", "> Message-Id: {}", ">> MESSAGE-ID:\n>>   {}", "message-id:{}"])
def test_returned_mail_is_known_where_a_text_quotes_it(
    mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    quoted = f"Returned:\n\n> Subject: Week\n{written.format(mail.message_id)}"
    content = notification(UNKNOWN, to="office@example.org", message_id="", returned="text/plain")
    assert outcome(mail, content.replace(b"Subject: Week", quoted.encode()), monkeypatch) == MARKED


def test_forwarded_notification_is_read_as_itself(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = notification(UNKNOWN, to="office@example.org", message_id=mail.message_id, returned="message/rfc822")
    headers = b"From: office@example.org\nMessage-ID: <forward@example.org>\nContent-Type: message/rfc822\n\n"
    assert outcome(mail, headers + inner.partition(b"\n")[2], monkeypatch) == MARKED


def test_report_says_what_it_was_told(mail: OutgoingMail) -> None:
    fields = f"{UNKNOWN.replace('Action: failed', 'Action: Failed (for good)')}\nX-Other: 1"
    report = read_report(notification(fields, to=bounce_address(mail), message_id=mail.message_id))
    rejected = "550 5.1.1 <maja@example.org>: Recipient address rejected: User unknown in virtual mailbox table"
    assert report == (mail, "failed", "5.1.1", rejected, True)


def test_large_mail_that_comes_back_is_read_in_part(mail: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    content = notification(UNKNOWN, to=bounce_address(mail), message_id=mail.message_id, returned="message/rfc822")
    piped = BytesIO(content + b"photograph\n" * LARGEST)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=piped))
    read = len(_piped())
    assert (read, piped.read()) == (LARGEST, b"")
    assert outcome(mail, piped.getvalue(), monkeypatch) == MARKED


def test_mail_nested_beyond_reason_is_no_notification() -> None:
    assert read_report(b"Content-Type: message/rfc822\n\n" * 1500 + b"Hello") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(where=st.integers(0, 900), put=st.binary(min_size=1, max_size=12))
def test_damaged_notification_is_read_or_refused_in_a_sentence(mail: OutgoingMail, where: int, put: bytes) -> None:
    content = notification(UNKNOWN, to=bounce_address(mail), message_id=mail.message_id)
    with suppress(ValidationError):
        read_report(content[:where] + put + content[where + len(put) :])
