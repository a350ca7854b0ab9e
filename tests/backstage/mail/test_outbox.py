"""The mail backend writes rows in the caller's transaction.

Each holds a whole message, and no text can inject headers.
"""

import unicodedata
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage as Parsed
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.letters.urgency import URGENCY, USELESS_AFTER, Urgency, urgency_headers
from backstage.mail.outbox import KEY, Outbox, _rows
from backstage.models import MailState, OutgoingMail
from backstage.text.tidying import tidy
from tests.counting import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    settings.MAIL_FROM = "tours@example.org"
    settings.DEFAULT_FROM_EMAIL = "Sojourn <tours@example.org>"
    settings.OFFICE_EMAIL = "office@example.org"


def parsed(mail: OutgoingMail) -> Parsed:
    return message_from_bytes(bytes(mail.content), policy=policy.default)


def written(message: EmailMessage) -> Parsed:
    message.send()
    return parsed(OutgoingMail.objects.get())


def message(subject: str = "The week", **facts: Any) -> EmailMessage:
    return EmailMessage(subject, facts.pop("body", "Come at nine."), to=facts.pop("to", ["maja@example.org"]), **facts)


def test_sending_writes_a_row_that_waits() -> None:
    assert send_mail("The week", "Come at nine.", None, ["Maja <maja@Example.ORG>"]) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.host, mail.subject) == ("maja@example.org", "example.org", "The week")
    assert (mail.state, mail.attempts, mail.settled_at) == (MailState.WAITING, 0, None)
    assert abs(mail.next_at - mail.created_at) < timedelta(seconds=30)
    assert mail.message_id.endswith("@example.org>")


def test_mail_of_a_transaction_that_fails_was_never_written() -> None:
    def write_and_fail() -> None:
        with transaction.atomic():
            message().send()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert not OutgoingMail.objects.exists()


def test_message_says_who_it_is_from_and_that_no_machine_should_answer() -> None:
    mail = written(message())
    headers = {name: mail[name] for name in ("From", "To", "Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress")}
    assert headers == {
        "From": "Sojourn <tours@example.org>",
        "To": "maja@example.org",
        "Reply-To": "office@example.org",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    assert mail["Message-ID"] == OutgoingMail.objects.get().message_id
    assert mail.get_all("Message-ID") == [mail["Message-ID"]]
    assert mail["Date"]


def test_office_that_sends_itself_needs_no_other_address_to_reply_to(settings: Settings) -> None:
    settings.OFFICE_EMAIL = settings.MAIL_FROM
    assert written(message())["Reply-To"] is None


def test_headers_that_a_message_brings_stand_and_its_message_id_is_ours() -> None:
    given_headers = {"auto-submitted": "no", "Message-ID": "<x@y>", "List-Id": "news <news.example.org>"}
    mail = written(message(headers=given_headers, reply_to=["ana@example.org"]))
    assert mail.get_all("Auto-Submitted") == ["no"]
    assert (mail["List-Id"], mail["Reply-To"]) == ("news <news.example.org>", "ana@example.org")
    assert mail.get_all("Message-ID") == [OutgoingMail.objects.get().message_id]


def test_each_recipient_has_a_row_a_message_id_and_no_word_of_blind_copies() -> None:
    message(to=["a@example.org", "A <a@example.org>"], cc=["b@example.com"], bcc=["c@example.net"]).send()
    mails = list(OutgoingMail.objects.order_by("host"))
    assert [mail.recipient for mail in mails] == ["b@example.com", "c@example.net", "a@example.org"]
    assert len({mail.message_id for mail in mails}) == 3
    assert len({mail.key for mail in mails}) == 1
    assert [(parsed(mail)["Message-ID"], parsed(mail)["Cc"]) for mail in mails] == [
        (mail.message_id, "b@example.com") for mail in mails
    ]
    assert [b"c@example.net" in bytes(mail.content) for mail in mails] == [False] * 3


def test_message_to_nobody_writes_nothing() -> None:
    assert message(to=[]).send() == 0
    assert not OutgoingMail.objects.exists()


def test_same_key_to_the_same_recipient_is_written_once() -> None:
    for subject in ("First", "Second"):
        assert message(subject, headers={KEY.lower(): "notice:7"}).send() == 1
    message("First", to=["ana@example.org"], headers={KEY: "notice:7"}).send()
    assert list(OutgoingMail.objects.order_by("pk").values_list("key", "recipient", "subject")) == [
        ("notice:7", "maja@example.org", "First"),
        ("notice:7", "ana@example.org", "First"),
    ]
    assert [KEY in parsed(mail) for mail in OutgoingMail.objects.all()] == [False, False]


def test_same_key_twice_in_one_sending_is_written_once() -> None:
    twice = [message(headers={KEY: "notice:7"}), message(headers={KEY: "notice:7"})]
    assert get_connection().send_messages(twice) == 2
    assert OutgoingMail.objects.count() == 1


def test_mail_that_was_sent_is_not_written_again() -> None:
    message(headers={KEY: "notice:7"}).send()
    OutgoingMail.objects.update(state=MailState.SENT, settled_at=timezone.now(), content=b"")
    message(headers={KEY: "notice:7"}).send()
    assert list(OutgoingMail.objects.values_list("state", "content")) == [("sent", b"")]


def test_messages_without_a_key_are_all_written() -> None:
    get_connection().send_messages([message(), message()])
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("urgency", Urgency)
def test_urgency_and_moment_of_a_message_are_written_and_not_sent(urgency: Urgency) -> None:
    noon = datetime(2017, 9, 4, 12, tzinfo=ZoneInfo("Asia/Seoul"))
    given_headers = {name.lower(): mark for name, mark in urgency_headers(urgency, useless_after=noon).items()}
    mail = written(message(headers=given_headers))
    row = OutgoingMail.objects.get()
    assert (row.urgency, row.useless_after) == (urgency, noon)
    assert [name for name in mail if name.lower().startswith("x-sojourn")] == []


def test_message_that_does_not_say_so_is_a_letter_of_use_for_ever() -> None:
    message().send()
    assert list(OutgoingMail.objects.values_list("urgency", "useless_after")) == [(Urgency.LETTER, None)]


def test_database_holds_no_urgency_but_the_four() -> None:
    message().send()
    with pytest.raises(IntegrityError, match="mail_urgency_is_known"), transaction.atomic():
        OutgoingMail.objects.update(urgency=5)
    with pytest.raises(ValidationError, match=r"A mail is a code, a notice, a letter or bulk\."):
        OutgoingMail(urgency=5).validate_constraints()


def test_any_number_of_messages_is_one_statement() -> None:
    for number in (1, 20):
        with asked() as counted:
            get_connection().send_messages([message(to=[f"m{each}@example.org"]) for each in range(number)])
        assert [sql.split()[0] for sql, _params in counted.statements] == ["INSERT"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"subject": "Week\nBcc: eve@example.org"}, "cannot be written"),
        ({"subject": "Week\r\n\r\nA body of one's own"}, "cannot be written"),
        ({"from_email": "a@example.org\nBcc: eve@example.org"}, "cannot be written"),
        ({"reply_to": ["a@example.org\nBcc: eve@example.org"]}, "cannot be written"),
        ({"headers": {"X-Note": "a\nBcc: eve@example.org"}}, "cannot be written"),
        ({"to": ["maja@example.org\nBcc: eve@example.org"]}, "cannot be|is no e-mail address"),
        ({"to": ["maja@example.org>\r\nRCPT TO:<eve@example.org"]}, "cannot be|is no e-mail address"),
        ({"to": ["maja"]}, "“maja” is no e-mail address that mail can be sent to."),
        ({"to": ["maja@"]}, "is no e-mail address"),
        ({"to": ["мaja@example.org"]}, "is no e-mail address"),
        ({"to": ["majı@example.org"]}, "“majı@example.org” is no e-mail address that mail can be sent to."),
        ({"to": ["a@example.org, b@example.org"]}, "“a@example.org, b@example.org” is no e-mail address"),
        ({"cc": ["Ana <a@example.org>, b@example.org"]}, "is no e-mail address"),
        ({"bcc": ["a@example.org; b@example.org"]}, "is no e-mail address"),
        ({"to": ["group: a@example.org, b@example.org;"]}, "is no e-mail address"),
        ({"to": ['"a\x01b"@example.org']}, "is no e-mail address"),
        ({"headers": {KEY: ""}}, "The key of a mail has 1 to 200 characters."),
        ({"headers": {KEY: "k" * 201}}, "The key of a mail has 1 to 200 characters."),
        ({"headers": {URGENCY: "urgent"}}, "A mail is a code, a notice, a letter or bulk."),
        ({"headers": {URGENCY: ""}}, "A mail is a code, a notice, a letter or bulk."),
        ({"headers": {USELESS_AFTER: "tomorrow"}}, "The moment after which a mail is of no use is written as"),
        ({"headers": {USELESS_AFTER: ""}}, "The moment after which a mail is of no use is written as"),
        ({"headers": {USELESS_AFTER: "2017-09-04T12:00"}}, "The moment after which a mail is of no use is written as"),
        ({"attachments": [("a.bin", b"0" * 10_000_000, "application/octet-stream")]}, "A mail has at most 10 MB."),
    ],
)
def test_what_could_never_be_sent_is_refused_in_a_sentence(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        message(**facts).send(fail_silently=True)
    assert not OutgoingMail.objects.exists()


def test_one_wrong_address_leaves_no_half_of_a_sending() -> None:
    with pytest.raises(ValidationError):
        get_connection().send_messages([message(), message(to=["nobody"])])
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("address", "recipient"),
    [
        ("maja@Đakovo.example.org", "maja@xn--akovo-4ya.example.org"),
        ("Maja <Maja.P@EXAMPLE.org>", "Maja.P@example.org"),
        ("김 <kim@서울.example.org>", "kim@xn--2i4bq6h.example.org"),
        ("info@GIEßEN.example.org", "info@xn--gieen-nqa.example.org"),
        ("info@xn--gieen-nqa.example.org", "info@xn--gieen-nqa.example.org"),
        (" maja@D\u030cakovo.example.org", "maja@xn--akovo-sya.example.org"),
        ('"Maja, tours" <maja@example.org>', "maja@example.org"),
    ],
)
def test_host_is_written_as_mail_servers_spell_it(address: str, recipient: str) -> None:
    message(to=[address]).send()
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.host) == (recipient, recipient.partition("@")[2])


LETTERS = st.sampled_from("aZđĐšёСкопје서울 .,:<>\"'()@=?_-\u0301")
TEXTS = st.text(LETTERS, max_size=120)


@given(subject=TEXTS, body=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_words_arrive_as_they_were_written(subject: str, body: str) -> None:
    [mail] = _rows(EmailMessage(subject, body, to=["maja@example.org"]), timezone.now())
    received = parsed(mail)
    assert received["Subject"].strip() == tidy(subject)
    content = received.get_content()
    assert content.replace("\r\n", "\n").removesuffix("\n") == tidy(body).removesuffix("\n")
    assert unicodedata.is_normalized("NFC", content)
    # A lone line break could end the mail early for a server that reads it otherwise, and begin another.
    assert {b"\r", b"\n"}.isdisjoint(bytes([each]) for each in bytes(mail.content).replace(b"\r\n", b""))


def one_space(text: str) -> str:
    return " ".join(text.split())


@example(name="ZZZZZĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐ서서서서")
@given(name=st.text(st.sampled_from("aZđĐšСкопје서울 "), min_size=1, max_size=60).map(one_space).filter(bool))
def test_any_name_survives_beside_its_address(name: str) -> None:
    [mail] = _rows(EmailMessage("Week", "", to=[f'"{name}" <maja@example.org>']), timezone.now())
    # Python's newer parser is not used here: it puts spaces into long names.
    read, address = parseaddr(str(make_header(decode_header(message_from_bytes(bytes(mail.content))["To"]))))
    assert (read, address, mail.recipient) == (name, "maja@example.org", "maja@example.org")


@given(before=st.text("abđ서", min_size=1), broken=st.sampled_from("\r\n"), after=st.text("abđ서", min_size=1))
def test_no_line_break_gets_into_a_subject(before: str, broken: str, after: str) -> None:
    with pytest.raises(ValidationError, match="cannot be written"):
        list(_rows(EmailMessage(f"{before}{broken}{after}", "", to=["maja@example.org"]), timezone.now()))


@pytest.mark.parametrize(
    ("body", "html", "carries"),
    [
        ("Come at nine.", "", False),
        ("See http://example.org/", "", True),
        ("SEE HTTPS://EXAMPLE.ORG/", "", True),
        ("Come", '<a href="https://example.org/">at nine</a>', True),
        ("Come", "<p>at nine</p>", False),
        ("Your code:\n\n  BCDF-GHJK \n\nIt is good for an hour.", "", True),
        ("Your code:\n493021\n", "", True),
        ("Seoul\n2017\nKINTEX HALL 7", "", False),
    ],
)
def test_link_or_code_is_seen_in_any_text(body: str, html: str, carries: bool) -> None:
    mail = EmailMultiAlternatives("Week", body, to=["maja@example.org"])
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()
    assert OutgoingMail.objects.get().carries_secret is carries


def test_calendar_is_sent_as_it_was_drawn_and_counts_as_a_secret() -> None:
    """Even where it holds no link that can be seen: one may be folded."""
    drawn = "BEGIN:VCALENDAR\r\nX-NOTE:e\u0301 \r\n 서 htt\r\n ps://example.org/\r\nEND:VCALENDAR\r\n"
    mail = EmailMultiAlternatives("Week", "Come", to=["maja@example.org"])
    mail.attach_alternative("<p>Come</p>", "text/html")
    mail.attach_alternative(drawn, "text/calendar; method=REQUEST")
    calendar = [part for part in written(mail).walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_payload(decode=True) for part in calendar] == [drawn.encode()]
    assert OutgoingMail.objects.get().carries_secret


def test_what_is_attached_travels_and_counts_as_a_secret() -> None:
    received = written(message(attachments=[("Скопје.ics", "BEGIN:VCALENDAR", "text/calendar")]))
    [attached] = received.iter_attachments()
    assert (attached.get_filename(), attached.get_content().strip()) == ("Скопје.ics", "BEGIN:VCALENDAR")
    assert OutgoingMail.objects.get().carries_secret


def test_mail_of_a_demonstration_is_kept(settings: Settings) -> None:
    settings.MODE = "demo"
    message(body="https://example.org/reset/abc").send()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.settled_at, mail.is_readable) == (MailState.KEPT, mail.created_at, True)


def test_sender_s_message_is_left_as_it_was() -> None:
    given_message = message("Đakovo", headers={KEY: "notice:7"})
    given_message.send()
    assert (given_message.extra_headers, given_message.reply_to, given_message.subject) == (
        {KEY: "notice:7"},
        [],
        "Đakovo",
    )


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"MAIL_URL": "smtps://user:pass%40word@mail.example.org"}, []),
        ({"MAIL_URL": "smtp://user:password@127.0.0.1"}, []),
        ({"MAIL_URL": "smtp://mail.example.org/?tls=start"}, []),
        ({"MAIL_URL": ""}, []),
        ({"MAIL_URL": "", "PRODUCTION": True}, ["announcements.W001"]),
        ({"MAIL_URL": "http://mail.example.org"}, ["announcements.E001"]),
        ({"MAIL_URL": "smtp://"}, ["announcements.E001"]),
        ({"MAIL_URL": "smtp://mail.example.org:port"}, ["announcements.E001"]),
        ({"MAIL_URL": "smtp://mail.example.org/?tls=yes"}, ["announcements.E001"]),
        ({"MAIL_URL": "smtp://user:password@mail.example.org"}, ["announcements.E001"]),
        ({"MAIL_RATE": 0}, ["announcements.E002"]),
        ({"MAIL_RATES": {"example.org": "many"}}, ["announcements.E002"]),
    ],
)
def test_settings_of_mail_are_checked(settings: Settings, facts: dict[str, Any], says: list[str]) -> None:
    for name, value in facts.items():
        setattr(settings, name, value)
    found = [message.id for message in checks.run_checks() if str(message.id).startswith("announcements.")]
    assert found == says


def test_backend_is_the_one_of_the_settings() -> None:
    assert isinstance(get_connection(), Outbox)
