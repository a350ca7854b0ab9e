"""The marks at the desk that mail to a delegate comes back: in the table, and with what did not arrive on their page."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from backstage.models import OutgoingMail, Undeliverable
from participants.models import Delegate
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SENT = datetime(2017, 8, 20, 3, tzinfo=UTC)


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def ana(event: Event, by: User) -> Delegate:
    """Mail to her assistant comes back."""
    row = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana")
    contact(row, "ana@example.org")
    contact(row, "office@example.org", Whose.ASSISTANT)
    Undeliverable.objects.create(address="office@example.org", since=SENT, reason="5.1.1 no such user")
    return row


def did_not_arrive(row: Delegate, recipient: str, state: str = "bounced") -> None:
    OutgoingMail.objects.create(
        key=f"event {row.event_id} delegate {row.pk} place {recipient}",
        message_id=f"<{recipient}>",
        recipient=recipient,
        host="example.org",
        subject="Smart City Week: Ana has a place",
        content=b"",
        state=state,
        reason="5.1.1 no such user" if state == "bounced" else "",
        next_at=SENT,
        created_at=SENT,
        settled_at=SENT,
    )


def page_of(desk: Client, row: Delegate) -> str:
    return desk.get(reverse("participants:delegate", args=[row.pk])).content.decode()


def test_address_that_takes_no_mail_is_marked_on_the_page(event: Event, ana: Delegate) -> None:
    text = page_of(browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)), ana)
    marked = re.findall(r'">(\S+@example\.org)</a>( <span class="tag alert">Mail comes back</span>)?', text)
    assert [(address, bool(mark)) for address, mark in marked] == [
        ("ana@example.org", False),
        ("office@example.org", True),
    ]


def test_letters_that_reached_nobody_stand_on_the_page(event: Event, ana: Delegate) -> None:
    did_not_arrive(ana, "office@example.org")
    did_not_arrive(ana, "ana@example.org", state="sent")
    text = page_of(browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)), ana)
    [listed] = re.findall(r"<h3>Letters that reached nobody</h3>\n<ul>\n(.*?)</ul>", text, re.DOTALL)
    assert re.sub("<[^>]+>", "", listed).splitlines() == [
        "Smart City Week: Ana has a place, 20 Aug 2017, 12:00 Seoul time: 5.1.1 no such user"
    ]


def test_who_does_not_register_people_sees_no_mark(event: Event, ana: Delegate) -> None:
    did_not_arrive(ana, "office@example.org")
    text = page_of(browser_of(rows.colleague(RoleKind.EDITOR, at=event)), ana)
    assert [word for word in ("Mail comes back", "reached nobody", "office@example.org") if word in text] == []


@pytest.mark.parametrize(("kind", "shown"), [(RoleKind.REGISTRAR, 1), (RoleKind.EDITOR, 0)])
def test_table_marks_the_row(kind: RoleKind, shown: int, event: Event, ana: Delegate, by: User) -> None:
    makers.proposed(ana.delegation, by=by, name="Ivo")  # type: ignore[arg-type]
    answer: Any = browser_of(rows.colleague(kind, at=event)).get(reverse("participants:delegates", args=[event.uid]))
    assert answer.content.decode().count("mail comes back") == shown
