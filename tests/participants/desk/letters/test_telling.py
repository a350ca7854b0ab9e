"""The page on which decisions are told: it shows each mail, and sends those that are ticked."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.models import Delegate, DelegateContact, Delegation
from participants.nominations import deciding
from tests.counting import asked
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.letters.values import contact, told
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def desk(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


@pytest.fixture
def rijeka(event: Event, registrar: User) -> Delegation:
    makers.focal_point(event, rows.rijeka(), email="rijeka@example.org")
    return makers.delegation(event, by=registrar, city=rows.rijeka(), seats=300)


def address(event: Event) -> str:
    return reverse("participants:tell", args=[event.uid])


def form_of(page: Any) -> dict[str, Any]:
    """What the page's form sends if nobody touches it."""
    text = page.content.decode()
    hidden = {name: re.findall(f'name="{name}" value="([^"]*)"', text)[0] for name in ("shown", "seen")}
    return hidden | {"mail": re.findall(r'name="mail" value="([^"]*)" checked', text)}


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_page_shows_each_mail_with_its_recipient(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    contact(makers.accepted(rijeka, by=registrar, name="Ana & Co"), "ana@example.org")
    makers.accepted(rijeka, by=registrar, name="Ivo")
    text = desk.get(address(event)).content.decode()
    assert re.findall("<span>(Send to .*?)</span>", text) == [
        "Send to Ana Primer, rijeka@example.org",
        "Send to Ana &amp; Co, ana@example.org",
    ]
    bodies = re.findall(r'<pre class="mail-text">(.*?)</pre>', text, re.DOTALL)
    assert (len(bodies), "- Ana &amp; Co has a place.\n- Ivo has a place.\n" in bodies[0]) == (2, True)
    assert "Ivo has no address that takes mail, so the city tells them." in text
    assert re.findall("<button.*?>(.*?)</button>", text)[-1] == "Send 2 mails"


def test_button_sends_what_is_ticked(
    registrar: User, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    contact(makers.accepted(rijeka, by=registrar), "ana@example.org")
    answer = desk.post(address(event), form_of(desk.get(address(event))), follow=True)
    assert answer.redirect_chain == [(address(event), 302)]
    assert messages_of(answer) == ["2 mails are on their way. It is noted what 1 person was told."]
    assert [mail.to for mail in mailoutbox] == [["rijeka@example.org"], ["ana@example.org"]]
    assert "Everybody is told what was decided." in answer.content.decode()


def test_what_changed_meanwhile_is_shown_again_and_what_was_left_out_stays_so(
    registrar: User, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    first, second = (makers.accepted(rijeka, by=registrar) for _each in range(2))
    contact(first, "ana@example.org")
    sent = form_of(desk.get(address(event)))
    sent["mail"] = sent["mail"][:1]
    contact(second, "ivo@example.org")
    page = desk.post(address(event), sent)
    assert (page.status_code, page.context["errors"], mailoutbox) == (
        400,
        ["Something changed since this page was shown, so nothing was sent. Read the mails again."],
        [],
    )
    assert form_of(page)["mail"] == [f"city-{rijeka.pk}", f"person-{second.pk}-0"]
    assert desk.post(address(event), form_of(page)).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["rijeka@example.org"], ["ivo@example.org"]]


def test_who_cannot_be_told_by_mail_is_told_by_telephone(
    registrar: User, event: Event, desk: Client, mailoutbox: list[Any]
) -> None:
    ours = makers.delegation(event, by=registrar, city=rows.belgrade())
    deciding.decline(makers.proposed(ours, by=registrar, name="Ana"), by=registrar)
    page = desk.get(address(event))
    text = page.content.decode()
    assert re.findall(r'class="note notice">(.*?)</p>\s*<ul>\s*(.*?)\s*</ul>', text, re.DOTALL) == [
        (
            "Cannot be told by mail: there is no focal point with an address that takes mail.",
            "<li>Ana was not chosen this time.</li>",
        )
    ]
    answer = desk.post(address(event), form_of(page) | {"telephone": f"delegation-{ours.pk}"}, follow=True)
    assert (messages_of(answer), mailoutbox, told(event)) == (["It is noted what 1 person was told."], [], [])


@pytest.mark.parametrize("forged", [{}, {"shown": "x\0", "mail": "\0", "seen": "\0"}, {"shown": "9" * 5000}])
def test_forged_form_sends_nothing(
    forged: dict[str, str], registrar: User, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    makers.accepted(rijeka, by=registrar)
    assert (desk.post(address(event), forged).status_code, mailoutbox) == (400, [])


def test_page_is_for_those_who_register_people(event: Event) -> None:
    answers = {kind: browser_of(rows.colleague(kind, at=event)).get(address(event)).status_code for kind in RoleKind}
    assert answers == {"coordinator": 200, "editor": 403, "registrar": 200, "viewer": 403, "host": 404}
    assert is_not_found(browser_of(rows.stranger()).get(address(event)))


def test_reading_changes_nothing(
    registrar: User, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    makers.accepted(rijeka, by=registrar)
    desk.get(address(event))
    assert (Delegate.objects.get().told_state, mailoutbox) == ("", [])


def filled(event: Event, of: Delegation, number: int) -> None:
    people = Person.objects.bulk_create(Person(display_name=f"Person {each}") for each in range(number))
    facts = {"event": event, "delegation": of, "state": "accepted", "takes_seat": True}
    made = Delegate.objects.bulk_create(Delegate(name=str(person), person=person, **facts) for person in people)
    DelegateContact.objects.bulk_create(DelegateContact(delegate=row, email=f"{row.pk}@example.org") for row in made)


@pytest.mark.parametrize("number", [3, 300])
def test_page_and_sending_cost_the_same_for_any_number(
    number: int, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    """SQLite takes 62 entries of the trail at once, and 99 links."""
    further = (number - 1) // 62 + number // 99 if connection.vendor == "sqlite" else 0
    filled(event, rijeka, number)
    with asked() as seen:
        page = desk.get(address(event))
    with asked() as sending:
        desk.post(address(event), form_of(page))
    assert (len(form_of(page)["mail"]), seen.queries, sending.queries) == (number + 1, 10, 15 + further)
    assert len(mailoutbox) == number + 1


def test_more_mails_than_a_form_takes_follow_later(
    registrar: User, event: Event, rijeka: Delegation, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participants.letters.telling.mails.MOST_AT_ONCE", 3)
    filled(event, rijeka, 2)
    other = makers.delegation(event, by=registrar)
    makers.accepted(other, by=registrar)
    page = desk.get(address(event))
    assert (len(page.context["tellings"]), page.context["left"]) == (1, 1)
    desk.post(address(event), form_of(page))
    assert [shown.telling.name for shown in desk.get(address(event)).context["tellings"]] == [str(other)]


@pytest.mark.slow
def test_pages_are_valid_html(registrar: User, event: Event, rijeka: Delegation, desk: Client, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(desk.get(address(event)).content)
    contact(makers.accepted(rijeka, by=registrar, name="<b>김민재</b> & Ђорђе"), "ana@example.org")
    makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    (tmp_path / "page.html").write_bytes(desk.get(address(event)).content)
    (tmp_path / "refused.html").write_bytes(desk.post(address(event)).content)
    pages = sorted(tmp_path.glob("*.html"))
    assert (len(pages), complaints(pages)) == (3, [])
