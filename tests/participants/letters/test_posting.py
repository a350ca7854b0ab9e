"""A letter as it leaves: its parts, its link in each of them, and its calendar held against RFC 6047 by section."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from backstage.models import OutgoingMail
from participants.letters.mails import PLACEHOLDER, Leads, Mail
from participants.letters.posting import post
from participants.links.sessions import link_of
from participants.models import Delegate
from participants.vocabulary import Area, Whose
from tests.factories import rows, values
from tests.participants import makers
from tests.tours.calendar.readers import BASE_URL, OFFICE, READERS
from tours.calendar import MailedCalendar, Method, mailed_item
from tours.vocabulary import Status

pytestmark = pytest.mark.django_db
ANA = "ana@example.org"
PLAIN = Mail("", ANA, "Ana Anić", "Visit moved", "The visit of Đakovo is moved.\n", stem="event 1 delegate 2 changed")
HTML = replace(PLAIN, html="<p>The visit of Đakovo is <strong>moved</strong>.</p>\n")
LINK = re.compile(r"http://127\.0\.0\.1:8000/d/\S*?\?key=([\w-]+)")


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> Iterator[None]:
    """Before the event, so that links to it let somebody in."""
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    with time_machine.travel(datetime(2017, 8, 20, 12, tzinfo=UTC)):
        yield


def calendar(**facts: Any) -> MailedCalendar:
    view = values.view(values.item(title="Visit: Đakovo, 서울", summary="See the centre. " * 9, **facts))
    return mailed_item(view, "item-1", attendee=ANA, attendee_name="Ana Anić", base_url=BASE_URL, office=OFFICE)


def with_calendar(**facts: Any) -> Mail:
    return replace(HTML, calendar=calendar(**facts))


def sent(mail: Mail) -> bytes:
    """The bytes that SMTP sends."""
    assert post([mail], once="now") == 1
    return bytes(OutgoingMail.objects.latest("pk").content)


def parsed(mail: Mail) -> Parsed:
    return message_from_bytes(sent(mail), policy=policy.default)


def parts(message: Parsed) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def calendar_part(message: Parsed) -> Parsed:
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert isinstance(part, Parsed)
    return part


def delegate() -> Delegate:
    by = rows.operator()
    return makers.accepted(makers.delegation(makers.published_event(), by=by), by=by)


def test_plain_mail_is_text_alone() -> None:
    message = parsed(PLAIN)
    assert (parts(message), message.get_content()) == (["text/plain"], PLAIN.body.strip())


def test_html_stands_beside_the_text() -> None:
    message = parsed(HTML)
    assert parts(message) == ["multipart/alternative", "text/plain", "text/html"]
    html = message.get_body(("html",))
    assert html
    assert html.get_content().strip() == HTML.html.strip()


def test_calendar_comes_last_of_the_alternatives() -> None:
    """RFC 2046, 5.1.4: the last that a reader knows is the one it takes."""
    assert parts(parsed(with_calendar())) == ["multipart/alternative", "text/plain", "text/html", "text/calendar"]


def test_calendar_stands_beside_the_text_where_there_is_no_html() -> None:
    assert parts(parsed(replace(PLAIN, calendar=calendar()))) == [
        "multipart/alternative",
        "text/plain",
        "text/calendar",
    ]


@pytest.mark.parametrize(("status", "method"), [(Status.CONFIRMED, "REQUEST"), (Status.CANCELLED, "CANCEL")])
def test_content_type_names_the_method_of_the_calendar(status: Status, method: str) -> None:
    """RFC 6047, 2.4: the parameter `method` is there, and equals METHOD."""
    part = calendar_part(parsed(with_calendar(status=status)))
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == method
    assert f"\r\nMETHOD:{method}\r\n" in part.get_content()


def test_content_type_names_the_charset_and_the_component_once() -> None:
    """RFC 6047, 2.4: `charset` is there where the calendar is not of ASCII alone; `component` says what it holds."""
    part = calendar_part(parsed(with_calendar()))
    assert dict(part["Content-Type"].params) == {"method": "REQUEST", "component": "VEVENT", "charset": "utf-8"}
    assert [str(dict(part.raw_items())["Content-Type"]).count(name) for name in ("method", "charset")] == [1, 1]


def test_mail_has_one_calendar_of_one_method() -> None:
    """RFC 6047, 2.4, note 1: calendars of several methods would need a part of their own each."""
    content = calendar_part(parsed(with_calendar())).get_content()
    assert [content.count(words) for words in ("BEGIN:VCALENDAR", "METHOD:", "BEGIN:VEVENT")] == [1, 1, 1]


def test_calendar_is_encoded_for_any_transport_and_arrives_as_it_was_drawn() -> None:
    """RFC 6047, 2.5: an encoding is needed where a server on the way may take ASCII alone."""
    mail = with_calendar()
    part = calendar_part(parsed(mail))
    assert mail.calendar
    assert (part["Content-Transfer-Encoding"], part.get_payload(decode=True)) == ("base64", mail.calendar.content)
    assert str(part.get_payload()).isascii()
    assert [len(read(part.get_content())) for read in READERS] == [1, 1, 1]


def test_calendar_is_no_attachment() -> None:
    """RFC 6047, 2.6: a disposition may be left out; as a file, calendars would offer it instead of showing it."""
    message = parsed(with_calendar())
    assert ([part["Content-Disposition"] for part in message.walk()], list(message.iter_attachments())) == (
        [None] * 4,
        [],
    )


def test_whole_mail_has_short_lines_that_end_as_mail_servers_want_them() -> None:
    """RFC 5321, 4.5.3.1.6."""
    content = sent(with_calendar())
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert {b"\r", b"\n"}.isdisjoint(bytes([each]) for each in content.replace(b"\r\n", b""))


def test_files_stand_beside_all_that_is_read() -> None:
    post([with_calendar()], once="now", attachments=[("programme.pdf", b"%PDF-", "application/pdf")])
    message = message_from_bytes(bytes(OutgoingMail.objects.get().content), policy=policy.default)
    inner = ["multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert parts(message) == ["multipart/mixed", *inner, "application/pdf"]


def test_method_is_told_as_the_item_stands() -> None:
    assert [calendar(status=status).method for status in Status] == [Method.REQUEST, Method.REQUEST, Method.CANCEL]


def test_link_stands_in_text_and_html_and_lets_its_holder_in() -> None:
    row = delegate()
    words = str(PLACEHOLDER)
    html = f"<p>\n  {words}\n</p>\n<td>{words}</td>\n"
    mail = replace(PLAIN, body=f"Your page:\n{words}\n", html=html, leads=Leads(row, Whose.OWN))
    message = parsed(mail)
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert page
    (secret,) = LINK.findall(text.get_content())
    link = link_of(secret, Area.DELEGATE)
    assert link
    assert (link.holder, link.email) == (row, ANA)
    address = text.get_content().split()[2]
    expected = f'<p>\n<a href="{address}">{address}</a>\n</p>\n<td>{words}</td>'
    assert page.get_content().replace("\r\n", "\n").strip() == expected


def test_link_in_html_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "participants.letters.posting.personal_addresses", lambda _made: ['https://a.example/?a=1&b="<c>']
    )
    mail = replace(PLAIN, html=f"{PLACEHOLDER}\n", leads=Leads(delegate(), Whose.OWN))
    page = parsed(mail).get_body(("html",))
    assert page
    escaped = "https://a.example/?a=1&amp;b=&quot;&lt;c&gt;"
    assert page.get_content().strip() == f'<a href="{escaped}">{escaped}</a>'


def test_mail_that_leads_nowhere_has_no_link_in_html() -> None:
    page = parsed(replace(PLAIN, html=f"{PLACEHOLDER}\n")).get_body(("html",))
    assert page
    assert page.get_content().strip() == str(PLACEHOLDER)
